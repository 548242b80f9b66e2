"""EDER against the identification error of pyannote.metrics, which counts the same three errors."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyannote.core import Annotation, Segment
from pyannote.metrics.identification import IdentificationErrorRate

from affect.agreement.pieces.continua import Piece
from affect.agreement.pieces.eder import eder

SECONDS = 30


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    """Pieces that may lie over each other, except those of one label."""
    found: list[Piece] = []
    for label in "abc":
        cuts = sorted(draw(st.lists(st.integers(0, SECONDS), max_size=6, unique=True)))
        found += [(a, b, label) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return found


def annotation(given: Iterable[Piece]) -> Annotation:
    found = Annotation()
    for number, (start, end, label) in enumerate(given):
        found[Segment(start, end), number] = label
    return found


@settings(deadline=None, max_examples=60)
@given(pieces(), pieces())
def test_the_three_errors_are_those_of_pyannote(
    reference: list[Piece], hypothesis: list[Piece]
) -> None:
    ours = eder(reference, hypothesis, SECONDS)
    theirs = IdentificationErrorRate().compute_components(
        annotation(reference), annotation(hypothesis), uem=None
    )
    assert ours.missed == pytest.approx(theirs["missed detection"])
    assert ours.false_alarm == pytest.approx(theirs["false alarm"])
    assert ours.confusion == pytest.approx(theirs["confusion"])
