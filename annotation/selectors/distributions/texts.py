"""Free texts and free words."""

from collections import Counter
from typing import Any

import numpy as np

from affect.questions.words import word_set
from annotation.models import Item
from annotation.selectors.answers.batches import CodedAnswers

MOST_WORDS = 200
LATEST_TEXTS = 20
LENGTH_BINS = 20


def texts(answers: CodedAnswers) -> dict[str, Any]:
    """`texts`: how long they are, in code points, and the latest of them, the newest first."""
    coded = answers.coded
    rows = np.flatnonzero(coded.answered())
    lengths = np.array([len(text.strip()) for text in coded.values[rows]], np.int64)
    latest = rows[np.argsort(answers.rating_ids[rows])[::-1][:LATEST_TEXTS]]
    items = answers.item_ids[coded.unit[latest]].tolist()
    keys = dict(Item.objects.filter(pk__in=items).values_list("pk", "key"))
    return {
        "texts": {
            "mean_characters": float(lengths.mean()) if len(lengths) else None,
            "lengths": _bins(lengths),
            "latest": [
                {"item": item, "key": keys[item], "text": coded.values[row]}
                for item, row in zip(items, latest, strict=True)
            ],
        }
    }


def _bins(lengths: np.ndarray[Any, np.dtype[np.int64]]) -> list[dict[str, Any]]:
    """Bins of whole numbers, wide enough that there are at most `LENGTH_BINS`."""
    if not len(lengths):
        return []
    width = -(-(int(lengths.max()) + 1) // LENGTH_BINS)
    counts = np.bincount(lengths // width)
    return [
        {"from": number * width, "to": (number + 1) * width, "count": int(count)}
        for number, count in enumerate(counts)
    ]


def words(answers: CodedAnswers) -> dict[str, Any]:
    """`words`: how many different ones there are, and the most frequent with the ratings that gave
    them, in the spelling in which words are compared.
    """
    coded = answers.coded
    given = [word_set(value) for value in coded.values[coded.answered()]]
    counts = Counter(word for each in given for word in each)
    ordered = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    return {
        "words": {
            "distinct": len(counts),
            "per_rating": counts.total() / len(given) if given else None,
            "top": [
                {"word": word, "count": count, "share": count / len(given)}
                for word, count in ordered[:MOST_WORDS]
            ],
        }
    }
