"""Numbers of a release as the cards write them; all from the files of the release."""

from collections.abc import Iterator
from typing import Any

STATS = {
    "alpha": "Krippendorff's alpha",
    "alpha-masi": "Krippendorff's alpha with MASI distance",
    "alpha-jaccard": "Krippendorff's alpha with Jaccard distance",
    "alpha-distribution": "Krippendorff's alpha of distributions",
    "alpha-js": "Krippendorff's alpha of distributions (Jensen-Shannon divergence)",
    "alpha-tv": "Krippendorff's alpha of distributions (total variation)",
    "alpha-emd": "Krippendorff's alpha of distributions (earth mover's distance)",
    "fleiss-kappa": "Fleiss' kappa",
    "gwet-ac1": "Gwet's AC1",
    "icc1": "ICC(1,1)",
    "icc2": "ICC(2,1)",
    "icc2k": "ICC(2,k)",
    "alpha-rank": "Krippendorff's alpha of ranks",
    "kendall-w": "Kendall's W",
    "ccc": "mean pairwise concordance (CCC)",
    "cronbach-alpha": "Cronbach's alpha",
}


def stat_name(row: dict[str, Any]) -> str:
    """A statistic by the name that papers use."""
    return STATS.get(row["stat"], str(row["stat"]))


def measured(agreement: dict[str, Any] | None) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each question and the first of its statistics: the one that its protocol reports."""
    for question in (agreement or {"questions": []})["questions"]:
        if question["statistics"]:
            yield question, question["statistics"][0]


def value_of(row: dict[str, Any]) -> str:
    """The value with its interval, or why there is none."""
    if row["value"] is None:
        return f"undefined ({row['reason']})"
    if row["low"] is None:
        return f"{row['value']:.3f}"
    return f"{row['value']:.3f}, 95 % interval {row['low']:.3f} to {row['high']:.3f}"


def number(count: int, thing: str) -> str:
    """1 item, 1,200 items."""
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def per_item(counts: dict[str, Any]) -> str:
    """Ratings that count per rated item."""
    counted = counts["ratings"] - counts["ratings_of_checks"]
    return f"{counted / counts['rated_items']:.2f}" if counts["rated_items"] else "no"
