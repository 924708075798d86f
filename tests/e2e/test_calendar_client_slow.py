"""A calendar client that is not ours follows a feed: what was announced, moved and cancelled, and nothing twice.

vdirsyncer fetches the feed into files, as phones and desktops do, and khal shows them; khal takes it in by itself, too.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from shutil import which
from sys import executable
from urllib.request import urlopen

import pytest
from icalendar import Calendar

from meetings.choices import Origin
from meetings.models import Meeting
from meetings.services.changing import cancel_meeting, move_meeting
from meetings.services.making import make_beside
from portal.bodies.choices import Post
from portal.bodies.models import Body, Official
from portal.kernel import clock
from portal.kernel.when import When
from tests.e2e.worlds import World

pytestmark = pytest.mark.slow

FIRST, SECOND, MOVED = date(2027, 3, 16), date(2027, 3, 17), date(2027, 4, 6)
SAID = {"reason_kk": "Су тасқыны", "reason_ru": "Паводок"}


def tool(name: str) -> str:
    """Beside the Python of the tests. Without it this test fails and says how to get it."""
    beside = Path(executable).with_name(name)
    found = str(beside) if beside.exists() else which(name)
    assert found, f"No {name} here: pip install -r requirements-dev.lock"
    return found


@dataclass(frozen=True)
class Client:
    """The calendar of somebody who follows the meetings of a body."""

    folder: Path
    address: str

    def __post_init__(self) -> None:
        self.files.mkdir(parents=True)
        (self.folder / "vdirsyncer").write_text(
            f'[general]\nstatus_path = "{self.folder}/status"\n'
            '[pair kezdesu]\na = "web"\nb = "disk"\ncollections = null\nconflict_resolution = "a wins"\n'
            f'[storage web]\ntype = "http"\nurl = "{self.address}"\n'
            f'[storage disk]\ntype = "filesystem"\npath = "{self.files}"\nfileext = ".ics"\n'
        )
        (self.folder / "khal").write_text(
            f"[calendars]\n[[kezdesu]]\npath = {self.files}\n[sqlite]\npath = {self.folder}/khal.db\n"
            "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = Asia/Almaty\n"
        )

    @property
    def files(self) -> Path:
        return self.folder / "calendar"

    def sync(self) -> None:
        """As vdirsyncer does: it knows an event of a feed by its content, and takes away what is there no more."""
        for step in ("discover", "sync"):
            self._run("vdirsyncer", "-c", str(self.folder / "vdirsyncer"), step)

    def take_in(self) -> None:
        """As khal does with a file: an event is known by its UID, a later one takes the place of an earlier one."""
        file = self.folder / "feed.ics"
        with urlopen(self.address) as answer:
            file.write_bytes(answer.read())
        self._run("khal", "-c", str(self.folder / "khal"), "import", "--batch", "-a", "kezdesu", str(file))

    def shown(self, meetings: Collection[Meeting], *more: str) -> list[tuple[str, ...]]:
        """Day, hour and status of each event of these meetings, as khal lists them; and whatever `more` asks."""
        names = ["{url}", "{start-date}", "{start-time}", "{status}", *more]
        asked = ["list", "--day-format", "", "--format", "|".join(names)]
        said = self._run("khal", "-c", str(self.folder / "khal"), *asked, "2027-03-01", "2027-05-31")
        rows = [line.split("|") for line in said.splitlines() if "|" in line]
        numbers = [meeting.number for meeting in meetings]
        found = [row for row in rows if row[0].rstrip("/").rpartition("/")[2] in numbers]
        return sorted(tuple(part.strip() for part in row[1:]) for row in found)

    def sequences(self, meeting: Meeting) -> list[int]:
        """Of each event of the meeting on disk."""
        events = [
            event for file in self.files.glob("*.ics") for event in Calendar.from_ical(file.read_text()).walk("VEVENT")
        ]
        return [int(event["SEQUENCE"]) for event in events if meeting.number in str(event["URL"])]

    def _run(self, name: str, *arguments: str) -> str:
        done = subprocess.run(
            [tool(name), *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
        )
        assert done.returncode == 0, f"{name}: {done.stderr}"
        return done.stdout


def announced(world: World, *days: date) -> Meeting:
    head = Official.objects.in_force(clock.today()).get(body=Body.objects.get(slug="water"), post=Post.FIRST_HEAD)
    place = Meeting.objects.public().for_body(head.body).select_related("territory__parent").first()
    assert place is not None
    return make_beside(
        origin=Origin.NEED,
        official=head,
        territory=place.territory,
        when=When(days),
        start_time=time(11),
        format="on_site",
        ground_kk="Су тапшы",
        ground_ru="Не хватает воды",
        actor=world.actor("preparer"),
        today=clock.today(),
        now=clock.now(),
    )


def test_three_syncs_see_the_meeting_its_move_and_its_cancellation(own_world: World, tmp_path: Path) -> None:
    by = {"actor": own_world.actor("preparer"), "today": clock.today(), **SAID}
    meeting, long = announced(own_world, FIRST), announced(own_world, FIRST, SECOND)
    known = (meeting, long)
    feed = own_world.address("/kk/calendar.ics?body=water")
    following, taking = Client(tmp_path / "following", feed), Client(tmp_path / "taking", feed)
    uid, first, second = f"{meeting.number}@kezdesu", f"{long.number}@kezdesu", f"{long.number}-20270317@kezdesu"

    def expect(*events: tuple[str, ...]) -> None:
        following.sync()
        taking.take_in()
        assert taking.shown(known, "{uid}") == sorted(events)
        assert following.shown(known) == sorted(event[:3] for event in events)

    both = [("2027-03-16", "11:00", "CONFIRMED", first), ("2027-03-17", "11:00", "CONFIRMED", second)]
    expect(("2027-03-16", "11:00", "CONFIRMED", uid), *both)
    assert (following.sequences(meeting), taking.sequences(meeting)) == ([0], [0])

    move_meeting(meeting=meeting, day=MOVED, start_time=time(15), now=clock.now(), **by)
    expect(("2027-04-06", "15:00", "CONFIRMED", uid), *both)
    assert (following.sequences(meeting), taking.sequences(meeting)) == ([1], [1])

    cancel_meeting(meeting=meeting, now=clock.now(), **by)
    cancel_meeting(meeting=long, now=clock.now(), **by)
    expect(("2027-04-06", "15:00", "CANCELLED", uid), *((*event[:2], "CANCELLED", event[3]) for event in both))
    assert (following.sequences(meeting), taking.sequences(meeting)) == ([2], [2])
