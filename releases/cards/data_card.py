"""README.md of a release: what is in it, for the person who opens the folder."""

from contextlib import suppress
from typing import Any

from affect.presets import UnknownPresetError, preset
from affect.questions import Question, Scheme
from releases.cards.about import About
from releases.cards.citation import reference
from releases.cards.figures import stat_name, value_of
from releases.cards.people import people_of

KINDS = {
    "choice": "one label",
    "multi": "any number of labels",
    "intensity": "a number for each label",
    "distribution": "shares of one whole",
    "scale": "a number",
    "grid": "a point on a plane",
    "statement": "whether a statement is true",
    "pair": "which of two clips is preferred",
    "rank": "labels in an order",
    "text": "free text",
    "words": "words of the rater's own",
    "trace": "a continuous trace",
    "timeline": "labelled intervals of time",
    "spans": "labelled pieces of text",
    "regions": "labelled boxes on an image",
    "review": "a model's draft accepted, edited or rejected",
}
FILES = """| file | what |
|---|---|
| `items.parquet` | a row per item: media (of each clip), range, speaker, dialogue, words |
| `ratings.parquet` | one row per rating that counts: the answers as JSON and as typed columns |
| `revisions.parquet` | earlier answers that their raters replaced, in the same columns |
| `predictions.parquet` | what models said, apart from what people said |
| `decisions.parquet` | what adjudicators decided on sight of all answers |
| `recordings.parquet` | a row per recording: hash, file name, length, rate, channels, licence |
| `words.parquet` | a row per word whose time is known |
| `agreement.json` | how well raters agree, question by question, with intervals |
| `splits.json` | how items were divided, where they were |
| `changes.json` | what differs from the release before, where there was one |
| `DATASHEET.md`, `METHODS.md`, `CITATION.cff` | what a reader, a paper and a citation need |
| `scheme.json` | the questions, exactly as they were asked |
| `project.json` | settings, guidelines, counts, and where everything came from |
| `MANIFEST.jsonl` | bytes, sha256 and rows of each file; its own sha256 is the release's id |
"""
WITHDRAWN = """**Something was withdrawn** since this release was made: TOMBSTONES.jsonl says when,
how much, and which id it had before. Whoever has a copy of that id replaces it by this one."""
READING = """An empty cell or null is *missing*: nobody said anything. It is never zero. Raters are
pseudonyms that stay the same within this project and mean nothing outside it; a rating without one
comes from published vote counts. Derived labels are made by `emotate export`, with the rule in the
name of the column; these files hold only what was said.
"""


def data_card(
    project: dict[str, Any],
    scheme: Scheme,
    about: About,
    agreement: dict[str, Any] | None,
    splits: dict[str, Any] | None,
) -> str:
    """The card, from the files of the release: no date, no machine."""
    parts = [
        f"# {project['title']}, {project['slug']}@{project['tag']}",
        f"Version {project['version']}. {_licence(about)}",
        "+" in project["version"] and WITHDRAWN,
        project["description"],
        project["content_warning"] and f"**Content warning.** {project['content_warning']}",
        "## What is in it",
        _counts(project),
        "## Questions",
        *(_question(question, project) for question in scheme.questions),
        "## Agreement",
        _agreement(agreement),
        splits and f"## Splits\n\n{_splits(splits)}",
        project["guidelines"] and f"## Guidelines for raters\n\n{project['guidelines']}",
        (told := people_of(project)) and f"## People\n\n{told}",
        "## Models",
        _models(project["provenance"]["cards"]),
        "## Files of the release",
        FILES.rstrip(),
        READING.rstrip(),
        "## How to cite",
        _citation(project, about),
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _counts(project: dict[str, Any]) -> str:
    counts, policy = project["counts"], project["policy"]
    lines = [
        f"- {counts['items']} items, {counts['rated_items']} of them rated",
        f"- {counts['ratings']} ratings by {counts['raters']} known raters"
        + _unknown(counts["ratings_of_unknown_raters"]),
        f"- {counts['replaced']} earlier answers that were replaced",
        f"- {counts['ratings_of_checks']} of the ratings are of gold, attention, training and quiz "
        "items (column `role`); they count in no label below",
        f"- {policy.get('raters_per_item')} raters wanted per item, items in "
        f"{policy.get('order')} order; unit: {policy.get('unit', 'as imported')}",
    ]
    return "\n".join(lines)


def _unknown(votes: int) -> str:
    return f", {votes} of them votes of raters whom nobody knows" if votes else ""


def _question(question: Question, project: dict[str, Any]) -> str:
    counts = project["counts"]["questions"][question.id]
    kind = KINDS.get(question.kind, question.kind)
    head = (
        f"### `{question.id}`: {question.text}\n\n"
        f"{question.kind} ({kind}); {counts['answered']} answers, "
        f"{counts['cannot_tell']} said that they cannot tell"
    )
    if not question.labels:
        return head
    rows = [
        f"| `{label.id}` | {label.text} | {counts['labels'][label.id]} |"
        for label in question.labels
    ]
    return "\n".join([head, "", "| label | shown as | given |", "|---|---|---:|", *rows])


def _licence(about: About) -> str:
    if not about.licence:
        return "No licence was set for the ratings: without one nobody may reuse them."
    return f"Ratings and derived labels: {about.licence}."


def _agreement(agreement: dict[str, Any] | None) -> str:
    rows = [
        f"| `{question['id']}` | {stat_name(row)} | {row['level']} | {value_of(row)} | "
        f"{row['units']} |"
        for question in (agreement or {"questions": []})["questions"]
        for row in question["statistics"]
    ]
    head = ["| question | statistic | level | value | items |", "|---|---|---|---|---:|"]
    note = "Items are those with two ratings or more. agreement.json has each label and all digits."
    return "\n".join([*head, *rows, "", note])


def _splits(splits: dict[str, Any]) -> str:
    rows = [
        f"| `{each['name']}` | {each['items']} | {each['recordings']} | {each['speakers']} | "
        f"{_digits(each['seconds'])} | {_digits(each['apart'])} |"
        for each in splits["splits"]
    ]
    head = [
        "| split | items | recordings | speakers | seconds | apart |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    apart = ", ".join(splits["plan"]["disjoint"]) or "nothing"
    note = (
        f"Kept apart by: {apart}. *apart* is the total variation distance of the split's labels "
        f"({splits['stratified_by'] or 'no question'}) from those of all; splits.json says more."
    )
    return "\n".join([*head, *rows, "", note])


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _models(cards: list[dict[str, Any]]) -> str:
    if not cards:
        return "No model was run on these items."
    return "\n".join(
        f"- `{card['id']}` {card['version'] or ''}: {card['title'] or ''}"
        f"{' (a baseline)' if card['baseline'] else ''}, card {card['hash'][:12]}"
        for card in cards
    )


def _citation(project: dict[str, Any], about: About) -> str:
    name = f"{project['slug']}@{project['tag']}"
    lines = [
        f"> {reference(project, about)}",
        "The release's id is the sha256 of `MANIFEST.jsonl`, as "
        f"`emotate verify {name}` prints it; `CITATION.cff` is for programs.",
    ]
    # A preset of an older version may be gone; the scheme itself is here.
    with suppress(UnknownPresetError):
        lines.append(f"The protocol follows: {preset(project['preset'])['paper']}.")
    return "\n\n".join(lines)
