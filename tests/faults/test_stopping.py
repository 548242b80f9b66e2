"""What was started is ended, all of it."""

import psutil
import pytest

from bench.stack import Stack
from config.services.postgres import EmbeddedPostgres

pytestmark = pytest.mark.faults


def test_it_stops_cleanly_and_leaves_no_process(stack: Stack) -> None:
    assert stack.process is not None
    family = psutil.Process(stack.process.pid).children(recursive=True)
    assert len(family) >= 5
    assert stack.stop() == 0
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
    assert not EmbeddedPostgres(stack.home).is_running()
