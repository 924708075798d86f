"""An akimat that owes its quarter, with issues in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from issues.choices import State, Verb
from issues.models import Issue
from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.deadlines.models import Obligation
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.deadlines import ObligationFactory, seed_law
from tests.factories.issues import EventFactory, IssueFactory

QUARTER, LAST = "2027-Q1", date(2027, 4, 10)
TODAY, NOW = date(2027, 4, 6), datetime(2027, 4, 6, 6, 0, tzinfo=UTC)
AFTER = date(2027, 4, 11)
RENAMED = {"title_kk": "Басқа атау", "title_ru": "Другое название"}
WORDS = {"kk": "Сорғы сатып алынды", "ru": "Куплен насос"}


@dataclass
class Office:
    """An akimat that owes its quarter: one issue open since winter, one new, one solved, one without a public text."""

    body: Body
    old: Issue
    new: Issue
    solved: Issue
    inner: Issue
    duty: Obligation

    def actor(self, on: date = TODAY) -> Actor:
        return actor_for(RoleGrantFactory(role=Role.OFFICER, body=self.body).user, on)


def make_office() -> Office:
    seed_law()
    body = BodyFactory(akimat=True, joined_on=date(2026, 1, 1))
    duty = ObligationFactory(duty="C-3.5d", act="C2", body=body, period_key=QUARTER, computed_due_on=LAST)
    old, new, solved = (IssueFactory(registered_by=body, due_on=day) for day in (date(2027, 3, 1), None, None))
    inner = IssueFactory(registered_by=body, silent=True)
    for issue, day in ((old, date(2026, 11, 3)), (solved, date(2026, 12, 1)), (inner, date(2026, 12, 2))):
        EventFactory(issue=issue, verb=Verb.REGISTER, to_state=State.REGISTERED, on=day)
        EventFactory(issue=issue, verb=Verb.ASSIGN, on=day)
    EventFactory(issue=new, verb=Verb.REGISTER, to_state=State.REGISTERED, on=date(2027, 3, 30))
    note = {"note_kk": "Жол салынды", "note_ru": "Дорога построена"}
    EventFactory(issue=solved, verb=Verb.CLAIM, to_state=State.CLAIMED, on=date(2027, 3, 9), **note)
    Issue.objects.filter(pk=solved.pk).update(state=State.CLAIMED, closed_on=date(2027, 3, 9))
    return Office(body, old, new, solved, inner, duty)
