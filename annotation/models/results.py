"""Results that are kept under the hash of what they were computed from."""

from django.db import models

from annotation.models.projects import Project


class CachedResult(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="results")
    name = models.CharField(max_length=40)
    input_hash = models.CharField(max_length=64)
    body = models.JSONField()
    computed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name", "input_hash"], name="cached_result_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.project_id}"
