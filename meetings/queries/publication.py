"""What publishing a schedule would make public and what stands in its way; how many meetings it made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from meetings.models import MeetingTotal, meeting_title
from portal.accounts.models import User
from portal.bodies.models import Body, RoleGrant
from schedules.kinds.kind import Rows
from schedules.models import Schedule, ScheduleEntry
from schedules.querysets import PLANNING_ROLES
from schedules.rules import PUBLISHED_LANGUAGES
from schedules.workflow import SCHEDULE

#: Texts that become public, and what they are called.
TEXTS = {
    "subject": pgettext_lazy("text of a meeting", "Subject"),
    "venue": pgettext_lazy("text of a meeting", "Venue"),
    "ground": pgettext_lazy("text of a meeting", "Why this region"),
}


def meetings_made() -> Coalesce:
    """How many meetings a schedule made, for an annotation; a join would count every meeting there is."""
    mine = MeetingTotal.objects.of_schedule(OuterRef("pk")).order_by().values("schedule")
    return Coalesce(Subquery(mine.annotate(made=Sum("number")).values("made")), 0)


@dataclass(frozen=True)
class MissingText:
    """A text of an entry that is not in both Kazakh and Russian."""

    entry: ScheduleEntry
    field: str

    @property
    def label(self) -> str:
        return str(TEXTS[self.field])

    @property
    def title(self) -> str:
        return meeting_title(self.entry.official, self.entry.territory)

    @property
    def kk(self) -> str:
        return str(getattr(self.entry, f"{self.field}_kk"))

    @property
    def ru(self) -> str:
        return str(getattr(self.entry, f"{self.field}_ru"))

    @property
    def url(self) -> str:
        """Where the text is written: the row of the proposal the entry was copied from, while it lives."""
        return self.entry.source.get_absolute_url() if self.entry.source else ""

    @property
    def sentence(self) -> str:
        sentences = {
            (False, False): _("%(title)s: “%(field)s” is not written in Kazakh and Russian."),
            (False, True): _("%(title)s: “%(field)s” is not written in Kazakh."),
            (True, False): _("%(title)s: “%(field)s” is not written in Russian."),
        }
        return sentences[bool(self.kk), bool(self.ru)] % {"title": self.title, "field": self.label}


@dataclass(frozen=True)
class BodyShare:
    """What one body gets announced, and how many of its people are told."""

    body: Body
    meetings: int
    told: int


@dataclass(frozen=True)
class Preview:
    """Everything that a publication does, before it happens."""

    schedule: Schedule
    entries: list[ScheduleEntry]
    shares: list[BodyShare]
    missing: list[MissingText]

    @property
    def is_ready(self) -> bool:
        """The schedule stands where it can be published and every text is in both languages."""
        return self.is_approved and not self.missing

    @property
    def is_approved(self) -> bool:
        return SCHEDULE.allows("publish", self.schedule.state)

    @cached_property
    def fixed(self) -> int:
        return sum(entry.day is not None for entry in self.entries)

    @property
    def open(self) -> int:
        return len(self.entries) - self.fixed

    @property
    def told(self) -> int:
        return sum(share.told for share in self.shares)


def missing_texts(schedule: Schedule) -> list[MissingText]:
    """Every text that lacks Kazakh or Russian, in the order of the year. One statement."""
    return _missing(schedule, _entries(schedule))


def publication_preview(schedule: Schedule, today: date) -> Preview:
    """Two statements."""
    entries = _entries(schedule)
    bodies = {entry.body_id: entry.body for entry in entries}
    told = people_told(bodies, today)
    shares = [
        BodyShare(
            body=body,
            meetings=sum(entry.body_id == pk for entry in entries),
            told=len(told.get(pk, ())),
        )
        for pk, body in sorted(bodies.items(), key=lambda item: item[1].slug)
    ]
    return Preview(schedule=schedule, entries=entries, shares=shares, missing=_missing(schedule, entries))


def people_told(bodies: Iterable[int], on: date) -> dict[int, list[User]]:
    """People of each body who hear of a publication, each once a body. One statement."""
    grants = (
        RoleGrant.objects.in_force(on)
        .filter(body__in=bodies, role__in=PLANNING_ROLES)
        .select_related("user")
        .order_by("body_id", "user_id")
    )
    people: dict[int, dict[int, User]] = {}
    for grant in grants:
        people.setdefault(grant.body_id, {})[grant.user_id] = grant.user
    return {body: list(found.values()) for body, found in people.items()}


def _entries(schedule: Schedule) -> list[ScheduleEntry]:
    return list(schedule.entries.in_order().with_places().select_related("source"))


def _missing(schedule: Schedule, entries: list[ScheduleEntry]) -> list[MissingText]:
    rows = schedule.its_kind.rows
    return [MissingText(entry, name) for entry in entries for name in _gaps(rows, entry)]


def _gaps(rows: Rows, entry: ScheduleEntry) -> Iterable[str]:
    """Names of the entry's texts that lack a language: the rule that proposals are filed under, asked once more."""
    texts = {f"{name}_{code}": getattr(entry, f"{name}_{code}") for name in TEXTS for code in PUBLISHED_LANGUAGES}
    return dict.fromkeys(name for name, _language in rows.gaps(texts))
