"""The labels of a question."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """One label of a question; `key` is its keyboard letter, valence and arousal colour it.

    `aliases` are other names that tables from elsewhere give it ("HAP", "happy").
    """

    id: str
    text: str
    key: str | None = None
    valence: float | None = None
    arousal: float | None = None
    aliases: tuple[str, ...] = ()
