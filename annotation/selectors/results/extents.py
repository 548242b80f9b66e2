"""How long items are, in what pieces are marked on: seconds of a timeline, characters of words."""

from typing import Any

import numpy as np
from django.db.models import ExpressionWrapper, F, FloatField
from django.db.models.functions import Length
from numpy.typing import NDArray

from affect.questions import Question
from annotation.models import Item

EXTENTS: dict[str, Any] = {
    "timeline": ExpressionWrapper(
        F("segment__end_seconds") - F("segment__start_seconds"), output_field=FloatField()
    ),
    "spans": Length("segment__transcript", output_field=FloatField()),
}


def extents(question: Question, item_ids: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """float64 (items,), NaN where it is not known, of items of one project.

    None for questions without pieces. An item without words has no length in characters: what is
    marked there lies elsewhere.
    """
    if question.kind not in EXTENTS:
        return None
    project = Item.objects.filter(pk__in=item_ids[:1].tolist()).values("project")
    rows = Item.objects.filter(project__in=project)
    known = dict(rows.values_list("pk", EXTENTS[question.kind]))
    lengths = [known.get(item) for item in item_ids.tolist()]
    return np.array([length or np.nan for length in lengths], np.float64)
