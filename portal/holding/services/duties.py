"""What an account meets of the duties about its meeting, and what it owes again when it is corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from meetings.choices import HAPPENED, Attendee
from meetings.models import Meeting, MeetingHeld
from meetings.services.words import about, in_both, subject_of
from portal.bodies.choices import FIRST_RANK, LOWEST_RANK, SECOND_RANK, BodyKind
from portal.bodies.permissions import Actor
from portal.calendars.choices import RiskLevel
from portal.calendars.models import RiskSignal
from portal.deadlines.choices import EvidenceKind, Opens
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, forget_event, fulfil, happen, undo, will_not_happen
from portal.deadlines.services.evidence import add_more, lock
from portal.deadlines.services.evidence_day import refusal_of_day
from portal.holding.choices import Obtained, VisitPart
from portal.holding.models import Account, Part
from portal.holding.rules.marks import BESIDE, MARKS
from portal.kernel import clock
from portal.law import registry
from portal.law.counting.events import Event
from portal.law.sharing import is_talk_in_measure

_OF_AKIMS = "B-3a"
_OF_GOVERNMENT = "B-4.4"

_TIMING = {
    Obtained.MEASURED: gettext_noop(
        "Time of the meeting %(number)s, measured with a watch: talk %(talk)d min of %(all)d"
    ),
    Obtained.COUNTED: gettext_noop(
        "Time of the meeting %(number)s, counted from the recording: talk %(talk)d min of %(all)d"
    ),
    Obtained.STATED: gettext_noop("Time of the meeting %(number)s, stated afterwards: talk %(talk)d min of %(all)d"),
}
_TITLES = {
    "stream": gettext_noop("Broadcast of the meeting %(number)s"),
    "reception": gettext_noop("Personal reception at the meeting %(number)s"),
    "visit": gettext_noop("Reception, meeting with NGOs and briefing at the meeting %(number)s"),
    "invited": gettext_noop("Deputies, parties and NGOs took part in the meeting %(number)s"),
    "list": gettext_noop("Questions of the meeting %(number)s, put in order"),
    "results": gettext_noop("Results of the meeting %(number)s"),
    "issues": gettext_noop("List of issues of the meeting %(number)s"),
    "akim": gettext_noop("The akim took part in the meeting %(number)s"),
    "deputy": gettext_noop("A deputy Prime Minister took part in the meeting %(number)s"),
}
_CORRECTED = gettext_noop("The account of the meeting was corrected.")
_NOT_TOLD = gettext_noop("What was said of the reception was taken back.")

_RANKS: dict[str, tuple[str, ...]] = {
    Attendee.AKIM_REGION: FIRST_RANK,
    Attendee.AKIM_DISTRICT: SECOND_RANK,
    Attendee.AKIM_LOCAL: LOWEST_RANK,
}
_INVITED = frozenset({Attendee.DEPUTIES, Attendee.PARTIES, Attendee.NGO})


@dataclass(frozen=True)
class Shown:
    """What an account shows: the day of it, and its title."""

    on: date
    title: str


@transaction.atomic
def note_account(*, account: Account, actor: Actor, today: date, now: datetime) -> None:
    """Meet what the account shows as it stands, and owe again what it shows no more. Idempotent.

    Everything is known from today, whatever day it bears: nobody's own word makes a duty done in time. A proof whose
    words or day changed is taken back and met anew. Called last by every service that changes an account, and when the
    record that the meeting was held is made or taken back.
    """
    meeting = Meeting.objects.select_related("body", "official__body", "territory", "region").get(pk=account.meeting_id)
    doer = replace(actor, on=today)
    record = MeetingHeld.objects.filter(meeting=meeting, withdrawn_on=None).first()
    stands = record is not None and meeting.state in HAPPENED
    parts = {part.kind: part for part in account.parts.all()} if stands else {}
    _note_reception(meeting, parts.get(VisitPart.RECEPTION), doer)
    shown = _shown(account, record, parts) if stands and record is not None else {}
    owed = Obligation.objects.filter(opens_by=Opens.EVENT, subject=subject_of(meeting.pk)).select_related("body")
    for row in owed.filter(body=meeting.body, duty__in=MARKS).order_by("pk"):
        mark = MARKS[row.duty]
        _settle(row, mark, shown.get(mark), meeting, doer, closes=mark not in BESIDE)
    chain = {meeting.territory.pk, *(place.pk for place in meeting.territory.above)}
    for row in owed.filter(duty=_OF_AKIMS).select_related("body__territory").order_by("pk"):
        place = row.body.territory
        came = "akim" in shown and place is not None and place.pk in chain and _came(account, place.kind)
        _settle(row, "akim", shown["akim"] if came else None, meeting, doer)
    for row in _of_government(meeting):
        _settle(row, "deputy", shown.get("deputy"), meeting, doer)


def _of_government(meeting: Meeting) -> Iterable[Obligation]:
    """What a high risk opened for the Government, and this meeting may meet: the signal led to it, or to none, and is
    about its branch and region; or this meeting has met it. No statement but for a meeting of a ministry."""
    if meeting.body.kind != BodyKind.MINISTRY:
        return ()
    alone = RiskSignal.objects.in_territory(meeting.region).without_meeting()
    alone = alone.filter(ministry=meeting.body, withdrawn_on__isnull=True)
    led = Q(meeting_number=meeting.number) | Q(pk__in=alone.values("pk"))
    subjects = [signal.subject for signal in RiskSignal.objects.filter(led, level=RiskLevel.HIGH)]
    met = Q(evidence__address=account_address(meeting, "deputy"), evidence__withdrawn_on__isnull=True)
    rows = Obligation.objects.filter(Q(subject__in=subjects) | met, opens_by=Opens.EVENT, duty=_OF_GOVERNMENT)
    return rows.select_related("body").order_by("pk").distinct()


def account_address(meeting: Meeting, mark: str) -> str:
    """Where what meets a duty is read, without the language."""
    return f"/meetings/{meeting.number}/#{mark}"


def _shown(account: Account, record: MeetingHeld, parts: dict[str, Part]) -> dict[str, Shown]:
    names = {"number": account.meeting.number}
    held_on, found = record.held_on, {}

    def show(mark: str, on: date) -> None:
        found[mark] = Shown(on, in_both(_TITLES[mark]) % names)

    talk, questions = account.talk_minutes, account.questions_minutes
    is_known = talk is not None and questions is not None
    if is_known and is_talk_in_measure(talk_minutes=talk or 0, questions_minutes=questions or 0):
        said = in_both(_TIMING[Obtained(account.obtained)])
        found["timing"] = Shown(held_on, said % {**names, "talk": talk or 0, "all": (talk or 0) + (questions or 0)})
    # The acts ask for a broadcast beside which people can write.
    if account.stream_link and account.comments_open is not False:
        show("stream", held_on)
    days = {kind: part.held_on for kind, part in parts.items() if part.held_on is not None}
    if VisitPart.RECEPTION in days:
        show("reception", days[VisitPart.RECEPTION])
    if set(VisitPart) <= set(days):
        show("visit", max(days.values()))
    if set(account.attendees) >= _INVITED:
        show("invited", held_on)
    show("akim", held_on)
    if Attendee.DEPUTY_PM in account.attendees and Attendee.DEPUTY_PM in account.meeting.required:
        show("deputy", held_on)
    if account.published_at is not None:
        for mark in ("list", "results", "issues"):
            show(mark, clock.civil_date(account.published_at))
    return found


def _came(account: Account, kind: str) -> bool:
    return any(kind in kinds for role, kinds in _RANKS.items() if role in account.attendees)


def _settle(
    row: Obligation, mark: str, shown: Shown | None, meeting: Meeting, actor: Actor, *, closes: bool = True
) -> None:
    """Let the proof at this mark be what the account shows now."""
    address = account_address(meeting, mark)
    if shown is not None and refusal_of_day(row, shown.on):
        shown = None
    standing = row.evidence.standing().filter(address=address).first()
    if standing is not None and shown == Shown(standing.signed_on, standing.title):
        return
    if standing is not None:
        _undo(row, address, actor)
    if shown is None:
        return
    proof = Proof(
        kind=EvidenceKind.ACT, title=shown.title, address=address, signed_on=shown.on, signer=actor.user.full_name
    )
    if not closes:
        add_more(lock(row), proof, on=shown.on, actor=actor)
        return
    fulfil(
        duty=row.duty,
        body=row.body,
        period_key=row.period_key,
        subject=row.subject,
        on=shown.on,
        evidence=proof,
        actor=actor,
    )


def _undo(row: Obligation, address: str, actor: Actor) -> None:
    undo(
        duty=row.duty,
        body=row.body,
        period_key=row.period_key,
        address=address,
        reason=in_both(_CORRECTED),
        actor=actor,
        subject=row.subject,
    )


def _note_reception(meeting: Meeting, part: Part | None, actor: Actor) -> None:
    """The day of the reception, or that there was none, is told to what counts its days from it, too."""
    subject, keys = subject_of(meeting.pk), registry.keys_of(Event.RECEPTION_ENDED)
    rows = Obligation.objects.filter(opens_by=Opens.EVENT, subject=subject, body=meeting.body, duty__in=keys)
    if not rows.exists():
        return
    if part is not None and part.held_on is not None:
        happen(
            event=Event.RECEPTION_ENDED,
            subject=subject,
            about=about(meeting),
            on=part.held_on,
            bodies=[meeting.body],
            today=actor.on,
            actor=actor,
        )
        return
    forget_event(
        event=Event.RECEPTION_ENDED,
        subject=subject,
        body=meeting.body,
        reason=in_both(_NOT_TOLD),
        today=actor.on,
        actor=actor,
    )
    if part is not None:
        said = " / ".join(_both(part.missed_reason_kk, part.missed_reason_ru))
        will_not_happen(
            event=Event.RECEPTION_ENDED, subject=subject, body=meeting.body, reason=said, today=actor.on, actor=actor
        )


def _both(*texts: str) -> Iterable[str]:
    return dict.fromkeys(text for text in texts if text)
