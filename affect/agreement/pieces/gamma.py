"""gamma: agreement on where pieces lie and what they are called, by aligning them.

Reference: Y. Mathet, A. Widlöcher, J.-P. Métivier (2015), The unified and holistic method gamma for
inter-annotator agreement measure and alignment, Computational Linguistics 41(3):437-479.

Two pieces u, v of two raters differ in place and in label,

    d(u, v) = A d_pos + B d_lab,    d_pos = ((|b_u - b_v| + |e_u - e_v|) / (l_u + l_v))^2 D,

with d_lab = D for different labels (or D times a distance of labels), and D = 1 is what a piece
costs that meets nothing. A unitary alignment takes at most one piece of each of the n raters; its
disorder is the mean of d over all n (n - 1) / 2 pairs, a pair without a piece costing D. An
alignment takes every piece once; its disorder is the sum of its unitary ones over the mean number
of pieces of a rater, and the best alignment has the least.

    gamma = 1 - disorder of the best alignment / its mean for random raters.

Random raters are real ones, drawn again, whose pieces are moved along the continuum together and
come in again at its start; no two of them are moved by nearly the same (half the mean length of a
piece, section 5.2). What chance gives is so estimated, and the estimate has an error: samples are
added until it is within `precision` in 95 of 100 cases (section 5.3).

With two raters the best alignment is an assignment, with more an integer program; both are solved
exactly. Several continua are weighted by their mean number of pieces per rater.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from affect.agreement.pieces.alignment import Dissimilarity, Pieces, least_disorder
from affect.agreement.pieces.continua import Continua, Ints
from affect.agreement.result import AgreementError, Basis, FloatArray, Result

FIRST_SAMPLES, MOST_SAMPLES = 30, 3_000
PRECISION = 0.02
Z_95 = 1.96
CHUNK_PIECES = 20_000
"""Pieces that are aligned together."""
TRIES = 20
"""Draws of a place that is not too near to those taken, before nearness is put up with."""


@dataclass(frozen=True)
class Gamma:
    """gamma, the disorders it is made of, and how well the chance one is known.

    precision: half the width of the 95 % interval of `expected`, as a share of it.
    """

    result: Result
    observed: float
    expected: float
    samples: int
    precision: float


def gamma(
    continuum: Continua,
    *,
    rng: Generator,
    dissimilarity: Dissimilarity | None = None,
    precision: float = PRECISION,
) -> Gamma:
    """gamma of one continuum of two raters or more.

    Raises
    ------
    AgreementError: several continua, fewer than two raters, or more candidates for an alignment
        than can be compared.
    """
    if len(continuum.length) != 1 or continuum.raters[0] < 2:
        raise AgreementError("gamma is of one continuum with two raters or more")
    costs = dissimilarity or Dissimilarity()
    n = int(continuum.raters[0])
    basis = Basis(1, n, n, 0)
    pieces = Pieces.of(continuum)
    if not len(pieces.start):
        return Gamma(basis.result(np.nan, None), 0.0, 0.0, 0, 0.0)
    observed = float(least_disorder(pieces, 1, n, costs)[0])

    length = float(continuum.length[0])
    drawn = _precise(lambda k: _by_chance(pieces, length, n, Draw(k, rng, costs)), precision)
    expected = float(drawn.mean())
    value = 1 - observed / expected if expected > 0 else np.nan
    error = Z_95 * float(drawn.std()) / expected / len(drawn) ** 0.5 if expected > 0 else 0.0
    return Gamma(basis.result(value, None), observed, expected, len(drawn), error)


def _precise(draw: Callable[[int], FloatArray], precision: float) -> FloatArray:
    """The first samples, and as many more as their spread calls for."""
    drawn = draw(FIRST_SAMPLES)
    if not drawn.mean():
        return drawn
    needed = (Z_95 * drawn.std() / drawn.mean() / precision) ** 2
    more = min(int(np.ceil(needed)), MOST_SAMPLES) - FIRST_SAMPLES
    return drawn if more <= 0 else np.concatenate([drawn, draw(more)])


class Disorders(NamedTuple):
    """Observed and expected disorder of each continuum, times its mean pieces per rater."""

    observed: FloatArray
    expected: FloatArray


def disorders(
    continua: Continua, *, rng: Generator, samples: int, dissimilarity: Dissimilarity | None = None
) -> Disorders:
    """Disorders of many continua, all of two raters or more: gamma is 1 - their quotient.

    Raises
    ------
    AgreementError: more candidates for an alignment than can be compared.
    """
    draw = Draw(samples, rng, dissimilarity or Dissimilarity())
    found = Disorders(*np.zeros((2, len(continua.length))))
    each = list(continua.each())
    sizes = np.array([len(continuum.start) for continuum in each])
    for n in np.unique(continua.raters[sizes > 0]).tolist():
        places = np.flatnonzero((continua.raters == n) & (sizes > 0))
        ends = np.cumsum(sizes[places]) * samples // CHUNK_PIECES
        for chunk in np.split(places, np.flatnonzero(np.diff(ends)) + 1):
            observed, expected = _together([each[place] for place in chunk], n, draw)
            found.observed[chunk] = sizes[chunk] / n * observed
            found.expected[chunk] = sizes[chunk] / n * expected
    return found


def _together(continua: list[Continua], n: int, draw: "Draw") -> Disorders:
    """Disorder and mean disorder by chance of each of some continua, all of n raters."""
    own = [Pieces.of(continuum) for continuum in continua]
    lengths = [float(continuum.length[0]) for continuum in continua]
    chance = [_at_random(p, length, n, draw) for p, length in zip(own, lengths, strict=True)]
    size = len(own), draw.samples
    drawn = Pieces.behind(chance, draw.samples)
    disorder = least_disorder(drawn, size[0] * size[1], n, draw.costs).reshape(size)
    counts = np.bincount(drawn.group, minlength=size[0] * size[1]).reshape(size)
    marked = np.maximum((counts > 0).sum(axis=1), 1)
    observed = least_disorder(Pieces.behind(own, 1), size[0], n, draw.costs)
    return Disorders(observed, disorder.sum(axis=1) / marked)


@dataclass(frozen=True)
class Draw:
    """How many sets of random raters, from which generator, and how they are aligned."""

    samples: int
    rng: Generator
    costs: Dissimilarity


def _by_chance(pieces: Pieces, length: float, n: int, draw: Draw) -> FloatArray:
    """Least disorders of n random raters; samples in which nobody marked anything are left out."""
    drawn = _at_random(pieces, length, n, draw)
    counts = np.bincount(drawn.group, minlength=draw.samples)
    found: FloatArray = least_disorder(drawn, draw.samples, n, draw.costs)[counts > 0]
    return found if len(found) else np.zeros(1)


def _at_random(pieces: Pieces, length: float, n: int, draw: Draw) -> Pieces:
    """The pieces of n random raters, a group for each sample."""
    source = draw.rng.integers(0, n, (draw.samples, n))
    apart = float((pieces.end - pieces.start).mean()) / 2
    return _moved(pieces, source, _places(source.shape, length, apart, draw.rng), length)


def _places(shape: tuple[int, ...], length: float, apart: float, rng: Generator) -> FloatArray:
    """How far each random rater is moved (samples, n), 0 to `length`, `apart` round the circle."""
    places = rng.uniform(0, length, shape)
    for rater in range(1, shape[1]):
        for _ in range(TRIES):
            gap = np.abs(places[:, :rater] - places[:, rater : rater + 1])
            near = (np.minimum(gap, length - gap) < apart).any(axis=1)
            if not near.any():
                break
            places[near, rater] = rng.uniform(0, length, int(near.sum()))
    return places


def _moved(pieces: Pieces, source: Ints, moved: FloatArray, length: float) -> Pieces:
    """The pieces of the raters `source` (samples, n), moved by `moved` round the continuum."""
    order = np.argsort(pieces.rater, kind="stable")
    ends = np.searchsorted(pieces.rater[order], np.arange(source.max() + 2))
    sizes = np.diff(ends)[source.ravel()]
    cell = np.repeat(np.arange(source.size), sizes)
    within = np.arange(len(cell)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rows = order[ends[source.ravel()[cell]] + within]
    start = (pieces.start[rows] + moved.ravel()[cell]) % length
    sample, rater = np.divmod(cell, source.shape[1])
    long = pieces.end[rows] - pieces.start[rows]
    return Pieces(sample, rater, pieces.label[rows], start, start + long)
