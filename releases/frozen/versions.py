"""X.Y.Z of a release: what a reader of the release before has to expect.

X rises when something that was there is gone or means another thing: an item, a rating, a question,
a label, a range, or an item's split. Y rises when there is more, or an answer changed. Z rises for
all else: title, guidelines, drafts of models, decisions. (After semver.org, with rows and columns
as the interface.)
"""

import re
from collections.abc import Mapping
from typing import Any

from affect.questions import Question, Scheme

FIRST = "1.0.0"
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:\+w\d+)?")
"""After `+w` stands how often something was withdrawn from that very release."""


def next_version(before: str | None, changes: Mapping[str, Any], *, breaks: bool) -> str:
    """The version after `before`, by the counts of `frozen.diff`; `breaks`: of the questions."""
    matched = VERSION.fullmatch(before or "")
    if matched is None:
        return FIRST
    major, minor, patch = map(int, matched.groups())
    rows = [changes["items"], changes["ratings"]]
    if breaks or changes["splits"]["moved"] or any(row["removed"] for row in rows):
        return f"{major + 1}.0.0"
    if any(row["added"] or row["changed"] for row in rows):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def broken(before: Scheme, after: Scheme) -> list[str]:
    """Questions of which a column is gone or means another thing now.

    A new question, a new label or another wording breaks nothing: what was read is still there.
    """
    now = {question.id: question for question in after.questions}
    return [old.id for old in before.questions if not _still_reads(old, now.get(old.id))]


def _still_reads(old: Question, new: Question | None) -> bool:
    if new is None or new.kind != old.kind:
        return False
    return set(old.label_ids) <= set(new.label_ids) and _range(old) == _range(new)


def _range(question: Question) -> tuple[Any, ...]:
    """Ends and steps of what numbers can be; nothing for kinds without."""
    ends = [getattr(question, name, None) for name in ("min", "max", "step", "unit_range")]
    axes = [
        (axis.id, getattr(axis, "min", None), getattr(axis, "max", None))
        for name in ("axes", "dimensions")
        for axis in getattr(question, name, ())
    ]
    return (*ends, *axes)
