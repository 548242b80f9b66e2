"""Agreement of one table by other libraries: asked is a list of tables, told a figure by name.

A table is rows of units with a number or null for each rater.
"""

import json
import sys
import warnings
from typing import Any

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")


def by_irrcac(table: list[list[float | None]], weights: list[str]) -> dict[str, Any]:
    """Gwet's family for each of the weights, rounded to five digits by the library."""
    return {name: _with_weights(table, name) for name in weights}


def _with_weights(table: list[list[float | None]], weights: str) -> dict[str, Any]:
    from irrCAC.raw import CAC

    found = CAC(pd.DataFrame(table, dtype=float), weights=weights)
    methods = {
        "gwet-ac2": found.gwet,
        "fleiss-kappa": found.fleiss,
        "conger-kappa": found.conger,
        "randolph-kappa": found.bp,
        "alpha": found.krippendorff,
    }
    estimates = {name: method()["est"] for name, method in methods.items()}
    return {name: [each["coefficient_value"], each["se"]] for name, each in estimates.items()}


def by_statsmodels(table: list[list[float | None]]) -> dict[str, float]:
    """Fleiss and Randolph, which need whole tables here; Cohen with weights."""
    from statsmodels.stats import inter_rater

    numbers = np.array(table, int)
    counts, _ = inter_rater.aggregate_raters(numbers)
    contingency = pd.crosstab(numbers[:, 0], numbers[:, 1])
    labels = sorted({*contingency.index, *contingency.columns})
    square = contingency.reindex(index=labels, columns=labels, fill_value=0).to_numpy()
    return {
        "fleiss-kappa": inter_rater.fleiss_kappa(counts, method="fleiss"),
        "randolph-kappa": inter_rater.fleiss_kappa(counts, method="randolph"),
        "cohen-kappa": inter_rater.cohens_kappa(square).kappa,
        "cohen-kappa linear": inter_rater.cohens_kappa(square, wt="linear").kappa,
        "cohen-kappa quadratic": inter_rater.cohens_kappa(square, wt="quadratic").kappa,
    }


def by_sklearn(table: list[list[float | None]]) -> dict[str, float]:
    """Cohen's kappa of the first two raters."""
    from sklearn.metrics import cohen_kappa_score

    left, right = np.array(table, int)[:, :2].T
    return {
        f"cohen-kappa {weights}": float(cohen_kappa_score(left, right, weights=chosen))
        for weights, chosen in (
            ("identity", None),
            ("linear", "linear"),
            ("quadratic", "quadratic"),
        )
    }


def by_pingouin(table: list[list[float | None]]) -> dict[str, list[float]]:
    """The six forms and their intervals, two digits; Cronbach's alpha."""
    import pingouin

    frame = pd.DataFrame(table)
    long = frame.reset_index().melt(id_vars="index", var_name="rater", value_name="value")
    found = pingouin.intraclass_corr(long, targets="index", raters="rater", ratings="value")
    column = next(name for name in found.columns if name.startswith("CI95"))
    names = {"ICC(1,1)": "icc1", "ICC(A,1)": "icc2", "ICC(C,1)": "icc3"}
    names |= {"ICC(1,k)": "icc1k", "ICC(A,k)": "icc2k", "ICC(C,k)": "icc3k"}
    names |= {"ICC1": "icc1", "ICC2": "icc2", "ICC3": "icc3"}
    names |= {"ICC1k": "icc1k", "ICC2k": "icc2k", "ICC3k": "icc3k"}
    forms = {
        names[row["Type"]]: [float(row["ICC"]), *map(float, row[column])]
        for _, row in found.iterrows()
    }
    return forms | {"cronbach-alpha": [float(pingouin.cronbach_alpha(frame)[0])]}


def by_audmetric(table: list[list[float | None]]) -> dict[str, float]:
    """Concordance of the first two raters."""
    import audmetric

    left, right = np.array(table, float)[:, :2].T
    return {"ccc": float(audmetric.concordance_cc(left, right))}


def by_nltk(table: list[list[float | None]]) -> dict[str, float]:
    """Alpha, Scott's pi and the multi-rater kappa of Davies and Fleiss, of labels."""
    from nltk.metrics.agreement import AnnotationTask

    rows = [
        (str(rater), str(unit), value)
        for unit, row in enumerate(table)
        for rater, value in enumerate(row)
        if value is not None
    ]
    return {"alpha": float(AnnotationTask(rows).alpha())}


BY = {
    "irrcac": by_irrcac,
    "statsmodels": by_statsmodels,
    "sklearn": by_sklearn,
    "pingouin": by_pingouin,
    "audmetric": by_audmetric,
    "nltk": by_nltk,
}

asked = json.load(sys.stdin)
told = [
    BY[asked["library"]](table, **asked.get("options", {}))  # type: ignore[operator]
    for table in asked["tables"]
]
print(json.dumps(told))
