"""The attack: every address by every login with everything odd, asked and sent."""

from __future__ import annotations

import pytest

from tests.attack.addresses import filled, routes
from tests.attack.attacking import fields, trouble
from tests.attack.conftest import Target
from tests.attack.odd import bodies, queries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: So that several processes share the work.
SHARES = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_no_address_breaks(target: Target, share: int):
    found: list[str] = []
    for route in routes()[share::SHARES]:
        real, *others = filled(route, target.parts)
        for name in target.people:
            status, names = fields(target, name, real)
            opened = status not in (302, 403, 404)
            # Who is refused before anything is read is asked once of each kind.
            for query in queries(names) if opened else queries()[:1]:
                found += trouble(target, name, real, query)
            for sent in bodies(names) if status != 302 else bodies()[:3]:
                found += trouble(target, name, real, sent=sent)
            for address in others:
                found += trouble(target, name, address, queries()[4])
                found += trouble(target, name, address, sent=bodies()[0])
    assert found == []
