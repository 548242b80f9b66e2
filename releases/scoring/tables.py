"""A score for people: aligned text, or Markdown for a paper's draft."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from affect.comparison import Comparison, Figure
from releases.scoring.score import SEED, Scored, ScoreOptions

HEAD = ("figure", "", "model", "95 % interval", "one rater", "95 % interval")
ARROWS = {"higher": "↑", "lower": "↓"}


def body(scored: Scored, options: ScoreOptions) -> dict[str, Any]:
    """As JSON: everything that the tables say, with all digits."""
    return {
        "release": scored.release,
        "release_id": scored.release_id,
        "split": options.split,
        "predictions": {
            "rows": scored.rows,
            "items": scored.items,
            "used": scored.used,
            "outside": scored.outside,
            "missing": scored.items - scored.used,
            "failures": [
                {"row": each.place.row, "line": each.place.line, "reason": each.reason}
                for each in scored.failures
            ],
        },
        "bootstrap": {
            "resamples": options.resamples,
            "seed": SEED,
            "cluster": options.cluster,
            "clusters": scored.clusters,
        },
        "questions": [
            {"question": name, **asdict(each)}
            for name, comparisons in scored.questions.items()
            for each in comparisons
        ],
    }


def lines(scored: Scored, *, markdown: bool) -> Iterator[str]:
    """Each question with its counts and its table."""
    for name, comparisons in scored.questions.items():
        for each in comparisons:
            yield ""
            title = name if each.label is None else f"{name}: {each.label}"
            yield f"### {title}" if markdown else title
            yield ""
            yield from _table(each, markdown=markdown)
            yield ""
            yield from _notes(each)


def counts(scored: Scored) -> str:
    """What became of the predictions, in a sentence."""
    missing = scored.items - scored.used
    told = f"{scored.used} of {scored.items} items are predicted"
    if missing:
        told += f"; {missing} have no prediction and are left out"
    if scored.outside:
        told += f"; {scored.outside} rows are of other splits"
    if scored.failures:
        told += f"; {len(scored.failures)} rows cannot be used"
    return f"{scored.release}: {told}."


def _notes(each: Comparison) -> Iterator[str]:
    yield (
        f"Figures over {each.items} items; those of one rater against the others over "
        f"{each.several} with two ratings or more."
    )
    if each.unrated:
        yield f"{each.unrated} items have a prediction and no rating."
    if each.epsilon is not None:
        zero = f"a share of 0 is taken as {each.epsilon:g}"
        yield f"In cross-entropy and KL, which are in nats, {zero}."
    if each.moments is not None:
        told = f"Ten moments a second, {each.moments} in all"
        left = each.unpredicted_moments
        yield f"{told}; at {left} of them the model says nothing." if left else f"{told}."
    reasons = {f"{figure.name}: {figure.reason}." for figure in each.model if figure.reason}
    yield from sorted(reasons)


def _table(each: Comparison, *, markdown: bool) -> Iterator[str]:
    rows = [_row(model, human) for model, human in zip(each.model, each.human, strict=True)]
    if markdown:
        yield "| " + " | ".join(HEAD) + " |"
        yield "|---|---|---:|---|---:|---|"
        for row in rows:
            yield "| " + " | ".join(row) + " |"
        return
    widths = [max(len(row[at]) for row in (HEAD, *rows)) for at in range(len(HEAD))]
    for row in (HEAD, *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(model: Figure, human: Figure) -> Sequence[str]:
    return (
        model.name, ARROWS[model.better], _value(model), _interval(model), _value(human),
        _interval(human),
    )  # fmt: skip


def _value(figure: Figure) -> str:
    return "undefined" if figure.value is None else f"{figure.value:.3f}"


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{figure.low:.3f} to {figure.high:.3f}"
