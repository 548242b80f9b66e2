"""How tables of one form are read, kept under a name."""

from django.conf import settings
from django.db import models

from annotation.models.projects import Project


class ImportRecipe(models.Model):
    """`reading` is what `annotation.imports.Reading` writes; `columns` the header it was made for.

    A recipe may be replaced: what was imported with it says in its own report how it was read.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="recipes")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    reading = models.JSONField(default=dict)
    columns = models.JSONField(default=list, help_text="names of the columns, in order")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["project_id", "name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="recipe_name_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.project_id}"
