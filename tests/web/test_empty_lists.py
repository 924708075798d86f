"""A list without rows says so: whoever looks, and whatever was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core.paginator import Page
from django.test import Client

from portal.bodies.choices import Role
from tests.attack.addresses import parts_of, routes
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.deadlines import seed_decisions

pytestmark = pytest.mark.django_db

#: Asked of every page: filters that nothing answers to, by the names that pages give them.
NOTHING = {"q": "ыыыы", "view": "list"}
#: What a list without rows says: a box that offers a way on, a line in its stead, or a number in words.
_SAYS = re.compile(r'class="empty"|class="muted"[^>]*>\s*\w|role="status"')


#: Where a role is held, when not at a ministry.
_AT = {
    Role.APPROVER: "government",
    Role.MASLIKHAT: "maslikhat",
    Role.OFFICER: "akimat",
    Role.OVERSEER: "administration",
    Role.ADMINISTRATOR: "government_apparatus",
}


def everybody() -> Iterator[tuple[str, Client]]:
    yield "reader", Client()
    for role in Role:
        grant = RoleGrantFactory(role=role, body=BodyFactory(**{_AT[role]: True} if role in _AT else {}))
        client = Client()
        client.force_login(grant.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        yield role, client


def test_no_list_is_empty_without_a_word():
    plain = {route.format(language="en") for route in routes() if not parts_of(route) and "{language}" in route}
    seen, silent = set(), []
    seed_decisions()
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        for who, client in everybody():
            # Each page once, by the first who may open it: one list is the same template for everybody.
            for address in sorted(plain):
                answer = client.get(f"/{address}", NOTHING)
                if answer.status_code != 200 or not answer.context:
                    continue
                plain.remove(address)
                if _lists_nothing(answer):
                    seen.add(address)
                    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
                    if not _SAYS.search(main):
                        silent.append((who, address))
    assert silent == []
    assert {"en/calendar/", "en/schedules/", "en/work/jobs/"} <= seen


def _lists_nothing(answer) -> bool:
    layers = [layer for each in answer.context for layer in getattr(each, "dicts", [each])]
    return any(isinstance(value, Page) and not value.object_list for layer in layers for value in layer.values())
