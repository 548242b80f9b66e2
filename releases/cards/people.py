"""What a data card says of the people behind a release: what is left out to shield them."""

from collections.abc import Iterator
from typing import Any

from releases.cards.figures import number
from releases.contents.prose import PROSE


def people_of(project: dict[str, Any]) -> str:
    """A list of what holds for this release; empty for layouts that said nothing of it."""
    return "\n".join(f"- {line}" for line in _lines(project))


def _lines(project: dict[str, Any]) -> Iterator[str]:
    if "contents" not in project:
        return
    yield _blind(project["counts"])
    yield prose_told(project)
    if project.get("demographics"):
        yield demographics_told(project["demographics"])
    if project.get("consent"):
        yield consent_told(project["consent"])


def demographics_told(told: dict[str, Any]) -> str:
    """How raters are kept from being told apart by their attributes."""
    names = ", ".join(f"`{name}`" for name in told["withheld"])
    gone = ", ".join(f"{n:,} of `{name}`" for name, n in told["withheld"].items() if n)
    withheld = f"withheld for that: {gone}" if gone else "nothing had to be withheld for that"
    return (
        f"Attributes of raters ({names}) are told where at least k = {told['k']} raters of this "
        f"release share the whole combination; {withheld}. Column `withheld` names what is; the "
        f"smallest group of which anything is told has {number(told['smallest_group'], 'rater')}."
    )


def consent_told(counts: dict[str, int]) -> str:
    """What people in recordings agreed to, with a warning where nobody knows."""
    if not counts["recordings"]:
        return "There are no recordings, so none needs consent."
    told = (
        f"Of {number(counts['recordings'], 'recording')}, consent is known to be given for "
        f"{counts['given']:,}: {counts['permit_sharing']:,} may be handed on, "
        f"{counts['permit_publication']:,} may be shown in publications."
    )
    if counts["unknown"]:
        told += (
            f" **Warning: of {counts['unknown']:,} nobody has said whether there is consent.** Ask "
            "the makers before you hand them on."
        )
    return told


def _blind(counts: dict[str, Any]) -> str:
    known = counts["ratings_blind"] + counts["ratings_not_blind"]
    return (
        f"Ratings are blind where no role of the rater showed what others answered and they had "
        f"not decided the item (column `blind`): {counts['ratings_blind']} are, "
        f"{counts['ratings_not_blind']} are not; of {counts['ratings'] - known} nobody knows, "
        "such as imported ones."
    )


def prose_told(project: dict[str, Any]) -> str:
    """Whether what people wrote in sentences of their own is in it."""
    left = [each for each in project.get("left_out", ()) if each["because"] == PROSE]
    if not left:
        return (
            "Free text is in it as it was typed: texts, reasons and notes may name people. Words "
            "of an open vocabulary are answers."
        )
    columns = ", ".join(f"`{each['column']}` of {each['table']}" for each in left)
    return (
        "Free text is left out, since it may name people: "
        f"{columns}. These columns are absent, not empty, and the answers in JSON are without them "
        "too. Words of an open vocabulary are answers and stay."
    )
