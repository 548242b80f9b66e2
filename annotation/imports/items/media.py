"""The media that rows of a table name: files beside it, or recordings that are in already."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from django.db.models import Q

from annotation.imports.cells.numbers import CellError, number_of
from annotation.imports.items.content import Clip
from annotation.imports.report import Place
from annotation.imports.tables.table import Cell
from annotation.models import Project
from annotation.services.ingest.silent_films import film_prepare
from ingestion.engines.errors import MediaError
from ingestion.models import Media, Recording
from ingestion.storing import recording_store

#: An end that lies this much after the recording's own is taken as its end: tables are rounded.
TOLERANCE_SECONDS = 0.05

Tell = Callable[[str], None]
Folders = Callable[[Place], Path]


class Reach(StrEnum):
    """Which media a table may name.

    The command reads files of its user. A table that came by the browser names no file of the
    server; and a researcher sees recordings of the own project only.
    """

    FILES = "files"
    RECORDINGS = "recordings"
    PROJECT = "project"


NOWHERE = {
    Reach.FILES: "neither a file (seen from the table's folder) nor the name of a recording that "
    "is in",
    Reach.RECORDINGS: "not the name of a recording that is in; bring it in first",
    Reach.PROJECT: "not the name of a recording of this project; an admin brings media in",
}


class Shelf:
    """Finds or brings in the media of a table, each file once.

    Files are brought in before the rows are stored, stage by stage, so that an import that was
    stopped goes on where it was. `folder` is that from which names of files are seen.
    """

    folder = Path()

    def __init__(
        self,
        project: Project,
        tell: Tell = lambda _: None,
        reach: Reach = Reach.FILES,
    ) -> None:
        self._project = project
        self._tell = tell
        self._reach = reach
        self._found: dict[tuple[Path, str], Recording | CellError] = {}

    def recording(self, field: str, cell: Cell) -> Recording:
        """The recording that a cell names.

        Raises:
            CellError: there is none, or its file cannot be used
        """
        if not isinstance(cell, str) or "\0" in cell:
            raise CellError(f"{field} is the name of a file, not {cell!r:.60}")
        name = cell.strip()
        seen = (self.folder, name)
        if seen not in self._found:
            try:
                self._found[seen] = recording = self._find(field, name)
                film_prepare(self._project, recording)
            except CellError as error:
                self._found[seen] = error
        found = self._found[seen]
        if isinstance(found, CellError):
            raise CellError(*found.args)  # a remembered error must not gather tracebacks
        return found

    def _find(self, field: str, name: str) -> Recording:
        path = self.folder / name  # an absolute name stays as it is
        if self._reach == Reach.FILES and path.is_file():
            self._tell(name)
            try:
                return recording_store(path, name=path.name, report=lambda *_: None)
            except MediaError as error:
                raise CellError(f"{field}: {error}") from error
        known = self._known(name)
        if len(known) == 1:
            return known[0]
        if known:
            raise CellError(
                f"{field}: {len(known)} recordings are called {name!r:.60}; "
                "give the path of the file, or the beginning of its SHA-256"
            )
        raise CellError(f"{field}: {name!r:.60} is {NOWHERE[self._reach]}")

    def _known(self, name: str) -> list[Recording]:
        """Recordings by name, stem or hash; those of the project before others."""
        stems = [name, *(f"{name}.{suffix}" for suffix in _suffixes(name))]
        match = Q(name__in=stems)
        if len(name) >= 8 and set(name) <= set("0123456789abcdef"):
            match |= Q(sha256__startswith=name)
        found = list(Recording.objects.filter(match)[:50])
        mine = Q(segments__items__project=self._project)
        mine |= Q(segments__clips__item__project=self._project)
        own = list(Recording.objects.filter(match).filter(mine).distinct()[:50])
        return own if own or self._reach == Reach.PROJECT else found


def _suffixes(name: str) -> list[str]:
    """Endings of the recordings that begin with a stem."""
    names = Recording.objects.filter(name__startswith=f"{name}.").values_list("name", flat=True)
    return [one[len(name) + 1 :] for one in names[:50] if "." not in one[len(name) + 1 :]]


def clip_of(recording: Recording, start: Cell, end: Cell, number: str = "") -> Clip:
    """A range of a recording in seconds, by default all of it.

    Raises:
        CellError: a time is no number, or outside the recording, or an image is given one
    """
    if recording.samples is None or recording.rate_hz is None or recording.duration_seconds is None:
        if start is not None or end is not None:
            raise CellError(f"start{number}: {recording.name} is an image, which has no time")
        return Clip(recording.pk, None, None)
    first = _seconds(f"start{number}", start, 0.0)
    last = _seconds(f"end{number}", end, recording.duration_seconds)
    length = recording.duration_seconds
    if not 0 <= first < last <= length + TOLERANCE_SECONDS:
        raise CellError(
            f"start{number} {first:g} and end{number} {last:g} are no range of {recording.name}, "
            f"which lasts {length:.2f} s"
        )
    return Clip(
        recording.pk,
        round(first * recording.rate_hz),
        min(recording.samples, max(1, round(last * recording.rate_hz))),
    )


def _seconds(field: str, cell: Cell, default: float) -> float:
    if cell is None:
        return default
    try:
        return float(number_of(cell))
    except CellError as error:
        raise CellError(f"{field}: {error}") from None


def sensors_of(recording: Recording) -> int:
    """The id of a sensor table.

    Raises:
        CellError: the recording is something else
    """
    if recording.media != Media.SENSOR:
        raise CellError(f"sensors: {recording.name} is {recording.get_media_display().lower()}, "
                        "not a sensor table")  # fmt: skip
    return recording.pk
