"""Agreement of labelled boxes on images.

region-f1 is the F1 of `span_f1` with boxes in the place of spans: two boxes of one label match
where their intersection over union is at least 1/2, the threshold of the PASCAL VOC challenge
(Everingham et al. 2010, Int. J. Comput. Vis. 88:303-338), one to one and as many as can be. It has
no chance correction, for the boxes that nobody drew cannot be counted.

alpha-area is Krippendorff's alpha with the points of the images as units and, for each label, in or
out of a box as values, which is how agreement on outlines is measured where every pixel is a rating
(Lampert, Stumpf and Gançarski 2016, IEEE Trans. Image Process. 25:2557-2572). With a the share of
an image, n(p) of m raters with a box at p and l_1 + l_0 the areas in and out over all raters

    D_o = sum over images of the integral of 2 n (m - n) / (m - 1) da
    D_e = 2 l_1 l_0 / (l_1 + l_0),

added up over labels. Areas are exact: boxes part the image into a grid by their edges. All images
weigh the same. Large boxes weigh more than small ones, which F1 does not see.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.agreement.draws.bootstrap import Draw
from affect.agreement.draws.rater_draws import Members
from affect.agreement.pieces.pair_sums import Matches, PairTier, TierPairs
from affect.agreement.pieces.span_f1 import matching
from affect.agreement.rated.pairable import Pairable, from_coded
from affect.agreement.result import FloatArray, Result
from affect.coded import Coded
from affect.questions import Regions

LEAST_IOU = 0.5
NO_BOXES = "nobody drew anything, so there are no boxes to match"
Box = Mapping[str, Any]


def region_agreement(
    question: Regions, coded: Coded, draw: Draw
) -> tuple[list[Result], list[Result]]:
    """region-f1 and alpha-area, and alpha-area of each label."""
    rated = from_coded(coded)
    bases = [rated.basis] * (1 + len(question.labels))
    if not rated.basis.units:
        nothing = [basis.result(np.nan, None) for basis in bases]
        return [nothing[0], nothing[0]], nothing[1:]
    units = _by_unit(rated)
    order = np.argsort(rated.unit, kind="stable")
    rater = np.zeros(len(order), np.int64) if rated.rater is None else rated.rater[order]
    members = Members.of(rated.unit[order], rater)
    f1 = _matches(members, units).measured(bases[0], rated.kept, draw)
    if f1.value is None:
        f1 = rated.basis.refuse(NO_BOXES)
    tiers = [_tier(units, label) for label in question.label_ids]
    area, *alone = TierPairs(members, tiers, tiers).measured(bases, rated.kept, draw)
    return [f1, area], alone


def _by_unit(rated: Pairable) -> list[list[Sequence[Box]]]:
    units: list[list[Sequence[Box]]] = [[] for _ in range(rated.basis.units)]
    for unit, boxes in zip(rated.unit.tolist(), rated.values, strict=True):
        units[unit].append(boxes)
    return units


def iou(left: FloatArray, right: FloatArray) -> FloatArray:
    """Intersection over union of boxes (left, 4) and (right, 4), as x, y, width, height."""
    begin = np.maximum(left[:, None, :2], right[None, :, :2])
    ends = [boxes[:, :2] + boxes[:, 2:] for boxes in (left, right)]
    size = np.maximum(np.minimum(ends[0][:, None], ends[1][None]) - begin, 0)
    shared = size.prod(axis=2)
    areas = [boxes[:, 2:].prod(axis=1) for boxes in (left, right)]
    overlap: FloatArray = shared / (areas[0][:, None] + areas[1] - shared)
    return overlap


def matched_boxes(left: Sequence[Box], right: Sequence[Box]) -> int:
    """How many boxes of the one can be matched with one of the other."""
    if not left or not right:
        return 0
    alike = [[a["label"] == b["label"] for b in right] for a in left]
    # rounding must not part a box from its copy of half the size
    near = iou(_places(left), _places(right)) >= LEAST_IOU - 1e-9
    return int((matching(np.array(alike) & near) >= 0).sum())


def _places(boxes: Sequence[Box]) -> FloatArray:
    rows = [[box[part] for part in ("x", "y", "width", "height")] for box in boxes]
    return np.array(rows, np.float64).reshape(-1, 4)


def _matches(members: Members, units: list[list[Sequence[Box]]]) -> Matches:
    matched = [float(matched_boxes(a, b)) for given in units for a, b in combinations(given, 2)]
    pieces = [float(len(boxes)) for given in units for boxes in given]
    return Matches(members, np.array(matched), np.array(pieces))


def _tier(units: list[list[Sequence[Box]]], label: str) -> PairTier:
    each = [_areas([[b for b in boxes if b["label"] == label] for boxes in u]) for u in units]
    apart, inside = (np.concatenate(part) for part in zip(*each, strict=True))
    return PairTier(apart, np.column_stack([inside, 1 - inside]), np.zeros(len(inside)))


def _areas(given: list[list[Box]]) -> tuple[FloatArray, FloatArray]:
    """Of one image and label: the area on which two raters differ (pairs,), in boxes (raters,)."""
    m = len(given)
    boxes = _places([box for own in given for box in own])
    rater = np.repeat(np.arange(m), [len(own) for own in given])
    first, second = np.triu_indices(m, 1)
    if not len(boxes):
        return np.zeros(len(first)), np.zeros(m)
    xs, ys = (np.unique(np.append(boxes[:, k], boxes[:, k] + boxes[:, k + 2])) for k in (0, 1))
    there = np.zeros((m, len(xs) - 1, len(ys) - 1), bool)
    for k, box in zip(rater.tolist(), boxes, strict=True):
        there[k, _cells(xs, box[0], box[2]), _cells(ys, box[1], box[3])] = True
    area = np.outer(np.diff(xs), np.diff(ys))
    differ = there[first] != there[second]
    return (differ * area).sum(axis=(1, 2)), (there * area).sum(axis=(1, 2))


def _cells(edges: NDArray[np.float64], begin: float, size: float) -> slice:
    return slice(int(np.searchsorted(edges, begin)), int(np.searchsorted(edges, begin + size)))
