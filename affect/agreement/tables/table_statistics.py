"""Every agreement statistic of a table, by the name that the field calls it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.random import Generator

from affect.agreement.alphas.alpha import LEVELS, alpha_pairable
from affect.agreement.alphas.alpha_weighted import alpha_weighted
from affect.agreement.alphas.distributional import DISTANCES, soft_alpha
from affect.agreement.alphas.sets import jaccard, masi
from affect.agreement.alphas.spread import label_spread
from affect.agreement.alphas.word_sets import alpha_of_sets
from affect.agreement.correlations.concordance import ccc_pairable, kendall_w_pairable
from affect.agreement.correlations.icc import cronbach_alpha, icc_pairable
from affect.agreement.draws.bootstrap import Draw, measure
from affect.agreement.draws.rater_columns import label_columns
from affect.agreement.kappas.kappa import kappa
from affect.agreement.kappas.light import light_kappa
from affect.agreement.kappas.weights import WEIGHTS
from affect.agreement.rated.pairable import Pairable, pairable
from affect.agreement.rated.patterns import FEW_CODES, count_table
from affect.agreement.rated.ratings import Ratings
from affect.agreement.result import AgreementError, Result
from affect.agreement.tables.kind_tables import KindTable, kind_statistic
from affect.agreement.tables.pieces_table import PIECE_STATISTICS, PiecesTable, piece_statistic
from affect.agreement.tables.soft_cells import distributions_of, sets_of
from affect.agreement.tables.tables import Rows, TextTable, ratings_table

SETS = {"jaccard": jaccard, "masi": masi}
TABLE_DISTANCES = (*SETS, *DISTANCES)


@dataclass(frozen=True)
class Request:
    """What is asked of a table.

    level, period, distance, weights: for the statistics that take them; None where they are not
    given. categories: the labels in their order, those that nobody chose among them.
    """

    stat: str
    level: str | None = None
    period: float | None = None
    distance: str | None = None
    weights: str | None = None
    categories: Sequence[str] | None = None
    draw: Draw = field(default_factory=Draw)


Answers = TextTable | Ratings | PiecesTable | KindTable
Measure = Callable[[TextTable | Ratings, Request], Result]


@dataclass(frozen=True)
class TableStatistic:
    """A statistic: what it says, which options it takes, and its function."""

    about: str
    options: tuple[str, ...]
    measure: Measure
    levels: tuple[str, ...] = ()
    """Levels of measurement that it is for anyway, so that saying one changes nothing."""


def table_statistic(table: Answers, asked: Request) -> Result:
    """One statistic of answers, of pieces, or of ratings that came as counts or as contingency.

    Raises
    ------
    AgreementError: an unknown statistic or option, an option that it does not take, or cells that
    are not what it needs.
    """
    if isinstance(table, PiecesTable | KindTable):
        return _of_pieces(table, asked)
    if asked.stat in PIECE_STATISTICS:
        raise AgreementError(f"{asked.stat} is of pieces: give a table in the layout pieces")
    asked = replace(asked, stat=statistic_named(asked.stat))
    statistic = STATISTICS[asked.stat]
    for option in ("level", "period", "distance", "weights"):
        given = getattr(asked, option)
        if option == "level" and given in statistic.levels:
            continue
        if given is not None and option not in statistic.options:
            takes = ", ".join(statistic.options) or "none of level, distance, weights"
            raise AgreementError(f"{asked.stat} takes no {option} {given}; it takes {takes}")
    return statistic.measure(table, asked)


def statistic_named(name: str) -> str:
    """The name in `STATISTICS` of a statistic that may be called otherwise.

    Raises
    ------
    AgreementError: there is none of that name.
    """
    plain = name.lower().replace("_", "-").replace(" ", "-")
    for called in (plain, SHORT.get(plain, "")):
        if called in STATISTICS:
            return called
    raise AgreementError(f"unknown statistic {name!r}; allowed: {', '.join(STATISTICS)}")


def _of_pieces(table: PiecesTable | KindTable, asked: Request) -> Result:
    for option in ("level", "period", "distance", "weights"):
        if getattr(asked, option) is not None:
            raise AgreementError(f"statistics of pieces, traces, boxes and texts take no {option}")
    if isinstance(table, KindTable):
        return kind_statistic(table, asked.stat, asked.draw)
    return piece_statistic(table, asked.stat, asked.draw)


def _alpha(table: TextTable | Ratings, asked: Request) -> Result:
    if asked.distance is not None and asked.level == "nominal":
        asked = replace(asked, level=None)  # sets and distributions are labels
    given = [name for name in ("level", "distance", "weights") if getattr(asked, name) is not None]
    if len(given) != 1:
        raise AgreementError(
            f"alpha needs one of level ({', '.join(LEVELS)}), distance "
            f"({', '.join(TABLE_DISTANCES)}) or weights ({', '.join(WEIGHTS)}); "
            f"given: {', '.join(given) or 'none'}"
        )
    if asked.distance is not None:
        return _by_distance(table, asked, asked.distance)
    if asked.weights is not None:
        ratings = _weighable(table, asked)
        return alpha_weighted(ratings, asked.weights, **vars(asked.draw))
    level = asked.level or ""
    rated = _values(table, asked, level)
    return alpha_pairable(rated, level, period=asked.period, **vars(asked.draw))


def _values(table: TextTable | Ratings, asked: Request, level: str) -> Pairable:
    """What alpha compares: categories for the nominal level, else numbers."""
    if isinstance(table, Ratings):
        return as_pairable(table)
    if level == "nominal":
        ratings, _ = table.labels(asked.categories)
        return as_pairable(ratings)
    return table.pairable(f"level {level}")


def as_pairable(ratings: Ratings) -> Pairable:
    """One number per rating; counts are written out.

    Raises
    ------
    AgreementError: a table of proportions, which has no ratings to write out.
    """
    if ratings.weight.dtype.kind == "f":
        raise AgreementError("a table of proportions does not say how many units there are")
    if ratings.times is not None:
        entry = np.repeat(np.arange(len(ratings.unit)), ratings.times.astype(np.int64))
        unit = ratings.kept[ratings.unit[entry]]
    else:
        copies = ratings.weight[ratings.unit].astype(np.int64)
        entry = np.repeat(np.arange(len(copies)), copies)
        first = np.cumsum(ratings.weight) - ratings.weight
        copy = np.arange(len(entry)) - np.repeat(np.cumsum(copies) - copies, copies)
        unit = ratings.kept[first.astype(np.int64)[ratings.unit[entry]] + copy]
    rater = None if ratings.rater is None else ratings.rater[entry]
    return pairable(unit, ratings.values[ratings.code[entry]], rater)


def _by_distance(table: TextTable | Ratings, asked: Request, distance: str) -> Result:
    if distance not in TABLE_DISTANCES:
        allowed = ", ".join(TABLE_DISTANCES)
        raise AgreementError(f"unknown distance {distance!r}; allowed: {allowed}")
    answers = _texts(table, f"distance {distance}")
    if distance in SETS:
        return _of_sets(answers, distance, asked.draw)
    categories = None if asked.categories is None else list(asked.categories)
    shares, _ = distributions_of(answers, categories)
    return soft_alpha(pairable(answers.unit, shares, answers.rater), distance, asked.draw)


def _texts(table: TextTable | Ratings, what: str) -> TextTable:
    if isinstance(table, Ratings):
        raise AgreementError(f"{what} is of answers in cells: layouts ratings and long")
    return table


def _of_sets(answers: TextTable, distance: str, draw: Draw) -> Result:
    members, code = sets_of(answers)
    rated = pairable(answers.unit, code, answers.rater)
    return alpha_of_sets(rated, (members, rated.values), SETS[distance], draw)


def _weighable(table: TextTable | Ratings, asked: Request) -> Ratings:
    """Categories; other weights than the identity need their numbers or their order."""
    if isinstance(table, Ratings):
        return table
    ratings, names = table.labels(asked.categories)
    ordered = asked.categories is not None or table.first_word() is None
    weights = asked.weights or ("quadratic" if asked.stat == "gwet-ac2" else "identity")
    if weights != "identity" and not ordered:
        raise AgreementError(
            f"{weights} weights need an order of the categories, and these are words: "
            f"{', '.join(names)}; give categories in their order"
        )
    return ratings


def _kappa(table: TextTable | Ratings, asked: Request) -> Result:
    return kappa(asked.stat, _weighable(table, asked), asked.weights, **vars(asked.draw))


def _light(table: TextTable | Ratings, asked: Request) -> Result:
    weights = asked.weights or "identity"
    return light_kappa(_weighable(table, asked), weights, **vars(asked.draw))


def _numbers(table: TextTable | Ratings, asked: Request) -> Pairable:
    return as_pairable(table) if isinstance(table, Ratings) else table.pairable(asked.stat)


def _icc(table: TextTable | Ratings, asked: Request) -> Result:
    return icc_pairable(_numbers(table, asked), asked.draw)[asked.stat]


def _of_numbers(of_pairable: Callable[[Pairable, Draw], Result]) -> Measure:
    return lambda table, asked: of_pairable(_numbers(table, asked), asked.draw)


WEIGHTED = ("weights",)
OF_LABELS, OF_NUMBERS = ("nominal",), ("interval", "ratio")
SHORT = {
    "krippendorff": "alpha",
    "krippendorff-alpha": "alpha",
    "agreement": "percent-agreement",
    "cohen": "cohen-kappa",
    "scott": "scott-pi",
    "bennett": "bennett-s",
    "conger": "conger-kappa",
    "fleiss": "fleiss-kappa",
    "light": "light-kappa",
    "randolph": "randolph-kappa",
    "brennan-prediger": "randolph-kappa",
    "ac1": "gwet-ac1",
    "ac2": "gwet-ac2",
    "cronbach": "cronbach-alpha",
    "kendall": "kendall-w",
    **{f"icc{form}-1": f"icc{form}" for form in "123"},
    **{f"icc{form}-k": f"icc{form}k" for form in "123"},
    **{f"icc({form},1)": f"icc{form}" for form in "123"},
    **{f"icc({form},k)": f"icc{form}k" for form in "123"},
}
"""Other names of the same."""
ABOUT_KAPPAS = {
    "percent-agreement": "share of agreeing pairs, with no chance taken off",
    "cohen-kappa": "Cohen's kappa of two raters",
    "scott-pi": "Scott's pi of two raters",
    "bennett-s": "Bennett, Alpert and Goldstein's S of two raters",
    "conger-kappa": "Conger's kappa: Cohen's for many raters",
    "fleiss-kappa": "Fleiss' kappa, also where units have different numbers of ratings",
    "randolph-kappa": "Randolph's free-marginal kappa (Brennan and Prediger)",
    "gwet-ac1": "Gwet's AC1",
    "gwet-ac2": "Gwet's AC2, quadratic weights unless others are given",
}
ABOUT_ICC = {
    "icc1": "ICC(1,1): raters differ from unit to unit",
    "icc2": "ICC(2,1): raters drawn from many, absolute agreement",
    "icc3": "ICC(3,1): these raters, consistency",
    "icc1k": "ICC(1,k) of the mean of k ratings",
    "icc2k": "ICC(2,k) of the mean of k ratings",
    "icc3k": "ICC(3,k) of the mean of k ratings",
}

STATISTICS: dict[str, TableStatistic] = {
    "alpha": TableStatistic(
        "Krippendorff's alpha", ("level", "period", "distance", "weights"), _alpha
    ),
    **{
        name: TableStatistic(about, () if name == "gwet-ac1" else WEIGHTED, _kappa, OF_LABELS)
        for name, about in ABOUT_KAPPAS.items()
    },
    "light-kappa": TableStatistic(
        "Light's kappa: mean of Cohen's over pairs", WEIGHTED, _light, OF_LABELS
    ),
    **{name: TableStatistic(about, (), _icc, OF_NUMBERS) for name, about in ABOUT_ICC.items()},
    "cronbach-alpha": TableStatistic(
        "Cronbach's alpha", (), _of_numbers(cronbach_alpha), OF_NUMBERS
    ),
    "ccc": TableStatistic(
        "Lin's concordance, mean of pairs", (), _of_numbers(ccc_pairable), OF_NUMBERS
    ),
    "kendall-w": TableStatistic(
        "Kendall's W of the raters' rankings of the units",
        (),
        _of_numbers(kendall_w_pairable),
        ("ordinal",),
    ),
}
"""All of them, in the order that lists show."""


def table_alpha(
    rows: Rows,
    level: str,
    *,
    units: Sequence[str] | None = None,
    raters: Sequence[str] | None = None,
    resamples: int = 0,
    rng: Generator | None = None,
) -> Result:
    """Alpha of rows (units) of cells (raters); None and "" are missing, see `tables`.

    `units` and `raters` are the names of rows and columns, for messages only.

    Raises
    ------
    AgreementError: unknown level, rows of different length, or a cell that is no number where the
    level needs one; names the row, the column and the cell.
    """
    draw = Draw(resamples, rng)
    return table_statistic(ratings_table(rows, units, raters), Request("alpha", level, draw=draw))


def alpha_per_label(table: TextTable | Ratings, asked: Request) -> dict[str, Result]:
    """Nominal alpha of each category against the rest, by its name."""
    if isinstance(table, Ratings):
        ratings, names = table, [f"{value:g}" for value in table.values]
    else:
        ratings, names = table.labels(asked.categories)
    rated = as_pairable(ratings)
    if not rated.basis.units or len(names) > FEW_CODES:
        return {}
    code = np.searchsorted(ratings.values, rated.values)
    draw, bases = asked.draw, [rated.basis] * (1 + len(names))
    if draw.raters and rated.rater is not None:
        _, *alone = label_columns(rated.unit, rated.rater, code, len(names)).measured(bases, draw)
        return dict(zip(names, alone, strict=True))
    counts = count_table(rated.unit, code, rated.basis.units, len(names))
    spread = label_spread(counts, counts.sum(axis=1))
    clusters = draw.clusters_of(rated.kept)
    _, *alone = measure(spread, bases, draw.resamples, draw.rng, clusters)
    return dict(zip(names, alone, strict=True))


def without_each_rater(table: TextTable, asked: Request) -> dict[str, Result]:
    """The statistic of the table without one rater, for each in turn, by name; no intervals."""
    alone = replace(asked, draw=Draw())
    names = table.raters or [str(number) for number in range(1, table.rater.max(initial=-1) + 2)]
    return {name: table_statistic(table.without(rater), alone) for rater, name in enumerate(names)}
