"""Brings material into projects with the command's own code, in one process for all of them.

Run as `python -m tests.browser.prepare PLAN.json` with EMOTATE_HOME set; the plan is a list of
{"slug", "media", "options", "items"}. Raters are given what the project asks of them: a passed
quiz, a language, a certificate.
"""

import json
import sys
from pathlib import Path
from typing import Any

from bench.stack import django_in

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


if __name__ == "__main__":
    import os

    django_in(Path(os.environ["EMOTATE_HOME"]))
    bring_in(json.loads(Path(sys.argv[1]).read_text()))
