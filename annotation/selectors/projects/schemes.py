"""What a project asks and decides: its questions, as they are now and as they were, and policy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from accounts.rows import columns_of, first
from affect.questions import Scheme as Questions
from affect.questions import load_scheme
from annotation.models import Project, Scheme
from annotation.policy import Policy, policy_from


@dataclass(frozen=True)
class _Asked:
    """The body of a scheme, which its hash stands for."""

    hash: str
    body: Any = field(compare=False)


@lru_cache(maxsize=64)
def _questions(asked: _Asked) -> Questions:
    return load_scheme(asked.body)


def questions_of(scheme: Scheme) -> Questions:
    """The checked questions of a scheme as it was read; kept, as the same hash asks the same."""
    return _questions(_Asked(scheme.hash, scheme.body))


CURRENT_SCHEME = f"""
SELECT {columns_of(Scheme, "scheme")} FROM annotation_scheme AS scheme
WHERE project_id = %s ORDER BY version DESC LIMIT 1
"""  # noqa: S608


def current_scheme(project_id: int, *, hold: bool = False) -> Scheme:
    """The newest version of a project's questions; every project has one.

    hold: as they are until the transaction ends, for who hands them out.
    """
    query = CURRENT_SCHEME + ("FOR KEY SHARE" if hold else "")
    found = first(Scheme, query, (project_id,))
    if found is None:
        raise Scheme.DoesNotExist(f"project {project_id} has no scheme")
    return found


def scheme_of(project: Project) -> Scheme:
    """The same, read once for each time that the project was."""
    if project.scheme_found is None:
        project.scheme_found = current_scheme(project.pk)
    return project.scheme_found


def policy_of(project: Project) -> Policy:
    """The policy of a project, read once for each time that the project was."""
    if project.policy_found is None or project.policy_found[0] is not project.policy:
        project.policy_found = (project.policy, policy_from(project.policy))
    return project.policy_found[1]


def unfit_answers(answers: Mapping[str, Any], questions: Questions) -> list[str]:
    """Questions of a draft that are no longer asked, or not so that its answer would do."""
    return sorted({problem.question for problem in questions.check(dict(answers), draft=True)})
