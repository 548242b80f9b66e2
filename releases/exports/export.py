"""Write an export: a release in one format, whole or not at all."""

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from affect.aggregation import (
    RuleError,
    all_rules,
    full_rule,
    rule_name,
    rules_for,
    unfit_rule,
)
from releases.errors import ReleaseRefused
from releases.exports.context import Export, Report
from releases.exports.format import FolderFormat, Format, TableFormat
from releases.exports.options import ExportOptions, options_checked
from releases.exports.out_of_fold import predictions_given
from releases.exports.registry import FORMATS
from releases.exports.tables.write import THREADS, write_tables
from releases.frozen import FrozenRelease
from releases.frozen.whole import whole_fits
from releases.storage.folders import folder_written
from releases.storage.manifest import (
    MANIFEST,
    Entry,
    ManifestError,
    canonical,
    entry_of,
    files_in,
    manifest_read,
    manifest_write,
)

CARD = "export.json"
"""What a folder format was asked for and what has no place in it; tables lose nothing by choice."""


@dataclass(frozen=True)
class ExportResult:
    """What was written; `rules` as in the manifest, `report` what is not there."""

    folder: Path
    release: str
    release_id: str
    format: str
    rules: Mapping[str, str | None]
    manifest_sha256: str
    files: tuple[Entry, ...]
    report: Report


def release_export(
    folder: Path,
    format_name: str,
    rule: str | None,
    out: Path,
    options: ExportOptions = ExportOptions(),  # noqa: B008 - it never changes
) -> ExportResult:
    """Export the release in `folder` to the new folder `out`: the same release, the same bytes.

    Everything is written beside `out` and put there by one rename. `rule` applies to every
    question that it suits; None takes the rule of each question in the project. An `out` that
    holds an earlier export of the same release, and nothing else, is replaced.

    Raises
    ------
    ReleaseRefused: format, rule or an option is unknown or applies to no question, the release is
        damaged, or `out` holds something else.
    """
    if format_name not in FORMATS:
        raise ReleaseRefused(
            f"Format '{format_name}' is unknown; it is one of: {', '.join(FORMATS)}."
        )
    frozen = FrozenRelease.open(folder)
    format_ = FORMATS[format_name]
    rules = rules_chosen(frozen, rule)
    chosen = options_checked(format_, frozen, options)
    predictions = predictions_given(frozen, rules, options.predictions)
    # before any table is open: rules that need all ratings take much memory for a moment
    whole_fits(frozen, rules)
    out = out.absolute()
    _refuse_damaged(frozen)
    _refuse_taken(frozen, out)
    with folder_written(out) as partial:
        export = Export(frozen, rules, partial, chosen)
        rows = _write(export, format_)
        entries = _entries(export, rows, predictions)
        manifest_sha256 = manifest_write(partial, entries)
    return ExportResult(
        out, frozen.name, frozen.id, format_name, rules, manifest_sha256, tuple(entries),
        export.report,
    )  # fmt: skip


def _write(export: Export, format_: Format) -> dict[str, int]:
    """All files but the manifest; returns the rows of those that are tables."""
    for name in _about(export.frozen):
        shutil.copyfile(export.frozen.folder / name, export.folder / name)
    if isinstance(format_, TableFormat):
        return write_tables(export, format_).rows
    if not isinstance(format_, FolderFormat):
        raise TypeError(f"{format_.name} is neither a table nor a folder")
    rows = format_.write(export)
    (export.folder / CARD).write_bytes(f"{canonical(_card(export, format_))}\n".encode())
    return rows


def _about(frozen: FrozenRelease) -> list[str]:
    """What a release says of itself, which every export carries, as it is unless the format has
    its own: cards, questions, settings, agreement, splits. All but the tables."""
    entries = manifest_read(frozen.folder)
    return [entry.path for entry in entries if not entry.path.endswith(".parquet")]


def _card(export: Export, format_: Format) -> dict[str, Any]:
    chosen = export.chosen
    return {
        "release": export.frozen.name,
        "release_id": export.frozen.id,
        "format": format_.name,
        "rules": dict(export.rules),
        "question": chosen.question.id if chosen.question else None,
        "media": chosen.media,
        "tiers": list(chosen.tiers),
        "loses": format_.loses,
        **export.report.body(),
    }


def rules_chosen(frozen: FrozenRelease, rule: str | None) -> dict[str, str | None]:
    """The rule of each question with all its parameters; None where `rule` does not apply to it.

    Raises
    ------
    ReleaseRefused: `rule` has a wrong parameter, or applies to no question of the release; names
        those that do.
    """
    questions = frozen.scheme.questions
    try:
        if rule is None:
            return {question.id: full_rule(frozen.rule_of(question)) for question in questions}
        name, rule = rule_name(rule), full_rule(rule)
    except RuleError as error:
        raise ReleaseRefused(f"{error}.") from error
    applying = {question.id: rules_for(question.kind) for question in questions}
    suited = [question for question in questions if name in applying[question.id]]
    if not suited:
        unknown = "" if name in all_rules() else f" There are: {', '.join(all_rules())}."
        those = "; ".join(f"{asked}: {', '.join(rules)}" for asked, rules in applying.items())
        raise ReleaseRefused(
            f"Rule '{name}' applies to no question of {frozen.name}. Those that do: {those}."
            + unknown
        )
    unfit = {question.id: why for question in suited if (why := unfit_rule(question, rule))}
    if len(unfit) == len(suited):
        raise ReleaseRefused(f"{'; '.join(unfit.values())}.")
    return {
        question.id: rule if question in suited and question.id not in unfit else None
        for question in questions
    }


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
    return set(files_in(folder)) <= ours and all(
        entry.more.get("release") == frozen.id for entry in entries
    )


def _entries(
    export: Export, rows: dict[str, int], predictions: dict[str, Any] | None
) -> list[Entry]:
    """Of every file: hashing runs outside Python's lock, so two go beside each other."""
    with ThreadPoolExecutor(THREADS) as threads:
        hashed = [
            threads.submit(_entry, export, path, rows.get(path), predictions)
            for path in files_in(export.folder)
        ]
        return [entry.result() for entry in hashed]


def _entry(
    export: Export, path: str, rows: int | None, predictions: dict[str, Any] | None
) -> Entry:
    more: dict[str, Any] = {"release": export.frozen.id}
    if path.startswith("items."):
        more["rules"] = dict(export.rules)
        fits = whole_fits(export.frozen, export.rules)
        more |= {"fits": fits} if fits else {}
        more |= {"predictions": predictions} if predictions else {}
    return entry_of(export.folder, path, rows=rows, more=more)


def formats_listed() -> Iterator[dict[str, Any]]:
    """What `emotate export --list` shows."""
    for format_ in FORMATS.values():
        yield {
            "name": format_.name,
            "group": format_.group,
            "about": format_.about,
            "loses": format_.loses,
            "media": list(format_.media),
            "question": format_.one_label,
            "tiers": list(format_.tiers),
        }
