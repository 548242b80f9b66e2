from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # Tasks are sent through the current Celery app: without this they would go to a default one.
        from config import celery  # noqa: F401
