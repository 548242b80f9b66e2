from annotation.models.projects import Item, Member, MemberRole, Project, Rater, Scheme
from annotation.models.rating import Assignment, AssignmentState, Draft, Rating
from annotation.models.results import CachedResult

__all__ = [
    "Assignment",
    "AssignmentState",
    "CachedResult",
    "Draft",
    "Item",
    "Member",
    "MemberRole",
    "Project",
    "Rater",
    "Rating",
    "Scheme",
]
