"""From files to items: what goes in, what is refused, what is not done twice."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from accounts.errors import Refused
from annotation.models import Item, Project
from annotation.services.ingest.job import ingest_start, item_key
from annotation.services.ingest.sources import sources_of, with_transcripts
from annotation.services.projects.items import NewItem, items_add
from ingestion.models import Recording, Segment, Segmentation, Stage
from ingestion.samples import SAMPLES
from jobs.models import Job, JobState
from jobs.runner import job_run
from tests.cast import project

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> Project:
    return project("talks", "soft-turns")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One good recording and every kind of bad file."""
    where = tmp_path / "a folder with blanks"
    where.mkdir()
    shutil.copy(SAMPLES[0].media, where / "good.flac")
    (where / "notes.txt").write_text("Remember to ask for consent.")
    (where / "empty.wav").write_bytes(b"")
    whole = (where / "good.flac").read_bytes()
    (where / "truncated.flac").write_bytes(whole[: len(whole) // 3])
    soundfile.write(where / "silent.wav", np.zeros(16_000, np.float32), 16_000)
    (where / ".hidden.wav").write_bytes(b"never looked at")
    return where


def run(job: Job) -> Job:
    job_run(job)
    job.refresh_from_db()
    return job


def test_a_recording_has_the_session_that_the_ingest_tells(talks: Project, folder: Path) -> None:
    sources = [replace(one, session="Ses01") for one in sources_of([folder / "good.flac"])]
    run(ingest_start(project=talks, sources=sources))
    assert Recording.objects.get().session == "Ses01"
    run(ingest_start(project=talks, sources=sources_of([folder / "good.flac"])))
    assert Recording.objects.get().session == "Ses01"  # an ingest that tells none takes none away


def test_the_good_files_go_in_and_each_bad_one_has_its_own_sentence(
    talks: Project, folder: Path
) -> None:
    job = run(ingest_start(project=talks, sources=sources_of([folder])))
    assert job.state == JobState.FAILED
    ended = {item.name: (item.state, item.error) for item in job.items.all()}
    assert ended["good.flac"] == ("done", "")
    assert ended["notes.txt"][0] == "skipped"
    for name in ("empty.wav", "truncated.flac", "silent.wav"):
        state, error = ended[name]
        assert state == "failed"
        assert error.startswith(f"{name}: ")
    assert len(ended) == 5
    assert Recording.objects.get().name == "good.flac"
    assert Item.objects.count() == Segment.objects.count() > 5


def test_a_named_file_that_is_no_media_fails(talks: Project, folder: Path) -> None:
    job = run(ingest_start(project=talks, sources=sources_of([folder / "notes.txt"])))
    assert job.items.get().state == "failed"


def test_a_file_that_is_not_there_fails_alone(talks: Project, tmp_path: Path) -> None:
    job = run(ingest_start(project=talks, sources=sources_of([tmp_path / "gone.wav"])))
    assert "gone.wav" in job.items.get().error


def test_doing_it_again_changes_nothing(talks: Project) -> None:
    for _ in range(2):
        job = run(ingest_start(project=talks, sources=sources_of([SAMPLES[0].media])))
        assert job.state == JobState.DONE
    assert (Recording.objects.count(), Segmentation.objects.count()) == (1, 1)
    assert Stage.objects.count() == 1
    assert Item.objects.count() == Segment.objects.count()
    assert job.items.get().result["added"] == 0


def test_cutting_again_makes_new_segments_that_know_their_parents(talks: Project) -> None:
    run(ingest_start(project=talks, sources=sources_of([SAMPLES[0].media])))
    first = set(Segment.objects.values_list("pk", flat=True))
    run(ingest_start(project=talks, sources=sources_of([SAMPLES[0].media]), profile="whole"))
    whole = Segment.objects.exclude(pk__in=first).get()
    assert set(whole.parents.values_list("pk", flat=True)) == first
    assert Item.objects.filter(segment=whole).get().key == SAMPLES[0].media.stem


def test_two_recordings_of_one_name_do_not_share_keys(talks: Project, tmp_path: Path) -> None:
    for number in (0, 1):
        (tmp_path / str(number)).mkdir()
        shutil.copy(SAMPLES[number].media, tmp_path / str(number) / "talk.flac")
    run(ingest_start(project=talks, sources=sources_of([tmp_path])))
    assert Recording.objects.count() == 2
    assert Item.objects.count() == Segment.objects.count()


def test_words_come_from_the_transcript(talks: Project) -> None:
    sources = with_transcripts(sources_of([SAMPLES[0].media]), SAMPLES[0].transcript)
    run(ingest_start(project=talks, sources=sources))
    spoken = Segment.objects.exclude(transcript="").count()
    assert spoken >= 0.8 * Segment.objects.count()


def test_one_transcript_for_two_files_is_refused() -> None:
    with pytest.raises(Refused, match="2 files"):
        with_transcripts(sources_of([SAMPLES[0].media, SAMPLES[1].media]), SAMPLES[0].transcript)


def test_a_segment_is_a_sample_exact_range_with_gates(talks: Project) -> None:
    run(ingest_start(project=talks, sources=sources_of([SAMPLES[0].media])))
    recording = Recording.objects.get()
    for segment in Segment.objects.all():
        assert segment.start_sample is not None
        assert segment.end_sample is not None
        assert 0 <= segment.start_sample < segment.end_sample <= recording.samples
        assert segment.start_seconds == segment.start_sample / recording.rate_hz
        assert set(segment.gates) == {"clipping", "level", "signal_to_noise", "speech_ratio"}
        item = segment.items.get()
        assert item.key == item_key(recording.stem, segment, "turns")


@pytest.mark.parametrize(("setting", "value"), [("profile", "sentences"), ("speakers", "pyannote")])
def test_unknown_settings_name_the_allowed_ones(talks: Project, setting: str, value: str) -> None:
    with pytest.raises(Refused, match=f"{value}.*one of"):
        ingest_start(project=talks, sources=sources_of([SAMPLES[0].media]), **{setting: value})
    assert not Job.objects.exists()


@pytest.mark.shared
def test_meetings_give_turns_of_several_speakers(talks: Project, shared_data: Path) -> None:
    files = sorted((shared_data / "audio_ami").glob("*.wav"))
    job = run(ingest_start(project=talks, sources=sources_of(files)))
    assert job.state == JobState.DONE
    assert Recording.objects.count() == 5
    per_file = {
        recording.stem: recording.segments.exclude(speaker="").values("speaker").distinct().count()
        for recording in Recording.objects.all()
    }
    assert max(per_file.values()) >= 2, per_file


def test_more_items_than_one_query_takes() -> None:
    """PostgreSQL takes 65,535 parameters."""
    again = [NewItem("item-00000", None)] * 66_000
    assert items_add(project=project("talks", items=1), items=again) == 0
