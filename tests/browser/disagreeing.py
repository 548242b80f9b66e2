"""A project whose raters disagree: items of one mind, ambiguous ones, and a rater who guesses."""

from pathlib import Path

from tests.at_once import Prepared

SLUG = "disagreeing"
ITEMS = 14
RATERS = ("Ada", "Ben", "Cleo", "Dov")
LABELS = ("joy", "anger", "fear", "sadness")


def emotion_of(item: int, rater: int) -> str:
    """Dov (the last) guesses; of every third item the others see one of two labels."""
    if rater == len(RATERS) - 1:
        return LABELS[(item * 3 + 1) % len(LABELS)]
    second = item % 3 == 0 and (item + rater) % 2 == 0
    return LABELS[(item + int(second)) % len(LABELS)]


def make_project(stack: Prepared, folder: Path) -> str:
    """The address of the project; its researcher is `researcher`."""
    items, ratings = folder / "items.csv", folder / "ratings.csv"
    lines = [f"u{n:02d},Line number {n} of the play." for n in range(ITEMS)]
    items.write_text("\n".join(["item,text", *lines]), encoding="utf-8")
    given = [
        f"u{item:02d},{name},{emotion_of(item, rater)},neutral"
        for item in range(ITEMS)
        for rater, name in enumerate(RATERS)
    ]
    ratings.write_text("\n".join(["item,rater,emotion,sentiment", *given]), encoding="utf-8")
    stack.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "A play"],
        ["import", SLUG, str(items), "--as", "items"],
        ["import", SLUG, str(ratings), "--as", "ratings"],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
    )
    return f"/projects/{SLUG}"
