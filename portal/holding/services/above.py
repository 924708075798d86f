"""What a floor above makes of the questions of an account: told at the start, asked and followed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from portal.bodies.permissions import Actor
from portal.holding.models import Account, Question

#: Called with the account after every change of it, also when its results are published or taken back.
Follow = Callable[[Account, Actor, date, datetime], None]
#: Raises Conflict where a question may not be taken out, or stay untaken, because something was made of it.
Guard = Callable[[Question], None]
#: Under which numbers the questions of the account are being solved, by their keys.
Numbers = Callable[[Account], Mapping[int, str]]
_FOLLOWED: list[Follow] = []
_GUARDED: list[Guard] = []
_NUMBERED: list[Numbers] = []


def followed_by(follow: Follow, *, guard: Guard, numbers: Numbers) -> None:
    """The floor above says so when the portal starts."""
    if follow not in _FOLLOWED:
        _FOLLOWED.append(follow)
    if guard not in _GUARDED:
        _GUARDED.append(guard)
    if numbers not in _NUMBERED:
        _NUMBERED.append(numbers)


def tell_followers(account: Account, *, actor: Actor, today: date, now: datetime) -> None:
    for follow in _FOLLOWED:
        follow(account, actor, today, now)


def require_free(question: Question) -> None:
    """Raises Conflict where something was made of the question that stands on its being taken."""
    for guard in _GUARDED:
        guard(question)


def numbers_of(account: Account) -> dict[int, str]:
    return {key: number for numbers in _NUMBERED for key, number in numbers(account).items()}
