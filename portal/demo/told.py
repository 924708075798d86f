"""What is told of each held meeting of the demonstration, and when: plain values, the same whenever they are asked."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.choices import Attendee
from portal.demo.content.asked import TOPICS_OF, TOPICS_OF_AKIMS, Asking, askings
from portal.holding.choices import Obtained

#: Of a hundred meetings so many have published results: of ministries, of offices one can sign in to, of others.
_MINISTRY, _SIGNED_IN, _OFFICE = 60, 45, 6
#: Results come so many days after the meeting; of some that are late, later.
_DAYS, _LATE_DAYS, _LATE = (3, 9), (14, 30), 8
#: Of a hundred published accounts so many were corrected, so many closed.
_CORRECTED, _CLOSED = 12, 8
_CORRECTED_AFTER, _CLOSED_AFTER = timedelta(days=4), timedelta(days=2)
#: Per cent of the time that was talk, and in one of so many meetings more than its share; minutes left for greetings.
_TALK, _TALKED, _OVER, _REST = (14, 24), 32, 12, 5
_ASKED = (2, 5)
_GUESTS = (Attendee.EXECUTIVES, Attendee.POLICE, Attendee.COUNCIL, Attendee.ELDERS, Attendee.MEDIA)
_INVITED = (Attendee.DEPUTIES, Attendee.PARTIES, Attendee.NGO)
_AKIMS = {
    "region": (Attendee.AKIM_REGION,),
    "district": (Attendee.AKIM_DISTRICT,),
    "city": (Attendee.AKIM_DISTRICT,),
}


@dataclass(frozen=True)
class Meant:
    """Which meeting: whose, where (code and kind of the place), on which day, how many minutes, recorded when."""

    slug: str
    kato: str
    kind: str
    on: date
    lasted: int
    recorded_on: date
    is_ministry: bool
    is_signed_in: bool


@dataclass(frozen=True)
class Told:
    """What is told. `published_on` is empty where results are never published; the days after it where they apply."""

    talk_minutes: int
    questions_minutes: int
    obtained: Obtained
    attendees: tuple[Attendee, ...]
    asked: tuple[Asking, ...]
    published_on: date | None
    corrected_on: date | None
    closed_on: date | None


def told(meant: Meant) -> Told:
    chance = random.Random(f"{meant.slug} {meant.kato} {meant.on.isoformat()} told")  # noqa: S311 - a demonstration
    share = _TALKED if chance.randrange(_OVER) == 0 else chance.randint(*_TALK)
    talk = max(1, (meant.lasted - _REST) * share // 100)
    published_on = _published_on(chance, meant)
    is_corrected, is_closed = (chance.randrange(100) < share for share in (_CORRECTED, _CLOSED))
    return Told(
        talk_minutes=talk,
        questions_minutes=meant.lasted - _REST - talk,
        obtained=chance.choice(list(Obtained)),
        attendees=_attendees(chance, meant),
        asked=_asked(chance, meant),
        published_on=published_on,
        corrected_on=published_on + _CORRECTED_AFTER if published_on and is_corrected else None,
        closed_on=published_on + _CLOSED_AFTER if published_on and is_closed and not is_corrected else None,
    )


def _published_on(chance: random.Random, meant: Meant) -> date | None:
    of_hundred = _MINISTRY if meant.is_ministry else _SIGNED_IN if meant.is_signed_in else _OFFICE
    luck, late = chance.randrange(100), chance.randrange(100)
    days = timedelta(days=chance.randint(*(_LATE_DAYS if late < _LATE else _DAYS)))
    return max(meant.on + days, meant.recorded_on) if luck < of_hundred else None


def _attendees(chance: random.Random, meant: Meant) -> tuple[Attendee, ...]:
    akims = _AKIMS.get(meant.kind, (Attendee.AKIM_LOCAL,)) if meant.is_ministry else ()
    guests = chance.sample(_GUESTS, chance.randint(2, len(_GUESTS)))
    invited = _INVITED if chance.randrange(3) else chance.sample(_INVITED, 1)
    came = {*akims, *guests, *invited}
    return tuple(role for role in Attendee if role in came)


def _asked(chance: random.Random, meant: Meant) -> tuple[Asking, ...]:
    """Mostly about what the body is known to answer for."""
    topics = TOPICS_OF.get(meant.slug, TOPICS_OF_AKIMS)
    own = [each for each in askings() if each.topic in topics]
    others = [each for each in askings() if each.topic not in topics]
    count = chance.randint(*_ASKED)
    first = chance.sample(own, min(len(own), max(1, count * 2 // 3)))
    return (*first, *chance.sample(others, count - len(first)))
