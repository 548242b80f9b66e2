from django.apps import AppConfig


class AutolabelConfig(AppConfig):
    name = "autolabel"

    def ready(self) -> None:
        from jobs.handlers import register

        register("autolabel", "autolabel.services.AutolabelHandler")
