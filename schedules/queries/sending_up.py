"""How far calendars of akims have come on their way to the Government, and from there to the Administration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.bodies.models import Body
from portal.deadlines import queries as law
from portal.deadlines.models import Transmittal
from portal.kernel.periods import Period
from portal.law.errors import NoRule
from schedules.choices import ScheduleVerb
from schedules.kinds import AKIM_CALENDAR, Kind
from schedules.models import Forwarding, Schedule, ScheduleVersion
from schedules.queries.terms import due_on, proposing_bodies
from schedules.rules import CALENDAR_SENT_DUTY, CALENDARS_FORWARDED_DUTY, days_late, fingerprint


@dataclass(frozen=True)
class SendingView:
    """The way of one published calendar to the Government, for the page of its year."""

    due_on: date | None
    days_late: int
    #: The first document and the latest: a correction, or one that took the place of what was returned.
    first_sent_on: date | None
    sent_on: date | None
    acknowledged_on: date | None
    returned_on: date | None
    return_reason: str
    may_send: bool


def was_sent(schedule: Schedule) -> bool:
    """This version was sent, and its duty is met since. Two statements."""
    assert schedule.body is not None
    if not schedule.events.filter(verb=ScheduleVerb.SEND_UP).exists():
        return False
    owed = law.obligation(duty=schedule.its_kind.duties.sending, body=schedule.body, period_key=schedule.period_key)
    return owed is None or owed.is_met


def sending_late_days(kind: Kind, body: Body, period_key: str, today: date) -> int:
    """Days past the last day in time, if the calendar was not sent yet. At most three statements."""
    obligation = law.obligation(duty=kind.duties.sending, body=body, period_key=period_key)
    if obligation is not None and obligation.is_met:
        return 0
    last = due_on(kind.duties.sending, body, period_key)
    return days_late(today, last) if last else 0


def forwarding_year(on: date) -> str:
    """The year whose calendars are on their way: the running one until its last day in time, then the next."""
    running = Period.containing("year", on)
    try:
        is_over = on > law.due_date(duty=CALENDARS_FORWARDED_DUTY, period_key=running.key)
    except NoRule:
        is_over = True
    return running.next().key if is_over else running.key


def sending_view(schedule: Schedule | None, today: date, *, may_send: bool) -> SendingView | None:
    """At most seven statements; nothing before there is a published calendar, or of a kind that is sent nowhere."""
    if schedule is None or not schedule.its_kind.duties.sending:
        return None
    assert schedule.body is not None
    kind, body, year = schedule.its_kind, schedule.body, schedule.period_key
    documents = Transmittal.objects.filter(
        obligation__duty=kind.duties.sending,
        obligation__body=body,
        obligation__period_key=year,
        evidence__withdrawn_on__isnull=True,
    )
    all_sent = list(documents.order_by("sent_on", "pk"))
    sent = all_sent[-1] if all_sent else None
    return SendingView(
        due_on=due_on(kind.duties.sending, body, year),
        days_late=sending_late_days(kind, body, year, today),
        first_sent_on=all_sent[0].sent_on if all_sent else None,
        sent_on=sent.sent_on if sent else None,
        acknowledged_on=sent.acknowledged_on if sent else None,
        returned_on=sent.returned_on if sent else None,
        return_reason=sent.return_reason if sent else "",
        may_send=may_send and not was_sent(schedule),
    )


@dataclass(frozen=True)
class Came:
    """The calendar of one region before the Government. `schedule` is in force now, `version` is what was sent."""

    body: Body
    schedule: Schedule | None
    version: ScheduleVersion | None
    transmittal: Transmittal | None

    @property
    def is_here(self) -> bool:
        return self.transmittal is not None and self.transmittal.returned_on is None


@dataclass(frozen=True)
class ForwardingView:
    """All regions that owe a calendar of the year, and what was forwarded already."""

    period_key: str
    regions: list[Came]
    forwardings: list[Forwarding]
    due_on: date
    days_late: int

    @property
    def here(self) -> list[Came]:
        return [each for each in self.regions if each.is_here]

    @property
    def missing(self) -> list[Came]:
        return [each for each in self.regions if not each.is_here]

    @property
    def content(self) -> dict[str, Any]:
        """Plain JSON values: nothing in it refers to a row that may change."""
        return {
            "period": self.period_key,
            "calendars": [
                {
                    "body": each.body.slug,
                    "version": each.version.number if each.version else None,
                    "sha256": each.transmittal.evidence.sha256,
                    "sent_on": each.transmittal.sent_on.isoformat(),
                }
                for each in self.here
                if each.transmittal is not None
            ],
            "missing": [each.body.slug for each in self.missing],
        }

    @property
    def is_new(self) -> bool:
        """Something has come since the last forwarding, or there was none."""
        digest = fingerprint(self.content)
        return bool(self.here) and all(each.sha256 != digest for each in self.forwardings)


def forwarding_view(period_key: str, today: date) -> ForwardingView:
    """Seven statements, however many regions."""
    bodies = list(proposing_bodies(today, AKIM_CALENDAR))
    schedules = {
        each.body_id: each for each in Schedule.objects.published().of_kind(AKIM_CALENDAR).filter(period_key=period_key)
    }
    # The latest that stands, of each region.
    sent = Transmittal.objects.filter(
        obligation__duty=CALENDAR_SENT_DUTY, obligation__period_key=period_key, evidence__withdrawn_on__isnull=True
    )
    latest = {each.obligation.body_id: each for each in sent.select_related("obligation", "evidence").order_by("pk")}
    # What was sent: a correction may be published and not sent yet.
    versions = {
        (each.schedule.body_id, each.sha256): each
        for each in ScheduleVersion.objects.filter(
            schedule__kind=AKIM_CALENDAR.key,
            schedule__period_key=period_key,
            sha256__in=[each.evidence.sha256 for each in latest.values()],
        )
        .select_related("schedule")
        .defer("content")
        .order_by("number")
    }
    regions = []
    for body in bodies:
        transmittal = latest.get(body.pk)
        version = versions.get((body.pk, transmittal.evidence.sha256)) if transmittal is not None else None
        regions.append(Came(body, schedules.get(body.pk), version, transmittal))
    last = law.due_date(duty=CALENDARS_FORWARDED_DUTY, period_key=period_key)
    done = list(Forwarding.objects.filter(period_key=period_key).select_related("by"))
    return ForwardingView(period_key, regions, done, last, 0 if done else days_late(today, last))
