"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    ADMIN = "admin", "Admin"
    RESEARCHER = "researcher", "Researcher"
    ANNOTATOR = "annotator", "Annotator"


class User(AbstractUser):
    """One person. The role says which pages exist for them; projects add what they may open."""

    first_name = None  # type: ignore[assignment]  # one field for a name suits every culture
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=16, choices=Role, default=Role.ANNOTATOR)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="user_role_is_known"
            ),
        ]

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    @property
    def is_researcher(self) -> bool:
        return self.role == Role.RESEARCHER

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()
