"""The collection of cases beside the checkout, in the form of our own book."""

from collections.abc import Callable
from typing import Any

from affect.answer_book import Case, Check

Shared = dict[str, Any]
FORMS = {
    f"icc{form}_{size}": f"icc{form}{'k' if size == 'k' else ''}" for form in "123" for size in "1k"
}
TWO_DIGITS = 0.0051  # intervals are printed with two digits
WHOLE = {
    "coefficient": "value",
    "se": "standard error",
    "ci": "interval",
    "pa": "observed",
    "pe": "expected",
}
KAPPAS = {
    "kappa": ("cohen-kappa", {}),
    "kappa_w": ("cohen-kappa", {}),
    "pi": ("scott-pi", {}),
    "s": ("bennett-s", {}),
    "fleiss": ("fleiss-kappa", {}),
    "free_marginal": ("randolph-kappa", {}),
    "ac1": ("gwet-ac1", {}),
    "ac2_quadratic": ("gwet-ac2", {"weights": "quadratic"}),
}
SOFT = {
    "kl_p_q": "KL(human || model)",
    "cross_entropy": "cross-entropy",
    "entropy_p": "entropy of human",
    "entropy_p_norm": "normalised entropy of human",
    "js_divergence_bits": "Jensen-Shannon divergence",
    "js_distance": "Jensen-Shannon distance",
    "total_variation": "total variation",
    "manhattan": "L1",
    "brier": "Brier",
    "hellinger": "Hellinger",
    "emd_ordinal": "earth mover",
    "cosine": "cosine",
}
LAYOUTS = {
    "raters_by_units": "raters by units",
    "units_by_raters": "units by raters",
    "counts": "counts",
    "contingency": "contingency",
    "contingency_proportions": "contingency",
}


def case_of(shared: Shared) -> Case:
    """One of theirs as one of ours."""
    data, checks = BY_FAMILY[shared["family"]](shared)
    standing = "ruling" if shared["kind"] == "edge" else shared["kind"]
    layout = LAYOUTS.get(shared["layout"], "of its own")
    return Case(shared["id"], layout, data, tuple(checks), shared["source"], standing)


def _renamed(
    shared: Shared, measure: str, names: dict[str, str], options: dict[str, Any] | None = None
) -> list[Check]:
    return [
        Check(measure, names[name], value, shared["tolerance"], options or {})
        for name, value in shared["expected"].items()
    ]


def _alpha(shared: Shared) -> tuple[Any, list[Check]]:
    if "weights" in shared["params"]:
        options = {"weights": shared["params"]["weights"]}
        return shared["data"], _renamed(shared, "alpha with weights", WHOLE, options)
    options = {"level": shared["params"]["level"]}
    return shared["data"], _renamed(shared, "alpha", {"alpha": "value"}, options)


def _alpha_per_label(shared: Shared) -> tuple[Any, list[Check]]:
    each = shared["expected"]["alpha_per_class"].items()
    name, near = "alpha of each label", shared["tolerance"]
    return shared["data"], [Check(name, label, value, near) for label, value in each]


def _whole(stat: str) -> Callable[[Shared], tuple[Any, list[Check]]]:
    def convert(shared: Shared) -> tuple[Any, list[Check]]:
        if "coefficient" in shared["expected"]:
            return shared["data"], _renamed(shared, stat, WHOLE)
        return _kappas(shared)

    return convert


def _kappas(shared: Shared) -> tuple[Any, list[Check]]:
    params, only = shared["params"], "kappa" if shared["layout"] == "counts" else ""
    checks = []
    for name, value in shared["expected"].items():
        stat, options = KAPPAS["fleiss" if name == only else name]
        if name == "kappa_w":
            options = {
                "disagreement": params.get("disagreement_weights") or params["weights_for_weighted"]
            }
        checks.append(Check(stat, "value", value, shared["tolerance"], options))
    return shared["data"], checks


def _ac2(shared: Shared) -> tuple[Any, list[Check]]:
    names = {"ac2": "gwet-ac2", "alpha_weighted": "alpha with weights"}
    options = {"weights": shared["params"]["weights"]}
    near = shared["tolerance"]
    found = shared["expected"].items()
    return shared["data"], [Check(names[n], "value", value, near, options) for n, value in found]


def _icc(shared: Shared) -> tuple[Any, list[Check]]:
    values = dict(shared["expected"])
    ends = values.pop("ci95")
    checks = [Check("icc", FORMS[n], value, shared["tolerance"]) for n, value in values.items()]
    checks += [Check("icc", f"{FORMS[n]} interval", pair, TWO_DIGITS) for n, pair in ends.items()]
    return shared["data"], checks


def _named(
    measure: str,
    names: dict[str, str],
    options: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> Callable[[Shared], tuple[Any, list[Check]]]:
    def convert(shared: Shared) -> tuple[Any, list[Check]]:
        asked = {} if options is None else options(shared["params"])
        return shared["data"], _renamed(shared, measure, names, asked)

    return convert


def _soft(shared: Shared) -> tuple[Any, list[Check]]:
    data = {"human": shared["data"]["p"], "model": shared["data"]["q"]}
    return data, _renamed(shared, "soft measures", SOFT)


def _secondary(shared: Shared) -> tuple[Any, list[Check]]:
    data = [
        [each["primary"], sorted({each["primary"], *each["secondary"]})]
        for each in shared["data"].values()
    ]
    names = {
        "primary": "primary",
        "count": "count",
        "per_rater_mass": "per rater",
        "multi_hot_rate": "multi-hot",
    }
    options = {"labels": shared["params"]["classes"]}
    return data, _renamed(shared, "secondary labels", names, options)


def _dawid_skene(shared: Shared) -> tuple[Any, list[Check]]:
    options = {"labels": shared["params"]["classes"], "smoothing": shared["params"]["smoothing"]}
    near, found = shared["tolerance"], dict(shared["expected"])
    units = found.pop("posterior")
    names = {
        "priors": "prior",
        "log_likelihood": "log-likelihood",
        "labels": "labels",
        "error_rates_observer1": "errors of rater 1",
    }
    figures = {names[name]: value for name, value in found.items()}
    figures |= {f"unit {number}": row for number, row in units.items()}
    checks = [Check("dawid-skene", name, value, near, options) for name, value in figures.items()]
    return shared["data"], checks


def _alpha_u(shared: Shared) -> tuple[Any, list[Check]]:
    data = {label: list(raters.values()) for label, raters in shared["data"].items()}
    names = {
        "alpha": "value",
        "alpha_c": "alpha of c",
        "alpha_k": "alpha of k",
        "Do_c": "observed of c",
        "De_c": "expected of c",
    }
    return data, _renamed(shared, "alpha_U", names, shared["params"])


def _u_alpha(shared: Shared) -> tuple[Any, list[Check]]:
    names = {"u_alpha_nominal": "nominal", "u_alpha_binary": "binary"}
    options = {"length": shared["params"]["length"]}
    return list(shared["data"].values()), _renamed(shared, "u-alpha", names, options)


def _eder(shared: Shared) -> tuple[Any, list[Check]]:
    data = {"model": shared["data"]["prediction"], "reference": shared["data"]["reference"]}
    params = shared["params"]
    options = {"duration": params["duration"], "window": params["window"], "neutral": "n"}
    return data, _renamed(shared, "eder", {"eder": "value"}, options)


BY_FAMILY: dict[str, Callable[[Shared], tuple[Any, list[Check]]]] = {
    "krippendorff_alpha": _alpha,
    "krippendorff_alpha_per_class": _alpha_per_label,
    "gwet_ac1": _whole("gwet-ac1"),
    "fleiss_kappa": _whole("fleiss-kappa"),
    "conger_kappa": _whole("conger-kappa"),
    "gwet_ac2": _ac2,
    "gwet_ac1_ac2": _kappas,
    "cohen_kappa": _kappas,
    "cohen_kappa_weighted": _kappas,
    "cohen_kappa,scott_pi": _kappas,
    "bennett_s,scott_pi,cohen_kappa": _kappas,
    "fleiss_kappa,randolph_kappa": _kappas,
    "icc": _icc,
    "cronbach_alpha": _named("cronbach-alpha", {"alpha": "value"}),
    "ccc": _named("ccc", {"ccc": "value"}),
    "ccc_mean_pairwise": _named("mean ccc", {"mean": "value", "pairs": "pairs"}),
    "ewe": _named("ewe", {"ewe": "values", "weights": "weights"}),
    "zscore_mean": _named("z-mean", {"z_mean": "values"}),
    "soft_metrics": _soft,
    "multilabel_threshold": _named(
        "multilabel at 1/C",
        {"distribution": "shares", "binary": "chosen"},
        lambda params: {"labels": params["classes"]},
    ),
    "macro_f1_multilabel": _named(
        "macro-F1 at 1/C", {"macro_f1": "value", "per_class": "each label"}
    ),
    "lewidi_perspectivist": _named(
        "perspectivist",
        {"error_rate": "error rate", "norm_abs_distance": "distance"},
        lambda params: {"scale_range": params["scale_range"]},
    ),
    "secondary_soft": _secondary,
    "set_distance": _named("distance of sets", {"distance": "masi", "jaccard": "jaccard"}),
    "dawid_skene": _dawid_skene,
    "alpha_u_1995": _alpha_u,
    "u_alpha": _u_alpha,
    "eder": _eder,
}
