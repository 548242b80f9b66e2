"""How soon the rating page of an hour-long recording is usable, in a real Chromium.

From navigation until the waveform is drawn and the sound can play, and from a key until it plays,
until another place of it plays, and until the spectrogram of the hour is there. Then how much
memory of the page stays behind after many of these. Server, worker and browser share the machine.
"""

import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import soundfile
from playwright.sync_api import Page, sync_playwright

from bench.stack import Stack, private_home, running
from ingestion.samples import SAMPLES

SECONDS = 3600
VISITS = 5
TURNS = 20
PASSWORD = "bench-password"  # noqa: S105
SLUG = "hour"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]

# The waveform is drawn below a shadow root, in several canvases: one pixel of any is enough.
DRAWN = """() => [...document.querySelectorAll('div')]
  .flatMap(({ shadowRoot }) => (shadowRoot ? [...shadowRoot.querySelectorAll('canvas')] : []))
  .some((canvas) => canvas.width > 0 && canvas.getContext('2d', { willReadFrequently: true })
    .getImageData(0, 0, canvas.width, canvas.height).data.some((part) => part > 0))"""
CAN_PLAY = "() => (document.querySelector('audio')?.readyState ?? 0) >= 3"
PLAYS = "from => document.querySelector('audio').currentTime > from + 0.02"
SPECTROGRAM = "() => document.querySelector('img[class*=spectrogram]')?.naturalWidth > 0"
WAVEFORM = "() => !document.querySelector('img[class*=spectrogram]')"


def _hour(path: Path) -> None:
    """A sample conversation over and over."""
    sound, rate_hz = soundfile.read(SAMPLES[0].media, dtype="int16")
    with soundfile.SoundFile(path, "w", rate_hz, 1) as file:
        for start in range(0, SECONDS * rate_hz, len(sound)):
            file.write(sound[: SECONDS * rate_hz - start])


def _fill(stack: Stack, folder: Path) -> None:
    recording = folder / "hour.flac"
    _hour(recording)
    for command, stdin in (
        (("user", "create", "ana", "--role", "annotator", "--password-stdin"), f"{PASSWORD}\n"),
        (("project", "create", SLUG, "--preset", "shemo"), ""),
        (("ingest", SLUG, str(recording), "--profile", "whole", "--speakers", "none"), ""),
        (("project", "member", SLUG, "ana", "--role", "rater"), ""),
    ):
        done = stack.emotate(*command, stdin=stdin)
        if done.returncode:
            raise RuntimeError(f"emotate {' '.join(command)}: {done.stderr}")


@contextmanager
def _signed_in(url: str) -> Iterator[Page]:
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        raise RuntimeError(f"no browser found; install one of: {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page()
        page.goto(f"{url}/signin")
        page.get_by_label("User name").fill("ana")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "signin" not in address)
        yield page
        browser.close()


def _timed(page: Page, act: Any, *until: tuple[str, Any]) -> float:
    """Seconds from an act until the page says all of these."""
    began = time.perf_counter()
    act()
    for expression, argument in until:
        page.wait_for_function(expression, arg=argument, polling=20, timeout=120_000)
    return time.perf_counter() - began


def _heap_mb(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    return float(next(m["value"] for m in metrics if m["name"] == "JSHeapUsedSize")) / 1e6


def _seek(page: Page, seconds: float) -> None:
    page.evaluate("to => { document.querySelector('audio').currentTime = to }", seconds)


def _visit(page: Page, url: str) -> tuple[float, float, float]:
    """Seconds until usable, until it plays, and until it plays at another place."""
    address = f"{url}/rate/{SLUG}"
    usable = _timed(
        page,
        lambda: page.goto(address, wait_until="commit"),
        (DRAWN, None),
        (CAN_PLAY, None),
    )
    plays = _timed(page, lambda: page.keyboard.press("Space"), (PLAYS, 0))
    elsewhere = _timed(page, lambda: _seek(page, 3000), (PLAYS, 3000))
    page.keyboard.press("Space")
    return usable, plays, elsewhere


def _figure(name: str, value: float, unit: str, goal: float | None) -> dict[str, Any]:
    return {"name": f"hour-long recording: {name}", "value": value, "unit": unit, "goal": goal}


def figures() -> list[dict[str, Any]]:
    """Seconds in the browser, and MB that stay behind."""
    with private_home() as home, running(home) as stack:
        _fill(stack, home)
        with _signed_in(stack.url) as page:
            visits = [_visit(page, stack.url) for _ in range(VISITS)]
            first_picture = _timed(page, lambda: page.keyboard.press("F2"), (SPECTROGRAM, None))
            page.keyboard.press("F2")
            before = _heap_mb(page)
            for turn in range(TURNS):
                _seek(page, turn * SECONDS / TURNS)
                _timed(page, lambda: page.keyboard.press("F2"), (SPECTROGRAM, None))
                _timed(page, lambda: page.keyboard.press("F2"), (WAVEFORM, None), (DRAWN, None))
            grown = _heap_mb(page) - before
    usable, plays, elsewhere = zip(*visits, strict=True)
    return [
        _figure("navigation to usable, the first time", usable[0], "s", 2.0),
        _figure("navigation to usable, median", statistics.median(usable), "s", 2.0),
        _figure("from Space to sound, median", statistics.median(plays), "s", None),
        _figure("from a seek to sound, median", statistics.median(elsewhere), "s", None),
        _figure("spectrogram of the hour, the first time", first_picture, "s", 2.0),
        _figure(f"memory that {TURNS} seeks and toggles leave", grown, "MB", 1.0),
    ]


if __name__ == "__main__":
    for figure in figures():
        print(figure)
