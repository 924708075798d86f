"""A national holding or company answers for issues as a ministry does: its preparer and its head work on them."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from issues.choices import State, Verb
from issues.models import Issue, QuarterVersion
from issues.permissions import can_publish_quarter, can_read, can_work
from issues.queries.quarters.board import COMPANIES, board, latest_levels
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.silence import publish_silence
from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.bodies.permissions import actor_for
from portal.deadlines.models import Obligation
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory, seed_law
from tests.factories.issues import EventFactory, IssueFactory
from tests.issues.quarter import WORDS
from tests.texts import plain

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 18)
QUARTER, TODAY, LAST = Period.quarter(2027, 1), date(2027, 4, 6), date(2027, 4, 10)


@pytest.mark.parametrize(
    ("role", "at", "works"),
    [
        (Role.PREPARER, "company", True),
        (Role.HEAD, "company", True),
        (Role.PREPARER, "neighbour", False),
        (Role.HEAD, "neighbour", False),
        (Role.PREPARER, "ministry", False),
        (Role.OFFICER, "akimat", False),
    ],
)
def test_people_of_the_company_work_on_its_issues(role: str, at: str, works: bool) -> None:
    bodies = {
        "company": BodyFactory(company=True),
        "neighbour": BodyFactory(company=True),
        "ministry": BodyFactory(),
        "akimat": BodyFactory(akimat=True),
    }
    issue = IssueFactory(holder=bodies["company"], registered_by=bodies["company"], territory=TerritoryFactory())
    user = UserFactory()
    RoleGrantFactory(user=user, body=bodies[at], role=role)
    actor = actor_for(user, DAY)
    assert (bool(can_work(actor, issue)), bool(can_read(actor, issue))) == (works, works)
    assert (issue in Issue.objects.worked_by(actor), issue in Issue.objects.read_by(actor)) == (works, works)


# -- its list of issues, every quarter (C-5.3) -----------------------------------------------------------------------
@pytest.fixture
def company() -> Body:
    """It owes the quarter, and answers for one issue that was raised at a meeting of an akim."""
    seed_law()
    made = BodyFactory(company=True, joined_on=date(2026, 1, 1))
    ObligationFactory(duty="C-5.3", act="C2", body=made, period_key=QUARTER.key, computed_due_on=LAST)
    akimat = BodyFactory(akimat=True)
    measure = {"measure_kk": "Желіні ауыстыру", "measure_ru": "Замена сетей"}
    issue = IssueFactory(holder=made, registered_by=akimat, territory=akimat.territory, **measure)
    EventFactory(issue=issue, verb=Verb.REGISTER, to_state=State.REGISTERED, on=date(2027, 3, 1))
    return made


def publish(company: Body, user: object) -> QuarterVersion:
    actor = actor_for(user, TODAY)
    told = {"body": company, "period_key": QUARTER.key, "actor": actor, "today": TODAY, "now": clock.at(TODAY, 10)}
    save_notes(**told, said=[Said(Issue.objects.get(holder=company).pk, **WORDS)])
    return publish_quarter(**told, number=1)


@pytest.mark.parametrize("role", [Role.PREPARER, Role.HEAD])
def test_its_people_publish_the_list_and_meet_the_duty_with_it(company: Body, role: str, client: Client) -> None:
    version = publish(company, RoleGrantFactory(role=role, body=company).user)
    duty = Obligation.objects.get(duty="C-5.3", body=company)
    assert (duty.met_on, duty.evidence.get().sha256) == (TODAY, version.sha256)
    with time_machine.travel("2027-04-07 06:00Z", tick=False):
        html = plain(client.get(f"/ru/issues/quarters/{company.slug}/{QUARTER.key}/").content.decode())
        assert re.search(r"Путь решения:\s+Замена сетей", html)
        address = f'href="/ru/issues/quarters/{company.slug}/{QUARTER.key}/"'
        assert address in client.get(f"/ru/bodies/{company.slug}/").content.decode()
        assert address in client.get(f"/ru/issues/quarters/?level={COMPANIES}").content.decode()
        assert address not in client.get("/ru/issues/quarters/?level=central").content.decode()


def test_a_silent_company_is_said_so_apart_from_central_bodies(company: Body) -> None:
    ObligationFactory(duty="B-1.7", act="B", body=BodyFactory(), period_key=QUARTER.key, computed_due_on=LAST)
    assert publish_silence(now=clock.at(date(2027, 4, 11), 1)) == 2
    found = latest_levels()
    assert found is not None
    for lines in (found[1], board(QUARTER).lines):
        assert {line.key: (line.owed, line.silent) for line in lines} == {"central": (1, 1), COMPANIES: (1, 1)}


def test_nobody_else_publishes_for_it(company: Body) -> None:
    for role in Role.values:
        for body in (BodyFactory(company=True), BodyFactory(), BodyFactory(akimat=True)):
            stranger = actor_for(RoleGrantFactory(role=role, body=body).user, TODAY)
            assert not can_publish_quarter(stranger, company), (role, body.kind)
