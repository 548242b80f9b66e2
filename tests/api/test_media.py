"""Media over HTTP: kinds, ranges, caches, and what each presentation arm may have."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import pytest
from django.test import Client
from PIL import Image

from accounts.models import Role, User
from annotation.models import Assignment, Item, MemberRole, Project
from annotation.services.projects.projects import member_add
from ingestion.models import Recording, Segment
from ingestion.renditions import muted_make
from ingestion.storing import recording_store
from tests.cast import PASSWORD, project, user
from tests.media.films import film, photo, sensor_table, talking_film

pytestmark = pytest.mark.django_db

WHOLE = ("proxy.flac", "video", "muted", "poster.jpg")
APIS = ("peaks", "spectrogram")


@dataclass
class Room:
    """A project with a talking film and its rater; items are added by each test."""

    project: Project
    rater: User
    film: Recording

    def item(self, recording: Recording | None = None, arm: str = "", key: str = "a") -> Item:
        shown = recording or self.film
        timed = shown.samples is not None
        segment, _ = Segment.objects.get_or_create(
            recording=shown,
            identity=f"whole {shown.pk}",
            start_sample=0 if timed else None,
            end_sample=shown.samples,
            start_seconds=0.0 if timed else None,
            end_seconds=shown.duration_seconds,
        )
        return Item.objects.create(
            project=self.project, segment=segment, key=f"{key}@{arm}", arm=arm, place=0, wanted=1
        )

    def hand_out(self, item: Item) -> None:
        rater = self.project.raters.get_or_create(user=self.rater)[0]
        Assignment.objects.create(
            item=item, rater=rater, order_index=0,
            leased_at="2026-01-01T00:00Z", lease_until="2026-01-01T00:00Z",
        )  # fmt: skip


def store(path: Path) -> Recording:
    return recording_store(path, name=path.name, report=lambda *_: None)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = project("films", "crema-d")
    rater = user("ana", Role.ANNOTATOR)
    member_add(project=made, user=rater, role=MemberRole.RATER)
    talking = store(talking_film(tmp_path / "talk.mp4"))
    muted_make(talking)
    return Room(made, rater, talking)


def client_of(someone: User) -> Client:
    client = Client()
    assert client.login(username=someone.username, password=PASSWORD)
    return client


def statuses(client: Client, recording: Recording) -> dict[str, int]:
    found = {
        name: client.get(f"/media/recordings/{recording.pk}/{name}").status_code for name in WHOLE
    }
    return found | {
        name: client.get(f"/api/recordings/{recording.pk}/{name}/").status_code for name in APIS
    }


def opened(body: bytes) -> set[str]:
    with av.open(BytesIO(body)) as container:
        return {stream.type for stream in container.streams}


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_project_without_arms_gives_all_of_a_film(room: Room) -> None:
    room.item()
    client = client_of(room.rater)
    assert set(statuses(client, room.film).values()) == {200}
    video = client.get(f"/media/recordings/{room.film.pk}/video")
    assert video["Content-Type"] == "video/mp4"
    assert opened(body_of(video)) == {"video", "audio"}
    muted = client.get(f"/media/recordings/{room.film.pk}/muted")
    assert opened(body_of(muted)) == {"video"}


@pytest.mark.parametrize(
    ("arm", "given"),
    [
        ("audio", {"proxy.flac", "peaks", "spectrogram"}),
        ("face", {"muted", "poster.jpg"}),
        ("text", set()),
        ("both", {*WHOLE, *APIS}),
    ],
)
def test_an_arm_gives_its_parts_and_refuses_the_others(
    room: Room, arm: str, given: set[str]
) -> None:
    room.hand_out(room.item(arm=arm))
    for other in {"audio", "face", "both", "text"} - {arm}:
        room.item(arm=other)  # not handed out
    found = statuses(client_of(room.rater), room.film)
    assert {name for name, status in found.items() if status == 200} == given
    assert set(found.values()) <= {200, 404}


def test_before_anything_is_handed_out_an_arm_gives_nothing(room: Room) -> None:
    room.item(arm="both")
    assert set(statuses(client_of(room.rater), room.film).values()) == {404}


def test_those_who_study_a_project_have_every_part(room: Room) -> None:
    room.item(arm="audio")
    researcher = user("ruth", Role.RESEARCHER)
    member_add(project=room.project, user=researcher, role=MemberRole.RESEARCHER)
    assert set(statuses(client_of(researcher), room.film).values()) == {200}
    assert set(statuses(client_of(user("ada", Role.ADMIN)), room.film).values()) == {200}


def test_an_outsider_has_nothing(room: Room) -> None:
    room.item()
    assert set(statuses(client_of(user("olga", Role.ANNOTATOR)), room.film).values()) == {404}


def test_players_can_seek_by_ranges(room: Room) -> None:
    room.item()
    client = client_of(room.rater)
    address = f"/media/recordings/{room.film.pk}/video"
    whole = body_of(client.get(address))
    part = client.get(address, headers={"range": "bytes=100-199"})
    assert (part.status_code, body_of(part)) == (206, whole[100:200])
    assert part["Content-Range"] == f"bytes 100-199/{len(whole)}"
    tail = client.get(address, headers={"range": "bytes=-50"})
    assert body_of(tail) == whole[-50:]
    beyond = client.get(address, headers={"range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416


def test_a_file_is_kept_under_its_content(room: Room) -> None:
    room.item()
    client = client_of(room.rater)
    address = f"/media/recordings/{room.film.pk}/video"
    named = client.get(f"{address}?v={room.film.sha256[:12]}")
    assert named["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "immutable" not in client.get(address)["Cache-Control"]
    assert "immutable" not in client.get(f"{address}?v=other")["Cache-Control"]
    again = client.get(address, headers={"if-none-match": named["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    stale = client.get(address, headers={"if-range": '"other"', "range": "bytes=0-9"})
    assert stale.status_code == 200
    fresh = client.get(address, headers={"if-range": named["ETag"], "range": "bytes=0-9"})
    assert fresh.status_code == 206


def test_an_image_is_given_as_browsers_take_it(room: Room, tmp_path: Path) -> None:
    face = store(photo(tmp_path / "face.png"))
    room.item(face)
    client = client_of(room.rater)
    response = client.get(f"/media/recordings/{face.pk}/image")
    assert response["Content-Type"] == "image/jpeg"
    with Image.open(BytesIO(body_of(response))) as image:
        assert image.size == (320, 200)
    found = statuses(client, face)
    assert set(found.values()) == {404}


def test_silent_video_has_no_sound_to_give(room: Room, tmp_path: Path) -> None:
    silent = store(film(tmp_path / "silent.mp4"))
    room.item(silent)
    found = statuses(client_of(room.rater), silent)
    assert {name for name, status in found.items() if status == 200} == {
        "video", "muted", "poster.jpg",
    }  # fmt: skip


def test_channels_of_a_sensor_table(room: Room, tmp_path: Path) -> None:
    table = store(sensor_table(tmp_path / "heart.csv"))
    room.item(table)
    client = client_of(room.rater)
    body = client.get(f"/api/recordings/{table.pk}/sensors/?start=0&end=20&points=10").json()
    names = [(channel["name"], channel["unit"]) for channel in body["channels"]]
    assert names == [("heart rate [bpm]", "bpm"), ("skin", None)]
    skin = body["channels"][1]
    assert skin["max"][5:] == [None] * 5  # nothing was measured after ten seconds
    assert skin["min"][:2] == pytest.approx([0.0, 0.2])
    assert skin["high"] == pytest.approx(1.0, abs=0.01)
    assert skin["step_seconds"] == pytest.approx(1 / 32, abs=1e-3)


def test_channels_that_are_not_asked_for_are_named_and_not_drawn(
    room: Room, tmp_path: Path
) -> None:
    table = store(sensor_table(tmp_path / "heart.csv"))
    room.item(table)
    client = client_of(room.rater)
    body = client.get(f"/api/recordings/{table.pk}/sensors/?points=10&channels=1").json()
    assert [channel["min"] is None for channel in body["channels"]] == [True, False]
    assert body["channels"][0]["high"] == pytest.approx(80, abs=0.1)
    names = client.get(f"/api/recordings/{table.pk}/sensors/?points=1&channels=").json()["channels"]
    assert [(one["name"], one["min"]) for one in names] == [
        ("heart rate [bpm]", None), ("skin", None),
    ]  # fmt: skip
    for asked, message in (("2", "no channel 2; they go from 0 to 1"), ("a", "invalid literal")):
        refused = client.get(f"/api/recordings/{table.pk}/sensors/?channels={asked}")
        assert refused.status_code == 400
        assert message in refused.json()["message"]


def test_sensors_beside_a_film_are_open_with_it(room: Room, tmp_path: Path) -> None:
    table = store(sensor_table(tmp_path / "heart.csv"))
    item = room.item()
    address = f"/api/recordings/{table.pk}/sensors/"
    client = client_of(room.rater)
    assert client.get(address).status_code == 404
    Segment.objects.filter(pk=item.segment_id).update(sensors=table)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("peaks/?points=0", "points is 0; it must be between 1 and 20000"),
        ("peaks/?start=abc", "cannot be drawn"),
        ("peaks/?start=5&end=1", "ends at 1.0 s, before its start"),
        ("spectrogram/?width=9999", "between 1 and 4096"),
        ("spectrogram/?start=nan", "must be numbers of seconds"),
        ("spectrogram/?end=1e308", "must be numbers of seconds"),
        ("peaks/?end=1e308", "must be numbers of seconds"),
        ("spectrogram/?start=2&end=2", "not after its start"),
    ],
)
def test_a_stretch_that_cannot_be_drawn_is_refused(room: Room, address: str, message: str) -> None:
    room.item()
    response = client_of(room.rater).get(f"/api/recordings/{room.film.pk}/{address}")
    assert response.status_code == 400
    assert message in response.json()["message"]


def test_a_spectrogram_is_a_picture(room: Room) -> None:
    room.item()
    response = client_of(room.rater).get(
        f"/api/recordings/{room.film.pk}/spectrogram/?start=0&end=2&width=300"
    )
    assert response["Content-Type"] == "image/png"
    with Image.open(BytesIO(response.content)) as image:
        assert image.size == (300, 128)
