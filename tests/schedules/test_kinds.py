"""A kind is one object: what asks which kind it is looks it up. A third one is made here and walks the whole chain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from meetings.services.publication import publish_schedule
from portal.bodies.choices import BodyKind, Post, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from portal.kernel.errors import Invalid, NotAllowed
from portal.notices.models import Notice
from schedules.choices import ProposalState, ScheduleState
from schedules.kinds import GRAPH, KINDS, PLAN, Kind
from schedules.kinds.kind import Duties, Letter, Rows
from schedules.models import Proposal, Schedule
from schedules.permissions import can_publish_schedule, can_see_proposal, can_see_schedule
from schedules.rules import PLAN_DUTY
from schedules.services.plans import approve_plan
from schedules.services.proposals import open_proposal, return_proposal, save_row, submit_proposal
from schedules.services.rows_data import RowData
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, OfficialFactory, RoleGrantFactory
from tests.schedules.conftest import World

pytestmark = pytest.mark.django_db

#: At most so many places outside `schedules/kinds/` may branch on a kind.
MOST = 12
_PRODUCT = ("schedules", "meetings", "portal")
_NAMES = {"GRAPH", "PLAN", "is_common", "is_plan", "is_graph"}
_VALUES = {"graph", "plan"}
#: Having a body or not is asked in its place where somebody hides the question.
_HIDDEN = re.compile(r"^(self\.)?(\w+\.)*schedule\.body(_id)?$")
_TAG = re.compile(r"{%\s*(?:el)?if\b(.*?)%}", re.DOTALL)
_ASKS = re.compile(r'kind *[!=]= *"(graph|plan)"|is_common|is_plan|is_graph|schedule\.body\b')


def _conditions(tree: ast.AST) -> Iterator[ast.expr]:
    """Everything that is asked: conditions of branches, and each comparison that stands elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            yield node.test
        elif isinstance(node, ast.comprehension):
            yield from node.ifs
        elif isinstance(node, ast.Match):
            yield node.subject


def _asks(condition: ast.expr) -> bool:
    for node in ast.walk(condition):
        if isinstance(node, ast.Name) and node.id in _NAMES:
            return True
        if isinstance(node, ast.Attribute) and (node.attr in _NAMES or _HIDDEN.match(ast.unparse(node))):
            return True
        if isinstance(node, ast.Constant) and node.value in _VALUES:
            return True
    return False


def _branches() -> list[str]:
    root = Path(settings.BASE_DIR)
    found = []
    for path in sorted(file for top in _PRODUCT for file in (root / top).rglob("*.py")):
        where = path.relative_to(root).as_posix()
        if "/migrations/" in where or where.startswith(("schedules/kinds/", "portal/law/", "portal/deadlines/")):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{where}:{test.lineno}" for test in _conditions(tree) if _asks(test)]
    for path in sorted((root / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        tests = [tag for tag in _TAG.finditer(text) if _ASKS.search(tag[1])]
        found += [f"{path.relative_to(root)}:{text.count(chr(10), 0, tag.start()) + 1}" for tag in tests]
    return found


def test_kinds_are_looked_up_and_hardly_ever_asked_about() -> None:
    found = _branches()
    assert len(found) <= MOST, "\n".join(found)


@pytest.mark.parametrize(
    "asked",
    [
        "schedule.kind == PLAN.key",
        'proposal.kind == "plan"',
        "self.is_plan",
        "x.schedule.body is not None",
        "kind in (GRAPH,)",
    ],
)
def test_a_branch_on_a_kind_is_seen(asked: str) -> None:
    [condition] = _conditions(ast.parse(f"1 if {asked} else 2"))
    assert _asks(condition)


# -- a third kind ------------------------------------------------------------------------------------------------------
@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Kind:
    """A calendar of an akimat: its officer's own, anybody of the office may stand in it, nobody else sees it."""
    kind = replace(
        PLAN,
        key="calendar",
        label="calendar of an akim",
        bodies=BodyKind.AKIMAT,
        duties=Duties(act="C", filing="", approval=PLAN_DUTY, of_meetings=False),
        rows=Rows(not_for=frozenset({Post.COMMITTEE_CHAIR}), refusal="No chairs here."),
        letters=replace(
            PLAN.letters,
            filed=replace(PLAN.letters.filed, key="calendar_filed", text="%(body)s: calendar for %(year)s"),
        ),
        words=replace(PLAN.words, name="Calendar for %(year)s", document="Calendar of meetings for %(year)s"),
    )
    monkeypatch.setitem(KINDS, kind.key, kind)
    return kind


def _person(body: Body, role: Role) -> Actor:
    user = UserFactory()
    RoleGrantFactory(user=user, role=role, body=body)
    return actor_for(user, TODAY)


def _add(proposal: Proposal, row: RowData, actor: Actor) -> None:
    save_row(proposal=proposal, row=None, expected_version=None, data=row, actor=actor, today=TODAY)


def test_a_third_kind_walks_the_whole_chain(world: World, calendar: Kind) -> None:
    akimat = BodyFactory(akimat=True)
    akim = OfficialFactory(body=akimat, post=Post.FIRST_HEAD)
    preparer, head = _person(akimat, Role.PREPARER), _person(akimat, Role.HEAD)
    with pytest.raises(NotAllowed):
        open_proposal(
            body=world.ministry, period_key="2027", kind="calendar", actor=world.actor("preparer"), today=TODAY
        )

    proposal = open_proposal(body=akimat, period_key="2027", kind="calendar", actor=preparer, today=TODAY)
    chair = OfficialFactory(body=akimat, post=Post.COMMITTEE_CHAIR)
    texts = {"subject_kk": "Су", "subject_ru": "Вода"}
    row = RowData(official=akim, territory=world.region, day=date(2027, 4, 6), **texts)
    with pytest.raises(Invalid, match="No chairs here"):
        _add(proposal, replace(row, official=chair), preparer)
    _add(proposal, row, preparer)

    submit_proposal(proposal=proposal, actor=preparer, today=TODAY)
    assert Notice.objects.get(kind="calendar_filed").user == head.user
    return_proposal(proposal=proposal, comment="Earlier", actor=head, today=TODAY)
    submit_proposal(proposal=proposal, actor=preparer, today=TODAY)
    with pytest.raises(NotAllowed):
        approve_plan(proposal=proposal, act_number="7", act_on=TODAY, actor=preparer, today=TODAY)
    schedule = approve_plan(proposal=proposal, act_number="7", act_on=TODAY, actor=head, today=TODAY)
    assert (schedule.kind, schedule.body, schedule.state) == ("calendar", akimat, ScheduleState.APPROVED)
    assert schedule.versions.get().content["kind"] == "calendar"

    assert not can_publish_schedule(world.actor("intake"), schedule)
    [meeting] = publish_schedule(schedule=schedule, actor=preparer, today=TODAY, now=clock.at(TODAY, 10))
    assert (meeting.body, meeting.official) == (akimat, akim)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED


def test_a_third_kind_is_shown_as_it_says(world: World, calendar: Kind) -> None:
    akimat = BodyFactory(akimat=True)
    proposal = open_proposal(
        body=akimat, period_key="2027", kind="calendar", actor=_person(akimat, Role.PREPARER), today=TODAY
    )
    schedule = Schedule.objects.create(kind="calendar", body=akimat, period_key="2027")
    for name in world.people:
        actor = world.actor(name)
        assert not can_see_proposal(actor, proposal)
        assert not can_see_schedule(actor, schedule)
        assert not Proposal.objects.visible_to(actor).filter(pk=proposal.pk).exists()
        assert not Schedule.objects.visible_to(actor).filter(pk=schedule.pk).exists()


# -- what every kind must have -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [GRAPH, PLAN], ids=lambda kind: kind.key)
def test_every_page_and_letter_of_a_kind_leads_somewhere(kind: Kind) -> None:
    known = {"slug": "water", "year": "2027", "pk": 1, "first": 1, "second": 2}
    assert all(url.startswith("/") for url in kind.pages.urls(**known).values())
    letters = [letter for letter in vars(kind.letters).values() if isinstance(letter, Letter)]
    assert all(letter.page.url(**known) for letter in letters)


def test_nobody_has_described_such_a_kind(world: World) -> None:
    with pytest.raises(KeyError):
        open_proposal(body=world.ministry, period_key="2027", kind="secret", actor=world.actor("preparer"), today=TODAY)
