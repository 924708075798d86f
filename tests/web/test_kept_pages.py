"""What strangers type into addresses fills no cache: public pages are kept under what was understood of them."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from portal.deadlines.services import refresh_totals
from portal.kernel import clock
from tests.factories.deadlines import ObligationFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db

ON = date(2026, 12, 14)


def entries(name: str) -> int:
    client = cache._cache.get_client()
    return len(list(client.scan_iter(match=f"*{name}*")))


@time_machine.travel("2026-12-14 07:00Z", tick=False)
def test_record_is_kept_once_however_its_address_is_spelled(client: Client) -> None:
    ObligationFactory()
    refresh_totals(on=ON, now=clock.at(ON, 9))
    spelled = ("?year=2026", "?year=2026&year=2026", "?year=2026&", "?year=x1&year=2026", "?year=2026&&&")
    assert {client.get(f"/ru/deadlines/{query}").status_code for query in spelled} == {200}
    assert entries("deadlines.board") == 1
    for number in range(40):
        client.get(f"/ru/deadlines/?year={3000 + number}")
        client.get(f"/ru/deadlines/?year=2026&x={number}")
    assert entries("deadlines.board") == 1


def test_feed_is_kept_under_its_filter_alone(client: Client) -> None:
    meeting = MeetingFactory()
    for number in range(20):
        assert client.get(f"/ru/calendar.ics?x={number}").status_code == 200
    assert entries("pages:") == 1
    assert client.get(f"/ru/calendar.ics?body={meeting.body.slug}").status_code == 200
    assert entries("pages:") == 2
