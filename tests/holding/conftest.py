"""The valley with a meeting that was held and has an account."""

from __future__ import annotations

from datetime import timedelta

import pytest

from meetings.models import Meeting
from meetings.services.duties import note_announced
from portal.holding.models import Account
from tests.ground import GROUND
from tests.meetings.valley import DAY, Valley, at, held, make_valley


@GROUND.fixture
def accounted_valley() -> Valley:
    return make_valley()


@pytest.fixture
def valley(accounted_valley: Valley) -> Valley:
    return accounted_valley


def account_of(valley: Valley, meeting: Meeting | None = None, who: str = "officer", **more: object) -> Account:
    """Of a meeting that opened its duties when it was announced and was held on its day."""
    meeting = meeting or valley.meeting()
    note_announced([meeting], today=DAY - timedelta(days=30), actor=None)
    held(valley, meeting, who=who)
    return Account.objects.create(
        meeting=Meeting.objects.get(pk=meeting.pk),
        logged_on=DAY,
        logged_by=valley.people["officer"],
        changed_at=at(DAY),
        **more,
    )
