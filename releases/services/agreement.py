"""The agreement of the raters at the moment of the release: the numbers of the dashboard."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from affect.coded import UNKNOWN_RATER, Coded
from annotation.models import Project
from annotation.services.agreement import RESAMPLES, agreement_body, agreement_read
from releases.answers import AnswerColumns
from releases.frozen import AGREEMENT, FrozenRelease, coded_of, counting
from releases.services.about import write_json


def agreement_write(frozen: FrozenRelease, project: Project) -> None:
    """Write agreement.json, from the same computation as the page *Agreement*."""
    body = {"resamples": RESAMPLES, "questions": agreement_read(project)}
    write_json(frozen.folder / AGREEMENT, body)


def agreement_again(frozen: FrozenRelease) -> None:
    """Write it anew from the ratings in the release itself: they are no longer those it had."""
    figures = frozen.project["policy"].get("agreement", [])
    questions = [
        agreement_body(column.question, _whole(frozen, column), figures, RESAMPLES)
        for column in frozen.columns
    ]
    write_json(frozen.folder / AGREEMENT, {"resamples": RESAMPLES, "questions": questions})


def _whole(frozen: FrozenRelease, column: AnswerColumns) -> Coded:
    """Every answer to a question that counts, with all its parts; units are the release's items."""
    wanted = ["item", "rater", "role", *(field.name for field in column.fields())]
    known: dict[str, int] = {}
    parts = []
    for part in frozen.parts(wanted):
        counted = counting(part)
        coded = coded_of(column, counted, whole=True)
        raters = _codes(counted.ratings["rater"], known)
        parts.append(replace(coded, unit=coded.unit + part.first, rater=raters))
    extents = [part.extent for part in parts if part.extent is not None]
    return Coded(
        unit=np.concatenate([part.unit for part in parts]),
        rater=np.concatenate([part.rater for part in parts]),
        values=np.concatenate([part.values for part in parts]),
        cannot_tell=np.concatenate([part.cannot_tell for part in parts]),
        extent=np.concatenate(extents) if extents else None,
    )


def _codes(raters: pa.ChunkedArray, known: dict[str, int]) -> NDArray[np.int32]:
    """Numbers of pseudonyms; -1 where the rater is unknown."""
    coded = raters.combine_chunks().dictionary_encode()
    numbers = [known.setdefault(name, len(known)) for name in coded.dictionary.to_pylist()]
    place = np.asarray(coded.indices.fill_null(len(numbers)).to_numpy(), np.int64)
    return np.array([*numbers, UNKNOWN_RATER], np.int32)[place]
