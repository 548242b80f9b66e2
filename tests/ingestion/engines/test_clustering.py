"""Voices from made-up embeddings, where the truth is known."""

import numpy as np
import pytest

from ingestion.engines import clustering
from ingestion.engines.types import Span


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def near(rng: np.random.Generator, voice: int, n: int) -> np.ndarray:
    centre = np.zeros(64)
    centre[voice * 8 : voice * 8 + 8] = 1.0
    return unit(centre + 0.15 * rng.standard_normal((n, 64)))


def conversation(
    order: list[int], seconds: float = 4.0
) -> tuple[list[Span], np.ndarray, np.ndarray]:
    """Turns of ``seconds``, half a second apart, with windows of 1.2 s every 0.4 s."""
    rng = np.random.default_rng(3)
    spans, windows, embeddings = [], [], []
    for number, voice in enumerate(order):
        start = number * (seconds + 0.5)
        spans.append(Span(start, start + seconds))
        starts = np.arange(start, start + seconds - 1.2 + 1e-6, 0.4)
        windows.append(np.stack([starts, starts + 1.2], axis=1))
        embeddings.append(near(rng, voice, len(starts)))
    return spans, np.concatenate(windows), np.concatenate(embeddings)


@pytest.mark.parametrize("order", [[0], [0, 1], [0, 1, 0, 2, 1], [0, 1, 2, 3, 4, 0]])
def test_finds_the_voices(order: list[int]) -> None:
    pieces, voices = clustering.segment(*conversation(order))
    assert len(voices) == len(set(order))
    names = [voice for _, _, voice in pieces]
    assert len({(name, truth) for name, truth in zip(names, order, strict=True)}) == len(set(order))


def test_pieces_fill_the_spans_exactly() -> None:
    spans, windows, embeddings = conversation([0, 1, 0])
    pieces, _ = clustering.segment(spans, windows, embeddings)
    assert [(start, end) for start, end, _ in pieces] == [
        (span.start_seconds, span.end_seconds) for span in spans
    ]


def test_divides_a_span_in_which_the_speaker_changes() -> None:
    rng = np.random.default_rng(0)
    starts = np.arange(0, 18.8, 0.4)
    embeddings = np.where(starts[:, None] < 9.4, near(rng, 0, 47), near(rng, 1, 47))
    windows = np.stack([starts, starts + 1.2], axis=1)
    pieces, _ = clustering.segment([Span(0.0, 20.0)], windows, embeddings)
    assert len(pieces) == 2
    assert pieces[0][1] == pieces[1][0] == pytest.approx(10.0, abs=0.3)


def test_one_short_window_alone_is_one_voice() -> None:
    embedding = near(np.random.default_rng(0), 0, 1)
    pieces, voices = clustering.segment([Span(1.0, 1.3)], np.array([[1.0, 1.3]]), embedding)
    assert (pieces, len(voices)) == ([(1.0, 1.3, 0)], 1)


def test_links_the_voices_of_blocks() -> None:
    rng = np.random.default_rng(1)
    voices = np.concatenate([near(rng, voice, 1) for voice in (0, 1, 1, 0, 2, 1)])
    blocks = np.array([0, 0, 1, 1, 1, 2])
    speaker = clustering.link(voices, np.full(6, 60.0), blocks)
    assert speaker[0] == speaker[3]
    assert speaker[1] == speaker[2] == speaker[5]
    assert len(set(speaker.tolist())) == 3


def test_voices_told_apart_in_a_block_stay_apart() -> None:
    rng = np.random.default_rng(1)
    voices = near(rng, 0, 3)
    together = clustering.link(voices, np.ones(3), np.array([0, 1, 2]))
    apart = clustering.link(voices, np.ones(3), np.array([0, 0, 1]))
    assert len(set(together.tolist())) == 1
    assert len(set(apart.tolist())) == 2
    assert apart[0] != apart[1]
