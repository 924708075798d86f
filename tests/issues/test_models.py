"""What the database itself refuses of issues, and the one door to what is public of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from issues.choices import CLOSED, FAMILIES, OPEN, SOLVED, Family, HandOverState, State, Verb
from issues.models import HandOver, Issue, IssueEvent
from issues.services.register import Raised, enter, take
from issues.services.steps import Line, locked, step
from issues.workflow import ISSUES
from portal.bodies.choices import Role
from portal.bodies.permissions import actor_for
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kit.content_version import content_version
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.holding import QuestionFactory
from tests.factories.issues import ClaimFactory, IssueFactory, topic

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 18)
NOW = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
SAID = {"title_kk": "Кешке су жоқ", "title_ru": "Вечером нет воды"}


def test_every_state_is_of_one_family_and_is_reached() -> None:
    assert sorted(state for states in FAMILIES.values() for state in states) == sorted(State.values)
    reached = {transition.target for transition in ISSUES.transitions}
    assert reached | {State.REGISTERED} == set(State.values)
    assert (FAMILIES[Family.OPEN], FAMILIES[Family.SOLVED], FAMILIES[Family.CLOSED]) == (OPEN, SOLVED, CLOSED)


@pytest.mark.parametrize(
    "values",
    [
        {"title_kk": ""},
        {"state": State.EXPLAINED, "closed_on": DAY},
        {"state": State.CLAIMED},
        {"closed_on": DAY},
        {"state": State.DUPLICATE, "closed_on": DAY},
        {"state": State.PLANNED},
        {"state": State.CONTROL},
        {"ranked": 90},
        {"first_due_on": None},
        {"state": State.CLAIMED, "closed_on": DAY, "disputed_on": DAY},
    ],
    ids=str,
)
def test_the_database_refuses(values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IssueFactory(**values)


def test_one_claim_is_open_and_one_hand_over_waits() -> None:
    claim = ClaimFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimFactory(issue=claim.issue, number=2)
    issue = IssueFactory()
    waits = {
        "issue": issue,
        "from_body": issue.holder,
        "to_body": BodyFactory(),
        "state": HandOverState.PENDING,
        "asked_by": UserFactory(),
        "asked_on": DAY,
        "answer_by": DAY,
    }
    HandOver.objects.create(**waits)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.create(**waits)


def test_the_life_of_an_issue_is_never_rewritten_but_words_may_be_taken_away() -> None:
    row = locked(IssueFactory(state=State.REGISTERED))
    line = step(row, Verb.WORK, now=NOW, today=DAY, line=Line(note={"kk": "Жұмыста", "ru": "В работе"}))
    with pytest.raises(DatabaseError), transaction.atomic():
        IssueEvent.objects.filter(pk=line.pk).update(on=date(2027, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        IssueEvent.objects.filter(pk=line.pk).update(note_kk="Басқа")
    with pytest.raises(DatabaseError), transaction.atomic():
        IssueEvent.objects.filter(pk=line.pk).delete()
    IssueEvent.objects.filter(pk=line.pk).update(note_kk="", note_ru="", note_en="", internal="")
    line.refresh_from_db()
    assert (line.note_kk, line.on, line.to_state) == ("", DAY, State.WORK)


def test_words_for_everybody_and_words_for_offices_go_one_without_the_other() -> None:
    told = Line(note={"kk": "Жұмыста", "ru": "В работе"}, internal="Шот № 7")
    lines = [step(locked(IssueFactory(state=State.REGISTERED)), Verb.WORK, now=NOW, today=DAY, line=told)
             for _each in range(2)]  # fmt: skip
    rows = [IssueEvent.objects.filter(pk=line.pk) for line in lines]
    rows[0].update(internal="")
    rows[1].update(note_kk="", note_ru="", note_en="")
    assert [row.get().note_ru for row in rows] == ["В работе", ""]
    assert [row.get().internal for row in rows] == ["", "Шот № 7"]
    another_day = {"internal": "", "on": date(2027, 1, 1)}
    for change in ({"note_kk": ""}, {"internal": "Басқа", "note_kk": "", "note_ru": ""}, another_day):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows[0].update(**change)


def test_what_belongs_to_a_state_goes_with_it() -> None:
    row = locked(IssueFactory(disputed_on=DAY))
    row.reason_kk, row.reason_ru = "Түсіндірілді", "Разъяснено"
    step(row, Verb.EXPLAIN, now=NOW, today=DAY, line=Line(note={"kk": row.reason_kk, "ru": row.reason_ru}))
    assert (row.closed_on, row.disputed_on, row.family) == (DAY, None, Family.CLOSED)
    step(row, Verb.REOPEN, now=NOW, today=DAY)
    assert (row.closed_on, row.reason_kk, row.is_open) == (None, "", True)


def test_only_what_is_published_is_public() -> None:
    public, _silent = IssueFactory(), IssueFactory(silent=True)
    assert list(Issue.objects.public()) == [public]


def _officer(body: object) -> object:
    user = UserFactory()
    RoleGrantFactory(user=user, body=body, role=Role.OFFICER)
    return actor_for(user, DAY)


def test_a_question_of_a_meeting_becomes_one_issue() -> None:
    question = QuestionFactory()
    body = question.account.meeting.body
    raised = Raised(territory=question.account.meeting.territory, topic=topic(), texts=SAID, internal=question.asked)
    with pytest.raises(NotAllowed):
        take(question=question, raised=raised, actor=_officer(BodyFactory(akimat=True)), today=DAY, now=NOW)
    actor = _officer(body)
    before = content_version(["issues"])
    issue = take(question=question, raised=raised, actor=actor, today=DAY, now=NOW)
    assert take(question=question, raised=raised, actor=actor, today=DAY, now=NOW) == issue
    assert (issue.holder, issue.state, issue.is_public) == (body, State.REGISTERED, False)
    assert issue.number.startswith(f"KZ-{issue.territory.kato[:2]}-2027-")
    assert [event.verb for event in issue.events.all()] == [Verb.REGISTER]
    assert content_version(["issues"]) != before


def test_what_belongs_to_one_person_is_not_registered_for_everybody() -> None:
    body = BodyFactory(akimat=True)
    raised = Raised(
        territory=body.territory, topic=topic(), texts={**SAID, "text_ru": "Звоните 8 701 555 44 33", "text_kk": "Су"}
    )
    told = {"origin": "entered", "body": body, "raised_on": DAY, "actor": _officer(body), "today": DAY, "now": NOW}
    with pytest.raises(Invalid) as refused:
        enter(raised=raised, **told)
    assert list(refused.value.errors) == ["text_ru"]
    half = Raised(territory=body.territory, topic=topic(), texts={"title_kk": "Су жоқ"})
    with pytest.raises(Invalid) as refused:
        enter(raised=half, **told)
    assert list(refused.value.errors) == ["title_ru"]
    issue = enter(raised=Raised(territory=body.territory, topic=topic(), texts=SAID), **told)
    assert (issue.published_on, issue.holder) == (DAY, body)


def test_somebody_elses_change_is_not_written_over() -> None:
    issue = IssueFactory()
    step(locked(issue), Verb.CLAIM, now=NOW, today=DAY)
    with pytest.raises(Conflict):
        locked(issue, expected=issue.version)
