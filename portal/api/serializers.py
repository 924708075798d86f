"""What the API prints. Texts in three languages, days as ISO dates, instants in UTC, bodies and places by code."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from meetings.choices import MeetingState
from meetings.models import Meeting
from portal.api.fields import ClockField, ColumnsField, PagesField, WrittenField
from portal.bodies.choices import BodyKind, TerritoryKind
from portal.bodies.models import Body, Official, Territory
from portal.deadlines.choices import StandsBy, StateKind
from portal.deadlines.models import Obligation
from portal.deadlines.queries.record.board import board_rows
from portal.deadlines.queries.words import action
from schedules.choices import MeetingFormat
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


class MeetingSerializer(serializers.ModelSerializer):
    """An announced meeting. Exactly one of `on`, `month`, `quarter` and `half` says when."""

    state = serializers.ChoiceField(choices=MeetingState.choices)
    title = WrittenField(lambda meeting: meeting.title)
    body = BodyRefSerializer()
    official = OfficialRefSerializer()
    territory = PlaceRefSerializer()
    region = PlaceRefSerializer()
    month = serializers.SerializerMethodField(help_text="Like 2027-03, while the day is not set.")
    quarter = serializers.SerializerMethodField(help_text="Like 2027-Q1, while neither day nor month is set.")
    half = serializers.SerializerMethodField(help_text="Like 2027-H2, while nothing closer is set.")
    more_days = serializers.ListField(
        child=serializers.DateField(), help_text="Days after `on` on which the same meeting goes on."
    )
    moved_from = serializers.CharField(
        help_text="When it stood before it was moved: a day, or the key of a month, quarter or half-year; else empty."
    )
    sequence = serializers.IntegerField(help_text="Grows with every change that people must hear of.")
    start_time = ClockField(help_text="By the clocks of Kazakhstan, without an offset; the instant is `starts_at`.")
    starts_at = serializers.SerializerMethodField(help_text="The instant of the beginning, when day and time are set.")
    attendance = serializers.IntegerField(
        allow_null=True, help_text="People who came, once the meeting is recorded as held; `on` is the day it was."
    )
    format = serializers.ChoiceField(choices=MeetingFormat.choices)
    venue = ColumnsField("venue")
    subject = ColumnsField("subject")
    ground = ColumnsField("ground")
    schedule = serializers.CharField(source="schedule.period_key", allow_null=True)
    pages = PagesField()
    is_unrecorded = serializers.SerializerMethodField(
        help_text="More than ten days after its last day nobody has said whether it took place. True as of today."
    )

    class Meta:
        model = Meeting
        fields = [
            "number",
            "state",
            "title",
            "body",
            "official",
            "territory",
            "region",
            "on",
            "more_days",
            "month",
            "quarter",
            "half",
            "moved_from",
            "sequence",
            "start_time",
            "starts_at",
            "attendance",
            "format",
            "venue",
            "subject",
            "ground",
            "schedule",
            "published_at",
            "changed_at",
            "pages",
            # The last: it alone depends on the day, see `texts.as_of_today`.
            "is_unrecorded",
        ]
        read_only_fields = fields

    def get_is_unrecorded(self, meeting: Meeting) -> bool:
        today = self.context.get("today")
        return today is not None and meeting.is_unrecorded(today)

    def get_month(self, meeting: Meeting) -> str | None:
        return meeting.month_key or None

    def get_half(self, meeting: Meeting) -> str | None:
        return meeting.half_key or None

    def get_quarter(self, meeting: Meeting) -> str | None:
        return meeting.quarter_key or None

    def get_starts_at(self, meeting: Meeting) -> datetime | None:
        return None if meeting.starts_at is None else meeting.starts_at.astimezone(timezone.get_default_timezone())


def _is_of_a_past_day(obligation: Obligation) -> bool:
    """Read with `as_of`: told by what had been entered by then."""
    return hasattr(obligation, "then_due_on")


class ObligationSerializer(serializers.ModelSerializer):
    """A duty of a body for a period. `state` and `days` (left or late) are as of today, Kazakhstan's civil date.

    `met_on` is the day of the document or of the meeting, `entered_on` the day of its entry. What was entered late
    (`late_since` is the first day late) is late by that entry (`claimed` when it is dated in time) until another body,
    `confirmed_for`, confirms its day. In shares `met` and `confirmed` are in time, `met_late` and `claimed` late,
    `overdue` and `returned_late` not done; all others are in no share, and nothing that `is_apart` is: its text is not
    confirmed.

    With `as_of` days and state are those that the record showed on that day.
    """

    action = WrittenField(action)
    body = BodyRefSerializer()
    period = serializers.CharField(source="period_key")
    stands_by = serializers.ChoiceField(choices=StandsBy.choices)
    confirmed_for: serializers.SlugRelatedField[Body] = serializers.SlugRelatedField(
        slug_field="slug", read_only=True, allow_null=True
    )
    is_outside = serializers.BooleanField()
    state = serializers.SerializerMethodField()
    days = serializers.SerializerMethodField()
    pages = PagesField()

    class Meta:
        model = Obligation
        fields = [
            "id",
            "duty",
            "act",
            "action",
            "body",
            "subject",
            "period",
            "stands_by",
            "act_due_on",
            "due_on",
            "met_on",
            "entered_on",
            "late_since",
            "confirmed_on",
            "confirmed_for",
            "returned_on",
            "is_outside",
            "closed_by_officer",
            "is_apart",
            "state",
            "days",
            "pages",
        ]
        read_only_fields = fields

    def to_representation(self, instance: Any) -> dict[str, Any]:
        printed: dict[str, Any] = super().to_representation(instance)
        if _is_of_a_past_day(instance):
            (row,) = board_rows([instance], self._today)
            for name in ("due_on", "met_on", "entered_on", "late_since", "confirmed_on", "returned_on"):
                day = getattr(row, name)
                printed[name] = day.isoformat() if day is not None else None
            printed["confirmed_for"] = row.confirmed_for.slug if row.confirmed_for is not None else None
        return printed

    @extend_schema_field(serializers.ChoiceField(choices=StateKind.choices))
    def get_state(self, obligation: Obligation) -> str:
        if _is_of_a_past_day(obligation):
            return obligation.state_kind
        return obligation.state(self._today).kind.value

    def get_days(self, obligation: Obligation) -> int | None:
        if _is_of_a_past_day(obligation):
            return obligation.state_days
        return obligation.state(self._today).days

    @property
    def _today(self) -> date:
        today: Any = self.context["view"].today
        return today
