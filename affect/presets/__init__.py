"""Ready-made project settings, one JSON file for each published protocol."""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypedDict


class UnknownPresetError(ValueError):
    """No preset has that name."""


class Context(TypedDict):
    """How many turns of the dialogue are shown before and after the one that is rated."""

    before: int
    after: int


class AgreementFigure(TypedDict):
    """The agreement statistic that the protocol reports for a question."""

    question: str
    stat: str
    level: str


class Preset(TypedDict):
    """Everything a project takes from its preset; `rules` maps question to aggregation rule."""

    name: str
    title: str
    summary: str
    paper: str
    notes: list[str]
    unit: str
    raters_per_item: int
    order: Literal["dialogue", "random"]
    context: Context
    show_transcript: bool
    profile: Literal["turns", "whole"]
    scheme: dict[str, Any]
    agreement: list[AgreementFigure]
    rules: dict[str, str]


@cache
def preset_names() -> tuple[str, ...]:
    """Names that `preset` accepts, sorted."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def preset(name: str) -> Preset:
    """A fresh copy of the preset of that name, free to change.

    Raises
    ------
    UnknownPresetError: no such name; the message lists the names there are.
    """
    if name not in preset_names():
        raise UnknownPresetError(f"unknown preset {name!r}; there are: {', '.join(preset_names())}")
    loaded: Preset = json.loads((files(__name__) / f"{name}.json").read_text(encoding="utf-8"))
    return loaded
