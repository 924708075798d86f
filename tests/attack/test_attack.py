"""A sample of the attack: every address, by a reader or by one person, with some of what is odd. `slow` asks all."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.attack.addresses import filled, parts_of, routes
from tests.attack.attacking import trouble
from tests.attack.conftest import Target
from tests.attack.odd import bodies, queries

pytestmark = pytest.mark.django_db


def test_every_part_of_an_address_is_known(target: Target):
    """A new part says in `conftest` what it may be."""
    unknown = {part for route in routes() for part in parts_of(route)} - {"pk", *target.parts}
    assert unknown == set()


def test_no_address_breaks(target: Target):
    found: list[str] = []
    asked, sent = queries(), bodies()
    for number, route in enumerate(routes()):
        name = target.people[1 + number % (len(target.people) - 1)]
        own = list(filled(route, target.parts))
        address = own[number % len(own)]
        if number % 2:
            found += trouble(target, "", own[0], asked[number % len(asked)])
        else:
            found += trouble(target, name, address, asked[(number + 7) % len(asked)])
        found += trouble(target, name, address, sent=sent[number % len(sent)])
    assert found == []


def test_nonsense_fills_no_cache(target: Target):
    """What is kept under an address does not depend on what the portal does not understand in it."""
    store = cache._cache.get_client(None)  # type: ignore[attr-defined]

    def kept(nonsense: str) -> int:
        for route in routes():
            if not route.startswith("{language}/work"):
                trouble(target, "", next(filled(route, target.parts)), nonsense)
        return int(store.dbsize())

    first = kept("x=1")
    assert kept("x=2&year=x&year=2026&page=a&nothing[]=1") <= first
