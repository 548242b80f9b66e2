"""Items with known answers: practice and quiz before the work, gold and attention within it."""

from django.db.models import Exists, OuterRef, QuerySet

from annotation.assignment.checks import Run, block_of, checks_among, is_due, picked
from annotation.models import (
    Assignment,
    AssignmentState,
    CheckResult,
    Item,
    ItemRole,
    Project,
    Rater,
)
from annotation.policy import Policy, runs_of
from annotation.services.assignment.open_items import arms_clause, in_languages


def first_item(
    project: Project, rater: Rater, policy: Policy, languages: list[str] | None
) -> Item | None:
    """The training or quiz item that stands before the work of this rater.

    languages: those that the rater knows; None where the project does not ask. A quiz is the same
    for everybody who knows the same of its languages.
    """
    if policy.training is not None and rater.practised < policy.training.items:
        practice = _fit(
            _unseen(project, rater, ItemRole.TRAINING), rater, policy, languages
        ).first()
        if practice is not None:
            return practice
    if policy.qualification is not None and policy.qualification.quiz:
        return _quiz_item(project, rater, languages)
    return None


def _quiz_item(project: Project, rater: Rater, languages: list[str] | None) -> Item | None:
    """The next item of the quiz that the rater is in; None once they passed."""
    qualification = getattr(rater, "qualification", None)
    if qualification is not None and qualification.passed_at is not None:
        return None
    attempt = 1 if qualification is None else qualification.attempts + 1
    return quiz_left(project, rater, attempt, languages).order_by("place").first()


def quiz_left(
    project: Project, rater: Rater, attempt: int, languages: list[str] | None
) -> QuerySet[Item]:
    """What a rater has not answered of the quiz, in an attempt."""
    answered = CheckResult.objects.filter(
        rater=rater, item=OuterRef("pk"), role=ItemRole.QUIZ, attempt=attempt
    )
    return in_languages(_of_role(project, ItemRole.QUIZ).filter(~Exists(answered)), languages)


def mixed_in(
    project: Project, rater: Rater, policy: Policy, languages: list[str] | None
) -> Item | None:
    """The gold or attention item that is due to this rater next, in a language that they know.

    Which it is depends on how many items they were handed, not on what became of the last one: so
    it can be fetched ahead as any other.
    """
    for role, run in runs_of(policy).items():
        seed = _seed(project, rater, role)
        if not is_due(seed, rater.handed, run) or _had(project, rater, role, run):
            continue
        fit = _fit(_unseen(project, rater, role), rater, policy, languages)
        candidates = list(fit.values_list("pk", flat=True))
        if candidates:
            return _of_role(project, role).get(pk=picked(seed, candidates))
    return None


def checks_ahead(
    project: Project, rater: Rater, policy: Policy, languages: list[str] | None, normal: int
) -> int:
    """How many gold and attention items this rater meets with so many normal ones to come."""
    return checks_among(
        [
            Run(
                _seed(project, rater, role),
                run,
                _to_meet(project, rater, role, policy, languages),
                had=_had(project, rater, role, run),
            )
            for role, run in runs_of(policy).items()
        ],
        rater.handed,
        normal,
    )


def _seed(project: Project, rater: Rater, role: str) -> str:
    return f"{project.pseudonym_key} {rater.pk} {role}"


def _had(project: Project, rater: Rater, role: str, run: int) -> bool:
    """Whether the rater had the known item of the run that they are in."""
    had = Assignment.objects.filter(
        rater=rater,
        item__project=project,
        item__role=role,
        order_index__gte=block_of(rater.handed, run),
    )
    return had.exclude(state=AssignmentState.EXPIRED).exists()


def _to_meet(
    project: Project, rater: Rater, role: str, policy: Policy, languages: list[str] | None
) -> int:
    """Known items of a role that are left for a rater: of a clip in arms that are apart, one."""
    unseen = _unseen(project, rater, role)
    if policy.arms is None or policy.arms.rule == "sequence":
        return in_languages(unseen, languages).count()
    return _fit(unseen, rater, policy, languages).order_by().values("group").distinct().count()


def _fit(
    items: QuerySet[Item], rater: Rater, policy: Policy, languages: list[str] | None
) -> QuerySet[Item]:
    """Those that this rater can read, and that the presentation arms let them meet, in order."""
    if policy.arms is not None:
        items = items.filter(arms_clause(policy.arms, rater))
    return in_languages(items, languages).order_by("place")


def _unseen(project: Project, rater: Rater, role: str) -> QuerySet[Item]:
    """By `item_checks`; each at most once per rater, however it ended."""
    seen = Assignment.objects.filter(item=OuterRef("pk"), rater=rater).exclude(
        state=AssignmentState.EXPIRED
    )
    return _of_role(project, role).filter(~Exists(seen))


def _of_role(project: Project, role: str) -> QuerySet[Item]:
    return Item.objects.filter(project=project, role=role).select_related("segment__recording")
