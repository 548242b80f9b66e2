"""By what the ratings of a project can be grouped: traits of raters, of ratings, or of items."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from annotation.errors import AnnotationRefused
from annotation.models import Certificate, ItemRole, Project, Qualification, Rater, Rating
from annotation.selectors.answers.batches import CodedAnswers
from annotation.selectors.results.clusters import HEARD

Of = Literal["raters", "ratings", "items"]
MOST_VALUES = 60
"""A column with more different values tells items apart rather than groups of them."""
COLUMN = "column:"


@dataclass(frozen=True)
class Grouping:
    """Groups of raters, ratings or items; `named` gives the group of each id that has one."""

    id: str
    of: Of
    named: Callable[[Project], Mapping[int, str]]


def _languages(project: Project) -> dict[int, str]:
    rows = Qualification.objects.filter(rater__project=project).values_list("rater", "languages")
    return {rater: ", ".join(sorted(known)) for rater, known in rows if known}


def _certificates(project: Project) -> dict[int, str]:
    held: dict[int, list[str]] = {}
    rows = Certificate.objects.filter(rater__project=project).order_by("name")
    for rater, name in rows.values_list("rater", "name"):
        held.setdefault(rater, []).append(name)
    return {rater: ", ".join(names) for rater, names in held.items()}


def _links(project: Project) -> dict[int, str]:
    raters = Rater.objects.filter(project=project, participation__isnull=False)
    return dict(raters.values_list("pk", "participation__link__name"))


def _assisted(project: Project) -> dict[int, str]:
    rows = Rating.objects.filter(project=project).exclude(assisted="")
    return dict(rows.values_list("pk", "assisted"))


def _items(project: Project, *fields: str) -> Any:
    return project.items.filter(role=ItemRole.NORMAL).order_by().values_list("pk", *fields)


def _field(name: str) -> Callable[[Project], dict[int, str]]:
    return lambda project: {item: text for item, text in _items(project, name) if text}


def _speakers(project: Project) -> dict[int, str]:
    rows = _items(project, "segment__speaker", "segment__recording__name")
    return {
        item: f"{recording} · {who}" if HEARD.fullmatch(who) and recording else who
        for item, who, recording in rows
        if who
    }


def _column(name: str) -> Callable[[Project], dict[int, str]]:
    def named(project: Project) -> dict[int, str]:
        rows = _items(project, "attributes")
        values = ((item, attributes.get(name)) for item, attributes in rows)
        return {item: str(value) for item, value in values if value not in (None, "")}

    return named


KNOWN = (
    Grouping("rater-language", "raters", _languages),
    Grouping("certificates", "raters", _certificates),
    Grouping("link", "raters", _links),
    Grouping("assistance", "ratings", _assisted),
    Grouping("arm", "items", _field("arm")),
    Grouping("language", "items", _field("language")),
    Grouping("speaker", "items", _speakers),
    Grouping("recording", "items", _field("segment__recording__name")),
)

COLUMNS = """
SELECT cell.name, count(DISTINCT cell.text)
FROM annotation_item AS item, jsonb_each_text(item.attributes) AS cell(name, text)
WHERE item.project_id = %s AND item.role = 'normal' AND cell.text <> ''
GROUP BY cell.name HAVING count(DISTINCT cell.text) BETWEEN 2 AND %s ORDER BY cell.name
"""


def groupings_of(project: Project) -> list[Grouping]:
    """Those that part the project's ratings into two groups or more."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [project.pk, MOST_VALUES])
        columns = [name for name, _ in cursor.fetchall()]
    parting = [one for one in KNOWN if len(set(one.named(project).values())) > 1]
    return parting + [Grouping(COLUMN + name, "items", _column(name)) for name in columns]


def grouping_named(there: list[Grouping], name: str, project: Project) -> Grouping:
    """The grouping of that id; the first one where `name` is empty.

    Raises:
        AnnotationRefused: the project has none of that id; names those it has
    """
    found = next((one for one in there if one.id == name or not name), None)
    if found is None:
        known = ", ".join(one.id for one in there) or "none, as no trait parts its ratings"
        raise AnnotationRefused(
            f"'{project.slug}' cannot be grouped by '{name}'; there are: {known}."
        )
    return found


def groups_of(
    grouping: Grouping, project: Project, answers: CodedAnswers
) -> tuple[NDArray[np.int64], list[str]]:
    """The place of each rating's group in sorted names, int64 (n,), -1 for none; and the names."""
    named = grouping.named(project)
    names = sorted(set(named.values()))
    place = {name: at for at, name in enumerate(names)}

    def of(ids: NDArray[np.int64]) -> NDArray[np.int64]:
        found = (named.get(int(pk)) for pk in ids)
        return np.array([-1 if name is None else place[name] for name in found], np.int64)

    coded = answers.coded
    if grouping.of == "ratings":
        return of(answers.rating_ids), names
    if grouping.of == "items":
        return of(answers.item_ids)[coded.unit], names
    by_rater = np.append(of(answers.rater_ids), -1)  # an unknown rater is in no group
    return by_rater[coded.rater], names
