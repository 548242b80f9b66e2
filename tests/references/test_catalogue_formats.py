"""Catalogues, read again by the libraries of their formats: the values are those of the release."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from releases.exports import release_export
from releases.storage.manifest import file_sha256

pytestmark = pytest.mark.django_db


def exported(release: Path, tmp_path: Path, name: str, **more: Any) -> Path:
    return release_export(release, name, None, tmp_path / name, **more).folder


def rows_of(release: Path, tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    """The tables as the parquet export has them, which is the measure of the others."""
    folder = exported(release, tmp_path, "parquet")
    return {
        path.stem: pq.ParquetFile(path).read().to_pylist()
        for path in sorted(folder.glob("*.parquet"))
    }


def as_told(value: Any) -> Any:
    """Times and empty texts as text formats tell them."""
    if isinstance(value, datetime):
        return value.timestamp()
    return None if value == "" else value


def moment(value: Any) -> Any:
    return datetime.fromisoformat(value).timestamp() if value else None


def test_frictionless(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = exported(heard_release, tmp_path, "frictionless")
    told = reference("readers/frictionless_package.py", {"folder": str(folder)})
    assert told["errors"] == []
    assert told["valid"]
    assert told["about"]["licenses"] == [{"name": "CC-BY-4.0"}]
    assert told["about"]["contributors"] == [{"title": "Ada Lovelace", "role": "author"}]
    wanted = rows_of(heard_release, tmp_path)
    assert set(told["tables"]) == set(wanted)
    for name, rows in wanted.items():
        assert len(told["tables"][name]) == len(rows) > 0
        for found, row in zip(told["tables"][name], rows, strict=True):
            for column, value in row.items():
                cell = found[column]
                if isinstance(value, datetime):
                    assert moment(cell) == value.timestamp()
                elif isinstance(value, float):  # frictionless reads decimal numbers
                    assert float(cell) == value
                else:
                    assert cell == as_told(value), column


def test_croissant(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = exported(heard_release, tmp_path, "croissant")
    told = reference("readers/croissant_dataset.py", {"folder": str(folder)})
    assert told["errors"] == []
    assert told["rai"]["creators"] == ["Ada Lovelace"]
    assert "CC-BY-4.0" in str(told["rai"]["licence"])
    assert "Which emotion?" in str(told["rai"]["protocol"])
    assert "Emotate" in str(told["rai"]["platform"])
    wanted = rows_of(heard_release, tmp_path)
    assert set(told["tables"]) == set(wanted)
    described = {"item", "emotion.share.anger", "emotion.n", "flags", "start_sample"}
    assert described <= set(told["tables"]["items"][0])
    for name, rows in wanted.items():
        assert len(told["tables"][name]) == len(rows)
        for found, row in zip(told["tables"][name], rows, strict=True):
            for column, cell in found.items():
                value = row[column]
                if isinstance(value, datetime):
                    assert moment(cell) == value.timestamp()
                elif isinstance(value, float):
                    assert cell == pytest.approx(value, rel=1e-12)
                else:
                    assert cell == value, column


def test_ro_crate(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = exported(heard_release, tmp_path, "ro-crate")
    told = reference("readers/crate.py", {"folder": str(folder)})
    there = {path.name for path in folder.iterdir()}
    assert set(told["files"]) == there - {"ro-crate-metadata.json", "MANIFEST.jsonl", "export.json"}
    for path, facts in told["files"].items():
        assert facts["sha256"] == file_sha256(folder / path)
        assert int(facts["contentSize"]) == (folder / path).stat().st_size
    assert told["root"]["version"] == "1.0.0"
    assert told["authors"] == ["Ada Lovelace"]
    last = pc.max(pq.read_table(heard_release / "ratings.parquet")["submitted_at"]).as_py()
    assert told["root"]["datePublished"].startswith(last.date().isoformat())
    assert told["made_with"] == ["Emotate", "Rule"]
