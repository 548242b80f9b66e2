"""`emotate export SLUG@TAG --format FORMAT [OPTIONS] OUT` and `emotate export --list`"""

import json
import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from affect.aggregation import all_rules
from releases.exports import ExportOptions, ExportResult, release_export
from releases.exports.chosen import MEDIA_MODES
from releases.exports.export import formats_listed
from releases.exports.options import options_checked
from releases.exports.registry import FORMATS
from releases.exports.sizes import media_bytes
from releases.frozen import FrozenRelease
from releases.selectors import release_named
from releases.services import release_folder


class ListInstead(Action):
    """`--list` asks for nothing else, so what an export needs may be left out."""

    def __init__(self, option_strings: list[str], dest: str, needed: list[Action]) -> None:
        super().__init__(option_strings, dest, nargs=0, default=False, help="list the formats")
        self._needed = needed

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        setattr(namespace, self.dest, True)
        for action in self._needed:
            action.required = False


class Command(BaseCommand):
    help = "Write a release as a data set: items with derived labels, and every rating."

    @staticmethod
    def needs_database(options: dict[str, Any]) -> bool:
        """The list of formats needs none."""
        return not options["list"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        needed = [
            parser.add_argument("release", metavar="SLUG@TAG"),
            parser.add_argument("--format", required=True, choices=list(FORMATS)),
            parser.add_argument("out", metavar="OUT", type=Path, help="a new folder"),
        ]
        parser.add_argument("--rule", help=f"one of: {', '.join(all_rules())}")
        parser.add_argument("--question", help="whose label a format of one label holds")
        parser.add_argument("--media", choices=MEDIA_MODES, help="what to do with recordings")
        parser.add_argument(
            "--tier", action="append", default=[], help="a tier of a transcript; may be repeated"
        )
        parser.add_argument(
            "--predictions",
            type=Path,
            metavar="TABLE",
            help="out-of-fold predictions, which the rule crowdlab reads",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--list", action=ListInstead, needed=needed)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list(as_json=options["json"])
            return
        try:
            release = release_named(options["release"])
            folder = release_folder(release.project.slug, release.tag)
            asked = ExportOptions(
                options["question"],
                options["media"],
                tuple(options["tier"]),
                options["predictions"],
            )
            self._say_size(folder, options["format"], asked)
            result = release_export(
                folder, options["format"], options["rule"], options["out"], asked
            )
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        except OSError as error:
            raise CommandError(
                f"{options['out']} cannot be written ({error}); choose a folder that you may "
                "write to.",
                returncode=2,
            ) from error
        self._show(result, as_json=options["json"])
        for missing in result.report.missing_media.values():
            self.stderr.write(missing)
        if result.report.missing_media:
            sys.exit(1)

    def _say_size(self, folder: Path, name: str, asked: ExportOptions) -> None:
        """How much is about to be copied, on standard error, where it is much."""
        frozen, format_ = FrozenRelease.open(folder), FORMATS[name]
        mode = options_checked(format_, frozen, asked).media
        size = media_bytes(frozen, format_, mode)
        if size:
            self.stderr.write(f"Copying about {size / 1e6:,.1f} MB of recordings.")

    def _show(self, result: ExportResult, *, as_json: bool) -> None:
        shown = {
            "folder": str(result.folder),
            "release": result.release,
            "release_id": result.release_id,
            "format": result.format,
            "rules": result.rules,
            "manifest_sha256": result.manifest_sha256,
            **result.report.body(),
            "files": [
                {"path": entry.path, "bytes": entry.bytes, "rows": entry.rows}
                for entry in result.files
            ],
        }
        if as_json:
            self.stdout.write(json.dumps(shown))
            return
        for entry in result.files:
            rows = "" if entry.rows is None else f"{entry.rows:>12} rows"
            self.stdout.write(f"{entry.path:22} {entry.bytes:>12} bytes {rows}".rstrip())
        for question, rule in result.rules.items():
            told = rule or "the rule does not apply: shares and counts only"
            self.stdout.write(f"{question}: {told}")
        for reason, number in sorted(result.report.left_out.items()):
            self.stdout.write(f"left out, {reason}: {number}")
        for withheld in result.report.body()["withheld_media"]:
            self.stdout.write(withheld)
        if unknown := len(result.report.consent_unknown):
            self.stdout.write(
                f"Nobody has said whether there is consent to {unknown} of the recordings in it; "
                "emotate consent list SLUG shows which."
            )
        self.stdout.write(f"{result.release} exported to {result.folder}")

    def _list(self, *, as_json: bool) -> None:
        formats = list(formats_listed())
        if as_json:
            self.stdout.write(json.dumps({"formats": formats, "rules": all_rules()}))
            return
        for format_ in formats:
            about = f"{format_['about']} (loses: {format_['loses']})"
            self.stdout.write(f"{format_['name']:12} {about}{_choices(format_)}")
        self.stdout.write(f"rules: {', '.join(all_rules())}")


def _choices(format_: dict[str, Any]) -> str:
    """The options of a format, as they are typed."""
    told = [
        *(["--question QUESTION"] if format_["question"] else []),
        *(["--media " + "|".join(format_["media"])] if format_["media"] else []),
        *(["--tier " + "|".join(format_["tiers"])] if format_["tiers"] else []),
    ]
    return f"; {', '.join(told)}" if told else ""
