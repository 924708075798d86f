"""What the API prints. Texts in three languages, days as ISO dates, instants in UTC, bodies and places by code."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.api.fields import ColumnsField, PagesField
from portal.bodies.choices import BodyKind, TerritoryKind
from portal.bodies.models import Body, Official, Territory
from schedules.kinds import kind_choices
from schedules.models import Schedule, ScheduleVersion


class _RefSerializer(serializers.ModelSerializer):
    """What many rows of a list name: printed once an answer. Nobody changes what is printed."""

    def to_representation(self, instance: Any) -> Any:
        context: Any = self.context
        printed = context.setdefault("refs", {})
        key = type(self), instance.pk
        if key not in printed:
            printed[key] = super().to_representation(instance)
        return printed[key]


class PlaceRefSerializer(_RefSerializer):
    """A place, named."""

    name = ColumnsField("name")

    class Meta:
        model = Territory
        fields = ["kato", "name"]
        read_only_fields = fields


class BodyRefSerializer(_RefSerializer):
    """A body, named."""

    name = ColumnsField("name")

    class Meta:
        model = Body
        fields = ["slug", "name"]
        read_only_fields = fields


class OfficialRefSerializer(_RefSerializer):
    """Who meets the people; the name is empty where it is not published."""

    title = ColumnsField("title")
    full_name = ColumnsField("full_name")

    class Meta:
        model = Official
        fields = ["post", "title", "full_name"]
        read_only_fields = fields


class TerritorySerializer(serializers.ModelSerializer):
    """A place by its code of the classifier."""

    kind = serializers.ChoiceField(choices=TerritoryKind.choices)
    name = ColumnsField("name")
    short = ColumnsField("short")
    parent = serializers.CharField(source="parent.kato", default=None, allow_null=True)  # type: ignore[assignment]
    pages = PagesField()

    class Meta:
        model = Territory
        fields = ["kato", "kind", "name", "short", "parent", "starts_on", "ends_on", "pages"]
        read_only_fields = fields


class BodySerializer(serializers.ModelSerializer):
    """An institution of state."""

    kind = serializers.ChoiceField(choices=BodyKind.choices)
    name = ColumnsField("name")
    plain = ColumnsField("plain")
    short = ColumnsField("short")
    head_title = ColumnsField("head_title")
    territory = PlaceRefSerializer(allow_null=True)
    pages = PagesField()

    class Meta:
        model = Body
        fields = ["slug", "kind", "name", "plain", "short", "head_title", "territory", "starts_on", "ends_on", "pages"]
        read_only_fields = fields


class VersionSerializer(serializers.ModelSerializer):
    """An approved version; `sha256` is of its content as canonical JSON."""

    class Meta:
        model = ScheduleVersion
        fields = ["number", "sha256", "act_number", "act_on", "approved_on", "published_at"]
        read_only_fields = fields


class ScheduleSerializer(serializers.ModelSerializer):
    """A published schedule; its meetings are at `/api/v1/meetings/?schedule=<period>`."""

    period = serializers.CharField(source="period_key")
    kind = serializers.ChoiceField(choices=kind_choices())
    body = BodyRefSerializer(allow_null=True, help_text="Whose departmental plan it is; nobody's for first heads.")
    meetings = serializers.IntegerField(source="made")
    versions = VersionSerializer(many=True)
    pages = PagesField()

    class Meta:
        model = Schedule
        fields = [
            "period",
            "kind",
            "body",
            "act_number",
            "act_on",
            "approved_on",
            "published_at",
            "meetings",
            "versions",
            "pages",
        ]
        read_only_fields = fields
