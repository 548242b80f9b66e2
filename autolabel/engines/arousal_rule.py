"""From vocal features to an arousal rating, without training.

Reference: D. Bone, C.-C. Lee, S. Narayanan (2014), "Robust Unsupervised Arousal Rating: A
Rule-Based Framework with Knowledge-Inspired Vocal Features", IEEE Transactions on Affective
Computing 5(2), 201-213, doi 10.1109/TAFFC.2014.2326393. As there, each feature is scored against
the speaker's own baseline N,

    p(x) = 2 P(N < x) - 1, in (-1, 1),

and the scores are fused by weights that need no labels: the rank correlation of each score with
the mean of the three. Ours, where the paper leaves room or we have less than it asks for:

- the baseline is all of the speaker's clips in the run (the paper prefers clips known as neutral),
  so 0 means "usual for this speaker here", not "neutral";
- P is a Gaussian kernel estimate with Silverman's bandwidth, never under a smallest one;
- a speaker with fewer than MIN_BASELINE clips, or no name, is scored against all clips of the run
  ("pooled"), where pitch differs by sex and age; with fewer clips than that there is no rating;
- a negative correlation with the mean weighs 0, and with fewer than MIN_FUSION clips all weights
  are equal.

The numbers were not compared with the authors' own Matlab tool.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]

MIN_BASELINE = 5
MIN_FUSION = 10
# columns: log2 of pitch in Hz (a quarter tone), intensity in dB, high-frequency ratio in dB
SMALLEST_BANDWIDTHS = (1 / 24, 0.5, 0.5)


@dataclass(frozen=True)
class Ratings:
    """One entry a clip; `scores` has a column a feature. NaN where there is no baseline."""

    arousal: Floats
    scores: Floats
    weights: Floats
    baselines: list[str]
    baseline_sizes: list[int]


def rate_arousal(features: Floats, speakers: list[str | None]) -> Ratings:
    """Arousal in [-1, 1] of clips by their features (clips x 3: log2 pitch, intensity, HF500)."""
    speaker = np.array([name or "" for name in speakers])
    scores = np.full(features.shape, np.nan)
    baselines = ["none"] * len(features)
    sizes = [0] * len(features)
    for name in sorted(set(speaker.tolist())):
        rows = np.flatnonzero(speaker == name)
        own = bool(name) and len(rows) >= MIN_BASELINE
        baseline = features[rows] if own else features
        if len(baseline) < MIN_BASELINE:
            continue
        for column, smallest in enumerate(SMALLEST_BANDWIDTHS):
            scores[rows, column] = feature_scores(
                features[rows, column], baseline[:, column], smallest
            )
        for row in rows:
            baselines[row], sizes[row] = "speaker" if own else "pooled", len(baseline)
    weights = fusion_weights(scores[~np.isnan(scores).any(axis=1)])
    return Ratings(scores @ weights, scores, weights, baselines, sizes)


def feature_scores(values: Floats, baseline: Floats, smallest_bandwidth: float) -> Floats:
    """p(x) = 2 P(N < x) - 1 of each value, P by Gaussian kernels on the baseline's values."""
    bandwidth = max(silverman_bandwidth(baseline), smallest_bandwidth)
    below = ndtr((values[:, None] - baseline[None, :]) / bandwidth).mean(axis=1)
    return np.asarray(2 * below - 1, dtype=np.float64)


def silverman_bandwidth(values: Floats) -> float:
    """0.9 min(s, IQR / 1.349) n^(-1/5): B. W. Silverman (1986), Density Estimation, eq. 3.31."""
    low, high = np.quantile(values, [0.25, 0.75])
    spread = min(float(values.std(ddof=1)), float(high - low) / 1.349)
    return float(0.9 * spread * len(values) ** -0.2)


def fusion_weights(scores: Floats) -> Floats:
    """Weights (sum 1) of the columns: rank correlation of each with the mean of all."""
    equal = np.full(scores.shape[1], 1 / scores.shape[1])
    if len(scores) < MIN_FUSION:
        return equal
    mean = scores.mean(axis=1)
    found = np.array([max(0.0, rank_correlation(column, mean)) for column in scores.T])
    total = float(found.sum())
    return found / total if total > 0 else equal


def rank_correlation(first: Floats, second: Floats) -> float:
    """Spearman's rho with mean ranks for ties; 0 where one of the two does not vary."""
    from scipy.stats import rankdata  # half a second to load, and every command would pay it

    a, b = (rankdata(values) - (len(values) + 1) / 2 for values in (first, second))
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale > 0 else 0.0
