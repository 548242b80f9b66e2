"""Write an export: the items with derived labels, and every rating, in one format."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from affect.aggregation import all_rules, rules_for
from releases.errors import ReleaseRefused
from releases.exports.format import Format
from releases.exports.item_columns import items_with_labels
from releases.exports.registry import FORMATS
from releases.folders import folder_written
from releases.frozen import FrozenRelease
from releases.manifest import (
    MANIFEST,
    Entry,
    ManifestError,
    entry_of,
    manifest_read,
    manifest_write,
)

THREADS = 2
COPIED = ("README.md", "project.json", "scheme.json")
"""Files of the release that every export carries as they are."""


@dataclass(frozen=True)
class ExportResult:
    """What was written; `rules` as in the manifest."""

    folder: Path
    release: str
    release_id: str
    format: str
    rules: Mapping[str, str | None]
    manifest_sha256: str
    files: tuple[Entry, ...]


def release_export(folder: Path, format_name: str, rule: str | None, out: Path) -> ExportResult:
    """Export the release in `folder` to the new folder `out`: the same release, the same bytes.

    Everything is written beside `out` and put there by one rename. `rule` applies to every
    question that it suits; None takes the rule of each question in the project. An `out` that
    holds an earlier export of the same release, and nothing else, is replaced.

    Raises
    ------
    ReleaseRefused: format or rule is unknown or applies to no question, the release is damaged,
        or `out` holds something else.
    """
    if format_name not in FORMATS:
        raise ReleaseRefused(
            f"Format '{format_name}' is unknown; it is one of: {', '.join(FORMATS)}."
        )
    frozen = FrozenRelease.open(folder)
    rules = rules_chosen(frozen, rule)
    out = out.absolute()
    _refuse_damaged(frozen)
    _refuse_taken(frozen, out)
    with folder_written(out) as partial:
        rows = _write_tables(frozen, FORMATS[format_name], rules, partial)
        for name in COPIED:
            shutil.copyfile(folder / name, partial / name)
        entries = [_entry(frozen, partial, path, rows.get(path), rules) for path in _files(partial)]
        manifest_sha256 = manifest_write(partial, entries)
    return ExportResult(
        out, frozen.name, frozen.id, format_name, rules, manifest_sha256, tuple(entries)
    )


def rules_chosen(frozen: FrozenRelease, rule: str | None) -> dict[str, str | None]:
    """The rule of each question; None where `rule` does not apply to it.

    Raises
    ------
    ReleaseRefused: `rule` applies to no question of the release; names the rules that do.
    """
    questions = frozen.scheme.questions
    if rule is None:
        return {question.id: frozen.rule_of(question) for question in questions}
    applying = {question.id: rules_for(question.kind) for question in questions}
    if not any(rule in allowed for allowed in applying.values()):
        unknown = "" if rule in all_rules() else f" There are: {', '.join(all_rules())}."
        those = "; ".join(f"{name}: {', '.join(rules)}" for name, rules in applying.items())
        raise ReleaseRefused(
            f"Rule '{rule}' applies to no question of {frozen.name}. Those that do: {those}."
            + unknown
        )
    return {name: rule if rule in allowed else None for name, allowed in applying.items()}


def _refuse_damaged(frozen: FrozenRelease) -> None:
    for entry in manifest_read(frozen.folder):
        path = frozen.folder / entry.path
        if not path.is_file() or entry_of(frozen.folder, entry.path).sha256 != entry.sha256:
            raise ReleaseRefused(
                f"{entry.path} of {frozen.name} is not as it was frozen, so nothing is exported "
                f"from it; `emotate verify {frozen.folder}` names every fault."
            )


def _refuse_taken(frozen: FrozenRelease, out: Path) -> None:
    if out == frozen.folder.absolute() or frozen.folder.absolute() in out.parents:
        raise ReleaseRefused(f"{out} lies in the release itself; choose a folder outside.")
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not (out.is_dir() and _is_export_of(frozen, out)):
        raise ReleaseRefused(
            f"{out} is there already and is no export of {frozen.name}; choose a new folder, or "
            "empty that one."
        )


def _is_export_of(frozen: FrozenRelease, folder: Path) -> bool:
    """Whether a folder holds an export of this very release and nothing else."""
    try:
        entries = manifest_read(folder)
    except ManifestError:
        return False
    ours = {MANIFEST, *(entry.path for entry in entries)}
    return {path.name for path in folder.iterdir()} <= ours and all(
        entry.more.get("release") == frozen.id for entry in entries
    )


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _entry(
    frozen: FrozenRelease,
    folder: Path,
    path: str,
    rows: int | None,
    rules: Mapping[str, str | None],
) -> Entry:
    more: dict[str, Any] = {"release": frozen.id}
    if path.startswith("items."):
        more["rules"] = dict(rules)
    return entry_of(folder, path, rows=rows, more=more)


def _write_tables(
    frozen: FrozenRelease, format_: Format, rules: Mapping[str, str | None], folder: Path
) -> dict[str, int]:
    """Write items, ratings and, where there are any, predictions and decisions.

    Returns the rows of each file.
    """
    # The threads end before the files are closed, also when one of them fails.
    with ExitStack() as files, ThreadPoolExecutor(THREADS) as threads:
        table_files = _TableFiles(folder, format_, files, threads)
        for part in frozen.parts():
            table_files.append("items", items_with_labels(frozen, part, rules))
            table_files.append("ratings", part.ratings)
        for name in ("predictions", "decisions"):
            for table in frozen.tables(f"{name}.parquet"):
                table_files.append(name, table)
        return table_files.finish()


class _TableFiles:
    """The files of an export, each opened when its first rows come.

    Each is written by a thread of its own while the next part is being aggregated: the writers
    run outside Python's lock. One part per file waits at most.
    """

    def __init__(
        self, folder: Path, format_: Format, files: ExitStack, threads: ThreadPoolExecutor
    ) -> None:
        self.rows: dict[str, int] = {}
        self._folder, self._format, self._files = folder, format_, files
        self._threads = threads
        self._write: dict[str, Callable[[pa.Table], None]] = {}
        self._writing: dict[str, Future[None]] = {}

    def append(self, name: str, table: pa.Table) -> None:
        path = f"{name}.{self._format.suffix}"
        if path not in self._write:
            opened = self._format.open(self._folder / path, table.schema)
            self._write[path] = self._files.enter_context(opened).write_table
            self.rows[path] = 0
        else:
            self._writing[path].result()
        self._writing[path] = self._threads.submit(self._write[path], table)
        self.rows[path] += table.num_rows

    def finish(self) -> dict[str, int]:
        """Wait for what is still being written; returns the rows of each file."""
        for writing in self._writing.values():
            writing.result()
        return self.rows


def formats_listed() -> Iterator[dict[str, str]]:
    """What `emotate export --list` shows."""
    for format_ in FORMATS.values():
        yield {"name": format_.name, "about": format_.about, "loses": format_.loses}
