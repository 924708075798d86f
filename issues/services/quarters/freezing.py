"""A quarter is frozen: rows with their hashes, figures that balance, and one hash over all of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils.crypto import salted_hmac

from issues.models import Issue, QuarterNote, QuarterRow, QuarterVersion
from issues.queries.quarters.courses import courses
from issues.queries.quarters.rows import Frozen, frozen_rows
from issues.queries.quarters.sealed import head_of
from issues.rules.balance import balance
from issues.rules.sealing import root_hash, row_hash
from portal.bodies.models import Body
from portal.kernel.periods import Period

_SALT = "issues.quarter"
_BATCH = 500


@dataclass(frozen=True)
class Made:
    """What is known of a version beside its rows."""

    body: Body
    period: Period
    number: int
    as_of: datetime
    at: datetime
    on: date
    by: Any = None
    is_late: bool = False

    @property
    def by_portal(self) -> bool:
        return self.by is None


def rows_of(body: Body, period: Period, *, before: datetime) -> list[Frozen]:
    """By the lines written before that instant. The same lives give the same rows."""
    return frozen_rows(courses(body, period, before=before), period, before=before)


def freeze(made: Made, rows: list[Frozen]) -> QuarterVersion:
    """Write the version and its rows. The body is locked. The same rows give the same hashes and figures."""
    sealed = [_sealed(made, row, position) for position, row in enumerate(rows, start=1)]
    figures = figures_of(rows)
    version = QuarterVersion(
        body=made.body,
        period_key=made.period.key,
        number=made.number,
        by_portal=made.by_portal,
        is_late=made.is_late,
        as_of=made.as_of,
        published_at=made.at,
        published_on=made.on,
        by=made.by,
        **figures,
    )
    version.sha256 = root_hash(head_of(version), [row.sha256 for row in sealed])
    version.save(force_insert=True)
    for row in sealed:
        row.version = version
    QuarterRow.objects.bulk_create(sealed, batch_size=_BATCH)
    return version


def preview(
    body: Body, period: Period, *, number: int, at: datetime, on: date
) -> tuple[QuarterVersion, list[QuarterRow]]:
    """What would be published now, with what is noted; of the rows those that are printed. Nothing is written."""
    notes = {
        note.issue_id: {"kind": note.kind, "on": on.isoformat(), "kk": note.text_kk, "ru": note.text_ru, "en": ""}
        for note in QuarterNote.objects.of(body, period.key)
        if note.is_whole
    }
    before = at + datetime.resolution
    rows = frozen_rows(courses(body, period, before=before), period, before=before, notes=notes)
    figures = figures_of(rows)
    version = QuarterVersion(
        body=body, period_key=period.key, number=number, as_of=at, published_at=at, published_on=on, **figures
    )
    made = Made(body=body, period=period, number=number, as_of=at, at=at, on=on)
    sealed = [_sealed(made, row, place) for place, row in enumerate(rows, start=1) if row.is_printed]
    for row in sealed:
        # What is hidden was left out already, and what is not public is not printed.
        row.issue = Issue(pk=row.issue_id, published_on=on)
    return version, sorted(sealed, key=lambda row: (not row.is_silent, not row.is_late, row.left, row.position))


def figures_of(rows: list[Frozen]) -> dict[str, int]:
    """The figures of a version, by the names of its columns."""
    return {
        **asdict(balance(row.course for row in rows)),
        "late": sum(row.is_late for row in rows),
        "silent": sum(row.is_silent for row in rows),
        "unprinted": sum(not row.is_printed for row in rows),
    }


def _sealed(made: Made, row: Frozen, position: int) -> QuarterRow:
    # Computed, not drawn: whoever freezes the same once more comes to the same hashes. Nobody outside can compute it.
    told = f"{made.body.slug}:{made.period.key}:{made.number}:{row.issue}"
    salt = salted_hmac(_SALT, told, algorithm="sha256").hexdigest()
    return QuarterRow(
        issue_id=row.issue,
        position=position,
        came=row.course.came,
        left=row.course.left,
        state=row.course.end.state,
        is_late=row.is_late,
        is_silent=row.is_silent,
        is_printed=row.is_printed,
        content=row.content,
        salt=salt,
        sha256=row_hash(salt, row.content),
        taken_on=row.taken_on,
    )


def same_as(version: QuarterVersion, rows: list[Frozen]) -> bool:
    """Whether these rows say what the version says."""
    stand = version.rows.order_by("position").values_list("issue_id", "content", "taken_on")
    return [(row.issue, row.content, row.taken_on) for row in rows] == list(stand)
