"""Answers by keyboard alone: what a practised rater presses for each kind of question."""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page, TimeoutError, expect

STANDSTILL_MS = 60_000
"""How long a recording may show no progress at all; a busy machine plays late, but it plays."""
MOST_HELP = 20
"""How often a recording that paused or has a fault is taken up again."""
# What a rater sees of a recording: its phase, its faults and, in quarters of a second, how far it
# has played. Null while that is what was seen before.
TRACE_SEEN = """([card, before]) => {
  const phase = document.querySelector(`${card} [data-phase]`).dataset.phase
  const fault = document.querySelector(`${card} [role=alert]`).textContent.trim()
  const clocks = [...document.querySelectorAll('audio, video')].map(media => media.currentTime)
  const seen = [phase, fault, Math.floor(Math.max(...clocks) * 4)].join('|')
  return seen === before ? null : seen
}"""
TO_START = 6  # seconds back, more than any clip of these tests has

Question = Mapping[str, Any]
Driver = Callable[[Page, Question, int], None]
"""Answers the marked question; raters with different `variant` answer differently."""


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def letter_of(question: Question, at: int) -> str:
    labels = question["labels"]
    return str(labels[at % len(labels)]["key"])


def find(page: Page, question: Question, at: int) -> None:
    """A label of a set without letters: `;` goes to the field that finds it, Enter takes it."""
    labels = question["labels"]
    press(page, ";")
    page.keyboard.type(str(labels[at % len(labels)]["text"]))
    press(page, "Enter")


def choice(page: Page, question: Question, variant: int) -> None:
    """What is asked on a condition follows the first label; else one of the middle of the list."""
    few = len(question["labels"]) < 3
    if question["labels"][0].get("key"):
        press(page, letter_of(question, variant if few else variant + 3))
    else:
        find(page, question, variant + 1)


def multi(page: Page, question: Question, variant: int) -> None:
    """The secondary of a primary choice is a label that the choice above did not take."""
    if question["labels"][0].get("key"):
        press(page, letter_of(question, variant + 3))
        return
    for at in (0, 5 + variant):
        find(page, question, at)
    press(page, "Escape")


def intensity(page: Page, question: Question, variant: int) -> None:
    """Two labels, one of them rated as absent, by letters or by brackets from label to label."""
    low, high = question["min"], question["max"]
    for at, number in ((3, high - (variant if high - low > variant else 0)), (5, low)):
        if question["labels"][0].get("key"):
            press(page, letter_of(question, at))
        else:
            press(page, "]")
        press(page, *str(number))


def distribution(page: Page, question: Question, variant: int) -> None:
    press(page, letter_of(question, variant + 3), "6", "0")
    press(page, letter_of(question, variant + 5), "4", "0")


def scale(page: Page, question: Question, variant: int) -> None:
    press(page, str(question["max"] - 1 - variant))


def trace(page: Page, question: Question, variant: int) -> None:
    """Take the value in hand, record, and move it as it plays, until the end of the media.

    As a rater does, go on where the recording stopped by itself, and begin again after a fault.
    """
    card = f"#q-{question['id']}"
    expect(page.locator(f"{card} [data-phase=idle]")).to_be_visible()
    press(page, "ArrowUp", "Space")
    seen = "idle||0"
    helped = moved = 0
    while helped < MOST_HELP:
        try:
            found = page.wait_for_function(TRACE_SEEN, arg=[card, seen], timeout=STANDSTILL_MS)
        except TimeoutError:
            break
        seen = found.json_value()
        phase, fault, _played = seen.split("|")
        hold(page, question, moved + variant if phase == "recording" else None)
        moved += 1
        if phase == "done" and not fault:
            return
        if phase in {"paused", "done"}:
            press(page, "Space" if phase == "paused" else "r")
            helped += 1
    raise AssertionError(f"the trace of {question['id']} did not end, its last state is {seen}")


def hold(page: Page, question: Question, turn: int | None) -> None:
    """Hold the arrows of this turn and let the others go; without a turn, let all go."""
    ways = (("ArrowUp", "ArrowRight"), ("ArrowDown", "ArrowLeft"))
    for at, keys in enumerate(ways):
        for key in keys[: len(question["dimensions"])]:
            act = (
                page.keyboard.down if turn is not None and turn // 2 % 2 == at else page.keyboard.up
            )
            act(key)


def timeline(page: Page, question: Question, variant: int) -> None:
    """A letter begins an interval where the sound stands, and ends it some steps later."""
    press(page, *["ArrowLeft"] * TO_START)
    for at in (variant, variant + 1):
        letter = letter_of(question, at)
        press(page, letter, *["ArrowRight"] * 4, letter, "ArrowRight")


def grid(page: Page, question: Question, variant: int) -> None:
    """The first arrow puts the point into the middle."""
    press(page, "ArrowUp", *["ArrowRight"] * (2 + variant), *["ArrowUp"] * 2)


def statement(page: Page, question: Question, variant: int) -> None:
    press(page, "tf"[variant])


def pair(page: Page, question: Question, variant: int) -> None:
    press(page, "12"[variant])


def rank(page: Page, question: Question, variant: int) -> None:
    """Every label in the order of the letters, and the last one then up by a place for one."""
    press(page, *(letter_of(question, at) for at in range(len(question["labels"]))))
    press(page, *["ArrowUp"] * variant)


def text(page: Page, question: Question, variant: int) -> None:
    press(page, "ArrowDown")
    page.keyboard.type(("Somebody who brings news, calmly.", "Low voice, long pauses.")[variant])
    press(page, "Escape")


def words(page: Page, question: Question, variant: int) -> None:
    """A word, and where it is asked for, a reason: its field lies before the one for words."""
    press(page, "ArrowDown")
    page.keyboard.type(("relief", "hope")[variant])
    press(page, "Enter")
    if question.get("reasons"):
        press(page, "Shift+Tab")
        page.keyboard.type("they found each other again")
    press(page, "Escape")


def spans(page: Page, question: Question, variant: int) -> None:
    """Words two to four, of the turn above where the dialogue counts."""
    press(page, "ArrowRight", *["ArrowUp"] * (question["scope"] == "dialogue"))
    press(page, "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    press(page, letter_of(question, variant + (question["scope"] == "dialogue")))


def regions(page: Page, question: Question, variant: int) -> None:
    """A new box in the middle, a little up, wider, and its label."""
    press(page, "+", "ArrowUp", "Shift+ArrowRight", letter_of(question, variant))


def review(page: Page, question: Question, variant: int) -> None:
    """One adds a word to the draft, the other rejects it and says why."""
    key, part, written = (("e", "edit", "relieved"), ("r", "reason", "Nothing fits."))[variant]
    press(page, key)
    expect(page.locator(f"#q-{question['id']} [data-part={part}]").first).to_be_focused()
    page.keyboard.type(written)
    press(page, *["Enter"] * (key == "e"), "Escape")


DRIVERS: dict[str, Driver] = {
    "choice": choice,
    "distribution": distribution,
    "grid": grid,
    "intensity": intensity,
    "multi": multi,
    "pair": pair,
    "rank": rank,
    "regions": regions,
    "review": review,
    "scale": scale,
    "spans": spans,
    "statement": statement,
    "text": text,
    "timeline": timeline,
    "trace": trace,
    "words": words,
}


WITH_FIELDS = {"review", "text", "words"}


def answer_all(page: Page, questions: list[Question], variant: int) -> None:
    """Answer every question of the page in its order, and its confidence.

    Tab goes on to the next question, and where the next stop is a field of the same, PageDown.
    """
    before = None
    for question in questions:
        if not page.locator(f"#q-{question['id']}").count():
            continue  # an answer before it says that it is not asked
        if before:
            press(page, "PageDown" if before in WITH_FIELDS else "Tab")
        before = question["kind"]
        DRIVERS[question["kind"]](page, question, variant)
        if question.get("confidence"):
            press(page, "Tab", "3")
