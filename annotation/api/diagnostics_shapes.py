"""The shapes of agreement's details and of disagreement, as the API says them."""

from typing import Any

from rest_framework import serializers

from annotation.api.readings import KIND_CHOICES
from annotation.api.recruited import RecruitedSerializer
from annotation.api.work import TaskMediaSerializer
from annotation.selectors.diagnostics.explorer import WHYS
from annotation.services.assignment.extra_asked import MOST_MORE


class NamedSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField()


class FigureSerializer(serializers.Serializer[Any]):
    """A number with its interval (95 %); null for a `reason`."""

    value = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField(help_text="ratings that went in")


class RaterComparedSerializer(serializers.Serializer[Any]):
    """Lists go by `columns`; a single number is one column."""

    rater = serializers.IntegerField()
    name = serializers.CharField()
    recruited = RecruitedSerializer(allow_null=True)
    submitted = serializers.IntegerField()
    seconds_per_item = serializers.FloatField(allow_null=True)
    agreement = FigureSerializer(help_text="with the others; alpha is the mean of these")
    without = FigureSerializer(help_text="alpha of the others")
    drift = FigureSerializer(help_text="change of the agreement from the first rating to the last")
    careless = FigureSerializer(required=False, help_text="share of careless ratings; of labels")
    bias = FigureSerializer(many=True, required=False, help_text="log-odds of each label")
    severity = FigureSerializer(many=True, required=False, help_text="points above the others")
    spread = FigureSerializer(many=True, required=False, help_text="part of the others' SD")
    severity_drift = FigureSerializer(many=True, required=False, help_text="points")


class RatersComparedSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    text = serializers.CharField()
    columns = NamedSerializer(many=True)
    alpha = serializers.FloatField(allow_null=True)
    computed_at = serializers.DateTimeField()
    raters = RaterComparedSerializer(
        many=True, allow_null=True, help_text="null for answers without a distance"
    )


class LabelPairsSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    text = serializers.CharField()
    columns = NamedSerializer(many=True)
    rater = serializers.IntegerField(allow_null=True)
    counts = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField()),
        allow_null=True,
        help_text="pairs of ratings of one item, rows by columns; null without labels",
    )


class GivenSerializer(serializers.Serializer[Any]):
    rating = serializers.IntegerField()
    rater = serializers.IntegerField(allow_null=True)
    name = serializers.CharField(allow_null=True)
    answer = serializers.DictField(child=serializers.JSONField())
    careless = serializers.FloatField(allow_null=True, help_text="probability")


class DividedItemSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    key = serializers.CharField()
    transcript = serializers.CharField(allow_null=True)
    speaker = serializers.CharField(allow_null=True)
    media = TaskMediaSerializer(allow_null=True)
    clips = serializers.ListField(child=TaskMediaSerializer(allow_null=True))
    wanted = serializers.IntegerField()
    extra = serializers.IntegerField()
    can_ask = serializers.BooleanField(help_text="whether it can be shown to further raters")
    n = serializers.IntegerField(help_text="answers")
    measures = serializers.DictField(child=serializers.FloatField(allow_null=True))
    more = serializers.IntegerField(allow_null=True, help_text="raters that it needs")
    ambiguous = serializers.FloatField(allow_null=True, help_text="probability")
    why = serializers.ChoiceField(choices=WHYS, allow_null=True)
    answers = GivenSerializer(many=True)


class NeedSerializer(serializers.Serializer[Any]):
    raters = serializers.IntegerField()
    items = serializers.IntegerField()


class PairSerializer(serializers.Serializer[Any]):
    first = serializers.CharField()
    second = serializers.CharField()
    items = serializers.IntegerField()


class WhysSerializer(serializers.Serializer[Any]):
    ambiguous = serializers.IntegerField()
    careless = serializers.IntegerField()


class DisagreementSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    text = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    labels = NamedSerializer(many=True)
    measures = serializers.ListField(child=serializers.CharField())
    sort = serializers.CharField()
    target = serializers.FloatField(help_text="width of the interval to reach")
    count = serializers.IntegerField(help_text="items that the filters leave")
    total = serializers.IntegerField(help_text="items with two answers or more")
    need = NeedSerializer(many=True, allow_null=True, help_text="items by raters they need")
    pairs = PairSerializer(many=True)
    whys = WhysSerializer(allow_null=True)
    results = DividedItemSerializer(many=True)


class ComparedFigureSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)


class ComparedMetricSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    better = serializers.ChoiceField(choices=["lower", "higher"])
    model = ComparedFigureSerializer()
    human = ComparedFigureSerializer(help_text="of each rating against the others' of its item")


class ModelComparisonSerializer(serializers.Serializer[Any]):
    label = serializers.CharField(allow_null=True)  # type: ignore[assignment]  # not its own
    items = serializers.IntegerField(help_text="that have answers and a draft")
    unrated = serializers.IntegerField()
    unpredicted = serializers.IntegerField()
    several = serializers.IntegerField(help_text="of them with two answers or more")
    epsilon = serializers.FloatField(allow_null=True, help_text="what a share of 0 was taken as")
    metrics = ComparedMetricSerializer(many=True)


class ModelBesideSerializer(serializers.Serializer[Any]):
    card = serializers.CharField()
    question = serializers.CharField()
    text = serializers.CharField()
    comparisons = ModelComparisonSerializer(
        many=True, allow_null=True, help_text="one per label where answers are numbers for labels"
    )


class AskedItemSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    raters = serializers.IntegerField(min_value=1, max_value=MOST_MORE)


class AskSerializer(serializers.Serializer[Any]):
    items = AskedItemSerializer(many=True, required=False, default=list)
    where = serializers.DictField(
        child=serializers.JSONField(),
        required=False,
        help_text="a query of the list: all of its items that need more raters",
    )
    most = serializers.IntegerField(
        min_value=1, max_value=MOST_MORE, default=3, help_text="raters more for an item of `where`"
    )


class AskedForSerializer(serializers.Serializer[Any]):
    items = serializers.IntegerField(help_text="that now want more raters")
    ratings = serializers.IntegerField(help_text="asked for in all")
    left_out = serializers.IntegerField(
        help_text="items that wait for as many already, or cannot be shown"
    )
