"""What the beat wakes."""

from __future__ import annotations

import pytest
import time_machine

from meetings.models import Meeting
from meetings.tasks import publish_planned
from tests.factories.meetings import PUBLISHED_AT, EntryFactory, GraphFactory

pytestmark = pytest.mark.django_db


def test_publish_planned_reads_the_clock_and_may_be_doubled():
    EntryFactory(schedule=GraphFactory(publish_at=PUBLISHED_AT))

    with time_machine.travel("2027-01-10 03:59:59Z", tick=False):
        publish_planned()
    assert not Meeting.objects.exists()

    with time_machine.travel("2027-01-10 04:00Z", tick=False):
        publish_planned()
        publish_planned()
    assert Meeting.objects.public().count() == 1


def test_publish_planned_bears_the_name_the_beat_calls():
    assert publish_planned.name == "meetings.tasks.publish_planned"
