"""A country of the size of Kazakhstan, invented: 2,590 akims and 21 ministries, with their people, in a few statements.

Only numbers are like the real ones. Names say what a unit is and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.accounts.models import User
from portal.bodies.choices import BodyKind, Function, Role, TerritoryKind
from portal.bodies.models import Body, BodyFunction, Exemption, RoleGrant, Territory

LONG_AGO = date(2018, 1, 1)
MINISTRIES, EXEMPT = 21, 2
#: Units with an akim, rank by rank; the rest up to `AKIMS` are rural districts, shared out over the districts.
REGIONS, REPUBLICAN_CITIES, DISTRICTS, CITIES, CITY_DISTRICTS, TOWNS, SETTLEMENTS = 17, 3, 170, 38, 18, 48, 30
AKIMS = 2590


@dataclass
class _Numbers:
    last: int = 100_000_000

    def next(self) -> str:
        self.last += 1
        return str(self.last)


def settle(joined_on: date) -> None:
    """Everything joins on one day; each body has its people."""
    places = _places()
    bodies = [_ministry(number, joined_on) for number in range(1, MINISTRIES + 1)]
    bodies += [_akimat(place, joined_on) for place in places]
    bodies += [
        _body("government", BodyKind.GOVERNMENT, joined_on),
        _body("administration", BodyKind.ADMINISTRATION, joined_on),
    ]
    Body.objects.bulk_create(bodies, batch_size=500)
    by_slug = {body.slug: body for body in bodies}
    first = by_slug["ministry-1"]
    BodyFunction.objects.bulk_create(
        BodyFunction(function=function, body=body, starts_on=LONG_AGO)
        for function, body in (
            (Function.AUTHORISED_INFORMATION, first),
            (Function.MASS_MEDIA, first),
            (Function.SCHEDULE_APPROVAL, by_slug["government"]),
            (Function.CONTROL_PRESIDENT, by_slug["administration"]),
        )
    )
    Exemption.objects.bulk_create(
        Exemption(
            body=by_slug[f"ministry-{MINISTRIES - number}"],
            act="B",
            ground_kk="-",
            ground_ru="-",
            ground_en="-",
            starts_on=LONG_AGO,
        )
        for number in range(EXEMPT)
    )
    people(bodies)


_ROLES = {
    BodyKind.MINISTRY: (Role.PREPARER, Role.HEAD),
    BodyKind.AKIMAT: (Role.OFFICER, Role.HEAD),
    BodyKind.GOVERNMENT: (Role.APPROVER,),
    BodyKind.ADMINISTRATION: (Role.OVERSEER, Role.ADMINISTRATOR),
}


def people(bodies: Iterable[Body]) -> None:
    """Two a body, one at those that decide or look on."""
    posts = [(body, role) for body in bodies for role in _ROLES.get(BodyKind(body.kind), ())]
    users = [User(email=f"{role}.{body.slug}@example.kz", full_name=f"{role} {body.slug}") for body, role in posts]
    User.objects.bulk_create(users, batch_size=1000)
    RoleGrant.objects.bulk_create(
        (
            RoleGrant(user=user, body=body, role=role, starts_on=LONG_AGO)
            for user, (body, role) in zip(users, posts, strict=True)
        ),
        batch_size=1000,
    )


def _places() -> list[Territory]:
    """Every unit with an akim, units above first."""
    numbers = _Numbers()
    top = [_place(TerritoryKind.REGION, numbers) for _one in range(REGIONS)]
    capitals = [_place(TerritoryKind.REPUBLICAN_CITY, numbers) for _one in range(REPUBLICAN_CITIES)]
    Territory.objects.bulk_create([*top, *capitals])
    second = [_place(TerritoryKind.DISTRICT, numbers, top[each % REGIONS]) for each in range(DISTRICTS)]
    cities = [_place(TerritoryKind.CITY, numbers, top[each % REGIONS]) for each in range(CITIES)]
    parts = [
        _place(TerritoryKind.CITY_DISTRICT, numbers, capitals[each % REPUBLICAN_CITIES])
        for each in range(CITY_DISTRICTS)
    ]
    Territory.objects.bulk_create([*second, *cities, *parts])
    lowest = list(_lowest(numbers, second))
    Territory.objects.bulk_create(lowest, batch_size=500)
    return [*top, *capitals, *second, *cities, *parts, *lowest]


def _lowest(numbers: _Numbers, districts: list[Territory]) -> Iterator[Territory]:
    above = REGIONS + REPUBLICAN_CITIES + DISTRICTS + CITIES + CITY_DISTRICTS
    for each in range(AKIMS - above):
        if each < TOWNS:
            kind = TerritoryKind.TOWN
        elif each < TOWNS + SETTLEMENTS:
            kind = TerritoryKind.SETTLEMENT
        else:
            kind = TerritoryKind.RURAL_DISTRICT
        yield _place(kind, numbers, districts[each % len(districts)])


def _place(kind: str, numbers: _Numbers, parent: Territory | None = None) -> Territory:
    kato = numbers.next()
    names = {
        f"{part}_{language}": f"{kind} {kato}"
        for part in ("name", "short", "genitive")
        for language in ("kk", "ru", "en")
        if (part, language) != ("genitive", "en")
    }
    return Territory(kato=kato, kind=kind, parent=parent, starts_on=LONG_AGO, **names)


def _ministry(number: int, joined_on: date) -> Body:
    return _body(f"ministry-{number}", BodyKind.MINISTRY, joined_on)


def _akimat(place: Territory, joined_on: date) -> Body:
    body = _body(f"akimat-{place.kato}", BodyKind.AKIMAT, joined_on)
    body.territory = place
    return body


def _body(slug: str, kind: str, joined_on: date) -> Body:
    names = {
        f"{part}_{language}": slug
        for part in ("name", "plain", "short", "head_title")
        for language in ("kk", "ru", "en")
    }
    return Body(slug=slug, kind=kind, starts_on=LONG_AGO, joined_on=joined_on, **names)
