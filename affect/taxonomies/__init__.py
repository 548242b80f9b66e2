"""Ordered label sets with their sources, as data files beside this module."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class UnknownTaxonomyError(ValueError):
    """No taxonomy has that name."""


@dataclass(frozen=True)
class TaxonomyLabel:
    """One label; `valence` and `arousal` (-1..1 or None) only order and colour it."""

    id: str
    text: str
    valence: float | None
    arousal: float | None
    code: str | None = None


@dataclass(frozen=True)
class Taxonomy:
    """Labels in canonical order; `kind` is the question kind that the source used."""

    name: str
    title: str
    kind: str
    source: str
    notes: tuple[str, ...]
    labels: tuple[TaxonomyLabel, ...]

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
    labels = tuple(TaxonomyLabel(**label) for label in body.pop("labels"))
    return Taxonomy(notes=tuple(body.pop("notes")), labels=labels, **body)
