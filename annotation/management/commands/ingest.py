"""`emotate ingest SLUG PATH...`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.selectors.projects.projects import project_by_slug
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.recording_sessions import (
    with_session,
    with_sessions_of_paths,
)
from annotation.services.ingest.sources import paired, sources_of, with_transcripts
from ingestion.engines.profiles import BY_CUES, PROFILES, WINDOW_SECONDS
from ingestion.services import SPEAKERS
from jobs.liveness import workers_alive
from jobs.models import ItemState, Job
from jobs.progress import job_follow


class Command(BaseCommand):
    help = "Cut recordings into the segments of a project."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the project")
        parser.add_argument("paths", nargs="+", metavar="PATH", help="media files or folders")
        parser.add_argument(
            "--profile", choices=list(PROFILES), default="", help="default: the preset's"
        )
        parser.add_argument("--speakers", choices=SPEAKERS, default="embedded")
        parser.add_argument(
            "--transcript",
            default="none",
            metavar="none|FILE|FOLDER",
            help="subtitles or segments (.srt .vtt .rttm .ctm .json .TextGrid .eaf .csv) of the "
            "one file, or a folder of them named like the media; by default those beside the "
            "media, for the profiles utterance, sentence and import",
        )
        parser.add_argument(
            "--window", type=float, default=WINDOW_SECONDS, metavar="SECONDS", help="profile fixed"
        )
        parser.add_argument(
            "--hop", type=float, metavar="SECONDS", help="profile fixed; default: the window"
        )
        parser.add_argument(
            "--tier",
            dest="tiers",
            action="append",
            default=[],
            metavar="NAME",
            help="a tier of a TextGrid or an ELAN file; may be given many times",
        )
        session = parser.add_mutually_exclusive_group()
        session.add_argument(
            "--session", default="", metavar="NAME", help="the recording session of all files"
        )
        session.add_argument(
            "--session-pattern",
            default="",
            metavar="REGEX",
            help="finds each file's session in its path, as 'Ses[0-9]+' does in Ses01F_impro01.wav",
        )
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--no-wait", action="store_true", help="return the job at once")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            job = self._start(options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        if not options["no_wait"]:
            job = job_follow(job, quiet=options["json"])
        elif not workers_alive().exists():
            self.stderr.write("No worker is running; `emotate up` starts one, which does the job.")
        self._report(job, options)

    def _start(self, options: dict[str, Any]) -> Job:
        project = project_by_slug(options["slug"])
        sources = sources_of(map(Path, options["paths"]))
        if options["transcript"] != "none":
            sources = with_transcripts(sources, Path(options["transcript"]))
        by_cues = (options["profile"] or project.policy["profile"]) in BY_CUES
        sources = paired(sources, transcripts=by_cues)
        if options["session"]:
            sources = with_session(sources, options["session"])
        elif options["session_pattern"]:
            sources = with_sessions_of_paths(sources, options["session_pattern"])
        return ingest_start(
            project=project,
            sources=sources,
            profile=options["profile"],
            speakers=options["speakers"],
            window_seconds=options["window"],
            hop_seconds=options["hop"],
            tiers=options["tiers"],
        )

    def _report(self, job: Job, options: dict[str, Any]) -> None:
        items = list(job.items.order_by("position"))
        if options["json"]:
            self.stdout.write(json.dumps(_summary(job, items)))
        else:
            self.stdout.write(f"job {job.pk}: {job.get_state_display()}. {job.message}".strip())
        for item in items:
            if item.error:
                self.stderr.write(f"{item.state}: {item.error}")
        if any(item.state == ItemState.FAILED for item in items):
            sys.exit(1)


def _summary(job: Job, items: list[Any]) -> dict[str, Any]:
    done = [item for item in items if item.state == ItemState.DONE]
    return {
        "job": str(job.pk),
        "state": job.state,
        "message": job.message,
        "files": len(items),
        "done": len(done),
        "failed": sum(item.state == ItemState.FAILED for item in items),
        "skipped": sum(item.state == ItemState.SKIPPED for item in items),
        "segments": sum(item.result["segments"] for item in done),
        "items": [
            {"path": item.key, "name": item.name, "state": item.state, "error": item.error or None}
            for item in items
        ],
    }
