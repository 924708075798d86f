"""What a meeting is and who is to take part in it, as its body says before the day: a report meeting, roles required.

Public at once, with the reason. From its day on what was said stands: nobody is required, or spared, afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.choices import Attendee, MeetingVerb
from meetings.models import Meeting, MeetingEvent, kind_of
from meetings.permissions import can_change
from portal.bodies.choices import Post
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from schedules.errors import NO_REASON


@transaction.atomic
def describe_meeting(
    *,
    meeting: Meeting,
    is_report: bool,
    required: Iterable[str],
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_sequence: int | None = None,
) -> Meeting:
    """Sent twice, or saying what stands already, it changes nothing.

    Raises NotAllowed, Conflict (never announced here, its day has come, off, changed since), Invalid with fields.
    """
    rows = Meeting.objects.select_related("body", "official", "territory", "schedule")
    locked = rows.select_for_update(of=("self",)).get(pk=meeting.pk)
    can_change(actor, locked).require()
    if not Meeting.objects.public().filter(pk=locked.pk).exists():
        raise Conflict(_("This meeting was never announced here."), code="not_announced")
    roles = in_order(required)
    kind = kind_of(locked.official, locked.body, is_report=is_report)
    if (locked.kind, locked.required) == (kind, roles) and is_report == locked.is_report:
        return locked
    if not locked.is_awaited or locked.has_come(today):
        raise Conflict(_("The day of this meeting has come: what was said of it stands."), code="day_has_come")
    if expected_sequence is not None and expected_sequence != locked.sequence:
        raise Conflict(_("Somebody else has changed this meeting since you opened it."), code="meeting_changed")
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    errors = {name: [str(NO_REASON)] for name, text in reasons.items() if not text}
    if is_report and locked.official.post != Post.FIRST_HEAD:
        errors["is_report"] = [_("Only the first head of a body reports to the population.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="described")
    locked.kind, locked.required = kind, roles
    locked.sequence += 1
    locked.changed_at = now
    locked.save(update_fields=["kind", "required", "sequence", "changed_at"])
    when = locked.when.key
    MeetingEvent.objects.create(
        meeting=locked,
        verb=MeetingVerb.DESCRIBE,
        from_state=locked.state,
        to_state=locked.state,
        actor=actor.user,
        at=now,
        on=today,
        was=when,
        became=when,
        **reasons,
    )
    return locked


def in_order(roles: Iterable[str]) -> list[str]:
    """Each role once, as they are listed everywhere."""
    named = set(roles)
    return [role.value for role in Attendee if role in named]
