"""The record row by row for machines and spreadsheets: plain values under lasting names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from portal.bodies.models import Body
from portal.deadlines.models import Obligation
from portal.deadlines.queries.record.board import board_rows
from portal.deadlines.queries.words import action, tag
from portal.deadlines.querysets import ObligationQuerySet
from portal.law.counting.states import State
from portal.law.kinds import StateKind
from portal.sheets.writing import csv_cell

RECORD_COLUMNS = (
    "id",
    "duty",
    "act",
    "action",
    "body",
    "body_name",
    "place",
    "period",
    "act_due_on",
    "due_on",
    "met_on",
    "state",
    "state_words",
    "days",
    "late_reason",
    "release_ground",
    "page",
    "entered_on",
    "late_since",
    "confirmed_on",
    "confirmed_for",
    "returned_on",
    "is_outside",
    "closed_by_officer",
    "is_apart",
)


#: Rows taken from the database at once, and different texts of duties kept while a table is written.
_CHUNK, _TEXTS = 5000, 20_000
_DAYS = ("act_due_on", "due_on", "met_on", "entered_on", "late_since", "confirmed_on", "returned_on")
_AS_TEXT = {f"{name}_text": Coalesce(Cast(name, CharField()), Value("")) for name in _DAYS}
#: What the words of a duty are made of.
_ABOUT = ("duty", "period_key", "opens_by", "about_kk", "about_ru", "about_en")
_PLAIN = (
    *("pk", "act", "body_id", "state_kind", "state_days", "late_reason", "release_ground", "confirmed_for_id"),
    *("outside_reason", "closed_by_officer", "is_apart"),
)


def record_cells(rows: ObligationQuerySet, on: date, absolute: Callable[[str], str]) -> Iterator[Sequence[object]]:
    """What `record_lines` gives, cell by cell as a spreadsheet may have it, from columns alone. Two statements.

    `rows` come with their states. No model is made of a row, and each text is put into words once: a million rows take
    seconds, and no more memory than a thousand.
    """
    bodies = {
        body.pk: tuple(map(csv_cell, (body.slug, str(body.plain), body.territory.kato if body.territory else "")))
        for body in Body.objects.select_related("territory")
    }
    before, after = absolute(reverse("deadlines:why", args=[0])).rsplit("0", 1)

    @lru_cache(_TEXTS)
    def to_do(*about: str) -> str:
        return csv_cell(action(Obligation(**dict(zip(_ABOUT, about, strict=True)))))

    @lru_cache(_TEXTS)
    def state_words(kind: str, days: int | None) -> str:
        return csv_cell(tag(State(StateKind(kind), days)).text)

    told = rows.annotate(**_AS_TEXT).values_list(*_PLAIN, *_ABOUT, *_AS_TEXT)
    for values in told.iterator(chunk_size=_CHUNK):
        pk, act, body, kind, days, why_late, ground, confirmed_for, outside, by_officer, is_apart = values[:11]
        about = values[11:17]
        act_due_on, due_on, met_on, entered_on, late_since, confirmed_on, returned_on = values[17:]
        slug, name, place = bodies[body]
        yield (
            *(pk, about[0], act, to_do(*about), slug, name, place, about[1], act_due_on, due_on, met_on),
            *(kind, state_words(kind, days), days, csv_cell(why_late) if why_late and met_on else ""),
            *(csv_cell(ground) if ground else "", f"{before}{pk}{after}", entered_on, late_since, confirmed_on),
            *(bodies[confirmed_for][0] if confirmed_for else "", returned_on),
            *(bool(outside and met_on), bool(by_officer and met_on), is_apart),
        )


def record_lines(rows: Iterable[Obligation], on: date, absolute: Callable[[str], str]) -> Iterator[dict[str, object]]:
    """`rows` with body, place and state, as `RECORD_COLUMNS`; texts in the active language. No statement."""
    for obligation in rows:
        (row,) = board_rows([obligation], on)
        place = obligation.body.territory
        yield {
            "id": obligation.pk,
            "duty": obligation.duty,
            "act": obligation.act,
            "action": row.action,
            "body": obligation.body.slug,
            "body_name": str(obligation.body.plain),
            "place": place.kato if place is not None else "",
            "period": obligation.period_key,
            "act_due_on": obligation.act_due_on,
            "due_on": row.due_on,
            "met_on": row.met_on,
            "state": obligation.state_kind,
            "state_words": row.tag.text,
            "days": obligation.state_days,
            "late_reason": obligation.late_reason if row.met_on is not None else "",
            "release_ground": obligation.release_ground,
            "page": absolute(obligation.get_absolute_url()),
            "entered_on": row.entered_on,
            "late_since": row.late_since,
            "confirmed_on": row.confirmed_on,
            "confirmed_for": row.confirmed_for.slug if row.confirmed_for is not None else "",
            "returned_on": row.returned_on,
            "is_outside": obligation.is_outside if row.met_on is not None else False,
            "closed_by_officer": obligation.closed_by_officer if row.met_on is not None else False,
            "is_apart": obligation.is_apart,
        }
