"""Statistics of a table with a row per piece: unit, rater, start, end, label, the unit's length.

A rater who marked nothing in a unit has a row with no start, end and label there; without any row
the rater did not look. A unit is as long as its length says, or as its last end.

Where all ends are whole numbers they are taken to count something, such as characters or frames,
whose smallest part is 1; else they are times, which have no smallest part (see `unitizing`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from affect.agreement.draws.bootstrap import Draw
from affect.agreement.draws.rater_draws import Members
from affect.agreement.pieces.alpha_u import alpha_u
from affect.agreement.pieces.continua import Continua
from affect.agreement.pieces.marked import Marked
from affect.agreement.pieces.parts import mean_eder_of, pieces_f1, pooled_gamma, pooled_u_alpha
from affect.agreement.pieces.unitizing import Family, u_alpha
from affect.agreement.result import AgreementError, Basis, Result
from affect.agreement.tables.tables import as_number

Cells = Sequence[str]
"""Unit, rater, start, end, label, and perhaps the unit's length."""


ENDS = ("start", "end")


@dataclass(frozen=True)
class PiecesTable:
    """The pieces of units with two raters or more; `units` names all units of the table."""

    marked: Marked
    units: tuple[str, ...]


@dataclass(frozen=True)
class PieceStatistic:
    """A statistic: what it says, and its function."""

    about: str
    measure: Callable[[Marked, Draw], Result]


def pieces_table(rows: Sequence[Cells]) -> PiecesTable:
    """Read the rows of a table.

    Raises
    ------
    AgreementError: a row lacks its unit or rater, or is no piece; names the row and the cell.
    """
    raters: dict[str, dict[str, int]] = {}
    lengths: dict[str, float] = {}
    found: list[tuple[str, int, float, float, str]] = []
    for number, row in enumerate(rows, start=1):
        unit, rater, *piece = (cell.strip() for cell in row)
        if not unit or not rater:
            raise AgreementError(f"row {number} has no unit or no rater")
        k = raters.setdefault(unit, {}).setdefault(rater, len(raters[unit]))
        if len(piece) > 3 and piece[3]:
            lengths[unit] = max(lengths.get(unit, 0.0), _number(number, "length", piece[3]))
        if any(piece[:3]):
            found.append((unit, k, *_piece(number, piece[:3])))
    return PiecesTable(_marked(raters, lengths, found), tuple(raters))


def _piece(number: int, cells: Sequence[str]) -> tuple[float, float, str]:
    start, end = (_number(number, name, cell) for name, cell in zip(ENDS, cells[:2], strict=True))
    if not 0 <= start < end:
        raise AgreementError(f"row {number}: a piece from {start:g} to {end:g} has no length")
    if not cells[2]:
        raise AgreementError(f"row {number}: the piece from {start:g} to {end:g} has no label")
    return start, end, cells[2]


def _number(row: int, name: str, cell: str) -> float:
    found = as_number(cell)
    if found is None:
        raise AgreementError(f"row {row}: {name} is a number, not {cell!r}")
    return found


def _marked(
    raters: dict[str, dict[str, int]],
    lengths: dict[str, float],
    found: Sequence[tuple[str, int, float, float, str]],
) -> Marked:
    kept = [place for place, own in enumerate(raters.values()) if len(own) >= 2]
    names = list(raters)
    number = {names[place]: continuum for continuum, place in enumerate(kept)}
    labels = sorted({label for *_, label in found})
    rows = [
        (number[unit], rater, labels.index(label), start, end)
        for unit, rater, start, end, label in found
        if unit in number
    ]
    columns = np.array(rows, np.float64).reshape(-1, 5).T
    continuum, rater, label = columns[:3].astype(np.int64)
    length = np.array([lengths.get(unit, 0.0) for unit in number], np.float64)
    np.maximum.at(length, continuum, columns[4])
    m = np.array([len(raters[unit]) for unit in number], np.int64)
    people = {rater for unit in number for rater in raters[unit]}
    single = sum(len(own) == 1 for own in raters.values())
    basis = Basis(len(kept), len(people), int(m.sum()), single)
    continua = Continua(tuple(labels), continuum, rater, label, columns[3], columns[4], length, m)
    unit = np.arange(len(kept))
    names_of = [rater for unit in number for rater in raters[unit]]
    everybody = {name: place for place, name in enumerate(sorted(people))}
    who = np.array([everybody[name] for name in names_of], np.int64)
    members = Members.of(np.repeat(unit, m), who)
    return Marked(continua, unit, np.array(kept, np.int64), tuple(number), basis, members)


def _smallest(found: Marked) -> float:
    ends = np.concatenate([found.continua.start, found.continua.end, found.continua.length])
    return 1.0 if np.array_equal(ends, np.rint(ends)) else 0.0


def _u_alpha(found: Marked, draw: Draw) -> Result:
    if found.continua.overlapping():
        raise AgreementError(
            "pieces of one rater overlap, and u-alpha takes them to be apart: u-alpha-labels "
            "measures each label for itself"
        )
    return pooled_u_alpha(found, _smallest(found), False, draw)[0]


def _u_alpha_labels(found: Marked, draw: Draw) -> Result:
    return pooled_u_alpha(found, _smallest(found), True, draw)[0]


def _family(part: Callable[[Family], Result]) -> Callable[[Marked, Draw], Result]:
    def of(found: Marked, draw: Draw) -> Result:
        if not found.basis.units:
            return found.basis.result(np.nan, None)
        result = part(u_alpha(found.continua, smallest=_smallest(found)))
        return replace(
            result,
            raters=found.basis.raters,
            ratings=found.basis.ratings,
            single_rated_units=found.basis.single_rated_units,
        )

    return of


def _alpha_u(found: Marked, draw: Draw) -> Result:
    return alpha_u(found.continua).overall


PIECE_STATISTICS: dict[str, PieceStatistic] = {
    "u-alpha": PieceStatistic("u-alpha of 2016: pieces, gaps and labels", _u_alpha),
    "u-alpha-labels": PieceStatistic(
        "u-alpha with each label for itself, where pieces overlap", _u_alpha_labels
    ),
    "u-alpha-binary": PieceStatistic(
        "|u-alpha: pieces against gaps", _family(lambda family: family.binary)
    ),
    "u-alpha-coding": PieceStatistic(
        "cu-alpha: labels where pieces intersect", _family(lambda family: family.coding)
    ),
    "alpha-u": PieceStatistic("alpha_U of 1995, of one unit", _alpha_u),
    "gamma": PieceStatistic("gamma: place and label of aligned pieces", pooled_gamma),
    "eder": PieceStatistic("EDER, mean of pairs and units; 0 is best", mean_eder_of),
    "span-f1": PieceStatistic(
        "F1 of pieces with both ends equal", lambda found, draw: pieces_f1(found, "exact", draw)
    ),
    "span-f1-overlap": PieceStatistic(
        "F1 of pieces that share a part", lambda found, draw: pieces_f1(found, "overlap", draw)
    ),
}
"""Statistics of the layout `pieces`."""


def piece_statistic(table: PiecesTable, stat: str, draw: Draw) -> Result:
    """One statistic of a table of pieces.

    Raises
    ------
    AgreementError: an unknown statistic, or pieces that it is not for.
    """
    if stat not in PIECE_STATISTICS:
        raise AgreementError(
            f"{stat} is no statistic of pieces; allowed: {', '.join(PIECE_STATISTICS)}"
        )
    return PIECE_STATISTICS[stat].measure(table.marked, draw)
