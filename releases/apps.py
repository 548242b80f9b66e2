from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "releases"

    def ready(self) -> None:
        from jobs.handlers import register

        register("release", "releases.services.making.ReleaseHandler")
