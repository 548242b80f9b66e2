"""Who made a data set and under which terms: what a citation, a licence and a datasheet need."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from releases.errors import ReleaseRefused

MOST_AUTHORS = 200
LONGEST = 2000
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
DOI = re.compile(r"10\.\d{4,9}/\S+")
LICENCE = re.compile(r"[A-Za-z0-9.+-]{1,80}")
TEXTS = ("purpose", "collection", "ethics", "funding", "contact", "url")


@dataclass(frozen=True)
class Author:
    """One of the authors, in the order of a citation; `orcid` and `affiliation` may be empty."""

    name: str
    orcid: str = ""
    affiliation: str = ""


@dataclass(frozen=True)
class About:
    """All of it as it was typed; an empty text was not stated.

    licence: of the ratings and derived labels, as an SPDX identifier (CC-BY-4.0). Recordings have
        their own.
    """

    authors: tuple[Author, ...] = ()
    licence: str = ""
    doi: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """As JSON; `about_from` reads it."""
        return {
            "authors": [asdict(author) for author in self.authors],
            "licence": self.licence,
            "doi": self.doi,
            **{name: self.texts.get(name, "") for name in TEXTS},
        }


def about_from(body: Mapping[str, Any]) -> About:
    """Read it; what is absent is empty.

    Raises
    ------
    ReleaseRefused: names what is wrong and what is allowed.
    """
    known = ("authors", "licence", "doi", *TEXTS)
    if unknown := sorted(set(body) - set(known)):
        raise ReleaseRefused(f"There is no field '{unknown[0]}'; there are: {', '.join(known)}.")
    texts = {name: _text(name, body.get(name)) for name in ("licence", "doi", *TEXTS)}
    licence, doi = texts.pop("licence"), texts.pop("doi")
    if licence and not LICENCE.fullmatch(licence):
        raise ReleaseRefused(
            f"'{licence}' is no SPDX identifier of a licence, as CC-BY-4.0, CC0-1.0 or ODbL-1.0 "
            "are; spdx.org/licenses lists them. LicenseRef-NAME names one of your own."
        )
    doi = doi.removeprefix("https://doi.org/").removeprefix("doi:")
    if doi and not DOI.fullmatch(doi):
        raise ReleaseRefused(f"'{doi}' is no DOI; one looks like 10.5281/zenodo.12345.")
    return About(_authors(body.get("authors") or []), licence, doi, texts)


def _text(name: str, given: Any) -> str:
    text = "" if given is None else given
    if not isinstance(text, str) or len(text) > LONGEST:
        raise ReleaseRefused(f"'{name}' is a text of at most {LONGEST} characters.")
    return text.strip()


def _authors(given: Any) -> tuple[Author, ...]:
    if not isinstance(given, list) or len(given) > MOST_AUTHORS:
        raise ReleaseRefused(f"'authors' is a list of at most {MOST_AUTHORS}.")
    return tuple(_author(at, one) for at, one in enumerate(given, start=1))


def _author(at: int, given: Any) -> Author:
    if not isinstance(given, Mapping) or set(given) - {"name", "orcid", "affiliation"}:
        raise ReleaseRefused(f"Author {at} has a name and may have an orcid and an affiliation.")
    author = Author(**{name: _text(name, value) for name, value in given.items()})
    orcid = author.orcid.removeprefix("https://orcid.org/")
    if not author.name:
        raise ReleaseRefused(f"Author {at} has no name.")
    if orcid and not (ORCID.fullmatch(orcid) and _checks(orcid)):
        raise ReleaseRefused(
            f"'{author.orcid}', of {author.name}, is no ORCID: 16 digits of which the last one "
            "checks the others, as 0000-0002-1825-0097."
        )
    return Author(author.name, orcid, author.affiliation)


def _checks(orcid: str) -> bool:
    """Whether the last digit fits the others (ISO 7064, MOD 11-2)."""
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]
