"""A national holding or company answers for issues as a ministry does: its preparer and its head work on them."""

from __future__ import annotations

from datetime import date

import pytest

from issues.models import Issue
from issues.permissions import can_read, can_work
from portal.bodies.choices import Role
from portal.bodies.permissions import actor_for
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.issues import IssueFactory

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 18)


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
