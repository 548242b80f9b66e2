"""DATASHEET.md: the questions of Gebru et al. (2021), Datasheets for Datasets.

What a program cannot know is answered by what the researcher wrote, or said to be unanswered.
"""

from typing import Any

from affect.questions import Scheme
from releases.cards.about import About
from releases.cards.figures import measured, number, per_item, stat_name, value_of
from releases.cards.people import prose_told

UNANSWERED = "*Not stated by the makers of the data set.*"


def datasheet(
    project: dict[str, Any],
    scheme: Scheme,
    about: About,
    agreement: dict[str, Any] | None,
    splits: dict[str, Any] | None,
) -> str:
    """The sheet; no date, no machine."""
    counts = project["counts"]
    sections = [
        ("Motivation", _motivation(about)),
        ("Composition", _composition(project, scheme, splits)),
        ("Collection process", _collection(project, about)),
        ("Labelling", _labelling(counts, scheme, agreement)),
        ("Uses", _uses(project)),
        ("Distribution", _distribution(about)),
        ("Maintenance", _maintenance(project, about)),
    ]
    body = "\n\n".join(
        f"## {title}\n\n" + "\n\n".join(f"**{asked}** {answer}" for asked, answer in answers)
        for title, answers in sections
    )
    return f"# Datasheet of {project['title']}, {project['slug']}@{project['tag']}\n\n{body}\n"


Answers = list[tuple[str, str]]


def _motivation(about: About) -> Answers:
    authors = ", ".join(author.name for author in about.authors)
    return [
        ("For what purpose was the data set created?", _text(about, "purpose")),
        ("Who created it?", f"{authors}." if authors else UNANSWERED),
        ("Who funded it?", _text(about, "funding")),
    ]


def _composition(project: dict[str, Any], scheme: Scheme, splits: dict[str, Any] | None) -> Answers:
    counts = project["counts"]
    questions = ", ".join(f"`{question.id}` ({question.kind})" for question in scheme.questions)
    return [
        (
            "What do the instances represent, and how many are there?",
            f"{number(counts['items'], 'item')} from {number(counts['recordings'], 'recording')}, "
            f"{counts['rated_items']:,} of them rated: "
            f"{number(counts['ratings'], 'rating')} in all.",
        ),
        ("What does each rating consist of?", f"Answers to {questions}; scheme.json has each."),
        (
            "Is anything missing?",
            f"{counts['items'] - counts['rated_items']:,} items have no rating. A missing answer "
            "is null or an empty cell, never zero.",
        ),
        ("Are there recommended splits?", _splits(splits)),
        (
            "Does it identify people?",
            "Raters are pseudonyms. Items name speakers and files as the makers named them; voices "
            f"and faces in the recordings can be recognised.{_people(project)}",
        ),
        (
            "Does it hold content that may distress?",
            project["content_warning"].strip() or "No warning was given to raters.",
        ),
    ]


def _people(project: dict[str, Any]) -> str:
    return f" {prose_told(project)}" if "contents" in project else ""


def _splits(splits: dict[str, Any] | None) -> str:
    if splits is None:
        return "No."
    told = ", ".join(f"`{each['name']}` ({each['items']:,} items)" for each in splits["splits"])
    apart = ", ".join(splits["plan"]["disjoint"]) or "nothing"
    return f"Yes, in column `split`: {told}. Kept apart by: {apart}. splits.json has the balance."


def _collection(project: dict[str, Any], about: About) -> Answers:
    policy = project["policy"]
    return [
        ("How was it acquired?", _text(about, "collection")),
        (
            "How were raters given their items?",
            f"{policy.get('raters_per_item')} raters an item, {policy.get('order')} order; the "
            "whole policy is in project.json.",
        ),
        ("What were raters told?", "The guidelines are in README.md, in full."
         if project["guidelines"].strip() else "There were no written guidelines."),
        ("Was there an ethical review, and did people consent?", _text(about, "ethics")),
    ]  # fmt: skip


def _labelling(counts: dict[str, Any], scheme: Scheme, agreement: dict[str, Any] | None) -> Answers:
    figures = "; ".join(
        f"`{question['id']}`: {stat_name(row)} ({row['level']}) {value_of(row)}"
        for question, row in measured(agreement)
    )
    return [
        (
            "Was the raw data kept?",
            f"Yes: every rating, {number(counts['replaced'], 'earlier answer')} that raters "
            f"replaced, and {number(counts['predictions'], 'prediction')} of models in a table of "
            "their own.",
        ),
        (
            "How many ratings has an item?",
            f"{per_item(counts)} on average, over rated items.",
        ),
        ("How well do raters agree?", f"{figures}." if figures else "Nothing could be computed."),
    ]


def _uses(project: dict[str, Any]) -> Answers:
    return [
        (
            "What should a user know?",
            "Labels are views of the ratings by a named rule; disagreement is part of the data and "
            "not an error to be removed. Answers say what raters perceived or felt, as the "
            "questions ask, not what the person in the recording felt.",
        ),
    ]


def _distribution(about: About) -> Answers:
    licence = (
        f"Ratings and derived labels: {about.licence}. Recordings have their own licences, in "
        "recordings.parquet."
        if about.licence
        else "No licence was set: without one nobody may reuse it. Recordings have their own."
    )
    return [
        ("Under which licence?", licence),
        (
            "Is there a persistent identifier?",
            f"https://doi.org/{about.doi}" if about.doi else "No.",
        ),
    ]


def _maintenance(project: dict[str, Any], about: About) -> Answers:
    parent = project["parent"]
    before = f" The release before is {parent['release']}, id {parent['id']}." if parent else ""
    return [
        ("Whom can a user ask?", _text(about, "contact")),
        (
            "How is it versioned?",
            f"This is version {project['version']}: the first number rises when something is gone "
            "or means another thing, the second when there is more, the third for all else."
            f"{before}",
        ),
    ]


def _text(about: About, name: str) -> str:
    return about.texts.get(name) or UNANSWERED
