"""One more rater for an item whose raters disagree, while there is budget for it."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Sum

from annotation.assignment.disagreement import disagree
from annotation.models import Item, Rating, Scheme
from annotation.policy import ExtraRaters
from annotation.selectors.projects.schemes import questions_of


def extra_rater_ask(item_id: int, project_id: int, extra: ExtraRaters, scheme: Scheme) -> bool:
    """Raise the wanted number of an item that is complete and divided. Returns whether it was.

    Called in the transaction that stored the last answer: its update of the item keeps others
    from completing it at once, so that each completion is judged once, with all answers on sight.
    """
    answers = _values(item_id, extra.question)
    n_labels = len(questions_of(scheme).question(extra.question).labels)
    if not disagree(answers, extra, n_labels):
        return False
    item = Item.objects.filter(
        pk=item_id, wanted__lt=extra.up_to, rated__gte=F("wanted"), replaced_at__isnull=True
    )
    if extra.budget is None:
        return bool(item.update(wanted=F("wanted") + 1, extra=F("extra") + 1))
    # Who waits here holds its own item only, and nobody who holds this lock waits for an item.
    extra_lock(project_id)
    if extra_used(project_id) >= extra.budget:
        return False
    return bool(item.update(wanted=F("wanted") + 1, extra=F("extra") + 1))


def extra_lock(project_id: int) -> None:
    """One at a time for a project until the transaction ends, so that two cannot spend the same
    last unit of its budget for extra ratings."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('extra', %s))", [project_id])


def extra_used(project_id: int) -> int:
    """Extra ratings that a project has asked for so far, by `item_extra`."""
    found = Item.objects.filter(project_id=project_id, extra__gt=0).aggregate(used=Sum("extra"))
    return int(found["used"] or 0)


def _values(item_id: int, question: str) -> Sequence[Any]:
    """The latest answer of each rater to a question; None where there is no value."""
    latest = (
        Rating.objects.filter(item_id=item_id, rater__isnull=False)
        .order_by("rater_id", "-revision")
        .distinct("rater_id")
        .values_list("answers", flat=True)
    )
    return [(answers.get(question) or {}).get("value") for answers in latest]
