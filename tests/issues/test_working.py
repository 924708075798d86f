"""The answerable body says what it does, until when, and what is new; who else tries is refused."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from issues.choices import HandOverState, Outcome, State, Verb
from issues.errors import CHANGED, CLAIMED, PENDING
from issues.models import Issue, IssueEvent
from issues.permissions import can_read, can_work
from issues.queries.taking_away import standing_words
from issues.services import beside, closing, hiding
from issues.services.handing import hand_over
from issues.services.mass import nothing_of_many
from issues.services.steps import step
from issues.services.working import Assignment, Facts, assign, correct, note_news, note_nothing, set_term
from portal.audit.models import Change
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from tests.factories.bodies import BodyFactory
from tests.factories.issues import ClaimFactory, topic
from tests.issues.offices import DAY, EVERYBODY, WORK, Offices

pytestmark = pytest.mark.django_db

WHY = {"reason_kk": "Мердігер ауысты.", "reason_ru": "Сменился подрядчик."}
NEWS = {"note_kk": "Сорғы келді.", "note_ru": "Насос привезли."}
GIVEN = Assignment(
    due_on=date(2027, 5, 1),
    position_kk="бөлім басшысы",
    position_ru="руководитель отдела",
    measure_kk="Сорғыны ауыстыру.",
    measure_ru="Заменить насос.",
)


def life(issue: Issue) -> list[str]:
    return list(IssueEvent.objects.filter(issue=issue).order_by("id").values_list("verb", flat=True))


# -- who ---------------------------------------------------------------------------------------------------------------
def test_who_works_on_an_issue_and_who_reads_its_inner_part(offices: Offices) -> None:
    issue = offices.issue()
    for who in EVERYBODY:
        actor = offices.actor(who)
        assert bool(can_work(actor, issue)) == (who in WORK), who
        assert Issue.objects.worked_by(actor).filter(pk=issue.pk).exists() == (who in WORK), who
        reads = who in WORK | {"overseer", "administrator"}
        assert bool(can_read(actor, issue)) == reads, who
        assert Issue.objects.read_by(actor).filter(pk=issue.pk).exists() == reads, who


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - WORK))
def test_nobody_else_changes_anything(offices: Offices, who: str) -> None:
    issue, act = offices.issue(), offices.acting(who)
    done = beside.add_step(issue=issue, text_kk="Жоба", text_ru="Проект", due_on=DAY, **offices.acting())
    laid = beside.lay(issue=issue, maslikhat=offices.maslikhat, session_on=DAY, **offices.acting())
    before = life(issue)
    for tried in (
        lambda: assign(issue=issue, assignment=GIVEN, **act),
        lambda: set_term(issue=issue, due_on=date(2027, 7, 1), **WHY, **act),
        lambda: note_news(issue=issue, **NEWS, **act),
        lambda: note_nothing(issue=issue, **WHY, **act),
        lambda: correct(issue=issue, texts={"title_kk": "Су"}, **act),
        lambda: closing.take_up(issue=issue, **act),
        lambda: closing.plan(issue=issue, year=2028, **act),
        lambda: closing.control(issue=issue, level="region", **act),
        lambda: closing.close(issue=issue, how=Verb.EXPLAIN, **WHY, **act),
        lambda: closing.close(issue=issue, how=Verb.OUTSIDE, **WHY, **act),
        lambda: closing.close(issue=issue, how=Verb.NEED, **WHY, **act),
        lambda: closing.close(issue=issue, how=Verb.REFUSE, **WHY, **act),
        lambda: closing.reopen(issue=issue, **WHY, **act),
        lambda: hand_over(issue=issue, to_body=offices.ministry, why_kk="а", why_ru="б", **act),
        lambda: hiding.hide_text(issue=issue, why="x", **act),
        lambda: hiding.take_away_text(issue=issue, **act),
        lambda: hiding.show_text(issue=issue, **act),
        lambda: beside.set_co_executors(issue=issue, bodies=[offices.beside], **act),
        lambda: beside.add_step(issue=issue, text_kk="а", text_ru="б", due_on=DAY, **act),
        lambda: beside.finish_step(step=done, **act),
        lambda: beside.drop_step(step=done, **act),
        lambda: beside.lay(issue=issue, maslikhat=offices.maslikhat, session_on=DAY, **act),
        lambda: beside.decide_laid(laid=laid, decision_kk="а", decision_ru="б", decided_on=DAY, **act),
    ):
        with pytest.raises(NotAllowed):
            tried()
    assert life(issue) == before


# -- assigning ---------------------------------------------------------------------------------------------------------
def test_what_is_assigned_is_worked_on(offices: Offices) -> None:
    issue = offices.issue(state=State.REGISTERED, due_on=None, first_due_on=None)
    row = assign(issue=issue, assignment=GIVEN, expected_version=1, **offices.acting())
    assert (row.state, row.due_on, row.first_due_on) == (State.WORK, GIVEN.due_on, GIVEN.due_on)
    assert (row.position_ru, row.measure_kk) == (GIVEN.position_ru, GIVEN.measure_kk)
    line = row.events.get()
    assert (line.verb, line.from_state, line.to_state, line.due_on) == ("assign", "registered", "work", GIVEN.due_on)
    assert assign(issue=issue, assignment=GIVEN, expected_version=1, **offices.acting()).version == row.version
    with pytest.raises(Conflict) as refused:
        assign(issue=issue, assignment=Assignment(), expected_version=1, **offices.acting())
    assert refused.value.code == CHANGED


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2027, 2, 28)}, "due_on"),
        ({"due_on": date(2027, 3, 17)}, "due_on"),
        ({"due_on": date(2038, 3, 18)}, "due_on"),
        ({"measure_ru": ""}, "measure_ru"),
        ({"position_kk": "ж" * 201}, "position_kk"),
        ({"instruction_kk": "8 701 555 44 33", "instruction_ru": "Позвонить"}, "instruction_kk"),
    ],
    ids=str,
)
def test_what_cannot_be_assigned_is_refused_at_its_field(offices: Offices, given: dict[str, Any], field: str) -> None:
    issue = offices.issue(state=State.REGISTERED, due_on=None, first_due_on=None)
    with pytest.raises(Invalid) as refused:
        assign(issue=issue, assignment=Assignment(**{**vars(GIVEN), **given}), **offices.acting())
    assert list(refused.value.errors) == [field]
    assert not life(issue)


# -- the term ----------------------------------------------------------------------------------------------------------
def test_a_term_moves_with_a_reason_and_the_first_promise_stays(offices: Offices) -> None:
    late = offices.issue(due_on=date(2027, 3, 10))
    assert late.is_late(DAY)
    row = set_term(issue=late, due_on=DAY, **WHY, expected_version=1, **offices.acting())
    line = row.events.get()
    assert (line.was_due_on, line.due_on, line.note_ru) == (date(2027, 3, 10), DAY, WHY["reason_ru"])
    assert (row.due_on, row.first_due_on, row.is_late(DAY)) == (DAY, date(2027, 3, 10), False)
    set_term(issue=late, due_on=DAY, **WHY, expected_version=1, **offices.acting())
    assert life(late) == [Verb.TERM]
    with pytest.raises(Invalid) as refused:
        assign(issue=late, assignment=Assignment(due_on=date(2027, 9, 1)), **offices.acting())
    assert list(refused.value.errors) == ["due_on"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"due_on": date(2027, 3, 17)}, "due_on"),
        ({"due_on": date(2038, 1, 1)}, "due_on"),
        ({"reason_kk": " "}, "reason_kk"),
        ({"reason_ru": ""}, "reason_ru"),
        ({"reason_ru": "ИИН 900101300017"}, "reason_ru"),
    ],
    ids=str,
)
def test_a_term_does_not_move_silently_or_into_the_past(offices: Offices, said: dict[str, Any], field: str) -> None:
    issue = offices.issue()
    with pytest.raises(Invalid) as refused:
        set_term(issue=issue, **{"due_on": date(2027, 7, 1), **WHY, **said}, **offices.acting())
    assert list(refused.value.errors) == [field]
    with pytest.raises(Invalid):
        set_term(issue=offices.issue(due_on=None, first_due_on=None), due_on=DAY, **WHY, **offices.acting())


# -- news --------------------------------------------------------------------------------------------------------------
def test_news_are_for_everybody_and_inner_words_for_offices(offices: Offices) -> None:
    issue = offices.issue()
    row = note_news(issue=issue, **NEWS, internal="Шот № 7", **offices.acting())
    note_news(issue=issue, **NEWS, internal="Шот № 7", expected_version=1, **offices.acting())
    note_news(issue=issue, internal="Тек өзімізге", **offices.acting())
    lines = list(issue.events.values_list("verb", "note_kk", "internal", "is_public"))
    assert lines == [("news", NEWS["note_kk"], "Шот № 7", True), ("news", "", "Тек өзімізге", False)]
    assert row.last_news_on == DAY
    note_nothing(issue=issue, **WHY, **offices.acting("head"))
    assert IssueEvent.objects.public().count() == 2
    for said in ({}, {"note_kk": "Бір тілде"}, {**NEWS, "note_ru": "x" * 1001}, {"internal": "x" * 2001}):
        with pytest.raises(Invalid):
            note_news(issue=issue, **said, **offices.acting())


def test_the_same_words_are_another_line_of_whoever_has_read_the_first(offices: Offices) -> None:
    issue = offices.issue()
    row = note_nothing(issue=issue, **WHY, expected_version=1, **offices.acting())
    # The button was pressed twice.
    assert note_nothing(issue=issue, **WHY, expected_version=1, **offices.acting()).version == row.version
    assert note_nothing(issue=issue, **WHY, **offices.acting()).version == row.version
    later = note_nothing(issue=issue, **WHY, expected_version=row.version, **offices.acting())
    assert life(issue) == [Verb.NOTHING] * 2
    june = offices.acting(on=date(2027, 6, 10))
    nothing_of_many(versions={issue.number: later.version}, **WHY, **june)
    with pytest.raises(Conflict):
        note_nothing(issue=issue, **WHY, expected_version=1, **offices.acting(on=date(2027, 9, 10)))
    row = note_nothing(issue=issue, **WHY, **offices.acting(on=date(2027, 9, 10)))
    assert list(issue.events.order_by("id").values_list("verb", "on")) == [
        (Verb.NOTHING, day) for day in (DAY, DAY, date(2027, 6, 10), date(2027, 9, 10))
    ]
    assert row.last_news_on == date(2027, 9, 10)


def test_nothing_is_told_of_what_is_over(offices: Offices) -> None:
    issue = offices.issue()
    closing.close(issue=issue, how=Verb.EXPLAIN, **WHY, **offices.acting())
    with pytest.raises(Conflict):
        note_news(issue=issue, **NEWS, **offices.acting())


# -- closing -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("act", ["explain", "outside", "need", "refuse"])
def test_it_is_closed_with_a_reason_once_and_opened_again_with_one(offices: Offices, act: str) -> None:
    issue = offices.issue()
    close = partial(closing.close, how=act)
    with pytest.raises(Invalid) as refused:
        close(issue=issue, reason_kk="", reason_ru=" ", **offices.acting())
    assert list(refused.value.errors) == ["reason_kk", "reason_ru"]
    row = close(issue=issue, **WHY, expected_version=1, **offices.acting())
    assert close(issue=issue, **WHY, expected_version=1, **offices.acting()).version == row.version
    assert (row.family, row.closed_on, row.reason_ru) == ("closed", DAY, WHY["reason_ru"])
    with pytest.raises(IllegalTransition):
        closing.plan(issue=issue, year=2027, **offices.acting())
    with pytest.raises(Conflict):
        set_term(issue=issue, due_on=date(2027, 7, 1), **WHY, **offices.acting())
    with pytest.raises(Invalid):
        closing.reopen(issue=issue, reason_kk="", reason_ru="", **offices.acting())
    row = closing.reopen(issue=issue, **WHY, **offices.acting())
    assert (row.state, row.closed_on, row.reason_kk, row.due_on) == (State.WORK, None, "", date(2027, 6, 1))
    assert life(issue) == [act, Verb.REOPEN]


def test_the_machine_itself_refuses_to_close_without_a_word(offices: Offices) -> None:
    with pytest.raises(Invalid):
        step(offices.issue(), Verb.EXPLAIN, now=offices.acting()["now"], today=DAY)


def test_a_plan_has_a_year_and_control_a_level(offices: Offices) -> None:
    issue = offices.issue()
    for year in (2026, 2038):
        with pytest.raises(Invalid):
            closing.plan(issue=issue, year=year, **offices.acting())
    assert closing.plan(issue=issue, year=2028, **offices.acting()).plan_year == 2028
    assert closing.plan(issue=issue, year=2029, **offices.acting()).plan_year == 2029
    with pytest.raises(Invalid):
        closing.control(issue=issue, level="moon", **offices.acting())
    row = closing.control(issue=issue, level="central", **offices.acting())
    assert (row.state, row.level, row.plan_year) == (State.CONTROL, "central", None)
    row = closing.take_up(issue=issue, **offices.acting())
    assert (row.state, row.level) == (State.WORK, "")
    assert life(issue) == [Verb.PLAN, Verb.PLAN, Verb.CONTROL, Verb.WORK]


@pytest.mark.parametrize("name", ["plan", "control"])
def test_a_new_word_about_the_same_year_or_level_is_written(offices: Offices, name: str) -> None:
    issue = offices.issue()
    said: dict[str, Any] = {"plan": {"year": 2028}, "control": {"level": "region"}}[name]
    act = partial(getattr(closing, name), issue=issue, **said, **offices.acting())
    version = act(expected_version=1).version
    assert act(expected_version=version).version == version
    assert act(**NEWS, expected_version=version).version == version + 1
    # Pressed twice, and with the words that stand there by somebody who has read them.
    assert act(**NEWS, expected_version=version).version == version + 1
    with pytest.raises(Conflict):
        act(note_kk="Басқа", note_ru="Другое", expected_version=version)
    assert act(**NEWS, expected_version=version + 1).version == version + 2
    assert list(issue.events.order_by("id").values_list("note_ru", flat=True)) == ["", *[NEWS["note_ru"]] * 2]


def _acts(offices: Offices, issue: Issue) -> list[Any]:
    act = offices.acting()
    return [
        lambda: assign(issue=issue, assignment=GIVEN, **act),
        lambda: set_term(issue=issue, due_on=date(2027, 7, 1), **WHY, **act),
        lambda: closing.plan(issue=issue, year=2028, **act),
        lambda: closing.control(issue=issue, level="region", **act),
        lambda: closing.close(issue=issue, how=Verb.EXPLAIN, **WHY, **act),
        lambda: closing.close(issue=issue, how=Verb.OUTSIDE, **WHY, **act),
        lambda: closing.close(issue=issue, how=Verb.NEED, **WHY, **act),
        lambda: closing.close(issue=issue, how=Verb.REFUSE, **WHY, **act),
        lambda: closing.reopen(issue=issue, **WHY, **act),
        lambda: hand_over(issue=issue, to_body=offices.beside, why_kk="а", why_ru="б", **act),
    ]


def test_what_a_receiver_was_asked_about_stays_until_it_answers(offices: Offices) -> None:
    issue = offices.issue()
    hand_over(issue=issue, to_body=offices.ministry, why_kk="Сіздікі", why_ru="Ваше", **offices.acting())
    for act in _acts(offices, issue):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == PENDING
    note_news(issue=issue, **NEWS, **offices.acting())
    assert issue.hand_overs.get().state == HandOverState.PENDING


def test_what_people_are_asked_about_stays_until_they_have_answered(offices: Offices) -> None:
    issue = offices.issue(state=State.CLAIMED, closed_on=DAY)
    claim = ClaimFactory(issue=issue)
    for act in _acts(offices, issue):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == CLAIMED
    note_news(issue=issue, **NEWS, **offices.acting())
    claim.outcome, claim.settled_on = Outcome.SILENT, DAY
    claim.save()
    assert closing.reopen(issue=issue, **WHY, **offices.acting()).state == State.WORK


def test_what_people_read_of_it_stays_until_they_have_answered(offices: Offices) -> None:
    issue = offices.issue(state=State.CLAIMED, closed_on=DAY)
    ClaimFactory(issue=issue)
    title = {"title_kk": "Сорғыны бояу", "title_ru": "Покрасить насос"}
    other: list[dict[str, Any]] = [
        {"texts": title},
        {"texts": {"text_ru": "Краска"}},
        {"texts": {"title_en": "Paint"}},
        {"texts": {}, "facts": Facts(topic=topic("roads"))},
    ]
    for wanted in other:
        with pytest.raises(Conflict) as refused:
            correct(issue=issue, **wanted, **offices.acting())
        assert refused.value.code == CLAIMED
    standing = {"title_kk": issue.title_kk, "title_ru": issue.title_ru}
    facts = Facts(topic=issue.topic, affected=40)
    row = correct(issue=issue, texts=standing, internal="Ішкі", facts=facts, **offices.acting())
    assert (row.internal, row.affected, row.title_ru) == ("Ішкі", 40, issue.title_ru)
    # Of what is hidden nobody reads a word: it is written anew.
    hiding.hide_text(issue=issue, why="Бейтаныс адам аталған", **offices.acting())
    assert correct(issue=issue, texts=title, **offices.acting()).title_ru == title["title_ru"]


def test_a_joined_issue_is_split_not_opened(offices: Offices) -> None:
    issue = offices.issue(state=State.DUPLICATE, closed_on=DAY, joined_to=offices.issue())
    with pytest.raises(Conflict):
        closing.reopen(issue=issue, **WHY, **offices.acting())


@pytest.mark.parametrize("how", ["", "news", "claim", "Explain"])
def test_there_is_no_other_way_to_close_it(offices: Offices, how: str) -> None:
    issue = offices.issue()
    with pytest.raises(Invalid) as refused:
        closing.close(issue=issue, how=how, **WHY, **offices.acting())
    assert (list(refused.value.errors), life(issue)) == (["how"], [])


# -- texts -------------------------------------------------------------------------------------------------------------
def test_a_text_is_mended_and_the_title_makes_it_public(offices: Offices) -> None:
    silent = offices.issue(silent=True)
    said = {"title_kk": "Су", "title_ru": "Вода"}
    with pytest.raises(Invalid) as refused:
        correct(issue=silent, texts={"title_kk": "Су"}, **offices.acting())
    assert list(refused.value.errors) == ["title_ru"]
    facts = Facts(topic=topic("roads"), affected=40, risk="health")
    row = correct(issue=silent, texts=said, internal="Айтылғаны", facts=facts, expected_version=1, **offices.acting())
    assert (row.published_on, row.topic.slug, row.affected, row.internal) == (DAY, "roads", 40, "Айтылғаны")
    assert "вода" in row.search_text
    assert correct(issue=silent, texts=said, expected_version=1, **offices.acting()).version == row.version
    with pytest.raises(Invalid) as refused:
        correct(issue=silent, texts={"text_ru": "Звоните 8 701 555 44 33"}, **offices.acting())
    assert list(refused.value.errors) == ["text_ru"]
    assert life(silent) == [Verb.EDIT, Verb.PUBLISH]
    assert row.last_news_on == date(2027, 3, 1)


def test_a_text_is_hidden_by_one_and_taken_away_by_another(offices: Offices) -> None:
    issue = offices.issue()
    note_news(issue=issue, **NEWS, internal="Ішкі", **offices.acting())
    kept = issue.events.get()
    with pytest.raises(Invalid):
        hiding.hide_text(issue=issue, why=" ", **offices.acting())
    row = hiding.hide_text(issue=issue, why="Бейтаныс адам аталған", expected_version=2, **offices.acting())
    assert (row.hidden_on, row.title_kk, row.search_text) == (DAY, "Кешке су жоқ", row.search_text.split("\n")[0])
    for act in (hiding.take_away_text, hiding.show_text):
        with pytest.raises(NotAllowed):
            act(issue=issue, **offices.acting())
    (said,) = standing_words(issue)
    with pytest.raises(Invalid) as refused:
        hiding.take_away_text(issue=issue, words=[said.key, "0" * 16], **offices.acting("second"))
    assert list(refused.value.errors) == ["words"]
    row = hiding.take_away_text(issue=issue, words=[said.key], **offices.acting("second"))
    kept.refresh_from_db()
    assert (row.title_kk, row.text_ru, row.is_public, kept.note_kk, kept.internal) == ("", "", True, "", "")
    assert (row.hidden_on, row.taken_on) == (DAY, DAY)
    with pytest.raises(Conflict):
        hiding.take_away_text(issue=issue, **offices.acting("region"))
    with pytest.raises(Invalid):
        hiding.show_text(issue=issue, **offices.acting())
    correct(issue=issue, texts={"title_kk": "Су", "title_ru": "Вода"}, **offices.acting("second"))
    with pytest.raises(NotAllowed):
        hiding.show_text(issue=issue, **offices.acting("second"))
    row = hiding.show_text(issue=issue, **offices.acting())
    assert (row.hidden_on, row.taken_on, row.title_ru) == (None, None, "Вода")


def test_what_was_judged_can_be_hidden_anew_and_is_judged_by_another_person_again(offices: Offices) -> None:
    issue = offices.issue()
    note_news(issue=issue, **NEWS, **offices.acting())
    hiding.hide_text(issue=issue, why="Бейтаныс адам аталған", **offices.acting())
    hiding.take_away_text(issue=issue, **offices.acting("second"))
    # A name was overlooked in the line that was left.
    row = hiding.hide_text(issue=issue, why="Тағы біреу аталған", **offices.acting("second"))
    assert (row.hidden_on, row.taken_on) == (DAY, None)
    (said,) = standing_words(issue)
    with pytest.raises(NotAllowed):
        hiding.take_away_text(issue=issue, words=[said.key], **offices.acting("second"))
    hiding.take_away_text(issue=issue, words=[said.key], **offices.acting())
    assert not issue.events.exclude(note_ru="").exists()
    assert standing_words(issue) == []


# -- beside ------------------------------------------------------------------------------------------------------------
def test_co_executors_read_and_never_are_the_holder(offices: Offices) -> None:
    issue = offices.issue()
    for bodies in ([offices.district], [BodyFactory() for _ in range(11)]):
        with pytest.raises(Invalid):
            beside.set_co_executors(issue=issue, bodies=bodies, **offices.acting())
    beside.set_co_executors(issue=issue, bodies=[offices.beside, offices.ministry], **offices.acting())
    neighbour = offices.actor("neighbour")
    assert (bool(can_read(neighbour, issue)), bool(can_work(neighbour, issue))) == (True, False)
    assert Issue.objects.read_by(neighbour).get() == issue
    beside.set_co_executors(issue=issue, bodies=[offices.ministry], **offices.acting())
    assert not can_read(neighbour, issue)
    assert not IssueEvent.objects.public().exists()


def test_steps_are_done_once_and_those_that_passed_stay(offices: Offices) -> None:
    issue = offices.issue()
    said = {"text_kk": "Жоба", "text_ru": "Проект", "due_on": date(2027, 4, 1)}
    first = beside.add_step(issue=issue, **said, expected_version=1, **offices.acting())
    assert beside.add_step(issue=issue, **said, expected_version=1, **offices.acting()) == first
    slip = beside.add_step(issue=issue, **{**said, "due_on": date(2027, 5, 1)}, **offices.acting())
    beside.drop_step(step=slip, **offices.acting())
    with pytest.raises(Conflict):
        beside.finish_step(step=slip, **offices.acting())
    beside.finish_step(step=first, **offices.acting())
    beside.finish_step(step=first, **offices.acting())
    with pytest.raises(Conflict):
        beside.drop_step(step=first, **offices.acting())
    assert list(issue.events.filter(is_public=True).values_list("verb", "note_ru")) == [("step", "Проект")]
    for wrong in ({"due_on": date(2027, 2, 1)}, {"due_on": date(2038, 1, 1)}, {"text_ru": ""}):
        with pytest.raises(Invalid):
            beside.add_step(issue=issue, **{**said, **wrong}, **offices.acting())


def test_it_is_laid_before_a_maslikhat_of_its_place_and_decided_once(offices: Offices) -> None:
    issue = offices.issue()
    act = offices.acting()
    for wrong in ({"maslikhat": offices.region}, {"session_on": date(2027, 1, 1)}):
        with pytest.raises(Invalid):
            beside.lay(issue=issue, **{"maslikhat": offices.maslikhat, "session_on": DAY, **wrong}, **act)
    laid = beside.lay(issue=issue, maslikhat=offices.maslikhat, session_on=DAY, **act)
    assert beside.lay(issue=issue, maslikhat=offices.maslikhat, session_on=DAY, **act) == laid
    said = {"decision_kk": "Қаржы бөлінді", "decision_ru": "Деньги выделены"}
    for day in (date(2027, 3, 17), date(2027, 3, 19)):
        with pytest.raises(Invalid):
            beside.decide_laid(laid=laid, **said, decided_on=day, **act)
    beside.decide_laid(laid=laid, **said, decided_on=DAY, **act)
    beside.decide_laid(laid=laid, **said, decided_on=DAY, **act)
    with pytest.raises(Conflict):
        beside.decide_laid(laid=laid, decision_kk="Жоқ", decision_ru="Нет", decided_on=DAY, **act)
    assert list(issue.events.values_list("verb", "other")) == [("laid", offices.maslikhat.pk)] * 2
    # Words that may have to be taken away stand in no history that nobody can change.
    kept = [change.after for change in Change.objects.filter(table="issues_laid").order_by("id")]
    assert ["session_on" in kept[0], "decided_on" in kept[1]] == [True, True]
    assert not [change for change in kept if "decision_ru" in change]
