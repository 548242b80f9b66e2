"""`emotate demo [FILE...]`: `emotate up` with a sample project that is ready to rate."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from config.demo import Prepared, demo_prepare
from config.services.home import home
from config.services.prepare import database
from config.services.supervisor import Supervisor, alone, check_port, say


class Command(BaseCommand):
    help = "Start Emotate with a sample project that is ready to rate."
    needs_database = False  # it brings its own, for as long as it runs

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE",
                            help="media of yours instead of the samples")  # fmt: skip
        parser.add_argument("--port", type=int, default=8000, help="default 8000")
        parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1, this machine")

    def handle(self, *, port: int, host: str, files: list[Path], **options: Any) -> None:
        folder = home()
        with alone(folder):
            check_port(host, port)
            with database(migrate_any=True):
                say("preparing the sample project")
                prepared = demo_prepare(files)
                Supervisor(folder, host=host, port=port).run(lambda url: self._greet(url, prepared))

    def _greet(self, url: str, prepared: Prepared) -> None:
        for name, error in prepared.failed:
            self.stderr.write(f"not ingested: {name}: {error}")
        lines = [
            "",
            f"  Emotate is ready: {url}",
            f"  {prepared.project.item_count} segments wait in '{prepared.project.title}'.",
            "",
            f"  {'sign in as':12} {'password':14} to",
        ]
        does = {"admin": "run media, jobs and people", "researcher": "watch agreement, release",
                "annotator": "rate"}  # fmt: skip
        lines += [
            f"  {name:12} {password:14} {does[role]}" for name, password, role in prepared.accounts
        ]
        self.stdout.write("\n".join([*lines, "", "  Ctrl-C stops it; your answers are kept.", ""]))
        self.stdout.flush()
