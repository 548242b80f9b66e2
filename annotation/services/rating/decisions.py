"""Decide an item on sight of all answers. Nothing of the answers is removed."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Decision, Item, Rating
from annotation.selectors.projects.schemes import current_scheme, questions_of


def decision_add(*, item: Item, answers: Mapping[str, Any], note: str, by: User) -> Decision:
    """Add a decision; the newest of an item counts, and the older ones stay.

    It answers one question or several: what it leaves out is decided by the rule, as before.

    Raises:
        AnnotationRefused: it answers nothing, or an answer does not fit
        AnnotationConflict: nobody has answered the item
    """
    if not Rating.objects.filter(item=item).exists():
        raise AnnotationConflict(
            f"Nobody has answered '{item.key}' yet; there is nothing to decide.",
            reason="undecidable",
            values={"item": item.key},
        )
    scheme = current_scheme(item.project_id)
    _refuse_unfit(answers, scheme)
    return Decision.objects.create(
        project_id=item.project_id,
        item=item,
        scheme=scheme,
        answers=dict(answers),
        note=note,
        by=by,
        at=timezone.now(),
    )


def _refuse_unfit(answers: Mapping[str, Any], scheme: Any) -> None:
    there = {question.id: question for question in questions_of(scheme).questions}
    if not answers:
        raise AnnotationRefused("A decision answers at least one question.")
    problems = []
    for name, answer in answers.items():
        if name not in there:
            messages = [f"no such question; there are: {', '.join(there)}"]
        else:
            messages = there[name].check(answer, draft=False)
        problems += [{"question": name, "message": message} for message in messages]
    if problems:
        text = "; ".join(f"{one['question']}: {one['message']}" for one in problems)
        raise AnnotationRefused(text, problems=problems)
