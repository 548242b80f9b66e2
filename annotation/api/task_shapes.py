"""What the policy adds to a task and to a receipt, as the API says it."""

from typing import Any

from rest_framework import serializers

from annotation.policy import ASSISTANCE_ARMS, PRESENTATIONS
from annotation.services.assignment.gates import REASONS

SHOWN_ROLES = ("normal", "training", "quiz")
BLOCKS = ("stopped", "returned", "away", "completed", "certificate", "language", "quiz",
          "limit_total", "limit_today")  # fmt: skip


class PresentationSerializer(serializers.Serializer[Any]):
    """How an item is shown to this rater: drawn once, from the seed."""

    seed = serializers.IntegerField()
    arm = serializers.ChoiceField(choices=PRESENTATIONS, allow_null=True)
    sides = serializers.ListField(
        child=serializers.ChoiceField(choices=["first", "second"]), allow_null=True
    )
    options = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    assistance = serializers.ChoiceField(choices=ASSISTANCE_ARMS, allow_null=True)
    role = serializers.ChoiceField(choices=SHOWN_ROLES)


class ModelDraftSerializer(serializers.Serializer[Any]):
    model = serializers.CharField()
    values = serializers.DictField(child=serializers.JSONField())


class TaskLimitsSerializer(serializers.Serializer[Any]):
    break_after_minutes = serializers.IntegerField(allow_null=True)
    left_today = serializers.IntegerField(allow_null=True)
    left_total = serializers.IntegerField(allow_null=True)


class FeedbackSerializer(serializers.Serializer[Any]):
    """`expected` is `{"any_of": [values]}` or `{"min", "max"}`."""

    question = serializers.CharField()
    correct = serializers.BooleanField()
    expected = serializers.DictField(child=serializers.JSONField())
    explanation = serializers.CharField()


class QuizResultSerializer(serializers.Serializer[Any]):
    score = serializers.FloatField()
    passed = serializers.BooleanField()
    attempts_left = serializers.IntegerField()


class BlockedSerializer(serializers.Serializer[Any]):
    """What stands between a rater and the next item."""

    code = serializers.ChoiceField(choices=BLOCKS)
    reason = serializers.ChoiceField(choices=REASONS, help_text="finer than the code")
    text = serializers.CharField()
    way_out = serializers.CharField()
    values = serializers.DictField(
        child=serializers.JSONField(), help_text="what stands in the words, by name"
    )


class MyQuizSerializer(serializers.Serializer[Any]):
    pass_share = serializers.FloatField()
    attempts_left = serializers.IntegerField()
    score = serializers.FloatField(allow_null=True)
    passed = serializers.BooleanField()


class FinishSerializer(serializers.Serializer[Any]):
    """What a participant of a recruiting link takes back where they came from."""

    completion_code = serializers.CharField()
    return_url = serializers.CharField(allow_null=True)


class SpokenWordSerializer(serializers.Serializer[Any]):
    """A word, or a few, and when it is said on the clock of the recording."""

    text = serializers.CharField()
    start_seconds = serializers.FloatField()
    end_seconds = serializers.FloatField()
