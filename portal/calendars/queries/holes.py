"""From a hole in a working copy to a day on which it could be filled. Nothing is written."""

from __future__ import annotations

from datetime import date, timedelta

from portal.calendars.queries.coverage import Coverage
from portal.calendars.queries.proposing import haves, known_law, rows_of_calendar
from portal.calendars.queries.wants import wants
from portal.calendars.rules.proposing import Wish, proposed
from portal.law.coverage import first_day, lead_days
from schedules.models import Proposal

#: Codes of the akim and of the unit, and the period.
Hole = tuple[str, str, str]


def proposed_days(found: Coverage, proposal: Proposal, *, today: date) -> dict[Hole, date]:
    """The day the portal would propose for each hole of the akims shown, as if it filled them now.

    What stands in the working copy stays and counts, whoever wrote it. Three statements. Raises LawNotSeeded, TwoRules.
    """
    known = known_law()
    not_before = max(first_day(found.year, known.orders, known.calendar), today + timedelta(days=lead_days() + 1))
    akims = {one.akim.place.kato for one in found.shown}
    asked = wants(found.land, (line.norm for one in found.shown for line in one.lines))
    there = [have for have in haves(rows_of_calendar(proposal), {}) if have.akim in akims]
    given = proposed(asked, there, known.calendar, Wish(not_before=not_before)).given
    return {(each.want.akim, each.want.unit, each.want.period.key): each.day for each in given}
