"""Every preset in a real browser: made, rated by two raters by keyboard, in results, released.

And, in a project of its own, the kinds of questions that no preset asks.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import APIResponse, Browser, Page, Response, TimeoutError, expect

from affect.presets import preset, preset_names
from affect.questions import KINDS
from tests.browser.conftest import Demo, Visitor, Visits
from tests.browser.gallery import picture_taken
from tests.browser.keyboard import answer_all, press
from tests.browser.material import MATERIAL, Shelf

pytestmark = pytest.mark.browser
RATERS = ("rater1", "rater2")
RELEASE_LOOKS = 300
BY_CLICK = ("facs", "meld")
"""Presets whose project and release are made on the pages; for the others the same by the API."""
RATED_BY_FIRST = {"empathy": 2, "meld": 2, "reccon": 3, "soft-turns": 2}
"""Items for the first rater where they have turns before them; one where nothing is said here."""


OWN = "parts-and-ranks"
OWN_LABELS = [{"id": "joy", "key": "j"}, {"id": "grief", "key": "r"}, {"id": "calm", "key": "c"}]
OWN_QUESTIONS = [
    {"id": "where", "kind": "regions", "text": "Where is it seen?", "labels": OWN_LABELS},
    {"id": "order", "kind": "rank", "text": "Which most, which least?", "labels": OWN_LABELS},
]


def questions_of(name: str) -> list[Any]:
    asked: list[Any] = OWN_QUESTIONS if name == OWN else preset(name)["scheme"]["questions"]
    return asked


def post(visitor: Visitor, path: str, body: dict[str, Any], *, method: str = "POST") -> Any:
    """What the server answers to a researcher's program."""
    cookies = {cookie["name"]: cookie["value"] for cookie in visitor.context.cookies()}
    answer: APIResponse = visitor.context.request.fetch(
        visitor.url + path,
        method=method,
        data=body,
        headers={"X-CSRFToken": cookies["csrftoken"], "Origin": visitor.url},
    )
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer.json()


def make_by_click(researcher: Visitor, name: str) -> None:
    """Find the preset on *New project* by typing, choose its card, and name the project."""
    page = researcher.open("/projects/new")
    page.get_by_label("Search presets").fill(name)
    page.get_by_role("radio", name=re.compile(rf"\b{re.escape(name)}\b")).first.click()
    page.get_by_label("Title").fill(preset(name)["title"])
    page.get_by_label("Short name").fill(name)
    page.get_by_role("button", name="Make the project").click()
    expect(page).to_have_url(re.compile(f"/projects/{name}$"))


def asked_for(request: pytest.FixtureRequest) -> list[str]:
    """The presets that this run tests: `-k` may have left some out."""
    calls = [getattr(item, "callspec", None) for item in request.session.items]
    names = {call.params.get("name") for call in calls if call is not None}
    return [name for name in MATERIAL if name in names]


@pytest.fixture(scope="module")
def projects(
    request: pytest.FixtureRequest,
    demo: Demo,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Visits]:
    """A project of every preset with material and two raters; gives the people who visit it."""
    visits = Visits(browser, demo)
    researcher = visits("researcher")
    shelf = Shelf(tmp_path_factory.mktemp("material"))
    plan = []
    for name in asked_for(request):
        if name in BY_CLICK:
            make_by_click(researcher, name)
        else:
            made_from = "emoset" if name == OWN else name
            post(researcher, "/api/projects/", {"slug": name, "preset": made_from})
        if name == OWN:
            scheme = {"name": OWN, "title": "Parts and ranks", "questions": OWN_QUESTIONS}
            post(researcher, f"/api/projects/{name}/scheme/", {"scheme": scheme})
        for username in RATERS:
            member = {"username": username, "role": "rater"}
            post(researcher, f"/api/projects/{name}/members/", member)
        material = MATERIAL[name](shelf)
        plan.append(
            {
                "slug": name,
                "media": [str(path) for path in material.media],
                "options": list(material.options),
                "items": material.items and str(material.items),
            }
        )
    bring_in = f"from tests.browser.prepare import bring_in; bring_in({plan!r})"
    demo.done_at_once(["shell", "-c", bring_in])
    yield visits
    visits.close()


@pytest.fixture(scope="module")
def people(projects: Visits) -> dict[str, Visitor]:
    """The same three people for all presets."""
    return {name: projects(name) for name in (*RATERS, "researcher")}


def rate(visitor: Visitor, name: str, variant: int, items: int) -> None:
    """Rate the first items that the rater is given; the last of them is pictured."""
    page = visitor.open(f"/rate/{name}")
    for number in range(1, items + 1):
        expect(page.get_by_text(re.compile(rf"item {number} of \d+"))).to_be_visible()
        expect(page.locator(f"#q-{questions_of(name)[0]['id']}")).to_be_visible()
        answer_all(page, questions_of(name), variant)
        if variant == 0 and number == items and name != OWN:
            picture_taken(page, name)
        receipt = submitted(page)
        assert receipt.status == 201, receipt.text()


def submitted(page: Page) -> Response:
    """What the server answers to Enter; what the page says instead, where nothing was sent."""
    try:
        with page.expect_response(lambda response: response.url.endswith("/ratings/")) as got:
            press(page, "Enter")
    except TimeoutError:
        pytest.fail(f"nothing was submitted; the page says: {page.locator('main').inner_text()}")
    return got.value


def downloaded_by_click(researcher: Visitor, name: str) -> bytes:
    """A release made and fetched on its page."""
    page = researcher.open(f"/projects/{name}/releases")
    page.get_by_role("button", name="Make a release").first.click()
    page.get_by_label("Tag").fill("v1")
    press(page, "Enter")
    expect(page.get_by_text(f"{name}@v1").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    return Path(download.value.path()).read_bytes()


def downloaded(researcher: Visitor, name: str) -> bytes:
    keep = {"contents": {"free_text": True}}  # else what was asked in sentences is left out
    post(researcher, f"/api/projects/{name}/release-settings/", keep, method="PATCH")
    post(researcher, f"/api/projects/{name}/releases/", {"tag": "v1"})
    url, get = f"{researcher.url}/api/projects/{name}/releases/v1/", researcher.context.request.get
    for _ in range(RELEASE_LOOKS):
        if get(url).ok:
            break
        researcher.page.wait_for_timeout(200)
    making = get(f"{researcher.url}/api/projects/{name}/release-makings/").text()
    answer = get(f"{url}export/?format=parquet")
    assert answer.ok, (answer.text(), making)
    return answer.body()


def release(researcher: Visitor, name: str) -> dict[str, list[Any]]:
    """The ratings of a new release, by column."""
    get = downloaded_by_click if name in BY_CLICK else downloaded
    with zipfile.ZipFile(io.BytesIO(get(researcher, name))) as archive:
        inside = next(path for path in archive.namelist() if path.endswith("ratings.parquet"))
        columns: dict[str, list[Any]] = pq.read_table(io.BytesIO(archive.read(inside))).to_pydict()
    return columns


def see_results(researcher: Visitor, name: str) -> None:
    """An item says that it was rated (by both, or in another presentation by each)."""
    page = researcher.open(f"/projects/{name}/items")
    expect(page.get_by_role("cell", name=re.compile(r"^[12] of \d+$")).first).to_be_visible()
    page = researcher.open(f"/projects/{name}/agreement")
    alone = name != OWN and preset(name)["raters_per_item"] == 1
    told = "No agreement to show yet" if alone else "Agreement per question"
    expect(page.get_by_role("heading", name=told)).to_be_visible()


def test_presets_and_kinds_are_all_here() -> None:
    assert set(MATERIAL) == {*preset_names(), OWN}
    assert {question["kind"] for name in MATERIAL for question in questions_of(name)} == set(KINDS)


@pytest.mark.parametrize("name", sorted(MATERIAL))
def test_a_preset_from_its_making_to_its_release(people: dict[str, Visitor], name: str) -> None:
    counts = (RATED_BY_FIRST.get(name, 1), 1)
    for variant, username in enumerate(RATERS):
        rate(people[username], name, variant, counts[variant])
    see_results(people["researcher"], name)
    columns = release(people["researcher"], name)
    assert len(columns["item"]) == sum(counts)
    for question in questions_of(name):
        answered = [
            values
            for column, values in columns.items()
            if column == question["id"] or column.startswith(f"{question['id']}.")
        ]
        assert any(value is not None for values in answered for value in values), question["id"]
    for visitor in people.values():
        assert not visitor.problems, visitor.problems
