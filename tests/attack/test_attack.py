"""A sample of the attack: every address, by a reader or by one person, with some of what is odd. `slow` asks all."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from tests.attack.addresses import filled, parts_of, routes
from tests.attack.attacking import answered, told, trouble
from tests.attack.conftest import ITS_OWN, SECRET, Target
from tests.attack.odd import PLAIN, REFUSED, VALUES, bodies, form_of, parts_of_form, queries

pytestmark = pytest.mark.django_db

BEHIND_THE_SIGN_IN = ("work/", "desk/")
#: Another ministry, and those to whom most is shown.
OTHERS = ("neighbour", "overseer")


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


def test_a_form_in_parts_says_the_same(rf: RequestFactory):
    """So that most of what is odd is sent as one kind of form alone."""
    for value in set(VALUES) - set(REFUSED):
        plain, parts = form_of(["q", "body"], value), parts_of_form(["q", "body"], value)
        read = [rf.generic("POST", "/", sent.content, sent.content_type).POST for sent in (plain, parts)]
        assert read[0] == read[1] != {}, value


def test_everybody_asks_under_the_own_name(target: Target):
    """Also after an answer that ended the session, and after what was undone."""
    for name in target.people:
        trouble(target, name, "/ru/accounts/logout/", sent=PLAIN)
    assert {name: told(target, name, "/ru/desk/").page for name in target.people} == {
        name: 200 if name else 302 for name in target.people
    }


@pytest.mark.slow
def test_a_draft_is_on_no_page_of_the_workspace_but_its_ministrys(target: Target):
    """Rows of drafts, unsent edits, plans, imports: at every address behind the sign-in; `slow` asks by everybody."""
    leaks, read = [], set()
    for route in routes():
        if route.removeprefix("{language}/").startswith(BEHIND_THE_SIGN_IN):
            address = next(filled(route, target.parts))
            leaks += [each for name in OTHERS for each in trouble(target, name, address)]
            read |= {route for name in ITS_OWN[:1] if SECRET in answered(target, name, address).text}
    assert leaks == []
    # The walk really reaches the pages on which they are shown.
    assert len(read) > 5, read


def test_nonsense_fills_no_cache(target: Target):
    """What is kept under an address does not depend on what the portal does not understand in it."""
    store = cache._cache.get_client(None)  # type: ignore[attr-defined]

    def kept(nonsense: str) -> int:
        for route in routes():
            if not route.startswith("{language}/work"):
                trouble(target, "", next(filled(route, target.parts)), nonsense)
        return int(store.dbsize())

    first = kept("x=1")
    assert kept("x=2&year=x&year=99&page=a&nothing[]=1") <= first
