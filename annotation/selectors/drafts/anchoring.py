"""Whether drafts of a model moved raters: blind answers beside assisted ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from affect.questions import Question
from annotation.models import Assisted, Exposure, ItemRole, Project, Rating
from annotation.policy_fit import VOTED_KINDS
from annotation.selectors.projects.schemes import current_scheme, questions_of

GROUPS = (Assisted.BLIND, Assisted.AFTER, Assisted.UPFRONT)


def anchoring_of(project: Project) -> list[dict[str, Any]]:
    """One entry per question that asks for labels or a number: what was answered blind, after the
    draft, and with it upfront.

    Of a rater and item the last answer of each kind counts. `same_as_draft` are shares of answers
    that say what the draft said (null where nobody who answered so was ever shown one); blind
    ones are the first answers of raters who saw the draft afterwards. `changed` of those raters
    gave another answer on sight of it, `towards` the draft's.
    """
    rows = _latest(project)
    drafts = _drafts(project)
    return [_of(question, rows, drafts) for question in _countable(project)]


def _countable(project: Project) -> list[Question]:
    """Questions whose answers are a number or votes for labels."""
    questions = questions_of(current_scheme(project.pk)).questions
    return [question for question in questions if question.kind in ("scale", *VOTED_KINDS)]


Latest = dict[tuple[int, str], Mapping[str, Any]]


def _latest(project: Project) -> Latest:
    """The last answers of each assignment and kind of assistance."""
    ratings = Rating.objects.filter(
        project=project, role=ItemRole.NORMAL, assisted__in=GROUPS, assignment__isnull=False
    ).order_by("assignment_id", "revision")
    return {
        (assignment, assisted): answers
        for assignment, assisted, answers in ratings.values_list(
            "assignment_id", "assisted", "answers"
        )
    }


def _drafts(project: Project) -> dict[int, Mapping[str, Any]]:
    shown = Exposure.objects.filter(assignment__item__project=project)
    return dict(shown.values_list("assignment_id", "values"))


def _of(
    question: Question, rows: Latest, drafts: Mapping[int, Mapping[str, Any]]
) -> dict[str, Any]:
    values: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for (assignment, assisted), answers in rows.items():
        value = _short((answers.get(question.id) or {}).get("value"))
        if value is not None:
            values[assisted].append((assignment, value))
    said = {a: _short(draft.get(question.id)) for a, draft in drafts.items()}
    return {
        "question": question.id,
        "groups": {group: _summary(question, values[group]) for group in GROUPS},
        "same_as_draft": {group: _same(values[group], said) for group in GROUPS},
        "moved": _moved(dict(values[Assisted.BLIND]), dict(values[Assisted.AFTER]), said),
    }


def _short(value: Any) -> Any:
    """A value as one thing to count: the highest label of shares, labels of a list in order."""
    if isinstance(value, Mapping):
        return max(value, key=lambda label: value[label]) if value else None
    return "|".join(sorted(map(str, value))) if isinstance(value, list) else value


def _summary(question: Question, values: Iterable[tuple[int, Any]]) -> dict[str, Any]:
    given = [value for _, value in values]
    if question.kind == "scale":
        return {"n": len(given), "mean": sum(given) / len(given) if given else None}
    counts = Counter(label for value in given for label in str(value).split("|") if label)
    shares = {label: counts[label] / len(given) for label in question.label_ids} if given else {}
    return {"n": len(given), "shares": shares}


def _same(values: Iterable[tuple[int, Any]], said: Mapping[int, Any]) -> float | None:
    compared = [value == said[a] for a, value in values if said.get(a) is not None]
    return sum(compared) / len(compared) if compared else None


def _moved(
    before: Mapping[int, Any], after: Mapping[int, Any], said: Mapping[int, Any]
) -> dict[str, int]:
    both = [a for a in before if a in after]
    changed = [a for a in both if before[a] != after[a]]
    return {
        "n": len(both),
        "changed": len(changed),
        "towards": sum(said.get(a) is not None and after[a] == said[a] for a in changed),
    }
