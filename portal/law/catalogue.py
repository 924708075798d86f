"""Every duty of every act, with all its versions: what the law says, whether the portal opens it yet or not."""

from __future__ import annotations

import re

from portal.law import (
    access_to_information,
    decree_190_before_2020,
    decree_190_reports,
    reception_rules,
    resolution_12_ministers,
)
from portal.law.decree_826_akims import amended, calendar, coverage, first_edition, progress, sending
from portal.law.decree_826_akims.decree import C1, C2
from portal.law.decree_863_ministers import meetings, schedule, support
from portal.law.decree_863_ministers.decree import B0, B
from portal.law.duty import Act, Duty
from portal.law.errors import UnknownDuty

ACTS: tuple[Act, ...] = (
    decree_190_before_2020.A16,
    decree_190_before_2020.A18,
    decree_190_reports.A,
    B0,
    B,
    C1,
    C2,
    resolution_12_ministers.D,
    access_to_information.L,
    reception_rules.P0,
    reception_rules.P,
)

_MODULES = (
    decree_190_before_2020.DUTIES,
    decree_190_reports.DUTIES,
    schedule.DUTIES,
    meetings.DUTIES,
    support.DUTIES,
    calendar.DUTIES,
    progress.DUTIES,
    first_edition.DUTIES,
    sending.DUTIES,
    amended.DUTIES,
    coverage.DUTIES,
    resolution_12_ministers.DUTIES,
    access_to_information.DUTIES,
    reception_rules.DUTIES,
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
