"""Video: its facts, its rendition, its time line, and what is wrong with broken files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import soundfile

from ingestion.engines import footage, rendition
from ingestion.engines.errors import MediaError
from ingestion.engines.prepare import prepare
from tests.media.films import film, moving_image, talking_film, turned
from tests.media.makers import cut_short, encode, tone


def rendered(path: Path, folder: Path, *, sound: bool) -> footage.Footage:
    target = folder / f"copy{rendition.recipe().suffix}"
    rendition.render(path, footage.look(path), target, sound=sound)
    return footage.look(target)


def brightness(path: Path) -> list[tuple[float, float]]:
    """(seconds, mean of the frame) as a player would show them."""
    found = footage.look(path)
    return [
        (seconds, float(frame.to_ndarray(format="gray").mean()))
        for seconds, frame in footage.frames(path, found)
    ]


def test_facts_of_a_video(tmp_path: Path) -> None:
    found = footage.look(talking_film(tmp_path / "talk.mp4"))
    assert (found.width, found.height, found.frames) == (160, 120, 30)
    assert found.frame_rate == pytest.approx(10, rel=0.01)
    assert found.seconds == pytest.approx(3.0, abs=0.02)
    assert found.keyframe_seconds == pytest.approx(1.0, abs=0.02)
    assert found.sound_codec == "aac"


@pytest.mark.parametrize(
    ("name", "options", "plays"),
    [
        ("a.mp4", {}, "video/mp4"),
        ("a.webm", {"codec": "libvpx-vp9", "sound_codec": "libopus"}, "video/webm"),
        ("late.mp4", {"faststart": False}, None),
        ("sparse.mp4", {"key_every": 300, "seconds": 8.0}, None),
        ("tall.mp4", {"size": (640, 1080)}, None),
        ("deep.mp4", {"pix_fmt": "yuv444p"}, None),
        ("a.mkv", {}, None),
        ("a.avi", {"codec": "mpeg4", "sound_codec": "libmp3lame"}, None),
    ],
)
def test_only_what_browsers_play_and_seek_is_served_as_it_is(
    tmp_path: Path, name: str, options: dict[str, Any], plays: str | None
) -> None:
    path = talking_film(tmp_path / name, **options)
    assert rendition.plays_as_it_is(path, footage.look(path)) == plays


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("late.mp4", {"faststart": False}),
        ("sparse.mp4", {"key_every": 300, "seconds": 8.0}),
        ("tall.mkv", {"size": (640, 1080)}),
        ("old.avi", {"codec": "mpeg4", "sound_codec": "libmp3lame"}),
        ("flash.flv", {"codec": "flv1", "sound_codec": "libmp3lame", "sound_rate": 44_100}),
    ],
)
def test_the_rendition_plays_seeks_and_lasts_as_long(
    tmp_path: Path, name: str, options: dict[str, Any]
) -> None:
    path = talking_film(tmp_path / name, **options)
    before = footage.look(path)
    after = rendered(path, tmp_path / "out", sound=True)
    target = next((tmp_path / "out").iterdir())
    assert rendition.plays_as_it_is(target, after) == rendition.recipe().content_type
    assert after.height <= rendition.MOST_LINES
    assert after.width / after.height == pytest.approx(before.width / before.height, rel=0.02)
    assert after.seconds == pytest.approx(before.seconds, abs=0.15)
    assert after.keyframe_seconds <= 1.2
    assert after.sound_codec is not None
    assert [b for _, b in brightness(target)] == sorted(b for _, b in brightness(target))


def test_another_encoder_takes_over_where_the_first_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendition, "RECIPES", rendition.RECIPES[1:])
    rendition.recipe.cache_clear()
    try:
        path = talking_film(tmp_path / "old.avi", codec="mpeg4", sound_codec="libmp3lame")
        after = rendered(path, tmp_path / "out", sound=True)
        assert (after.codec, after.sound_codec) == ("vp9", "opus")
    finally:
        rendition.recipe.cache_clear()


def test_no_encoder_at_all_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendition, "_has_encoder", lambda _: False)
    rendition.recipe.cache_clear()
    try:
        with pytest.raises(RuntimeError, match="lacks libx264 with aac or libvpx-vp9"):
            rendition.recipe()
    finally:
        rendition.recipe.cache_clear()


def test_a_phones_video_is_turned_upright(tmp_path: Path) -> None:
    path = turned(film(tmp_path / "flat.mp4"), tmp_path / "phone.mp4")
    found = footage.look(path)
    assert (found.width, found.height) == (120, 160)
    assert rendition.plays_as_it_is(path, found) is None
    after = rendered(path, tmp_path / "out", sound=False)
    assert (after.width, after.height, after.rotation) == (120, 160, 0)
    target = next((tmp_path / "out").iterdir())
    *_, (_, last) = footage.frames(target, after)
    _, (_, middle) = list(footage.frames(target, after))[10:12]
    grey = middle.to_ndarray(format="gray")
    # The bar grew from the left; after a quarter turn clockwise it grows from the top.
    assert grey[:40].mean() > 100 > grey[-40:].mean()
    assert last.to_ndarray(format="gray").mean() > 150


def test_an_animated_image_becomes_a_video_with_its_times(tmp_path: Path) -> None:
    path = moving_image(tmp_path / "face.gif", frames=6, milliseconds=500)
    found = footage.look(path)
    assert (found.seconds, found.frames) == (3.0, 6)
    after = rendered(path, tmp_path / "out", sound=False)
    assert after.seconds == pytest.approx(3.0, abs=0.1)
    times = [seconds for seconds, _ in brightness(next((tmp_path / "out").iterdir()))]
    assert times == pytest.approx([0, 0.5, 1, 1.5, 2, 2.5], abs=0.01)


def test_sound_that_starts_late_keeps_its_place(tmp_path: Path) -> None:
    path = film(tmp_path / "late.mkv", sound=tone(2.0, 48_000, 1), sound_late=1.0)
    found = footage.look(path)
    done = prepare(path, tmp_path / "out", picture=found.span)
    assert done.duration_seconds == pytest.approx(3.0, abs=0.05)
    proxy, rate = soundfile.read(done.proxy_path)
    loud = np.flatnonzero(np.abs(proxy) > 0.05) / rate
    assert loud[0] == pytest.approx(1.0, abs=0.05)
    after = rendered(path, tmp_path / "copy", sound=True)
    assert after.seconds == pytest.approx(3.0, abs=0.15)
    heard = prepare(next((tmp_path / "copy").iterdir()), tmp_path / "again", picture=after.span)
    proxy, rate = soundfile.read(heard.proxy_path)
    assert np.flatnonzero(np.abs(proxy) > 0.05)[0] / rate == pytest.approx(1.0, abs=0.06)


def test_sound_that_ends_early_is_filled_to_the_end_of_the_picture(tmp_path: Path) -> None:
    path = film(tmp_path / "short.mp4", sound=tone(1.0, 48_000, 1))
    done = prepare(path, tmp_path / "out", picture=footage.look(path).span)
    assert done.duration_seconds == pytest.approx(3.0, abs=0.05)
    proxy, rate = soundfile.read(done.proxy_path)
    assert np.abs(proxy[: rate // 2]).max() > 0.2
    assert np.abs(proxy[2 * rate :]).max() < 0.01


def test_a_muted_copy_has_no_sound_in_it(tmp_path: Path) -> None:
    for name, more in (("a.mp4", {}), ("a.webm", {"codec": "libvpx", "sound_codec": "libopus"})):
        path = talking_film(tmp_path / name, **more)
        target = tmp_path / f"muted-{name}"
        rendition.mute(path, target)
        with av.open(str(target)) as container:
            assert not container.streams.audio
            assert sum(1 for _ in container.decode(video=0)) == 30
        assert rendition.plays_as_it_is(target, footage.look(target))


def test_a_poster_is_a_still_of_the_first_second(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", size=(1920, 1080), seconds=3)
    poster = rendition.poster(path, footage.look(path), tmp_path / "out")
    from PIL import Image

    with Image.open(poster) as image:
        assert image.size == (1280, 720)
        grey = np.asarray(image.convert("L"))
    assert 0.2 < (grey > 100).mean() < 0.5  # a third of the way of the bar


def test_cover_art_is_no_video(tmp_path: Path) -> None:
    song = encode(tmp_path / "song.mp3", "libmp3lame", tone(), 44_100)
    covered = with_cover(song, tmp_path / "covered.mp3")
    assert footage.has_picture(song) is False
    assert footage.has_picture(covered) is False
    assert footage.has_picture(film(tmp_path / "a.mp4")) is True


def with_cover(song: Path, path: Path) -> Path:
    """An MP3 whose ID3 tag holds a picture (APIC), as music programs write it."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (32, 32), "green").save(out, "JPEG")
    body = b"\0image/jpeg\0\x03cover\0" + out.getvalue()
    frame = b"APIC" + len(body).to_bytes(4, "big") + b"\0\0" + body
    size = len(frame)
    seven = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\x03\0\0" + seven + frame + song.read_bytes())
    return path


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda at: film(at, faststart=False), "index is missing"),
        (lambda at: film(at, seconds=9), "truncated|damaged|further"),
    ],
)
def test_half_a_video_is_named_as_such(
    tmp_path: Path, make: Callable[[Path], Path], match: str
) -> None:
    path = cut_short(make(tmp_path / "whole.mp4"), tmp_path / "half.mp4")
    with pytest.raises(MediaError, match=match):
        footage.look(path)


def test_stopping_half_way_leaves_nothing(tmp_path: Path) -> None:
    path = talking_film(tmp_path / "old.avi", codec="mpeg4", sound_codec="libmp3lame")

    def stop(share: float) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rendition.render(
            path, footage.look(path), tmp_path / "out" / "copy.mp4", sound=True, progress=stop
        )
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.shared
def test_a_published_talking_face(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "video_ravdess" / "01-01-01-01-01-01-01.mp4"
    found = footage.look(path)
    assert (found.width, found.height, found.frames) == (1280, 720, 99)
    assert rendition.plays_as_it_is(path, found) == "video/mp4"
    done = prepare(path, tmp_path, picture=found.span)
    assert done.duration_seconds == pytest.approx(found.seconds, abs=0.05)
    after = rendered(path, tmp_path / "out", sound=True)
    assert after.seconds == pytest.approx(found.seconds, abs=0.1)
