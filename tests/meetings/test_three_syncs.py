"""Whoever keeps a copy by the API learns of moves and cancellations by asking what has changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import time_machine
from django.test import Client

from meetings.models import Meeting
from meetings.services.changing import cancel_meeting, move_meeting
from tests.meetings.amendment import MARCH, MARCH_AT, SPRING, SUMMER
from tests.meetings.test_changing import NEW, REASONS
from tests.schedules.conftest import World


class Copy:
    """As the description of the API says it is kept."""

    def __init__(self, client: Client) -> None:
        self.client, self.rows, self.latest = client, {}, ""

    def sync(self) -> list[str]:
        """Numbers of what came, page by page."""
        asked = {"page_size": "2"}
        if self.latest:
            since = datetime.fromisoformat(self.latest) - timedelta(minutes=10)
            asked["changed_since"] = since.isoformat()
        found: list[dict[str, Any]] = []
        url = "/api/v1/meetings/"
        while url:
            answer = self.client.get(url, asked if url == "/api/v1/meetings/" else None).json()
            found += answer["results"]
            url = answer["next"]
        self.rows |= {row["number"]: row for row in found}
        self.latest = max([self.latest, *(row["changed_at"] for row in found)])
        return [row["number"] for row in found]


def test_three_syncs_end_with_what_is_true(published_ground: World, client: Client) -> None:
    copy = Copy(client)
    with time_machine.travel("2027-03-10 08:00Z", tick=False):
        said = {"actor": published_ground.actor("head", MARCH), "today": MARCH, **REASONS}
        moved, gone = Meeting.objects.get(on=SPRING), Meeting.objects.get(on=SUMMER)
        assert len(copy.sync()) == 4
        move_meeting(meeting=moved, day=NEW, now=MARCH_AT, **said)
        assert copy.sync()[0] == moved.number, "the latest first; what was seen ten minutes before comes once more"
        assert (copy.rows[moved.number]["on"], copy.rows[moved.number]["moved_from"]) == (str(NEW), str(SPRING))
        cancel_meeting(meeting=gone, now=MARCH_AT + timedelta(hours=1), **said)
        cancel_meeting(meeting=moved, now=MARCH_AT + timedelta(hours=2), **said)
        assert copy.sync() == [moved.number, gone.number]
        whole = {row["number"]: row for row in client.get("/api/v1/meetings/").json()["results"]}
    assert copy.rows == whole
    assert {copy.rows[meeting.number]["state"] for meeting in (moved, gone)} == {"cancelled"}


def test_a_filter_that_a_meeting_may_leave_is_refused_beside_it(published_ground: World, client: Client) -> None:
    with time_machine.travel("2027-03-10 08:00Z", tick=False):
        asked = {"changed_since": "2027-01-01T00:00:00Z"}
        for name, value in (
            ("month", "2027-05"),
            ("place", "430000000"),
            ("since", str(date(2027, 5, 1))),
            ("q", "су"),
        ):
            answer = client.get("/api/v1/meetings/", {**asked, name: value})
            assert (answer.status_code, list(answer.json())) == (400, [name])
        narrowed = client.get("/api/v1/meetings/", {**asked, "schedule": "2027", "body": "water"})
        assert (narrowed.status_code, narrowed.json()["count"]) == (200, 3)
        assert client.get("/api/v1/meetings/", {"changed_since": "yesterday"}).status_code == 400
