"""What raters do in these tests, in one line each."""

import threading
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import connection

from accounts.models import Role, User
from annotation.models import Assignment, Item, MemberRole, Project, Rating
from annotation.services.assignment import assignment_next
from annotation.services.projects.known_items import item_known_set
from annotation.services.projects.projects import member_add, project_update
from annotation.services.rating.ratings import Submission, rating_submit
from tests.cast import answers, text_items, user


def under(project: Project, **policy: Any) -> Project:
    """The project with these settings."""
    return project_update(project=project, changes={"policy": policy})


def raters(project: Project, n: int) -> list[User]:
    people = [user(f"rater{k}", Role.ANNOTATOR) for k in range(n)]
    for person in people:
        member_add(project=project, user=person, role=MemberRole.RATER)
    return people


def submit(person: User, assignment: Assignment, **given: Any) -> Rating:
    """Answer an assignment: keywords of `tests.cast.answers`."""
    rating, _ = rating_submit(
        user=person,
        assignment_id=assignment.pk,
        submission=Submission(uuid.uuid4(), answers(**given), elapsed_ms=1000),
    )
    return rating


def work(person: User, project: Project, most: int = 1000, **given: Any) -> Iterator[Assignment]:
    """Answer item after item until none is left; yields each as it was handed out."""
    for _ in range(most):
        assignment = assignment_next(project=project, user=person)
        if assignment is None:
            return
        yield assignment
        submit(person, assignment, **given)


def known(project: Project, role: str, n: int = 1, emotion: str = "joy") -> list[Item]:
    """New items of a role for which an emotion is right."""
    before = set(project.items.values_list("pk", flat=True))
    text_items(project, n, prefix=f"{role}-{len(before)}")
    new = project.items.exclude(pk__in=before).order_by("place")
    return [
        item_known_set(
            item=item,
            role=role,
            expected={"emotion": {"any_of": [emotion]}},
            explanation="The voice trembles.",
        )
        for item in new
    ]


def at_once(*acts: Any) -> list[BaseException]:
    """Run acts in threads with connections of their own; what went wrong."""
    errors: list[BaseException] = []
    ready = threading.Barrier(len(acts))

    def run(act: Any) -> None:
        try:
            ready.wait()
            act()
        except BaseException as error:  # told to the main thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
