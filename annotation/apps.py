from django.apps import AppConfig


class AnnotationConfig(AppConfig):
    name = "annotation"

    def ready(self) -> None:
        from annotation.services.imports.job import ImportHandler
        from annotation.services.ingest.job import IngestHandler
        from jobs.handlers import register

        register(IngestHandler())
        register(ImportHandler())
