"""Meetings of akims, Decree No. 826 as amended in November 2023: what differs from the first edition, and the rest.

Clauses 1 and 2.1 were read in the edition in force. The frequencies are known from news. No report of the amendment
names another change, and a newspaper of September 2025 takes the 14 days for valid; the text itself was not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from portal.law.counting.planning import Group, Span
from portal.law.decree_826_akims import first_edition, sending
from portal.law.decree_826_akims.decree import C2, UNCHANGED
from portal.law.duty import Duty, OnEvents
from portal.law.evidence import Evidence
from portal.law.stating import REGIONAL_AKIMATS, carried_over, clause, state_duty

#: Clause 1 says the same in the edition in force.
_READ = "C-1"

_CORRECTION = state_duty(
    "C-2.1c",
    C2,
    clause("2.1"),
    first_edition.CORRECTION_TITLE,
    Lines(
        "Облыстардың, республикалық маңызы бар қалалардың және астананың әкімдері күнтізбені қажет болғанда түзетеді "
        "және бұл туралы мәслихатты хабардар етеді.",
        "Акимы областей, городов республиканского значения и столицы при необходимости корректируют календарь и "
        "уведомляют об этом маслихат.",
        "Akims of regions, cities of republican significance and the capital correct the calendar when needed and "
        "notify the maslikhat.",
    ),
    to=REGIONAL_AKIMATS,
    opens=OnEvents((Event.CALENDAR_CHANGED,)),
    evidence=(Evidence.AMENDMENT, Evidence.MASLIKHAT),
    effective=C2.in_force,
    sent_to_group=Group.MASLIKHATS,
    on_portal_too=True,
    control="control_president",
    doubt=Lines(
        kk="Түзету туралы мәслихатқа хабарланатыны болжам ғана, мәтінмен расталмаған.",
        ru="Уведомление маслихата о корректировке предполагается и первоисточником не подтверждено.",
        en="That the maslikhat is notified of a correction is presumed and not confirmed by a text.",
    ),
)


def _in_force() -> Span:
    assert C2.in_force is not None
    return C2.in_force


def _amended() -> Iterator[Duty]:
    for duty in (*first_edition.DUTIES, *sending.DUTIES):
        if duty.key == _CORRECTION.key:
            yield _CORRECTION
        elif duty.key == _READ:
            yield replace(duty, act=C2, for_periods=_in_force())
        else:
            yield from carried_over((duty,), C2, _in_force(), UNCHANGED)


DUTIES = tuple(_amended())
