"""Cohen's kappa of two lists of labels, by scikit-learn."""

import json
import sys

from sklearn.metrics import cohen_kappa_score

asked = json.load(sys.stdin)
print(json.dumps(float(cohen_kappa_score(asked["left"], asked["right"]))))
