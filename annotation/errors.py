"""What acts on projects and ratings refuse."""

from accounts.errors import Conflict, Missing, Refused


class ProjectMissing(Missing):
    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no project '{slug}', or you are not a member of it.")


class AnnotationRefused(Refused):
    pass


class AnnotationConflict(Conflict):
    pass


class AssignmentMissing(Missing):
    pass


class ItemMissing(Missing):
    pass
