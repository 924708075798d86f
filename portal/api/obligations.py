"""What the API prints of an obligation."""

from __future__ import annotations

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.fields import PagesField, WrittenField
from portal.api.serializers import BodyRefSerializer
from portal.bodies.models import Body
from portal.deadlines.choices import StandsBy, StateKind
from portal.deadlines.models import Obligation
from portal.deadlines.queries.record.board import board_rows
from portal.deadlines.queries.words import action


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
