"""What the API prints of issues that people raised: what everybody reads, never who asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from issues.choices import OPEN, Competence, Origin, State
from issues.forms.listing import READERS
from issues.models import Issue, IssueTopic
from issues.queries.listing import is_few, saying
from issues.queries.showing import shows
from issues.querysets import STATE_SETS, IssueQuerySet
from portal.api.fields import ColumnsField, PagesField, TextSerializer
from portal.api.filters import CodeFilter, TextFilter, body_called, place_in_force
from portal.api.serializers import BodyRefSerializer, PlaceRefSerializer
from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kernel.wording import LANGUAGES
from portal.kit import asked

#: How long a text looked for may be.
_LONGEST = 100
_LATE, _IN_TIME = "true", "false"

#: The address of a list of issues, told by its shape alone.
ISSUE_READERS = {
    **{name: read for name, read in READERS.items() if name != "order"},
    "late": asked.one_of((_LATE, _IN_TIME)),
    "since": asked.day,
    "page": asked.page,
    "page_size": asked.shaped("[1-9][0-9]{0,2}"),
}


@extend_schema_field(TextSerializer)
class ShownField(ColumnsField):
    """Empty while the text may not be read, for the sake of a person."""

    def to_representation(self, value: Any) -> dict[str, str]:
        if not shows(value, self.name):
            return dict.fromkeys(LANGUAGES, "")
        return super().to_representation(value)


class IssueSerializer(serializers.ModelSerializer):
    """An issue: what people raised, who answers for it until when, and what became of it.

    Solved is what `state` calls confirmed; claimed is the word of the body alone, and explained is not solved.
    """

    number = serializers.CharField(help_text="Like KZ-43-2027-000045; never given again.")
    state = serializers.ChoiceField(choices=State.choices)
    is_late = serializers.SerializerMethodField(help_text="Open after its last day. True as of today.")
    disputed_on = serializers.DateField(
        allow_null=True, help_text="Residents said that it is not solved, and it is open again."
    )
    claim_until = serializers.DateField(allow_null=True, help_text="Residents answer its claim until this day.")
    topic = serializers.CharField(source="topic.slug")
    topic_root = serializers.CharField(source="topic.topic", help_text="The topic of questions that it belongs to.")
    territory = PlaceRefSerializer(help_text="The place it is about.")
    region = PlaceRefSerializer(allow_null=True)
    body = BodyRefSerializer(source="holder", help_text="Who answers for it now.")
    competence = serializers.ChoiceField(choices=Competence.choices, help_text="Who can solve it.")
    level = serializers.CharField(help_text="Of one under control, the level that can solve it; else empty.")
    origin = serializers.ChoiceField(choices=Origin.choices, help_text="Where it was raised.")
    title = ShownField("title")
    text = ShownField("text")
    measure = ShownField("measure")
    reason = ShownField("reason", help_text="Why it was closed without a solution.")
    joined_to = serializers.CharField(source="joined_number", allow_null=True, help_text="Number of another issue.")
    closed_on = serializers.DateField(allow_null=True, help_text="Claimed as solved, or closed, on this day.")
    followers = serializers.IntegerField(help_text="Confirmed mailboxes that follow it.")
    pages = PagesField()

    class Meta:
        model = Issue
        fields = [
            *("number", "state", "is_late", "disputed_on", "claim_until", "topic", "topic_root", "territory", "region"),
            *("body", "competence", "level", "plan_year", "origin", "title", "text", "measure", "reason", "joined_to"),
            *("raised_on", "registered_on", "published_on", "first_due_on", "due_on", "closed_on", "last_news_on"),
            *("affected", "repeats", "followers", "pages"),
        ]
        read_only_fields = fields

    def get_is_late(self, issue: Issue) -> bool:
        today: date = self.context["view"].today
        return issue.is_late(today)


def _topic(slug: str) -> IssueTopic | None:
    return IssueTopic.objects.filter(slug=slug).first()


class IssueFilterSet(django_filters.FilterSet):
    """As on the page of issues, and what only readers of data ask for."""

    q = TextFilter(method="matching", max_length=_LONGEST, help_text="Words in any language, or a number.")
    place = CodeFilter(find=place_in_force, method="inside", help_text="Code of a place, with all that lies in it.")
    body = CodeFilter(find=body_called, field_name="holder", help_text="Slug of the body that answers now.")
    topic = CodeFilter(find=_topic, method="about", help_text="Word of a topic, with its branches.")
    state = django_filters.ChoiceFilter(
        choices=[(word, word) for word in STATE_SETS],
        method="shown_as",
        help_text=(
            "A state, or a set of them: open; closed (without a solution); late (open after its last day, today); "
            "disputed (open again, for residents said that it is not solved)."
        ),
    )
    late = django_filters.ChoiceFilter(
        choices=[(_LATE, _LATE), (_IN_TIME, _IN_TIME)], method="by_lateness", help_text="Whether it is late today."
    )
    year = django_filters.NumberFilter(min_value=2000, max_value=2999, help_text="Of registration.")
    since = django_filters.DateFilter(
        field_name="last_news_on", lookup_expr="gte", help_text="With news on this day or later."
    )

    class Meta:
        model = Issue
        fields: list[str] = []

    def matching(self, found: IssueQuerySet, name: str, text: str) -> IssueQuerySet:
        if not text.strip():
            return found
        rows = saying(found, text)
        return rows.by_number(of_few=is_few(rows))

    def inside(self, found: IssueQuerySet, name: str, place: Territory) -> IssueQuerySet:
        return found.in_place(place)

    def about(self, found: IssueQuerySet, name: str, topic: IssueTopic) -> IssueQuerySet:
        return found.about(topic)

    def shown_as(self, found: IssueQuerySet, name: str, state: str) -> IssueQuerySet:
        return found.shown_as(state, clock.today())

    def by_lateness(self, found: IssueQuerySet, name: str, late: str) -> IssueQuerySet:
        today = clock.today()
        return found.late(today) if late == _LATE else found.exclude(state__in=OPEN, due_on__lt=today)
