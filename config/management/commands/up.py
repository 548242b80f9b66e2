"""`emotate up`: the embedded services, the web server and the worker, in the foreground."""

import webbrowser
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from config.services.home import home
from config.services.prepare import database
from config.services.supervisor import Supervisor, alone, check_port, say


class Command(BaseCommand):
    help = "Start Emotate and keep it running until Ctrl-C."
    needs_database = False  # it brings its own, for as long as it runs

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="default 8000")
        parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1, this machine")
        parser.add_argument("--open", action="store_true", help="open a browser")

    def handle(self, *, port: int, host: str, **options: Any) -> None:
        folder = home()
        with alone(folder):
            check_port(host, port)
            with database(migrate_any=True):
                Supervisor(folder, host=host, port=port).run(
                    lambda url: self._greet(url, options["open"])
                )

    def _greet(self, url: str, open_browser: bool) -> None:
        say(f"ready at {url} (Ctrl-C stops it)")
        if open_browser:
            webbrowser.open(url)
