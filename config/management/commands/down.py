"""`emotate down`: stops whatever Emotate started for this home."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.services.home import home
from config.services.postgres import EmbeddedPostgres
from config.services.processes import alive, send, wait_gone
from config.services.state import end_groups, read_state, state_file

SUPERVISOR_SECONDS = 60


class Command(BaseCommand):
    help = "Stop the web server, the worker and the private PostgreSQL of this EMOTATE_HOME."
    needs_database = False

    def handle(self, **options: Any) -> None:
        folder = home()
        stopped: list[str] = []
        state = read_state(folder)
        if state and alive(state.supervisor):
            send(state.supervisor, signal.SIGTERM)
            if not wait_gone(state.supervisor, SUPERVISOR_SECONDS):
                raise CommandError(
                    f"process {state.supervisor.pid} (`emotate up`) does not end: "
                    f"kill -9 {state.supervisor.pid}, then `emotate down` again"
                )
            stopped.append("emotate up")
        if state:
            stopped += end_groups(state.children)
            state_file(folder).unlink(missing_ok=True)
        if EmbeddedPostgres(folder).stop():
            stopped.append("PostgreSQL")
        self.stdout.write(f"Stopped {', '.join(stopped)}." if stopped else "Nothing was running.")
