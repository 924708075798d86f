"""Latest changes on the front page: versions that were published, and meetings moved, changed, cancelled and added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.queries import meetings_made
from portal.bodies.models import Official, Territory
from portal.kernel import clock
from portal.kit import formats
from portal.kit.prepared import Among, prepared
from portal.kit.texts import columns_of
from portal.kit.translated import Words
from schedules.kinds import filled
from schedules.models import Schedule, ScheduleVersion

PUBLICATIONS = 3
EVENTS = 6
#: Verbs that concern whoever keeps the time free; a partial index of `MeetingEvent` holds just these.
NEWS = (MeetingVerb.MOVE, MeetingVerb.CHANGE_DAY, MeetingVerb.CHANGE, MeetingVerb.CANCEL, MeetingVerb.RESTORE)
#: What a line says of a meeting and of what happened to it.
_READ = (
    *("verb", "at", "was", "became", *columns_of(MeetingEvent, "reason")),
    *("meeting__number", "meeting__official", "meeting__territory"),
    *(f"meeting__official__{name}" for name in columns_of(Official, "title")),
    *(f"meeting__territory__{name}" for name in ("genitive_kk", "genitive_ru", *columns_of(Territory, "name"))),
)


@dataclass(frozen=True)
class Change:
    """One line: its tag, what it is about with its address, what it says, and why."""

    at: datetime
    css: str
    tag_kind: str
    tag_icon: str
    tag: str
    title: str | Words
    url: str
    text: str
    reason: str | Words = ""


def latest_changes() -> list[Change]:
    """Latest first, what one instant brought in the order publication, changes. Three statements."""
    schedules = _published()
    happened = _happened()
    amending = [pk for schedule in schedules if schedule.amends_id is not None for pk in vars(schedule)["made_by"]]
    added = _added(amending) if amending else []
    told = sorted([*happened, *added], key=lambda event: (event.at, event.pk), reverse=True)[:EVENTS]
    lines = [*map(_publication, schedules), *map(_event, told)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


@prepared
def _published() -> QuerySet[Schedule]:
    """The latest, with its body, the number of meetings made, its versions and the number of the last of them."""
    versions = ScheduleVersion.objects.filter(schedule=OuterRef("pk")).order_by("-number")
    return (
        Schedule.objects.published()
        .select_related("body")
        .annotate(
            made=meetings_made(),
            version=Subquery(versions.values("number")[:1]),
            made_by=ArraySubquery(versions.values("pk")),
        )
        .order_by("-published_at", "-pk")[:PUBLICATIONS]
    )


def _events() -> QuerySet[MeetingEvent]:
    """The latest of what is public, with what a line says of the meeting."""
    events = MeetingEvent.objects.filter(meeting__in=Meeting.objects.public())
    return events.select_related("meeting__official", "meeting__territory").only(*_READ).order_by("-at", "-pk")


@prepared
def _happened() -> QuerySet[MeetingEvent]:
    return _events().filter(verb__in=NEWS)[:EVENTS]


@prepared
def _added(versions: list[int]) -> QuerySet[MeetingEvent]:
    """By these versions. Asked for by their keys: a join would begin at the events of all meetings there are."""
    return _events().filter(Among("version", versions), verb=MeetingVerb.PUBLISH)[:EVENTS]


def _publication(schedule: Schedule) -> Change:
    assert schedule.published_at is not None
    words = schedule.its_kind.words
    day = formats.day(clock.civil_date(schedule.published_at))
    if schedule.amends_id is None:
        made: int = vars(schedule)["made"]
        tag, title = pgettext("change", "Published"), filled(words.name, {"year": schedule.period_key})
        announced = ngettext(
            "%(number)s meeting announced on %(day)s", "%(number)s meetings announced on %(day)s", made
        )
        text = announced % {"number": formats.number(made), "day": day}
    else:
        values = {"year": schedule.period_key, "number": vars(schedule)["version"]}
        tag, title = pgettext("change", "New version"), filled(words.version_published, values)
        text = day
    return Change(
        at=schedule.published_at,
        css="add",
        tag_kind="ok",
        tag_icon="plus",
        tag=tag,
        title=title if schedule.body is None else f"{schedule.body.plain}. {title}",
        url=schedule.get_absolute_url(),
        text=text,
        reason=schedule.amendment_reason,
    )


def _event(event: MeetingEvent) -> Change:
    css, kind, icon, tag = {
        MeetingVerb.PUBLISH: ("add", "ok", "plus", pgettext("tag of a meeting", "Added")),
        MeetingVerb.CANCEL: ("cut", "danger", "cancelled", pgettext("tag of a meeting", "Cancelled")),
        MeetingVerb.RESTORE: ("add", "ok", "check", pgettext("tag of a meeting", "Takes place after all")),
        MeetingVerb.CHANGE: ("chg", "warn", "edit", pgettext("tag of a meeting", "Changed")),
    }.get(MeetingVerb(event.verb), ("chg", "warn", "moved", pgettext("tag of a meeting", "Moved")))
    was = formats.when_text(event.was_when, write=formats.day_weekday) if event.was_when else ""
    now = formats.when_text(event.became_when, write=formats.day_weekday) if event.became_when else ""
    sentences = []
    if was and was != now:
        sentences.append(_("It was: %(when)s.") % {"when": was})
    if now:
        sentences.append(_("It is now: %(when)s.") % {"when": now} if was else f"{now}.")
    return Change(
        at=event.at,
        css=css,
        tag_kind=kind,
        tag_icon=icon,
        tag=tag,
        title=event.meeting.title,
        url=event.meeting.get_absolute_url(),
        text=" ".join(sentences),
        reason=event.reason,
    )
