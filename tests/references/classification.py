"""Scores of predictions by scikit-learn, in its own words for weights, averages and thresholds."""

import json
import sys

import numpy as np
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    f1_score,
    roc_auc_score,
)

asked = json.load(sys.stdin)
human, model = np.array(asked["human"]), np.array(asked["model"])
labels = human.shape[1]
truth, told = human.argmax(axis=1), model.argmax(axis=1)


def area(label: int) -> float:
    """Each item twice: as a positive of weight p and as a negative of weight 1 - p."""
    weights = np.concatenate([human[:, label], 1 - human[:, label]])
    sides = np.concatenate([np.ones(len(human)), np.zeros(len(human))])
    return float(roc_auc_score(sides, np.tile(model[:, label], 2), sample_weight=weights))


answer = {
    "WAR": accuracy_score(truth, told),
    "UAR": balanced_accuracy_score(truth, told),
    "macro-F1": f1_score(truth, told, average="macro", zero_division=0),
    "macro-F1 at 1/C": f1_score(
        human > 1 / labels, model > 1 / labels, average="macro", zero_division=0
    ),
    "AUROC, soft weights": float(np.mean([area(label) for label in range(labels)])),
}
print(json.dumps({name: float(value) for name, value in answer.items()}))
