"""Rules for answers that have parts: texts, words, traces, intervals, spans, boxes, reviews.

`raw` merges nothing: it keeps every answer and says how many there are.
`counts` of words: how many raters gave a word, in the spelling in which words are compared.
`verdicts` of reviews: share of raters that accepted, edited or rejected the draft.
"""

from collections import Counter
from dataclasses import replace

import numpy as np

from affect.aggregation import votes
from affect.aggregation.result import Aggregate, count_rows
from affect.coded import Coded
from affect.questions import Question
from affect.questions.words import word_set


def raw(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Counts of answers; the answers themselves are the label."""
    return Aggregate(
        rule="raw",
        labels=(),
        n=count_rows(coded.unit, coded.answered(), n_units),
        cannot_tell=count_rows(coded.unit, coded.cannot_tell, n_units),
    )


def counts(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Words of each unit with the number of raters who gave them, the most frequent first."""
    found: list[Counter[str]] = [Counter() for _ in range(n_units)]
    for row in np.flatnonzero(coded.answered()):
        found[coded.unit[row]].update(word_set(coded.values[row]))
    words = tuple(tuple(sorted(each.items(), key=lambda w: (-w[1], w[0]))) for each in found)
    return replace(raw(question, coded, n_units), rule="counts", words=words)


def verdicts(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Shares of the verdicts, which are the question's labels."""
    return replace(votes.soft(question, verdicts_of(question, coded), n_units), rule="verdicts")


def verdicts_of(question: Question, coded: Coded) -> Coded:
    """Reviews as choices of a verdict, int16 codes in the order of the labels."""
    codes = {verdict: code for code, verdict in enumerate(question.label_ids)}
    values = np.full(len(coded.values), -1, np.int16)
    for row in np.flatnonzero(coded.answered()):
        values[row] = codes[coded.values[row]["verdict"]]
    return replace(coded, values=values)
