"""How far a project is, what was answered, and how the items of a page were labelled."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from affect.aggregation import aggregate
from affect.coded import UNKNOWN_RATER, Coded
from affect.questions import Question
from annotation.models import ItemRole, Project, Rater, Rating
from annotation.selectors.people.recruited import recruited_as
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.services.projects.items import items_counted

SHARES = {"label": "soft", "set": "soft"}
"""The rule that gives a share per label, by family; other kinds have none but those below."""
SHARES_OF_KIND = {"distribution": "soft", "review": "verdicts"}


def progress_of(project: Project) -> dict[str, Any]:
    """Items by number of ratings, and the work of each rater and day (UTC).

    A rater's pace is null where nobody measured it, as in imported tables.
    """
    by_ratings = (
        items_counted(project).order_by("rated").values_list("rated").annotate(n=Count("pk"))
    )
    return {
        "items": {str(rated): n for rated, n in by_ratings},
        "per_rater": list(_raters(project)),
        "per_day": [
            {"day": day.isoformat(), "ratings": n}
            for day, n in Rating.objects.filter(
                project=project, role=ItemRole.NORMAL, revision=1, submitted_at__isnull=False
            )
            .annotate(day=TruncDate("submitted_at"))
            .values_list("day")
            .annotate(n=Count("pk"))
            .order_by("day")
        ],
    }


def _raters(project: Project) -> Iterator[dict[str, Any]]:
    last = dict(
        Rating.objects.filter(project=project, rater__isnull=False)
        .order_by()
        .values_list("rater")
        .annotate(last=Max("submitted_at"))
    )
    raters = Rater.objects.filter(project=project).select_related("user", "participation__link")
    for rater in raters.order_by("-submitted", "pk"):
        timed = rater.submitted and rater.elapsed_ms
        yield {
            "rater": rater.pk,
            "username": rater.user.username if rater.user else rater.external_id,
            "recruited": recruited_as(rater),
            "submitted": rater.submitted,
            "seconds_per_item": rater.elapsed_ms / rater.submitted / 1000 if timed else None,
            "last_at": last.get(rater.pk),
        }


def item_labels(project: Project, item_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Soft labels of a page of items: `{item: {"labels": {question: {label: share}}, "entropy"}}`.

    Entropy, in bits, is that of the first question that has one. Items without an answer are
    left out, and so are questions without labels to share.
    """
    rows = _latest(project, item_ids)
    found: dict[int, dict[str, Any]] = {}
    for question in questions_of(current_scheme(project.pk)).questions:
        rule = SHARES_OF_KIND.get(question.kind) or SHARES.get(question.family)
        if rule and rows:
            for item, shares, entropy in _soft_labels(question, rule, rows, item_ids):
                entry = found.setdefault(item, {"labels": {}, "entropy": None})
                entry["labels"][question.id] = shares
                if entry["entropy"] is None:
                    entry["entropy"] = entropy
    return found


def _soft_labels(
    question: Question, rule: str, rows: list[tuple[int, dict[str, Any]]], item_ids: Sequence[int]
) -> Iterator[tuple[int, dict[str, float], float | None]]:
    unit = {item: position for position, item in enumerate(item_ids)}
    answers = [(unit[item], answers.get(question.id, {})) for item, answers in rows]
    coded = Coded.of(
        question,
        unit=[position for position, _ in answers],
        rater=[UNKNOWN_RATER] * len(answers),
        values=[answer.get("value") for _, answer in answers],
        cannot_tell=["cannot_tell" in answer for _, answer in answers],
    )
    soft = aggregate(question, coded, len(item_ids), rule)
    for item, position in unit.items():
        if soft.share is None or not soft.n[position]:
            continue
        shares = dict(zip(soft.labels, soft.share[position].tolist(), strict=True))
        entropy = None if soft.entropy is None else float(soft.entropy[position])
        yield item, shares, entropy


def _latest(project: Project, item_ids: Sequence[int]) -> list[tuple[int, dict[str, Any]]]:
    """Items and answers of the latest rating of each rater, under the current scheme only."""
    scheme = current_scheme(project.pk).pk
    seen: set[tuple[int, int]] = set()
    rows = []
    ratings = Rating.objects.filter(project=project, item__in=item_ids).order_by("-revision", "pk")
    for item, rater, version, answers in ratings.values_list("item", "rater", "scheme", "answers"):
        if rater is not None:
            if (item, rater) in seen:
                continue
            seen.add((item, rater))
        if version == scheme:
            rows.append((item, answers))
    return rows
