"""Meetings of akims, Decree No. 826 as amended in November 2023: what differs from the first edition, and the rest.

Only clause 2.1 and the frequencies are known to have changed. That the amendment left the other clauses as they were is
not confirmed by a primary text.
"""

from __future__ import annotations

from portal.deadlines.acts import act_c1, act_c_sending
from portal.deadlines.acts.act_c import C2, UNCHANGED
from portal.deadlines.acts.duty import OnEvents
from portal.deadlines.acts.evidence import Evidence
from portal.deadlines.acts.stating import REGIONAL_AKIMATS, carried_over, clause, state_duty
from portal.deadlines.rules.events import Event
from portal.deadlines.rules.planning import Group, Span
from portal.kernel.wording import Lines

_CORRECTION = state_duty(
    "C-2.1c",
    C2,
    clause("2.1"),
    act_c1.CORRECTION_TITLE,
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


DUTIES = tuple(
    _CORRECTION if duty.key == _CORRECTION.key else duty
    for duty in carried_over((*act_c1.DUTIES, *act_c_sending.DUTIES), C2, _in_force(), UNCHANGED)
)
