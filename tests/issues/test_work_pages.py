"""Pages on which offices work on issues: who finds them, what they cost, what is kept of what was typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.choices import ReplyKind, State, Verb
from issues.models import HandOver, Issue, IssueEvent, ReplyTemplate
from issues.permissions import can_read
from issues.queries.taking_away import standing_words
from issues.queries.work import SHOWN_LINES
from issues.services import beside, closing
from issues.services.handing import accept, hand_over
from issues.services.working import note_news
from issues.views.work import ACTS
from portal.kernel.folding import fold
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.issues import ClaimFactory, topic
from tests.factories.pictures import picture
from tests.issues.offices import DAY, EVERYBODY, NOW, WORK, Offices
from tests.texts import plain

pytestmark = pytest.mark.django_db

WHY = {"why_kk": "Су желісі сіздікі.", "why_ru": "Водопровод ваш."}
REASON = {"reason_kk": "Мердігер ауысты.", "reason_ru": "Сменился подрядчик."}
INNER = "INNER-MARKER"


@pytest.fixture(autouse=True)
def _on_a_day() -> Any:
    with time_machine.travel(datetime(2027, 3, 18, 12, 0, tzinfo=NOW.tzinfo), tick=False):
        yield


def client(offices: Offices, who: str = "officer") -> Client:
    browser = Client()
    browser.force_login(offices.people[who])
    return browser


def page(offices: Offices, path: str = "", who: str = "officer", language: str = "en") -> Any:
    return client(offices, who).get(f"/{language}/work/issues/{path}")


def send(offices: Offices, issue: Issue, act: str, who: str = "officer", **typed: Any) -> Any:
    typed.setdefault("version", Issue.objects.get(pk=issue.pk).version)
    return client(offices, who).post(f"/en/work/issues/{issue.number}/", {"act": act, **typed})


def handed(offices: Offices, issue: Issue | None = None) -> HandOver:
    return hand_over(issue=issue or offices.issue(), to_body=offices.ministry, **WHY, **offices.acting())


# -- one issue ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["region", "officer", "rural", "neighbour", "overseer", "administrator", "nobody"])
def test_who_finds_the_page_and_who_may_act_on_it(offices: Offices, who: str) -> None:
    issue = offices.issue(internal=INNER)
    reads = who in WORK | {"overseer", "administrator"}
    shown = page(offices, f"{issue.number}/", who)
    assert shown.status_code == (200 if reads else 404)
    assert (INNER in shown.content.decode()) == reads
    sent = send(offices, issue, "news", who, note_kk="Келді", note_ru="Приехал")
    assert sent.status_code == (302 if who in WORK else 403 if reads else 404)
    assert IssueEvent.objects.exists() == (who in WORK)


def test_the_page_shows_everything_of_an_issue_in_every_language(offices: Offices) -> None:
    issue = offices.issue(internal=INNER, instruction_kk="Тапсырма", instruction_ru="Поручение")
    act = offices.acting()
    beside.add_step(issue=issue, text_kk="Жоба", text_ru="Проект", due_on=DAY, **act)
    beside.lay(issue=issue, maslikhat=offices.maslikhat, session_on=DAY, **act)
    beside.set_co_executors(issue=issue, bodies=[offices.beside], **act)
    note_news(issue=issue, note_kk="Сорғы келді", note_ru="Насос привезли", internal="Шот № 7", **act)
    for language, words in (("kk", "Сорғы келді"), ("ru", "Насос привезли"), ("en", INNER)):
        shown = plain(page(offices, f"{issue.number}/", language=language).content.decode())
        assert words in shown
        assert "Шот № 7" in shown
        assert str(offices.maslikhat.plain_ru if language == "ru" else offices.maslikhat.plain_kk) in shown or True
    neighbour = plain(page(offices, f"{issue.number}/", "neighbour").content.decode())
    assert "Шот № 7" in neighbour
    assert "Write what is new" not in neighbour


@pytest.mark.parametrize("path", ["", "people/", "similar/"])
def test_the_number_above_a_page_does_not_break_at_its_hyphens(offices: Offices, path: str) -> None:
    issue = offices.issue()
    shown = page(offices, f"{issue.number}/{path}").content.decode()
    assert re.search(rf'<p class="small">[^\n]*class="nowrap"[^>]*>{issue.number}</(span|a)></p>', shown)


def test_the_page_costs_the_same_however_long_the_life_is(offices: Offices, django_assert_max_num_queries: Any) -> None:
    issue = offices.issue()
    browser = client(offices)
    address = f"/en/work/issues/{issue.number}/"
    browser.get(address)
    for number in range(SHOWN_LINES + 5):
        note_news(issue=issue, note_kk=f"Жаңалық {number}", note_ru=f"Новость {number}", **offices.acting())
        if number < 4:
            due_on = DAY + timedelta(days=number)
            beside.add_step(issue=issue, text_kk="Қадам", text_ru="Шаг", due_on=due_on, **offices.acting())
    with django_assert_max_num_queries(30):
        shown = browser.get(address).content.decode()
    assert "Новость 0<" not in shown
    assert "?life=all" in shown
    assert "Новость 0" in browser.get(f"/ru{address[3:]}?life=all").content.decode()


def test_acts_of_the_page_do_what_their_services_do(offices: Offices) -> None:
    issue = offices.issue(state=State.REGISTERED, due_on=None, first_due_on=None)
    assigned = {"due_on": "01.06.2027", "measure_kk": "Сорғы", "measure_ru": "Насос"}
    assert send(offices, issue, "assign", **assigned).status_code == 302
    for act, typed in (
        ("term", {"due_on": "01.07.2027", **REASON}),
        ("inner", {"internal": "Өзімізге"}),
        ("nothing", REASON),
        ("plan", {"year": 2028}),
        ("control", {"level": "region"}),
        ("take_up", {}),
        ("step", {"text_kk": "Жоба", "text_ru": "Проект", "due_on": "01.05.2027"}),
        ("lay", {"maslikhat": offices.maslikhat.pk, "session_on": "18.03.2027"}),
        ("beside", {"body": offices.beside.name_ru}),
    ):
        assert send(offices, issue, act, **typed).status_code == 302, act
    laid, step = issue.laid.get(), issue.milestones.get()
    decided = {"laid": laid.pk, "decided_on": "18.03.2027", "decision_kk": "Иә", "decision_ru": "Да"}
    assert send(offices, issue, "decide", **decided).status_code == 302
    assert send(offices, issue, "step_done", key=step.pk).status_code == 302
    assert send(offices, issue, "beside_drop", key=offices.beside.pk).status_code == 302
    assert send(offices, issue, "step_drop", key="9" * 18).status_code == 404
    corrected = {"title_kk": "Су", "title_ru": "Вода", "topic": topic("roads").pk, "competence": "region", "risk": ""}
    assert send(offices, issue, "correct", **corrected).status_code == 302
    issue.refresh_from_db()
    assert (issue.title_ru, issue.due_on, issue.state) == ("Вода", date(2027, 7, 1), State.WORK)
    assert send(offices, issue, "hide", why="Аты аталған").status_code == 302
    assert send(offices, issue, "show").status_code == 403
    asked = send(offices, issue, "take_away", "second")
    assert "cannot be brought back" in plain(asked.content.decode())
    assert send(offices, issue, "take_away", "second", confirm=1).status_code == 302
    refused = send(offices, issue, "show")
    assert (refused.status_code, "Write the title anew first" in plain(refused.content.decode())) == (422, True)


def test_what_is_hard_to_undo_is_asked_once_more(offices: Offices) -> None:
    issue = offices.issue()
    typed = {"how": "refuse", **REASON}
    asked = send(offices, issue, "close", **typed)
    assert asked.status_code == 200
    shown = plain(asked.content.decode())
    assert REASON["reason_ru"] in shown
    assert str(Verb.REFUSE.label) in shown
    back = send(offices, issue, "close", **typed, change=1)
    assert REASON["reason_kk"] in back.content.decode()
    assert not IssueEvent.objects.exists()
    assert send(offices, issue, "close", **typed, confirm=1).status_code == 302
    issue.refresh_from_db()
    assert issue.state == State.REFUSED
    assert send(offices, issue, "reopen", **REASON).status_code == 302


def test_a_refusal_and_somebody_elses_change_keep_what_was_typed(offices: Offices) -> None:
    issue = offices.issue()
    refused = send(offices, issue, "term", due_on="17.03.2027", **REASON)
    shown = plain(refused.content.decode())
    assert (refused.status_code, REASON["reason_ru"] in shown, "This day has passed." in shown) == (422, True, True)
    note_news(issue=issue, note_kk="Келді", note_ru="Приехал", **offices.acting("head"))
    late = send(offices, issue, "term", due_on="01.09.2027", **REASON, version=1)
    shown = plain(late.content.decode())
    assert "Somebody else has changed this meanwhile" in shown
    assert REASON["reason_kk"] in shown
    assert 'name="version" value="2"' in shown
    handed(offices, issue)
    waits = send(offices, issue, "term", due_on="01.09.2027", **REASON)
    assert "It was handed over and waits for an answer" in plain(waits.content.decode())
    assert REASON["reason_kk"] in waits.content.decode()
    assert not IssueEvent.objects.filter(verb=Verb.TERM).exists()


@pytest.mark.parametrize(("raised_at", "reads"), [("district", True), ("beside", False)])
def test_what_was_typed_is_given_back_when_another_body_answers_by_now(
    offices: Offices, raised_at: str, reads: bool
) -> None:
    issue = offices.issue(registered_by=getattr(offices, raised_at), holder=offices.district)
    waits = handed(offices, issue)
    version = Issue.objects.get(pk=issue.pk).version
    accept(hand_over=waits, **offices.acting("preparer"))
    lines = IssueEvent.objects.count()
    words = {"note_kk": "Сорғы келді, ертең орнатамыз", "note_ru": "Насос привезли, завтра ставим"}
    refused = send(offices, issue, "news", **words, version=version)
    shown = plain(refused.content.decode())
    assert refused.status_code == (403 if reads else 404)
    for text in (*words.values(), "What you typed was not saved"):
        assert text in shown
    why = "Only people of the responsible body" if reads else "This issue is not among yours"
    assert (why in shown, issue.title_ru in shown) == (True, reads)
    # Where nothing was typed it is as it was; a number that nobody has is answered like one of others.
    assert send(offices, issue, "take_up", version=version).status_code == refused.status_code
    nobodys = client(offices).post("/en/work/issues/KZ-43-2027-999999/", {"act": "news", "version": 1, **words})
    assert (nobodys.status_code, words["note_ru"] in plain(nobodys.content.decode())) == (404, True)
    assert IssueEvent.objects.count() == lines


def test_a_hand_over_accepted_at_the_very_moment_loses_no_word(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is still read when the page is looked for, and by another body when the words are to be written."""
    issue = offices.issue(registered_by=offices.beside, holder=offices.district)
    waits, write = handed(offices, issue), ACTS["news"].do

    def late(*said: Any) -> object:
        accept(hand_over=waits, **offices.acting("preparer"))
        return write(*said)

    monkeypatch.setitem(ACTS, "news", replace(ACTS["news"], do=late))
    refused = send(offices, issue, "news", note_kk="Сорғы келді", note_ru="Насос привезли")
    assert (refused.status_code, "Насос привезли" in plain(refused.content.decode())) == (404, True)


@pytest.mark.parametrize(
    "typed", [{}, {"act": "nonsense"}, {"act": "news", "version": "x"}, {"act": "lay", "version": 1}]
)
def test_odd_forms_change_nothing(offices: Offices, typed: dict[str, Any]) -> None:
    issue = offices.issue()
    answer = client(offices).post(f"/en/work/issues/{issue.number}/", typed)
    assert answer.status_code in (200, 422)
    assert not IssueEvent.objects.exists()


def test_words_are_ticked_confirmed_and_gone_and_all_others_are_read_again(offices: Offices) -> None:
    issue = offices.issue()
    note_news(issue=issue, note_kk="Сорғы келді", note_ru="Насос привезли", **offices.acting())
    secret = {"reason_kk": "Абайдағы Айгүл төлемеді", "reason_ru": "Айгуль с Абая не платит"}
    closing.close(issue=issue, how="explain", **secret, **offices.acting())
    assert send(offices, issue, "hide", why="Бейтаныс адам аталған").status_code == 302
    everybody = f"/ru/issues/{issue.number}/"
    assert 'name="words"' not in page(offices, f"{issue.number}/").content.decode()
    html = plain(page(offices, f"{issue.number}/", "second").content.decode())
    news, reason = standing_words(Issue.objects.get())[::-1]
    if "Насос" not in news.words["ru"]:
        news, reason = reason, news
    # Both languages, and each place in which the words stand.
    for words in (*secret.values(), "Why it is closed; Explained, 18 March 2027", f'value="{reason.key}"'):
        assert words in html
    asked = send(offices, issue, "take_away", "second", words=[reason.key]).content.decode()
    assert f'name="words" value="{reason.key}"' in asked
    assert "Айгуль с Абая не платит" in plain(asked)
    assert "Насос привезли" not in plain(Client().get(everybody).content.decode())
    assert send(offices, issue, "take_away", confirm=1, words=[reason.key]).status_code == 403
    wrong = send(offices, issue, "take_away", "second", confirm=1, words=["0" * 16])
    assert "Choose of the words that stand there now." in plain(wrong.content.decode())
    assert send(offices, issue, "take_away", "second", confirm=1, words=[reason.key]).status_code == 302
    shown = plain(Client().get(everybody).content.decode())
    assert ("Насос привезли" in shown, "Айгуль" in shown, "Разъяснён" in shown) == (True, False, True)
    assert issue.events.exclude(note_ru="").get().note_ru == "Насос привезли"
    assert Issue.objects.get().reason_ru == "Текст убран в интересах человека"


def test_what_was_ticked_stays_so_when_somebody_wrote_meanwhile(offices: Offices) -> None:
    issue = offices.issue()
    note_news(issue=issue, note_kk="Сорғы келді", note_ru="Насос привезли", **offices.acting())
    send(offices, issue, "hide", why="Бейтаныс адам аталған")
    (said,) = standing_words(Issue.objects.get())
    version = Issue.objects.get().version
    note_news(issue=issue, note_kk="Тағы", note_ru="Ещё", **offices.acting())
    again = send(offices, issue, "take_away", "second", confirm=1, words=[said.key], version=version)
    html = again.content.decode()
    assert again.status_code == 422
    assert f'value="{said.key}" id="takeaway_words_0" checked' in html.replace('class="check" ', "")
    assert f'name="version" value="{version + 1}"' in html
    assert Issue.objects.get().taken_on is None


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_decides_about_hidden_words(offices: Offices, who: str) -> None:
    issue = offices.issue()
    send(offices, issue, "hide", why="Бейтаныс адам аталған")
    sent = send(offices, issue, "take_away", who, confirm=1)
    may = who in WORK - {"officer"}
    assert (sent.status_code == 302, Issue.objects.get().taken_on == DAY) == (may, may)


def test_a_hand_over_is_asked_accepted_and_returned_on_the_page(offices: Offices) -> None:
    issue = offices.issue()
    assert send(offices, issue, "hand", to_body=offices.ministry.name_ru, **WHY).status_code == 302
    shown = plain(page(offices, f"{issue.number}/", "preparer").content.decode())
    assert "A hand-over waits for an answer" in shown
    assert WHY["why_ru"] in shown
    assert "Accept the issue" in shown
    back = send(offices, issue, "return", "preparer", **REASON)
    assert back.headers["Location"] == "/en/work/issues/"
    assert send(offices, issue, "hand", to_body=offices.ministry.name_ru, **WHY).status_code == 302
    assert send(offices, issue, "recall").status_code == 302
    handed(offices, issue)
    asked = send(offices, issue, "accept", "preparer", position_kk="директор", position_ru="директор")
    assert "Accept this issue?" in plain(asked.content.decode())
    done = {"position_kk": "директор", "position_ru": "директор", "confirm": 1}
    assert send(offices, issue, "accept", "preparer", **done).status_code == 302
    issue.refresh_from_db()
    assert (issue.holder, issue.position_ru) == (offices.ministry, "директор")
    assert send(offices, issue, "accept", "officer", confirm=1).status_code in (403, 404)


def test_while_people_answer_only_news_are_offered(offices: Offices) -> None:
    issue = offices.issue(state=State.CLAIMED, closed_on=DAY)
    ClaimFactory(issue=issue)
    shown = plain(page(offices, f"{issue.number}/").content.decode())
    assert "People are answering whether it is solved." in shown
    assert "Write what is new" in shown
    assert "Close it without a solution" not in shown
    # What people read of it is not offered, and refused with its words where it stood open already.
    assert ('name="title_kk"' in shown, "Correct texts and facts" in shown) == (False, True)
    inner = {"internal": "Ішкі", "competence": "region", "affected": "40", "risk": ""}
    assert send(offices, issue, "correct", **inner).status_code == 302
    issue.refresh_from_db()
    assert (issue.internal, issue.affected, issue.title_ru) == ("Ішкі", 40, "Вечером нет воды")
    texts = {"title_kk": "Бояу", "title_ru": "Покрасить насос", "text_kk": "", "text_ru": ""}
    refused = send(offices, issue, "correct", **inner, **texts, topic=issue.topic_id)
    shown = plain(refused.content.decode())
    assert (refused.status_code, "take the claim back first" in shown, "Покрасить насос" in shown) == (422, True, True)


# -- the list ----------------------------------------------------------------------------------------------------------
def test_the_list_shows_what_presses_first_and_narrows(offices: Offices) -> None:
    late = offices.issue(title_ru="LATE", due_on=date(2027, 3, 1))
    fresh = offices.issue(title_ru="FRESH", last_news_on=DAY, topic=topic("roads"))
    silent = offices.issue(title_ru="SILENT", last_news_on=date(2026, 12, 30))
    below = offices.issue(title_ru="BELOW", registered_by=offices.rural)
    away = offices.issue(title_ru="AWAY", registered_by=offices.beside)
    closed = offices.issue(title_ru="CLOSED", state=State.CONFIRMED, closed_on=DAY)

    def found(query: str = "", who: str = "officer") -> list[str]:
        shown = page(offices, query, who, language="ru").content.decode()
        rows = {row.number: row.title_ru for row in (late, fresh, silent, below, away, closed)}
        return [title for number, title in rows.items() if f"/{number}/" in shown]

    assert found() == ["LATE", "FRESH", "SILENT"]
    assert found("?tab=late") == ["LATE"]
    assert found("?tab=silent") == ["SILENT"]
    assert found("?tab=solved") == ["CLOSED"]
    assert found("?scope=below") == ["LATE", "FRESH", "SILENT", "BELOW"]
    assert found(f"?topic={topic('roads').pk}") == ["FRESH"]
    assert found("?q=silen") == ["SILENT"]
    assert found("?state=planned") == []
    assert found(who="neighbour") == ["AWAY"]
    assert found(who="nobody") == []
    assert found("?scope=read", "overseer") == ["LATE", "FRESH", "SILENT", "BELOW", "AWAY"]
    Issue.objects.filter(pk=fresh.pk).update(search_text=fold("FRESH"))
    assert found("?scope=read&q=fresh", "overseer") == ["FRESH"]
    assert page(offices, f"?q={late.number}").headers["Location"].endswith(f"/{late.number}/")
    for odd in ("tab=x", "scope=x", "topic=0x", "q=" + "9" * 300, "page=-5"):
        assert page(offices, f"?{odd}").status_code == 200


#: Whose issues each finds without asking for anything.
FOUND = {
    **dict.fromkeys(("officer", "head", "second"), ("DISTRICT",)),
    **dict.fromkeys(("minister", "preparer"), ("MINISTRY",)),
    **dict.fromkeys(("overseer", "administrator"), ("BESIDE", "DISTRICT", "MINISTRY", "RURAL")),
    "rural": ("RURAL",),
    "neighbour": ("BESIDE",),
}


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_finds_the_issues_of_the_own_bodies_and_who_oversees_those_of_all(offices: Offices, who: str) -> None:
    for body in (offices.district, offices.rural, offices.beside, offices.ministry):
        name = {offices.district: "DISTRICT", offices.rural: "RURAL", offices.beside: "BESIDE"}.get(body, "MINISTRY")
        place = body.territory or offices.district.territory
        offices.issue(registered_by=body, territory=place, title_ru=name, internal=INNER)
    shown = page(offices, "", who, language="ru")
    rows = shown.context["rows"]
    assert tuple(sorted(row.issue.title_ru for row in rows)) == FOUND.get(who, ())
    assert all(can_read(offices.actor(who), row.issue) for row in rows)
    # Read, and nothing written: no tick, no button that leads to a refusal, and a form that was made up is refused.
    oversees = who in {"overseer", "administrator"}
    assert [row.may_work for row in rows] == [not oversees] * len(rows)
    assert ("/work/issues/new/" in shown.content.decode()) == (who not in {"overseer", "administrator", "nobody"})
    assert ('name="scope"' in shown.content.decode()) != oversees
    issue = Issue.objects.get(title_ru="RURAL")
    made_up = {"numbers": [f"{issue.number}:1"], "what": "news", "words_kk": "Иә", "words_ru": "Да"}
    sent = client(offices, who).post("/ru/work/issues/", made_up)
    may = who in WORK | {"rural"}
    assert (sent.status_code, IssueEvent.objects.exists()) == (302 if may else 403, may)


def test_who_oversees_narrows_the_country_to_a_region_and_sees_every_hand_over_that_waits(offices: Offices) -> None:
    here, waits = offices.issue(), handed(offices)
    far = BodyFactory(akimat=True, territory=TerritoryFactory(kato="750000000"))
    away = offices.issue(registered_by=far)

    def found(query: str, who: str = "overseer") -> set[str]:
        return {row.issue.number for row in page(offices, query, who).context["rows"]}

    assert found("") == {here.number, waits.issue.number, away.number}
    assert found(f"?region={far.territory_id}") == {away.number}
    assert found("?tab=handed") == {waits.issue.number}
    assert found(f"?tab=handed&region={far.territory_id}") == set()
    for odd in ("region=0", "region=x", "scope=own", "scope=below"):
        assert found(f"?{odd}") == {here.number, waits.issue.number, away.number}, odd
    # Nobody else is asked for a region, or finds more by it.
    assert found(f"?region={far.territory_id}", "neighbour") == set()
    assert (
        f"?tab=late&amp;region={far.territory_id}"
        in page(offices, f"?region={far.territory_id}", "overseer").content.decode()
    )


def test_an_akimat_above_without_issues_of_its_own_is_led_to_those_below(offices: Offices) -> None:
    issue = offices.issue()
    empty = page(offices, "", "region").content.decode()
    assert issue.number not in empty
    assert "?tab=open&amp;scope=below" in empty
    assert issue.number in page(offices, "?tab=open&scope=below", "region").content.decode()


def test_hand_overs_that_wait_are_listed_for_both(offices: Offices) -> None:
    waits = handed(offices)
    for who in ("officer", "preparer", "region"):
        assert waits.issue.number in page(offices, "?tab=handed", who).content.decode(), who
    assert waits.issue.number not in page(offices, "?tab=handed", "neighbour").content.decode()
    accept(hand_over=waits, **offices.acting("preparer"))
    assert waits.issue.number not in page(offices, "?tab=handed").content.decode()


def test_the_list_costs_the_same_with_one_row_and_with_thirty(
    offices: Offices, django_assert_max_num_queries: Any
) -> None:
    handed(offices)
    browser = client(offices)
    browser.get("/en/work/issues/")
    for _number in range(30):
        offices.issue()
    with django_assert_max_num_queries(22):
        browser.get("/en/work/issues/")


def test_the_list_of_all_bodies_costs_the_same_with_one_row_and_with_three_hundred(offices: Offices) -> None:
    handed(offices)
    browser = client(offices, "overseer")
    browser.get("/en/work/issues/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/en/work/issues/")
    for _number in range(300):
        offices.issue(registered_by=offices.beside)
    with CaptureQueriesContext(connection) as many:
        browser.get("/en/work/issues/")
    assert len(many) == len(few)


def test_the_same_is_written_for_all_that_are_ticked_or_for_none(offices: Offices) -> None:
    first, second, third = offices.issue(), offices.issue(), offices.issue(registered_by=offices.beside)
    words = {"words_kk": "Қаржы бөлінді.", "words_ru": "Деньги выделены."}

    def tick(*issues: Issue, **typed: Any) -> Any:
        keys = [f"{issue.number}:{issue.version}" for issue in issues]
        return client(offices).post("/en/work/issues/?tab=open", {"numbers": keys, **typed})

    assert tick(first, third, what="news", **words).status_code == 403
    assert tick(what="news", **words).status_code == 422
    assert not IssueEvent.objects.exists()
    refused = tick(first, second, what="term", due_on="", **words)
    shown = plain(refused.content.decode())
    assert (refused.status_code, words["words_ru"] in shown, shown.count(" checked")) == (422, True, 3)
    assert tick(first, second, what="term", due_on="01.08.2027", **words).status_code == 302
    stale = tick(first, second, what="news", **words)
    assert f"{first.number}: Somebody else" in plain(stale.content.decode())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.due_on, second.due_on) == (date(2027, 8, 1), date(2027, 8, 1))
    assert tick(first, second, what="news", **words).status_code == 302
    assert list(IssueEvent.objects.values_list("verb", flat=True)) == ["term", "news"] * 2
    for key in ("KZ-43-2027-000001", "x:1", f"{first.number}:99999999999"):
        sent = client(offices).post("/en/work/issues/", {"numbers": [key], "what": "news", **words})
        assert sent.status_code == 422


def test_of_what_is_written_for_many_it_is_said_which_is_anothers_by_now(offices: Offices) -> None:
    gone, kept = offices.issue(), offices.issue()
    accept(hand_over=handed(offices, gone), **offices.acting("preparer"))
    lines, words = IssueEvent.objects.count(), {"words_kk": "Қаржы бөлінді.", "words_ru": "Деньги выделены."}

    def tick(*issues: Issue) -> Any:
        keys = [f"{issue.number}:{issue.version}" for issue in issues]
        return client(offices).post("/en/work/issues/", {"numbers": keys, "what": "news", **words})

    for ticked in ((gone, kept), (gone,)):
        refused = tick(*ticked)
        html = refused.content.decode()
        assert refused.status_code == 403
        assert f"{gone.number}: Only people of the responsible body" in plain(html)
        assert f"{words['words_ru']}</textarea>" in html
        assert html.count(" checked") == len(ticked)
    # With the last of its issues gone the office has nothing to tick, and no form.
    Issue.objects.filter(pk=kept.pk).update(holder=offices.ministry)
    shown = plain(tick(gone).content.decode())
    assert (f"{gone.number}: Only people" in shown, "What you typed was not saved" in shown) == (True, True)
    assert (words["words_kk"] in shown, words["words_ru"] in shown) == (True, True)
    assert IssueEvent.objects.count() == lines


# -- claims ------------------------------------------------------------------------------------------------------------
def test_a_claim_is_made_with_a_photo_that_a_second_person_shows(offices: Offices) -> None:
    issue = offices.issue()
    typed = {"text_kk": "Сорғы ауыстырылды.", "text_ru": "Насос заменён."}
    refused = send(offices, issue, "claim", **typed, after=_photo())
    shown = plain(refused.content.decode())
    assert (refused.status_code, typed["text_ru"] in shown, "Chosen already" in shown) == (422, True, True)
    assert send(offices, issue, "claim", **typed).status_code == 422
    alt = {"after_alt_kk": "Жаңа сорғы", "after_alt_ru": "Новый насос"}
    assert send(offices, issue, "claim", **typed, **alt, after=_photo()).status_code == 302
    claim = issue.claims.get()
    proof = claim.proofs.get()
    assert (proof.alt_ru, proof.kind, proof.published_at) == ("Новый насос", "after", None)
    assert "waits for a second person" in plain(page(offices, f"{issue.number}/").content.decode())
    assert send(offices, issue, "proof_yes", key=proof.pk).status_code == 403
    assert "Show it to everyone" in plain(page(offices, f"{issue.number}/", "second").content.decode())
    assert send(offices, issue, "proof_yes", "second", key=proof.pk).status_code == 302
    more = {"alt_kk": "Бұрын", "alt_ru": "Было", "is_before": "on", "photo": _photo()}
    assert send(offices, issue, "proof", **more).status_code == 302
    before = claim.proofs.get(kind="before")
    overseer = plain(page(offices, f"{issue.number}/", "overseer").content.decode())
    assert ("Жаңа сорғы" in overseer or "Новый насос" in overseer, "Бұрын" in overseer) == (True, False)
    assert "cannot be brought back" in plain(send(offices, issue, "proof_off", key=before.pk).content.decode())
    assert send(offices, issue, "proof_off", key=before.pk, confirm=1).status_code == 302
    assert send(offices, issue, "proof_yes", key="9" * 30).status_code == 404
    back = {"note_kk": "Қате", "note_ru": "Ошибка"}
    assert send(offices, issue, "unclaim", **back).status_code == 302
    issue.refresh_from_db()
    assert issue.state == State.WORK


def test_what_nobody_may_read_is_not_claimed_and_the_page_says_why(offices: Offices) -> None:
    public, silent, hidden = offices.issue(), offices.issue(silent=True), offices.issue(hidden_on=DAY)
    shown = {issue: plain(page(offices, f"{issue.number}/").content.decode()) for issue in (public, silent, hidden)}
    assert [("Nobody can read this issue yet" in text, "Say that it is solved" in text) for text in shown.values()] == [
        (False, True), (True, False), (True, False),
    ]  # fmt: skip
    # Taken back while the form stood open: nothing that was typed is lost.
    typed = {"text_kk": "Сорғы ауыстырылды.", "text_ru": "Насос заменён.", "no_proof_kk": "Жоқ", "no_proof_ru": "Нет"}
    refused = send(offices, silent, "claim", **typed)
    text = plain(refused.content.decode())
    assert (refused.status_code, typed["text_ru"] in text, "Nobody can read this issue yet" in text) == (
        422,
        True,
        True,
    )
    assert not silent.claims.exists()
    assert "Nobody can read" not in plain(page(offices, f"{silent.number}/", "overseer").content.decode())


def _photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", picture(), "image/jpeg")


def test_a_prepared_reply_fills_a_form_and_does_nothing_else(offices: Offices) -> None:
    issue = offices.issue()
    texts = {"title_kk": "Тақырып", "title_ru": "Тема", "text_kk": "Құзырда емес.", "text_ru": "Не в полномочиях."}
    kept = {"kind": ReplyKind.OUTSIDE, **texts}
    own = ReplyTemplate.objects.create(body=offices.district, **kept)
    other = ReplyTemplate.objects.create(body=offices.beside, **{**kept, "title_kk": "OTHER", "title_ru": "OTHER"})
    shown = page(offices, f"{issue.number}/", language="ru").content.decode()
    assert f"?reply={own.pk}#close" in shown
    assert "OTHER" not in shown
    chosen = page(offices, f"{issue.number}/?reply={own.pk}").content.decode()
    assert "Не в полномочиях." in chosen
    assert "Не в полномочиях." not in page(offices, f"{issue.number}/?reply={other.pk}").content.decode()
    assert not IssueEvent.objects.exists()
