"""Ordered label sets with their sources, as data files beside this module."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

# How we know: read in the source itself, recalled from the literature, or our own choice.
Evidence = Literal["source-read", "literature-recall", "convention"]


class UnknownTaxonomyError(ValueError):
    """No taxonomy has that name."""


@dataclass(frozen=True)
class TaxonomyLabel:
    """One label; `valence` and `arousal` (-1..1 or None) only order and colour it.

    `code` is its name in the authors' files; `aliases` are other names that tables give it.
    """

    id: str
    text: str
    valence: float | None
    arousal: float | None
    code: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """Labels in canonical order; `kind` is the question kind that the source used.

    `range` holds the two ends where the labels are dimensions, not categories.
    """

    name: str
    title: str
    kind: str
    source: str
    evidence: Evidence
    notes: tuple[str, ...]
    labels: tuple[TaxonomyLabel, ...]
    range: tuple[float, float] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Label ids in canonical order."""
        return tuple(label.id for label in self.labels)


@cache
def taxonomy_names() -> tuple[str, ...]:
    """Names that `taxonomy` accepts, sorted."""
    folder = files(__name__)
    return tuple(
        sorted(
            entry.name.removesuffix(".json")
            for entry in folder.iterdir()
            if entry.name.endswith(".json")
        )
    )


@cache
def taxonomy(name: str) -> Taxonomy:
    """The taxonomy of that name.

    Raises
    ------
    UnknownTaxonomyError: no such name; the message lists the names there are.
    """
    if name not in taxonomy_names():
        allowed = ", ".join(taxonomy_names())
        raise UnknownTaxonomyError(f"unknown taxonomy {name!r}; there are: {allowed}")
    body = json.loads((files(__name__) / f"{name}.json").read_text(encoding="utf-8"))
    labels = tuple(_label(label) for label in body.pop("labels"))
    ends = tuple(body.pop("range")) if "range" in body else None
    return Taxonomy(notes=tuple(body.pop("notes")), labels=labels, range=ends, **body)


def _label(body: dict[str, Any]) -> TaxonomyLabel:
    return TaxonomyLabel(**{**body, "aliases": tuple(body.get("aliases", ()))})
