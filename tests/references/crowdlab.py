"""CROWDLAB by its authors' cleanlab: quality of the consensus, weights of model and raters."""

import json
import sys

import numpy as np
import pandas as pd
from cleanlab.multiannotator import get_label_quality_multiannotator

asked = json.load(sys.stdin)
found = get_label_quality_multiannotator(
    pd.DataFrame(np.array(asked["table"], np.float64)).astype("Float64"),
    np.array(asked["predictions"], np.float64),
    consensus_method="majority_vote",
    quality_method="crowdlab",
    verbose=False,
    return_weights=True,
)
print(
    json.dumps(
        {
            "consensus": found["label_quality"]["consensus_label"].tolist(),
            "quality": found["label_quality"]["consensus_quality_score"].tolist(),
            "model_weight": float(found["model_weight"]),
            "weights": np.asarray(found["annotator_weight"]).tolist(),
        }
    )
)
