"""Settings of a project as words of a command line: KEY=VALUE, with dots for parts of a policy."""

import copy
import json
from collections.abc import Mapping, Sequence
from typing import Any

from annotation.errors import AnnotationRefused
from annotation.models import Project
from annotation.policy import POLICY_KEYS
from annotation.services.projects.projects import TEXT_FIELDS

OWN = (*TEXT_FIELDS, "state")


def changes_of(project: Project, words: Sequence[str]) -> dict[str, Any]:
    """What `project_update` takes, from words such as `gold.every=10` or `state=paused`.

    A value is JSON where it can be read so, else a text; nothing after the sign is null, which
    brings a default back. Texts of the project are always taken as they are.

    Raises:
        AnnotationRefused: a word has no sign, or its key is unknown
    """
    changes: dict[str, Any] = {}
    policy: dict[str, Any] = {}
    for word in words:
        key, sign, text = word.partition("=")
        if not sign:
            raise AnnotationRefused(f"'{word}' is not KEY=VALUE, such as raters_per_item=3.")
        name, *path = key.split(".")
        if name in OWN and not path:
            changes[name] = text
        elif name in POLICY_KEYS:
            _put(policy, project.policy, [name, *path], _value(text))
        else:
            raise AnnotationRefused(
                f"'{key}' is no setting; there are: {', '.join((*OWN, *POLICY_KEYS))}."
            )
    return changes | ({"policy": policy} if policy else {})


def _put(policy: dict[str, Any], now: Mapping[str, Any], path: list[str], value: Any) -> None:
    """Put a value at a path, into a copy of the setting as it is now."""
    name, *rest = path
    if not rest:
        policy[name] = value
        return
    if not isinstance(policy.get(name), dict):
        known = now.get(name)
        policy[name] = copy.deepcopy(known) if isinstance(known, dict) else {}
    _put(policy[name], policy[name], rest, value)


def _value(text: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
