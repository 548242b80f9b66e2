"""Images: what is taken, how browsers get it, and what is refused."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingestion.engines import pictures
from ingestion.engines.errors import MediaError
from tests.media.films import moving_image, photo, png_bomb
from tests.media.makers import cut_short


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".gif"])
def test_each_format_becomes_an_image_for_browsers(tmp_path: Path, suffix: str) -> None:
    path = photo(tmp_path / f"face{suffix}", mode="P" if suffix == ".gif" else "RGB")
    found = pictures.look(path)
    assert (found.width, found.height, found.frames) == (320, 200, 1)
    copy = pictures.web_copy(path, tmp_path / "out")
    with Image.open(copy) as image:
        assert image.size == (320, 200)
        shown = image.convert("RGB")
    red, blue = shown.getpixel((20, 100)), shown.getpixel((300, 9))
    assert red[0] > 200 > 60 > red[2]
    assert blue[2] > 200 > 60 > blue[0]


def test_a_photo_is_turned_as_the_camera_says_and_loses_its_notes(tmp_path: Path) -> None:
    path = photo(tmp_path / "phone.jpg", (400, 100), orientation=6)
    before = path.read_bytes()
    assert (pictures.look(path).width, pictures.look(path).height) == (100, 400)
    copy = pictures.web_copy(path, tmp_path / "out")
    with Image.open(copy) as image:
        assert image.size == (100, 400)
        assert image.getpixel((50, 20))[0] > 200  # the left side came up
        assert not dict(image.getexif())
    assert path.read_bytes() == before


def test_a_large_image_is_made_smaller_for_browsers(tmp_path: Path) -> None:
    copy = pictures.web_copy(photo(tmp_path / "large.jpg", (6000, 1500)), tmp_path / "out")
    with Image.open(copy) as image:
        assert image.size == (2048, 512)


def test_transparency_is_kept(tmp_path: Path) -> None:
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    image.save(tmp_path / "clear.png")
    copy = pictures.web_copy(tmp_path / "clear.png", tmp_path / "out")
    assert copy.suffix == ".png"
    with Image.open(copy) as shown:
        assert shown.getpixel((5, 5))[3] == 0


def test_grey_of_sixteen_bits_keeps_its_shades(tmp_path: Path) -> None:
    shades = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(8, 0)
    Image.fromarray(shades).save(tmp_path / "deep.png")
    with Image.open(pictures.web_copy(tmp_path / "deep.png", tmp_path / "out")) as image:
        row = np.asarray(image.convert("L"))[4].astype(int)
    assert abs(row[128] - 128) < 8
    assert row[0] < 8
    assert row[-1] > 247


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png"])
def test_frames_of_an_animation_have_their_times(tmp_path: Path, suffix: str) -> None:
    path = moving_image(tmp_path / f"face{suffix}")
    assert pictures.look(path).frames == 5
    times = [seconds for seconds, _ in pictures.frames_of(path)]
    assert times == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])
    assert pictures.animation_seconds(path) == pytest.approx(1.0)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = png_bomb(tmp_path / "bomb.png")
    assert path.stat().st_size < 10_000
    for act in (pictures.look, lambda one: pictures.web_copy(one, tmp_path / "out")):
        with pytest.raises(MediaError, match=r"bomb\.png: has .* pixels") as raised:
            act(path)
        assert raised.value.code == "too-large"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_half_an_image_is_truncated(tmp_path: Path, suffix: str) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / f"whole{suffix}")
    half = cut_short(tmp_path / f"whole{suffix}", tmp_path / f"half{suffix}")
    with pytest.raises(MediaError, match="truncated or damaged"):
        pictures.web_copy(half, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))


def test_a_text_named_png_is_no_image(tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_text("Dear Ana")
    with pytest.raises(MediaError, match="is not an image"):
        pictures.look(tmp_path / "letter.png")


@pytest.mark.shared
def test_published_faces(shared_data: Path, tmp_path: Path) -> None:
    still = shared_data / "faces" / "justin.jpg"
    assert (pictures.look(still).width, pictures.look(still).height) == (381, 384)
    moving = shared_data / "faces" / "head-pose-face-detection-male.gif"
    assert pictures.look(moving).frames == 62
    assert pictures.animation_seconds(moving) == pytest.approx(5.16)
