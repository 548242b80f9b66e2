"""alpha_U of 1995, the older coefficient of unitizing, label by label.

Reference: K. Krippendorff (1995), On the reliability of unitizing continuous data, Sociological
Methodology 25:47-76; Krippendorff (2004), Content Analysis, section 11.4.

Each label c is a continuum of its own, parted by each of m raters into sections g, pieces and gaps,
with begin b, length l and end e = b + l. Two sections of two raters differ by

    (b_g - b_h)^2 + (e_g - e_h)^2    two pieces that intersect,
    l_g^2                            a piece within a gap of the other's,
    0                                otherwise,

    D_o = sum_{i != j} sum_{g, h} d^2 / (m (m - 1) L^2)
    D_e = 2/L sum_pieces [(N - 1)/3 (2 l^3 - 3 l^2 + l) + l^2 sum_{gaps h: l_h >= l} (l_h - l + 1)]
          / (m L (m L - 1) - sum_pieces l (l - 1)),        N pieces in all,

and alpha = 1 - D_o / D_e, over all labels by the sums of both. D_e counts places in whole numbers:
give lengths in the unit in which raters mark. With more than two raters the coefficient does not
behave as it should, which is why the family of 2016 (`unitizing`) replaced it; it is here for
figures that were published with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from affect.agreement.pieces.continua import Continua
from affect.agreement.result import AgreementError, Basis, FloatArray, Result


@dataclass(frozen=True)
class AlphaU:
    """Over all labels and for each; observed and expected disagreement of each label."""

    overall: Result
    per_label: dict[str, Result]
    observed: dict[str, float]
    expected: dict[str, float]


def alpha_u(continuum: Continua) -> AlphaU:
    """alpha_U of one continuum.

    Raises
    ------
    AgreementError: several continua, or fewer than two raters.
    """
    if len(continuum.length) != 1 or continuum.raters[0] < 2:
        raise AgreementError("alpha_U is of one continuum with two raters or more")
    raters, length = int(continuum.raters[0]), float(continuum.length[0])
    basis = Basis(1, raters, raters, 0)
    apart, chance = [], []
    for k in range(len(continuum.labels)):
        alone = continuum.of_label(k)
        pieces = [_sorted_pieces(alone, rater) for rater in range(raters)]
        apart.append(_observed(pieces, length))
        chance.append(_expected(pieces, length))
    names = continuum.labels
    results = [_result(basis, o, e) for o, e in zip(apart, chance, strict=True)]
    return AlphaU(
        overall=_result(basis, sum(apart), sum(chance)),
        per_label=dict(zip(names, results, strict=True)),
        observed=dict(zip(names, apart, strict=True)),
        expected=dict(zip(names, chance, strict=True)),
    )


def _result(basis: Basis, observed: float, expected: float) -> Result:
    return basis.result(1 - observed / expected if expected > 0 else np.nan, None)


def _sorted_pieces(continuum: Continua, rater: int) -> FloatArray:
    """Begin and end of a rater's pieces (pieces, 2)."""
    own = continuum.rater == rater
    pieces = np.column_stack([continuum.start[own], continuum.end[own]])
    return pieces[np.argsort(pieces[:, 0])]


def _gaps(pieces: FloatArray, length: float) -> FloatArray:
    """Begin and end of what lies between the pieces (gaps, 2)."""
    begins = np.concatenate([[0.0], pieces[:, 1]])
    ends = np.append(pieces[:, 0], length)
    return np.column_stack([begins, ends])[ends > begins]


def _observed(pieces: Sequence[FloatArray], length: float) -> float:
    m = len(pieces)
    apart = sum(_apart(pieces[i], pieces[j], length) for i in range(m) for j in range(m) if i != j)
    return apart / (m * (m - 1) * length**2)


def _apart(own: FloatArray, other: FloatArray, length: float) -> float:
    """sum_{g, h} of one ordered pair of raters, where pieces in gaps count from both sides."""
    b, e = own[:, :1], own[:, 1:]
    there_b, there_e = other[:, 0], other[:, 1]
    meet = (b < there_e) & (there_b < e)
    moved = ((b - there_b) ** 2 + (e - there_e) ** 2)[meet].sum()
    return float(moved + _lost(own, other, length) + _lost(other, own, length))


def _lost(own: FloatArray, other: FloatArray, length: float) -> float:
    """Squared lengths of own pieces that lie in gaps of the other."""
    gaps = _gaps(other, length)
    inside = (gaps[:, 0] <= own[:, :1]) & (own[:, 1:] <= gaps[:, 1])
    return float(((own[:, 1] - own[:, 0]) ** 2)[inside.any(axis=1)].sum())


def _expected(pieces: Sequence[FloatArray], length: float) -> float:
    m = len(pieces)
    lengths = np.concatenate([own[:, 1] - own[:, 0] for own in pieces])
    gaps = np.concatenate([np.diff(_gaps(own, length), axis=1)[:, 0] for own in pieces])
    places = np.where(gaps >= lengths[:, None], gaps - lengths[:, None] + 1, 0).sum(axis=1)
    cubes = (len(lengths) - 1) / 3 * (2 * lengths**3 - 3 * lengths**2 + lengths)
    pairs = m * length * (m * length - 1) - (lengths * (lengths - 1)).sum()
    return float(2 / length * (cubes + lengths**2 * places).sum() / pairs) if pairs > 0 else 0.0
