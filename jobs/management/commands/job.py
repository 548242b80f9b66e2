"""`emotate job list|show|cancel|retry`"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from jobs.api import JobItemSerializer, JobSerializer
from jobs.selectors import job_by_id, job_items, jobs_with_counts
from jobs.services import job_cancel, job_retry


class Command(BaseCommand):
    help = "Look at jobs, stop them, try what failed again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        listing = acts.add_parser("list", help="all jobs, newest first")
        listing.add_argument("--json", action="store_true")
        for act, text in (
            ("show", "one job and the items that failed"),
            ("cancel", "stop a job; what it finished stays"),
            ("retry", "try the failed and cancelled items again"),
        ):
            one = acts.add_parser(act, help=text)
            one.add_argument("id")
            one.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["act"] == "list":
                self._list(as_json=options["json"])
            else:
                self._one(options["act"], options["id"], as_json=options["json"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _list(self, *, as_json: bool) -> None:
        jobs = JobSerializer(jobs_with_counts(), many=True).data
        if as_json:
            self.stdout.write(json.dumps(jobs, default=str))
            return
        if not jobs:
            self.stdout.write("No jobs yet; `emotate ingest` starts one.")
        for job in jobs:
            self.stdout.write(_line(job))

    def _one(self, act: str, job_id: str, *, as_json: bool) -> None:
        job = job_by_id(job_id)
        if act == "cancel":
            job_cancel(job=job)
        elif act == "retry":
            job_retry(job=job)
        shown = dict(JobSerializer(job_by_id(job_id)).data)
        shown["items"] = JobItemSerializer(job_items(job), many=True).data
        if as_json:
            self.stdout.write(json.dumps(shown, default=str))
            return
        self.stdout.write(_line(shown))
        for item in shown["items"]:
            if item["error"]:
                self.stdout.write(f"  {item['name']}: {item['state']}: {item['error']}")


def _line(job: dict[str, Any]) -> str:
    return (
        f"{job['id']}  {job['state']:9}  {job['done']}/{job['total']} done, {job['failed']} failed"
        f"  {job['label']}  {job['message']}"
    ).rstrip()
