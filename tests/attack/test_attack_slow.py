"""The attack: every address by every login with everything odd, asked and sent.

Whoever is told the same by an address, with the same fields to fill in, has been let to the same place in the code:
these ask everything odd between them, each a part of it and all of them what nobody may be spared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pytest

from tests.attack.addresses import filled, routes
from tests.attack.attacking import told, trouble
from tests.attack.conftest import Target
from tests.attack.odd import QUERIES, bodies, queries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: So that several processes share the work.
SHARES = 8
Odd = TypeVar("Odd")


@pytest.mark.parametrize("share", range(SHARES))
def test_no_address_breaks(target: Target, share: int):
    found: list[str] = []
    for route in routes()[share::SHARES]:
        real, *others = filled(route, target.parts)
        told_to = {name: told(target, name, real) for name in target.people}
        for name, said in told_to.items():
            alike = [each for each in told_to if told_to[each] == said]
            found += said.trouble
            for query in [*QUERIES[:1], *_part(queries(said.fields), alike, name)]:
                found += trouble(target, name, real, query)
            for sent in _part(bodies(said.fields), alike, name):
                found += trouble(target, name, real, sent=sent)
            for address in _part(others, alike, name):
                found += trouble(target, name, address, queries()[4])
                found += trouble(target, name, address, sent=bodies()[0])
    assert found == []


def _part(odd: Sequence[Odd], alike: list[str], name: str) -> Sequence[Odd]:
    """Together, those who are told the same ask all of it."""
    return odd[alike.index(name) :: len(alike)]
