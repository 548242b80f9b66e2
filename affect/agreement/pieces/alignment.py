"""The alignment of pieces with the least disorder, as gamma needs it (see `gamma`).

Leaving every piece alone costs D for each. A unitary alignment T of t of the n raters' pieces costs

    (sum of d over its pairs + (n (n - 1) / 2 - t (t - 1) / 2) D) / (n (n - 1) / 2),

so it gains t D less that. The best alignment is the set of disjoint ones with the largest gain.
Only those can be in it from which no piece would be better left alone: for every u in T

    sum of d(u, v) over v in T < (n (n - 1) / 2 + t - 1) D,

so pieces far from each other never meet and the problem falls apart into small ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from affect.agreement.pieces.continua import Continua, Ints
from affect.agreement.result import AgreementError, FloatArray

MOST_CANDIDATES = 500_000
EMPTY = -1

_Pairs = tuple[Ints, Ints]


@dataclass(frozen=True)
class Dissimilarity:
    """Weights A and B of place and label, and the cost D of a piece that meets nothing.

    labels: float64 (labels, labels), distances from 0 to 1; None: 1 for different labels.
    """

    place: float = 1.0
    label: float = 1.0
    empty: float = 1.0
    labels: FloatArray | None = None

    def __post_init__(self) -> None:
        if self.place <= 0 or self.label < 0 or self.empty <= 0:
            raise AgreementError(
                f"the weight of place {self.place:g} and the cost {self.empty:g} of a piece that "
                f"meets nothing are above 0, the weight of labels {self.label:g} is from 0"
            )

    def between(self, pieces: "Pieces", left: Ints, right: Ints) -> FloatArray:
        """d of pairs of pieces (pairs,)."""
        start, end, label = pieces.start, pieces.end, pieces.label
        shift = np.abs(start[left] - start[right]) + np.abs(end[left] - end[right])
        lengths = end[left] - start[left] + end[right] - start[right]
        named = (
            (label[left] != label[right]).astype(np.float64)
            if self.labels is None
            else self.labels[label[left], label[right]]
        )
        place = self.place * _share_of(shift, lengths) ** 2
        apart: FloatArray = self.empty * (place + self.label * named)
        return apart


@dataclass(frozen=True)
class Pieces:
    """Pieces of several groups, each aligned for itself; all arrays are (pieces,)."""

    group: Ints
    rater: Ints
    label: Ints
    start: FloatArray
    end: FloatArray

    @classmethod
    def of(cls, continua: Continua) -> "Pieces":
        """One group per continuum."""
        c = continua
        return cls(c.continuum, c.rater, c.label, c.start, c.end)

    @classmethod
    def behind(cls, parts: Sequence["Pieces"], groups: int) -> "Pieces":
        """Several sets of `groups` groups each, numbered one set after the other."""
        group = [part.group + place * groups for place, part in enumerate(parts)]
        names = ("rater", "label", "start", "end")
        joined = [np.concatenate([getattr(part, name) for part in parts]) for name in names]
        return cls(np.concatenate(group), *joined)


def _share_of(shift: FloatArray, lengths: FloatArray) -> FloatArray:
    """shift / lengths; pieces too short to have a length are together or infinitely far apart."""
    share = np.where(shift > 0, np.inf, 0.0)
    return np.divide(shift, lengths, out=share, where=lengths > 0)


def least_disorder(pieces: Pieces, groups: int, n: int, costs: Dissimilarity) -> FloatArray:
    """Disorder of the best alignment of each group of n raters (groups,); 0 without pieces.

    Raises
    ------
    AgreementError: too many candidates.
    """
    counts = np.bincount(pieces.group, minlength=groups)
    tuples, gain = _candidates(pieces, n, costs)
    total = counts * costs.empty - _gains(pieces, tuples, gain, groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        disorder: FloatArray = np.where(counts > 0, total / (counts / n), 0.0)
    return np.maximum(disorder, 0)  # rounding


def _candidates(pieces: Pieces, n: int, costs: Dissimilarity) -> tuple[Ints, FloatArray]:
    """Unitary alignments of two pieces or more that can be in the best one, and their gains.

    int64 (candidates, n) with `EMPTY` where a rater has no piece, and float64 (candidates,).
    """
    couples = n * (n - 1) // 2
    left, right, apart = _near(pieces, n, costs, (couples + n - 1) * costs.empty)
    if n == 2:
        return np.column_stack([left, right]), 2 * costs.empty - apart
    near = Neighbours.of(left, right, apart, len(pieces.start))
    tuples = _tuples(pieces, near, n)
    apart_sum, worst, members = _within(tuples, near, n)
    gain = (members - 1 + members * (members - 1) / 2 / couples) * costs.empty - apart_sum / couples
    kept = (gain > 0) & (worst < (couples + members - 1) * costs.empty)
    return tuples[kept], gain[kept]


def _near(
    pieces: Pieces, n: int, costs: Dissimilarity, bound: float
) -> tuple[Ints, Ints, FloatArray]:
    """Pairs of pieces of one group and two raters with d < `bound`: lower rater, higher, d."""
    if not len(pieces.start):
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    reach = np.sqrt(bound / costs.empty / costs.place)
    longest = float((pieces.end - pieces.start).max())
    # groups stand behind each other on one line, out of each other's reach
    step = pieces.end.max() + (2 * reach + 1) * longest
    at = pieces.start + pieces.group * step
    margin = reach * (pieces.end - pieces.start + longest)
    found = [_windows(pieces.rater, at, margin, (i, j)) for i, j in combinations(range(n), 2)]
    left, right = (np.concatenate(part) for part in zip(*found, strict=True))
    apart = costs.between(pieces, left, right)
    kept = apart < bound
    return left[kept], right[kept], apart[kept]


def _windows(rater: Ints, at: FloatArray, margin: FloatArray, pair: tuple[int, int]) -> _Pairs:
    """Pairs of pieces of two raters that begin within the margin of the first one's piece."""
    left, right = (np.flatnonzero(rater == each) for each in pair)
    right = right[np.argsort(at[right], kind="stable")]
    first = np.searchsorted(at[right], at[left] - margin[left])
    last = np.searchsorted(at[right], at[left] + margin[left], side="right")
    of, place = _ranges(first, last)
    return left[of], right[place]


@dataclass(frozen=True)
class Neighbours:
    """Pairs of pieces that are near, from both sides, sorted by piece and then neighbour.

    first: int64 (pieces + 1,), where the neighbours of each piece begin in `other` and `apart`.
    """

    first: Ints
    other: Ints
    apart: FloatArray
    keys: Ints

    @classmethod
    def of(cls, left: Ints, right: Ints, apart: FloatArray, size: int) -> "Neighbours":
        """From each pair once."""
        own, other = np.concatenate([left, right]), np.concatenate([right, left])
        keys = own * size + other
        order = np.argsort(keys)
        first = np.searchsorted(own[order], np.arange(size + 1))
        return cls(first, other[order], np.tile(apart, 2)[order], keys[order])

    def between(self, left: Ints, right: Ints) -> FloatArray:
        """d of pairs (pairs,), infinite where they are not near."""
        if not len(self.keys):
            return np.full(len(left), np.inf)
        keys = left * (len(self.first) - 1) + right
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.apart[at], np.inf)


def _tuples(pieces: Pieces, near: Neighbours, n: int) -> Ints:
    """All sets of two or more pieces of different raters that are near each other (sets, n)."""
    found = np.full((len(pieces.start), n), EMPTY)
    found[np.arange(len(found)), pieces.rater] = np.arange(len(found))
    grown, all_sets = found, []
    for _ in range(1, n):
        grown = _grown(pieces, near, grown)
        all_sets.append(grown)
        if sum(map(len, all_sets)) > MOST_CANDIDATES:
            raise AgreementError(_too_many(sum(map(len, all_sets))))
    return np.concatenate(all_sets)


def _grown(pieces: Pieces, near: Neighbours, sets: Ints) -> Ints:
    """Each set with one more piece, of a later rater, that is near all of its pieces."""
    n = sets.shape[1]
    latest = n - 1 - (sets[:, ::-1] != EMPTY).argmax(axis=1)
    member = sets[np.arange(len(sets)), latest]
    row, place = _ranges(near.first[member], near.first[member + 1])
    added = near.other[place]
    later = pieces.rater[added] > latest[row]
    row, added = row[later], added[later]
    for rater in range(n):
        other = sets[row, rater]
        close = (other == EMPTY) | np.isfinite(near.between(other, added))
        row, added = row[close], added[close]
    grown: Ints = sets[row]
    grown[np.arange(len(row)), pieces.rater[added]] = added
    return grown


def _ranges(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """The whole numbers of several half-open ranges, and the range that each is of: range, number.

    Raises
    ------
    AgreementError: there are too many.
    """
    sizes = last - first
    if sizes.sum() > 20 * MOST_CANDIDATES:
        raise AgreementError(_too_many(int(sizes.sum())))
    of = np.repeat(np.arange(len(sizes)), sizes)
    return of, np.arange(len(of)) + (first - np.cumsum(sizes) + sizes)[of]


def _within(tuples: Ints, near: Neighbours, n: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Sum of d over the pairs of each set, the largest sum of one piece, and the set's size."""
    of_rater = np.zeros((len(tuples), n))
    for i, j in combinations(range(n), 2):
        both = (tuples[:, i] != EMPTY) & (tuples[:, j] != EMPTY)
        apart = near.between(tuples[both, i], tuples[both, j])
        of_rater[both, i] += apart
        of_rater[both, j] += apart
    members = (tuples != EMPTY).sum(axis=1).astype(np.float64)
    return of_rater.sum(axis=1) / 2, of_rater.max(axis=1, initial=0), members


def _gains(pieces: Pieces, tuples: Ints, gain: FloatArray, groups: int) -> FloatArray:
    """Largest gain of each group, part by part: what shares no piece does not compete."""
    total = np.zeros(groups)
    if not len(gain):
        return total
    part = _parts(tuples, len(pieces.start))
    order = np.argsort(part, kind="stable")
    tuples, gain = tuples[order], gain[order]
    sizes = np.bincount(part)
    sizes = sizes[sizes > 0]
    alone = np.repeat(sizes, sizes) == 1
    group = pieces.group[tuples.max(axis=1)]
    np.add.at(total, group[alone], gain[alone])
    solve = _assigned if tuples.shape[1] == 2 else _programmed
    rest = ~alone
    taken = solve(tuples[rest], gain[rest], sizes[sizes > 1])
    np.add.at(total, group[rest], np.where(taken, gain[rest], 0.0))
    return total


def _parts(tuples: Ints, size: int) -> Ints:
    """The connected part that each candidate is in (candidates,)."""
    first = tuples.max(axis=1)
    row, rater = np.nonzero(tuples != EMPTY)
    links = (first[row], tuples[row, rater])
    graph = csr_array((np.ones(len(row)), links), shape=(size, size))
    part: Ints = connected_components(graph, directed=False)[1][first]
    return part


def _assigned(tuples: Ints, gain: FloatArray, sizes: Ints) -> NDArray[np.bool_]:
    """Which pairs the best assignment of each part takes; parts of `sizes` stand in a row."""
    from scipy.optimize import linear_sum_assignment  # slow to load, and every command would pay it

    taken = np.zeros(len(gain), bool)
    for end, size in zip(np.cumsum(sizes).tolist(), sizes.tolist(), strict=True):
        rows = slice(end - size, end)
        _, left = np.unique(tuples[rows, 0], return_inverse=True)
        _, right = np.unique(tuples[rows, 1], return_inverse=True)
        gains = np.zeros((left.max() + 1, right.max() + 1))
        gains[left, right] = gain[rows]
        row, column = linear_sum_assignment(gains, maximize=True)
        chosen = np.zeros(gains.shape, bool)
        chosen[row, column] = True
        taken[rows] = chosen[left, right]
    return taken


def _programmed(tuples: Ints, gain: FloatArray, sizes: Ints) -> NDArray[np.bool_]:
    """Which candidates the best choice takes: an integer program over all parts at once."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to load, too

    if not len(gain):
        return np.zeros(0, bool)
    candidate, rater = np.nonzero(tuples != EMPTY)
    _, piece = np.unique(tuples[candidate, rater], return_inverse=True)
    takes = csr_array((np.ones(len(piece)), (piece, candidate)))
    solved = milp(
        -gain,
        integrality=np.ones(len(gain), np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(takes, ub=1),
    )
    if solved.x is None:
        raise AgreementError(f"no best alignment was found: {solved.message}")
    taken: NDArray[np.bool_] = solved.x > 0.5
    return taken


def _too_many(found: int) -> str:
    return (
        f"{found} sets of pieces lie near enough to be aligned; at most {MOST_CANDIDATES} are "
        "compared: measure fewer raters or shorter recordings at a time, or use u-alpha"
    )
