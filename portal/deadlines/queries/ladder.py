"""The ladders of reminders: as the duties have them, as administrators set them, and who gets copies of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.models import CopyChoice, Ladder, Obligation
from portal.deadlines.queries.ladder_people import CONCERNED, Capacity
from portal.deadlines.queries.words import in_words
from portal.deadlines.queries.working_days import working_calendar
from portal.kit import formats
from portal.law import registry
from portal.law.duty import ByPeriod, Duty, OnEvents
from portal.law.ladders import TO_OVERSEERS, TO_SUPERIOR, reach, rung_day


@cache
def own_ladder(duty: str) -> tuple[int, ...]:
    """The rungs the duty has by itself. Raises UnknownDuty."""
    return registry.duty(duty).ladder


@dataclass(frozen=True)
class Ladders:
    """Rungs by duty: those set by hand, else the duty's own."""

    by_hand: Mapping[str, tuple[int, ...]]

    @classmethod
    def read(cls) -> Ladders:
        """One statement."""
        return cls({duty: tuple(rungs) for duty, rungs in Ladder.objects.values_list("duty", "rungs")})

    def of(self, duty: str) -> tuple[int, ...]:
        """From the farthest before the day to the last after it. Raises UnknownDuty."""
        by_hand = self.by_hand.get(duty)
        return own_ladder(duty) if by_hand is None else by_hand

    @property
    def reach(self) -> int:
        """How many days before the last day the longest ladder begins."""
        return max((reach(self.of(key)) for key in registry.KEYS), default=0)


# -- the page of administrators ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class LadderRow:
    """A duty with its reminders in words. `changed_on` is empty while they are the duty's own."""

    duty: str
    title: str
    before: str
    after: str
    changed_on: date | None


@dataclass(frozen=True)
class LadderGroup:
    """Duties of one act."""

    act: str
    rows: tuple[LadderRow, ...]


@dataclass(frozen=True)
class RungRow:
    """One reminder of the preview. `nominal` is the day it was counted to, when that is a day off."""

    words: str
    day: date
    nominal: date | None
    receivers: str


def ladder_groups() -> list[LadderGroup]:
    """Duties that can have a last day, act by act. One statement."""
    set_by_hand = {row.duty: row for row in Ladder.objects.all()}
    groups = []
    for act, duties in groupby(reminded_duties(), key=lambda duty: duty.act.regime):
        listed = list(duties)
        rows = tuple(_row(duty, set_by_hand.get(duty.key)) for duty in listed)
        groups.append(LadderGroup(f"{act}. {in_words(listed[0].act.short)}", rows))
    return groups


def reminded_duties() -> Iterator[Duty]:
    """The latest version of each duty that can have a last day, by its act or by a decision."""
    for key in registry.KEYS:
        duty = registry.duty(key)
        if isinstance(duty.opens, ByPeriod | OnEvents):
            yield duty


def _row(duty: Duty, by_hand: Ladder | None) -> LadderRow:
    rungs = own_ladder(duty.key) if by_hand is None else by_hand.rungs
    before, after = rung_lists(rungs)
    return LadderRow(duty.key, in_words(duty.title), before, after, None if by_hand is None else by_hand.changed_on)


def rung_lists(rungs: Iterable[int]) -> tuple[str, str]:
    """Days before the last day, and days after it, as people write them: "30, 14, 0" and "1, 3"."""
    ladder = sorted(set(rungs), reverse=True)
    return ", ".join(str(rung) for rung in ladder if rung >= 0), ", ".join(str(-rung) for rung in ladder if rung < 0)


def next_due_on(duty: str, today: date) -> date:
    """The nearest last day of an open obligation, else the first day whose whole ladder lies ahead. One statement."""
    found = Obligation.objects.for_duty(duty).unmet().filter(due_on__gte=today).order_by("due_on").first()
    if found is not None and found.due_on is not None:
        return found.due_on
    return today + timedelta(days=reach(own_ladder(duty)))


def open_count(duty: str) -> int:
    """How many obligations a change of the ladder concerns. One statement."""
    return Obligation.objects.for_duty(duty).unmet().filter(due_on__isnull=False).count()


def rung_rows(rungs: Iterable[int], due_on: date) -> list[RungRow]:
    """What a ladder means for one last day: each reminder with its day and whom it tells. One statement."""
    ladder = sorted(set(rungs), reverse=True)
    calendar = working_calendar(due_on - timedelta(days=reach(ladder)), due_on)
    rows = []
    for rung in ladder:
        day, nominal = rung_day(due_on, rung, calendar), due_on - timedelta(days=rung)
        rows.append(RungRow(_rung_words(rung), day, nominal if nominal != day else None, _receivers(rung)))
    return rows


def _rung_words(rung: int) -> str:
    number = {"days": formats.number(abs(rung))}
    if rung > 0:
        return ngettext("%(days)s day before", "%(days)s days before", rung) % number
    if rung == 0:
        return _("On the last day")
    return ngettext("%(days)s day after", "%(days)s days after", -rung) % number


def _receivers(rung: int) -> str:
    if rung > TO_SUPERIOR:
        return _("People of the body, its head among them")
    if rung > TO_OVERSEERS:
        return _("The akimat above, or the authorised body")
    return _("Those who oversee")


# -- the page of everybody --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Copies:
    """What a person is told: own bodies, in what capacities copies come, and about which duties."""

    own: tuple[Body, ...]
    capacities: tuple[str, ...]
    given_up: frozenset[str]


def copies_of(actor: Actor) -> Copies:
    """Two statements, three for somebody of an akimat."""
    bodies = Body.objects.filter(pk__in=actor.bodies()).order_by("slug")
    own = tuple(body for body in bodies if actor.has_any(CONCERNED.get(body.kind, ()), body))
    given_up = frozenset(CopyChoice.objects.filter(user=actor.user).values_list("duty", flat=True))
    return Copies(own, tuple(_capacities(actor, own)), given_up)


def _capacities(actor: Actor, own: Iterable[Body]) -> Iterator[str]:
    words = {
        Capacity.SUPERIOR: _("Your akimat is a higher one: you are told when an akimat below it is three days late."),
        Capacity.AUTHORISED: _("Your body is the authorised one: you learn when a ministry or a region is late."),
        Capacity.OVERSEER: _("You are an overseer: you are told when any body is a week late."),
    }
    akimats = [body for body in own if body.kind == BodyKind.AKIMAT]
    if akimats and Body.objects.akimats().filter(territory__parent__bodies__in=akimats).exists():
        yield words[Capacity.SUPERIOR]
    if actor.holds(Function.AUTHORISED_INFORMATION, Role.PREPARER, Role.HEAD):
        yield words[Capacity.AUTHORISED]
    if actor.is_overseer:
        yield words[Capacity.OVERSEER]


def copy_duties() -> list[tuple[str, list[tuple[str, str]]]]:
    """Duties of which copies are sent, act by act, as a form offers them."""
    return [
        (f"{regime}. {in_words(listed[0].act.short)}", [(duty.key, in_words(duty.title)) for duty in listed])
        for regime, listed in (
            (regime, list(duties)) for regime, duties in groupby(reminded_duties(), key=lambda duty: duty.act.regime)
        )
    ]
