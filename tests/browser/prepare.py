"""Brings material into projects with the command's own code, in one process for all of them.

The plan is a list of {"slug", "media", "options", "items"}. Raters are given what the project asks
of them: a passed quiz, a language, a certificate.
"""

from typing import Any

LANGUAGES = ["ar", "en"]


def bring_in(plan: list[dict[str, Any]]) -> None:
    from django.core.management import call_command

    for entry in plan:
        if entry["media"]:
            call_command("ingest", entry["slug"], *entry["media"], *entry["options"])
        if entry["items"]:
            call_command("import", entry["slug"], entry["items"], "--as", "items")
        qualify(entry["slug"])


def qualify(slug: str) -> None:
    """Note for every rater of the project what its policy asks for."""
    from django.utils import timezone

    from annotation.models import Certificate, MemberRole, Project, Qualification, Rater

    project = Project.objects.get(slug=slug)
    asked = project.policy.get("qualification")
    if asked is None:
        return
    for member in project.members.filter(role=MemberRole.RATER):
        rater, _ = Rater.objects.get_or_create(project=project, user=member.user)
        Qualification.objects.create(rater=rater, languages=LANGUAGES, passed_at=timezone.now())
        for name in asked.get("certificates", []):
            Certificate.objects.create(rater=rater, name=name)
