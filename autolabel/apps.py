from django.apps import AppConfig


class AutolabelConfig(AppConfig):
    name = "autolabel"

    def ready(self) -> None:
        from autolabel.services import AutolabelHandler
        from jobs.handlers import register

        register(AutolabelHandler())
