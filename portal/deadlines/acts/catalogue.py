"""Every duty of every act, with all its versions: what the law says, whether the portal opens it yet or not."""

from __future__ import annotations

import re

from portal.deadlines.acts import (
    act_a,
    act_b,
    act_b_meetings,
    act_b_support,
    act_c,
    act_c1,
    act_c2,
    act_c_coverage,
    act_c_sending,
    act_d,
    act_l,
    act_p,
)
from portal.deadlines.acts.duty import Act, Duty
from portal.law.errors import UnknownDuty

ACTS: tuple[Act, ...] = (act_a.A, act_b.B0, act_b.B, act_c.C1, act_c.C2, act_d.D, act_l.L, act_p.P)

_MODULES = (
    act_a.DUTIES,
    act_b.DUTIES,
    act_b_meetings.DUTIES,
    act_b_support.DUTIES,
    act_c.DUTIES,
    act_c1.DUTIES,
    act_c_sending.DUTIES,
    act_c2.DUTIES,
    act_c_coverage.DUTIES,
    act_d.DUTIES,
    act_l.DUTIES,
    act_p.DUTIES,
)
_PARTS = re.compile(r"\d+|\D+")


def _place(duty: Duty) -> tuple[int, list[tuple[int, str]], int]:
    """Act by act, then by clause as people count them, then from the oldest edition."""
    regimes = list(dict.fromkeys(act.regime for act in ACTS))
    parts = [(int(part), "") if part.isdigit() else (-1, part) for part in _PARTS.findall(duty.key)]
    return regimes.index(duty.act.regime), parts, ACTS.index(duty.act)


DUTIES: tuple[Duty, ...] = tuple(sorted((duty for module in _MODULES for duty in module), key=_place))
#: Keys in the order of the acts.
KEYS: tuple[str, ...] = tuple(dict.fromkeys(duty.key for duty in DUTIES))


def versions(key: str) -> tuple[Duty, ...]:
    """Every version of the duty, oldest first. Raises UnknownDuty."""
    found = tuple(duty for duty in DUTIES if duty.key == key)
    if not found:
        raise UnknownDuty(key)
    return found


def of_act(act: str) -> tuple[Duty, ...]:
    """The duties of one act or edition, by its key."""
    return tuple(duty for duty in DUTIES if duty.act.key == act)
