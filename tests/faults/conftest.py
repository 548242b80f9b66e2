"""One `emotate up` for all tests of faults; what one of them stopped is started for the next."""

from collections.abc import Iterator

import pytest

from bench.stack import private_home
from tests.at_once import Prepared
from tests.faults.killing import wait_until


@pytest.fixture(scope="package")
def one_stack() -> Iterator[Prepared]:
    with private_home() as home:
        made = Prepared(home)
        try:
            yield made
        finally:
            made.stop()


@pytest.fixture
def stack(one_stack: Prepared) -> Prepared:
    if one_stack.process is None:
        one_stack.start()
    wait_until(one_stack.answers)  # the one before may have killed its web server
    return one_stack
