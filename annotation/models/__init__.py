from annotation.models.people import Member, MemberRole, Rater
from annotation.models.projects import Item, ItemClip, ItemRole, Project, Scheme
from annotation.models.quality import Certificate, CheckResult, Expected, Qualification
from annotation.models.rating import Assignment, AssignmentState, Assisted, Draft, Rating
from annotation.models.recipes import ImportRecipe
from annotation.models.recruiting import Participant, ParticipantState, RecruitLink
from annotation.models.results import CachedResult
from annotation.models.review import Decision, Exposure

__all__ = [
    "Assignment",
    "AssignmentState",
    "Assisted",
    "CachedResult",
    "Certificate",
    "CheckResult",
    "Decision",
    "Draft",
    "Expected",
    "Exposure",
    "ImportRecipe",
    "Item",
    "ItemClip",
    "ItemRole",
    "Member",
    "MemberRole",
    "Participant",
    "ParticipantState",
    "Project",
    "Qualification",
    "Rater",
    "Rating",
    "RecruitLink",
    "Scheme",
]
