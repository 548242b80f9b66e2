"""What raters say or are granted: languages, certificates, another try, leave to go on."""

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Certificate, Member, MemberRole, Project, Qualification, Rater
from annotation.selectors.projects.schemes import policy_of
from annotation.services.assignment.gates import allowed_attempts
from annotation.services.assignment.next import rater_of
from annotation.services.projects.items import primary_language
from annotation.services.rating.checks import quiz_settle

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")


@transaction.atomic
def languages_set(*, rater: Rater, languages: Sequence[str]) -> Qualification:
    """Note which languages a rater knows, as primary subtags. A quiz goes on in those.

    Raises:
        AnnotationRefused: one is no language tag
    """
    for tag in languages:
        if not LANGUAGE_TAG.fullmatch(tag):
            raise AnnotationRefused(
                f"'{tag}' is no language tag, such as 'pt' or 'pt-BR'.",
                reason="language_tag",
                values={"tag": tag},
            )
    known = sorted({primary_language(tag) for tag in languages})
    Rater.objects.select_for_update(no_key=True).get(pk=rater.pk)
    Qualification.objects.update_or_create(rater=rater, defaults={"languages": known})
    quiz_settle(rater, policy_of(rater.project), now=timezone.now())
    return Qualification.objects.get(rater=rater)


def warning_accept(*, project: Project, user: User) -> Rater:
    """Note that a rater has read the content warning and goes on."""
    rater = rater_of(project, user)
    if rater.accepted_at is None:
        rater.accepted_at = timezone.now()
        rater.save(update_fields=["accepted_at"])
    return rater


@transaction.atomic
def rater_grant(
    *,
    project: Project,
    username: str,
    by: User,
    certificates: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    another_quiz: bool = False,
    resume: bool = False,
) -> Rater:
    """What a researcher decides about a rater: leave out what stays as it is.

    certificates: all that the rater is to have; those there keep who granted them and when.
    another_quiz: one more attempt. resume: let a stopped rater go on, past misses forgiven.

    Raises:
        AnnotationRefused: nobody of that name rates here, or a value is unfit
        AnnotationConflict: there is no failed quiz to try again
    """
    rater = _rater(project, username)
    if certificates is not None:
        _set_certificates(rater, certificates, by)
    if languages is not None:
        languages_set(rater=rater, languages=languages)
    if another_quiz:
        _allow_attempt(rater)
    if resume:
        rater.stopped_at, rater.stop_reason, rater.forgiven = None, "", rater.misses
        rater.save(update_fields=["stopped_at", "stop_reason", "forgiven"])
    return rater


def _rater(project: Project, username: str) -> Rater:
    member = Member.objects.filter(
        project=project, user__username=username, role=MemberRole.RATER
    ).select_related("user")
    found = member.first()
    if found is None:
        raise AnnotationRefused(
            f"Nobody called '{username}' rates in '{project.slug}'; add them under People first."
        )
    return rater_of(project, found.user)


def _set_certificates(rater: Rater, names: Sequence[str], by: User) -> None:
    wanted = {name.strip() for name in names}
    if "" in wanted or any(len(name) > 80 for name in wanted):
        raise AnnotationRefused("A certificate has a name of 1 to 80 characters, such as 'FACS'.")
    rater.certificates.exclude(name__in=wanted).delete()
    for name in sorted(wanted):
        Certificate.objects.get_or_create(rater=rater, name=name, defaults={"granted_by": by})


def _allow_attempt(rater: Rater) -> None:
    asked = policy_of(rater.project).qualification
    has = Qualification.objects.filter(rater=rater).first()
    if (
        asked is None
        or has is None
        or has.passed_at is not None
        or has.attempts < allowed_attempts(has, asked)
    ):
        raise AnnotationConflict("There is no quiz that this rater failed; nothing is to allow.")
    # Results are kept by attempt, so the count of attempts goes on and only its limit is lifted.
    has.extra_attempts += 1
    has.save(update_fields=["extra_attempts"])
