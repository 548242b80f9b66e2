"""A project in which rater3 worked for three days, was asked some things twice, and met checks."""

from pathlib import Path

from tests.at_once import Prepared

SLUG = "own-work"
ITEMS = 24
OTHERS = ("Ada", "Ben", "Cleo", "Dov")
LABELS = ("joy", "anger", "sadness")

# Ratings as the rating page would have stored them; what is asked again is answered otherwise once.
RATED = f"""
import uuid
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from annotation.models import CheckResult, Item, Project, Rater, Rating
project = Project.objects.get(slug={SLUG!r})
rater = Rater.objects.get_or_create(project=project, user=User.objects.get(username='rater3'))[0]
items = list(project.items.order_by('place'))
for at, item in enumerate(items):
    day = timezone.now() - timedelta(days=3 - at * 3 // len(items))
    label = {LABELS!r}[at % 3]
    answers = dict(emotion=dict(value=label), sentiment=dict(value='neutral'))
    if item.key == 'u02-again':
        answers['emotion'] = dict(value='fear')
    rating = Rating.objects.create(project=project, item=item, rater=rater, role=item.role,
        scheme=project.schemes.get(), client_key=uuid.uuid4(), answers=answers,
        elapsed_ms=14000 - 400 * at, submitted_at=day)
    if item.role != 'normal':
        CheckResult.objects.create(rating=rating, rater=rater, item=item, role=item.role,
            correct=at % 2 == 0, at=day)
checks = sum(item.role != 'normal' for item in items)
Rater.objects.filter(pk=rater.pk).update(submitted=len(items) - checks, checks=checks,
    elapsed_ms=9000 * (len(items) - checks), checks_ms=9000 * checks)
"""


def make_project(stack: Prepared, folder: Path) -> str:
    """The path of rater3's answers in it."""
    lines = [f"u{n:02d},Line number {n} of the play.,normal,,{1 + n % 2}" for n in range(ITEMS)]
    again = [f"u{n:02d}-again,Line number {n} of the play.,normal,,3" for n in range(3)]
    checks = [f"c{n},The word is joy ({n}).,gold,joy," for n in range(4)]
    items, ratings = folder / "items.csv", folder / "ratings.csv"
    head = "item,text,role,expected.emotion,act"
    items.write_text("\n".join([head, *lines, *again, *checks]), encoding="utf-8")
    given = [
        f"u{item:02d},{name},{LABELS[(item + (rater == 1) * (item % 4 == 0)) % 3]},neutral"
        for item in range(ITEMS)
        for rater, name in enumerate(OTHERS)
    ]
    ratings.write_text("\n".join(["item,rater,emotion,sentiment", *given]), encoding="utf-8")
    stack.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "A play, read twice"],
        ["import", SLUG, str(items), "--as", "items"],
        ["import", SLUG, str(ratings), "--as", "ratings"],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
        ["project", "member", SLUG, "rater3", "--role", "rater"],
        ["shell", "-c", RATED],
    )
    return f"/answers/{SLUG}"


def show_own_figures(stack: Prepared, **figures: str) -> None:
    """Let raters of the project see these figures of theirs."""
    settings = {name: figures.get(name, "never") for name in ("checks", "agreement")}
    command = f"from annotation.models import Project as P; p = P.objects.get(slug={SLUG!r}); "
    stack.done_at_once(["shell", "-c", f"{command}p.policy['own_figures'] = {settings}; p.save()"])
