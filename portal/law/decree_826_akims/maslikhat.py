"""How the maslikhat is heard about a calendar: by the edition that holds for its year; how long it may think."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.kernel.wording import Lines
from portal.law.decree_826_akims.decree import C1, C2
from portal.law.errors import NoRule


class Manner(StrEnum):
    AGREEMENT = "agreement"  # the calendar is approved once the maslikhat agrees
    NOTICE = "notice"  # the maslikhat is told; its remarks bind nobody


#: By the edition of clause 2.1.
_MANNERS = {C1.key: Manner.AGREEMENT, C2.key: Manner.NOTICE}


def manner(edition: str, *, duty: str, period_key: str) -> Manner:
    """What the edition of the decree asks of the region. Raises NoRule for an act that does not speak of calendars."""
    try:
        return _MANNERS[edition]
    except KeyError:
        raise NoRule(duty, period_key) from None


@dataclass(frozen=True)
class Silence:
    """After how many calendar days silence counts as agreement, for calendars sent from `applies_from` on."""

    days: int
    applies_from: date
    wording: Lines
    ground: Lines

    def answer_due_on(self, sent_on: date) -> date:
        """Last day, inclusive, on which the maslikhat may answer. Counting starts the day after sending."""
        return sent_on + timedelta(days=self.days)


#: No text sets a term. The owner's rule, published where the calendar is sent, answered and read; the latest counts.
SILENCES = (
    Silence(
        days=10,
        applies_from=date(2022, 3, 7),
        wording=Lines(
            kk="Мәслихат күнтізбе жіберілген күннен кейінгі 10 күнтізбелік күн ішінде жауап бермесе, күнтізбе "
            "келісілген деп саналады.",
            ru="Если маслихат не ответил в течение 10 календарных дней после дня направления, календарь считается "
            "согласованным.",
            en="If the maslikhat does not answer within 10 calendar days after the day of sending, the calendar counts "
            "as agreed.",
        ),
        ground=Lines(
            kk="Портал иесінің шешімі: актіде мерзім белгіленбеген.",
            ru="Решение владельца портала: в акте срок не установлен.",
            en="A decision of the portal's owner: the act sets no term.",
        ),
    ),
)


def silence(on: date) -> Silence:
    """The rule for what is sent on that day. Raises NoRule before there was one."""
    found = [rule for rule in SILENCES if rule.applies_from <= on]
    if not found:
        raise NoRule("C-2.1", on.isoformat())
    return max(found, key=lambda rule: rule.applies_from)
