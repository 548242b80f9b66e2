"""What was answered to each question, in the shape of its kind."""

from typing import Any

from rest_framework import serializers

from affect.questions import KINDS
from affect.systems import MEASURES
from annotation.api.work import TaskMediaSerializer
from annotation.selectors.distributions.gold import RULES

KIND_CHOICES = [(kind, kind) for kind in KINDS]


class LabelCountSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField()
    count = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    mean = serializers.FloatField(allow_null=True)


class ValueCountSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField()
    count = serializers.IntegerField()


class FromToSerializer(serializers.Serializer[Any]):
    to = serializers.FloatField()
    count = serializers.IntegerField()

    def get_fields(self) -> dict[str, Any]:
        # "from" cannot be written as a class attribute
        return {"from": serializers.FloatField(), **super().get_fields()}


class EntropyBinSerializer(FromToSerializer):
    pass


class LengthBinSerializer(FromToSerializer):
    pass


class PlaneSerializer(serializers.Serializer[Any]):
    class AxisSerializer(serializers.Serializer[Any]):
        id = serializers.CharField()
        text = serializers.CharField()
        min = serializers.FloatField()
        max = serializers.FloatField()
        anchors = serializers.ListField(child=serializers.CharField())
        mean = serializers.FloatField(allow_null=True)

    class PlaneCellSerializer(serializers.Serializer[Any]):
        x = serializers.FloatField()
        y = serializers.FloatField()
        count = serializers.IntegerField()

    class PlanePointSerializer(serializers.Serializer[Any]):
        x = serializers.FloatField()
        y = serializers.FloatField()

    axes = AxisSerializer(many=True)
    cells = PlaneCellSerializer(many=True)
    points = PlanePointSerializer(many=True)


class WordsSerializer(serializers.Serializer[Any]):
    class WordCountSerializer(serializers.Serializer[Any]):
        word = serializers.CharField()
        count = serializers.IntegerField()
        share = serializers.FloatField()

    distinct = serializers.IntegerField()
    per_rating = serializers.FloatField(allow_null=True)
    top = WordCountSerializer(many=True)


class TextsSerializer(serializers.Serializer[Any]):
    class LatestTextSerializer(serializers.Serializer[Any]):
        item = serializers.IntegerField()
        key = serializers.CharField()
        text = serializers.CharField()

    mean_characters = serializers.FloatField(allow_null=True)
    lengths = LengthBinSerializer(many=True)
    latest = LatestTextSerializer(many=True)


class TraceDimensionSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField()
    min = serializers.FloatField(allow_null=True)
    max = serializers.FloatField(allow_null=True)


class TracesSerializer(serializers.Serializer[Any]):
    class DeviceCountSerializer(serializers.Serializer[Any]):
        device = serializers.CharField()
        count = serializers.IntegerField()

    class TracedItemSerializer(serializers.Serializer[Any]):
        class MeanCurveSerializer(serializers.Serializer[Any]):
            dimension = serializers.CharField()
            values = serializers.ListField(child=serializers.FloatField(allow_null=True))

        item = serializers.IntegerField()
        key = serializers.CharField()
        n = serializers.IntegerField()
        seconds = serializers.FloatField()
        mean = MeanCurveSerializer(many=True)

    mean_rate_hz = serializers.FloatField(allow_null=True)
    mean_seconds = serializers.FloatField(allow_null=True)
    devices = DeviceCountSerializer(many=True)
    dimensions = TraceDimensionSerializer(many=True)
    items = TracedItemSerializer(many=True)


class PartsSerializer(serializers.Serializer[Any]):
    class PartLabelSerializer(serializers.Serializer[Any]):
        id = serializers.CharField()
        text = serializers.CharField()
        track = serializers.CharField(allow_null=True)
        count = serializers.IntegerField()
        ratings = serializers.IntegerField()
        total = serializers.FloatField()

    class MarkedItemSerializer(serializers.Serializer[Any]):
        item = serializers.IntegerField()
        key = serializers.CharField()
        n = serializers.IntegerField(help_text="answers")

    class TurnCountSerializer(serializers.Serializer[Any]):
        turn = serializers.IntegerField()
        count = serializers.IntegerField()

    unit = serializers.ChoiceField(choices=["seconds", "characters", "area"])
    per_rating = serializers.FloatField(allow_null=True)
    labels = PartLabelSerializer(many=True)
    turns = TurnCountSerializer(many=True, required=False)
    items = MarkedItemSerializer(many=True, required=False)


class EditsSerializer(serializers.Serializer[Any]):
    class EditedFieldSerializer(serializers.Serializer[Any]):
        id = serializers.CharField()
        text = serializers.CharField()
        kind = serializers.CharField()
        mean = serializers.FloatField(allow_null=True)

    n = serializers.IntegerField()
    mean = serializers.FloatField(allow_null=True)
    fields = EditedFieldSerializer(many=True)  # type: ignore[assignment]


class SystemScoreSerializer(serializers.Serializer[Any]):
    system = serializers.CharField()
    measure = serializers.ChoiceField(choices=MEASURES)
    n = serializers.IntegerField(help_text="ratings, or comparisons that it was in")
    items = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True, help_text="95 %, by formula")
    high = serializers.FloatField(allow_null=True)
    drawn_low = serializers.FloatField(allow_null=True, help_text="95 %, items drawn again")
    drawn_high = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)


class QuestionDistributionSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    text = serializers.CharField()
    n_ratings = serializers.IntegerField()
    n_items = serializers.IntegerField()
    cannot_tell = serializers.IntegerField()
    labels = LabelCountSerializer(many=True, required=False)
    entropy = EntropyBinSerializer(many=True, required=False)
    histogram = ValueCountSerializer(many=True, required=False)
    plane = PlaneSerializer(required=False)
    words = WordsSerializer(required=False)
    texts = TextsSerializer(required=False)
    traces = TracesSerializer(required=False)
    parts = PartsSerializer(required=False)
    edits = EditsSerializer(required=False)
    systems = SystemScoreSerializer(many=True, required=False)


class DistributionsSerializer(serializers.Serializer[Any]):
    questions = QuestionDistributionSerializer(many=True)


class TraceOverlaySerializer(serializers.Serializer[Any]):
    class OverlaidTraceSerializer(serializers.Serializer[Any]):
        class TraceCurveSerializer(serializers.Serializer[Any]):
            dimension = serializers.CharField()
            times = serializers.ListField(child=serializers.FloatField())
            clock = serializers.ListField(
                child=serializers.FloatField(), help_text="those times as the rule moves them"
            )
            values = serializers.ListField(child=serializers.FloatField())

        rater = serializers.IntegerField(allow_null=True)
        name = serializers.CharField(allow_null=True)
        seconds = serializers.FloatField()
        device = serializers.CharField()
        samples = serializers.IntegerField()
        curves = TraceCurveSerializer(many=True)
        weights = serializers.ListField(child=serializers.FloatField(), help_text="by dimension")
        shifts = serializers.ListField(
            child=serializers.FloatField(),
            help_text="seconds earlier, by dimension; the mean of a warp",
        )

    class GoldCurveSerializer(serializers.Serializer[Any]):
        dimension = serializers.CharField()
        times = serializers.ListField(child=serializers.FloatField())
        values = serializers.ListField(child=serializers.FloatField(allow_null=True))
        low = serializers.ListField(child=serializers.FloatField(allow_null=True))
        high = serializers.ListField(child=serializers.FloatField(allow_null=True))
        warnings = serializers.ListField(child=serializers.CharField())

    item = serializers.IntegerField()
    question = serializers.CharField()
    text = serializers.CharField()
    dimensions = TraceDimensionSerializer(many=True)
    rule = serializers.ChoiceField(choices=RULES)
    gold = GoldCurveSerializer(many=True, help_text="one standard deviation to each side")
    traces = OverlaidTraceSerializer(many=True)


class MarksOfItemSerializer(serializers.Serializer[Any]):
    """Intervals have `start` and `end`; boxes have `x`, `y`, `width` and `height`."""

    class MarkTrackSerializer(serializers.Serializer[Any]):
        id = serializers.CharField()
        text = serializers.CharField()

    class MarkedBySerializer(serializers.Serializer[Any]):
        class MarkSerializer(serializers.Serializer[Any]):
            track = serializers.CharField(allow_null=True)
            start = serializers.FloatField(required=False, help_text="seconds of the item")
            end = serializers.FloatField(required=False)
            x = serializers.FloatField(required=False, help_text="share of the width, of its left")
            y = serializers.FloatField(required=False)
            width = serializers.FloatField(required=False)
            height = serializers.FloatField(required=False)

            def get_fields(self) -> dict[str, Any]:
                # A field has a label of its own, so that "label" is no class attribute.
                return {"label": serializers.CharField(), **super().get_fields()}

        rater = serializers.IntegerField(allow_null=True)
        name = serializers.CharField(allow_null=True)
        marks = MarkSerializer(many=True)

    item = serializers.IntegerField()
    key = serializers.CharField()
    question = serializers.CharField()
    text = serializers.CharField()
    tracks = MarkTrackSerializer(many=True)
    media = TaskMediaSerializer(allow_null=True)
    raters = MarkedBySerializer(many=True)
