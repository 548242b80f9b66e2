"""The model card: a typed, fully checked description of one auto-labeler.

A card is declarative and hashed whole, so the hash is the identity of a run: another label order,
other weights or another engine version make another hash.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


class CardError(ValueError):
    """A card cannot be used; `problems` names everything that is wrong with it."""

    def __init__(self, source: str, problems: list[str]) -> None:
        self.source = source
        self.problems = problems
        super().__init__(f"{source}: " + "; ".join(problems))


@dataclass(frozen=True)
class Weights:
    """A file of weights in the card's folder (for built-in cards `autolabel/weights`)."""

    file: str
    sha256: str


@dataclass(frozen=True)
class Input:
    """What an engine is fed. Seconds hold for audio only."""

    modality: str
    rate_hz: int | None = None
    channels: str | None = None
    min_seconds: float | None = None


@dataclass(frozen=True)
class OutputSpec:
    """Names in exact order, the range of each score, and the taxonomy that the names come from."""

    type: str
    labels: tuple[str, ...]
    range: tuple[float, float]
    taxonomy: str | None


@dataclass(frozen=True)
class Licence:
    """The licence of the weights or the method, with the notice that must be kept."""

    spdx: str
    commercial: bool
    notice: str


@dataclass(frozen=True)
class Figure:
    """One measured number: on what, how many items, and what chance would give there."""

    name: str
    value: float
    n: int
    data: str
    chance: tuple[float, float] | float
    note: str = ""


@dataclass(frozen=True)
class Quality:
    """A sentence for people, and the figures behind it."""

    summary: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Trust:
    """What loading the card could execute."""

    remote_code: bool
    pickle: bool


@dataclass(frozen=True)
class Domain:
    """What the labeler was made for and made from."""

    languages: tuple[str, ...]
    trained_on: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One auto-labeler. `folder` is where its weights lie and is no part of the hash."""

    id: str
    kind: str
    version: str
    title: str
    weights: Weights | None
    input: Input
    output: OutputSpec
    licence: Licence
    baseline: bool
    quality: Quality
    trust: Trust
    domain: Domain
    notes: tuple[str, ...]
    folder: Path = field(compare=False, repr=False)

    @property
    def modality(self) -> str:
        """Either "audio" or "text"."""
        return self.input.modality

    @property
    def weights_path(self) -> Path | None:
        """Where the weights must be; None for a card that needs none."""
        return None if self.weights is None else self.folder / self.weights.file


def card_body(card: Card) -> dict[str, Any]:
    """The whole card as plain JSON values, without the place where it happens to lie."""
    body = asdict(card)
    del body["folder"]
    return body


def card_hash(card: Card) -> str:
    """SHA-256 (hex) of the card as canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(card_body(card), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
