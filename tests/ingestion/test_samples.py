"""The samples are what their README says, and their makers make them."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingestion.engines import envelopes
from ingestion.media_store import sensors_path
from ingestion.models import Media, Recording
from ingestion.renditions import video_of
from ingestion.samples import FILM, FOLDER, PICTURES, SENSORS, TEXTS, make_scenes
from ingestion.storing import recording_store


def store(path: Path) -> Recording:
    return recording_store(path, name=path.name, report=lambda *_: None)


@pytest.mark.django_db
def test_film_and_sensors_are_on_one_clock() -> None:
    film, table = store(FILM.media), store(SENSORS)
    assert (film.media, film.has_sound, table.media) == (Media.VIDEO, True, Media.SENSOR)
    assert film.duration_seconds == pytest.approx(make_scenes.SECONDS, abs=0.1)
    assert table.duration_seconds == pytest.approx(film.duration_seconds, abs=0.1)
    shown = video_of(film)
    assert shown is not None
    assert shown.path.read_bytes() == FILM.media.read_bytes()  # browsers play it as it is
    drawn = envelopes.draw(sensors_path(table.sha256), *make_scenes.SLIPPED, 4)
    assert np.isnan(drawn.low).all(axis=1).tolist() == [True, True, False]
    heart, skin, _ = table.details["channels"]
    assert (heart["step_seconds"], heart["unit"]) == (pytest.approx(0.5), "bpm")
    assert (skin["step_seconds"], skin["unit"]) == (pytest.approx(1 / 32, abs=1e-3), "µS")


@pytest.mark.django_db
def test_pictures_are_pictures() -> None:
    assert [path.stem for path in PICTURES] == ["cold-coffee", "good-news", "shore"]
    assert {store(path).media for path in PICTURES} == {Media.IMAGE}


def test_texts_are_of_both_directions() -> None:
    with TEXTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({row["item"] for row in rows}) == 10
    assert {"ar", "he", "en", "zh"} <= {row["language"] for row in rows}


@pytest.mark.parametrize(
    ("name", "make"),
    [
        (TEXTS.name, make_scenes.make_texts),
        (SENSORS.name, lambda path: make_scenes.make_sensors(path, make_scenes.turns_told())),
    ],
)
def test_tables_are_made_again_as_they_are(
    name: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / name)
    assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_pictures_are_made_again_as_they_are(tmp_path: Path) -> None:
    make_scenes.make_pictures(tmp_path)
    for path in PICTURES:
        with Image.open(path) as kept, Image.open(tmp_path / path.name) as made:
            apart = np.abs(np.asarray(kept, np.int16) - np.asarray(made, np.int16))
        assert apart.mean() < 1  # another Pillow may smooth an edge differently


def test_they_are_small() -> None:
    made = [FILM.media, FILM.transcript, SENSORS, TEXTS, *PICTURES]
    assert sum(path.stat().st_size for path in made) < 1_000_000
