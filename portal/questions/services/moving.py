"""An act of the office: a question comes before another meeting of its place than the one it was asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.questions.choices import MOVED_FROM, State, Verb
from portal.questions.errors import CHANGED, MOVED_ON
from portal.questions.models import AskedQuestion
from portal.questions.permissions import can_moderate, can_moderate_for
from portal.questions.rules.times import erased_on
from portal.questions.services.steps import locked, note_line, require_unchanged, step
from portal.questions.services.telling import tell_fate


@transaction.atomic
def move_question(
    *,
    question: AskedQuestion,
    meeting: Meeting,
    actor: Actor,
    today: date,
    now: datetime,
    expected: int | None = None,
) -> AskedQuestion:
    """It keeps number, texts and voices. One the meeting passed without comes on the agenda of the other; whoever
    follows it is told where it stands now.

    Raises NotAllowed, Conflict (changed since, decided in the hall), Invalid (field "meeting").
    """
    row = locked(question)
    can_moderate(actor, row).require()
    can_moderate_for(actor, meeting.body).require()
    if row.meeting_id == meeting.pk:
        return row
    require_unchanged(row, expected)
    if row.state not in MOVED_FROM:
        raise Conflict(MOVED_ON, code=CHANGED)
    around = {row.territory_id, *(place.pk for place in row.territory.above)}
    is_open = Meeting.objects.public().awaited().upcoming(today).filter(pk=meeting.pk).exists()
    if not is_open or meeting.territory_id not in around:
        raise Invalid.at("meeting", _("Choose a meeting to come that is held for the place of the question."))
    row.meeting, row.settled_on = meeting, None
    row.note_kk = row.note_ru = row.note_en = ""
    if row.person is not None:
        row.person.erase_on = erased_on(meeting.span_end - timedelta(days=1))
        row.person.save(update_fields=["erase_on"])
    note_line(row, Verb.MOVE, now=now, today=today, actor=actor, note=_where(meeting))
    if row.state == State.PASSED:
        step(row, "unsettle", now=now, today=today, actor=actor)
    if row.state == State.AGENDA:
        tell_fate(row, now=now, anew=meeting.number)
    return row


def _where(meeting: Meeting) -> dict[str, str]:
    return {"kk": meeting.number, "ru": meeting.number}
