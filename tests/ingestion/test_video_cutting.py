"""Pieces of a video begin and end with the frames that are shown then, and sound with them."""

from pathlib import Path

import av
import numpy as np
import pytest

from ingestion.engines.footage import frames, look
from ingestion.engines.rendition import recipe
from ingestion.engines.video_cutting import between, cut_video, sliced
from tests.media.films import film, talking_film


def bars(path: Path) -> list[float]:
    """How far the moving bar has come in each frame, as a share of the width."""
    footage = look(path)
    found = []
    for _, frame in frames(path, footage):
        image = frame.to_ndarray(format="gray")
        found.append(float((image.mean(axis=0) > 100).mean()))
    return found


@pytest.mark.parametrize(
    ("start", "end", "count"), [(0.0, 1.0, 10), (1.25, 2.05, 9), (2.9, 3.0, 1)]
)
def test_the_frames_between_two_times(tmp_path: Path, start: float, end: float, count: int) -> None:
    path = talking_film(tmp_path / "a.mp4")
    piece = tmp_path / f"b{recipe().suffix}"
    cut_video(path, look(path), piece, start, end)
    whole, cut = bars(path), bars(piece)
    first = int(start * 10)  # ten frames a second
    assert len(cut) == count
    np.testing.assert_allclose(cut, whole[first : first + count], atol=0.02)
    with av.open(str(piece)) as container:
        sound = container.streams.best("audio")
        seconds = sum(frame.samples for frame in container.decode(sound)) / sound.rate
    assert seconds == pytest.approx(end - start, abs=0.06)


def test_a_silent_film_is_cut_without_sound(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4")
    cut_video(path, look(path), tmp_path / f"b{recipe().suffix}", 1.0, 2.0)
    with av.open(str(tmp_path / f"b{recipe().suffix}")) as container:
        assert container.streams.best("audio") is None
    assert len(bars(tmp_path / f"b{recipe().suffix}")) == 10


def test_the_same_piece_is_the_same_bytes(tmp_path: Path) -> None:
    path = talking_film(tmp_path / "a.mp4")
    pieces = [tmp_path / f"{name}{recipe().suffix}" for name in "bc"]
    for piece in pieces:
        cut_video(path, look(path), piece, 0.3, 1.7)
    assert pieces[0].read_bytes() == pieces[1].read_bytes()


def test_the_frame_on_show_comes_first() -> None:
    shown = [(10.0, "a"), (10.4, "b"), (10.8, "c"), (11.2, "d")]
    found = list(between(iter(shown), 10.0, 0.5, 1.2))
    assert [frame for _, frame in found] == ["b", "c"]
    assert [time for time, _ in found] == pytest.approx([0.0, 0.3])
    assert [frame for _, frame in between(iter(shown), 10.0, 5.0, 6.0)] == ["d"]


def test_samples_of_blocks() -> None:
    whole = np.arange(20, dtype=np.float32)[None]
    blocks = [whole[:, at : at + 6] for at in range(0, 20, 6)]
    found = np.concatenate(list(sliced(iter(blocks), 5, 13)), axis=1)
    np.testing.assert_array_equal(found, whole[:, 5:13])
