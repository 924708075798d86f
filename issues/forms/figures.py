"""What a reader of the figures of issues asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.queries.figures import Asked, By
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from portal.kit import asked, formats, forms
from portal.questions.choices import Topic

READERS: Mapping[str, asked.Reader] = {
    "by": asked.one_of(("region", "topic", "quarter", "body")),
    "period": asked.shaped(r"2[0-9]{3}(?:-Q[1-4])?"),
    "region": asked.shaped(r"[0-9]{9}"),
    "topic": asked.one_of(Topic.values),
    "body": asked.shaped(r"[-a-z0-9]{1,60}"),
    "page": asked.page,
}
_UNKNOWN = {"invalid_choice": _("There is nothing like this to choose.")}


def _choice(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, label=label, error_messages=_UNKNOWN)


class FiguresForm(forms.Form):
    """Nothing is required: without a period it is this year, without a grouping regions."""

    period = _choice(pgettext_lazy("filter", "Period"))
    by = _choice(pgettext_lazy("filter", "Grouped by"))
    region = _choice(pgettext_lazy("filter", "Region"))
    topic = _choice(pgettext_lazy("filter", "Topic"))

    def __init__(
        self, *args: Any, years: Iterable[int], regions: Iterable[Territory], body: Body | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._regions = {region.kato: region for region in regions}
        self.body = body
        periods = [part for year in years for part in (Period.year(year), *Period.year(year).parts("quarter"))]
        anything = pgettext_lazy("filter", "Any")
        self._offer("period", [(period.key, formats.period_name(period)) for period in periods])
        self._offer(
            "by",
            [
                ("region", pgettext_lazy("grouped by", "regions")),
                ("body", pgettext_lazy("grouped by", "bodies")),
                ("topic", pgettext_lazy("grouped by", "topics")),
                ("quarter", pgettext_lazy("grouped by", "quarters")),
            ],
        )
        self._offer("region", [("", anything), *((kato, place.name) for kato, place in self._regions.items())])
        self._offer("topic", [("", anything), *Topic.choices])
        self._first = periods[0].key

    def _offer(self, name: str, options: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = options

    def grouping(self) -> By:
        """Of a single quarter there are no quarters to tell apart."""
        by: By = self.cleaned_data["by"] or "region"
        return "region" if by == "quarter" and self.asked().period.kind != "year" else by

    def asked(self) -> Asked:
        chosen = self.cleaned_data
        return Asked(
            Period.parse(chosen["period"] or self._first),
            region=self._regions.get(chosen["region"]),
            topic=chosen["topic"],
            body=self.body,
        )
