"""A scheme: an ordered list of questions, read from JSON and checked as a whole."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from affect.questions.base import Question
from affect.questions.choice import Choice
from affect.questions.conditions import Condition
from affect.questions.multi import Multi
from affect.questions.registry import KINDS
from affect.questions.review import Review
from affect.questions.scale import Scale
from affect.questions.settings import SettingsReader
from affect.questions.values import is_slug, show
from affect.questions.words import Words

SCHEME_FIELDS = ("name", "title", "questions")
HIDDEN = "this question is not asked after the other answers: leave it out"
SCHEME = ""  # the question id of a problem that concerns the scheme as a whole


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `question` is its id, or empty for the whole."""

    question: str
    message: str

    def __str__(self) -> str:
        return f"{self.question}: {self.message}" if self.question else self.message


class SchemeError(ValueError):
    """A scheme body is wrong; `problems` lists everything, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Scheme:
    """A checked scheme; its questions keep their order."""

    name: str
    title: str
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError names those there are."""
        for question in self.questions:
            if question.id == question_id:
                return question
        there = ", ".join(question.id for question in self.questions)
        raise KeyError(f"no question {question_id!r}; there are: {there}")

    def secondary_of(self, question_id: str) -> Multi | None:
        """The question whose labels add to this choice question's, if there is one."""
        for question in self.questions:
            if isinstance(question, Multi) and question.secondary_of == question_id:
                return question
        return None

    def check(self, answers: Any, draft: bool) -> list[Problem]:
        """Everything that is wrong with the answers of one rating, in the scheme's order.

        `answers` maps question ids to answers; a question that was not answered is absent.
        A draft may be unfinished, see `affect.questions.base`.
        """
        if not isinstance(answers, Mapping):
            return [Problem(SCHEME, f"answers is an object, not {show(answers)}")]
        known = {question.id for question in self.questions}
        problems = [
            Problem(str(name), f"no such question; there are: {', '.join(sorted(known))}")
            for name in answers
            if name not in known
        ]
        values: dict[str, Any] = {}
        for question in self.questions:
            answer = answers.get(question.id)
            if question.id in answers and answer is None:
                problems.append(Problem(question.id, "leave the question out: null is no answer"))
                continue
            hidden = not self._shown(question, values)
            if hidden and not draft:
                problems += [Problem(question.id, HIDDEN)] if answer is not None else []
                continue
            messages = question.check(answer, draft)
            problems += [Problem(question.id, message) for message in messages]
            if answer is not None and not messages and not hidden:
                values[question.id] = answer.get("value")
        return problems

    def hidden(self, answers: Mapping[str, Any]) -> frozenset[str]:
        """Questions that checked answers leave hidden (`show_when`)."""
        values: dict[str, Any] = {}
        hidden = set()
        for question in self.questions:
            if self._shown(question, values):
                values[question.id] = answers.get(question.id, {}).get("value")
            else:
                hidden.add(question.id)
        return frozenset(hidden)

    def _shown(self, question: Question, values: Mapping[str, Any]) -> bool:
        """Whether the condition of a question holds, given the values of earlier shown ones."""
        condition = question.show_when
        if condition is None:
            return True
        asked = self.question(condition.question)
        return condition.holds(values.get(asked.id), asked.gives)


def load_scheme(body: Any) -> Scheme:
    """Read and check the JSON body of a scheme.

    Raises
    ------
    SchemeError: lists each wrong setting with its question, the bad value and those allowed.
    """
    if not isinstance(body, Mapping):
        raise SchemeError([Problem(SCHEME, f"a scheme is an object, not {show(body)}")])
    problems = _check_fields(body)
    raw = body.get("questions")
    if not isinstance(raw, list) or not raw:
        problems.append(Problem(SCHEME, f"questions is a list with at least one, not {show(raw)}"))
        raise SchemeError(problems)
    questions = []
    for position, item in enumerate(raw, start=1):
        question, wrong = _read_question(item, position)
        problems += wrong
        questions += [question] if question else []
    problems += _check_together(questions)
    problems += _check_conditions(questions)
    if problems:
        raise SchemeError(problems)
    return Scheme(name=body["name"], title=body["title"], questions=tuple(questions))


def scheme_hash(body: Mapping[str, Any]) -> str:
    """Sha256 (hex) of the body as canonical JSON: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(
        body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _check_fields(body: Mapping[str, Any]) -> list[Problem]:
    problems = [
        Problem(SCHEME, f"unknown field {name}; allowed: {', '.join(SCHEME_FIELDS)}")
        for name in body
        if name not in SCHEME_FIELDS
    ]
    if not is_slug(body.get("name")):
        shown = show(body.get("name"))
        problems.append(Problem(SCHEME, f"name has letters, digits, - and _ only, not {shown}"))
    if not isinstance(body.get("title"), str) or not body["title"].strip():
        problems.append(Problem(SCHEME, f"title is a text, not {show(body.get('title'))}"))
    return problems


def _read_question(item: Any, position: int) -> tuple[Question | None, list[Problem]]:
    """The question, or None when it cannot be read at all, and what is wrong with it."""
    name = f"question {position}"
    if not isinstance(item, Mapping):
        return None, [Problem(name, f"a question is an object, not {show(item)}")]
    if not is_slug(item.get("id")):
        shown = show(item.get("id"))
        return None, [Problem(name, f"id has letters, digits, - and _ only, not {shown}")]
    kind = item.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        allowed = ", ".join(KINDS)
        return None, [Problem(item["id"], f"unknown kind {show(kind)}; allowed: {allowed}")]
    reader = SettingsReader(item, KINDS[kind].own_settings)
    question = KINDS[kind].from_settings(reader)
    return question, [Problem(item["id"], message) for message in reader.messages]


def _check_together(questions: Sequence[Question]) -> list[Problem]:
    """What is wrong between questions: ids used twice, a secondary without its primary."""
    ids = [question.id for question in questions]
    problems = [
        Problem(name, "this id is used by more than one question")
        for name in sorted({name for name in ids if ids.count(name) > 1})
    ]
    primaries = [question.id for question in questions if isinstance(question, Choice)]
    secondaries = [q for q in questions if isinstance(q, Multi) and q.secondary_of is not None]
    for question in secondaries:
        if question.secondary_of not in primaries:
            there = ", ".join(primaries) or "none"
            wrong = f"secondary_of {question.secondary_of!r} is no choice question; there are: "
            problems.append(Problem(question.id, wrong + there))
    targets = [question.secondary_of for question in secondaries]
    for name in sorted({name for name in targets if name and targets.count(name) > 1}):
        problems.append(Problem(name, "only one question may be its secondary_of"))
    return problems


def _check_conditions(questions: Sequence[Question]) -> list[Problem]:
    """Conditions on questions that do not come before, or that cannot be answered like that."""
    problems = []
    earlier: dict[str, Question] = {}
    for question in questions:
        condition = question.show_when
        if condition is not None:
            asked = earlier.get(condition.question)
            message = (
                f"show_when: {condition.question!r} is no earlier question; there are: "
                f"{', '.join(earlier) or 'none'}"
                if asked is None
                else _misfit(condition, asked)
            )
            problems += [Problem(question.id, message)] if message else []
        earlier[question.id] = question
    return problems


def _misfit(condition: Condition, asked: Question) -> str | None:
    """Why a condition cannot be put to that question, or None."""
    if condition.of_number and not isinstance(asked, Scale):
        return f"show_when: min and max are for a scale, and {asked.id!r} is a {asked.kind}"
    if condition.among is None or isinstance(asked, Words):
        return None
    if asked.family not in ("label", "set") and not isinstance(asked, Review):
        return f"show_when: in is for labels and words, and {asked.id!r} is a {asked.kind}"
    unknown = [show(name) for name in condition.among if name not in asked.label_ids]
    if not unknown:
        return None
    allowed = ", ".join(asked.label_ids)
    return f"show_when: {asked.id!r} has no label {', '.join(unknown)}; it has: {allowed}"
