"""What is said of a meeting to announce it, as plain values: posters, pictures and texts ask nothing further."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.choices import MeetingState, MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.querysets import MeetingQuerySet
from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kernel.wording import LANGUAGES, Lines
from portal.questions.rules.times import closes_on
from schedules.choices import MeetingFormat

_NOTHING = Lines("", "", "")
_TOLD_OFF = (MeetingVerb.CANCEL,)
_TOLD_MOVED = (MeetingVerb.MOVE, MeetingVerb.CHANGE_DAY)


class KitState(StrEnum):
    """What there is to announce."""

    READY = "ready"
    CANCELLED = "cancelled"
    #: Planned for a month or quarter: people are told of a day.
    NO_DAY = "no_day"
    #: Its last day has passed, or it is known what became of it.
    OVER = "over"


@dataclass(frozen=True)
class KitSheet:
    """A public meeting as it is announced on `today`.

    `version` grows with every change people must hear of. `was` is when it stood before it was moved, `reason` why it
    was moved or cancelled.
    """

    number: str
    version: int
    state: KitState
    body: Lines
    official: Lines
    person: Lines
    headline: Lines
    place: Lines
    venue: Lines
    subject: Lines
    #: Roles of those who take part beside the official, as their labels; nobody is named.
    taking_part: Lines
    format: str
    days: tuple[date, ...]
    start_time: time | None
    was: str
    reason: Lines
    of_akimat: bool
    made_on: date

    @property
    def is_printed(self) -> bool:
        """Whether there are posters, pictures and texts of it."""
        return self.state in (KitState.READY, KitState.CANCELLED)

    @property
    def is_cancelled(self) -> bool:
        return self.state is KitState.CANCELLED

    @property
    def is_online(self) -> bool:
        return self.format == MeetingFormat.ONLINE

    @property
    def closes_on(self) -> date | None:
        """The day on which questions to it are taken last."""
        return closes_on(self.days[0]) if self.days else None


def kit_rows() -> MeetingQuerySet:
    """Everybody sees the meetings of these; what a sheet says of them is read with them."""
    return Meeting.objects.public().select_related(
        "official", "body__territory", "territory__parent__parent__parent", "schedule"
    )


def public_sheet(number: str, today: date) -> KitSheet:
    """One statement, two of a meeting that was moved or cancelled. Raises Meeting.DoesNotExist."""
    return sheet_of(kit_rows().get(number=number), today)


def sheet_of(meeting: Meeting, today: date) -> KitSheet:
    """Of a meeting of `kit_rows`. One statement when it was moved or cancelled."""
    state = _state(meeting, today)
    return KitSheet(
        number=meeting.number,
        version=meeting.sequence + 1,
        state=state,
        body=_lines(meeting.body, "plain"),
        official=_lines(meeting.official, "title"),
        person=_lines(meeting.official, "full_name"),
        headline=_headline(meeting, state),
        place=_place(meeting.territory),
        venue=_lines(meeting, "venue"),
        subject=_lines(meeting, "subject"),
        taking_part=_taking_part(meeting),
        format=meeting.format,
        days=tuple(meeting.days),
        start_time=meeting.start_time,
        was=meeting.moved_from,
        reason=_reason(meeting, state),
        of_akimat=meeting.body.territory_id is not None,
        made_on=clock.civil_date(meeting.changed_at),
    )


def missing(sheet: KitSheet) -> list[str]:
    """What an announcement should say and nobody has entered yet, what matters most first."""
    lacks = (
        (not sheet.days, _("the day")),
        (sheet.start_time is None, _("the hour")),
        (not sheet.is_online and not sheet.venue.kk and not sheet.venue.ru, _("the venue")),
        (bool(sheet.venue.kk) != bool(sheet.venue.ru), _("the venue in the other language")),
        (not sheet.subject.kk and not sheet.subject.ru, _("the subject")),
    )
    return [name for lack, name in lacks if lack]


def _state(meeting: Meeting, today: date) -> KitState:
    if meeting.is_held or meeting.state == MeetingState.NOT_TAKEN_PLACE:
        return KitState.OVER
    if (meeting.days and meeting.days[-1] < today) or (not meeting.days and meeting.span_end <= today):
        return KitState.OVER
    if meeting.is_cancelled:
        return KitState.CANCELLED
    return KitState.READY if meeting.days else KitState.NO_DAY


def _reason(meeting: Meeting, state: KitState) -> Lines:
    verbs = _TOLD_OFF if state is KitState.CANCELLED else _TOLD_MOVED if meeting.moved_from else ()
    if not verbs:
        return _NOTHING
    event = MeetingEvent.objects.filter(meeting=meeting, verb__in=verbs).order_by("-id").first()
    return _NOTHING if event is None else _lines(event, "reason")


def _headline(meeting: Meeting, state: KitState) -> Lines:
    """What will happen; of a cancelled one what would have. An akim at home has the place in the title already."""
    is_own = meeting.body.territory_id == meeting.territory_id

    def said(language: str) -> str:
        with override(language):
            if state is KitState.CANCELLED:
                return meeting.title
            if is_own:
                return _("%(official)s will meet the people") % {"official": meeting.official.title}
            return meeting.headline

    return Lines.written(said)


def _taking_part(meeting: Meeting) -> Lines:
    def said(language: str) -> str:
        with override(language):
            return ", ".join(meeting.required_roles)

    return Lines.written(said)


def _place(place: Territory) -> Lines:
    """With all it lies in, the largest first: the name of a village alone belongs to several."""
    names = [_lines(each, "name") for each in (*place.above, place)]
    return Lines.written(lambda language: ", ".join(each.get(language) for each in names))


def _lines(thing: object, name: str) -> Lines:
    return Lines(*(getattr(thing, f"{name}_{language}") for language in LANGUAGES))
