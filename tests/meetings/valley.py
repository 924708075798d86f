"""A region, a district and its rural districts with their akims, and announced meetings of the akim of the district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from meetings.models import Meeting, MeetingHeld
from meetings.services.held import Facts, record_held
from portal.accounts.models import User
from portal.bodies.choices import Post, Role, TerritoryKind
from portal.bodies.models import Body, Official, Territory
from portal.bodies.permissions import Actor, actor_for
from portal.deadlines.models import Obligation
from portal.deadlines.services import sweep
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, OfficialFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import seed_law
from tests.factories.meetings import EntryFactory, GraphFactory, MeetingFactory

JOINED = date(2026, 11, 1)
#: The day the meeting stood announced for, and the first of the half-year in which it counts.
DAY = date(2027, 3, 9)


@dataclass
class Valley:
    region: Body
    district: Body
    #: Somebody signs in for the first, nobody for the second; a village lies in the first.
    rural: Body
    silent: Body
    beside: Body
    ministry: Body
    village: Territory
    people: dict[str, User]

    def actor(self, name: str, on: date = DAY) -> Actor:
        return actor_for(self.people[name], on)

    def akim(self, body: Body) -> Official:
        return body.officials.get(post=Post.FIRST_HEAD)

    def meeting(self, body: Body | None = None, place: Territory | None = None, **what: object) -> Meeting:
        """Of the akim of the district in the first rural district, announced two months before."""
        asked: dict[str, Any] = {"body": body or self.district, "territory": place or self.rural.territory, **what}
        is_open = "in_first_quarter" in what
        if not is_open:
            asked.setdefault("on", DAY)
        if "beside" not in what:
            when = {"in_first_quarter": True} if is_open else {"day": asked["on"]}
            holder = {name: asked[name] for name in ("body", "territory")}
            asked["schedule"] = GraphFactory(published=True)
            asked["entry"] = EntryFactory(schedule=asked["schedule"], **holder, **when)
        return MeetingFactory(**asked)

    def owed(self, duty: str, body: Body, **more: object) -> Obligation:
        return Obligation.objects.get(duty=duty, body=body, **more)


def make_valley() -> Valley:
    """Every duty is kept; the sweep of the first of March has opened what is visible then."""
    seed_law(whole=True)
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="433200000", kind=TerritoryKind.DISTRICT, parent=region)
    other = TerritoryFactory(kato="433600000", kind=TerritoryKind.DISTRICT, parent=region)
    rural = TerritoryFactory(kato="433233000", kind=TerritoryKind.RURAL_DISTRICT, parent=district)
    silent = TerritoryFactory(kato="433235000", kind=TerritoryKind.RURAL_DISTRICT, parent=district)
    village = TerritoryFactory(kato="433233100", kind=TerritoryKind.LOCALITY, parent=rural)
    bodies = [
        BodyFactory(akimat=True, territory=place, joined_on=JOINED)
        for place in (region, district, rural, silent, other)
    ]
    ministry = BodyFactory(slug="water", joined_on=JOINED)
    for body in (*bodies, ministry):
        OfficialFactory(body=body)
    people = {}
    for name, role, body in (
        ("region", Role.OFFICER, bodies[0]),
        ("officer", Role.OFFICER, bodies[1]),
        ("head", Role.HEAD, bodies[1]),
        ("rural", Role.OFFICER, bodies[2]),
        ("neighbour", Role.OFFICER, bodies[4]),
        ("minister", Role.HEAD, ministry),
        ("preparer", Role.PREPARER, ministry),
    ):
        people[name] = UserFactory(full_name=name)
        RoleGrantFactory(user=people[name], role=role, body=body)
    people["administrator"] = UserFactory(full_name="administrator")
    RoleGrantFactory(user=people["administrator"], role=Role.ADMINISTRATOR, body=BodyFactory(administration=True))
    people["nobody"] = UserFactory(full_name="nobody")
    sweep(on=date(2027, 3, 1))
    return Valley(*bodies, ministry=ministry, village=village, people=people)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)


def held(valley: Valley, meeting: Meeting, *, who: str = "officer", today: date = DAY, **said: object) -> MeetingHeld:
    """Recorded with what a person would type; `said` says some of it otherwise."""
    reasons: dict[str, Any] = {name: said.pop(name, "") for name in ("reason_kk", "reason_ru")}
    facts: dict[str, Any] = {
        "held_on": meeting.on or DAY,
        "start_time": time(11),
        "end_time": time(12, 40),
        "held_by": meeting.official,
        "attendance": 64,
    }
    return record_held(
        meeting=meeting,
        facts=Facts(**{**facts, **said}),
        actor=valley.actor(who, today),
        today=today,
        now=at(today),
        **reasons,
    )
