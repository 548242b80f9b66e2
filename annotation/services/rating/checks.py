"""Judge answers to items with known answers, and what follows for the rater."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from annotation.assignment.checks import judged, wrong_questions
from annotation.models import (
    CheckResult,
    Expected,
    ItemRole,
    Project,
    Qualification,
    Rater,
    Rating,
)
from annotation.policy import Policy
from annotation.policy import Qualification as Asked
from annotation.selectors.projects.schemes import questions_of
from annotation.services.assignment.gates import languages_of
from annotation.services.assignment.known_items import quiz_left


@dataclass(frozen=True)
class QuizResult:
    """How a finished quiz went; `attempts_left` is 0 for who passed."""

    score: float
    passed: bool
    attempts_left: int


@dataclass(frozen=True)
class Judgement:
    """What a rater may be told of an answer: `feedback` is None where nothing is."""

    feedback: list[dict[str, Any]] | None = None
    quiz: QuizResult | None = None


NOTHING_TO_TELL = Judgement()


def rating_judge(rating: Rating, rater: Rater, policy: Policy, *, now: datetime) -> Judgement:
    """Judge a rating of an item with known answers, once it is stored.

    Gold and attention items tell nothing; too many misses end the rater's work here.
    """
    expected = Expected.objects.filter(item_id=rating.item_id).first()
    if expected is None:
        return NOTHING_TO_TELL
    questions = questions_of(rating.scheme)
    accepted = judged(expected.answers, questions)
    is_check = rating.role in (ItemRole.GOLD, ItemRole.ATTENTION)
    if is_check and not accepted:
        return NOTHING_TO_TELL
    wrong = wrong_questions(accepted, rating.answers, questions)
    attempt = _attempt(rater) if rating.role == ItemRole.QUIZ else 1
    CheckResult.objects.create(
        rating=rating,
        rater=rater,
        item_id=rating.item_id,
        role=rating.role,
        attempt=attempt,
        correct=not wrong,
        wrong=wrong,
        at=now,
    )
    if is_check:
        _count_misses(rater, policy, now)
        return NOTHING_TO_TELL
    quiz = _quiz_finish(rating, rater, policy, attempt, now)
    tells = rating.role == ItemRole.TRAINING or _quiz_tells(policy)
    return Judgement(_feedback(accepted, wrong, expected.explanation) if tells else None, quiz)


def judgement_of(rating: Rating, policy: Policy) -> Judgement:
    """The same for a rating that was judged before: its receipt is asked for again."""
    if rating.role not in (ItemRole.TRAINING, ItemRole.QUIZ):
        return NOTHING_TO_TELL
    found = CheckResult.objects.filter(rating=rating).select_related("item__expected").first()
    if found is None:
        return NOTHING_TO_TELL
    quiz = _quiz_again(found, policy)
    if not (rating.role == ItemRole.TRAINING or _quiz_tells(policy)):
        return Judgement(None, quiz)
    expected = found.item.expected
    accepted = judged(expected.answers, questions_of(rating.scheme))
    return Judgement(_feedback(accepted, found.wrong, expected.explanation), quiz)


def _quiz_again(found: CheckResult, policy: Policy) -> QuizResult | None:
    """How the quiz went that an answer finished; None where it finished none."""
    has = Qualification.objects.filter(rater=found.rater_id).first()
    asked = policy.qualification
    if found.role != ItemRole.QUIZ or asked is None or has is None or has.attempts < found.attempt:
        return None
    results = _quiz_results(found.rater_id, found.attempt)
    last = results.order_by("-rating_id").values_list("rating_id", flat=True).first()
    if last != found.rating_id:
        return None
    return _quiz_result(_share(results), asked, found.attempt, has.extra_attempts)


def _feedback(
    accepted: Mapping[str, Any], wrong: Sequence[str], explanation: str
) -> list[dict[str, Any]]:
    """One entry per question that is judged."""
    return [
        {
            "question": question,
            "correct": question not in wrong,
            "expected": values,
            "explanation": explanation,
        }
        for question, values in accepted.items()
    ]


def _quiz_tells(policy: Policy) -> bool:
    return policy.qualification is not None and policy.qualification.feedback


def _attempt(rater: Rater) -> int:
    has = Qualification.objects.filter(rater=rater).first()
    return 1 if has is None else has.attempts + 1


def _quiz_finish(
    rating: Rating, rater: Rater, policy: Policy, attempt: int, now: datetime
) -> QuizResult | None:
    """Score the attempt with its last answer; None while answers are to come."""
    asked = policy.qualification
    if rating.role != ItemRole.QUIZ or asked is None:
        return None
    if quiz_left(rating.project, rater, attempt, languages_of(rater, policy)).exists():
        return None
    return _quiz_score(rater, asked, attempt, now)


def quizzes_settle(project: Project, policy: Policy, *, now: datetime) -> None:
    """Score the quizzes of those who were at one and have nothing left to answer in it: an item
    was taken out of it."""
    for rater in project.raters.filter(checks_taken__role=ItemRole.QUIZ).distinct():
        quiz_settle(rater, policy, now=now)


def quiz_settle(rater: Rater, policy: Policy, *, now: datetime) -> None:
    """Score the quiz of a rater who was at one, if nothing of it is left for them to answer.

    Without, they would get to work unqualified.
    """
    asked = policy.qualification
    if asked is None or not asked.quiz:
        return
    attempt = _attempt(rater)
    answered = _quiz_results(rater.pk, attempt)
    passed = Qualification.objects.filter(rater=rater, passed_at__isnull=False)
    left = quiz_left(rater.project, rater, attempt, languages_of(rater, policy))
    if answered.exists() and not passed.exists() and not left.exists():
        _quiz_score(rater, asked, attempt, now)


def _quiz_results(rater_id: int, attempt: int) -> QuerySet[CheckResult]:
    return CheckResult.objects.filter(rater=rater_id, role=ItemRole.QUIZ, attempt=attempt)


def _share(results: QuerySet[CheckResult]) -> float:
    answers = list(results.values_list("correct", flat=True))
    return sum(answers) / len(answers)


def _quiz_score(rater: Rater, asked: Asked, attempt: int, now: datetime) -> QuizResult:
    """Note how an attempt went."""
    score = _share(_quiz_results(rater.pk, attempt))
    passed = score >= asked.pass_share
    has, _ = Qualification.objects.update_or_create(
        rater=rater,
        defaults={"attempts": attempt, "score": score, "passed_at": now if passed else None},
    )
    return _quiz_result(score, asked, attempt, has.extra_attempts)


def _quiz_result(score: float, asked: Asked, attempt: int, extra: int) -> QuizResult:
    passed = score >= asked.pass_share
    return QuizResult(score, passed, 0 if passed else max(0, asked.attempts + extra - attempt))


def _count_misses(rater: Rater, policy: Policy, now: datetime) -> None:
    """Count the items whose latest answer missed; at `max_misses` the rater is stopped."""
    latest = (
        CheckResult.objects.filter(rater=rater, role__in=(ItemRole.GOLD, ItemRole.ATTENTION))
        .order_by("item_id", "-rating_id")
        .distinct("item_id")
        .values_list("correct", flat=True)
    )
    rater.misses = sum(not correct for correct in latest)
    most = policy.gold.max_misses if policy.gold else None
    if most is not None and rater.misses - rater.forgiven >= most and rater.stopped_at is None:
        rater.stopped_at = now
        rater.stop_reason = f"missed {rater.misses} known items; the project allows {most - 1}"
    rater.save(update_fields=["misses", "stopped_at", "stop_reason"])
