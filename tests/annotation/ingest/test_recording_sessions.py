"""The recording session of a file: named, or found in its path."""

from pathlib import Path

import pytest

from accounts.errors import Refused
from annotation.models import Project
from annotation.selectors.results.clusters import clusters_hash
from annotation.services.consent.recordings import recordings_session_set
from annotation.services.ingest.recording_sessions import with_session, with_sessions_of_paths
from annotation.services.ingest.sources import Source
from ingestion.models import Recording
from tests.cast import Cast

SOURCES = [
    Source(Path(f"/corpus/Session{n}/Ses0{n}F_impro01.wav"), f"Ses0{n}F_impro01.wav")
    for n in (1, 2)
]


def test_one_session_for_all() -> None:
    assert [one.session for one in with_session(SOURCES, " Ses01 ")] == ["Ses01", "Ses01"]


@pytest.mark.parametrize("pattern", ["Ses[0-9]+", "/(Ses[0-9]+)F_"])
def test_the_path_tells_by_its_match_or_first_group(pattern: str) -> None:
    found = with_sessions_of_paths(SOURCES, pattern)
    assert [one.session for one in found] == ["Ses01", "Ses02"]
    assert [one.name for one in found] == [one.name for one in SOURCES]


def test_a_folder_may_be_the_session() -> None:
    found = with_sessions_of_paths(SOURCES, "Session[0-9]")
    assert [one.session for one in found] == ["Session1", "Session2"]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("Ses(", "is no regular expression"),
        ("Ses01", "finds no session in the path of Ses02F_impro01.wav"),
        ("x*", "finds no session in the path of Ses01F_impro01.wav, Ses02F_impro01.wav"),
    ],
)
def test_a_pattern_that_does_not_fit_is_refused(pattern: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        with_sessions_of_paths(SOURCES, pattern)
    assert told in str(refused.value)


@pytest.mark.parametrize("name", ["", "  ", "s" * 201])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="1 to 200 characters"):
        with_session(SOURCES, name)


def test_results_over_sessions_are_computed_anew(people: Cast) -> None:
    recording = Recording.objects.create(
        sha256="5" * 64, name="a.wav", bytes=1, container="wav", codec="pcm", samples=2000,
        rate_hz=1000, channels=1, duration_seconds=2.0,
    )  # fmt: skip
    first = people.project.items.order_by("place")[0]
    first.segment.recording = recording
    first.segment.save()
    other = Project.objects.create(slug="other", title="Other", preset="meld")

    def hashes() -> list[str]:
        return [clusters_hash(project, "sessions") for project in (people.project, other)]

    before = hashes()
    recordings_session_set([recording.pk], "Ses01")
    after = hashes()
    assert after[0] != before[0]
    assert after[1] == before[1]
    recordings_session_set([recording.pk], "Ses01")  # nothing changes
    assert hashes() == after
