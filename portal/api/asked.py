"""What the API prints of questions that people ask before meetings, once they are public: never who asked."""

from __future__ import annotations

import django_filters
from rest_framework import serializers

from meetings.models import Meeting
from portal.api.fields import ColumnsField, PagesField
from portal.api.filters import CodeFilter, place_in_force
from portal.api.serializers import PlaceRefSerializer
from portal.bodies.models import Territory
from portal.questions.choices import PUBLIC_STATES, State, Topic
from portal.questions.models import AskedQuestion
from portal.questions.querysets import AskedQuestionQuerySet


def _meeting(number: str) -> Meeting | None:
    return Meeting.objects.public().filter(number=number).first()


_STATES = [(state.value, state.label) for state in State if state in PUBLIC_STATES]


class AskedQuestionSerializer(serializers.ModelSerializer):
    """A question on the agenda of a meeting, and what became of it."""

    number = serializers.CharField(help_text="Like S-2027-000731; never given again.")
    meeting = serializers.CharField(source="meeting.number", help_text="Number of the meeting it is asked at.")
    state = serializers.ChoiceField(choices=_STATES)
    topic = serializers.ChoiceField(choices=Topic.choices)
    territory = PlaceRefSerializer(help_text="The place it is about.")
    text = ColumnsField("text")
    answer = ColumnsField("answer")
    voices = serializers.IntegerField(source="voice_count", help_text="Confirmed mailboxes that support it.")
    pages = PagesField()

    class Meta:
        model = AskedQuestion
        fields = [
            *("number", "meeting", "state", "topic", "territory", "sent_at", "text", "voices"),
            *("answer", "answered_minute", "settled_on", "issue", "pages"),
        ]
        read_only_fields = fields


class AskedQuestionFilter(django_filters.FilterSet):
    """As on the page of questions."""

    place = CodeFilter(find=place_in_force, method="inside", help_text="Code of a place, with all that lies in it.")
    topic = django_filters.ChoiceFilter(choices=Topic.choices)
    state = django_filters.ChoiceFilter(choices=_STATES)
    meeting = CodeFilter(find=_meeting, help_text="Number of a meeting.")

    class Meta:
        model = AskedQuestion
        fields: list[str] = []

    def inside(self, found: AskedQuestionQuerySet, name: str, place: Territory) -> AskedQuestionQuerySet:
        return found.filter(territory__in=Territory.objects.lying_in(place).values("pk"))
