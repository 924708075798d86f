"""The catalogue of duties for readers: every act with its duties, and what of it stands on a day."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from portal.deadlines.queries.law import orders
from portal.deadlines.queries.why.happening import due_words, who_owes
from portal.deadlines.queries.why.panels import doubt_of
from portal.deadlines.queries.words import in_words
from portal.law import catalogue
from portal.law.counting.due import DueRule
from portal.law.counting.events import EventRule
from portal.law.duty import Duty
from portal.law.errors import NoRule, TwoRules
from portal.law.listing import Standing, duty_on


@dataclass(frozen=True)
class DutyLine:
    """One duty of one edition. `next_on` is its next last day, not before the day asked about."""

    key: str
    title: str
    clause: str
    wording: str
    who: str
    when: str
    doubt: str
    is_standing: bool
    is_by_decision: bool
    next_on: date | None


@dataclass(frozen=True)
class ActGroup:
    key: str
    title: str
    note: str
    duties: list[DutyLine]


def law_list(on: date, *, whole: bool) -> list[ActGroup]:
    """Acts with what of them stands on `on`, or with everything they ever said. One statement. Raises LawNotSeeded.

    Of what decisions say two things nothing stands.
    """
    known, standing = orders(), {}
    for key in catalogue.KEYS:
        with suppress(NoRule, TwoRules):
            standing[key] = duty_on(key, on, known)
    groups = []
    for act in catalogue.ACTS:
        lines = [_line(version, on, standing.get(version.key)) for version in catalogue.of_act(act.key)]
        shown = lines if whole else [line for line in lines if line.is_standing]
        if shown:
            groups.append(ActGroup(act.key, in_words(act.title), in_words(act.note), shown))
    return groups


def _line(version: Duty, on: date, standing: Standing | None) -> DutyLine:
    stands = standing is not None and standing.duty is version
    rule: DueRule | EventRule | None = version.due
    if stands and standing is not None:
        rule = standing.rule.due if standing.rule is not None else standing.counting
    return DutyLine(
        key=version.key,
        title=in_words(version.title),
        clause=in_words(version.clause),
        wording=in_words(version.wording),
        who=who_owes(version.addressee),
        when=due_words(version, rule, on.year),
        doubt=doubt_of(version),
        is_standing=stands,
        is_by_decision=stands and standing is not None and not standing.is_by_act,
        next_on=standing.due_on if stands and standing is not None else None,
    )
