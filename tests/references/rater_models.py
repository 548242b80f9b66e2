"""Probabilities of labels by crowd-kit's models of raters, and what it finds out about raters."""

import json
import sys

import pandas as pd
from crowdkit.aggregation import GLAD, MACE, DawidSkene, OneCoinDawidSkene

asked = json.load(sys.stdin)
# MACE counts in sorted order what it numbers in the order of appearance, so that must be the same
votes = pd.DataFrame(asked["votes"], columns=["task", "worker", "label"]).sort_values(
    ["label", "worker", "task"]
)
# tol=-1: crowd-kit's own stopping rule ends too early, because its bound is not monotone
# whatever MACE is asked for, it smooths by 0.01 / labels
MODELS = {
    "dawid-skene": lambda: DawidSkene(n_iter=400, tol=-1),
    "one-coin": lambda: OneCoinDawidSkene(n_iter=400, tol=-1),
    "mace": lambda: MACE(n_restarts=1, n_iter=400, method="em", random_state=1),
    "glad": lambda: GLAD(n_iter=60, tol=1e-6),
}
model = MODELS[asked["rule"]]()
probabilities = model.fit_predict_proba(votes)
labels = sorted(probabilities.columns)
raters = {
    "one-coin": lambda: model.skills_,
    "mace": lambda: (
        pd.Series(1 - model.spamming_[:, 0], index=sorted(votes.worker.unique()))
        if hasattr(model, "spamming_")
        else None
    ),
    "glad": lambda: model.alphas_,
}.get(asked["rule"], lambda: None)()
answer = {
    "probabilities": probabilities[labels].sort_index().to_numpy().tolist(),
    "raters": None if raters is None else raters.sort_index().astype(float).tolist(),
}
print(json.dumps(answer))
