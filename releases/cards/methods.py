"""METHODS.md: a paragraph for the methods section of a paper, in numbers of the release."""

from contextlib import suppress
from typing import Any

from affect.presets import UnknownPresetError, preset
from affect.questions import Question, Scheme
from releases.cards.figures import measured, number, per_item, stat_name, value_of

ORDERS = {
    "random": "in an order drawn anew for each rater",
    "dialogue": "dialogue by dialogue, its turns in order",
    "priority": "those of higher priority first",
}
APART = {
    "recording": "recording",
    "speaker": "speaker",
    "session": "session",
    "dialogue": "dialogue",
    "duplicates": "near duplicate",
}
ASKED = {
    "choice": "one of {n} labels",
    "multi": "any of {n} labels",
    "intensity": "the intensity of each of {n} labels",
    "distribution": "shares over {n} labels",
    "statement": "whether a statement is true",
    "pair": "which of two clips they prefer",
    "rank": "an order of {n} labels",
    "scale": "a number on a scale",
    "grid": "a point on a plane",
    "text": "a text in their own words",
    "words": "words of their own",
    "trace": "a continuous trace while the recording played",
    "timeline": "labelled intervals of time",
    "spans": "labelled pieces of text",
    "regions": "labelled boxes on an image",
    "review": "whether they accept a model's draft",
}


def methods(
    project: dict[str, Any],
    scheme: Scheme,
    agreement: dict[str, Any] | None,
    splits: dict[str, Any] | None,
) -> str:
    """Two paragraphs that can be pasted and then edited."""
    sentences = [
        *_protocol(project),
        _who(project),
        _asked(scheme),
        *_agreement(agreement),
        *_splits(splits),
    ]
    return (
        "# Methods\n\nA paragraph to begin with; every number is of this release.\n\n"
        + " ".join(sentences)
        + "\n"
    )


def _protocol(project: dict[str, Any]) -> list[str]:
    with suppress(UnknownPresetError):
        return [f"Protocol: {preset(project['preset'])['paper'].rstrip('.')}."]
    return []


def _who(project: dict[str, Any]) -> str:
    counts, policy = project["counts"], project["policy"]
    raters = number(counts["raters"], "rater") if counts["raters"] else "raters whose ids are lost"
    order = ORDERS.get(str(policy.get("order")))
    shown = f" Items were shown {order}." if order else ""
    return (
        f"{number(counts['rated_items'], 'item')} of {counts['items']:,} received "
        f"{number(counts['ratings'] - counts['ratings_of_checks'], 'rating')} by {raters} "
        f"({per_item(counts)} per rated item).{shown}"
    )


def _asked(scheme: Scheme) -> str:
    told = [f"{ASKED[each.kind].format(n=len(each.labels))} ({each.id})" for each in _open(scheme)]
    return f"For each item raters gave {_listed(told)}." if told else ""


def _open(scheme: Scheme) -> list[Question]:
    return [question for question in scheme.questions if question.kind in ASKED]


def _agreement(agreement: dict[str, Any] | None) -> list[str]:
    told = [
        f"{stat_name(row)} ({row['level']}) for {question['id']} was {value_of(row)} "
        f"({number(row['units'], 'item')} with two ratings or more)"
        for question, row in measured(agreement)
    ]
    if not told or agreement is None:
        return []
    drawn = f"{agreement['resamples']:,}"
    return [f"{'; '.join(told)}. Intervals are of {drawn} bootstrap resamples of the items."]


def _splits(splits: dict[str, Any] | None) -> list[str]:
    if splits is None:
        return []
    plan = splits["plan"]
    sizes = _listed([f"{each['name']} ({each['items']:,} items)" for each in splits["splits"]])
    stratified = splits["stratified_by"] if plan["column"] is None else None
    by = f", stratified by the soft label of {stratified}" if stratified else ""
    kept = _listed([f"no {APART[each]}" for each in plan["disjoint"]])
    return [f"Items were divided into {sizes}{by}" + (f"; {kept} is in two." if kept else ".")]


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
