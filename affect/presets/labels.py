"""Labels of a preset's questions: named by their taxonomy in the file, written out for projects.

In a file, `labels` may be {"taxonomy": NAME, "keys": {label: letter}}. A scheme carries the
labels themselves, so that a project or a release can be read without our taxonomies.
"""

from collections.abc import Mapping
from typing import Any

from affect.taxonomies import TaxonomyLabel, taxonomy


class PresetError(ValueError):
    """A preset file names labels that its taxonomy does not have."""


def with_labels(scheme: Mapping[str, Any]) -> dict[str, Any]:
    """The scheme with every named taxonomy written out as a list of labels, and each label's text.

    Raises
    ------
    PresetError: a key is given to a label that the taxonomy does not have.
    UnknownTaxonomyError: no such taxonomy.
    """
    return {**scheme, "questions": [_question(question) for question in scheme["questions"]]}


def taxonomies_of(scheme: Mapping[str, Any]) -> dict[str, str]:
    """Which taxonomy each question of a preset file names, by question id."""
    found = {}
    for question in scheme["questions"]:
        for holder in (question, *question.get("fields", ())):
            if isinstance(holder.get("labels"), Mapping):
                found[question["id"]] = holder["labels"]["taxonomy"]
    return found


def _question(question: Mapping[str, Any]) -> dict[str, Any]:
    written = _written_out(question, question["id"])
    if "fields" in written:
        written["fields"] = [_written_out(field, question["id"]) for field in written["fields"]]
    return written


def _written_out(holder: Mapping[str, Any], question_id: str) -> dict[str, Any]:
    named = holder.get("labels")
    if isinstance(named, list):
        return {**holder, "labels": [_worded(label) for label in named]}
    if not isinstance(named, Mapping):
        return dict(holder)
    labels, keys = taxonomy(named["taxonomy"]), named.get("keys", {})
    unknown = [name for name in keys if name not in labels.ids]
    if unknown:
        raise PresetError(
            f"question {question_id}: keys for {', '.join(unknown)}, which {labels.name} does "
            f"not have; it has: {', '.join(labels.ids)}"
        )
    return {**holder, "labels": [_label(label, keys.get(label.id)) for label in labels.labels]}


def _worded(label: Any) -> Any:
    """A label without a text is called by its id: pages and releases then need not know that."""
    if isinstance(label, Mapping) and "id" in label and "text" not in label:
        return {"id": label["id"], "text": label["id"], **label}
    return label


def _label(label: TaxonomyLabel, key: str | None) -> dict[str, Any]:
    body: dict[str, Any] = {"id": label.id, "text": label.text}
    if key is not None:
        body["key"] = key
    body |= {"valence": label.valence, "arousal": label.arousal}
    if label.aliases:
        body["aliases"] = list(label.aliases)
    return body
