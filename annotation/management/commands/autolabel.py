"""`emotate autolabel SLUG --card CARD`"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.selectors.projects.projects import project_by_slug
from annotation.services.autolabel import project_autolabel
from autolabel.models import Prediction
from jobs.models import ItemState, JobState
from jobs.progress import job_follow


class Command(BaseCommand):
    help = "Draft emotions for a project's segments with a model card."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the project")
        parser.add_argument("--card", required=True, help="see `emotate card list`")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            project = project_by_slug(options["slug"])
            run, job = project_autolabel(project=project, card_id=options["card"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        job = job_follow(job, quiet=options["json"])
        unanswered = Prediction.objects.filter(run=run, raw__isnull=True)
        if options["json"]:
            answered = Prediction.objects.filter(run=run, raw__isnull=False).count()
            self.stdout.write(
                json.dumps(
                    {
                        "job": str(job.pk),
                        "run": str(run.pk),
                        "state": job.state,
                        "card": options["card"],
                        "card_hash": run.card.hash,
                        "predictions": answered,
                        "without_answer": unanswered.count(),
                    }
                )
            )
        else:
            self.stdout.write(f"job {job.pk}: {job.get_state_display()}. {job.message}".strip())
        for item in job.items.filter(state=ItemState.FAILED):
            self.stderr.write(f"{item.name}: {item.error}")
        if job.state == JobState.FAILED:
            sys.exit(1)
