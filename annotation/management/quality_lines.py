"""What `emotate project quality` prints: a line a rater, then a line a part of the policy."""

from collections.abc import Iterator, Mapping
from typing import Any


def quality_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Lines of what `quality_of` found; parts that the policy does not have are left out."""
    for rater in found["raters"]:
        yield _rater(rater)
    if not found["raters"]:
        yield "Nobody has rated here yet."
    if found["known_items"]:
        yield f"known items: {_counts(found['known_items'])}"
    if found["extra_raters"] is not None:
        extra = found["extra_raters"]
        of = "" if extra["budget"] is None else f" of {extra['budget']}"
        yield f"extra ratings: {extra['used']}{of} asked for, on {extra['items']} items"
    for arm in found["arms"] or ():
        yield (
            f"arm {arm['arm']}: {arm['given'] or 0} of {arm['asked'] or 0} ratings, "
            f"{arm['complete']} of {arm['items']} items complete"
        )
    if found["assistance"] is not None:
        drawn = _counts(found["assistance"]["drawn"]) or "none yet"
        yield f"drafts: {drawn}; shown {found['assistance']['exposures']} times"
    if found["first_rater"] is not None:
        first = found["first_rater"]
        yield (
            f"first answers: {first['waiting']} items wait for theirs, "
            f"{first['unnamed']} name nobody"
        )


def _rater(rater: Mapping[str, Any]) -> str:
    parts = [f"{rater['submitted']} items"]
    for role in ("gold", "attention"):
        if rater[role]["seen"]:
            parts.append(f"{role} {rater[role]['correct']}/{rater[role]['seen']}")
    if rater["practised"]:
        parts.append(f"{rater['practised']} practised")
    if rater["quiz"]:
        parts.append(_quiz(rater["quiz"]))
    parts += rater["languages"] + [one["name"] for one in rater["certificates"]]
    if rater["stopped_at"]:
        parts.append(f"stopped: {rater['stop_reason'] or 'no reason given'}")
    known = rater["recruited"]
    name = known["external_id"] if known else rater["username"]
    return f"{name:20} {', '.join(parts)}"


def _quiz(quiz: Mapping[str, Any]) -> str:
    score = "" if quiz["score"] is None else f" with {quiz['score']:.0%}"
    passed = "passed" if quiz["passed_at"] else "not passed"
    times = "time" if quiz["attempts"] == 1 else "times"
    return f"quiz {passed}{score}, taken {quiz['attempts']} {times}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in counts.items())
