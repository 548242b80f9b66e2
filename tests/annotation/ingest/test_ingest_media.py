"""Files of every medium on their way into a project."""

from pathlib import Path

import pytest
from django.test import Client

from annotation.models import Item, Project
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.sources import sources_of
from annotation.tasks import mute
from ingestion.media_store import proxy_path, recording_folder, sensors_path
from ingestion.models import Media, Recording, Segment, Stage
from ingestion.renditions import image_of, muted_make, muted_of, poster_of, video_of
from jobs.models import Job, JobState
from jobs.runner import job_run
from tests.annotation.acts import under
from tests.cast import Cast, project
from tests.ingestion.engines.test_video import with_cover
from tests.media.films import (
    film,
    moving_image,
    photo,
    png_bomb,
    sensor_table,
    talking_film,
)
from tests.media.makers import cut_short, encode, tone

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed() -> Project:
    return project("mixed", "meld")


def ingest(made: Project, *paths: Path, profile: str = "whole") -> Job:
    job = ingest_start(project=made, sources=sources_of(paths), profile=profile)
    job_run(job)
    job.refresh_from_db()
    return job


def errors(job: Job) -> dict[str, str]:
    return {item.name: item.error for item in job.items.all() if item.error}


def test_each_medium_becomes_one_item_of_its_kind(mixed: Project, tmp_path: Path) -> None:
    files = [
        encode(tmp_path / "song.mp3", "libmp3lame", tone(), 44_100),
        talking_film(tmp_path / "talk.mp4"),
        film(tmp_path / "silent.mp4"),
        photo(tmp_path / "face.jpg"),
        moving_image(tmp_path / "moves.gif"),
        sensor_table(tmp_path / "heart.csv"),
    ]
    job = ingest(mixed, *files)
    assert not errors(job)
    found = {r.stem: (r.media, r.has_sound, r.width, r.rate_hz) for r in Recording.objects.all()}
    assert found == {
        "song": (Media.AUDIO, True, None, 44_100),
        "talk": (Media.VIDEO, True, 160, 48_000),
        "silent": (Media.VIDEO, False, 160, 1000),
        "face": (Media.IMAGE, False, 320, None),
        "moves": (Media.VIDEO, False, 64, 1000),
        "heart": (Media.SENSOR, False, None, 1000),
    }
    assert set(mixed.items.values_list("key", flat=True)) == set(found)
    assert all(item.wanted > 0 for item in mixed.items.all())
    times = dict(Segment.objects.values_list("recording__name", "end_seconds"))
    assert times["face.jpg"] is None
    assert times["silent.mp4"] == pytest.approx(3.0, abs=0.01)
    assert times["heart.csv"] == pytest.approx(10.0, abs=0.05)


def test_what_browsers_are_given(mixed: Project, tmp_path: Path) -> None:
    ingest(
        mixed,
        talking_film(tmp_path / "web.mp4"),
        talking_film(tmp_path / "old.avi", codec="mpeg4", sound_codec="libmp3lame"),
        film(tmp_path / "silent.mp4", seconds=2),
        photo(tmp_path / "face.png"),
        sensor_table(tmp_path / "heart.csv"),
    )
    by_stem = {recording.stem: recording for recording in Recording.objects.all()}
    web, old = video_of(by_stem["web"]), video_of(by_stem["old"])
    assert web is not None
    assert old is not None
    assert web.path.name == "original.mp4"
    assert old.path.name.startswith("video-")
    for stem in ("web", "old", "silent"):
        assert poster_of(by_stem[stem]) is not None
        assert proxy_path(by_stem[stem].sha256).exists() == (stem != "silent")
        muted_make(by_stem[stem])
        muted = muted_of(by_stem[stem])
        assert muted is not None
        assert muted.path.name.startswith("muted-") == (stem != "silent")
    image = image_of(by_stem["face"])
    assert image is not None
    assert image.content_type == "image/jpeg"
    assert video_of(by_stem["face"]) is None
    assert poster_of(by_stem["face"]) is None
    assert sensors_path(by_stem["heart"].sha256).exists()
    assert [c["name"] for c in by_stem["heart"].details["channels"]] == ["heart rate [bpm]", "skin"]


def test_films_without_their_sound_are_made_with_the_media_of_a_project_that_shows_them(
    mixed: Project, tmp_path: Path
) -> None:
    ingest(mixed, talking_film(tmp_path / "heard.mp4", seconds=2.2))  # files are kept by content
    arms = {"presentations": ["audio", "face"], "rule": "separate"}
    acted = under(project("acted"), arms=arms)
    ingest(acted, talking_film(tmp_path / "seen.mp4", seconds=2.4))
    heard, seen = Recording.objects.order_by("pk")
    assert muted_of(heard) is None
    assert muted_of(seen) is not None


def test_a_film_without_its_sound_that_is_missing_is_left_to_a_worker(
    mixed: Project, tmp_path: Path, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(mixed, talking_film(tmp_path / "heard.mp4", seconds=2.6))
    asked: list[list[int]] = []
    monkeypatch.setattr(mute, "apply_async", lambda args, retry: asked.append(args))
    client = Client()
    client.force_login(people.admin)
    film = Recording.objects.get()
    url = f"/media/recordings/{film.pk}/muted"
    told = client.get(url)
    assert told.status_code == 404
    assert "is being made" in told.json()["message"]
    assert asked == [[film.pk]]
    mute(film.pk)
    assert client.get(url).status_code == 200
    mute(film.pk + 1)  # one that is gone


def test_doing_it_again_makes_nothing_twice(mixed: Project, tmp_path: Path) -> None:
    files = [
        talking_film(tmp_path / "old.avi", codec="mpeg4", sound_codec="libmp3lame"),
        photo(tmp_path / "face.jpg"),
        sensor_table(tmp_path / "heart.csv"),
    ]
    ingest(mixed, *files)
    before = (Recording.objects.count(), Segment.objects.count(), Stage.objects.count())
    folder = recording_folder(Recording.objects.get(name="old.avi").sha256)
    written = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    ingest(mixed, *files)
    assert (Recording.objects.count(), Segment.objects.count(), Stage.objects.count()) == before
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == written


def test_a_rendition_that_was_lost_is_made_again(mixed: Project, tmp_path: Path) -> None:
    path = talking_film(tmp_path / "old.avi", codec="mpeg4", sound_codec="libmp3lame")
    ingest(mixed, path)
    recording = Recording.objects.get()
    first = video_of(recording)
    assert first is not None
    first.path.unlink()
    assert video_of(recording) is None
    ingest(mixed, path)
    assert video_of(recording) == first
    assert Stage.objects.filter(name="picture").count() == 1


def test_a_song_with_a_cover_stays_audio(mixed: Project, tmp_path: Path) -> None:
    song = encode(tmp_path / "song.mp3", "libmp3lame", tone(), 44_100)
    ingest(mixed, with_cover(song, tmp_path / "covered.mp3"))
    assert Recording.objects.get().media == Media.AUDIO


def test_a_video_with_a_track_of_silence_is_silent_video(mixed: Project, tmp_path: Path) -> None:
    ingest(mixed, film(tmp_path / "quiet.mp4", sound=tone(3.0, 48_000, 1, level=0.0)))
    recording = Recording.objects.get()
    assert (recording.media, recording.has_sound, recording.rate_hz) == (Media.VIDEO, False, 1000)


def test_each_broken_file_has_its_own_sentence(mixed: Project, tmp_path: Path) -> None:
    where = tmp_path / "broken"
    where.mkdir()
    cut_short(film(tmp_path / "whole.mp4", faststart=False), where / "half.mp4")
    png_bomb(where / "bomb.png")
    (where / "words.csv").write_text("time,hr\n0,sixty\n")
    (where / "items.csv").write_text("item,text\na,b\n")
    (where / "letter.png").write_text("no image")
    job = ingest(mixed, where)
    found = errors(job)
    assert "index is missing" in found["half.mp4"]
    assert "pixels" in found["bomb.png"]
    assert "'sixty' is not a number" in found["words.csv"]
    assert "not a sensor table" in found["items.csv"]
    assert all(error.startswith(f"{name}: ") for name, error in found.items())
    states = dict(job.items.values_list("name", "state"))
    assert states["items.csv"] == states["letter.png"] == "skipped"
    assert not Recording.objects.exists()
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("profile", "name", "message"),
    [
        ("turns", "silent.mp4", "has no sound, so nobody takes turns"),
        ("turns", "face.jpg", "is an image, which the profile 'turns' cannot cut; choose 'whole'"),
        ("fixed", "face.jpg", "is an image"),
        ("utterance", "silent.mp4", "has no file of subtitles or segments beside it"),
        ("turns", "heart.csv", "has no sound"),
    ],
)
def test_a_profile_that_does_not_fit_says_which_does(
    mixed: Project, tmp_path: Path, profile: str, name: str, message: str
) -> None:
    make = {"silent.mp4": film, "face.jpg": photo, "heart.csv": sensor_table}[name]
    job = ingest(mixed, make(tmp_path / name), profile=profile)
    assert message in errors(job)[name]
    assert not mixed.items.exists()


def test_windows_of_equal_length_over_a_silent_video(mixed: Project, tmp_path: Path) -> None:
    job = ingest_start(
        project=mixed,
        sources=sources_of([film(tmp_path / "face.mp4", seconds=5)]),
        profile="fixed",
        window_seconds=2.0,
        hop_seconds=1.0,
    )
    job_run(job)
    spans = Segment.objects.order_by("position").values_list("start_seconds", "end_seconds")
    assert list(spans) == [(0.0, 2.0), (1.0, 3.0), (2.0, 4.0), (3.0, 5.0)]


@pytest.mark.shared
def test_published_faces_and_a_talking_head(mixed: Project, shared_data: Path) -> None:
    job = ingest(mixed, shared_data / "faces", shared_data / "video_ravdess")
    assert job.state == JobState.DONE
    media = dict(Recording.objects.values_list("name", "media"))
    assert media["justin.jpg"] == Media.IMAGE
    assert media["01-01-01-01-01-01-01.mp4"] == Media.VIDEO
    assert sum(kind == Media.VIDEO for kind in media.values()) == 4
