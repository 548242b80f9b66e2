"""Agreement of free texts: captions, descriptions, transcripts.

Two texts differ by the share of the longer one that has to be edited,

    d(a, b) = Levenshtein(a, b) / max(|a|, |b|),    0 to 1,

in the spelling in which words are compared (`normal_word`: NFKC, small letters, single spaces).

edit-similarity is 1 - d, averaged over the pairs of an item and then over items. Any two texts of
one language share letters, so its chance level is far above 0. alpha-edit takes that out: it is
alpha with the distance d, whose expected disagreement is that of texts of any two ratings. Where
there are many ratings it is estimated from `MOST_PAIRS` pairs, drawn with a fixed seed.
alpha-jaccard compares the sets of words and so pays no heed to their order.

What the words mean is compared by none of them: two captions that say the same in other words agree
little. Alpha with a distance of one's choice is the general form (Braylan, Alonso and Lease 2022,
Measuring annotator agreement generally across complex structured, multi-object, and free-text
annotation tasks, WWW).
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.alphas.rankings import MeanOfUnits
from affect.agreement.draws.bootstrap import Draw
from affect.agreement.draws.rater_draws import Members, mean_over_units, measure_either
from affect.agreement.pieces.continua import Ints
from affect.agreement.rated.pairable import Pairable
from affect.agreement.result import FloatArray, Result
from affect.edit_distance import levenshtein
from affect.questions.words import normal_word

MOST_PAIRS = 10_000
PAIR_SEED = 1966
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class SampledPairs:
    """Alpha whose expected disagreement is that of some pairs of ratings.

    within: float64 (units,), sum of d over the pairs of a unit, times 2 / (m - 1).
    size: float64 (units,), m.
    first, second: int64 (pairs,), the units that two ratings are of; apart: float64 (pairs,), d.
    """

    within: FloatArray
    size: FloatArray
    first: Ints
    second: Ints
    apart: FloatArray

    @property
    def weight(self) -> NDArray[np.int64]:
        """Every unit stands for itself."""
        return np.ones(len(self.size), np.int64)

    @property
    def pattern(self) -> NDArray[np.int64] | None:
        """Units are their own patterns."""
        return None

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1); a unit that is drawn twice has its ratings twice."""
        chances = weights[:, self.first] * weights[:, self.second]
        with np.errstate(invalid="ignore", divide="ignore"):
            observed = weights @ self.within / (weights @ self.size)
            expected = chances @ self.apart / chances.sum(axis=1)
            alpha = np.where(expected > 0, 1 - observed / expected, np.nan)
        return alpha[:, None]


def edit_share(left: str, right: str) -> float:
    """d of two texts in their normal spelling; 0 for two empty ones."""
    longest = max(len(left), len(right))
    return levenshtein(left, right) / longest if longest else 0.0


def words_of(text: str) -> frozenset[str]:
    """The words of a text in their normal spelling."""
    return frozenset(WORD.findall(normal_word(text)))


def text_agreement(rated: Pairable, draw: Draw) -> tuple[Result, Result]:
    """alpha-edit and edit-similarity of one text per rating."""
    if not rated.basis.units:
        nothing = rated.basis.result(np.nan, None)
        return nothing, nothing
    pairs = _pairs_of(rated)
    members, bases = pairs.members, [rated.basis]
    alike = MeanOfUnits(pairs.similarity(members.every()))
    alpha_edit, similarity = (
        measure_either(each, (members.raters, of), bases, rated.kept, draw)[0]
        for each, of in ((pairs.alpha, pairs.drawn_alpha), (alike, pairs.drawn_similarity))
    )
    return alpha_edit, similarity


@dataclass(frozen=True)
class TextPairs:
    """d of the pairs of each unit (pairs,), and of some pairs of ratings of any units.

    first, second: int64 (sample,), places among the ratings; apart: float64 (sample,), d.
    """

    members: Members
    within: FloatArray
    first: Ints
    second: Ints
    apart: FloatArray

    @property
    def alpha(self) -> SampledPairs:
        """Alpha as a function of units."""
        members, once = self.members, self.members.every()
        return SampledPairs(
            members.over_others(once) * members.sums(2 * self.within, once),
            members.size(once),
            members.unit[self.first],
            members.unit[self.second],
            self.apart,
        )

    def drawn_alpha(self, times: FloatArray) -> FloatArray:
        """Alpha (1,) as raters are drawn."""
        members = self.members
        size = members.size(times)
        counts = times[members.rater] * (size > 0)[members.unit]
        chances = counts[self.first] * counts[self.second]
        observed = (members.over_others(times) * members.sums(2 * self.within, times)).sum()
        expected = chances @ self.apart
        if expected <= 0 or size.sum() <= 0:
            return np.full(1, np.nan)
        return np.array([1 - observed / size.sum() * chances.sum() / expected])

    def similarity(self, times: FloatArray) -> FloatArray:
        """Mean of 1 - d of each unit (units,) as raters are drawn."""
        return self.members.means(1 - self.within, times)

    def drawn_similarity(self, times: FloatArray) -> FloatArray:
        """Its mean over units (1,)."""
        return mean_over_units(self.similarity(times)[:, None])


def _pairs_of(rated: Pairable) -> TextPairs:
    order = np.argsort(rated.unit, kind="stable")
    rater = np.zeros(len(order), np.int64) if rated.rater is None else rated.rater[order]
    members = Members.of(rated.unit[order], rater)
    texts = [normal_word(text) for text in rated.values[order]]
    first, second = _any_two(len(texts))
    within, apart = (
        np.array([edit_share(texts[a], texts[b]) for a, b in zip(*ends, strict=True)], np.float64)
        for ends in ((members.left, members.right), (first, second))
    )
    return TextPairs(members, within, first, second, apart)


def _any_two(n: int) -> tuple[Ints, Ints]:
    """All pairs of n ratings, or `MOST_PAIRS` of them."""
    if n * (n - 1) // 2 <= MOST_PAIRS:
        first, second = np.triu_indices(n, 1)
        return first.astype(np.int64), second.astype(np.int64)
    rng = np.random.default_rng(PAIR_SEED)
    first = rng.integers(0, n, MOST_PAIRS)
    return first, (first + rng.integers(1, n, MOST_PAIRS)) % n
