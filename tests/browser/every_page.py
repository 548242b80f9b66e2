"""A small project with something on each of its pages, and the addresses of all pages."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.at_once import Prepared
from tests.browser.conftest import Visitor, Visits

SLUG = "every-page"
LANGUAGES = ("en", "ar")
LINES = [
    ("u1", "Ann", "You came back."),
    ("u2", "Ben", "I said I would."),
    ("u3", "Ann", "أنت لم تكتب لي."),
    ("u4", "Ben", "Every day, and then every week."),
    ("u5", "Ann", "Then the letters are lost."),
    ("u6", "Ben", "Then I tell them to you now."),
]

PAGES: dict[str, list[str]] = {
    "": ["/signin", "/join/every-page-link?PROLIFIC_PID=p1", "/join/every-page-link/left"],
    "rater3": ["/work", "/rate/demo", f"/rate/{SLUG}", f"/answers/{SLUG}", "/nowhere"],
    "researcher": [
        "/projects",
        "/projects/new",
        *(
            f"/projects/{SLUG}{tab}"
            for tab in (
                "",
                "/items",
                "/import",
                "/checks",
                "/checks/choose",
                "/people",
                "/recruiting",
                "/recruiting?new=1",
                "/scheme",
                "/settings",
                "/agreement",
                "/disagreement",
                "/disagreement/decide",
                "/raters",
                "/labels",
                "/drafts",
                "/releases",
            )
        ),
        f"/adjudicate/{SLUG}",
        "/projects/demo/recordings/1/turns",
        "/cards",
    ],
    "admin": ["/media", "/jobs", "/users", "/system"],
}


def make_project(stack: Prepared, folder: Path) -> None:
    """Texts, ratings of two people from elsewhere, a release, and a rater called kay."""
    items = folder / "lines.csv"
    rows = [f'{key},d1,{who},"{text}"' for key, who, text in LINES]
    items.write_text("\n".join(["item,dialogue,speaker,text", *rows]), encoding="utf-8")
    ratings = folder / "ratings.csv"
    shares = [f"emotion.{emotion}" for emotion in ("anger", "fear", "neutral")]
    given = [
        f"{key},p{rater},0.{(row + rater) % 5},0.{5 - (row + rater) % 5},0.5,{row + 1},{rater}"
        for row, (key, _who, _text) in enumerate(LINES[:4])
        for rater in (1, 2)
    ]
    ratings.write_text("\n".join([",".join(["item", "rater", *shares, "arousal,valence"]), *given]))
    known = folder / "known.csv"
    known.write_text(
        "item,role,expected.emotion,explanation\nu5,attention,sadness|fear,What is lost is lost.\n"
    )
    warning = "Two people who have not met for long"
    command = f"from annotation.models import Project as P; P.objects.filter(slug='{SLUG}')"
    link = (
        f"from annotation.models import RecruitLink as L; L.objects.create(project=P.objects.get("
        f"slug='{SLUG}'), token='every-page-link', name='Wave 1', items_per_participant=6, "
        f"consent_text='Your answers are stored under a pseudonym. You may stop at any time.')"
    )
    stack.done_at_once(
        ["user", "create", "kay", "--role", "annotator", "--password-stdin"],
        ["project", "create", SLUG, "--preset", "soft-turns", "--title", "Letters, read"],
        ["import", SLUG, str(items), "--as", "items"],
        ["import", SLUG, str(ratings), "--as", "ratings"],
        ["import", SLUG, str(known), "--as", "known"],
        ["link", "create", SLUG, "--name", "First wave", "--quota", "20"],
        ["release", SLUG, "v0.1"],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
        *(["project", "member", SLUG, rater, "--role", "rater"] for rater in ("rater3", "kay")),
        ["shell", "-c", f"{command}.update(content_warning='{warning}'); {link}"],
        stdin="emotate-demo\n",
    )


def settled(page: Page) -> None:
    """Wait until a page shows what it has to show."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("[role=status][class*=skeletons]")).to_have_count(0)


def visitor_in(visit: Visits, who: str, language: str) -> Visitor:
    """A person who reads the pages in this language; nobody in particular where `who` is empty."""
    visitor = visit(who)
    visitor.context.add_init_script(f"localStorage.setItem('emotate:language', '{language}')")
    return visitor
