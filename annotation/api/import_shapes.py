"""What the API says of imports."""

from typing import Any

from rest_framework import serializers

from annotation.imports import KINDS
from annotation.imports.tables.encodings import NAMES
from jobs.models import JobState

MOST_FILES = 200


class UploadIdsField(serializers.ListField):
    """Tables that were uploaded, the first of which says which columns they have."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            child=serializers.CharField(), allow_empty=False, max_length=MOST_FILES, **options
        )


class EncodingField(serializers.ChoiceField):
    """How the text of tables is written; blank: UTF-8, or UTF-16 with its mark."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=NAMES, allow_blank=True, default="", **options)


class ReadingSerializer(serializers.Serializer[Any]):
    maps = serializers.ListField(child=serializers.CharField(), default=list)
    missing = serializers.ListField(child=serializers.CharField(), default=list)
    values = serializers.ListField(child=serializers.CharField(), default=list)
    header = serializers.BooleanField(default=True)
    by_name = serializers.BooleanField(
        default=True, help_text="read a column that is not mapped as the field of its name"
    )
    card = serializers.CharField(allow_blank=True, default="")
    encoding = EncodingField()

    class Meta:
        ref_name = "ImportReading"


class RecipeSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    reading = ReadingSerializer()
    columns = serializers.ListField(child=serializers.CharField())
    updated_at = serializers.DateTimeField()

    class Meta:
        ref_name = "ImportRecipe"


class GuessSerializer(serializers.Serializer[Any]):
    field = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()

    class Meta:
        ref_name = "ImportGuess"


class ProposalSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=KINDS)
    guesses = GuessSerializer(many=True, help_text="one for each column")
    unknown_raters = serializers.BooleanField()
    missing = serializers.ListField(child=serializers.CharField())
    header = serializers.BooleanField()
    joined = serializers.CharField(
        allow_blank=True, help_text="columns that name the items together, as {split}-{id}"
    )
    rater = serializers.CharField(
        allow_blank=True, help_text="@file where each of several files seems to be a rater's"
    )

    class Meta:
        ref_name = "ImportProposal"


class LookedFileSerializer(serializers.Serializer[Any]):
    upload_id = serializers.CharField()
    name = serializers.CharField()
    lacks = serializers.ListField(
        child=serializers.CharField(), help_text="columns of the first file that it has not"
    )
    more = serializers.ListField(
        child=serializers.CharField(), help_text="columns that the first file has not"
    )
    problem = serializers.CharField(allow_blank=True, help_text="why it is no table")

    class Meta:
        ref_name = "LookedFile"


class LookSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    encoding = EncodingField()
    files = LookedFileSerializer(many=True)
    names = serializers.ListField(
        child=serializers.CharField(), help_text="how mappings call each column"
    )
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.JSONField(allow_null=True)),
        help_text="the first ones, a cell for each column",
    )
    proposal = ProposalSerializer()
    allowed = serializers.ListField(
        child=serializers.CharField(), help_text="fields that a column may be read as"
    )
    recipes = RecipeSerializer(many=True, help_text="those made for tables with these columns")

    class Meta:
        ref_name = "TableLook"


class ImportFailureSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    line = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()
    file = serializers.CharField(default="")


class ImportReportSerializer(serializers.Serializer[Any]):
    rows = serializers.IntegerField()
    pieces = serializers.IntegerField()
    spread = serializers.IntegerField()
    missing = serializers.IntegerField()
    added = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    failed = serializers.IntegerField()
    new_items = serializers.IntegerField()
    names_only = serializers.IntegerField()
    new_ratings = serializers.IntegerField()
    repeats = serializers.IntegerField(
        default=0, help_text="of those: of what their rater had rated before"
    )
    new_raters = serializers.IntegerField()
    new_predictions = serializers.IntegerField()
    columns = serializers.DictField(child=serializers.CharField())
    unused_columns = serializers.ListField(child=serializers.CharField())
    notes = serializers.ListField(child=serializers.CharField())
    failures = ImportFailureSerializer(many=True, help_text="the first 200")

    class Meta:
        ref_name = "ImportReport"


class ImportJobSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=JobState.choices)
    progress = serializers.FloatField()
    dry_run = serializers.BooleanField()
    kind = serializers.ChoiceField(choices=KINDS)
    file = serializers.CharField()
    error = serializers.CharField(allow_blank=True)
    report = ImportReportSerializer(allow_null=True)

    class Meta:
        ref_name = "ImportJob"
