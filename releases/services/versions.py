"""What a release changes against the one before, and the version that follows from it."""

from releases.frozen import CHANGES, FrozenRelease
from releases.frozen.diff import release_diff
from releases.frozen.versions import FIRST, broken, next_version
from releases.services.about import write_json


def version_write(frozen: FrozenRelease, before: FrozenRelease | None) -> str:
    """Write changes.json of a release that is being made; returns its X.Y.Z.

    The first release of a project has no such file.
    """
    if before is None:
        return next_version(None, {}, breaks=False)
    changes = release_diff(before, frozen)
    questions = broken(before.scheme, frozen.scheme)
    # Releases of earlier layouts had no version: what comes after one comes after a first one.
    known = before.project.get("version", FIRST)
    version = next_version(known, changes, breaks=bool(questions))
    changes["after"] = {"release": frozen.name, "version": version}
    write_json(frozen.folder / CHANGES, {**changes, "broken_questions": questions})
    return version
