"""F1 between the pieces of two raters, or of a model and a rater.

F1 = 2 T / (n_a + n_b), where T pieces of the one are matched with a piece of the other that has
the same label. It is the harmonic mean of precision T / n_b and recall T / n_a, so between raters
nobody needs to be the reference (Hripcsak and Rothschild 2005, J. Am. Med. Inform. Assoc.
12:296-298, show that it is what kappa becomes where the pieces that nobody marked cannot be
counted).

    exact     both ends are the same
    overlap   the two share at least a part; each piece is matched once, as many as can be

Two raters who both mark nothing agree, and leave nothing to count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from affect.agreement.pieces.continua import Continua, Ints, Piece, one_continuum
from affect.agreement.result import AgreementError, FloatArray

MATCHES = ("exact", "overlap")


@dataclass(frozen=True)
class SpanScores:
    """How many pieces were matched, of how many; None where there is nothing to divide by."""

    matched: int
    reference: int
    hypothesis: int

    @property
    def precision(self) -> float | None:
        """Share of the hypothesis that is right."""
        return self.matched / self.hypothesis if self.hypothesis else None

    @property
    def recall(self) -> float | None:
        """Share of the reference that was found."""
        return self.matched / self.reference if self.reference else None

    @property
    def f1(self) -> float | None:
        """Of both."""
        both = self.reference + self.hypothesis
        return 2 * self.matched / both if both else None


def span_scores(
    reference: Iterable[Piece], hypothesis: Iterable[Piece], match: str = "exact"
) -> dict[str | None, SpanScores]:
    """The scores over all labels (key None) and of each label that either has.

    Raises
    ------
    AgreementError: an unknown way to match, or a piece without length.
    """
    if match not in MATCHES:
        raise AgreementError(f"unknown match {match!r}; allowed: {', '.join(MATCHES)}")
    both = [list(reference), list(hypothesis)]
    last = max((end for pieces in both for _, end, _ in pieces), default=0.0)
    continuum = one_continuum(both, last)
    matched = matched_pieces(continuum, 0, 1, match)
    sizes = pieces_per_rater(continuum)
    scores: dict[str | None, SpanScores] = {
        label: SpanScores(int(matched[k]), int(sizes[0, k]), int(sizes[1, k]))
        for k, label in enumerate(continuum.labels)
    }
    scores[None] = SpanScores(int(matched.sum()), int(sizes[0].sum()), int(sizes[1].sum()))
    return scores


def pair_matches(continuum: Continua, match: str) -> tuple[FloatArray, FloatArray]:
    """T of each pair of raters (pairs,), and n of each rater (raters,), over all labels."""
    pairs = combinations(range(int(continuum.raters[0])), 2)
    matched = [float(matched_pieces(continuum, i, j, match).sum()) for i, j in pairs]
    return np.array(matched), pieces_per_rater(continuum).sum(axis=1).astype(np.float64)


def pieces_per_rater(continuum: Continua) -> Ints:
    """Pieces of each rater and label (raters, labels) of one continuum."""
    n_labels, raters = len(continuum.labels), int(continuum.raters[0])
    cell = continuum.rater * n_labels + continuum.label
    return np.bincount(cell, minlength=raters * n_labels).reshape(raters, n_labels)


def matched_pieces(continuum: Continua, i: int, j: int, match: str) -> Ints:
    """T of each label between two raters of one continuum (labels,)."""
    own, other = (np.flatnonzero(continuum.rater == rater) for rater in (i, j))
    alike = continuum.label[own][:, None] == continuum.label[other]
    begin, end = continuum.start, continuum.end
    if match == "exact":
        meet = (begin[own][:, None] == begin[other]) & (end[own][:, None] == end[other])
    else:
        meet = (begin[own][:, None] < end[other]) & (begin[other] < end[own][:, None])
    found = matching(alike & meet)
    return np.bincount(continuum.label[own][found >= 0], minlength=len(continuum.labels))


def matching(may: np.ndarray) -> Ints:
    """For each row the column that it is matched with, -1 for none; as many rows as can be.

    `may` is bool (rows, columns).
    """
    if not may.any():
        return np.full(len(may), -1, np.int64)
    return maximum_bipartite_matching(csr_array(may), perm_type="column").astype(np.int64)
