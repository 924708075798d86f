"""People of the demonstration: one login for each role, and those who did the work before. All invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.bodies.choices import Role

#: Published in the open: the demonstration is never installed where it matters.
PASSWORD = "kezdesu-demo-2022"  # noqa: S105
DOMAIN = "kezdesu.example"
#: Of residents: who has a mailbox where an office has one has no voice on what that office claims.
HOST = "turgyn.example"


@dataclass(frozen=True)
class Person:
    """Somebody who holds `role` at the body `slug`. Only those with a login can sign in."""

    email: str
    name: str
    role: Role
    slug: str
    has_login: bool = False


def _login(mailbox: str, name: str, role: Role, slug: str) -> Person:
    return Person(f"{mailbox}@{DOMAIN}", name, role, slug, has_login=True)


#: The login of each role, in the order a meeting travels.
LOGINS = (
    _login("preparer", "Айгерім Сәрсенова", Role.PREPARER, "water"),
    _login("head", "Нұрлан Әбдірахманов", Role.HEAD, "water"),
    _login("authorised", "Динара Қасымова", Role.PREPARER, "culture"),
    _login("authorised.head", "Ерлан Тұрсынов", Role.HEAD, "culture"),
    _login("approver", "Марат Жүнісов", Role.APPROVER, "government"),
    _login("officer", "Гүлнар Оспанова", Role.OFFICER, "akimat-430000000"),
    _login("akimat.head", "Серік Қалиев", Role.HEAD, "akimat-430000000"),
    _login("district.officer", "Жанна Тілеубаева", Role.OFFICER, "akimat-434800000"),
    _login("rural.officer", "Қанат Ізтілеуов", Role.OFFICER, "akimat-434835000"),
    # Where nothing is planned yet for the next year.
    _login("ulytau.officer", "Айнұр Бекмұратова", Role.OFFICER, "akimat-620000000"),
    _login("ulytau.head", "Дәурен Сәтжанов", Role.HEAD, "akimat-620000000"),
    _login("maslikhat", "Бауыржан Сейітов", Role.MASLIKHAT, "maslikhat-430000000"),
    _login("overseer", "Асель Ибраева", Role.OVERSEER, "administration"),
    _login("administrator", "Тимур Ахметов", Role.ADMINISTRATOR, "government-apparatus"),
)

#: Bodies for which somebody can sign in.
SIGNED_IN = frozenset(person.slug for person in LOGINS)


def is_invented(email: str) -> bool:
    """Somebody of the demonstration, not a person who was invited to it."""
    return email.endswith(f"@{DOMAIN}")


#: Companies for which somebody of the demonstration writes: of roads, of railways.
COMPANIES = ("kazavtozhol", "temir-zholy")

_FIRST_NAMES = (
    "Алия", "Арман", "Әсем", "Бекзат", "Ботагөз", "Данияр", "Жанар", "Қайрат", "Ләззат", "Мәди", "Назгүл", "Олжас",
    "Перизат", "Руслан", "Сәуле", "Талғат", "Ұлжан", "Шынар", "Ілияс",
)  # fmt: skip
_FAMILY_NAMES = (
    "Бекенов", "Дүйсенов", "Есенов", "Жақсылықов", "Исмаилов", "Кенжебаев", "Қуанышев", "Мұратов", "Нұрғалиев",
    "Омаров", "Рахымов", "Садықов", "Төлегенов", "Шәріпов",
)  # fmt: skip
_WOMEN = frozenset({"Алия", "Әсем", "Ботагөз", "Жанар", "Ләззат", "Назгүл", "Перизат", "Сәуле", "Ұлжан", "Шынар"})


def _name(number: int) -> str:
    first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    family = _FAMILY_NAMES[number % len(_FAMILY_NAMES)]
    return f"{first} {family}{'а' if first in _WOMEN else ''}"


def everybody(ministries: Iterable[str], akimats: Iterable[str]) -> tuple[Person, ...]:
    """The logins, then a preparer and a head at every other central body, an officer and a head at other akimats."""
    wanted = [
        *((Role.PREPARER, slug) for slug in ministries),
        *((Role.HEAD, slug) for slug in ministries),
        *((Role.OFFICER, slug) for slug in akimats),
        *((Role.HEAD, slug) for slug in akimats),
    ]
    taken = {(person.role, person.slug) for person in LOGINS}
    others = (
        Person(f"{role}.{slug}@{DOMAIN}", _name(number), role, slug)
        for number, (role, slug) in enumerate(wanted)
        if (role, slug) not in taken
    )
    return (*LOGINS, *others)


def officers(offices: Iterable[str]) -> tuple[Person, ...]:
    """An officer at each of the offices of akims below a region, but where somebody can sign in."""
    taken = {person.slug for person in LOGINS}
    return tuple(
        Person(f"{Role.OFFICER}.{slug}@{DOMAIN}", _name(number), Role.OFFICER, slug)
        for number, slug in enumerate(offices)
        if slug not in taken
    )
