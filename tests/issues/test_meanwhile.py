"""Somebody else was first: what was typed stands there again, or is shown where nothing is to be sent any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from issues.choices import Review, Says, State, Verb
from issues.models import Answer, HandOver, Issue, QuarterNote, QuarterVersion
from issues.services.handing import MOST_HAND_OVERS
from issues.services.joining import join
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.timers import call_off_time, set_time
from issues.services.reviewing import set_aside
from issues.services.settling import settle_claims
from issues.services.triaging import register_and_assign
from issues.services.working import note_news
from issues.views import triage as triage_page
from portal.kernel import clock
from portal.questions.services.keys import key_of
from tests.factories.issues import EventFactory, IssueFactory
from tests.issues.quarter import AFTER, NOW, QUARTER, TODAY, WORDS, Office
from tests.issues.test_claims import DAY, World, claims_world, world
from tests.issues.test_triage import address, sent
from tests.issues.village import Village
from tests.texts import plain

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

MINE = {"kk": "Менің сөзім", "ru": "Моё слово"}
NEWS = {"note_kk": "Сорғы келді", "note_ru": "Насос привезли"}


@pytest.fixture(autouse=True)
def _still(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.KEZDESU_EXEMPT_DOMAINS = ["gov.example"]


@pytest.fixture
def on_claims_day() -> Iterator[None]:
    with time_machine.travel(clock.at(DAY, 15), tick=False):
        yield


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


# -- beside issues like it -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("act", ["join", "rank"])
def test_what_was_typed_beside_similar_issues_is_sent_once_more(world: World, on_claims_day: None, act: str) -> None:
    kept = IssueFactory(registered_by=world.village)
    typed = {"join": {"to": kept.number}, "rank": {"ranked": "90", "ranked_why": "Ауруханада су жоқ"}}[act]
    client, path = browser(world.actors["village"].user), f"/ru/work/issues/{world.issue.number}/similar/"
    note_news(issue=world.issue, **NEWS, **world.acting())
    refused = client.post(path, {"act": act, "version": 1, **typed})
    html = plain(refused.content.decode())
    assert refused.status_code == 422
    assert "Тем временем другой сотрудник внёс изменения" in html
    for value in (*typed.values(), 'name="version" value="2"'):
        assert value in html
    assert client.post(path, {"act": act, "version": 2, **typed}).status_code == 302


def test_the_reason_of_a_part_is_shown_when_it_was_parted_meanwhile(world: World, on_claims_day: None) -> None:
    kept = IssueFactory(registered_by=world.village)
    client, path = browser(world.actors["village"].user), f"/ru/work/issues/{world.issue.number}/similar/"
    typed = {"act": "part", "version": 1, "reason_kk": MINE["kk"], "reason_ru": MINE["ru"]}
    refused = client.post(path, typed)
    html = plain(refused.content.decode())
    assert (refused.status_code, MINE["ru"] in html, MINE["kk"] in html) == (422, True, True)
    join(issue=world.issue, to=kept, **world.acting())
    version = world.seen().version
    assert client.post(path, {**typed, "version": version - 1}).status_code == 422
    assert client.post(path, {**typed, "version": version}).status_code == 302


# -- the page of an issue --------------------------------------------------------------------------------------------
def test_whatever_hinders_an_act_what_was_typed_stands_in_its_form(world: World, on_claims_day: None) -> None:
    client, path = browser(world.actors["village"].user), f"/ru/work/issues/{world.issue.number}/"
    why = {"why_kk": MINE["kk"], "why_ru": MINE["ru"]}
    facts = {"from_body": world.village, "to_body": world.beside, "asked_by": world.actors["village"].user}
    HandOver.objects.bulk_create(
        HandOver(issue=world.issue, state="returned", asked_on=DAY, answered_on=DAY, answer_by=DAY, **why, **facts)
        for _each in range(MOST_HAND_OVERS)
    )
    refused = client.post(path, {"act": "hand", "version": 1, "to_body": world.beside.name_ru, **why})
    html = plain(refused.content.decode())
    assert (refused.status_code, f"{MINE['ru']}</textarea>" in html) == (422, True)
    assert "Вопрос передавали столько раз" in html


# -- answers to claims -----------------------------------------------------------------------------------------------
def test_the_words_about_an_answer_are_shown_when_it_was_judged_meanwhile(world: World, on_claims_day: None) -> None:
    asker = world.asker()
    for _each in range(2):
        held = world.answer(world.claim(), asker, Says.NO, text="Су жоқ")
    note = {"note_kk": "Бұрын қаралды", "note_ru": "Уже рассмотрено"}
    set_aside(answer=held, **note, **world.acting("district"))
    client = browser(world.actors["district"].user)
    typed = {"act": "aside", "note_kk": MINE["kk"], "note_ru": MINE["ru"], "seen": held.version}
    refused = client.post(f"/ru/work/answers/{held.pk}/", typed)
    html = plain(refused.content.decode())
    assert refused.status_code == 409
    for words in ("Этот ответ уже рассмотрен", *MINE.values(), note["note_ru"]):
        assert words in html
    Answer.objects.filter(pk=held.pk).update(own_text="")
    typed = {"act": "publish", "text_kk": MINE["kk"], "text_ru": MINE["ru"], "seen": held.version}
    refused = client.post(f"/ru/work/answers/{held.pk}/", typed)
    assert (refused.status_code, MINE["ru"] in plain(refused.content.decode())) == (409, True)
    held.refresh_from_db()
    assert (held.review, held.review_note_ru, held.text_ru) == (Review.SET_ASIDE, note["note_ru"], "")


@pytest.mark.parametrize("act", ["uphold", "aside", "publish", "keep"])
def test_what_nobody_saw_is_neither_judged_nor_published(world: World, on_claims_day: None, act: str) -> None:
    asker = world.asker()
    for _each in range(2):
        held = world.answer(world.claim(), asker, Says.NO, text="Су жоқ", picture=b"first")
    client, path = browser(world.actors["district"].user), f"/ru/work/answers/{held.pk}/"
    texts = {"text_kk": MINE["kk"], "text_ru": MINE["ru"], "alt_kk": "Құдық", "alt_ru": "Колодец"}
    note = {"note_kk": MINE["kk"], "note_ru": MINE["ru"]}
    typed = {"publish": {**texts, "shows_picture": "on"}, "aside": note}.get(act, {})
    seen = f'name="seen" value="{held.version}"'
    assert client.get(path).content.decode().count(seen) == 4
    world.answer(held.claim, asker, Says.NO, text="Су жоқ", picture=b"second", now=clock.at(DAY, 14))
    before = Answer.objects.filter(pk=held.pk).raw_values().get()
    words = [text for text in typed.values() if text != "on"]
    for stale in ({"seen": held.version}, {}, {"seen": "x"}):
        refused = client.post(path, {"act": act, **stale, **typed})
        html = plain(refused.content.decode())
        assert refused.status_code == 409
        assert ("Тем временем житель изменил свой ответ" in html, seen in html) == (True, False)
        assert [text for text in words if text not in html] == []
    # Refused at a field it is still about what was seen then.
    if typed:
        wrong = client.post(path, {"act": act, "seen": held.version, **typed, next(iter(typed)): ""})
        assert (wrong.status_code, wrong.content.decode().count(seen)) == (422, 4)
    held.refresh_from_db()
    assert Answer.objects.filter(pk=held.pk).raw_values().get() == before
    assert held.picture is not None
    assert not held.picture.is_public
    assert client.post(path, {"act": act, "seen": held.version, **typed}).status_code == 302


def test_whoever_answers_too_late_keeps_the_words(world: World) -> None:
    follower = world.follower(language="ru")
    made = world.claim()
    path = f"/ru/issues/{world.issue.number}/answer/{key_of(follower)}/"
    with time_machine.travel(clock.at(made.until, 23), tick=False):
        assert "<textarea" in Client().get(path).content.decode()
    after = made.until.replace(day=made.until.day + 1)
    with time_machine.travel(clock.at(after, 1), tick=False):
        settle_claims(today=after, now=clock.at(after, 1))
        refused = Client().post(path, {"says": "no", "text": MINE["ru"]})
        html = plain(refused.content.decode())
    assert (refused.status_code, MINE["ru"] in html, "<textarea" in html) == (409, True, False)
    assert not Answer.objects.exists()


# -- after a meeting -------------------------------------------------------------------------------------------------
@pytest.fixture
def on_village_day() -> Iterator[None]:
    with time_machine.travel("2027-03-24 06:00Z", tick=False):
        yield


def _first(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody above registers the question after the page has read the queue, and before it writes."""

    def second(**said: Any) -> Issue:
        register_and_assign(**said | {"actor": village.actor("region")})
        return register_and_assign(**said)

    monkeypatch.setattr(triage_page, "register_and_assign", second)


@pytest.mark.usefixtures("on_village_day")
@pytest.mark.parametrize("when", ["before", "between"])
def test_an_assignment_is_not_lost_when_somebody_registered_the_question_first(
    village: Village, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    question, other = village.asked(), village.asked("Жол", "Дорога", topic="roads")
    client = browser(village.people["officer"])
    path = address(village.account, question.number)
    typed = {"act": "assign", "due_on": "01.06.2027", "measure_kk": MINE["kk"], "measure_ru": MINE["ru"]}
    told = sent(client.get(path), **typed)
    if when == "between":
        _first(village, monkeypatch)
    else:
        assert browser(village.people["region"]).post(path, told | {"measure_ru": "Труба"}).status_code == 302
    refused = client.post(path, told)
    html = plain(refused.content.decode())
    assert refused.status_code == (422 if when == "between" else 409)
    assert (MINE["kk"] in html, MINE["ru"] in html) == (True, True)
    if when == "before":
        # The next question stands there, with nothing typed.
        assert f"/{other.number}/" in html
        assert f">{MINE['ru']}</textarea>" not in html
        assert Issue.objects.get().measure_ru == "Труба"


@pytest.mark.usefixtures("on_village_day")
def test_ones_own_second_press_says_only_that_it_is_done(village: Village) -> None:
    question = village.asked()
    client, path = browser(village.people["officer"]), address(village.account, question.number)
    typed = {"act": "assign", "due_on": "01.06.2027", "measure_kk": MINE["kk"], "measure_ru": MINE["ru"]}
    told = sent(client.get(path), **typed)
    assert [client.post(path, told).status_code for _each in range(2)] == [302, 302]


# -- a quarter -------------------------------------------------------------------------------------------------------
def test_rows_of_a_quarter_stay_typed_beside_what_somebody_else_wrote(office: Office) -> None:
    path = f"/ru/work/quarter/{office.body.slug}/{QUARTER}/"
    theirs, first = {"kk": "Сорғы келді", "ru": "Насос привезли"}, f"note-{office.old.pk}"
    with time_machine.travel(NOW, tick=False):
        client = browser(office.actor().user)
        typed: dict[str, str] = {"act": "save"}
        for issue in (office.old, office.new, office.inner):
            prefix = f"note-{issue.pk}"
            typed |= {f"{prefix}-kind": "news", f"{prefix}-version": "0"}
        typed |= {f"{first}-kk": MINE["kk"], f"{first}-ru": MINE["ru"], f"note-{office.new.pk}-ru": WORDS["ru"]}
        said = [Said(office.old.pk, **theirs)]
        save_notes(body=office.body, period_key=QUARTER, said=said, actor=office.actor(), today=TODAY, now=NOW)
        refused = client.post(path, typed)
        html = plain(refused.content.decode())
        assert refused.status_code == 422
        for words in (*MINE.values(), *theirs.values(), WORDS["ru"], f'name="{first}-version" value="1"'):
            assert words in html
        assert QuarterNote.objects.get().text_ru == theirs["ru"]
        assert client.post(path, typed | {f"{first}-version": "1"}).status_code == 302
    assert {note.text_ru for note in QuarterNote.objects.all()} == {MINE["ru"], WORDS["ru"]}


def _page(office: Office, **typed: str) -> dict[str, str]:
    """A page of three rows with what was noted of the old one; `typed` by name of the issue, language, or both."""
    sent = {"act": "save"}
    for name in ("old", "new", "inner"):
        prefix = f"note-{getattr(office, name).pk}"
        said = WORDS if name == "old" else {"kk": "", "ru": ""}
        sent |= {f"{prefix}-kind": "news", f"{prefix}-version": str(int(name == "old"))}
        sent |= {f"{prefix}-{language}": typed.get(f"{name}_{language}", said[language]) for language in said}
    return sent


def _published(office: Office, *said: Said) -> None:
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
    save_notes(**told, said=said)
    publish_quarter(**told, number=1)


def test_rows_that_were_published_meanwhile_stay_typed_beside_what_was_published(office: Office) -> None:
    path, first = f"/ru/work/quarter/{office.body.slug}/{QUARTER}/", f"note-{office.old.pk}"
    with time_machine.travel(NOW, tick=False):
        client = browser(office.actor().user)
        _published(office, Said(office.old.pk, **WORDS))
        sent = _page(office, old_kk=MINE["kk"], old_ru=MINE["ru"], new_ru="Проект готов")
        refused = client.post(path, sent)
        html = plain(refused.content.decode())
        assert refused.status_code == 422
        for words in (f"{MINE['ru']}</textarea>", f"{WORDS['kk']} / {WORDS['ru']}", "Проект готов</textarea>"):
            assert words in html, words
        assert not QuarterNote.objects.exists()
        line = office.old.events.get(of_quarter=QUARTER)
        assert f'name="{first}-line" value="{line.pk}"' in html
        again = sent | {f"{first}-version": "0", f"{first}-line": str(line.pk)}
        assert client.post(path, again).status_code == 302
    assert {note.text_ru for note in QuarterNote.objects.all()} == {MINE["ru"], "Проект готов"}


def test_words_for_a_row_of_which_somebody_else_published_first_are_not_noted_unseen(office: Office) -> None:
    path = f"/ru/work/quarter/{office.body.slug}/{QUARTER}/"
    with time_machine.travel(NOW, tick=False):
        client = browser(office.actor().user)
        _published(office, Said(office.new.pk, **WORDS))
        refused = client.post(path, _page(office, old_kk="", old_ru="", new_kk=MINE["kk"], new_ru=MINE["ru"]))
        html = plain(refused.content.decode())
    assert (refused.status_code, f"{WORDS['kk']} / {WORDS['ru']}" in html, MINE["kk"] in html) == (422, True, True)
    assert not QuarterNote.objects.exists()


@pytest.mark.parametrize("act", ["save", "empty"])
def test_rows_that_were_published_meanwhile_as_they_stood_are_not_noted_again(office: Office, act: str) -> None:
    path = f"/ru/work/quarter/{office.body.slug}/{QUARTER}/"
    many = {"many_kind": "nothing", "many_kk": "Сот күтілуде", "many_ru": "Ждём суда"}
    with time_machine.travel(NOW, tick=False):
        client = browser(office.actor().user)
        _published(office, Said(office.old.pk, **WORDS), Said(office.inner.pk, **WORDS))
        typed = _page(office, new_kk=MINE["kk"], new_ru=MINE["ru"]) | {"act": act, **many}
        assert client.post(path, typed).status_code == 302
    assert [(note.issue_id, note.text_ru) for note in QuarterNote.objects.all()] == [(office.new.pk, MINE["ru"])]


def test_a_row_of_a_page_that_is_there_no_more_is_saved(office: Office) -> None:
    others = [IssueFactory(registered_by=office.body) for _each in range(50)]
    for issue in others:
        EventFactory(issue=issue, to_state=State.REGISTERED, verb=Verb.REGISTER)
    first, *rest = sorted([office.old, office.new, office.inner, *others], key=lambda issue: -issue.pk)
    prefix = f"note-{first.pk}"
    typed = {f"{prefix}-{name}": text for name, text in {"kind": "news", "version": "0", **MINE}.items()}
    with time_machine.travel(NOW, tick=False):
        client = browser(office.actor().user)
        _published(office, *(Said(issue.pk, **WORDS) for issue in rest[:10]))
        path = f"/ru/work/quarter/{office.body.slug}/{QUARTER}/"
        assert client.post(f"{path}?page=2", {"act": "save", **typed}).headers["Location"] == path
    assert [(note.issue_id, note.text_ru) for note in QuarterNote.objects.all()] == [(first.pk, MINE["ru"])]


def test_rows_stay_typed_when_a_time_was_set_meanwhile(office: Office) -> None:
    path = f"/ru/work/quarter/{office.body.slug}/{QUARTER}/"
    with time_machine.travel(NOW, tick=False):
        client = browser(office.actor().user)
        told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
        save_notes(**told, said=[Said(office.old.pk, **WORDS)])
        set_time(**told, publish_at=clock.at(TODAY, 20))
        many = {"many_kk": "Сот күтілуде", "many_ru": "Ждём суда"}
        sent = _page(office, new_kk=MINE["kk"], new_ru=MINE["ru"]) | many
        refused = client.post(path, sent)
        html = plain(refused.content.decode())
        assert refused.status_code == 422
        for words in ("Время публикации назначено", f"{MINE['ru']}</textarea>", many["many_ru"], 'value="save"'):
            assert words in html, words
        call_off_time(body=office.body, period_key=QUARTER, actor=office.actor())
        assert client.post(path, sent).status_code == 302
    assert {note.text_ru for note in QuarterNote.objects.all()} == {WORDS["ru"], MINE["ru"]}


def test_a_version_that_came_meanwhile_is_said_beside_what_would_be_published_now(office: Office) -> None:
    late = clock.at(AFTER, 12)
    with time_machine.travel(late, tick=False):
        client = browser(office.actor(AFTER).user)
        said = {"body": office.body, "period_key": QUARTER, "today": AFTER, "now": late}
        save_notes(**said, said=[Said(office.old.pk, **WORDS)], actor=office.actor(AFTER))
        publish_quarter(**said, number=1, late_reason="x", actor=office.actor(AFTER))
        path = f"/ru/work/quarter/{office.body.slug}/{QUARTER}/publish/"
        refused = client.post(path, {"number": "1", "late_reason": MINE["ru"]})
        html = plain(refused.content.decode())
    assert refused.status_code == 422
    assert "Тем временем опубликована другая версия" in html
    assert 'name="number" value="2"' in html
    assert QuarterVersion.objects.count() == 1


def test_an_old_tab_does_not_say_that_what_was_noted_since_is_published(office: Office) -> None:
    """The same person published, wrote of another issue and pressed the button of the page that was open before."""
    actor = office.actor()
    said = {"body": office.body, "period_key": QUARTER, "actor": actor, "today": TODAY, "now": NOW}
    path = f"/ru/work/quarter/{office.body.slug}/{QUARTER}/publish/"
    with time_machine.travel(NOW, tick=False):
        client = browser(actor.user)
        save_notes(**said, said=[Said(office.old.pk, **WORDS)])
        for _again in range(2):
            assert client.post(path, {"when": "now", "number": "1"}).status_code == 302
        save_notes(**said, said=[Said(office.new.pk, **MINE)])
        refused = client.post(path, {"when": "now", "number": "1"})
        html = plain(refused.content.decode())
        assert (refused.status_code, QuarterVersion.objects.count()) == (422, 1)
        assert ("Тем временем опубликована другая версия" in html, 'name="number" value="2"' in html) == (True, True)
        assert client.post(path, {"number": "2"}).status_code == 302
    assert QuarterVersion.objects.latest_of(office.body, QUARTER).silent == 1
    assert not QuarterNote.objects.exists()
