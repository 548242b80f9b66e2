from django.apps import AppConfig


class AnnotationConfig(AppConfig):
    name = "annotation"

    def ready(self) -> None:
        from jobs.handlers import register

        register("ingest", "annotation.services.ingest.job.IngestHandler")
        register("import", "annotation.services.imports.job.ImportHandler")
