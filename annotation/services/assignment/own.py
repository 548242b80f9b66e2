"""A person's own assignment."""

from accounts.models import User
from accounts.rows import columns_of, first_row, instances_of
from annotation.errors import AssignmentMissing
from annotation.models import Assignment, Item, Project, Rater
from annotation.permissions import may_adjudicate

# Each draft and each submission begins with this one, see `accounts.rows`.
OWN_ASSIGNMENT = f"""
SELECT {columns_of(Assignment, "assignment")}, {columns_of(Item, "item")},
       {columns_of(Rater, "rater")}, {columns_of(Project, "project")},
       ARRAY(SELECT role FROM annotation_member
             WHERE project_id = project.id AND user_id = rater.user_id),
       EXISTS (SELECT 1 FROM annotation_decision
               WHERE project_id = project.id AND item_id = item.id AND by_id = rater.user_id)
FROM annotation_assignment AS assignment
JOIN annotation_item AS item ON item.id = assignment.item_id
JOIN annotation_rater AS rater ON rater.id = assignment.rater_id
JOIN annotation_project AS project ON project.id = item.project_id
WHERE assignment.id = %s AND rater.user_id = %s AND EXISTS (
    SELECT 1 FROM annotation_member AS member
    WHERE member.project_id = project.id AND member.user_id = rater.user_id
      AND member.role = 'rater')
"""  # noqa: S608
# The rater first, as all do who change what is a rater's: two of their tabs wait for each other
# there and nowhere else.
LOCKED = "FOR NO KEY UPDATE OF rater FOR UPDATE OF assignment"


def assignment_of(*, user: User, assignment_id: int, lock: bool = False) -> Assignment:
    """A person's own assignment, while they are a rater of its project.

    `blind` says whether they could not have seen what others answered to the item: no role of
    theirs shows it at this moment, and they never decided the item on sight of all answers.

    Raises:
        AssignmentMissing: it is not there or not theirs
    """
    query = OWN_ASSIGNMENT + (LOCKED if lock else "")
    row = first_row(query, (assignment_id, user.pk))
    if row is None:
        raise AssignmentMissing(
            "This item is not yours to rate. Open 'My work' and continue from there.",
            reason="not_yours",
        )
    assignment: Assignment
    *columns, roles, decided = row
    assignment, item, rater, project = instances_of((Assignment, Item, Rater, Project), columns)
    assignment.blind = not (decided or may_adjudicate(user, frozenset(roles)))
    assignment.item, assignment.rater, item.project = item, rater, project
    return assignment
