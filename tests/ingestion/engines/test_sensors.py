"""Sensor tables: read, drawn, and refused with the place of the fault."""

from pathlib import Path

import numpy as np
import polars
import pytest

from ingestion.engines import envelopes, sensors
from ingestion.engines.errors import MediaError
from ingestion.engines.types import SENSORS_NAME
from tests.media.films import sensor_rows, sensor_table


def test_a_table_is_kept_with_its_channels(tmp_path: Path) -> None:
    done = sensors.prepare(sensor_table(tmp_path / "a.csv"), tmp_path / "out")
    assert [(c.name, c.unit) for c in done.channels] == [
        ("heart rate [bpm]", "bpm"),
        ("skin", None),
    ]
    assert done.rows == 320
    assert done.step_seconds == pytest.approx(1 / 32, abs=1e-3)
    assert done.channels[0].low == pytest.approx(60, abs=0.1)
    assert done.channels[0].high == pytest.approx(80, abs=0.1)
    assert [c.step_seconds for c in done.channels] == pytest.approx([1 / 32] * 2, abs=1e-3)


def test_a_slow_channel_of_a_fast_table_has_a_step_of_its_own(tmp_path: Path) -> None:
    rows = [f"{n / 10:.1f},{n},{n if n % 10 == 0 else ''},{7 if n == 3 else ''}" for n in range(50)]
    (tmp_path / "a.csv").write_text("\n".join(["time,eeg,pulse,once", *rows]))
    done = sensors.prepare(tmp_path / "a.csv", tmp_path / "out")
    assert [c.step_seconds for c in done.channels] == [
        pytest.approx(0.1), pytest.approx(1.0), None,
    ]  # fmt: skip


def test_only_the_channels_that_are_asked_for_are_drawn(tmp_path: Path) -> None:
    sensors.prepare(sensor_table(tmp_path / "a.csv"), tmp_path / "out")
    stored = tmp_path / "out" / SENSORS_NAME
    both = envelopes.draw(stored, 0, 10, 7)
    for points in (7, 1):  # rows, and the coarse ones
        second = envelopes.draw(stored, 0, 10, points, [1])
        assert second.names == ("skin",)
        np.testing.assert_array_equal(second.low[0], envelopes.draw(stored, 0, 10, points).low[1])
    assert both.low.shape == (2, 7)
    with pytest.raises(ValueError, match="no channel 2; they go from 0 to 1"):
        envelopes.draw(stored, 0, 10, 7, [0, 2])


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet"])
def test_all_formats_say_the_same(tmp_path: Path, suffix: str) -> None:
    rows = polars.DataFrame(list(sensor_rows()), schema=["t", "heart", "skin"], orient="row")
    path = tmp_path / f"a{suffix}"
    if suffix == ".parquet":
        rows.write_parquet(path)
    else:
        rows.write_csv(path, separator="\t" if suffix == ".tsv" else ",")
    assert sensors.is_sensor_table(path)
    sensors.prepare(path, tmp_path / "out")
    drawn = envelopes.draw(tmp_path / "out" / SENSORS_NAME, 0, 10, 10)
    assert drawn.names == ("heart", "skin")
    assert drawn.low[1] == pytest.approx(np.arange(10) / 10)


def test_uneven_times_and_holes_are_kept_apart_from_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("time;eeg;pulse\n0;1;\n0.1;-3;70\n5.5;2;NA\n9.9;;71\n")
    sensors.prepare(tmp_path / "a.csv", tmp_path / "out")
    drawn = envelopes.draw(tmp_path / "out" / SENSORS_NAME, 0, 10, 5)
    nan = np.nan
    np.testing.assert_array_equal(drawn.low, [[-3, nan, 2, nan, nan], [70, nan, nan, nan, 71]])
    np.testing.assert_array_equal(drawn.high, [[1, nan, 2, nan, nan], [70, nan, nan, nan, 71]])


def test_hours_are_drawn_from_coarse_rows_without_losing_an_extreme(tmp_path: Path) -> None:
    rows = 200_000
    values = np.zeros(rows)
    values[123_456] = 9.0
    lines = "\n".join(f"{n / 100:.2f},{value:.0f}" for n, value in enumerate(values))
    (tmp_path / "long.csv").write_text(f"time,motion\n{lines}\n")
    sensors.prepare(tmp_path / "long.csv", tmp_path / "out")
    drawn = envelopes.draw(tmp_path / "out" / SENSORS_NAME, 0, rows / 100, 100)
    assert drawn.high[0].max() == 9.0
    assert abs(int(drawn.high[0].argmax()) - 123_456 * 100 // rows) <= 1
    near = envelopes.draw(tmp_path / "out" / SENSORS_NAME, 1234, 1235, 100)
    assert near.high[0, 56] == 9.0


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("time,hr\n0,60\n1,fast\n", r"row 2 \(line 3\), column 'hr': 'fast' is not a number"),
        ("time,hr\n0,60\n0,61\n", r"row 2 \(line 3\), column 'time': 0 s does not come after 0 s"),
        ("time,hr\n-1,60\n", "lies before the start"),
        ("time,hr\n1690000000,60\n", "subtract the start of the recording"),
        ("time,hr\n,60\n", r"row 1 \(line 2\), column 'time': there is no time"),
        ("time,hr\n0,60\n1\n", "line 3: 1 cells, and the header names 2 columns"),
        ("time,hr\n", "has a header and no row"),
        ("time,hr,hr\n0,1,2\n", "two columns named 'hr'"),
        ("time,hr\n0,\n1,\n", "has no number in any channel"),
        ("moment,hr\n0,60\n", "not a sensor table: it needs one column of seconds.*moment, hr"),
        ("time,t,hr\n0,0,60\n", "there is 2 of them"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, body: str, message: str) -> None:
    (tmp_path / "bad.csv").write_text(body)
    with pytest.raises(MediaError, match=message) as raised:
        sensors.prepare(tmp_path / "bad.csv", tmp_path / "out")
    assert str(raised.value).startswith("bad.csv: ")
    assert not list((tmp_path / "out").glob("*"))


def test_a_table_without_time_is_no_sensor_table(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("item,text\na,b\n")
    (tmp_path / "noise.parquet").write_bytes(b"PAR1 but no more")
    for name in ("items.csv", "noise.parquet"):
        assert not sensors.is_sensor_table(tmp_path / name)


def test_a_stretch_that_cannot_be_drawn_is_refused(tmp_path: Path) -> None:
    sensors.prepare(sensor_table(tmp_path / "a.csv"), tmp_path / "out")
    for start, end, points in ((5, 5, 10), (0, 1, 0)):
        with pytest.raises(ValueError, match=r"after its start|at least 1"):
            envelopes.draw(tmp_path / "out" / SENSORS_NAME, start, end, points)
