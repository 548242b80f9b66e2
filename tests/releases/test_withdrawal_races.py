"""A withdrawal beside a release that is being made: what went is in none of them."""

import threading
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.db import connection

from releases.models import Release
from releases.services import freeze, release_freeze, withdraw
from releases.verify import release_verify
from releases.withdrawal.targets import gone_by_items
from tests.releases.makers import soft_project

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30


def thread(work: Any) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    started = threading.Thread(target=run)
    started.start()
    return started


def test_a_release_that_had_read_the_rows_loses_them_too(
    monkeypatch: pytest.MonkeyPatch, releases_root: Path
) -> None:
    project = soft_project()
    has_read, may_end = threading.Event(), threading.Event()
    write = freeze.cards_write

    def waits(frozen: Any) -> None:
        has_read.set()
        assert may_end.wait(PATIENCE)
        write(frozen)

    monkeypatch.setattr(freeze, "cards_write", waits)
    making = thread(lambda: release_freeze(project=project, tag="1.0"))
    assert has_read.wait(PATIENCE)
    gone = gone_by_items(project, ["soft-0"])
    leaving = thread(lambda: withdraw(gone=gone, kind="item", reason="consent"))
    leaving.join(1)
    assert leaving.is_alive()  # it waits for the release
    monkeypatch.setattr("releases.withdrawal.rewrite.cards_write", write)
    may_end.set()
    for each in (making, leaving):
        each.join(PATIENCE)
        assert not each.is_alive()
    items = pq.read_table(releases_root / "soft" / "1.0" / "items.parquet")["item"].to_pylist()
    assert sorted(items) == ["soft-1", "soft-2", "soft-3"]
    assert release_verify(Release.objects.get()).faults == []
