"""An issue that was raised before is joined: counted, written in both lives, and nobody who asked is forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from issues.choices import State, Verb
from issues.models import Asker, Follow, Issue
from issues.services.joining import join, part, root_of
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.questions.choices import Purpose
from portal.questions.models import Person
from tests.factories.issues import ClaimFactory, IssueFactory, asker_of
from tests.factories.questions import PersonFactory
from tests.issues.test_triage import client
from tests.issues.village import DAY, EVERYBODY, NOW, REGISTER, Village

pytestmark = pytest.mark.django_db


def _issue(village: Village, **facts: Any) -> Issue:
    facts = {"registered_by": village.district, "territory": village.rural.territory, **facts}
    return IssueFactory(**facts)


def _follow(issue: Issue, email: str) -> Follow:
    who = PersonFactory(purpose=Purpose.FOLLOW, email=email, confirmed=True, erase_on=None)
    return Follow.objects.create(issue=issue, person=who, mailbox=who.mailbox, told_until=NOW)


def _mailboxes(issue: Issue) -> list[str]:
    return sorted(asker.person.email for asker in issue.askers.select_related("person") if asker.person)


def test_who_asked_and_who_follows_is_kept_at_both_and_one_mailbox_once(village: Village) -> None:
    issue, other = _issue(village, repeats=2), _issue(village)
    for email in ("a@mail.example", "b@mail.example"):
        asker_of(issue, email=email)
    asker_of(other, email="b@mail.example")
    left = asker_of(issue, email="left@mail.example")
    Asker.objects.filter(pk=left.pk).update(withdrawn_on=DAY)
    new = asker_of(issue, email="new@mail.example", confirmed_at=None)
    for email in ("f@mail.example", "g@mail.example"):
        _follow(issue, email)
    _follow(other, "g@mail.example")
    join(issue=issue, to=other, **village.acting())
    issue.refresh_from_db()
    other.refresh_from_db()
    assert (issue.state, issue.joined_to, issue.closed_on) == (State.DUPLICATE, other, DAY)
    assert (other.repeats, other.followers) == (3, 2)
    assert _mailboxes(other) == ["a@mail.example", "b@mail.example", "new@mail.example"]
    assert _mailboxes(issue) == ["a@mail.example", "b@mail.example", "left@mail.example", "new@mail.example"]
    # Whoever has not confirmed has no voice there either, and no link of one is good for the other.
    copy = other.askers.get(mailbox=new.mailbox)
    assert copy.confirmed_at is None
    assert copy.person.nonce != new.person.nonce
    assert Person.objects.exclude(erase_on=None).filter(purpose=Purpose.ISSUE).count() == 4 + 1 + 2
    lines = [(event.issue_id, event.verb, event.about_id) for event in (*issue.events.all(), *other.events.all())]
    assert lines == [(issue.pk, Verb.JOIN, other.pk), (other.pk, Verb.GATHER, issue.pk)]
    # Twice it is joined once.
    join(issue=issue, to=other, **village.acting())
    assert (other.events.count(), Issue.objects.get(pk=other.pk).repeats) == (1, 3)


def test_it_is_joined_with_what_stands_in_the_end_and_never_with_itself(village: Village) -> None:
    first, second, third = (_issue(village) for _each in range(3))
    join(issue=first, to=second, **village.acting())
    join(issue=third, to=first, **village.acting())
    third.refresh_from_db()
    assert third.joined_to == second
    for to in (first, second):
        with pytest.raises(Invalid) as refused:
            join(issue=second, to=to, **village.acting())
        assert list(refused.value.errors) == ["to"]
    fourth = _issue(village)
    join(issue=second, to=fourth, **village.acting())
    assert root_of(first) == fourth
    assert Issue.objects.get(pk=fourth.pk).repeats == 3


def test_nobody_closes_what_people_see_by_joining_it_with_what_they_do_not(village: Village) -> None:
    public, silent = _issue(village), _issue(village, silent=True)
    with pytest.raises(Invalid, match="to"):
        join(issue=public, to=silent, **village.acting())
    join(issue=silent, to=public, **village.acting())
    assert not public.events.get().is_public


@pytest.mark.parametrize("state", [State.CLAIMED, State.CONFIRMED, State.REFUSED])
def test_what_is_not_open_takes_none_in(village: Village, state: State) -> None:
    closed = _issue(village, state=state, closed_on=DAY, reason_kk="Бас тартылды", reason_ru="Отказано")
    with pytest.raises(Invalid, match="to"):
        join(issue=_issue(village), to=closed, **village.acting())


def test_a_claim_on_which_people_answer_is_not_joined_away(village: Village) -> None:
    claim = ClaimFactory(issue=_issue(village, state=State.CLAIMED, closed_on=DAY))
    with pytest.raises(Conflict, match="claim_stands"):
        join(issue=claim.issue, to=_issue(village), **village.acting())


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_people_of_both_bodies_join(village: Village, who: str) -> None:
    issue, to = _issue(village), _issue(village)
    if who in REGISTER:
        join(issue=issue, to=to, **village.acting(who))
    else:
        with pytest.raises(NotAllowed):
            join(issue=issue, to=to, **village.acting(who))


def test_nobody_is_rid_of_an_issue_by_joining_it_with_that_of_another_body(village: Village) -> None:
    theirs = _issue(village, registered_by=village.neighbour, territory=village.neighbour.territory)
    with pytest.raises(NotAllowed):
        join(issue=_issue(village), to=theirs, **village.acting())
    with pytest.raises(NotAllowed):
        join(issue=theirs, to=_issue(village), **village.acting())


def test_parted_again_it_is_worked_on_and_counted_by_itself_and_both_are_told_of(village: Village) -> None:
    first, second, third = _issue(village), _issue(village), _issue(village)
    asker_of(first, email="a@mail.example")
    join(issue=first, to=second, **village.acting())
    join(issue=second, to=third, **village.acting())
    for wrong in ("", "Звоните Асану 8 701 123 45 67", "у" * 1001):
        with pytest.raises(Invalid) as refused:
            part(issue=first, reason_kk="Басқа көше", reason_ru=wrong, **village.acting())
        assert list(refused.value.errors) == ["reason_ru"]
    with pytest.raises(NotAllowed):
        part(issue=first, reason_kk="Басқа көше", reason_ru="Другая улица", **village.acting("neighbour"))
    part(issue=first, reason_kk="Басқа көше", reason_ru="Другая улица", **village.acting())
    for row in (first, second, third):
        row.refresh_from_db()
    assert (first.state, first.joined_to, first.closed_on) == (State.WORK, None, None)
    assert (second.repeats, third.repeats) == (0, 1)
    assert [row.events.last().verb for row in (first, second, third)] == [Verb.REOPEN, Verb.PART, Verb.PART]
    assert _mailboxes(first) == _mailboxes(third) == ["a@mail.example"]
    with pytest.raises(Conflict):
        part(issue=first, reason_kk="Басқа көше", reason_ru="Другая улица", **village.acting())


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_page_of_similar_issues_is_of_those_who_read_inside(village: Village, who: str) -> None:
    issue, other = _issue(village, title_kk="Көпір", title_ru="Мост сгнил"), _issue(village, title_ru="Мост сгнил")
    browser, address = client(village, who), f"/en/work/issues/{issue.number}/similar/"
    reads = who in REGISTER | {"administrator", "overseer"}
    assert browser.get(address).status_code == (200 if reads else 404)
    answer = browser.post(address, {"act": "join", "to": other.number, "version": issue.version})
    assert answer.status_code == (302 if who in REGISTER else 403 if reads else 404)
    issue.refresh_from_db()
    assert (issue.joined_to == other) == (who in REGISTER)


def test_joined_ranked_and_parted_on_the_page_with_what_is_refused_at_its_field(village: Village) -> None:
    issue, other = _issue(village), _issue(village)
    theirs = _issue(village, registered_by=village.neighbour)
    browser, address = client(village), f"/en/work/issues/{issue.number}/similar/"
    shown = browser.get(address)
    assert [row.issue for row, may_join in shown.context["alike"] if may_join] == [other]

    def send(**typed: Any) -> Any:
        return browser.post(address, {"version": Issue.objects.get(pk=issue.pk).version, **typed})

    for number in (theirs.number, issue.number, "KZ-43-2027-999999", "'"):
        assert send(act="join", to=number).context["refused"].errors.keys() == {"to"}
    assert send(act="rank", ranked="101", ranked_why="Мектеп").context["refused"].errors.keys() == {"ranked"}
    assert send(act="rank", ranked="70").context["refused"].errors.keys() == {"ranked_why"}
    assert send(act="rank", ranked="70", ranked_why="Мектеп").status_code == 302
    assert browser.post(address, {"act": "join", "to": other.number, "version": 1}).status_code == 422
    assert send(act="join", to=other.number.lower()).status_code == 302
    assert send(act="part", reason_kk="Басқа").context["refused"].errors.keys() == {"reason_ru"}
    assert send(act="part", reason_kk="Басқа", reason_ru="Другая").status_code == 302
    issue.refresh_from_db()
    assert (issue.state, issue.ranked, issue.ranked_why) == (State.WORK, 70, "Мектеп")
    assert send(act="rank", ranked="", ranked_why="Қайта").status_code == 302
    issue.refresh_from_db()
    assert (issue.ranked, issue.ranked_why) == (None, "")
    assert [event.internal for event in issue.events.filter(verb=Verb.RANK)] == ["Мектеп", "Қайта"]
