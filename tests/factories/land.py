"""A region with its akimats down to a rural district, its maslikhat, its people, and a neighbour within the region."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from meetings.services.publication import publish_schedule
from portal.accounts.models import User
from portal.bodies.choices import Function, Role, TerritoryKind
from portal.bodies.models import Body, Official, Territory
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from schedules.models import Proposal, ProposalRow, Schedule
from schedules.services.hearings import send_to_maslikhat
from schedules.services.plans import approve_plan
from schedules.services.proposals import open_proposal, save_row, submit_proposal
from schedules.services.rows_data import RowData
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, OfficialFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import seed_decisions

REGION, DISTRICT, RURAL, NEIGHBOUR = "430000000", "433600000", "433651000", "434000000"
_UNITS = (
    (REGION, TerritoryKind.REGION, None),
    (DISTRICT, TerritoryKind.DISTRICT, REGION),
    (RURAL, TerritoryKind.RURAL_DISTRICT, DISTRICT),
    (NEIGHBOUR, TerritoryKind.DISTRICT, REGION),
)
_PEOPLE = (
    ("officer", Role.OFFICER, REGION),
    ("second_officer", Role.OFFICER, REGION),
    ("head", Role.HEAD, REGION),
    ("district", Role.OFFICER, DISTRICT),
    ("rural", Role.OFFICER, RURAL),
    ("neighbour", Role.OFFICER, NEIGHBOUR),
)


@dataclass
class Land:
    """Places, akimats and akims by the code of the unit; people by name."""

    places: dict[str, Territory] = field(default_factory=dict)
    akimats: dict[str, Body] = field(default_factory=dict)
    akims: dict[str, Official] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)

    @property
    def region(self) -> Body:
        return self.akimats[REGION]

    def actor(self, name: str, on: date = TODAY) -> Actor:
        return actor_for(self.people[name], on)

    def add(self, name: str, role: Role, body: Body) -> None:
        self.people[name] = UserFactory(full_name=name)
        RoleGrantFactory(user=self.people[name], role=role, body=body)

    def opened(self, year: str = "2027", today: date = TODAY) -> Proposal:
        return open_proposal(
            body=self.region, period_key=year, kind="akim_calendar", actor=self.actor("officer"), today=today
        )

    def row(
        self, proposal: Proposal, akim: str, place: str, day: date, *, by: str = "officer", today: date = TODAY
    ) -> ProposalRow:
        """A meeting of the akim of one unit in another."""
        data = RowData(
            official=self.akims[akim],
            territory=self.places[place],
            day=day,
            subject_kk="Халықпен кездесу",
            subject_ru="Встреча с населением",
        )
        return save_row(
            proposal=proposal, row=None, data=data, expected_version=None, actor=self.actor(by), today=today
        )


def make_land(*, whole: bool = False) -> Land:
    """`whole`: with every duty of the acts, not those of the season alone."""
    seed_decisions(whole=whole)
    land = Land()
    for kato, kind, parent in _UNITS:
        place = TerritoryFactory(kato=kato, kind=kind, parent=land.places.get(parent or ""))
        akimat = BodyFactory(akimat=True, territory=place)
        land.places[kato], land.akimats[kato] = place, akimat
        land.akims[kato] = OfficialFactory(body=akimat)
    authorised, government = BodyFactory(slug="culture"), BodyFactory(government=True)
    apparatus, administration = BodyFactory(government_apparatus=True), BodyFactory(administration=True)
    maslikhat = BodyFactory(maslikhat=True, slug="maslikhat-430000000", territory=land.places[REGION])
    for function, body in (
        (Function.AUTHORISED_INFORMATION, authorised),
        (Function.MASS_MEDIA, authorised),
        (Function.SCHEDULE_APPROVAL, government),
        (Function.CONTROL_GOVERNMENT, apparatus),
        (Function.CONTROL_PRESIDENT, administration),
    ):
        BodyFunctionFactory(function=function, body=body)
    land.bodies = {"government": government, "administration": administration, "maslikhat": maslikhat}
    for name, role, kato in _PEOPLE:
        land.add(name, role, land.akimats[kato])
    land.add("maslikhat", Role.MASLIKHAT, maslikhat)
    land.add("approver", Role.APPROVER, government)
    land.add("overseer", Role.OVERSEER, administration)
    land.add("intake", Role.PREPARER, authorised)
    land.add("administrator", Role.ADMINISTRATOR, apparatus)
    land.people["nobody"] = UserFactory(full_name="nobody")
    return land


def filled_calendar(land: Land, year: str = "2027", today: date = TODAY) -> Proposal:
    """Three meetings: of the region's akim, of a district's, of a rural district's."""
    proposal = land.opened(year, today)
    march, may = date(int(year), 3, 12), date(int(year), 5, 14)
    for akim, place, day in ((REGION, DISTRICT, march), (DISTRICT, RURAL, may), (RURAL, RURAL, may)):
        land.row(proposal, akim, place, day, today=today)
    return proposal


def submitted_calendar(land: Land, year: str = "2027", today: date = TODAY) -> Proposal:
    return submit_proposal(proposal=filled_calendar(land, year, today), actor=land.actor("officer", today), today=today)


def published_calendar(land: Land, today: date = TODAY) -> Schedule:
    """Of 2027: submitted, told to the maslikhat, approved by the head, public."""
    proposal = submitted_calendar(land, today=today)
    send_to_maslikhat(proposal=proposal, actor=land.actor("officer", today), today=today)
    schedule = approve_plan(
        proposal=proposal, act_number="17", act_on=today, actor=land.actor("head", today), today=today
    )
    publish_schedule(schedule=schedule, actor=land.actor("officer", today), today=today, now=clock.at(today, 10))
    schedule.refresh_from_db()
    return schedule
