"""VADER (Hutto and Gilbert 2014): means and deviations of sentiment from -4 to 4."""

import ast
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from tests.releases.reproductions import published

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

SCALE = {"id": "sentiment", "kind": "scale", "text": "?", "min": -4, "max": 4}
DIVIDED_BY_9 = {"heart", "hearts", "badass", "flawed"}
"""Tokens whose deviation the authors divide by n - 1; all others by n."""
SLIPS = {"lmfao", "repetitive", "compelling"}
"""A mean and two deviations (a lost zero, a digit cut off) that the ratings do not give."""


def test_tweets(shared_data: Path, tmp_path: Path) -> None:
    authors = published.lines(shared_data / "vader_raters" / "tweets_anonDataRatings.txt")
    items = in_and_out(tmp_path, [(row[0], row[3]) for row in authors])
    assert len(items) == len(authors) == 1451
    for key, mean, sd, ratings in authors:
        row = items[key]
        assert row["sentiment.n"] == len(ast.literal_eval(ratings))
        assert row["sentiment.mean"] == pytest.approx(float(mean), abs=5e-9)
        assert row["sentiment.sd"] == pytest.approx(float(sd), abs=5e-6)


def test_the_lexicon(shared_data: Path, tmp_path: Path) -> None:
    lines = published.lines(shared_data / "vader_raters" / "vader_lexicon.txt")
    times = Counter(row[0] for row in lines)
    authors = [row for row in lines if times[row[0]] == 1]
    items = in_and_out(tmp_path, [(row[0], row[3]) for row in authors])
    assert len(items) == len(authors) > 7480
    other = set()
    for key, mean, sd, _ in authors:
        row = items[key]
        own = row["sentiment.sd"] * (np.sqrt(10 / 9) if key in DIVIDED_BY_9 else 1)
        # to the last digit that is printed; halves may be rounded either way
        same = abs(row["sentiment.mean"] - float(mean)) < 0.05 + 1e-9
        if not (same and abs(own - float(sd)) < 5e-6 + 1e-9):
            other.add(key)
    assert other == SLIPS


def in_and_out(tmp_path: Path, ratings: list[tuple[str, str]]) -> dict[str, published.Row]:
    """One row per rating, in and out by the commands."""
    rows = [(key, rating) for key, several in ratings for rating in ast.literal_eval(several)]
    path = published.table(tmp_path / "ratings.csv", ["id", "rating"], rows)
    project = published.project(tmp_path, "vader", SCALE)
    published.brought_in(project, path, "item=id", "sentiment=rating", "rater=-")
    return published.exported(project, tmp_path / "out", "mean")
