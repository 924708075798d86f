"""What is held for a person of the office, and that of an address only a hash of thirty days is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.questions.choices import Held, Purpose
from portal.questions.models import SendMark
from portal.questions.services.origin import Origin, new_stamp, note_origin, origin_of
from tests.factories.questions import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 10, 4, 0, tzinfo=UTC)
SLOW = 60


@pytest.fixture(autouse=True)
def numbers(settings) -> None:
    settings.KEZDESU_ADDRESS_HOURLY, settings.KEZDESU_NETWORK_HOURLY = 3, 5
    settings.KEZDESU_ABOUT_HOURLY, settings.KEZDESU_MAILBOX_DAILY, settings.KEZDESU_SHARED_TIMES = 8, 2, 2
    settings.KEZDESU_SHARED_NETWORKS = ["198.51.100.0/24"]


def send(address: str, *, now: datetime = NOW, about: str = "2027-000001", seconds: int | None = SLOW, **more) -> Held:
    origin = Origin(address, None, seconds)
    return note_origin(kind=Purpose.QUESTION, about=about, origin=origin, now=now, **more)


def test_one_address_and_one_network_may_send_so_much_an_hour() -> None:
    assert [send("192.0.2.7") for _ in range(4)] == [Held.NO, Held.NO, Held.NO, Held.NETWORK]
    assert [send(f"192.0.2.{place}", about="2027-000002") for place in (8, 9)] == [Held.NO, Held.NETWORK]
    assert send("192.0.3.7", about="2027-000003") == Held.NO
    assert send("192.0.2.7", now=NOW + timedelta(hours=1, seconds=1)) == Held.NO


def test_of_the_new_protocol_a_household_and_a_provider_are_counted() -> None:
    assert [send(f"2001:db8:1:2::{place}") for place in range(4)][-1] == Held.NETWORK
    assert [send(f"2001:db8:1:{place}::1", about="2027-000002") for place in (3, 4)] == [Held.NO, Held.NETWORK]
    assert send("2001:db8:2::1", about="2027-000003") == Held.NO
    assert [send(f"::ffff:203.0.113.{place}", about=f"2027-00001{place}") for place in range(6)][-1] == Held.NETWORK
    assert send("203.0.113.200", about="2027-000020") == Held.NETWORK


def test_telephones_behind_one_address_of_their_company_may_send_more() -> None:
    sent = [send("198.51.100.1", about=f"2027-{place:06d}") for place in range(7)]
    assert sent == [Held.NO] * 6 + [Held.NETWORK]


def test_much_to_one_meeting_is_looked_at_from_wherever_it_comes() -> None:
    sent = [send(f"10.0.{place}.1") for place in range(9)]
    assert sent == [Held.NO] * 8 + [Held.MEETING]
    assert send("10.1.0.1", about="2027-000002") == Held.NO


@pytest.mark.parametrize("seconds", [None, 0, 19])
def test_what_nobody_writes_so_fast_is_looked_at(seconds: int | None) -> None:
    assert send("192.0.2.7", seconds=seconds) == Held.QUICK
    assert send("192.0.2.7", seconds=20) == Held.NO


def test_nobody_fills_the_mailbox_of_somebody_else() -> None:
    for _ in range(2):
        PersonFactory(mailbox="a" * 64, sent_at=NOW - timedelta(hours=23))
    PersonFactory(mailbox="b" * 64, confirmed_at=NOW, sent_at=NOW)
    assert send("192.0.2.7", mailbox="a" * 64) == Held.MAILBOX
    assert send("192.0.2.7", mailbox="b" * 64) == Held.NO


def test_the_mark_of_a_page_says_when_it_was_opened_and_cannot_be_made() -> None:
    stamp = new_stamp(NOW)
    sent = origin_of(address="192.0.2.7", stamp=stamp, now=NOW + timedelta(seconds=25))
    assert sent.seconds == 25
    again = origin_of(address="192.0.2.7", stamp=stamp, now=NOW + timedelta(seconds=90))
    assert sent.key_of("Су", "box") == again.key_of("Су", "box") != sent.key_of("Су?", "box")
    assert origin_of(address="", stamp=new_stamp(NOW), now=NOW).key != sent.key
    for forged in ("", "x", stamp[:-1], stamp.replace(":", ";"), "[]:x", "\x00"):
        assert origin_of(address="192.0.2.7", stamp=forged, now=NOW) == Origin("192.0.2.7")
    for moment in (NOW + timedelta(days=1, seconds=1), NOW - timedelta(seconds=5)):
        assert origin_of(address="192.0.2.7", stamp=stamp, now=moment).seconds is None


def test_an_address_nobody_can_tell_is_counted_with_its_like() -> None:
    assert [send(address) for address in ("", "unknown", "x", "999.1.1.1")][-1] == Held.NETWORK


def test_kept_are_hashes_alone() -> None:
    send("192.0.2.7")
    mark = SendMark.objects.get()
    assert len(mark.address) == len(mark.network) == 64
    assert mark.address != mark.network
    assert "192" not in f"{mark.kind}{mark.about}"
