"""People are told of a meeting: by its being public here, and by whatever its body did beside that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meetings.models import ChannelToTell, Meeting, MeetingAnnouncement, MeetingEvent
from meetings.permissions import can_announce, can_take_back_announcement
from meetings.services.board_photos import keep_picture
from meetings.services.recording import announcing_body
from meetings.services.words import in_both, subject_of
from portal.accounts.models import User
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EvidenceKind, Opens
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, ask_anew, fulfil, fulfil_about, undo_all
from portal.files.models import StoredFile
from portal.files.services import discard
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.addresses import is_web_address
from portal.law import registry
from portal.law.counting.events import Event
from portal.law.evidence import Evidence
from schedules.choices import PRINTED_CHANNELS, WEB_CHANNELS
from schedules.errors import NO_REASON

_ON_PORTAL = gettext_noop("Announced on this portal: meeting %(number)s")
_OTHER_DAY = gettext_noop("The meeting was moved: people are told of the new day.")
_ELSEWHERE = gettext_noop("Announcement of the meeting %(number)s")
#: Of one meeting: more than any campaign has.
MOST_LINES = 100


@dataclass(frozen=True)
class Told:
    """In which channel, where exactly, and on which day people were told."""

    channel: str
    announced_on: date
    where_kk: str
    where_ru: str
    link: str = ""
    issue: str = ""
    photo: UploadedFile | None = None
    nobody_in_photo: bool = False


def note_on_portal(meetings: Iterable[Meeting], *, today: date, actor: Actor | None) -> int:
    """A meeting whose day is public here is announced: that meets what is to be announced so many days before.

    Never by an earlier day than today, and not once its day has come. Called when the day was just told to duties; says
    how many were met.
    """
    ahead = [meeting for meeting in meetings if meeting.days and meeting.days[0] >= today and _is_standing(meeting)]
    people = _people(ahead, actor)
    title = in_both(_ON_PORTAL)
    done = {
        subject_of(meeting.pk): (
            Proof(
                kind=EvidenceKind.ACT,
                title=title % {"number": meeting.number},
                address=f"/meetings/{meeting.number}/",
                signed_on=_public_since(meeting, today),
            ),
            people[meeting.pk],
        )
        for meeting in ahead
        if meeting.pk in people
    }
    return fulfil_about(asks_for=Evidence.ANNOUNCEMENT, done=done, today=today) if done else 0


def note_other_day(meetings: Iterable[Meeting], *, today: date, actor: Actor | None) -> int:
    """Of a meeting that moved people were told another day: whether the new one is told so many days before is asked
    anew. Called before the day is told to duties; says how many are owed again."""
    dated = [meeting for meeting in meetings if meeting.days and meeting.moved_from]
    people = _people(dated, actor)
    moved = {subject_of(meeting.pk): (meeting.days[0], people[meeting.pk]) for meeting in dated if meeting.pk in people}
    if not moved:
        return 0
    return ask_anew(
        asks_for=Evidence.ANNOUNCEMENT,
        event=Event.MEETING_PLANNED,
        moved=moved,
        reason=in_both(_OTHER_DAY),
        today=today,
    )


def _public_since(meeting: Meeting, today: date) -> date:
    """Since when its day is public: of one that moved, from the day on which that is told."""
    if meeting.published_at is None or meeting.moved_from:
        return today
    return clock.civil_date(meeting.published_at)


def _is_standing(meeting: Meeting) -> bool:
    return meeting.is_awaited and meeting.published_at is not None


def _people(meetings: list[Meeting], actor: Actor | None) -> dict[int, User]:
    """By whose hand each is public: the actor's; of what the portal did by itself, that of who moved or approved it."""
    if actor is not None:
        return dict.fromkeys((meeting.pk for meeting in meetings), actor.user)
    found: dict[int, User] = {}
    events = MeetingEvent.objects.filter(meeting__in=meetings, actor__isnull=False).select_related("actor")
    for event in events.order_by("id"):
        assert event.actor is not None
        found[event.meeting_id] = event.actor
    for meeting in meetings:
        approver = meeting.schedule.approved_by if meeting.schedule is not None else None
        if meeting.pk not in found and approver is not None:
            found[meeting.pk] = approver
    return found


@transaction.atomic
def announce(*, meeting: Meeting, told: Told, actor: Actor, today: date) -> MeetingAnnouncement:
    """Write down that people were told of the meeting beside this portal; public at once, a photo after a second look.

    Of the body itself it meets what is to be announced so many days before, if nothing has yet: known from today, so a
    day typed earlier is the word of its body alone. Of a cancelled one only where people were told of it before: that
    it is off. Sent twice it is one line. Raises NotAllowed, Conflict (never announced here, cancelled), Invalid with
    fields.
    """
    locked = _locked(meeting)
    can_announce(actor, locked).require()
    if not Meeting.objects.public().filter(pk=locked.pk).exists():
        raise Conflict(_("This meeting was never announced here."), code="not_announced")
    if locked.is_cancelled and not ChannelToTell.objects.filter(event__meeting=locked, channel=told.channel).exists():
        raise Conflict(_("This meeting is cancelled: there is nothing to announce."), code="cancelled")
    _check(locked, told, today)
    body, is_help = announcing_body(actor, locked)
    said = {name: getattr(told, name).strip() for name in ("channel", "where_kk", "where_ru", "link", "issue")}
    by = {"is_help": is_help, "recorded_for": body, "recorded_by": actor.user, "recorded_on": today}
    picture = None if told.photo is None else keep_picture(told.photo, actor)
    same = _same(locked, announced_on=told.announced_on, picture=picture, **said, **by)
    if same is not None:
        if picture is not None:
            discard(picture)
        return same
    line = MeetingAnnouncement.objects.create(
        meeting=locked, announced_on=told.announced_on, picture=picture, **said, **by
    )
    if not locked.is_cancelled and not is_help:
        _meet(locked, line, replace(actor, on=today))
    return line


def _same(meeting: Meeting, *, picture: StoredFile | None, **said: Any) -> MeetingAnnouncement | None:
    """The line that stands already when a form is sent twice. What a change has made old is no such line: people are
    told there anew, maybe in the same words."""
    lines = MeetingAnnouncement.objects.filter(meeting=meeting, withdrawn_on__isnull=True, **said)
    lines = lines.exclude(pk__in=ChannelToTell.objects.filter(event__meeting=meeting).values("last_line"))
    if picture is None:
        return lines.filter(picture__isnull=True).first()
    return lines.filter(picture__sha256=picture.sha256).first()


@transaction.atomic
def take_back_announcement(
    *, line: MeetingAnnouncement, reason_kk: str, reason_ru: str, actor: Actor, today: date
) -> MeetingAnnouncement:
    """The line was a mistake: it stays readable with the reason, and meets nothing any more."""
    locked = _locked(line.meeting)
    found = MeetingAnnouncement.objects.select_for_update(of=("self",)).get(pk=line.pk)
    found.meeting = locked
    can_take_back_announcement(actor, found).require()
    if found.is_withdrawn:
        raise Conflict(_("This line was taken back already."), code="withdrawn")
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if missing := {name: [NO_REASON] for name, text in reasons.items() if not text}:
        raise Invalid(NO_REASON, errors=missing, code="reason")
    found.withdrawn_on, found.withdrawn_by = today, actor.user
    found.withdrawn_reason_kk, found.withdrawn_reason_ru = reasons["reason_kk"], reasons["reason_ru"]
    found.save()
    if found.is_help:
        return found
    said = " / ".join(dict.fromkeys(reasons.values()))
    undo_all(body=locked.body, address=_address(found), reason=said, actor=replace(actor, on=today))
    return found


def _meet(meeting: Meeting, line: MeetingAnnouncement, actor: Actor) -> None:
    keys = [key for key in registry.KEYS if Evidence.ANNOUNCEMENT in registry.duty(key).evidence]
    owed = Obligation.objects.filter(
        opens_by=Opens.EVENT, duty__in=keys, subject=subject_of(meeting.pk), body=meeting.body
    )
    for row in owed.order_by("pk"):
        fulfil(
            duty=row.duty,
            body=meeting.body,
            period_key=row.period_key,
            subject=row.subject,
            on=line.announced_on,
            evidence=Proof(
                kind=EvidenceKind.ACT,
                title=in_both(_ELSEWHERE) % {"number": meeting.number},
                address=_address(line),
                signed_on=line.announced_on,
                signer=actor.user.full_name,
            ),
            actor=actor,
            field="announced_on",
        )


def _address(line: MeetingAnnouncement) -> str:
    """Where the line is read, without the language."""
    return f"/meetings/{line.meeting.number}/#announcement-{line.pk}"


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_related("body__territory", "schedule", "territory__parent__parent__parent")
    rows = rows.select_for_update(of=("self",))
    return rows.get(pk=meeting.pk)


def _check(meeting: Meeting, told: Told, today: date) -> None:
    errors: dict[str, list[str]] = {}
    if told.announced_on > today:
        errors["announced_on"] = [_("This day has not come yet.")]
    elif not meeting.days:
        errors["announced_on"] = [_("The day of the meeting is not set yet: people are told of a day.")]
    elif told.announced_on > meeting.days[-1]:
        errors["announced_on"] = [_("The meeting was over by then.")]
    sentence = _("Say where exactly, in Kazakh and in Russian.")
    errors |= {name: [sentence] for name in ("where_kk", "where_ru") if not getattr(told, name).strip()}
    if told.channel in PRINTED_CHANNELS and not told.issue.strip():
        errors["issue"] = [_("A newspaper is found by its issue: give its number or day.")]
    if told.channel in WEB_CHANNELS and not told.link.strip():
        errors["link"] = [_("What stands on the internet is shown by its address.")]
    if told.photo is not None and not told.nobody_in_photo:
        errors["nobody_in_photo"] = [_("A photo of a board shows no people: say that nobody can be recognised in it.")]
    if meeting.announcements.count() >= MOST_LINES:
        errors[""] = [_("There are %(count)d lines of this meeting already.") % {"count": MOST_LINES}]
    if told.link.strip() and not is_web_address(told.link.strip()):
        errors["link"] = [_("Write the whole address, beginning with https://")]
    if errors:
        raise Invalid(_("What is said of the announcement is not right."), errors=errors, code="announcement")
