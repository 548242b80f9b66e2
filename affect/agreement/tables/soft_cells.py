"""Sets and distributions in the cells of a table.

A set is written `calm|at ease` (bar, semicolon or comma) or as a JSON list; `[]` is the empty set.
A distribution is written `anger:0.6|fear:0.4` or as a JSON object; labels that are left out have 0.
"""

import json
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.alphas.word_sets import members_of
from affect.agreement.result import AgreementError, FloatArray
from affect.agreement.tables.tables import TextTable, as_number

SEPARATORS = re.compile(r"[|;,]")


def sets_of(table: TextTable) -> tuple[csr_array, NDArray[np.int64]]:
    """The distinct sets as rows over all labels, and the place of each answer among them (n,)."""
    sets: dict[frozenset[str], int] = {}
    code = np.array(
        [sets.setdefault(_set(table, entry), len(sets)) for entry in range(len(table.text))],
        np.int64,
    )
    return members_of(sets), code


def _set(table: TextTable, entry: int) -> frozenset[str]:
    text = table.text[entry]
    if text.startswith("["):
        found = _json(table, entry)
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            raise AgreementError(f"{table.where(entry)}: {text!r} is no list of labels")
        return frozenset(found)
    return frozenset(name for part in SEPARATORS.split(text) if (name := part.strip()))


def distributions_of(
    table: TextTable, categories: list[str] | None = None
) -> tuple[FloatArray, list[str]]:
    """Shares (n, labels) that sum to 1, and the labels: as in `categories`, or as they come.

    Raises
    ------
    AgreementError: a cell is no distribution, or names a label that is none of `categories`.
    """
    answers = [_distribution(table, entry) for entry in range(len(table.text))]
    labels = list(categories or dict.fromkeys(name for answer in answers for name in answer))
    place = {name: column for column, name in enumerate(labels)}
    shares = np.zeros((len(answers), len(labels)))
    for entry, answer in enumerate(answers):
        for name, share in answer.items():
            if name not in place:
                raise AgreementError(
                    f"{table.where(entry)}: {name!r} is none of the categories: {', '.join(labels)}"
                )
            shares[entry, place[name]] = share
    return shares, labels


def _distribution(table: TextTable, entry: int) -> dict[str, float]:
    text = table.text[entry]
    pairs = _json(table, entry) if text.startswith("{") else _pairs(text)
    if not isinstance(pairs, dict) or not pairs:
        raise AgreementError(
            f"{table.where(entry)}: {text!r} is no distribution; write anger:0.6|fear:0.4"
        )
    shares = {name: as_number(str(share)) for name, share in pairs.items()}
    known = {name: share for name, share in shares.items() if share is not None and share >= 0}
    if len(known) < len(shares) or abs(sum(known.values()) - 1) > 1e-3:
        raise AgreementError(f"{table.where(entry)}: the shares of {text!r} do not sum to 1")
    return known


def _pairs(text: str) -> dict[str, str]:
    parts = [part.rsplit(":", 1) for part in SEPARATORS.split(text) if part.strip()]
    return {part[0].strip(): part[1].strip() for part in parts if len(part) == 2}


def _json(table: TextTable, entry: int) -> Any:
    try:
        return json.loads(table.text[entry])
    except json.JSONDecodeError as error:
        raise AgreementError(
            f"{table.where(entry)}: {table.text[entry]!r} is no JSON: {error}"
        ) from error
