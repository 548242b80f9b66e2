"""Change a project's questions: a new version, and word of what becomes of the answers so far."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from affect.aggregation import default_rule
from affect.presets.labels import PresetError, with_labels
from affect.questions import Scheme as Questions
from affect.questions import SchemeError, load_scheme, scheme_hash
from affect.taxonomies import UnknownTaxonomyError
from annotation.assignment.checks import judged
from annotation.assignment.presentation import options_of
from annotation.errors import AnnotationRefused
from annotation.models import Assignment, Draft, Expected, Project, Rating, Scheme
from annotation.selectors.projects.schemes import current_scheme, questions_of, unfit_answers
from annotation.services.assignment.next import IN_HAND
from annotation.services.projects.policies import policy_checked

SAME, CHANGED, REMOVED, NEW = "same", "changed", "removed", "new"
FATES = {
    SAME: "The question is as it was: its answers count on.",
    CHANGED: "The question is asked in another way: its answers stay under the versions that "
    "asked it so, and count there only.",
    REMOVED: "The question is no longer asked: its answers stay under the versions that asked it.",
    NEW: "The question is new: items that are rated already have no answer to it.",
}


@dataclass(frozen=True)
class QuestionChange:
    """What becomes of one question; `answers` counts ratings that answer it so far."""

    id: str
    change: str
    answers: int
    text: str


@dataclass(frozen=True)
class SchemeChange:
    """What a change of questions did, or would do. `version` is the one that then holds.

    policy: what was taken out of or put into the project's policy to fit, and what is no longer
        judged of known items, in words.
    drafts: answers in progress of which a part no longer fits; that part is set aside.
    """

    version: int
    is_new_version: bool
    questions: list[QuestionChange]
    policy: list[str]
    drafts: int


def scheme_checked(body: Any) -> tuple[dict[str, Any], Questions]:
    """A scheme's JSON with taxonomies written out, and the questions it asks.

    Raises:
        AnnotationRefused: lists every problem with its question
    """
    try:
        full = with_labels(body) if _names_taxonomies(body) else body
        return full, load_scheme(full)
    except SchemeError as error:
        problems = [{"question": p.question, "message": p.message} for p in error.problems]
        raise AnnotationRefused(
            f"The questions are not changed: {error}", problems=problems
        ) from error
    except (PresetError, UnknownTaxonomyError) as error:
        problem = {"question": "", "message": str(error)}
        raise AnnotationRefused(
            f"The questions are not changed: {error}", problems=[problem]
        ) from error


def _names_taxonomies(body: Any) -> bool:
    questions = body.get("questions") if isinstance(body, Mapping) else None
    return isinstance(questions, list) and all(
        isinstance(question, Mapping) and isinstance(question.get("id"), str)
        for question in questions
    )


@transaction.atomic
def scheme_set(
    *, project: Project, body: Any, by: User | None = None, dry_run: bool = False
) -> SchemeChange:
    """Ask other questions from now on. Answers so far stay, under the version that asked them.

    The version there is changes only while no item was handed out and nothing was imported;
    afterwards a new version is made. A dry run says the same and changes nothing.

    Raises:
        AnnotationRefused: the questions, or the policy with them, are unfit
    """
    full, questions = scheme_checked(body)
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    current = current_scheme(project.pk)
    policy, told = _fitting_policy(project, current, full, questions)
    changes = _changes(project, current, full)
    if scheme_hash(full) == current.hash:
        return SchemeChange(current.version, False, changes, [], 0)
    in_use = _in_use(project, current)
    if not dry_run:
        _hold_drafts(project)
    told += _no_longer_judged(project, current, questions)
    version = current.version + 1 if in_use else current.version
    drafts = _drafts_that_lose(project, questions)
    if not dry_run:
        _store(project, current, full, version=version, by=by)
        Project.objects.filter(pk=project.pk).update(policy=policy)
        _set_aside(drafts, questions)
        _options_again(project, full)
    return SchemeChange(version, in_use, changes, told, len(drafts))


def _in_use(project: Project, current: Scheme) -> bool:
    """Whether somebody has these questions. Where nobody does they are locked, so that nobody gets
    them before they are changed."""
    if _was_used(project):
        return True
    with transaction.atomic():
        # Waits for who is just getting them. Those may answer by now, and wait here in turn, so
        # the lock goes again before anything of theirs is locked.
        Scheme.objects.select_for_update().get(pk=current.pk)
        used = _was_used(project)
        transaction.set_rollback(used)
    return used


def _was_used(project: Project) -> bool:
    handed_out = Assignment.objects.filter(item__project=project).exists()
    return handed_out or Rating.objects.filter(project=project).exists()


def _store(
    project: Project, current: Scheme, body: dict[str, Any], *, version: int, by: User | None
) -> None:
    if version == current.version:
        current.body, current.hash, current.created_by = body, scheme_hash(body), by
        current.save(update_fields=["body", "hash", "created_by"])
        return
    Scheme.objects.create(
        project=project, version=version, body=body, hash=scheme_hash(body), created_by=by
    )


def _changes(project: Project, current: Scheme, body: Mapping[str, Any]) -> list[QuestionChange]:
    before = {question["id"]: question for question in current.body["questions"]}
    after = {question["id"]: question for question in body["questions"]}
    given = answers_by_question(project)
    found = []
    for name in [*after, *(name for name in before if name not in after)]:
        change = _change(before.get(name), after.get(name))
        found.append(QuestionChange(name, change, given[name], FATES[change]))
    return found


def _change(before: Any, after: Any) -> str:
    if before is None:
        return NEW
    if after is None:
        return REMOVED
    return SAME if before == after else CHANGED


def answers_by_question(project: Project) -> Counter[str]:
    """How many ratings, of all revisions, answer each question."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, count(*) FROM annotation_rating, jsonb_object_keys(answers) AS name "
            "WHERE project_id = %s GROUP BY name",
            [project.pk],
        )
        return Counter(dict(cursor.fetchall()))


def _fitting_policy(
    project: Project, current: Scheme, body: Mapping[str, Any], questions: Questions
) -> tuple[dict[str, Any], list[str]]:
    """The policy without settings of questions that went, with rules for those that came.

    What a policy asks of its raters is not dropped so: an unfit setting is refused by name.
    """
    there = {question.id: question for question in questions.questions}
    before = {question["id"]: question["kind"] for question in current.body["questions"]}
    policy, told = dict(project.policy), []
    rules = dict(policy.get("rules", {}))
    for name in [name for name in rules if name not in there]:
        del rules[name]
        told.append(f"The rule of '{name}' went with the question.")
    for name, question in there.items():
        if name not in rules or before.get(name) != question.kind:
            rules[name] = default_rule(question.kind)
            told.append(f"'{name}' is summed up by the rule {rules[name]}.")
    figures = [figure for figure in policy.get("agreement", []) if figure["question"] in there]
    told += [
        f"The agreement figure of '{figure['question']}' went with the question."
        for figure in policy.get("agreement", [])
        if figure["question"] not in there
    ]
    policy |= {"rules": rules, "agreement": figures}
    policy_checked(policy, questions)
    return policy, told


def _no_longer_judged(project: Project, current: Scheme, questions: Questions) -> list[str]:
    """Words about known items whose expected answers the new questions cannot have."""
    before = questions_of(current)
    lost: Counter[str] = Counter()
    expected = Expected.objects.filter(item__project=project).values_list("answers", flat=True)
    for answers in expected:
        lost.update(judged(answers, before).keys() - judged(answers, questions).keys())
    return [
        f"{n} known {'item expects' if n == 1 else 'items expect'} an answer to '{name}' that is "
        "no longer possible: it is not judged there until the items are marked again."
        for name, n in sorted(lost.items())
    ]


def _hold_drafts(project: Project) -> None:
    """Let raters who save wait until the questions are changed, so that no edit is overwritten.

    The lock is the one that saving a draft takes first.
    """
    has_draft = Exists(Draft.objects.filter(assignment=OuterRef("pk")))
    held = Assignment.objects.filter(Q(state__in=IN_HAND) | has_draft, item__project=project)
    list(held.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _drafts_that_lose(project: Project, questions: Questions) -> list[Draft]:
    drafts = Draft.objects.filter(assignment__item__project=project)
    return [draft for draft in drafts if unfit_answers(draft.answers, questions)]


def _set_aside(drafts: list[Draft], questions: Questions) -> None:
    for draft in drafts:
        for name in unfit_answers(draft.answers, questions):
            if name in draft.answers:
                draft.set_aside[name] = draft.answers.pop(name)
    Draft.objects.bulk_update(drafts, ["answers", "set_aside"], batch_size=1000)


def _options_again(project: Project, body: Mapping[str, Any]) -> None:
    """Draw the order of options anew, by the same seed, for the items that raters hold."""
    held = list(Assignment.objects.filter(item__project=project, state__in=IN_HAND))
    always = bool(project.policy.get("randomise", {}).get("options"))
    for assignment in held:
        if assignment.presentation:
            seed = assignment.presentation["seed"]
            assignment.presentation["options"] = options_of(seed, body["questions"], always=always)
    Assignment.objects.bulk_update(held, ["presentation"], batch_size=1000)


def scheme_versions(project: Project) -> list[dict[str, Any]]:
    """Every version of a project's questions, the newest first, with its number of ratings.

    `changes` lists the questions that are not as the version before asked them.
    """
    counted = Rating.objects.filter(project=project).order_by().values_list("scheme_id")
    ratings = dict(counted.annotate(n=Count("pk")))
    schemes = list(project.schemes.select_related("created_by").order_by("version"))
    found = [
        {
            "version": scheme.version,
            "created_at": scheme.created_at,
            "created_by": scheme.created_by.username if scheme.created_by else None,
            "ratings": ratings.get(scheme.pk, 0),
            "questions": [question.id for question in questions_of(scheme).questions],
            "changes": _changes_between(before.body if before else None, scheme.body),
        }
        for before, scheme in zip([None, *schemes], schemes, strict=False)
    ]
    return found[::-1]


def _changes_between(
    before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> list[dict[str, str]]:
    if before is None:
        return []
    old = {question["id"]: question for question in before["questions"]}
    new = {question["id"]: question for question in after["questions"]}
    changes = {name: _change(old.get(name), new.get(name)) for name in [*new, *old]}
    return [{"id": name, "change": change} for name, change in changes.items() if change != SAME]
