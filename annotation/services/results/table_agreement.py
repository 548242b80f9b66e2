"""Agreement of a table that is no project."""

from pathlib import Path
from typing import Any

import numpy as np

from affect.agreement import LEVELS, Draw, Request, Result, table_statistic
from affect.agreement.tables.kind_tables import COLUMNS, KindTable
from affect.agreement.tables.pieces_table import PIECE_STATISTICS, PiecesTable
from affect.agreement.tables.table_statistics import (
    alpha_per_label,
    statistic_named,
    without_each_rater,
)
from affect.agreement.tables.tables import TextTable
from annotation.errors import AnnotationRefused
from annotation.imports.tables.agreement_tables import AgreementTable, read_agreement_table
from annotation.services.results.agreement import MOST_RESAMPLES, RESAMPLES

SEED = 0
OPTIONS = ("level", "distance", "weights")


def table_agreement(
    path: Path,
    *,
    stat: str,
    layout: str,
    bootstrap: int | None = None,
    cluster: str | None = None,
    over: str | None = None,
    level: str | None = None,
    period: float | None = None,
    distance: str | None = None,
    weights: str | None = None,
    categories: str | None = None,
    influence: bool = False,
) -> tuple[dict[str, Any], str | None]:
    """One statistic of a table as JSON, and what the reader should know of the table.

    Raises:
        AnnotationRefused: the table cannot be read, or the options do not fit each other
        AgreementError: an option or a cell is not what the statistic needs
    """
    drawn = bool(cluster or over)
    resamples = (RESAMPLES if drawn else 0) if bootstrap is None else bootstrap
    if not 0 <= resamples <= MOST_RESAMPLES:
        raise AnnotationRefused(f"--bootstrap is from 0 to {MOST_RESAMPLES}, not {resamples}.")
    if drawn and not resamples:
        raise AnnotationRefused("--cluster and --over say what to draw; --bootstrap 0 draws none.")
    known = stat in PIECE_STATISTICS or layout in COLUMNS
    called, stat = stat, stat if known else statistic_named(stat)
    if stat == "alpha" and layout not in COLUMNS and not (level or distance or weights):
        raise AnnotationRefused(
            f"Say what the ratings are: --level {'|'.join(LEVELS)} (labels are nominal; points of "
            "a scale ordinal or interval), or give --distance or --weights."
        )
    table = read_agreement_table(path, layout, cluster)
    draw = Draw(resamples, np.random.default_rng(SEED), table.clusters, over == "raters")
    names = None if categories is None else [name.strip() for name in categories.split(",")]
    asked = Request(stat, level, period, distance, weights, names, draw)
    found = {
        **_as_json(table_statistic(table.answers, asked)),
        "stat": stat,
        **{option: getattr(asked, option) for option in OPTIONS},
        "layout": layout,
        "table": str(path),
    }
    if influence:
        found |= _influence(table, asked)
    return {called: found["value"], stat: found["value"], **found}, table.note


def _influence(table: AgreementTable, asked: Request) -> dict[str, Any]:
    """The statistic without each rater, and nominal alpha of each label against the rest."""
    found: dict[str, Any] = {}
    if isinstance(table.answers, PiecesTable | KindTable):
        raise AnnotationRefused("--influence is not for tables of pieces, traces, boxes or texts.")
    if (asked.stat, asked.level) == ("alpha", "nominal"):
        alone = alpha_per_label(table.answers, asked)
        found["per_label"] = [{"label": label, **_as_json(r)} for label, r in alone.items()]
    if isinstance(table.answers, TextTable):
        without = without_each_rater(table.answers, asked)
        found["without_rater"] = [
            {"rater": rater, "value": result.value, "reason": result.reason}
            for rater, result in without.items()
        ]
    return found


def _as_json(result: Result) -> dict[str, Any]:
    return {
        "value": result.value,
        "reason": result.reason,
        "low": result.low,
        "high": result.high,
        "interval": result.interval,
        "standard_error": result.standard_error,
        "units": result.units,
        "raters": result.raters,
        "ratings": result.ratings,
        "single_rated_units": result.single_rated_units,
        "warning": result.warning,
    }
