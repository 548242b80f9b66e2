"""`emotate segments SLUG [--json] [--rttm FILE]`"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.models import Item
from annotation.selectors.projects.projects import project_by_slug


class Command(BaseCommand):
    help = "List the segments of a project, or write them as RTTM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the project")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--rttm", metavar="FILE", help="write who spoke when to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            project = project_by_slug(options["slug"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        items = list(
            project.items.filter(replaced_at__isnull=True)
            .select_related("segment__recording", "segment__dialogue")
            .order_by("segment__recording__name", "segment__start_sample", "key")
        )
        if options["rttm"]:
            self._write_rttm(items, Path(options["rttm"]))
        if options["json"]:
            self.stdout.write(json.dumps([_row(item) for item in items], ensure_ascii=False))
        elif not options["rttm"]:
            for item in items:
                self.stdout.write(_line(item))
            if not items:
                self.stdout.write(f"No segments yet: `emotate ingest {project.slug} FILE...`.")

    def _write_rttm(self, items: list[Item], path: Path) -> None:
        lines = [line for item in items if (line := _rttm(item))]
        try:
            path.write_text("".join(lines), encoding="utf-8")
        except OSError as error:
            raise CommandError(
                f"{path} cannot be written: {error.strerror}", returncode=2
            ) from error


def _row(item: Item) -> dict[str, Any]:
    segment = item.segment
    recording = segment.recording if segment else None
    return {
        "item": item.key,
        "recording": recording.name if recording else None,
        "start_seconds": segment.start_seconds if segment else None,
        "end_seconds": segment.end_seconds if segment else None,
        "start_sample": segment.start_sample if segment else None,
        "end_sample": segment.end_sample if segment else None,
        "rate_hz": recording.rate_hz if recording else None,
        "speaker": segment.speaker or None if segment else None,
        "transcript": segment.transcript or None if segment else None,
        "dialogue": segment.dialogue.name if segment and segment.dialogue else None,
        "position": segment.position if segment else None,
        "flags": segment.flags if segment else [],
        "gates": segment.gates if segment else {},
        "ratings": item.rated,
        "wanted": item.wanted,
    }


def _line(item: Item) -> str:
    row = _row(item)
    if row["start_seconds"] is None:
        return f"{row['item']}  {row['transcript'] or ''}".rstrip()
    times = f"{row['start_seconds']:9.3f} {row['end_seconds']:9.3f}"
    flags = ",".join(row["flags"])
    return f"{row['item']:40} {times}  {row['speaker'] or '-':8} {flags}".rstrip()


def _rttm(item: Item) -> str | None:
    """One SPEAKER line (NIST RT-09); blanks in names become underscores, as the format asks."""
    segment = item.segment
    if segment is None or segment.recording is None or segment.start_seconds is None:
        return None
    name = "_".join(segment.recording.stem.split())
    speaker = "_".join(segment.speaker.split()) or "unknown"
    seconds = (segment.end_seconds or 0.0) - segment.start_seconds
    return (
        f"SPEAKER {name} 1 {segment.start_seconds:.3f} {seconds:.3f} "
        f"<NA> <NA> {speaker} <NA> <NA>\n"
    )
