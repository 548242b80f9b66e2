"""When a known item is due, and whether an answer to it is right. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from affect.questions import Scheme

BY_HIGHEST = ("distribution", "intensity")
"""Kinds of which one label may be expected: that with the highest number."""


def block_of(given: int, every: int) -> int:
    """Where the run of `every` items begins in which a rater, who had `given` before, is now."""
    return given - given % every


def is_due(seed: str, given: int, every: int) -> bool:
    """Whether the place of the known item in the present run has come.

    The place is drawn for each run, so that nobody can count to it.
    """
    return given >= _due_at(seed, block_of(given, every), every)


def _due_at(seed: str, block: int, every: int) -> int:
    """The place of the known item in the run that begins at `block`."""
    digest = hashlib.sha256(f"{seed}\0{every}\0{block}".encode()).digest()
    return block + int.from_bytes(digest[:4], "big") % every


@dataclass
class Run:
    """How known items of one role come: one in every `every`, while some are `left`. `had`: the
    present run had its own."""

    seed: str
    every: int
    left: int
    had: bool

    def due(self, given: int) -> int | None:
        """Before how many further items the next one comes; None: never."""
        if not self.left:
            return None
        if not self.had:
            return max(0, _due_at(self.seed, block_of(given, self.every), self.every) - given)
        return _due_at(self.seed, block_of(given, self.every) + self.every, self.every) - given


def checks_among(runs: Sequence[Run], given: int, normal: int) -> int:
    """How many known items come up before `normal` others are through, and right after them.

    given: how many items were handed out so far. The runs are used up.
    """
    found = 0
    while True:
        dues = [(due, at) for at, run in enumerate(runs) if (due := run.due(given)) is not None]
        soonest, first = min(dues, default=(normal + 1, 0))
        if soonest > normal:
            return found
        runs[first].left -= 1
        found, normal = found + 1, normal - soonest
        _pass(runs, given, given + soonest + 1, took=first, at=given + soonest)
        given += soonest + 1


def _pass(runs: Sequence[Run], given: int, now: int, *, took: int, at: int) -> None:
    """Note for each run whether it had its own in the block in which it is now."""
    for n, run in enumerate(runs):
        begin = block_of(now, run.every)
        if n == took:
            run.had = at >= begin
        elif block_of(given, run.every) != begin:
            run.had = False


def picked(seed: str, candidates: Sequence[int]) -> int:
    """One of several items, another one for each rater."""
    return min(candidates, key=lambda item: hashlib.sha256(f"{seed}\0{item}".encode()).digest())


def judged(expected: Mapping[str, Any], scheme: Scheme) -> dict[str, Any]:
    """Expected answers that the questions, as they are asked now, can be held against.

    What a change of questions left without an answer that could be right judges nobody.
    """
    return {
        question: accepted
        for question, accepted in expected.items()
        if not expected_problems({question: accepted}, scheme)
    }


def wrong_questions(
    expected: Mapping[str, Mapping[str, Any]], answers: Mapping[str, Any], scheme: Scheme
) -> list[str]:
    """Questions whose answer is not among the expected ones, in their order.

    expected: as `judged` leaves them.
    """
    return [
        question
        for question, accepted in expected.items()
        if not is_right(
            accepted,
            (answers.get(question) or {}).get("value"),
            in_order=scheme.question(question).kind == "rank",
        )
    ]


def is_right(accepted: Mapping[str, Any], value: Any, *, in_order: bool = False) -> bool:
    """Whether a value, None for none, is one of those accepted.

    Shares and intensities are judged by their highest label; lists of labels in any order, unless
    their order is the answer.
    """
    if value is None:
        return False
    if "any_of" not in accepted:
        low, high = accepted.get("min"), accepted.get("max")
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and (low is None or value >= low) and (high is None or value <= high)
    if in_order:
        return value in accepted["any_of"]
    wanted = [_comparable(one) for one in accepted["any_of"]]
    if isinstance(value, Mapping) and not any(isinstance(one, Mapping) for one in wanted):
        return any(label in wanted for label in _highest(value))
    return _comparable(value) in wanted


def _highest(value: Mapping[str, Any]) -> list[str]:
    most = max(value.values(), default=None)
    return [label for label, number in value.items() if number == most]


def _comparable(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list) else value


def expected_problems(expected: Mapping[str, Any], scheme: Scheme) -> list[str]:
    """What is wrong with expected answers, each message naming the question."""
    there = {question.id: question for question in scheme.questions}
    problems = [] if expected else ["expected answers name at least one question"]
    for name, accepted in expected.items():
        if name not in there:
            problems.append(f"no question '{name}'; there are: {', '.join(there)}")
        elif not isinstance(accepted, Mapping) or not set(accepted) <= {"any_of", "min", "max"}:
            problems.append(f"{name}: expected is {{'any_of': [...]}} or {{'min', 'max'}}")
        elif "any_of" in accepted:
            problems += _value_problems(there[name], accepted["any_of"])
        elif there[name].kind != "scale" or not accepted:
            problems.append(f"{name}: give 'any_of', a list of values; 'min' is for scales")
    return problems


def _value_problems(question: Any, values: Any) -> list[str]:
    if not isinstance(values, list) or not values:
        return [f"{question.id}: any_of is a list of values, not {values!r:.60}"]
    highest = question.label_ids if question.kind in BY_HIGHEST else ()
    return [
        f"{question.id}: {message}"
        for value in values
        if not (isinstance(value, str) and value in highest)
        for message in question.check({"value": value}, draft=False)
    ]
