"""`emotate link create|list|close|participants|review`"""

import json
from argparse import ArgumentParser, _SubParsersAction
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from rest_framework.utils.encoders import JSONEncoder

from accounts.errors import Missing, Refused
from annotation.api.recruiting import participants_csv
from annotation.errors import AnnotationRefused
from annotation.models import RecruitLink
from annotation.selectors.people.recruiting import link_row, links_of, participants_of
from annotation.selectors.projects.projects import project_by_slug
from annotation.services.recruiting import link_create, link_update, participants_review
from annotation.services.recruiting.ending import REVIEWS

FIELDS = ("name", "id_parameter", "consent_text", "quota", "items_per_participant",
          "completion_code", "return_url", "inactivity_minutes")  # fmt: skip


class Command(BaseCommand):
    help = "Recruiting links: make and close them, see who came, approve or reject."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        _add_create(acts)
        listing = acts.add_parser("list", help="the links of a project")
        listing.add_argument("slug")
        listing.add_argument("--json", action="store_true")
        close = acts.add_parser("close", help="let nobody new in; who is in goes on")
        _add_link(close)
        close.add_argument("--reopen", action="store_true", help="let people in again")
        close.add_argument("--json", action="store_true")
        people = acts.add_parser("participants", help="who came by a link, and how far they are")
        _add_link(people)
        form = people.add_mutually_exclusive_group()
        form.add_argument("--csv", action="store_true", help="as a table on standard output")
        form.add_argument("--json", action="store_true")
        review = acts.add_parser("review", help="approve or reject participants who completed")
        _add_link(review)
        review.add_argument("state", choices=[str(one) for one in REVIEWS])
        review.add_argument("external_ids", nargs="*", metavar="EXTERNAL_ID")
        review.add_argument("--from", dest="file", type=Path, help="a file with an id on each line")
        review.add_argument("--note", default="")
        review.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _create(self, options: dict[str, Any]) -> None:
        given = {name: options[name] for name in FIELDS if options[name] is not None}
        if options["consent_file"] is not None:
            given["consent_text"] = _text_in(options["consent_file"])
        if options["expires"] is not None:
            given["expires_at"] = _time(options["expires"])
        link = link_create(
            project=project_by_slug(options["slug"]),
            by=None,
            kept_parameters=options["kept_parameters"],
            **given,
        )
        self._tell(
            options,
            link_row(link),
            f"Link {link.pk} '{link.name}': /join/{link.token}?{link.id_parameter}=ID on your "
            f"server. Who has finished gets the code {link.completion_code}.",
        )

    def _list(self, options: dict[str, Any]) -> None:
        slug = options["slug"]
        rows = links_of(project_by_slug(slug))
        nothing = f"No links yet: `emotate link create {slug} --name NAME`."
        self._tell(options, rows, *(map(_link_line, rows) if rows else [nothing]))

    def _close(self, options: dict[str, Any]) -> None:
        link = link_update(link=_link(options), changes={"closed": not options["reopen"]})
        now = "open again" if options["reopen"] else "closed; who is in goes on"
        self._tell(options, link_row(link), f"Link {link.pk} '{link.name}' is {now}.")

    def _participants(self, options: dict[str, Any]) -> None:
        link = _link(options)
        if options["csv"]:
            self.stdout.write(participants_csv(link), ending="")
            return
        rows = participants_of(link)
        nobody = f"Nobody came by '{link.name}' yet."
        self._tell(options, rows, *(map(_participant_line, rows) if rows else [nobody]))

    def _review(self, options: dict[str, Any]) -> None:
        link = _link(options)
        ids = [*options["external_ids"], *_lines_in(options["file"])]
        if not ids:
            raise AnnotationRefused(
                "Name the participants, or a file with an id on each line: --from FILE."
            )
        n = participants_review(
            link=link, external_ids=ids, state=options["state"], note=options["note"], by=None
        )
        said = f"{n} {options['state']} of '{link.name}'."
        self._tell(options, participants_of(link), said)

    def _tell(self, options: dict[str, Any], body: Any, *lines: str) -> None:
        told = json.dumps(body, cls=JSONEncoder, ensure_ascii=False)
        self.stdout.write(told if options["json"] else "\n".join(lines))


def _link_line(row: dict[str, Any]) -> str:
    counts = ", ".join(f"{n} {state}" for state, n in row["participants"].items() if n)
    state = "closed" if row["closed"] else "open"
    return f"{row['id']:5} {state:7} {row['path']}  {row['name']}: {counts or 'nobody yet'}"


def _participant_line(row: dict[str, Any]) -> str:
    return (
        f"{row['external_id']:26} {row['state']:10} {row['items']:5} items "
        f"{row['minutes']:7.1f} min  {row['misses']} of {row['checks']} checks missed"
    )


def _add_create(acts: "_SubParsersAction[Any]") -> None:
    create = acts.add_parser("create", help="make an address at which people join as raters")
    create.add_argument("slug")
    create.add_argument("--name", required=True, help="such as 'Prolific, first wave'")
    create.add_argument(
        "--id-parameter", help="the parameter with the outside id; default PROLIFIC_PID"
    )
    create.add_argument(
        "--keep", dest="kept_parameters", action="append", default=[], metavar="PARAMETER",
        help="a further parameter of the address to keep; may be given many times",
    )  # fmt: skip
    consent = create.add_mutually_exclusive_group()
    consent.add_argument("--consent", dest="consent_text", help="what people agree to")
    consent.add_argument("--consent-file", type=Path, help="the same, in a file")
    create.add_argument("--quota", type=int, help="how many may take part")
    create.add_argument(
        "--items", dest="items_per_participant", type=int, help="after which a person is done"
    )
    create.add_argument("--code", dest="completion_code", help="default: one is drawn")
    create.add_argument(
        "--return-url", help="where people go at the end; may hold {code} and kept parameters"
    )
    create.add_argument("--inactive-minutes", dest="inactivity_minutes", type=int,
                        help="after which somebody counts as gone; default 60")  # fmt: skip
    create.add_argument("--expires", metavar="TIME", help="such as 2026-03-01T18:00Z")
    create.add_argument("--json", action="store_true")


def _add_link(parser: ArgumentParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("link", metavar="ID", help="its number in `emotate link list`")


def _link(options: dict[str, Any]) -> RecruitLink:
    """A link of the project by its number.

    Raises:
        Missing: there is none; names those there are
    """
    project = project_by_slug(options["slug"])
    number = options["link"]
    found = project.links.filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        there = ", ".join(
            str(pk) for pk in project.links.order_by("pk").values_list("pk", flat=True)
        )
        raise Missing(f"'{project.slug}' has no link '{number}'; its links: {there or 'none yet'}.")
    return found


def _time(text: str) -> datetime:
    """A time; without a zone it is UTC, as in tables."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise AnnotationRefused(f"'{text}' is no time; write one such as 2026-03-01T18:00Z.")
    return found if timezone.is_aware(found) else timezone.make_aware(found, UTC)


def _text_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationRefused(f"'{file}' cannot be read as text: {error}.") from error


def _lines_in(file: Path | None) -> list[str]:
    if file is None:
        return []
    return [line.strip() for line in _text_in(file).splitlines() if line.strip()]
