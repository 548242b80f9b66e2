"""`groups` of words: the share of raters who gave a word of each family of an emotion wheel.

A rater whose words are all outside of the wheel says nothing of its families and is not in the
share; `coverage` tells what share of an item's words the wheel knows. One rater's words may lie in
several families, so shares need not sum to 1.
"""

from dataclasses import replace

import numpy as np

from affect.aggregation.result import Aggregate, divide
from affect.aggregation.structured import raw
from affect.aggregation.votes import largest
from affect.coded import Coded
from affect.questions import Question
from affect.vocabulary import grouped, wheel


def groups(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Shares of the families of the wheel "plutchik8"; NaN where no word is covered."""
    known_wheel = wheel()
    rows = np.flatnonzero(coded.answered())
    found = grouped(([entry["word"] for entry in coded.values[row]] for row in rows), known_wheel)
    of, names = coded.unit[rows], known_wheel.families
    there = np.array([[family in own for family in names] for own in found.families], bool).reshape(
        len(rows), len(names)
    )
    counts, words, known = (np.zeros((n_units, k)) for k in (len(names), 1, 1))
    np.add.at(counts, of, there)
    np.add.at(words, of, np.array(found.words, np.float64)[:, None])
    np.add.at(known, of, np.array(found.known, np.float64)[:, None])
    told = np.bincount(of[there.any(axis=1)], minlength=n_units)
    share = divide(counts, told)
    return replace(
        raw(question, coded, n_units),
        rule="groups",
        labels=names,
        share=share,
        modes=largest(share),
        coverage=divide(known, words[:, 0])[:, 0],
    )
