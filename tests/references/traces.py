"""Concordance and correlation of pairs of traces by other libraries."""

import json
import sys

import audmetric
from scipy.stats import pearsonr, spearmanr

asked = json.load(sys.stdin)
print(
    json.dumps(
        [
            {
                "ccc": float(audmetric.concordance_cc(left, right)),
                "pearson": float(pearsonr(left, right).statistic),
                "rank": float(spearmanr(left, right).statistic),
            }
            for left, right in asked
        ]
    )
)
