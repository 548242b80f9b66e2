"""What was marked in items: intervals of time, spans of text, boxes on images.

`parts` has the `unit` that sizes are in, the mean number of parts of a rating (`per_rating`), and
for each label (and track) the `count` of its parts, the number of `ratings` that have any, and the
`total` of their sizes: seconds, code points, or shares of the image's area. For intervals and boxes
`items` names those with most answers, to be looked at beside each other (`marks_of_item`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from affect.questions import Question, Regions, Timeline
from annotation.errors import AnnotationRefused
from annotation.models import Project
from annotation.selectors.answers.batches import CodedAnswers, coded_answers
from annotation.selectors.distributions.of_item import answers_of_item, most_answered
from annotation.selectors.rating.task_media import Shown, media_of

Part = Mapping[str, Any]


def intervals(answers: CodedAnswers) -> dict[str, Any]:
    """Seconds of each label on each track."""
    timeline = cast(Timeline, answers.question)
    tracks = [track.id for track in timeline.tracks]
    return {
        "parts": _parts(
            answers,
            "seconds",
            size=lambda part: part["end"] - part["start"],
            track=timeline.track_of,
            tracks=tracks,
        )
        | {"items": most_answered(answers)}
    }


def spans(answers: CodedAnswers) -> dict[str, Any]:
    """Code points of each type, and in which turn spans lie: 0 is the item, -1 the turn before."""
    turns = Counter(part["turn"] for value in _values(answers) for part in value)
    return {
        "parts": {
            **_parts(answers, "characters", size=lambda part: part["end"] - part["start"]),
            "turns": [{"turn": turn, "count": turns[turn]} for turn in sorted(turns, reverse=True)],
        }
    }


def boxes(answers: CodedAnswers) -> dict[str, Any]:
    """Area of each label."""
    parts = _parts(answers, "area", size=lambda part: part["width"] * part["height"])
    return {"parts": parts | {"items": most_answered(answers)}}


def marks_of_item(project: Project, item_id: int, question_id: str) -> dict[str, Any]:
    """What each rater marked in one item: intervals in seconds, or boxes in shares of the image.

    Raises:
        AnnotationRefused: there is no such question, or nothing is marked in it
        ItemMissing: the project has no such item
    """
    answers = coded_answers(project, question_id)
    question = answers.question
    if not isinstance(question, Timeline | Regions):
        raise AnnotationRefused(
            f"'{question_id}' is a {question.kind} question; only timeline and regions have marks."
        )
    given = answers_of_item(project, answers, item_id)
    item = project.items.select_related("segment__recording").get(pk=item_id)
    track_of = question.track_of if isinstance(question, Timeline) else lambda part: None
    return {
        "item": item_id,
        "key": item.key,
        "question": question.id,
        "text": question.text,
        "tracks": [{"id": track.id, "text": track.text or track.id} for track in question.tracks]
        if isinstance(question, Timeline)
        else [],
        "media": media_of(item.segment, Shown(project.policy)),
        "raters": [
            {
                "rater": one.rater,
                "name": one.name,
                "marks": [{**part, "track": track_of(part)} for part in one.value],
            }
            for one in given
        ],
    }


def _values(answers: CodedAnswers) -> Iterable[list[Part]]:
    coded = answers.coded
    found: Iterable[list[Part]] = coded.values[coded.answered()]
    return found


def _parts(
    answers: CodedAnswers,
    unit: str,
    *,
    size: Callable[[Part], float],
    track: Callable[[Part], str | None] = lambda part: None,
    tracks: Iterable[str | None] = (None,),
) -> dict[str, Any]:
    question: Question = answers.question
    count: Counter[tuple[str, str | None]] = Counter()
    ratings: Counter[tuple[str, str | None]] = Counter()
    total: Counter[tuple[str, str | None]] = Counter()
    n = 0
    for value in _values(answers):
        n += 1
        keys = [(part["label"], track(part)) for part in value]
        count.update(keys)
        ratings.update(set(keys))
        for key, part in zip(keys, value, strict=True):
            total[key] += size(part)  # type: ignore[assignment]  # sizes need not be whole
    return {
        "unit": unit,
        "per_rating": count.total() / n if n else None,
        "labels": [
            {
                "id": label.id,
                "text": label.text,
                "track": name,
                "count": count[label.id, name],
                "ratings": ratings[label.id, name],
                "total": float(total[label.id, name]),
            }
            for label in question.labels
            for name in tracks
        ],
    }
