"""Windows of speech to voices: grouping, re-segmentation, linking. Pure functions on arrays.

Everywhere: ``embeddings`` float[n, d] of unit length; ``windows`` float[n, 2], start and end in
seconds; ``voices`` float[k, d], the centroids, of unit length.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist

from ingestion.engines.types import Span

Floats = NDArray[np.floating]

#: Average linkage stops at this cosine distance.
GROUP_DISTANCE = 0.37
#: Two voices whose centroids are closer than this are one.
SAME_VOICE = 0.78
#: Whoever is heard for less than this is taken for somebody else's odd moment.
LEAST_SECONDS = 1.0
#: Windows shorter than this are too uncertain to found a group or to move a centroid.
CERTAIN_SECONDS = 1.0
#: A window belongs to a voice when this share of it was given to that voice.
PURE_SHARE = 0.9

STEP_SECONDS = 0.05
#: What a change of speaker costs, in cosine summed over steps of 50 ms.
CHANGE_COST = 0.5
ROUNDS = 20

Piece = tuple[float, float, int]


def segment(
    spans: Sequence[Span], windows: Floats, embeddings: Floats
) -> tuple[list[Piece], Floats]:
    """Pieces (start, end, voice) that fill ``spans`` in order, and the voices found.

    Groups the windows, then in rounds: divide the speech among the voices; drop a voice that hardly
    speaks; join the two closest if they are one; move each to the mean of the windows that are its
    alone; until nothing moves.
    """
    voices = _first_voices(windows, embeddings)
    for _ in range(ROUNDS):
        pieces = divide(spans, windows, embeddings, voices)
        owner = _owners(pieces, windows, len(voices))
        kept = _kept(pieces, len(voices))
        if not kept.all():
            voices = voices[kept]
            continue
        moved = _moved(voices, embeddings, owner)
        pair = _closest(moved)
        if pair:
            owner[owner == pair[1]] = pair[0]
            voices = np.delete(_moved(voices, embeddings, owner), pair[1], axis=0)
            continue
        if np.abs(moved - voices).max() < 1e-3:
            break
        voices = moved
    return divide(spans, windows, embeddings, voices), voices


def _first_voices(windows: Floats, embeddings: Floats) -> Floats:
    lengths = windows[:, 1] - windows[:, 0]
    certain = embeddings[lengths >= min(CERTAIN_SECONDS, lengths.max())]
    if len(certain) == 1:
        return _unit(certain)
    tree = linkage(pdist(certain, "cosine"), "average")
    groups = fcluster(tree, GROUP_DISTANCE, "distance")
    means = [certain[groups == group].mean(axis=0) for group in np.unique(groups)]
    return _unit(np.stack(means))


def divide(
    spans: Sequence[Span], windows: Floats, embeddings: Floats, voices: Floats
) -> list[Piece]:
    """The likeliest voice at each moment of ``spans``, changes being dear (Viterbi)."""
    likeness = _likeness(windows, embeddings @ voices.T)
    pieces: list[Piece] = []
    for span in spans:
        first = int(span.start_seconds / STEP_SECONDS)
        last = max(first + 1, int(span.end_seconds / STEP_SECONDS))
        path = _best_path(likeness[first:last])
        pieces.extend(_runs(path, span))
    return pieces


def _likeness(windows: Floats, scores: Floats) -> Floats:
    """float[steps, k]: at each step the mean score of the windows around it, near ones first."""
    steps = int(windows[:, 1].max() / STEP_SECONDS) + 2
    total, weight = np.zeros((steps, scores.shape[1])), np.full((steps, 1), 1e-9)
    for (start, end), score in zip(windows, scores, strict=True):
        first = int(start / STEP_SECONDS)
        last = max(first + 1, int(end / STEP_SECONDS))
        at = (np.arange(first, last) + 0.5) * STEP_SECONDS
        off_centre = np.abs(at - (start + end) / 2) / max((end - start) / 2, 1e-9)
        near = np.maximum(0.05, 1 - off_centre)[:, None] ** 2
        total[first:last] += near * score
        weight[first:last] += near
    likeness: Floats = total / weight
    return likeness


def _best_path(likeness: Floats) -> NDArray[np.intp]:
    """The voice at each step that gives the greatest sum of likeness less costs of changes."""
    steps, voices = likeness.shape
    came_from = np.zeros((steps, voices), np.intp)
    total = likeness[0].copy()
    for step in range(1, steps):
        best = int(total.argmax())
        change = total[best] - CHANGE_COST
        came_from[step] = np.where(total >= change, np.arange(voices), best)
        total = np.maximum(total, change) + likeness[step]
    path = np.empty(steps, np.intp)
    path[-1] = total.argmax()
    for step in range(steps - 1, 0, -1):
        path[step - 1] = came_from[step, path[step]]
    return path


def _runs(path: NDArray[np.intp], span: Span) -> Iterator[Piece]:
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
    for first, last in pairwise(edges):
        start = span.start_seconds + first * STEP_SECONDS
        end = span.start_seconds + last * STEP_SECONDS
        yield start, span.end_seconds if last == len(path) else end, int(path[first])


def _owners(pieces: list[Piece], windows: Floats, voices: int) -> NDArray[np.intp]:
    """The voice that nearly all of a window was given to; -1 for mixed and for short windows."""
    edges = np.array([(start, end) for start, end, _ in pieces])
    given = np.array([voice for _, _, voice in pieces])
    owner = np.full(len(windows), -1, np.intp)
    for k, (start, end) in enumerate(windows):
        if end - start < CERTAIN_SECONDS:
            continue
        first, last = (
            np.searchsorted(edges[:, 1], start, "right"),
            np.searchsorted(edges[:, 0], end),
        )
        shared = np.minimum(edges[first:last, 1], end) - np.maximum(edges[first:last, 0], start)
        per_voice = np.bincount(given[first:last], shared.clip(min=0), voices)
        if per_voice.max(initial=0.0) >= PURE_SHARE * (end - start):
            owner[k] = per_voice.argmax()
    return owner


def _kept(pieces: list[Piece], voices: int) -> NDArray[np.bool_]:
    """Which voices speak long enough; at least the one that speaks most."""
    seconds = np.bincount(
        [voice for _, _, voice in pieces], [end - start for start, end, _ in pieces], voices
    )
    kept: NDArray[np.bool_] = (seconds >= LEAST_SECONDS) | (np.arange(voices) == seconds.argmax())
    return kept


def _moved(voices: Floats, embeddings: Floats, owner: NDArray[np.intp]) -> Floats:
    moved = voices.copy()
    for voice in np.unique(owner[owner >= 0]):
        moved[voice] = embeddings[owner == voice].mean(axis=0)
    return _unit(moved)


def _closest(voices: Floats, apart: NDArray[np.bool_] | None = None) -> tuple[int, int] | None:
    """The two most alike voices, if they are one. ``apart``, bool[k, k]: pairs known not to be."""
    alike = np.triu(voices @ voices.T, 1)
    if apart is not None:
        alike[apart] = 0.0
    first, second = np.unravel_index(int(alike.argmax()), alike.shape)
    return (int(first), int(second)) if alike[first, second] > SAME_VOICE else None


def link(voices: Floats, seconds: Floats, blocks: NDArray[np.integer]) -> NDArray[np.intp]:
    """int[k]: for each voice of any block, the number of the speaker that it belongs to.

    ``seconds``: how long each is heard, which is its weight. ``blocks``: the block that each comes
    from; two voices of one block were told apart there, from nearer by, and stay apart. The two
    most alike are joined until no two are one voice.
    """
    speaker = np.arange(len(voices))
    sums = voices * seconds[:, None]
    heard_in = blocks[:, None] == np.unique(blocks)
    while pair := _closest(_unit(sums), heard_in @ heard_in.T):
        first, second = pair
        sums[first] += sums[second]
        heard_in[first] |= heard_in[second]
        sums, heard_in = np.delete(sums, second, axis=0), np.delete(heard_in, second, axis=0)
        speaker[speaker == second] = first
        speaker[speaker > second] -= 1
    return speaker


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = vectors / np.maximum(lengths, 1e-9)
    return unit
