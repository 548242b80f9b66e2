from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # Tasks go through the current Celery app; without this that would be a default one.
        from config import celery  # noqa: F401
