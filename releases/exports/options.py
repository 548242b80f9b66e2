"""What can be chosen for an export beside its format and rule."""

from dataclasses import dataclass
from pathlib import Path

from affect.questions import Question
from releases.errors import ReleaseRefused
from releases.exports.chosen import Chosen, MediaMode
from releases.exports.format import Format
from releases.frozen import FrozenRelease


@dataclass(frozen=True)
class ExportOptions:
    """What was asked for; None and an empty tuple leave it to the format.

    question: whose label a format of one label holds.
    media: "none", "link" (to the recordings where they lie) or "copy".
    tiers: which tiers of a transcript to write.
    predictions: a table of out-of-fold predictions, for the rule that reads them.
    """

    question: str | None = None
    media: MediaMode | None = None
    tiers: tuple[str, ...] = ()
    predictions: Path | None = None


def options_checked(format_: Format, frozen: FrozenRelease, options: ExportOptions) -> Chosen:
    """The options as they apply to a format and a release.

    Raises
    ------
    ReleaseRefused: the format has no such option, or not that value; names those that it has.
    """
    return Chosen(
        _question(format_, frozen, options.question),
        _media(format_, options.media),
        _tiers(format_, options.tiers),
    )


def labelled_questions(frozen: FrozenRelease) -> list[Question]:
    """The questions whose label a format of one label can hold."""
    return [question for question in frozen.scheme.questions if _has_shares(question)]


def _question(format_: Format, frozen: FrozenRelease, wanted: str | None) -> Question | None:
    if wanted is not None and not format_.one_label:
        raise ReleaseRefused(
            f"'{format_.name}' holds all questions, so there is none to choose: leave out "
            f"--question {wanted}."
        )
    if not format_.one_label:
        return None
    labelled = labelled_questions(frozen)
    if wanted is None and labelled:
        return labelled[0]
    for question in labelled:
        if question.id == wanted:
            return question
    names = ", ".join(question.id for question in labelled) or "none"
    asked = f"Question '{wanted}'" if wanted else "No question"
    raise ReleaseRefused(
        f"{asked} of {frozen.name} gives one label, which '{format_.name}' needs; "
        f"those that do: {names}."
    )


def _has_shares(question: Question) -> bool:
    """Whether answers come down to shares of labels, of which one may be the largest."""
    return question.family in ("label", "set") or question.kind == "distribution"


def _media(format_: Format, wanted: MediaMode | None) -> MediaMode:
    if wanted is None:
        return format_.media[0] if format_.media else "none"
    if wanted == "none" and not format_.media:
        return "none"
    if wanted not in format_.media:
        offered = ", ".join(format_.media) or "none"
        raise ReleaseRefused(
            f"'{format_.name}' cannot have --media {wanted}; it can have: {offered}."
        )
    return wanted


def _tiers(format_: Format, wanted: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [tier for tier in wanted if tier not in format_.tiers]
    if unknown:
        offered = ", ".join(format_.tiers) or "none"
        raise ReleaseRefused(f"'{format_.name}' has no tier '{unknown[0]}'; its tiers: {offered}.")
    return tuple(tier for tier in format_.tiers if not wanted or tier in wanted)
