"""What the API prints of published quarters: who published in time, late, or was silent, and every row as it froze."""

from __future__ import annotations

from typing import Any

import django_filters
from django.urls import reverse
from rest_framework import serializers

from issues.choices import Came, Left, QuarterStanding
from issues.models import QuarterRow, QuarterVersion
from issues.queries.quarters.published import open_content
from issues.queries.quarters.sealed import FIGURES
from issues.querysets import QuarterRowQuerySet, QuarterVersionQuerySet
from portal.api.fields import PagesField, TextSerializer
from portal.api.filters import CodeFilter, body_called
from portal.api.serializers import BodyRefSerializer
from portal.kit import asked, forms

QUARTER = "2[0-9]{3}-Q[1-4]"
LAST, EVERY = "last", "every"
_YES, _NO = "true", "false"
#: What a body can have done by a published version.
_STANDINGS = [(each.value, each.label) for each in QuarterStanding if each != QuarterStanding.WAITED]

#: The address of a list of quarters, told by its shape alone.
QUARTER_READERS = {
    "quarter": asked.shaped(QUARTER),
    "body": asked.shaped("[-a-z0-9]{1,60}"),
    "state": asked.one_of(value for value, _label in _STANDINGS),
    "versions": asked.one_of((LAST, EVERY)),
    "page": asked.page,
    "page_size": asked.shaped("[1-9][0-9]{0,2}"),
}


class QuarterSerializer(serializers.ModelSerializer):
    """What a body, or the portal in its place, published of a quarter, in numbers.

    `opening + registered + received + reopened - handed - claimed - confirmed - closed = closing`. Its rows are at
    `rows`. `state` is what the body has done by this version: in time, late, or silent (the portal published);
    null where it owes the quarter to nobody.
    """

    body = BodyRefSerializer()
    quarter = serializers.CharField(source="period_key", help_text="Like 2027-Q1.")
    version = serializers.IntegerField(source="number", help_text="Counted from 1; a correction is another version.")
    state = serializers.ChoiceField(source="standing", choices=_STANDINGS, allow_null=True)
    is_late = serializers.BooleanField(help_text="This version was published after the last day.")
    late = serializers.IntegerField(help_text="Open at the end, past their term.")
    silent = serializers.IntegerField(help_text="Open at the end, without information.")
    unprinted = serializers.IntegerField(help_text="Without a public text: counted, and not printed.")
    rows = serializers.SerializerMethodField(help_text="Address of its rows.")
    pages = PagesField()

    class Meta:
        model = QuarterVersion
        fields = [
            *("body", "quarter", "version", "state", "by_portal", "is_late", "as_of", "published_at", "published_on"),
            *FIGURES,
            *("sha256", "rows", "pages"),
        ]
        read_only_fields = fields

    def get_rows(self, version: QuarterVersion) -> str:
        address = reverse("api:quarter-rows", args=[version.body.slug, version.period_key, version.number])
        found: str = self.context["request"].build_absolute_uri(address)
        return found


class _NewsSerializer(TextSerializer):
    kind = serializers.CharField(help_text="The word of the line that tells it: news, nothing, claim and others.")
    on = serializers.DateField()


class QuarterRowSerializer(serializers.Serializer):
    """One issue of a published quarter. What has no public text is counted by `came` and `left` and tells no more; of
    texts that were taken away for the sake of a person there is null. The figures of the version are counted from
    `came`, `left`, `is_late` and `is_silent` of all its rows.
    """

    position = serializers.IntegerField()
    number = serializers.CharField(allow_null=True, help_text="Of the issue; null when it is not printed.")
    came = serializers.ChoiceField(choices=Came.choices, help_text="Whence it came into the quarter.")
    left = serializers.ChoiceField(choices=Left.choices, help_text="How it left; empty: open at the end.")
    # A second choice of the same words would take the name of the first in the description.
    state = serializers.CharField(help_text="Of the issue at the end of the quarter, as issues call theirs.")
    is_late = serializers.BooleanField()
    is_silent = serializers.BooleanField(help_text="Open at the end, and no information was supplied.")
    place = TextSerializer(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    title = TextSerializer(allow_null=True)
    measure = TextSerializer(allow_null=True)
    responsible = TextSerializer(allow_null=True, help_text="The office that answers.")
    news = _NewsSerializer(allow_null=True)
    handed_to = TextSerializer(allow_null=True, help_text="The body it was handed over to.")
    sha256 = serializers.CharField()
    taken_on = serializers.DateField(allow_null=True, help_text="Texts were taken away for the sake of a person.")

    def to_representation(self, instance: QuarterRow) -> dict[str, Any]:
        """`instance.issue` loaded: texts that are hidden now are not said."""
        content = open_content(instance)
        columns = ("position", "came", "left", "state", "is_late", "is_silent", "sha256", "taken_on")
        told = {name: content.get(name) for name in ("number", "place", "due_on", "title", "measure", "news")}
        told |= {"responsible": content.get("position"), "handed_to": content.get("to")}
        row: Any = {name: getattr(instance, name) for name in columns} | told
        printed: dict[str, Any] = super().to_representation(row)
        return printed


class _QuarterFilter(django_filters.CharFilter):
    field_class = forms.RegexField


class QuarterFilterSet(django_filters.FilterSet):
    """As on the page of published quarters; of each body and quarter the last version, unless all are asked for."""

    quarter = _QuarterFilter(field_name="period_key", regex=rf"\A{QUARTER}\Z", help_text="Like 2027-Q1.")
    body = CodeFilter(find=body_called, help_text="Slug of the body.")
    state = django_filters.ChoiceFilter(
        field_name="standing", choices=_STANDINGS, help_text="What the body has done by the version."
    )
    versions = django_filters.ChoiceFilter(
        choices=[(LAST, LAST), (EVERY, EVERY)],
        method="of_versions",
        help_text="The last version of each body and quarter, which is listed without this, or every one.",
    )

    class Meta:
        model = QuarterVersion
        fields: list[str] = []

    def filter_queryset(self, queryset: QuarterVersionQuerySet) -> Any:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("versions") == EVERY else found.standing()

    def of_versions(self, found: QuarterVersionQuerySet, name: str, which: str) -> QuarterVersionQuerySet:
        """See `filter_queryset`, which knows that it was not asked for."""
        return found


class QuarterRowFilterSet(django_filters.FilterSet):
    """Rows of one version."""

    silent = django_filters.ChoiceFilter(
        choices=[(_YES, _YES), (_NO, _NO)], method="by_silence", help_text="Whether no information was supplied."
    )

    class Meta:
        model = QuarterRow
        fields: list[str] = []

    def by_silence(self, found: QuarterRowQuerySet, name: str, silent: str) -> QuarterRowQuerySet:
        return found.filter(is_silent=silent == _YES)
