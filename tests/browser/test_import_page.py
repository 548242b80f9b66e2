"""A table through the browser: guessed, corrected, tried, brought in, and remembered."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.rules import violations
from tests.browser.widths import too_wide

pytestmark = pytest.mark.browser
SLUG = "tables"
RATED = "clip;worker;mood;tone;seconds\n" + "".join(
    f"u{n:02d};w{n % 3};{'joyy' if n == 4 else 'Joy'};neutral;{n}\n" for n in range(12)
)


@pytest.fixture(scope="module")
def tables(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a project with twelve lines and no ratings."""
    items = tmp_path_factory.mktemp("tables") / "items.csv"
    lines = "".join(f"u{n:02d},Line {n}.\n" for n in range(12))
    items.write_text(f"item,text\n{lines}", encoding="utf-8")
    demo.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "Tables"],
        ["import", SLUG, str(items), "--as", "items"],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
    )
    return f"/projects/{SLUG}"


def choose(page: Page, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    page.get_by_label("Choose tables").last.set_input_files(path)
    expect(page.get_by_role("heading", name=path.name)).to_be_visible()


def read_as(page: Page, column: str, field: str) -> None:
    select = page.get_by_role("textbox", name=f"Column {column} is read as")
    select.click()
    select.fill(field)
    page.get_by_role("option", name=field, exact=True).click()
    expect(select).to_have_value(field)


def test_from_a_file_to_ratings_and_to_the_next_file(
    tables: str, visit: Visits, tmp_path: Path
) -> None:
    page = visit("researcher").open(f"{tables}/items")
    page.get_by_role("link", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="Import tables")).to_be_visible()
    assert violations(page) == []
    choose(page, tmp_path / "wave1.csv", RATED)
    field = page.get_by_role("textbox", name=re.compile("Column .* is read as"))
    expect(field).to_have_count(5)
    values = [each.input_value() for each in field.all()]
    assert values == ["item", "rater", "emotion", "sentiment", ""]
    expect(page.get_by_text("11 of 12 values are labels of 'emotion'")).to_be_visible()
    read_as(page, "seconds", "elapsed_seconds")
    expect(page.get_by_text("You chose it.")).to_be_visible()
    page.get_by_text("First rows").click()
    expect(page.get_by_role("region", name="First rows")).to_contain_text("joyy")
    assert violations(page) == []

    page.get_by_role("button", name="See what would happen").click()
    expect(
        page.get_by_text("11 rows would be added, 0 are there already, 1 cannot")
    ).to_be_visible()
    failures = page.get_by_role("region", name="Rows that cannot go in")
    expect(failures).to_contain_text("unknown label 'joyy'")
    expect(failures).to_contain_text("the nearest is 'joy'")
    with page.expect_download() as loading:
        page.get_by_role("link", name="Download as CSV").click()
    report = Path(loading.value.path()).read_text(encoding="utf-8-sig")
    assert report.splitlines()[1].startswith("5,6,")
    assert violations(page) == []

    # The way out that the reason names: another word for the value.
    page.get_by_role("textbox", name="Other words for values").fill("joyy=joy")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You changed something since")).to_be_visible()
    page.get_by_role("button", name="See what would happen").click()
    page.get_by_role("button", name="Import 12 rows").click()
    expect(page.get_by_text("12 rows added, 0 were there already, 0 could not")).to_be_visible()
    page.get_by_role("button", name="Keep as a recipe").click()
    expect(page.get_by_text("Kept as wave1.")).to_be_visible()

    page.get_by_role("button", name="Other tables").click()
    expect(page.get_by_text("wave1", exact=True)).to_be_visible()
    second = re.sub(r";w(\d)", r";v\1", RATED)
    choose(page, tmp_path / "wave2.csv", second)
    page.get_by_role("button", name="Use wave1").click()
    expect(page.get_by_role("textbox", name="Column seconds is read as")).to_have_value(
        "elapsed_seconds"
    )
    page.get_by_role("button", name="See what would happen").click()
    expect(page.get_by_text("12 rows would be added")).to_be_visible()
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert too_wide(page) == []


def test_what_is_no_table_and_what_is_not_said(tables: str, visit: Visits, tmp_path: Path) -> None:
    page = visit("researcher").open(f"{tables}/import")
    broken = tmp_path / "sheet.xlsx"
    broken.write_bytes(b"PK\3\4\0\0")
    page.get_by_label("Choose tables").last.set_input_files(broken)
    expect(page.get_by_text("save the sheet as CSV")).to_be_visible()
    page.get_by_role("button", name="Other tables").click()
    choose(page, tmp_path / "odd.csv", "a,b\n1,2\n")
    expect(page.get_by_text("Choose the column that names the items.")).to_be_visible()
    expect(page.get_by_role("button", name="See what would happen")).to_be_disabled()
    page.get_by_text("Predictions", exact=True).click()
    expect(page.get_by_text("Name the model whose predictions these are.")).to_be_visible()


def test_a_file_for_each_rater(tables: str, visit: Visits, tmp_path: Path) -> None:
    page = visit("researcher").open(f"{tables}/import")
    chosen = []
    for rater, wrong in (("anna", ""), ("ben", "u05,joyy\n")):
        rows = "".join(f"u{n:02d},Joy\n" for n in range(5))
        chosen.append(tmp_path / f"{rater}.csv")
        chosen[-1].write_text(f"clip,mood\n{rows}{wrong}", encoding="utf-8")
    other = tmp_path / "notes.csv"
    other.write_text("clip,remark\nu01,loud\n", encoding="utf-8")
    page.get_by_label("Choose tables").last.set_input_files([*chosen, other])
    files = page.get_by_role("list", name="3 files, read as one table")
    expect(files.get_by_role("listitem")).to_have_count(3)
    expect(files).to_contain_text("It lacks columns: mood. It alone has columns: remark.")
    trial = page.get_by_role("button", name="See what would happen")
    expect(trial).to_be_disabled()
    assert violations(page) == []
    leave = page.get_by_role("button", name="Leave out notes.csv")
    leave.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="2 files, read as one table")).to_be_visible()
    expect(page.get_by_text("rater=@file")).to_be_visible()
    trial.click()
    expect(page.get_by_text("10 rows would be added")).to_be_visible()
    failures = page.get_by_role("region", name="Rows that cannot go in")
    expect(failures.get_by_role("row").nth(1)).to_contain_text("ben.csv")
    assert violations(page) == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert too_wide(page) == []
    page.get_by_role("button", name="Import 10 rows").click()
    expect(page.get_by_text("10 rows added")).to_be_visible()


def test_a_table_of_other_letters(tables: str, visit: Visits, tmp_path: Path) -> None:
    page = visit("researcher").open(f"{tables}/import")
    path = tmp_path / "lines.csv"
    path.write_bytes("item,text\nw1,怒り\n".encode("cp932"))
    page.get_by_label("Choose tables").last.set_input_files(path)
    expect(page.get_by_text("line 2: byte 0x93 is no UTF-8 text")).to_be_visible()
    expect(page.get_by_text("shift-jis: 'w1,怒り'")).to_be_visible()
    encoding = page.get_by_role("textbox", name="How the text is written")
    encoding.click()
    page.get_by_role("option", name="shift-jis").click()
    expect(page.get_by_role("heading", name="lines.csv")).to_be_visible()
    expect(encoding).to_have_value("shift-jis")
    expect(page.get_by_text("怒り").first).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert too_wide(page) == []


def test_two_files_of_one_name_are_not_sent(tables: str, visit: Visits, tmp_path: Path) -> None:
    page = visit("researcher").open(f"{tables}/import")
    same = []
    for folder in ("train", "test"):
        (tmp_path / folder).mkdir()
        same.append(tmp_path / folder / "rated.csv")
        same[-1].write_text(RATED, encoding="utf-8")
    page.get_by_label("Choose tables").last.set_input_files(same)
    expect(page.get_by_role("alert")).to_contain_text("Two of the files are called")


def test_raters_do_not_see_it(tables: str, visit: Visits) -> None:
    page = visit("rater1").open(f"{tables}/import")
    expect(page.get_by_text("Import tables")).to_have_count(0)
