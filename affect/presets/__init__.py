"""Ready-made project settings, one JSON file for each published protocol."""

import json
from functools import cache
from importlib.resources import files

from affect.presets.labels import PresetError, taxonomies_of, with_labels
from affect.presets.types import MEDIA, MODALITIES, Preset

__all__ = [
    "MEDIA",
    "MODALITIES",
    "Preset",
    "PresetError",
    "UnknownPresetError",
    "preset",
    "preset_names",
    "preset_taxonomies",
]


class UnknownPresetError(ValueError):
    """No preset has that name."""


@cache
def preset_names() -> tuple[str, ...]:
    """Names that `preset` accepts, sorted."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def preset(name: str) -> Preset:
    """A fresh copy of the preset of that name, its taxonomies written out, free to change.

    Raises
    ------
    UnknownPresetError: no such name; the message lists the names there are.
    """
    loaded = _file(name)
    loaded["scheme"] = with_labels(loaded["scheme"])
    return loaded


def preset_taxonomies(name: str) -> dict[str, str]:
    """Which taxonomy each question of that preset takes its labels from, by question id.

    Raises
    ------
    UnknownPresetError: no such name; the message lists the names there are.
    """
    return taxonomies_of(_file(name)["scheme"])


def _file(name: str) -> Preset:
    if name not in preset_names():
        raise UnknownPresetError(f"unknown preset {name!r}; there are: {', '.join(preset_names())}")
    loaded: Preset = json.loads((files(__name__) / f"{name}.json").read_text(encoding="utf-8"))
    return loaded
