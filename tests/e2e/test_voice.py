"""From the code of a poster to the answer: a villager asks and confirms, an officer judges and answers, on telephones.

What it spends is counted; what was promised is a minute for whoever asks.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page, expect

from meetings.models import Meeting
from portal.holding.models import Account
from portal.holding.services.filling import fill
from portal.kernel import clock
from portal.questions.models import AskedQuestion
from portal.questions.services.posting import post_letters
from tests.e2e.axe import violations
from tests.e2e.browsing import PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.counted import Counted, Effort
from tests.e2e.walking import Walk
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.alone]

MOST_SECONDS = 60
_MAIL = "aigul@mail.kz"
_ASKED = {"kk": "Неге кешке су жоқ?", "ru": "Почему нет воды вечером?"}
_OTHER = {"kk": ("text_ru", "Почему вечером нет воды?"), "ru": ("text_kk", "Кешке неге су жоқ?")}
_ANSWER_KK, _ANSWER_RU = "Сорғы мамырда ауыстырылады.", "Насос заменят в мае."


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_villager_asks_by_the_code_of_a_poster_and_reads_the_answer(
    own_world: World, open_page: OpenPage, settings: Any, language: str, scripts: bool
) -> None:
    # The walk is quicker than any hand.
    settings.KEZDESU_QUICK_SECONDS = dict.fromkeys(settings.KEZDESU_QUICK_SECONDS, 0)
    locale = {"kk": "kk-KZ", "ru": "ru-RU"}[language]

    def make_page() -> Page:
        return open_page(PHONE, javascript=scripts, locale=locale)

    meeting = Meeting.objects.public().filter(body__slug="water", on__gt=clock.today()).awaited().in_order()[0]
    villager = Counted(Walk(own_world, Says(language), make_page, make_page()), Effort())
    question = _ask(villager, meeting, language, scripts=scripts)
    own = _confirm(villager)
    print(f"asking, {language}: {villager.effort}")  # noqa: T201
    assert villager.effort.seconds <= MOST_SECONDS

    officer = Counted(Walk(own_world, Says(language), make_page, make_page()), Effort())
    _judge(officer, question, language, scripts=scripts)
    question.refresh_from_db()
    assert question.state == "agenda"
    page = villager.walk.page
    page.goto(own)
    expect(villager.main).to_contain_text(_ASKED[language])

    assert meeting.on is not None
    with time_machine.travel(clock.at(meeting.on + timedelta(days=1), 10), tick=True):
        _answer(officer, meeting, question, own_world, scripts=scripts)
        page.goto(own)
        expect(villager.main).to_contain_text({"kk": _ANSWER_KK, "ru": _ANSWER_RU}[language])
        _look(page, scripts=scripts)
        page.goto(own_world.address(f"/{language}/questions/{question.number}/"))
        expect(villager.main).to_contain_text("41")
        _look(page, scripts=scripts)


def _look(page: Page, *, scripts: bool) -> None:
    assert (sticks_out(page), is_cut_off(page)) == ([], [])
    # Axe is a script itself.
    found = violations(page, {"resultTypes": ["violations"]}) if scripts else []
    assert [(violation["id"], violation["nodes"][0]["html"][:160]) for violation in found] == []


def _ask(villager: Counted, meeting: Meeting, language: str, *, scripts: bool) -> AskedQuestion:
    """The camera of a telephone reads the code: one tap opens what stands in it."""
    page = villager.walk.page
    villager.effort.taps += 1
    with villager.waiting():
        page.goto(villager.walk.world.address(f"/m/{meeting.number}"))
    assert page.url.endswith(f"/{language}/meetings/{meeting.number}/ask/")
    _look(page, scripts=scripts)
    villager.write(page.locator("[name=text]"), _ASKED[language])
    villager.write(page.locator("[name=email]"), _MAIL)
    villager.tap(page.locator("[name=consent]"))
    send = page.locator("form.form button.btn[type=submit]").last
    villager.press(send)
    if not AskedQuestion.objects.filter(own_text=_ASKED[language]).exists():
        # Similar ones were shown first: theirs is another question.
        villager.press(page.locator("form.form button.btn[type=submit]").last)
    question = AskedQuestion.objects.get(own_text=_ASKED[language])
    expect(villager.main).to_contain_text(question.number)
    _look(page, scripts=scripts)
    assert page.context.cookies() == []
    return question


def _confirm(villager: Counted) -> str:
    """Opens the letter and its link, and presses the button. Says where the page is."""
    post_letters(now=clock.now())
    letter = next(sent for sent in reversed(mail.outbox) if sent.to == [_MAIL])
    found = re.search(r"/[a-z]{2}/questions/k/[0-9a-f-]+/", str(letter.body))
    assert found is not None
    own = villager.walk.world.address(found[0])
    villager.effort.taps += 2
    with villager.waiting():
        villager.walk.page.goto(own)
    villager.press(villager.main.locator("button[name=act][value=confirm]"))
    return own


def _judge(officer: Counted, question: AskedQuestion, language: str, *, scripts: bool) -> None:
    effort = officer.sit_down("preparer")
    page = officer.walk.page
    officer.menu("Questions of people")
    officer.press(officer.main.locator(f"a[href$='/{question.number}/']").first)
    _look(page, scripts=scripts)
    name, text = _OTHER[language]
    officer.write(officer.main.locator(f"[name={name}]"), text)
    officer.press(officer.main.locator("button[name=act][value=publish]"))
    print(f"judging, {language}: {effort}")  # noqa: T201


def _answer(officer: Counted, meeting: Meeting, question: AskedQuestion, own_world: World, *, scripts: bool) -> None:
    """In the log of the meeting; the rest of its results is completed by the services."""
    # So long nobody stays signed in.
    officer.walk.sessions.clear()
    officer.walk.sign_in("preparer")
    page = officer.walk.page
    page.goto(own_world.address(f"/{officer.walk.language}/work/meetings/{meeting.number}/log/"))
    for field, text in (
        ("start_time", "11:00"),
        ("end_time", "12:40"),
        ("attendance", "64"),
        ("talk_minutes", "20"),
        ("questions_minutes", "75"),
    ):
        page.fill(f"[name={field}]", text)
    row = f"asked_{question.pk}"
    fate = page.locator(f"[name={row}_fate]")
    if fate.evaluate_all("all => all[0].tagName") == "SELECT":
        fate.select_option("answered")
    else:
        page.check(f"[name={row}_fate][value=answered]")
    page.fill(f"[name={row}_minute]", "41")
    if not scripts or page.locator(f"[name={row}_answer_kk]").is_hidden():
        page.locator("#agenda details summary").first.click()
    page.fill(f"[name={row}_answer_kk]", _ANSWER_KK)
    page.fill(f"[name={row}_answer_ru]", _ANSWER_RU)
    _look(page, scripts=scripts)
    officer.button("Record the meeting", "button")
    page.wait_for_url("**/account/")
    account = Account.objects.get(meeting=meeting)
    acting = {"actor": own_world.actor("preparer"), "today": clock.today(), "now": clock.now()}
    words = {"summary_kk": "Су туралы айтылды", "summary_ru": "Говорили о воде"}
    fill(account=account, section="words", typed=words, **acting)
    page.goto(own_world.address(f"/{officer.walk.language}/work/meetings/{meeting.number}/account/publish/"))
    page.click("form.panel button[type=submit]")
    page.wait_for_load_state()
    account.refresh_from_db()
    assert account.is_published
