"""What the API prints of a meeting."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from rest_framework import serializers

from meetings.choices import Attendee, MeetingKind, MeetingState
from meetings.models import Meeting
from portal.api.fields import ClockField, ColumnsField, PagesField, WrittenField
from portal.api.serializers import BodyRefSerializer, OfficialRefSerializer, PlaceRefSerializer
from schedules.choices import MeetingFormat


class MeetingSerializer(serializers.ModelSerializer):
    """An announced meeting. Exactly one of `on`, `month`, `quarter` and `half` says when."""

    state = serializers.ChoiceField(choices=MeetingState.choices)
    kind = serializers.ChoiceField(
        choices=MeetingKind.choices, help_text="Who meets the people, or that it is the yearly report to them."
    )
    required_roles = serializers.ListField(
        source="required", child=serializers.ChoiceField(choices=Attendee.choices), help_text="Who is to take part."
    )
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
            "kind",
            "required_roles",
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
