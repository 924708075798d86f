"""A published quarter beside the one before: how each row stood then, and for how many quarters nothing is new.

Everything is taken from what was published, so that anybody can count it again from the files of the two quarters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.fields.json import KT

from issues.choices import Left, NoteKind, State
from issues.models import QuarterRow, QuarterVersion
from issues.queries.showing import is_read
from portal.kernel.periods import Period

#: Open at the end, and either nothing was said of it, or that there is nothing new. Of what nobody reads now
#: (`showing.is_read`) only the first is known.
_NEWS_KIND: Final = "content__news__kind"
_QUIET: Final = Q(left=Left.NO) & (
    Q(is_silent=True)
    | Q(
        **{_NEWS_KIND: NoteKind.NOTHING.value},
        issue__hidden_on__isnull=True,
        issue__published_on__isnull=False,
    )
)


@dataclass(frozen=True)
class Beside:
    """Of one row: `was` is its state at the end of the last quarter, empty when it did not stand open there; `quiet`
    is for how many quarters in a row, this one included, it stood open without news.
    """

    was: str = ""
    quiet: int = 0

    @property
    def was_words(self) -> str:
        return str(State(self.was).label) if self.was else ""


NOTHING: Final = Beside()


@dataclass(frozen=True)
class Compared:
    """Of the `base` printed rows that stood open at the end of the last quarter: open in the same state, open in
    another, gone from the balance. `stood` of the open ones have been without news for two quarters or more.
    """

    base: int
    same: int
    changed: int
    gone: int
    stood: int


def beside(version: QuarterVersion, rows: Iterable[QuarterRow]) -> dict[int, Beside]:
    """By the id of the issue, for printed rows of the version with their `issue`. One statement."""
    found = list(rows)
    earlier = QuarterVersion.objects.standing().filter(body=version.body_id, period_key__lt=version.period_key)
    past = QuarterRow.objects.printed().filter(
        version__in=earlier.values("pk"), issue__in=[row.issue_id for row in found]
    )
    columns = past.order_by().values_list("issue", "version__period_key", "state", "left", "is_silent", KT(_NEWS_KIND))
    told: dict[tuple[int, str], tuple[str, str, bool, str | None]] = {
        (issue, key): (state, left, is_silent, kind) for issue, key, state, left, is_silent, kind in columns
    }
    return {row.issue_id: _beside(row, version.period, told) for row in found}


def _beside(
    row: QuarterRow, period: Period, told: Mapping[tuple[int, str], tuple[str, str, bool, str | None]]
) -> Beside:
    before = told.get((row.issue_id, period.previous().key))
    was = before[0] if before is not None and before[1] == Left.NO else ""
    is_known = is_read(row.issue)
    kind = (row.content.get("news") or {}).get("kind")
    quiet, at = 0, period
    one: tuple[str, str, bool, str | None] | None = (row.state, row.left, row.is_silent, kind)
    while one is not None and one[1] == Left.NO and (one[2] or (one[3] == NoteKind.NOTHING and is_known)):
        quiet, at = quiet + 1, at.previous()
        one = told.get((row.issue_id, at.key))
    return Beside(was, quiet)


def compared(version: QuarterVersion, before: QuarterVersion) -> Compared:
    """The whole version beside the one that stands of the last quarter. One statement."""
    past = QuarterRow.objects.printed().filter(version=before, issue=OuterRef("issue"), left=Left.NO)
    rows = version.rows.printed().annotate(
        was=Subquery(past.values("state")[:1]), was_quiet=Exists(past.filter(_QUIET))
    )
    stands = Q(was__isnull=False, left=Left.NO)
    return Compared(
        **rows.order_by().aggregate(
            base=Count("pk", filter=Q(was__isnull=False)),
            same=Count("pk", filter=stands & Q(state=F("was"))),
            changed=Count("pk", filter=stands & ~Q(state=F("was"))),
            gone=Count("pk", filter=Q(was__isnull=False) & ~Q(left=Left.NO)),
            stood=Count("pk", filter=_QUIET & Q(was_quiet=True)),
        )
    )
