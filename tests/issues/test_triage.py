"""After a meeting each question that was taken becomes an issue, or is left aside with a reason: none is forgotten."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from issues.choices import State, Verb
from issues.models import Aside, Issue, ReplyTemplate
from issues.queries.triage import count_to_triage, done_and_all, meetings_to_triage, queue, title_of, to_triage
from issues.services.asides import put_aside
from issues.services.forgetting import forget_askers
from issues.services.register import Raised, take
from portal.holding.choices import Fate
from portal.holding.models import Account, Question
from portal.holding.services.publishing import publish_results
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.issues import IssueFactory, topic
from tests.factories.questions import AskedQuestionFactory, voice_of
from tests.holding.conftest import accounted_valley
from tests.holding.test_publishing import acting, whole_account
from tests.issues.village import DAY, EVERYBODY, NOW, REGISTER, Village
from tests.meetings.valley import Valley
from tests.texts import plain

__all__ = ["accounted_valley"]

pytestmark = pytest.mark.django_db

TERM = {"due_on": "01.06.2027", "measure_kk": "Сорғыны ауыстыру", "measure_ru": "Замена насоса"}


@pytest.fixture(autouse=True)
def _on_a_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def client(village: Village | Valley, who: str = "officer") -> Client:
    browser = Client()
    browser.force_login(village.people[who])
    return browser


def address(account: Account, place: int | str = "") -> str:
    return f"/en/work/issues/triage/{account.meeting.number}/{place}{'/' if place else ''}"


def sent(page: Any, **more: Any) -> dict[str, Any]:
    """What stands in the form of a page, as a browser sends it, and what is typed beside."""
    form = page.context["form"]
    told = {name: form[name].value() for name in form.fields}
    named = {name: form.fields[name].prepare_value(told[name]) for name in ("territory", "body")}
    return {name: value for name, value in (told | named).items() if value not in (None, "")} | more


def post(village: Village | Valley, account: Account, place: int, who: str = "officer", **more: Any) -> Any:
    browser = client(village, who)
    return browser.post(address(account, place), sent(browser.get(address(account, place)), **more))


def test_what_waits_is_asked_of_the_accounts_and_the_most_urgent_stands_first(village: Village) -> None:
    calm = village.asked("Клуб қашан ашылады?", "Когда откроют клуб?", topic="culture")
    asked = AskedQuestionFactory(public=True, meeting=village.account.meeting)
    for _each in range(3):
        voice_of(asked)
    AskedQuestionFactory(meeting=village.account.meeting, state="joined", joined_to=asked)
    wanted = village.asked(asked_before=asked)
    IssueFactory(registered_by=village.district, territory=village.rural.territory, raised_on=DAY - timedelta(days=95))
    village.asked("Жауап берілді", fate=Fate.ANSWERED)
    village.asked("Алынып тасталды", withdrawn_on=DAY)
    made = village.asked("Мәселе болды")
    IssueFactory(question=made, registered_by=village.district, title_kk="Мектеп", title_ru="Школа")
    later, never = village.asked("Кейін"), village.asked("Ешқашан")
    for question, until in ((later, DAY + timedelta(days=1)), (never, None)):
        put_aside(question=question, reason="Күтеміз", language="kk", until=until, **village.acting())
    rows = queue(village.account, village.actor())
    assert [row.question for row in rows] == [wanted, calm]
    # Four voices and one issue that stands: five times more, at five points each; it waits for three whole months.
    assert (rows[0].asked_by, rows[0].repeats, rows[0].days_open) == (4, 5, 95)
    assert (rows[0].score.repeats, rows[0].score.waiting, rows[0].score.total) == (25, 6, 31)
    assert rows[0].scored(1800, "health").total == 31 + 30 + 16
    assert done_and_all(village.account, DAY) == (3, 5)
    assert count_to_triage(village.actor()) == 2
    # On its day it waits again.
    assert [row.question for row in queue(village.account, village.actor(on=DAY + timedelta(days=1)))] == [
        wanted, later, calm,
    ]  # fmt: skip


def test_the_queue_costs_the_same_however_much_waits(village: Village, django_assert_num_queries: Any) -> None:
    actor = village.actor()
    asked = AskedQuestionFactory(public=True, meeting=village.account.meeting)
    village.asked(asked_before=asked)
    with django_assert_num_queries(3):
        queue(village.account, actor)
    for _each in range(5):
        village.asked(topic="roads")
        IssueFactory(registered_by=village.district, territory=village.rural.territory)
    with django_assert_num_queries(3):
        assert len(queue(village.account, actor)) == 6
    with django_assert_num_queries(1):
        assert [account.waiting for account in meetings_to_triage(actor)] == [6]


@pytest.mark.parametrize("who", EVERYBODY)
def test_people_of_other_bodies_find_no_queue(village: Village, who: str) -> None:
    question = village.asked("MARKER")
    browser = client(village, who)
    shown = browser.get(address(village.account))
    assert shown.status_code == (200 if who in REGISTER else 404)
    overview = browser.get("/en/work/issues/triage/").content.decode()
    assert (village.account.meeting.number in overview) == (who in REGISTER)
    assert browser.get(address(village.account, "rest")).status_code == (200 if who in REGISTER else 404)
    if who not in REGISTER:
        for path, typed in ((question.number, {"act": "assign"}), ("rest", {})):
            assert browser.post(address(village.account, path), typed).status_code == 404
        assert not Issue.objects.exists()


def test_a_question_is_registered_and_assigned_in_one_save_and_the_next_stands_there(village: Village) -> None:
    question, other = village.asked(), village.asked("Жол", "Дорога", topic="roads")
    answer = post(village, village.account, question.number, act="assign", affected="1800", risk="health", **TERM)
    assert answer.headers["Location"].endswith(f"/{other.number}/")
    issue = Issue.objects.get()
    assert (issue.state, issue.due_on, issue.holder, issue.topic.slug) == (
        State.WORK, date(2027, 6, 1), village.district, "water",
    )  # fmt: skip
    assert (issue.title_kk, issue.title_ru, issue.internal) == (question.text_kk, question.text_ru, question.asked)
    assert (issue.affected, issue.risk, issue.is_public) == (1800, "health", False)
    # The same form once more, as a browser that goes back sends it.
    again = client(village).post(address(village.account, question.number), {"act": "assign", **TERM})
    assert again.status_code == 302
    assert Issue.objects.count() == 1
    assert [event.verb for event in issue.events.all()] == [Verb.REGISTER, Verb.ASSIGN]


def test_another_body_is_asked_to_take_it_over_and_a_place_by_hand_has_its_reason(village: Village) -> None:
    question = village.asked()
    typed: dict[str, Any] = {"act": "assign", "body": village.rural.name_en, "ranked": "90", **TERM}
    refused = post(village, village.account, question.number, **typed)
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"ranked_why"}
    assert not Issue.objects.exists()
    post(village, village.account, question.number, ranked_why="Мектеп сусыз", **typed)
    issue = Issue.objects.get()
    assert (issue.holder, issue.ranked, issue.ranked_why) == (village.district, 90, "Мектеп сусыз")
    assert issue.hand_overs.get().to_body == village.rural
    verbs = [(event.verb, event.is_public) for event in issue.events.order_by("id")]
    assert verbs == [(Verb.REGISTER, True), (Verb.RANK, False), (Verb.ASSIGN, True), (Verb.HAND, True)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"due_on": ""}, "due_on"),
        ({"due_on": "31.02.2027"}, "due_on"),
        ({"due_on": "01.01.2027"}, "due_on"),
        ({"measure_ru": ""}, "measure_ru"),
        ({"title_ru": ""}, "title_ru"),
        ({"text_ru": "Звоните 8 701 555 44 33", "text_kk": "Су"}, "text_ru"),
        ({"territory": "Алматы"}, "territory"),
        ({"body": "Ешкім"}, "body"),
        ({"affected": "көп"}, "affected"),
    ],
    ids=str,
)
def test_what_is_refused_stands_at_its_field_and_nothing_typed_is_lost(
    village: Village, typed: dict[str, str], field: str
) -> None:
    question = village.asked()
    told = {"act": "assign", **TERM, "position_kk": "Бөлім басшысы", "position_ru": "Начальник отдела", **typed}
    refused = post(village, village.account, question.number, **told)
    assert refused.status_code == 422
    assert field in refused.context["form"].errors
    shown = plain(refused.content.decode())
    assert "Бөлім басшысы" in shown
    assert "Замена насоса" in shown or "measure_ru" in typed
    assert not Issue.objects.exists()


def test_it_is_joined_with_a_similar_issue_and_with_no_other(village: Village) -> None:
    same = IssueFactory(registered_by=village.district, territory=village.rural.territory)
    other = IssueFactory(registered_by=village.district, title_kk="Жол", title_ru="Дорога")
    question = village.asked()
    shown = client(village).get(address(village.account, question.number))
    assert [row.issue for row, may_join in shown.context["joinable"] if may_join] == [same]
    assert '<p lang="kk">Кешке су жоқ</p>' in shown.content.decode()
    assert post(village, village.account, question.number, act=f"join:{other.number}").status_code == 422
    assert not Issue.objects.filter(question=question).exists()
    post(village, village.account, question.number, act=f"join:{same.number}")
    issue = Issue.objects.get(question=question)
    assert (issue.state, issue.joined_to) == (State.DUPLICATE, same)
    same.refresh_from_db()
    assert same.repeats == 1


def test_with_the_issue_of_a_neighbour_it_is_not_joined(village: Village) -> None:
    theirs = IssueFactory(registered_by=village.neighbour)
    question = village.asked()
    shown = client(village).get(address(village.account, question.number))
    assert [(row.issue, may_join) for row, may_join in shown.context["joinable"]] == [(theirs, False)]
    refused = post(village, village.account, question.number, act=f"join:{theirs.number}")
    assert refused.status_code == 403
    assert not Issue.objects.filter(question=question).exists()


def test_a_question_left_aside_has_a_reason_and_is_taken_up_again(village: Village) -> None:
    question = village.asked()
    for typed, field in (
        ({"aside_reason": ""}, "aside_reason"),
        ({"aside_reason": "8 701 555 44 33"}, "aside_reason"),
        ({"aside_reason": "Күтеміз", "aside_until": "24.03.2027"}, "aside_until"),
        ({"aside_reason": "Күтеміз", "aside_until": "24.03.2030"}, "aside_until"),
    ):
        refused = post(village, village.account, question.number, act="aside", **typed)
        assert refused.status_code == 422
        assert field in refused.context["form"].errors
    post(village, village.account, question.number, act="aside", aside_reason="Күтеміз", aside_until="01.04.2027")
    assert (Aside.objects.get().reason_en, Aside.objects.get().until) == ("Күтеміз", date(2027, 4, 1))
    browser = client(village)
    shown = browser.get(address(village.account))
    assert "Күтеміз" in shown.content.decode()
    answer = browser.post(address(village.account), {"up": question.number})
    assert answer.headers["Location"].endswith(f"/{question.number}/")
    assert not Aside.objects.exists()
    assert browser.post(address(village.account), {"up": "x"}).status_code == 404


def test_the_words_of_why_it_was_left_aside_go_with_its_issue_or_after_a_year(village: Village) -> None:
    taken, never, later, fresh = (village.asked(f"Су {number}") for number in range(4))
    left = {"reason": "Көрші сұрап еді", "language": "kk", **village.acting()}
    year = timedelta(days=365)
    put_aside(question=taken, until=DAY + timedelta(days=1), **left)
    put_aside(question=never, until=None, **left)
    put_aside(question=later, until=DAY + timedelta(days=366), **left)
    raised = Raised(territory=village.rural.territory, topic=topic("water"))
    take(question=taken, raised=raised, **village.acting())
    assert Aside.objects.get(question=taken).reason_kk == ""
    put_aside(question=fresh, until=None, **left | {"now": NOW + timedelta(days=1)})

    def kept() -> set[Question]:
        return {aside.question for aside in Aside.objects.exclude(reason_kk="").select_related("question")}

    for day, forgotten, stays in (
        (DAY + year - timedelta(days=1), 0, {never, later, fresh}),
        (DAY + year, 1, {later, fresh}),
        (DAY + year, 0, {later, fresh}),
        (DAY + year + timedelta(days=1), 2, set()),
    ):
        assert (forget_askers(today=day), kept()) == (forgotten, stays), day
    # Nobody is asked about them again, and that they were left stays known.
    assert list(to_triage(DAY).values_list("pk", flat=True)) == []
    assert Aside.objects.filter(by=village.people["officer"]).count() == 4


def test_all_that_waits_is_registered_at_once_as_the_account_says_it(village: Village) -> None:
    account = village.account
    whole = {"due_on": "2027-06-01", "body": village.district, "measure_kk": "Шара", "measure_ru": "Мера"}
    village.asked(**whole)
    village.asked(**{**whole, "body": village.rural})
    village.asked(**{**whole, "due_on": "2027-03-01"})
    village.asked("Менің нөмірім 8 701 555 44 33", "Мой номер 8 701 555 44 33")
    village.asked("Ұзақ " * 60, "Длинный " * 60)
    QuestionFactory(account=account, text_kk="", asked="Тек залда")
    shown = client(village).get(address(account, "rest"))
    assert [shown.context[name] for name in ("count", "with_term")] == [6, 2]
    client(village).post(address(account, "rest"))
    made = list(Issue.objects.order_by("question__number"))
    assert [issue.state for issue in made] == [State.WORK] * 2 + [State.REGISTERED] * 4
    assert [issue.hand_overs.count() for issue in made] == [0, 1, 0, 0, 0, 0]
    assert [bool(issue.title_kk) for issue in made] == [True] * 3 + [False, True, False]
    assert made[4].title_kk.endswith("Ұзақ…")
    assert len(made[4].title_kk) <= 160
    assert made[4].text_kk == ("Ұзақ " * 60).strip()
    # Once more nothing waits, and nothing is made.
    client(village).post(address(account, "rest"))
    assert Issue.objects.count() == 6


def test_a_prepared_reply_fills_the_form_and_does_nothing_else(village: Village) -> None:
    texts = {"title_kk": "Өкілет", "title_ru": "Полномочия", "text_kk": "Бұл біздің өкілетке кірмейді.",
             "text_ru": "Это вне наших полномочий."}  # fmt: skip
    own = ReplyTemplate.objects.create(body=village.district, kind="outside", **texts)
    theirs = ReplyTemplate.objects.create(body=village.neighbour, kind="outside", **texts)
    question = village.asked()
    filled = post(village, village.account, question.number, act="insert", reply=own.pk, measure_kk="Шара")
    form = filled.context["form"]
    assert filled.status_code == 200
    assert (form["answer_kk"].value(), form["measure_kk"].value()) == (own.text_kk, "Шара")
    other = post(village, village.account, question.number, act="insert", reply=theirs.pk)
    assert not other.context["form"]["answer_kk"].value()
    assert not Issue.objects.exists()


def test_what_is_not_there_is_not_found_and_odd_acts_do_nothing(village: Village) -> None:
    question = village.asked()
    browser = client(village)
    assert browser.get("/en/work/issues/triage/2027-999999/").status_code == 404
    assert browser.get(address(village.account, 999)).status_code == 302
    for act in ("", "drop", "join:", "join:KZ-43-2027-000001'--", "assign:1"):
        assert post(village, village.account, question.number, act=act).status_code in (200, 422)
    assert not Issue.objects.exists()
    silent = AccountFactory(meeting__body=village.district, meeting__published_at=None, meeting__number="2027-000009",
                            meeting__entry=None, meeting__schedule=None, meeting__origin="need",
                            meeting__ground_kk="Негіз", meeting__ground_ru="Основание")  # fmt: skip
    assert browser.get(address(silent)).status_code == 404


@pytest.fixture
def valley(accounted_valley: Valley) -> Valley:
    return accounted_valley


@pytest.mark.parametrize(("act", "fate"), [("answered", Fate.ANSWERED), ("outside", Fate.OUTSIDE)])
def test_while_nothing_is_published_the_account_says_that_it_was_answered(valley: Valley, act: str, fate: Fate) -> None:
    account = whole_account(valley)
    assert post(valley, account, 1, act=act, answer_kk="Ашылды", answer_ru="Открыли").status_code == 302
    row = Question.objects.get(account=account, number=1)
    assert (row.fate, row.answer_ru, row.body, row.due_on) == (fate, "Открыли", None, None)
    assert not Issue.objects.exists()


@pytest.mark.parametrize(("act", "state"), [("answered", State.EXPLAINED), ("outside", State.OUTSIDE)])
def test_what_everybody_read_as_taken_is_closed_with_an_answer_everybody_reads(
    valley: Valley, act: str, state: State
) -> None:
    account = whole_account(valley)
    publish_results(account=account, **acting(valley))
    refused = post(valley, account, 1, act=act, answer_kk="Ашылды")
    assert refused.context["form"].errors.keys() == {"answer_ru"}
    assert not Issue.objects.exists()
    post(valley, account, 1, act=act, answer_kk="Ашылды", answer_ru="Открыли")
    issue = Issue.objects.get()
    assert (issue.state, issue.reason_ru, issue.is_public) == (state, "Открыли", True)
    assert Question.objects.get(account=account, number=1).fate == Fate.TAKEN


def test_a_title_ends_at_a_word() -> None:
    assert title_of("Су  жоқ\nкешке") == "Су жоқ кешке"
    assert title_of("бір екі үш", 8) == "бір екі…"
    assert not re.search(r"\s…", title_of("а" * 50 + " " + "б" * 150))
