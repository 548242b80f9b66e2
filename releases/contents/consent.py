"""What people in recordings agreed to, and what a release and its exports may do with that."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from annotation.models import Project
from annotation.selectors.projects.recordings import consent_body, recordings_shown
from ingestion.models import ConsentState, Permission
from releases.contents.settings import Contents
from releases.errors import ReleaseRefused

NAMED = 5
COLUMN, PERMITS = "consent", "consent_permits"


def consent_check(project: Project, contents: Contents) -> None:
    """Refuse a release of recordings to which consent was refused or taken back.

    Raises
    ------
    ReleaseRefused: names the recordings and the ways out; also those of whose consent nobody knows
        where the project requires it.
    """
    against, unknown = [], []
    for recording in recordings_shown(project).select_related("consent"):
        told = consent_body(recording)
        if told["state"] == ConsentState.UNKNOWN:
            unknown.append(recording.name)
        elif Permission.RESEARCH not in told["permits"]:
            against.append(recording.name)
    if against:
        raise ReleaseRefused(
            f"Consent to {_listed(against)} was refused, taken back, or is not for research. Take "
            "each out with its items and answers (emotate withdraw recording NAME --reason "
            f"consent), or state its consent on the page Media or by emotate consent set "
            f"{project.slug}."
        )
    if unknown and contents.require_consent:
        raise ReleaseRefused(
            f"Nobody has said whether there is consent to {_listed(unknown)}, and "
            f"'{project.slug}' requires it. State it on the page Media, or by emotate consent read "
            f"{project.slug} TABLE; emotate consent list {project.slug} shows all."
        )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(f"'{name}'" for name in names[:NAMED]) + more


def consent_counts(folder: Path) -> dict[str, int] | None:
    """How many recordings of a release have which consent; None for older layouts.

    folder: where recordings.parquet lies.
    """
    path = folder / "recordings.parquet"
    if not path.is_file() or COLUMN not in pq.read_schema(path).names:
        return None
    rows = pq.read_table(path, columns=[COLUMN, PERMITS]).to_pylist()
    states = Counter(row[COLUMN] for row in rows)
    permits = Counter(name for row in rows for name in row[PERMITS])
    return {
        "recordings": len(rows),
        **{state: states[state] for state in ConsentState.values},
        **{f"permit_{name}": permits[name] for name in Permission.values},
    }


def withheld_because(state: str, permits: Sequence[str], *, required: bool) -> str:
    """Why an export may not hold a recording; empty: it may.

    required: whether consent that nobody knows of keeps a recording back, too.
    """
    if state == ConsentState.UNKNOWN:
        return "nobody knows of consent, which the project requires" if required else ""
    if state != ConsentState.GIVEN:
        return f"consent was {'refused' if state == ConsentState.REFUSED else 'taken back'}"
    return "" if Permission.SHARING in permits else "consent does not permit to hand it on"
