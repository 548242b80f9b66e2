"""The outside id of a rater, in what is sent to those who study a project."""

from typing import Any

from rest_framework import serializers


class RecruitedSerializer(serializers.Serializer[Any]):
    external_id = serializers.CharField(help_text="as the recruiting service wrote it")
    link = serializers.IntegerField()
    link_name = serializers.CharField()
