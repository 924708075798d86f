"""Sentences over meetings. `public()` is the only door to what anybody outside may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Func, Q, Value

from meetings.choices import AWAITED, FOUND_BY_STATE, HAPPENED, OF_HEADS, OFF
from meetings.querysets.recorded import recorded_bodies
from meetings.querysets.searching import with_words, with_words_alike
from portal.bodies.choices import Function, Role
from portal.bodies.models import Body, Territory
from portal.deadlines.querysets import sees_all
from portal.kernel import clock
from portal.kernel.periods import Period
from schedules.kinds import KINDS
from schedules.models import Schedule
from schedules.querysets import PLANNING_ROLES

if TYPE_CHECKING:
    from meetings.models import Meeting
    from portal.bodies.permissions import Actor

_ISO_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class _Mark(Func):
    """The row as the database has it, which no other version of any row was or will be, and all names."""

    template = (
        "concat_ws(' ', %(expressions)s, (SELECT sum(weight) FROM kit_content_change WHERE topic = 'names'), "
        "meetings_meeting.xmin, meetings_meeting.ctid)"
    )
    output_field = models.TextField()


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def public(self, on: date | None = None) -> MeetingQuerySet:
        """What the public may see; with `on`, what it could see by that civil day.

        Meetings of published schedules; and those of no schedule that are announced, see `services.making`.
        """
        published, announced = Schedule.objects.published(), Q(published_at__isnull=False)
        if on is not None:
            until = clock.at(on + timedelta(days=1), 0)
            published, announced = published.filter(published_at__lt=until), Q(published_at__lt=until)
        return self.filter(Q(schedule__in=published) | Q(schedule__isnull=True) & announced)

    def for_body(self, body: Body) -> MeetingQuerySet:
        return self.filter(body=body)

    def concerning(self, bodies: Iterable[int], territories: models.QuerySet[Any, Any]) -> MeetingQuerySet:
        """Held by one of the bodies, or in one of the places or inside it."""
        return self.filter(Q(body__in=bodies) | Q(region__in=territories) | Q(territory__in=territories))

    def in_territory(self, territory: Territory) -> MeetingQuerySet:
        """In the place or anywhere inside it."""
        return self.inside("region" if territory.is_first_rank else "territory", territory.pk)

    def inside(self, within: str, *place: int) -> MeetingQuerySet:
        """The same by the column that names the place and its key, for questions that are kept written."""
        if within == "territory":
            return self.filter(territory__in=Territory.objects.lying_in(place[0]).values("pk"))
        return self.filter(**{within: place[0]}) if within else self

    def in_format(self, meeting_format: str) -> MeetingQuerySet:
        return self.filter(format=meeting_format)

    def of_kind(self, kind: str) -> MeetingQuerySet:
        return self.filter(kind=kind)

    def between(self, start: date, end: date) -> MeetingQuerySet:
        """With a day from `start` on and before `end`, or promised for a time that touches these days."""
        return self.filter(span_start__lt=end, span_end__gt=start)

    def in_period(self, period: Period) -> MeetingQuerySet:
        return self.between(period.start, period.end)

    def in_month(self, month: Period) -> MeetingQuerySet:
        return self.in_period(month)

    def on_day(self, day: date) -> MeetingQuerySet:
        """On that day, be it the first day of the meeting or a further one."""
        return self.filter(Q(on=day) | Q(more_days__contains=[day]))

    def of_several_days(self) -> MeetingQuerySet:
        return self.exclude(more_days=[])

    def owing(self) -> MeetingQuerySet:
        """Of kinds of plans whose meetings acts ask something of, those of first heads; and theirs outside the plan."""
        asked = [key for key, kind in KINDS.items() if kind.duties.of_meetings]
        return self.filter(Q(schedule__kind__in=asked) | Q(schedule__isnull=True, kind__in=OF_HEADS))

    def standing(self) -> MeetingQuerySet:
        """Neither cancelled nor declared not to have taken place."""
        return self.exclude(state__in=OFF)

    def awaited(self) -> MeetingQuerySet:
        """What becomes of it nobody has said yet."""
        return self.filter(state__in=AWAITED)

    def happened(self) -> MeetingQuerySet:
        """Held, whatever was told of it since."""
        return self.filter(state__in=HAPPENED)

    def in_state(self, state: str) -> MeetingQuerySet:
        """Of a state that others follow upon also those: what was reported was held."""
        return self.filter(state__in=FOUND_BY_STATE.get(state, (state,)))

    def to_record(self, on: date) -> MeetingQuerySet:
        """Over by that day, or of a time that began, and nobody has said what became of it."""
        passed = Q(on__isnull=False, span_end__lte=on + timedelta(days=1)) | Q(on__isnull=True, span_end__lte=on)
        return self.awaited().filter(passed)

    def unrecorded(self, on: date) -> MeetingQuerySet:
        """The last day is over, and nobody has said what became of it. Everyone is told later: `is_unrecorded`."""
        return self.awaited().filter(span_end__lte=on)

    def known_to_phones(self) -> MeetingQuerySet:
        """With a day now, or with one that was announced before an amendment took it away again."""
        return self.filter(Q(on__isnull=False) | Q(moved_from__regex=_ISO_DAY))

    def worked_on_by(self, actor: Actor) -> MeetingQuerySet:
        """Meetings whose day the actor may set: those of the own bodies. Twin of `can_fix_day`."""
        return self.filter(body__in=actor.bodies(*PLANNING_ROLES))

    def recorded_by(self, actor: Actor) -> MeetingQuerySet:
        """Meetings of which the actor may say that they were held. Twin of `can_record_held`."""
        return self.filter(body__in=actor.bodies(*PLANNING_ROLES) | recorded_bodies(actor).keys())

    def announced_by(self, actor: Actor) -> MeetingQuerySet:
        """Meetings of which the actor records where people were told of them: of those that the actor records, and of
        all in the territory of an akimat at which the actor plans, which helps to tell people. Twin of `can_announce`.
        """
        of = Q(body__in=actor.bodies(*PLANNING_ROLES) | recorded_bodies(actor).keys())
        units = (
            Body.objects.akimats().in_force(actor.on).filter(pk__in=actor.bodies(*PLANNING_ROLES)).values("territory")
        )
        for steps in range(4):
            of |= Q(**{f"territory{'__parent' * steps}__in": units})
        return self.filter(of)

    def overseen_by(self, actor: Actor) -> MeetingQuerySet:
        """Meetings of whose silence the actor is told: of the own bodies; people of an akimat, of all in its territory;
        who controls everywhere, of all. Twin of `oversees_meetings`."""
        if sees_all(actor) or actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
            return self
        mine = actor.bodies(*PLANNING_ROLES)
        units = Body.objects.akimats().filter(pk__in=mine).values("territory")
        within = Q(pk__in=mine)
        for steps in range(4):
            within |= Q(**{f"territory{'__parent' * steps}__in": units})
        return self.filter(body__in=Body.objects.filter(within).order_by().values("pk"))

    def with_fixed_day(self) -> MeetingQuerySet:
        return self.filter(on__isnull=False)

    def without_fixed_day(self) -> MeetingQuerySet:
        return self.filter(on__isnull=True)

    def upcoming(self, on: date) -> MeetingQuerySet:
        """On that day or later; without a day, while the promised time is not over."""
        return self.filter(span_end__gt=on)

    def matching(self, text: str) -> MeetingQuerySet:
        """Every word occurs in the place, body, official, venue or subject, in any language: see `with_words`."""
        return with_words(self, text)

    def nearly_matching(self, text: str) -> MeetingQuerySet:
        """Every longer word is spelled nearly so somewhere in it: see `with_words_alike`."""
        return with_words_alike(self, text)

    def with_names(self) -> MeetingQuerySet:
        """Brings what a title and a row print, and leaves the words for the search box where they are."""
        return self.select_related("official", "body", "territory__parent").defer("search_text", "search_words")

    def with_mark(self, release: str) -> MeetingQuerySet:
        """`mark`: which version of the row and of the names it bears is read, and by whom, see `services.texts`."""
        return self.annotate(mark=_Mark(Value(release)))

    def in_order(self) -> MeetingQuerySet:
        """By day and time; those whose day is not set stand last, by the time promised."""
        return self.order_by(
            F("on").asc(nulls_last=True), F("start_time").asc(nulls_last=True), "span_start", "span_end", "number"
        )


MeetingManager = models.Manager.from_queryset(MeetingQuerySet)
