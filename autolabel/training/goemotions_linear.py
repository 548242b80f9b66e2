"""Trains the weights of the card goemotions-linear.

Usage: python -m autolabel.training.goemotions_linear GOEMOTIONS.tsv OUT.npz

One logistic regression a label (L2, liblinear) on the training part of `goemotions_data`. Its
scores are calibrated by one slope and one offset for all labels (J. Platt 1999), fitted on scores
of comments that the model had not seen, and folded into the weights. The same input gives the same
bytes on the same machine and library versions. Needs scikit-learn, which labelling does not.
"""

import argparse
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from autolabel.engines.text_features import BUCKETS, hashed_counts, weighted
from autolabel.training.goemotions_data import LABELS, Comments, read_split
from autolabel.training.measures import Bools, Floats, macro_f1, micro_f1

INVERSE_PENALTY = 10.0
FOLDS = 5
STEEPEST_SLOPE = 10.0  # 1 changes nothing
SEED = 28

Counts = list[tuple[NDArray[np.int64], NDArray[np.float64]]]


@dataclass(frozen=True)
class Trained:
    """What is stored, and the probabilities of training comments by models that did not see them.

    `weights` (BUCKETS x K, float16), `bias` (K, float32), `idf` (BUCKETS, float16).
    """

    weights: NDArray[np.float16]
    bias: NDArray[np.float32]
    idf: NDArray[np.float16]
    unseen: Floats


def train(comments: Comments) -> Trained:
    """Calibrated weights from comments; a label without an example gets the lowest score."""
    counts = [hashed_counts(text) for text in comments.texts]
    truth = comments.truth
    fold = np.random.default_rng(SEED).permutation(len(counts)) % FOLDS
    unseen = np.zeros(truth.shape)
    for number in range(FOLDS):
        seen = np.flatnonzero(fold != number)
        held = np.flatnonzero(fold == number)
        weights, bias, idf = _fit([counts[i] for i in seen], truth[seen])
        unseen[held] = _matrix([counts[i] for i in held], idf) @ weights + bias
    slope, offset = _platt(truth, unseen)
    weights, bias, idf = _fit(counts, truth)
    return Trained(
        (slope * weights).astype(np.float16),
        (slope * bias + offset).astype(np.float32),
        idf.astype(np.float16),
        np.asarray(expit(slope * unseen + offset), dtype=np.float64),
    )


def _fit(counts: Counts, truth: Bools) -> tuple[Floats, Floats, Floats]:
    """Weights (BUCKETS x K), bias (K) and idf of logistic regressions without calibration."""
    from sklearn.linear_model import LogisticRegression

    idf = inverse_frequencies(counts)
    rows = _matrix(counts, idf)
    weights = np.zeros((BUCKETS, truth.shape[1]))
    # a label without an example: as rare as if one more comment had had it
    bias = np.full(truth.shape[1], -np.log(len(counts)))
    for column in range(truth.shape[1]):
        if truth[:, column].all() or not truth[:, column].any():
            continue
        model = LogisticRegression(C=INVERSE_PENALTY, solver="liblinear", random_state=SEED)
        model.fit(rows, truth[:, column])
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return weights, bias, idf


def inverse_frequencies(counts: Counts) -> Floats:
    """log((1 + n) / (1 + df)) + 1 a bucket, rounded to float16 as it will be stored."""
    found = np.zeros(BUCKETS)
    for buckets, _ in counts:
        found[buckets] += 1
    idf = np.log((1 + len(counts)) / (1 + found)) + 1
    return idf.astype(np.float16).astype(np.float64)


def _matrix(counts: Counts, idf: Floats) -> csr_matrix:
    """One row a text, as `weighted` gives it to the engine too."""
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in counts)])
    columns = np.concatenate([buckets for buckets, _ in counts])
    values = np.concatenate([weighted(found, idf[buckets]) for buckets, found in counts])
    return csr_matrix((values, columns, starts), shape=(len(counts), BUCKETS))


def _platt(truth: Bools, score: Floats) -> tuple[float, float]:
    """Slope and offset of the scores with the least log loss.

    Raises ValueError where the scores are never wrong, so that a steeper slope is always better.
    """

    def loss(parameters: Floats) -> float:
        scaled = parameters[0] * score + parameters[1]
        return float(np.mean(np.logaddexp(0, scaled) - truth * scaled))

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    if found[0] > STEEPEST_SLOPE:
        raise ValueError(
            "calibration has no bound: every comment left out of training was told apart without "
            "fault; give more, and less alike, comments"
        )
    return float(found[0]), float(found[1])


def weights_file(trained: Trained) -> bytes:
    """The .npz that the engine reads; it holds no date, so equal weights are equal bytes."""
    buffer = io.BytesIO()
    np.savez(
        buffer,
        labels=np.array(LABELS),
        weights=trained.weights,
        bias=trained.bias,
        idf=trained.idf,
    )
    return buffer.getvalue()


def main() -> None:
    """Train, write the weights, and print what the card and the evaluation need."""
    parser = argparse.ArgumentParser(description="train the card goemotions-linear")
    parser.add_argument("comments", type=Path, help="the filtered GoEmotions table (.tsv)")
    parser.add_argument("out", type=Path, help="the weights to write (.npz)")
    arguments = parser.parse_args()
    comments, _ = read_split(arguments.comments)
    trained = train(comments)
    data = weights_file(trained)
    arguments.out.write_bytes(data)
    print(f"{len(comments.texts)} comments, {len(data)} bytes")
    print(f"sha256: {hashlib.sha256(data).hexdigest()}")
    for name, score in (("macro-F1", macro_f1), ("micro-F1", micro_f1)):
        best = max(
            (score(comments.truth, trained.unseen >= threshold), float(threshold))
            for threshold in np.arange(2, 60, 2) / 100
        )
        print(f"{name} of unseen training comments is best at {best[1]:.2f}: {best[0]:.3f}")


if __name__ == "__main__":
    main()
