"""Which files an ingest takes: those named, those in folders, and what belongs beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotation.errors import AnnotationRefused
from ingestion.engines.segment_files import OF_SEVERAL, SUFFIXES, holds_segments
from ingestion.engines.sensors import is_sensor_table


@dataclass(frozen=True)
class Source:
    """A file to bring in. One found in a folder may turn out to be no media, a named one not.

    `transcript` and `sensors` belong to it: subtitles or segments, and a sensor table on the same
    clock. `session` is the recording session that it was made in; empty: nobody says.
    """

    path: Path
    name: str
    found_in_folder: bool = False
    transcript: Path | None = None
    is_upload: bool = False
    sensors: Path | None = None
    session: str = ""

    @property
    def stem(self) -> str:
        return Path(self.name).stem


def sources_of(paths: Iterable[Path]) -> list[Source]:
    """Files named, and all files below folders named, in order of name; hidden ones left out."""
    found: list[Source] = []
    for path in paths:
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.is_file() and _is_shown(p, path))
            found += [Source(p.resolve(), p.name, found_in_folder=True) for p in files]
        else:
            found.append(Source(path.absolute(), path.name))
    return found


def _is_shown(path: Path, below: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(below).parts)


def with_transcripts(sources: Sequence[Source], transcript: Path) -> list[Source]:
    """Sources with subtitles or segments each, from one file or from a folder of files by stem.

    One file serves one source, unless it is of a format that names the recording of each segment.

    Raises:
        AnnotationRefused: one transcript for several files, or a path that is not there
    """
    if transcript.is_dir():
        files = sorted(transcript.iterdir(), key=_rank, reverse=True)  # so that the first one stays
        by_stem = {p.stem: p for p in files if holds_segments(p) and not is_sensor_table(p)}
        used = {path.resolve() for path in by_stem.values()}
        return [
            replace(s, transcript=by_stem.get(s.stem))
            for s in sources
            if s.path not in used  # media and subtitles may lie in one folder
        ]
    if not transcript.is_file():
        raise AnnotationRefused(
            f"Transcript '{transcript}' is not there; give 'none', a file of subtitles or segments "
            f"({', '.join(SUFFIXES)}), or a folder of such files named like the media."
        )
    media = [one for one in sources if not is_sensor_table(one.path)]
    if len(media) != 1 and transcript.suffix.lower() not in OF_SEVERAL:
        raise AnnotationRefused(
            f"One transcript cannot serve {len(media)} files; give a folder of files that are "
            f"named like the media ({', '.join(SUFFIXES)})."
        )
    return [
        replace(one, transcript=transcript.resolve()) if one in media else one
        for one in sources
        if one.path != transcript.resolve()
    ]


def paired(sources: Sequence[Source], *, transcripts: bool = True) -> list[Source]:
    """Sources with what lies beside them: a sensor table of the same name in the same folder (or
    in the same upload), and with `transcripts` a file of subtitles or segments.

    What finds no media of its name stays a source of its own.
    """
    sensors: dict[tuple[Path | None, str], Source] = {}
    segments: dict[tuple[Path | None, str], Source] = {}
    media = []
    for one in sorted(sources, key=lambda one: _rank(one.path)):
        if is_sensor_table(one.path):
            sensors[_place(one)] = one
        elif transcripts and holds_segments(one.path):
            segments.setdefault(_place(one), one)
        else:
            media.append(one)
    places = {_place(one) for one in media}
    shared = _shared(segments.values())
    alone = [one for beside in (sensors, segments) for at, one in beside.items()
             if at not in places and one not in shared.values()]  # fmt: skip
    found = [
        replace(
            one,
            sensors=_path(sensors.get(_place(one))) or one.sensors,
            transcript=one.transcript
            or _path(segments.get(_place(one)) or shared.get(_place(one)[0])),
        )
        for one in media
    ]
    order = {one.path: at for at, one in enumerate(sources)}
    return sorted([*found, *alone], key=lambda one: order[one.path])


def _shared(segments: Iterable[Source]) -> dict[Path | None, Source]:
    """The one RTTM of a folder (or an upload): it may speak of all the recordings in it."""
    found: dict[Path | None, list[Source]] = {}
    for one in segments:
        if one.path.suffix.lower() == ".rttm":
            found.setdefault(_place(one)[0], []).append(one)
    return {folder: ones[0] for folder, ones in found.items() if len(ones) == 1}


def _rank(path: Path) -> tuple[int, str]:
    """Of several files of one name the first of the formats is taken, whatever a folder's order."""
    suffix = path.suffix.lower()
    return SUFFIXES.index(suffix) if suffix in SUFFIXES else len(SUFFIXES), path.name


def _place(one: Source) -> tuple[Path | None, str]:
    """Uploads lie in a folder each; files on disk belong together within one folder."""
    return (None if one.is_upload else one.path.parent, one.stem)


def _path(one: Source | None) -> Path | None:
    return one.path if one else None
