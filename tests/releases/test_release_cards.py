"""Data card, datasheet, methods paragraph and citation: the same numbers, and nothing made up."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotation.models import Project
from annotation.services.results.agreement import agreement_of
from releases.cards.about import about_from
from releases.errors import ReleaseRefused
from releases.services import release_freeze
from releases.services.about import about_set

ABOUT = {
    "authors": [
        {"name": "Ada Lovelace", "orcid": "https://orcid.org/0000-0002-1825-0097"},
        {"name": "Affect Lab", "affiliation": "Somewhere"},
    ],
    "licence": "CC-BY-4.0",
    "doi": "https://doi.org/10.5281/zenodo.12345",
    "purpose": "To find out how turns are heard.",
}


def card(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def test_what_nobody_said_is_said_to_be_unsaid(frozen: Path) -> None:
    assert "No licence was set" in card(frozen, "README.md")
    assert card(frozen, "DATASHEET.md").count("*Not stated by the makers") == 6
    cited = yaml.safe_load(card(frozen, "CITATION.cff"))
    assert (cited["type"], cited["version"]) == ("dataset", "1.0.0")
    assert "license" not in cited
    assert cited["authors"] == [{"name": cited["title"]}]


def test_what_was_said_is_in_all_of_them(soft: Project, releases_root: Path) -> None:
    about_set(project=soft, body=ABOUT)
    release_freeze(project=soft, tag="2")
    folder = releases_root / "soft" / "2"
    cited = yaml.safe_load(card(folder, "CITATION.cff"))
    orcid = "https://orcid.org/0000-0002-1825-0097"
    assert cited["authors"] == [
        {"given-names": "Ada", "family-names": "Lovelace", "orcid": orcid},
        {"given-names": "Affect", "family-names": "Lab", "affiliation": "Somewhere"},
    ]
    assert (cited["license"], cited["doi"]) == ("CC-BY-4.0", "10.5281/zenodo.12345")
    assert "> Ada Lovelace, Affect Lab. " in card(folder, "README.md")
    assert "Ratings and derived labels: CC-BY-4.0." in card(folder, "README.md")
    assert "To find out how turns are heard." in card(folder, "DATASHEET.md")


def test_numbers_are_those_of_the_page(soft: Project, releases_root: Path) -> None:
    shown = [{**each} for each in agreement_of(soft)["questions"]]
    for each in shown:
        del each["before"]  # of the page alone: what stood there yesterday
    release_freeze(project=soft, tag="2")
    folder = releases_root / "soft" / "2"
    assert json.loads(card(folder, "agreement.json"))["questions"] == shown
    emotion = shown[0]["statistics"][0]
    low, high = emotion["low"], emotion["high"]
    told = f"{emotion['value']:.3f}, 95 % interval {low:.3f} to {high:.3f}"
    for name in ("README.md", "DATASHEET.md", "METHODS.md"):
        assert told in card(folder, name), name
    assert "3 items of 4 received 6 ratings by 3 raters (2.00 per rated item)." in card(
        folder, "METHODS.md"
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"licence": "CC BY 4.0"}, "'CC BY 4.0' is no SPDX identifier"),
        ({"doi": "zenodo.12345"}, "is no DOI; one looks like 10.5281"),
        ({"authors": "Ada"}, "'authors' is a list"),
        ({"authors": [{"name": ""}]}, "Author 1 has no name"),
        ({"authors": [{"name": "Ada", "age": 36}]}, "Author 1 has a name and may have"),
        ({"authors": [{"name": "Ada", "orcid": "0000-0002-1825-0098"}]}, "of Ada, is no ORCID"),
        ({"license": "MIT"}, "no field 'license'; there are: authors, licence, doi"),
        ({"purpose": "x" * 2001}, "'purpose' is a text of at most 2000"),
    ],
)
def test_what_is_wrong_is_named(body: dict[str, Any], told: str) -> None:
    with pytest.raises(ReleaseRefused, match=told):
        about_from(body)
    assert about_from(about_from(ABOUT).body()) == about_from(ABOUT)
