"""Meetings of a ministry of the demonstration that are over: one waits to be recorded, one is recorded."""

from __future__ import annotations

from datetime import time

from meetings.models import Meeting
from meetings.services.announcing import Told, announce
from meetings.services.held import Facts, record_held
from portal.accounts.models import User
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock

_SLUG = "water"


def over() -> tuple[str]:
    """Over and not recorded yet; the first of them."""
    return (_over()[0].number,)


def held() -> tuple[str]:
    """The last that is over, recorded."""
    found = Meeting.objects.public().filter(body__slug=_SLUG, state="held").first()
    if found is None:
        found, today = _over()[-1], clock.today()
        assert found.on is not None
        facts = Facts(found.on, time(11), time(12, 30), found.official, 120, "Су туралы", "О воде")
        record_held(meeting=found, facts=facts, actor=_actor(), today=today, now=clock.now())
    return (found.number,)


def announced() -> tuple[str, int]:
    """With a line about where people were told of it."""
    meeting = Meeting.objects.get(number=over()[0])
    line = meeting.announcements.filter(withdrawn_on__isnull=True).first()
    if line is None:
        told = Told("newspaper", meeting.days[0], "«Егемен Қазақстан»", "«Казахстанская правда»")
        line = announce(meeting=meeting, told=told, actor=_actor(), today=clock.today())
    return meeting.number, line.pk


def _over() -> list[Meeting]:
    found = Meeting.objects.public().filter(body__slug=_SLUG).to_record(clock.today()).with_fixed_day()
    return list(found.select_related("official").order_by("on"))


def _actor() -> Actor:
    return actor_for(User.objects.get(email="preparer@kezdesu.example"), clock.today())
