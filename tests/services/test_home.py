"""The folder of an installation."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.services.errors import ServiceError
from config.services.home import home, secret_file


def test_home_makes_private_folders_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMOTATE_HOME", str(tmp_path / "a place" / "emotate"))
    root = home()
    assert root == tmp_path / "a place" / "emotate"
    for folder in (root, root / "media", root / "releases", root / "run", root / "log"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (root / "media").chmod(0o750)  # the owner's own choice
    home()
    assert stat.S_IMODE((root / "media").stat().st_mode) == 0o750


def test_home_is_below_the_users_own_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EMOTATE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home() == tmp_path / ".emotate"


def test_home_that_cannot_be_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("EMOTATE_HOME", str(tmp_path / "file"))
    with pytest.raises(ServiceError, match=r"EMOTATE_HOME=.*file.*may write to"):
        home()


def test_a_secret_is_one_for_all_who_ask_at_once(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with ThreadPoolExecutor(16) as pool:
        texts = set(pool.map(lambda _: secret_file(path), range(64)))
    assert len(texts) == 1
    assert len(texts.pop()) >= 40
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["key"]  # noqa: PTH208
