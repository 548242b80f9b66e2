"""A person from a recruiting service: consent, practice, quiz, work, code; or a failed quiz."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.at_once import Prepared
from tests.browser.conftest import Visitor, Visits
from tests.browser.keyboard import press
from tests.browser.rules import violations

pytestmark = pytest.mark.browser
SLUG = "door"
CODE = "C0DE1234"
RETURN = f"https://recruiter.example/done?cc={CODE}&study=s1"
ITEMS = (
    ("t1", "It is you at last!"),
    ("q1", "I am so glad that you came."),
    ("d1", "You are late again."),
    ("d2", "Leave it at the door."),
)
KNOWN = (("t1", "training", "joy", "She is glad to see him."), ("q1", "quiz", "joy", ""))
QUIZ = {"quiz": True, "pass_share": 1, "attempts": 1, "feedback": True}


@pytest.fixture(scope="module")
def link(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the study, but for the person's id."""
    folder = tmp_path_factory.mktemp("door")
    items = table(folder / "items.csv", "item,text", *(",".join(row) for row in ITEMS))
    known = table(
        folder / "known.csv",
        "item,role,expected.emotion,explanation",
        *(",".join(row) for row in KNOWN),
    )
    *_, made = demo.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "Voices at the door"],
        ["import", SLUG, items, "--as", "items"],
        ["import", SLUG, known, "--as", "known"],
        [
            "project", "set", SLUG, "content_warning=Some of them are unkind.",
            'training={"items": 1}', f"qualification={json.dumps(QUIZ)}", "raters_per_item=3",
        ],
        [
            "link", "create", SLUG, "--name", "First wave", "--consent", "I take part.",
            "--keep", "STUDY_ID", "--items", "2", "--code", CODE,
            "--return-url", RETURN.replace(CODE, "{code}").replace("s1", "{STUDY_ID}"), "--json",
        ],
    )  # fmt: skip
    return f"{json.loads(made)['path']}?STUDY_ID=s1&PROLIFIC_PID="


def table(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def take_part(visitor: Visitor, address: str) -> Page:
    page = visitor.open(address)
    expect(page.get_by_role("heading", name="Voices at the door")).to_be_visible()
    expect(page.get_by_text("Some of them are unkind.")).to_be_visible()
    expect(page.get_by_text("You rate 2 items.")).to_be_visible()
    start = page.get_by_role("button", name="Take part")
    expect(start).to_be_disabled()
    page.get_by_label("I have read this and agree").check()
    start.click()
    return page


def answer(page: Page, item: str, emotion: str, *more: str) -> None:
    """By the letters of the labels, from the first question on."""
    expect(page.get_by_text(dict(ITEMS)[item])).to_be_visible()
    page.locator("[role=group]").first.focus()
    press(page, emotion, *more)


def go_on(page: Page, button: str) -> None:
    """The keyboard starts on the one button of what is told about an answer."""
    expect(page.get_by_role("button", name=button)).to_be_focused()
    press(page, "Enter")


def test_practice_quiz_work_and_the_code(link: str, visit: Visits) -> None:
    page = take_part(visit(""), f"{link}p1")
    expect(page.get_by_text("this item does not count")).to_be_visible()
    answer(page, "t1", "a", "Tab", "m", "Enter")
    expect(page.get_by_role("heading", name="Not quite as expected")).to_be_visible()
    expect(page.get_by_text("She is glad to see him.")).to_be_visible()
    go_on(page, "Next item")
    expect(page.get_by_text("it decides whether you rate here")).to_be_visible()
    answer(page, "q1", "j", "Tab", "p", "Enter")
    expect(page.get_by_role("heading", name="You passed the quiz")).to_be_visible()
    go_on(page, "Begin")
    answer(page, "d1", "a", "Tab", "m", "Enter")
    with page.expect_response(lambda response: response.url.endswith("/draft/")) as kept:
        answer(page, "d2", "d")
    assert kept.value.ok
    page.context.close()  # the laptop is shut; another day, another browser

    page = visit("").open(f"{link}p1")  # who agreed already goes straight on
    page.get_by_role("button", name="I understand, go on").click()  # once on each computer
    expect(page.get_by_text(dict(ITEMS)["d2"])).to_be_visible()
    expect(page.get_by_role("radio", name="Disgust")).to_be_checked()
    answer(page, "d2", "d", "Tab", "m", "Enter")
    expect(page.get_by_role("heading", name="Thank you for taking part")).to_be_visible()
    expect(page.get_by_text(CODE)).to_be_visible()
    back = page.get_by_role("link", name="Go back with the code")
    expect(back).to_have_attribute("href", RETURN)
    assert violations(page) == []


def test_who_fails_the_quiz_is_told_what_happens_now(link: str, visit: Visits) -> None:
    page = take_part(visit(""), f"{link}p2")
    answer(page, "t1", "j", "Tab", "p", "Enter")
    expect(page.get_by_role("heading", name="All as expected")).to_be_visible()
    go_on(page, "Next item")
    answer(page, "q1", "a", "Tab", "m", "Enter")
    expect(page.get_by_role("heading", name="The quiz was not passed")).to_be_visible()
    expect(page.get_by_text("There are no tries left.")).to_be_visible()
    go_on(page, "What happens now")
    expect(page.get_by_role("heading", name="The quiz decides who rates here")).to_be_visible()
    expect(page.get_by_text("was not passed in one attempt")).to_be_visible()
    expect(page.get_by_text("return the study to the service")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Stop taking part").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop taking part").click()
    expect(page.get_by_role("heading", name="You gave your participation back")).to_be_visible()
