"""The filler of the benchmark of held meetings, and that pages ask as much however many meetings were logged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from benchmarks.logged import fill
from meetings.models import Meeting, MeetingHeld
from portal.holding.models import Account, LogDraft, Part, Question
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import Valley, make_valley

pytestmark = pytest.mark.django_db

TODAY = date(2027, 12, 14)
WORK = ("/ru/desk/", "/ru/work/meetings/log/")
PUBLIC = ("/ru/coverage/2027/", "/ru/coverage/2027/430000000/", "/ru/coverage/2027/433200000/")
OF_MEETING = ("/ru/meetings/{}/", "/ru/meetings/{}/questions.csv", "/api/v1/meetings/{}/results/",
              "/api/v1/meetings/{}/questions/")  # fmt: skip


@GROUND.fixture
def logged_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(logged_ground: Valley) -> Iterator[Valley]:
    with time_machine.travel("2027-12-14 06:00Z", tick=False):
        yield logged_ground


def statements(valley: Valley, client: Client) -> dict[str, int]:
    asked = {}
    for who in ("officer", "region", "preparer"):
        client.force_login(valley.people[who])
        for path in WORK:
            client.get(path)
            with counted() as found:
                assert client.get(path).status_code == 200
            asked[f"{who} {path}"] = len(found)
    client.logout()
    told = Account.objects.public().filter(meeting__body=valley.district).order_by("pk")[0].meeting.number
    for path in (*PUBLIC, *(path.format(told) for path in OF_MEETING)):
        client.get(path)
        with counted() as found:
            answer = client.get(path)
            assert answer.status_code == 200
            list(answer.streaming_content if answer.streaming else answer)  # type: ignore[attr-defined]
        asked[path] = len(found)
    return asked


def test_pages_ask_as_much_of_few_logged_meetings_as_of_many(valley: Valley, client: Client) -> None:
    first = fill(meetings=12, questions=90, today=TODAY)
    assert (first.logged, first.questions) == (12, 90)
    few = statements(valley, client)
    fill(meetings=60, questions=470, today=TODAY)
    assert Account.objects.count() == MeetingHeld.objects.count() == 72
    assert (Question.objects.count(), Part.objects.count()) == (560, 216)
    assert Meeting.objects.public().happened().count() == 72
    assert Meeting.objects.to_record(TODAY).count() > LogDraft.objects.count() > 0
    assert statements(valley, client) == few
