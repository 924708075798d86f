"""Meetings of akims over a year, as duties hear of them: those of some days by the product itself, the rest copied.

A meeting that is set opens six duties and one that ended four more, of which five have no day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count, cycle, islice

from django.db import connection, transaction

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.deadlines.models import Obligation
from portal.deadlines.services import Happening, happen_all
from portal.kernel.wording import Lines
from portal.law.counting.events import Event

#: Of 35,000 a year.
A_DAY = 96
#: How far ahead meetings are set.
AHEAD = 21

_numbers = count(1)


def hold(on: date) -> None:
    """The day's meetings are set for three weeks ahead, and as many as were set end today."""
    akims = list(Body.objects.filter(kind=BodyKind.AKIMAT).order_by("pk").values_list("pk", flat=True))
    start = on.toordinal() * A_DAY % len(akims)
    held = [(f"meeting:{next(_numbers)}", pk) for pk in islice(cycle(akims), start, start + A_DAY)]
    _tell(Event.MEETING_PLANNED, held, on + timedelta(days=AHEAD), on)
    ending = [(f"meeting:{next(_numbers)}", pk) for _subject, pk in held]
    _tell(Event.MEETING_ENDED, ending, on - timedelta(days=1), on)


def grow(wanted: int, today: date, rungs: Sequence[int]) -> None:
    """Copies of what the product opened on `today`, day by day back over a year; most of what is over is done.
    What is open has the rungs behind it.

    Done is nineteen of twenty, in time; what has no day is closed as often.
    """
    source = Obligation.objects.filter(opens_by="event").count()
    assert source, "no meeting opened anything"
    copied = "duty, body_id, about_kk, about_ru, about_en, opens_by, act, stands_by, is_public, is_apart, period_key"
    turns = wanted // source
    for turn in range(1, turns + 1):
        back = 1 + turn * 364 // max(turns, 1)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO deadlines_obligation ({copied}, subject, happened, act_due_on, computed_due_on,"
                " nominal_due_on, due_on, look_on, opened_on, met_on, known_on, entered_on, late_since, late_reason,"
                " released_as, release_ground, closed_by_officer, outside_reason, confirm_reason)"
                f" SELECT {copied}, subject || '.' || %(turn)s, moved, act_due_on - %(back)s,"
                " computed_due_on - %(back)s, nominal_due_on - %(back)s, due_on - %(back)s,"
                " CASE WHEN NOT done THEN (SELECT min(due_on - %(back)s - rung) FROM unnest(%(rungs)s) AS rung"
                "   WHERE due_on - %(back)s - rung >= %(today)s) END,"
                " opened_on - %(back)s, CASE WHEN done THEN coalesce(due_on, opened_on + 10) - %(back)s END,"
                " CASE WHEN done THEN coalesce(due_on, opened_on + 10) - %(back)s END,"
                " CASE WHEN done THEN coalesce(due_on, opened_on + 10) - %(back)s END,"
                " CASE WHEN NOT done AND due_on - %(back)s < %(today)s THEN due_on - %(back)s + 1 END,"
                " '', '', '', false, '', ''"
                " FROM (SELECT *, coalesce(due_on, opened_on + 10) - %(back)s < %(today)s"
                "     AND (id + %(turn)s) %% 20 > 0 AS done,"
                "   (SELECT jsonb_object_agg(key, to_jsonb(((value #>> '{}')::date - %(back)s)::text))"
                "     FROM jsonb_each(happened)) AS moved"
                "   FROM deadlines_obligation WHERE opens_by = 'event' AND subject NOT LIKE '%%.%%') AS source",
                {"turn": turn, "back": back, "today": today, "rungs": list(rungs)},
            )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO deadlines_rung (obligation_id, rung, due_on, "on", told)'
            " SELECT id, rung, due_on, due_on - rung, true FROM deadlines_obligation, unnest(%(rungs)s) AS rung"
            " WHERE subject LIKE '%%.%%' AND opens_by = 'event' AND met_on IS NULL AND due_on - rung < %(today)s"
            " AND (rung < 0 OR due_on - rung >= opened_on)",
            {"today": today, "rungs": list(rungs)},
        )
        cursor.execute("ANALYZE")


def _tell(event: Event, meetings: Sequence[tuple[str, int]], on: date, today: date) -> None:
    about = Lines("Кездесу", "Встреча", "Meeting")
    happenings = [Happening(subject, about, on, (body,)) for subject, body in meetings]
    happen_all(event=event, happenings=happenings, today=today)
