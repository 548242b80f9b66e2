"""From the plain values of a YAML file to a Card, with every problem named."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path, PurePosixPath
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from autolabel.cards.schema import Card, CardError, Figure

MODALITIES = ("audio", "text")
OUTPUT_TYPES = ("regression", "multilabel")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHA256 = re.compile(r"[0-9a-f]{64}")
PLAIN_NAMES = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    NoneType: "null",
}


def parse_card(body: object, *, source: str, folder: Path) -> Card:
    """The card that `body` (as YAML gave it) describes. Raises CardError with every problem."""
    if isinstance(body, dict) and "folder" not in body:
        body = {**body, "folder": folder}
    problems: list[str] = []
    card = cast(Card, _read(body, Card, "", problems))
    if not problems:
        problems.extend(_rules(card))
    if problems:
        raise CardError(source, problems)
    return card


def _read(value: object, wanted: Any, path: str, problems: list[str]) -> object:
    """`value` as the type `wanted`; what does not fit is added to `problems`, under its path."""
    if isinstance(wanted, type) and is_dataclass(wanted):
        return _read_fields(value, wanted, path, problems)
    if get_origin(wanted) is tuple:
        return _read_tuple(value, get_args(wanted), path, problems)
    if isinstance(wanted, UnionType):
        return _read_union(value, get_args(wanted), path, problems)
    if wanted is float and type(value) is int:
        return float(value)
    # `type() is`, not isinstance: to Python true is also the whole number 1
    if type(value) is not wanted and not (wanted is Path and isinstance(value, Path)):
        problems.append(f"{path} must be {_describe(wanted)}, got {value!r}")
    return value


def _read_fields(value: object, wanted: type, path: str, problems: list[str]) -> object:
    if not isinstance(value, dict):
        name = path or "the card"
        problems.append(f"{name} must be a table of {wanted.__name__} fields, got {value!r}")
        return None
    dot = f"{path}." if path else ""
    allowed = {item.name: item for item in fields(wanted)}
    names = [name for name in allowed if name != "folder"]
    for name in value:
        if name not in allowed:
            problems.append(f"unknown field {dot}{name}, allowed here: {', '.join(names)}")
    hints = get_type_hints(wanted)
    known: dict[str, object] = {}
    for name, item in allowed.items():
        if name in value:
            known[name] = _read(value[name], hints[name], dot + name, problems)
        elif item.default is MISSING:
            problems.append(f"field {dot}{name} is missing")
    return None if problems else wanted(**known)


def _read_tuple(value: object, types: tuple[Any, ...], path: str, problems: list[str]) -> object:
    if not isinstance(value, list):
        problems.append(f"{path} must be a list, got {value!r}")
        return None
    if types[-1] is Ellipsis:
        types = (types[0],) * len(value)
    if len(value) != len(types):
        problems.append(f"{path} must have {len(types)} values, got {len(value)}")
        return None
    return tuple(
        _read(item, kind, f"{path}[{i}]", problems)
        for i, (item, kind) in enumerate(zip(value, types, strict=True))
    )


def _read_union(value: object, types: tuple[Any, ...], path: str, problems: list[str]) -> object:
    """The first of `types` that fits; a table or a list is held to the member of that shape."""
    if value is None and NoneType in types:
        return None
    shaped = [kind for kind in types if kind is not NoneType]
    if isinstance(value, dict):
        shaped = [kind for kind in shaped if is_dataclass(kind)] or shaped
    elif isinstance(value, list):
        shaped = [kind for kind in shaped if get_origin(kind) is tuple] or shaped
    for kind in shaped:
        found: list[str] = []
        result = _read(value, kind, path, found)
        if not found:
            return result
    if len(shaped) == 1:
        problems.extend(found)
    else:
        problems.append(f"{path} must be {' or '.join(map(_describe, types))}, got {value!r}")
    return None


def _describe(kind: Any) -> str:
    if get_origin(kind) is tuple:
        return f"a list of {len(get_args(kind))}"
    return PLAIN_NAMES.get(kind, getattr(kind, "__name__", str(kind)))


def _rules(card: Card) -> Iterator[str]:
    """What types cannot say."""
    if not SLUG.fullmatch(card.id):
        yield f"id must be small letters, digits and single hyphens, got {card.id!r}"
    if card.modality not in MODALITIES:
        yield f"input.modality must be one of {', '.join(MODALITIES)}, got {card.modality!r}"
    if card.modality == "audio" and (card.input.rate_hz is None or card.input.channels is None):
        yield "input.rate_hz and input.channels must be given where input.modality is audio"
    yield from _output_rules(card)
    yield from _weights_rules(card)
    if not card.quality.figures:
        yield "quality.figures must hold at least one measured figure"
    for i, figure in enumerate(card.quality.figures):
        yield from _figure_rules(figure, f"quality.figures[{i}]")


def _output_rules(card: Card) -> Iterator[str]:
    output = card.output
    if output.type not in OUTPUT_TYPES:
        yield f"output.type must be one of {', '.join(OUTPUT_TYPES)}, got {output.type!r}"
    if not output.labels:
        yield "output.labels must name at least one label"
    twice = sorted({label for label in output.labels if output.labels.count(label) > 1})
    if twice:
        yield f"output.labels must differ, found more than once: {', '.join(twice)}"
    if output.range[0] >= output.range[1]:
        yield f"output.range must rise, got {list(output.range)}"


def _weights_rules(card: Card) -> Iterator[str]:
    if card.weights is None:
        return
    name = card.weights.file
    # a card from elsewhere must not reach outside its own folder
    if name in {"", ".", ".."} or "\\" in name or PurePosixPath(name).name != name:
        yield f"weights.file must be the plain name of a file in the card's folder, got {name!r}"
    if not SHA256.fullmatch(card.weights.sha256):
        yield f"weights.sha256 must be 64 small hexadecimal digits, got {card.weights.sha256!r}"


def _figure_rules(figure: Figure, path: str) -> Iterator[str]:
    if figure.n < 1:
        yield f"{path}.n must be at least 1, got {figure.n}"
    if isinstance(figure.chance, tuple) and figure.chance[0] > figure.chance[1]:
        yield f"{path}.chance must be [low, high], got {list(figure.chance)}"
