"""The portal fills a calendar by the norms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.models import Official, Territory
from portal.bodies.permissions import Actor
from portal.bodies.rules import codes
from portal.bodies.services import make_localities
from portal.calendars.models import ProposedDay
from portal.calendars.queries.proposing import haves, rows_of_calendar
from portal.calendars.queries.units import ground, units_on
from portal.calendars.queries.wants import wants
from portal.calendars.rules.proposing import Days, Given, Wish, proposed
from portal.calendars.rules.units import UnitNorm
from portal.deadlines.queries.law import law
from portal.jobs.models import Job
from portal.jobs.services import start
from portal.jobs.work import Progress
from portal.kit.translated import written_in_all
from portal.law.coverage import first_day, lead_days
from schedules.choices import BulkVerb
from schedules.models import Proposal, ProposalRow
from schedules.permissions import can_edit_proposal
from schedules.services.bulk import change_many
from schedules.services.rows import RowChange
from schedules.services.rows_data import RowData, data_of
from schedules.services.steps import writable

#: The kind of the job.
JOB = "calendars.propose"
_STEPS = 3


@dataclass(frozen=True)
class Filled:
    """What a run did. `without_day`: meetings of the norms for which there was no day."""

    added: int
    moved: int
    removed: int
    without_day: int


def start_proposing(*, proposal: Proposal, days: str, begins: time | None, actor: Actor) -> Job:
    """Ask for a proposed calendar; a worker makes it. Raises NotAllowed."""
    can_edit_proposal(actor, proposal).require()
    return start(
        kind=JOB,
        args={"proposal": proposal.pk, "days": days, "begins": begins.isoformat() if begins else ""},
        user=actor.user,
        title=written_in_all(lambda: _("Proposing meetings for %(year)s") % {"year": proposal.period_key}),
        then=proposal.get_absolute_url(),
    )


@transaction.atomic
def propose(
    *,
    proposal: Proposal,
    actor: Actor,
    today: date,
    days: str = Days.WORKING,
    begins: time | None = None,
    progress: Progress | None = None,
) -> Filled:
    """Fill the calendar of a region by the norms of its year; one act that can be taken back.

    What people wrote stays and counts. A rerun keeps the days it gave, moves those that cannot stay, adds what is
    wanting and takes out what no norm asks for any more. Raises NotAllowed, IllegalTransition, Conflict, LawNotSeeded,
    TwoRules.
    """
    tell = (progress or Progress()).step
    proposal = writable(proposal, actor)
    region = proposal.body.territory
    assert region is not None
    tell(0, _STEPS)
    make_localities({codes.region(region.kato)}, on=today)
    asked = ground(region, proposal.period.start.year, on=max(today, proposal.period.start))
    norms = [each for each in units_on(asked) if each.akim.official is not None]
    known = law(with_calendar=True)
    announced = today + timedelta(days=lead_days() + 1)
    wish = Wish(Days(days), max(first_day(proposal.period.start.year, known.orders, known.calendar), announced))
    rows = {row.pk: row for row in rows_of_calendar(proposal)}
    ours = dict(ProposedDay.objects.filter(row__in=rows).values_list("row_id", "row_version"))
    found = proposed(wants(asked, norms), haves(rows.values(), ours), known.calendar, wish)
    tell(1, _STEPS)
    moved = [each for each in found.given if each.instead_of is not None]
    new = [each for each in found.given if each.instead_of is None]
    changes = [
        *(_moved(rows[each.instead_of or 0], each.day) for each in moved),
        *(RowChange(None, key, rows[key].version) for key in found.dropped),
        *(RowChange(data) for data in _data(new, norms, begins)),
    ]
    outcome = change_many(proposal=proposal, verb=BulkVerb.PROPOSE, changes=changes, actor=actor, today=today)
    tell(2, _STEPS)
    by_row = {row.pk: row for row in outcome.changed}
    _keep([(by_row[each.instead_of or 0], each) for each in moved], norms)
    _keep(zip(outcome.added, new, strict=True), norms)
    tell(_STEPS, _STEPS)
    return Filled(len(new), len(moved), outcome.removed, len(found.without_day))


def _moved(row: ProposalRow, day: date) -> RowChange:
    return RowChange(replace(data_of(row), day=day, more_days=()), row.pk, row.version)


def _data(given: Iterable[Given], norms: Iterable[UnitNorm], begins: time | None) -> Iterator[RowData]:
    """The rows, with nothing more said than is known: who, where, when."""
    akims = {each.akim.place.kato: each.akim.official for each in norms}
    places = {each.unit.kato: each.unit.id for each in norms}
    heads = Official.objects.select_related("body").in_bulk(set(filter(None, akims.values())))
    units = Territory.objects.select_related("parent__parent__parent").in_bulk(set(filter(None, places.values())))
    subject = written_in_all(lambda: _("Meeting with the population"))
    for each in given:
        yield RowData(
            official=heads[akims[each.want.akim] or 0],
            territory=units[places[each.want.unit] or 0],
            day=each.day,
            start_time=begins,
            subject_kk=subject.kk,
            subject_ru=subject.ru,
        )


def _keep(given: Iterable[tuple[ProposalRow, Given]], norms: Iterable[UnitNorm]) -> None:
    """Why the rows have their days."""
    editions = {each.norm: each.edition for each in norms}
    days = [
        ProposedDay(
            row=row,
            row_version=row.version,
            norm=each.want.norm,
            edition=editions[each.want.norm],
            period_key=each.want.period.key,
            why=each.why,
            place=each.place,
            out_of=each.out_of,
            aimed=each.aimed,
        )
        for row, each in given
    ]
    ProposedDay.objects.filter(row__in=[day.row_id for day in days]).delete()
    ProposedDay.objects.bulk_create(days, batch_size=500)
