"""A demo of its own, as `emotate demo` starts it, and a real Chromium."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bench.stack import private_home
from tests.at_once import Prepared

# States are waited for and taken as soon as they are there; a busy machine may need this long.
expect.set_options(timeout=20_000)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Sound must play without a click first, as it does once a person has worked on the page; and
# nothing may look for the network.
FLAGS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Demo(Prepared):
    """A demo that knows who has signed in: to do so anew for each test would take the longest."""

    def __init__(self, home: Path, *, command: str) -> None:
        super().__init__(home, command=command)
        self.signed_in: dict[str, list[Any]] = {}


@pytest.fixture(scope="session")
def demo() -> Iterator["Demo"]:
    with private_home() as home:
        stack = Demo(home, command="demo")
        stack.start()
        try:
            yield stack
        finally:
            stack.stop()


@pytest.fixture(scope="session")
def every_page(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The project that has something on each of its pages."""
    from tests.browser.every_page import make_project  # it imports this file

    make_project(demo, tmp_path_factory.mktemp("every-page"))


@pytest.fixture(scope="session")
def disagreeing(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a project whose raters disagree."""
    from tests.browser.disagreeing import make_project

    return make_project(demo, tmp_path_factory.mktemp("disagreeing"))


@pytest.fixture(scope="session")
def own_work(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of rater3's answers in a project where they worked for some days."""
    from tests.browser.own_work import make_project

    return make_project(demo, tmp_path_factory.mktemp("own-work"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        pytest.fail(f"no browser found; install one of: {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


class Visitor:
    """A person with a browser of their own, signed in unless they have no name."""

    def __init__(self, browser: Browser, demo: Demo, username: str) -> None:
        self.url = demo.url
        self.problems: list[str] = []
        self.context: BrowserContext = browser.new_context(accept_downloads=True)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        if username in demo.signed_in:
            self.context.add_cookies(demo.signed_in[username])
        elif username:
            self._sign_in(username)
            demo.signed_in[username] = self.context.cookies()

    def _sign_in(self, username: str) -> None:
        self.page.goto(f"{self.url}/signin")
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password", exact=True).fill("emotate-demo")
        self.page.keyboard.press("Enter")
        expect(self.page).not_to_have_url(re.compile("/signin"))

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def close(self) -> None:
        self.context.close()
        assert not self.problems


@pytest.fixture
def visit(browser: Browser, demo: Demo) -> Iterator["Visits"]:
    visits = Visits(browser, demo)
    yield visits
    visits.close()


class Visits:
    def __init__(self, browser: Browser, demo: Demo) -> None:
        self._browser, self._demo = browser, demo
        self._visitors: list[Visitor] = []

    def __call__(self, username: str) -> Visitor:
        self._visitors.append(Visitor(self._browser, self._demo, username))
        return self._visitors[-1]

    def close(self) -> None:
        for visitor in self._visitors:
            visitor.close()
