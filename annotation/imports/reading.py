"""How a table is read: what a person says about it, on the command line, in a page or a recipe."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from annotation.errors import AnnotationRefused
from annotation.imports.tables.encodings import encoding_named

MOST_TEXTS = 500
LONGEST_TEXT = 1_000


@dataclass(frozen=True)
class Reading:
    """What `emotate import` is told beside the file and its kind.

    maps: `field=column` texts. missing: texts that stand for "not answered", or `FIELD:TEXT` for
    one field only. values: `TEXT=VALUE`, or `FIELD:TEXT=VALUE`, where a table has other words
    than the project. header: whether the first row names the columns. by_name: whether a column
    that nobody mapped is read as the field whose name it has. card: whose predictions these are.
    encoding: how the text is written, where it is not UTF-8 or UTF-16.
    """

    maps: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    header: bool = True
    by_name: bool = True
    card: str = ""
    encoding: str = ""

    def as_json(self) -> dict[str, Any]:
        """As a recipe keeps it."""
        return {"maps": list(self.maps), "missing": list(self.missing),
                "values": list(self.values), "header": self.header,
                "by_name": self.by_name, "card": self.card,
                "encoding": self.encoding}  # fmt: skip

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote, or what a request says in the same form.

        Raises:
            AnnotationRefused: a part is unknown, of another type, or too long
        """
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(given) - known)
        if unknown:
            raise AnnotationRefused(
                f"'{unknown[0]}' says nothing about a table; allowed: {', '.join(sorted(known))}."
            )
        return cls(
            maps=_texts("maps", given.get("maps", ())),
            missing=_texts("missing", given.get("missing", ())),
            values=_texts("values", given.get("values", ())),
            header=_flag("header", given.get("header", True)),
            by_name=_flag("by_name", given.get("by_name", True)),
            card=_text("card", given.get("card", "")),
            encoding=encoding_named(_text("encoding", given.get("encoding", ""))),
        )


def _texts(name: str, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or len(given) > MOST_TEXTS:
        raise AnnotationRefused(f"'{name}' is a list of at most {MOST_TEXTS} texts.")
    return tuple(_text(name, text) for text in given)


def _text(name: str, given: Any) -> str:
    if not isinstance(given, str) or len(given) > LONGEST_TEXT or "\0" in given:
        raise AnnotationRefused(
            f"'{name}' holds texts of at most {LONGEST_TEXT} characters, not {given!r:.60}."
        )
    return given


def _flag(name: str, given: Any) -> bool:
    if not isinstance(given, bool):
        raise AnnotationRefused(f"'{name}' is true or false, not {given!r:.60}.")
    return given
