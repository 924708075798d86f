"""Changing the working calendar, and with it the last days and reminders that look at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.deadlines.choices import ChangeReason, DayKind
from portal.deadlines.models import CalendarDay, Obligation
from portal.deadlines.permissions import can_change_working_days
from portal.deadlines.queries.ladder import Ladders
from portal.deadlines.queries.ruling.effects import Changes, changes, decisions_in_force, whole_calendar
from portal.deadlines.queries.ruling.standing import Reading
from portal.deadlines.querysets import ObligationQuerySet
from portal.deadlines.services.ladder_next_look import look_again
from portal.deadlines.services.ruling import told_people
from portal.deadlines.services.ruling_effects import carry_out
from portal.deadlines.services.seeding import MOVED_REST, MOVED_WORK
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.wording import Lines
from portal.kit.addresses import is_web_address, wanted
from portal.law import registry
from portal.law.counting.calendar import WorkingCalendar
from portal.law.ladders import rung_day

#: Name of the database lock of those who change the calendar: any constant number that no other lock has.
_LOCK = 7_310_022
#: How far a reminder may go back over days off.
_REST = timedelta(days=30)
_GROUND = Lines(
    kk="Жұмыс күнтізбесі өзгертілді: {source}", ru="Рабочий календарь изменён: {source}", en="Calendar: {source}"
)


@dataclass(frozen=True)
class DayEdit:
    """One day as it is to be. `kind` PLAIN takes it out of the list; `address` is where its source can be read."""

    date: date
    kind: str
    name: Lines
    source: Lines
    address: str = ""


@dataclass(frozen=True)
class DaysPreview:
    """What a change of days would do now: last days that move, reminders that fall on another day, people told."""

    changes: Changes
    reminders: int
    told: int
    fingerprint: str


class StaleDays(Conflict):
    """What the change does is not what was shown any more: `preview` is the present."""

    code = "preview_stale"

    def __init__(self, preview: DaysPreview) -> None:
        super().__init__(_("Meanwhile something changed. Look at what the change does now, and confirm again."))
        self.preview = preview


def moved_day_off(*, works_on: date, rests_on: date, source: Lines, address: str = "") -> tuple[DayEdit, DayEdit]:
    """A day off that the Government moves: people work on `works_on` and rest on `rests_on`."""
    return (
        DayEdit(works_on, DayKind.WORKDAY, MOVED_WORK, source, address),
        DayEdit(rests_on, DayKind.DAY_OFF, MOVED_REST, source, address),
    )


def preview_days(edits: Sequence[DayEdit], *, today: date) -> DaysPreview:
    """What saving `edits` would do. Writes nothing. Raises Invalid at the field that is wrong."""
    _check(edits)
    return _preview(edits, today, lock=False)


def change_days(*, edits: Sequence[DayEdit], seen: str, actor: Actor, today: date) -> int:
    """Write the days and move what they move, exactly as the preview with the fingerprint `seen` showed it.

    Says how many last days moved. Raises NotAllowed, Invalid, StaleDays.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        can_change_working_days(actor).require()
        _check(edits)
        shown = _preview(edits, today, lock=True)
        if shown.fingerprint != seen:
            raise StaleDays(shown)
        for edit in edits:
            _write(edit, actor, today)
        source = edits[0].source
        ground = " / ".join(_GROUND.get(each).format(source=source.get(each)) for each in ("kk", "ru"))
        carry_out(shown.changes, reason=ChangeReason.CALENDAR, ground=ground, actor=actor, today=today)
        look_again(obligations=_reminded(edits).values_list("pk", flat=True), on=today)
    return len(shown.changes.moves)


def _preview(edits: Sequence[DayEdit], today: date, *, lock: bool) -> DaysPreview:
    decisions, calendar = decisions_in_force(), whole_calendar()
    edited = WorkingCalendar({**calendar.days, **{edit.date: edit.kind for edit in edits}})
    before, after = Reading(decisions, calendar, today), Reading(decisions, edited, today)
    found = changes(before, after, registry.KEYS, today, lock=lock)
    reminders = _reminders(edits, calendar, edited, today)
    people = told_people(found, today)
    said = [(edit.date, edit.kind, edit.name, edit.source, edit.address) for edit in edits]
    return DaysPreview(found, reminders, people, found.fingerprint(reminders, people, said))


def _reminded(edits: Iterable[DayEdit]) -> ObligationQuerySet:
    """Open obligations whose reminders may fall on one of these days."""
    days = [edit.date for edit in edits]
    reach = timedelta(days=Ladders.read().reach)
    return Obligation.objects.unmet().filter(due_on__gte=min(days), due_on__lte=max(days) + reach + _REST)


def _reminders(edits: Sequence[DayEdit], before: WorkingCalendar, after: WorkingCalendar, today: date) -> int:
    """How many reminders to come fall on another day. Two statements."""
    ladders = Ladders.read()
    rows = _reminded(edits).order_by().values_list("duty", "due_on").annotate(count=Count("pk"))
    found = 0
    for duty, due_on, count in rows:
        for rung in ladders.of(duty):
            was, will = rung_day(due_on, rung, before), rung_day(due_on, rung, after)
            if was != will and max(was, will) >= today:
                found += count
    return found


def _write(edit: DayEdit, actor: Actor, today: date) -> None:
    texts = {
        f"{name}_{language}": lines.get(language)
        for name, lines in (("name", edit.name), ("source", edit.source))
        for language in ("kk", "ru", "en")
    }
    CalendarDay.objects.update_or_create(
        date=edit.date,
        defaults={"kind": edit.kind, "source": edit.address, "changed_on": today, "changed_by": actor.user, **texts},
    )


def _check(edits: Sequence[DayEdit]) -> None:
    errors: dict[str, list[str]] = {}
    for edit in edits:
        if not (edit.source.kk.strip() and edit.source.ru.strip()):
            errors["source_kk"] = [_("Name the source in Kazakh and in Russian.")]
        if edit.kind != DayKind.PLAIN and not (edit.name.kk.strip() and edit.name.ru.strip()):
            errors["name_kk"] = [_("Name the day in Kazakh and in Russian.")]
        if edit.address and not is_web_address(edit.address):
            errors["address"] = [wanted()]
    if len(edits) > 1:
        errors |= _check_pair(*edits[:2])
    if errors:
        raise Invalid(_("The day is not complete."), errors=errors, code="day")


def _check_pair(works: DayEdit, rests: DayEdit) -> dict[str, list[str]]:
    calendar = whole_calendar()
    errors = {}
    if calendar.is_working(works.date):
        errors["works_on"] = [_("This is a working day already.")]
    if not calendar.is_working(rests.date):
        errors["rests_on"] = [_("This is a day off already.")]
    return errors
