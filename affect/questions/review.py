"""A model's draft, accepted, edited or rejected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from affect.edit_distance import levenshtein, set_difference
from affect.questions.base import Family, Level, Question
from affect.questions.labels import Label
from affect.questions.settings import SettingsReader
from affect.questions.text import check_text
from affect.questions.values import check_fields, encode_objects, is_texts, show
from affect.questions.words import normal_word

FieldKind = Literal["text", "words", "label"]
FIELD_KINDS = ("text", "words", "label")
FIELD_SETTINGS = ("id", "text", "kind", "labels")
VERDICTS = ("accept", "edit", "reject")
TAKEN = ("verdict", "draft", "reason", "edit_distance", "confidence", "cannot_tell")


@dataclass(frozen=True)
class ReviewField:
    """A part of the draft; `labels` are those of a field of kind label."""

    id: str
    text: str
    kind: FieldKind
    labels: tuple[Label, ...] = ()

    @property
    def label_ids(self) -> tuple[str, ...]:
        """Ids of the labels to choose from."""
        return tuple(label.id for label in self.labels)

    def distance(self, draft: Any, edited: Any) -> int:
        """Characters changed in a text, words in one of two sets only, 1 for another label."""
        if self.kind == "text":
            return levenshtein(draft, edited)
        if self.kind == "words":
            return set_difference(map(normal_word, draft), map(normal_word, edited))
        return int(draft != edited)


@dataclass(frozen=True, kw_only=True)
class Review(Question):
    """The value has the verdict and the draft that was judged.

    An edit has all its fields as they should be, and a rejection the reason where `reject_reason`
    asks for it. The labels of the question are the verdicts.
    """

    kind: ClassVar[str] = "review"
    family: ClassVar[Family] = "structured"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha", "nominal"),
        ("fleiss-kappa", "nominal"),
        ("gwet-ac1", "nominal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("fields", "reject_reason")

    fields: tuple[ReviewField, ...]
    reject_reason: bool = True

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least one field."""
        parts = reader.parts("fields", FIELD_SETTINGS, at_least=1)
        return cls(
            **reader.common(),
            labels=tuple(Label(id=verdict, text=verdict.capitalize()) for verdict in VERDICTS),
            fields=tuple(_field(part) for part in parts),
            reject_reason=reader.flag("reject_reason", True),
        )

    def gives(self, value: Any, names: Sequence[str]) -> bool:
        """Whether the verdict is one of these."""
        return value["verdict"] in names

    def distances(self, value: Mapping[str, Any]) -> dict[str, int] | None:
        """How far each field was edited; 0 for an accepted draft, None for a rejected one."""
        if value["verdict"] == "reject":
            return None
        edited = value.get("fields", {})
        return {
            field.id: field.distance(value["draft"][field.id], edited[field.id])
            if field.id in edited
            else 0
            for field in self.fields
        }

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """A verdict on a draft; what belongs to another verdict may stay until submission."""
        messages = check_fields(
            value, ("draft",) if draft else ("verdict", "draft"), ("verdict", "fields", "reason")
        )
        if messages:
            return messages
        if "verdict" in value and value["verdict"] not in VERDICTS:
            messages.append(
                f"verdict is one of {', '.join(VERDICTS)}, not {show(value['verdict'])}"
            )
        messages += self._check_fields("draft", value["draft"], known_labels=False)
        if "fields" in value:
            messages += self._check_fields("fields", value["fields"], known_labels=True)
        reason = value.get("reason", "")
        if not isinstance(reason, str) or check_text(reason):
            messages.append(f"reason is a text, not {show(reason)}")
        return messages if messages or draft else self._check_verdict(value)

    def _check_fields(self, name: str, fields: Any, known_labels: bool) -> list[str]:
        wrong = check_fields(fields, [field.id for field in self.fields])
        if wrong:
            return [f"{name}: {message}" for message in wrong]
        found = [
            (field, _check_field(field, fields[field.id], known_labels)) for field in self.fields
        ]
        return [f"{name}: {field.id}: {message}" for field, message in found if message]

    def _check_verdict(self, value: Mapping[str, Any]) -> list[str]:
        """What each verdict needs, and what it has no place for."""
        verdict, reason = value["verdict"], value.get("reason", "").strip()
        if verdict == "edit" and "fields" not in value:
            return ["an edit has fields: say how they should be"]
        if verdict != "edit" and "fields" in value:
            return [f"{verdict} leaves the draft as it is: leave fields out, or edit"]
        if verdict == "edit" and value["fields"] == value["draft"]:
            return ["nothing was edited: accept the draft, or change it"]
        if verdict == "reject" and self.reject_reason and not reason:
            return ["say why the draft is rejected"]
        if verdict != "reject" and "reason" in value:
            return [f"a reason belongs to a rejection: leave it out of {verdict}"]
        return []

    def encode(self, values: Sequence[Any]) -> NDArray[np.object_]:
        """Reviews as objects (values,), None where missing."""
        return encode_objects(values)


def _field(part: SettingsReader) -> ReviewField:
    name = str(part.body.get("id", ""))
    if name in TAKEN:
        part.refuse(f"id {name!r} is taken; choose another than {', '.join(TAKEN)}")
    kind = part.option("kind", FIELD_KINDS, "text")
    if kind != "label" and "labels" in part.body:
        part.refuse("labels belong to a field of kind label")
    labels = part.labels(at_least=2) if kind == "label" else ()
    known: FieldKind = "label" if kind == "label" else "words" if kind == "words" else "text"
    return ReviewField(name, part.string("text", name), known, labels)


def _check_field(field: ReviewField, value: Any, known_labels: bool) -> str | None:
    if field.kind == "words":
        if not is_texts(value, blank=True) or any(check_text(word) for word in value):
            return f"a list of words is needed, not {show(value)}"
        return None
    if not isinstance(value, str) or check_text(value):
        return f"a text is needed, not {show(value)}"
    if field.kind == "label" and known_labels and value not in field.label_ids:
        return f"unknown label {show(value)}; allowed: {', '.join(field.label_ids)}"
    return None
