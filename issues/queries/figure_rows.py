"""What the figures of issues are counted of, a line an issue: anybody counts every one of the figures again.

Also of issues that have no public text yet: they have no number here, and nothing by which a text could be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import ExtractQuarter

from issues.choices import OPEN, HandOverState, State
from issues.models import Claim, HandOver, Issue
from issues.queries.figures import Asked

#: `answering`: people are answering its claim. `handed_by`: bodies that answered for it and do not any more.
COLUMNS: Final = (
    *("as_of", "number", "quarter", "region", "topic", "body", "state", "disputed", "late", "answering", "handed_by"),
)
_CHUNK: Final = 2000


def row_lines(asked: Asked, *, on: date) -> Iterator[dict[str, object]]:
    """As they stand on the day `on`, which is today. Of a body also what it handed on. One statement, read in parts."""
    accepted = HandOver.objects.filter(issue=OuterRef("pk"), state=HandOverState.ACCEPTED)
    handed = accepted.exclude(from_body=OuterRef("holder")).order_by("from_body__slug")
    rows = Issue.objects.filter(asked.condition())
    if asked.body is not None:
        rows = rows.filter(Q(holder=asked.body) | Q(Exists(handed.filter(from_body=asked.body))))
    is_late = Q(state__in=OPEN, due_on__isnull=False, due_on__lt=on)
    found = rows.annotate(
        quarter=ExtractQuarter("registered_on"),
        late_now=ExpressionWrapper(is_late, BooleanField()),
        is_answering=ExpressionWrapper(
            Q(state=State.CLAIMED) & Q(Exists(Claim.objects.open().filter(issue=OuterRef("pk")))), BooleanField()
        ),
        handed_by=ArraySubquery(handed.values("from_body__slug").distinct()),
        is_told=ExpressionWrapper(Q(published_on__isnull=False), BooleanField()),
    )
    columns = ("is_told", "number", "registered_on__year", "quarter", "region__kato", "topic__topic", "holder__slug")
    marks = ("state", "disputed_on", "late_now", "is_answering", "handed_by")
    for values in found.order_by("registered_on", "pk").values_list(*columns, *marks).iterator(chunk_size=_CHUNK):
        is_told, number, year, quarter, region, topic, body, state, disputed_on, late, answering, by = values
        yield {
            "as_of": on.isoformat(),
            "number": number if is_told else "",
            "quarter": f"{year}-Q{quarter}",
            "region": region or "00",
            "topic": topic,
            "body": body,
            "state": state,
            "disputed": int(disputed_on is not None),
            "late": int(late),
            "answering": int(answering),
            "handed_by": " ".join(by),
        }
