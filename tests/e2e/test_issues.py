"""Forty questions of a meeting become issues; two of them are walked to their ends, by offices and by who asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from issues.choices import Outcome, State
from issues.models import Issue
from issues.services.settling import settle_claims
from meetings.choices import MeetingState
from portal.bodies.models import Body
from portal.holding.models import Account
from portal.kernel import clock
from portal.questions.choices import State as Asked
from portal.questions.services.posting import post_letters
from tests.e2e.axe import violations
from tests.e2e.browsing import PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.walking import Walk
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import AskedQuestionFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_QUESTIONS = 40
_DISPUTES, _SILENT = "aigul@mail.kz", "bolat@mail.kz"
_TERM = "20.12.2026"


@dataclass
class House:
    """One walk; `language` is that of every page."""

    walk: Walk
    world: World
    account: Account

    @property
    def page(self) -> Page:
        return self.walk.page

    def open(self, path: str) -> None:
        self.page.goto(self.world.address(f"/{self.walk.language}{path}"))

    def press(self, act: str) -> None:
        """Whatever is folded away around the button is opened first."""
        button = self.page.locator(f"main button[name=act][value={act}]:not(.vh)").first
        self.unfold(button)
        button.click()
        self.page.wait_for_load_state()

    def unfold(self, inside: Any) -> None:
        inside.evaluate(
            "element => { for (let at = element.closest('details'); at; at = at.parentElement.closest('details')) "
            "at.open = true; }"
        )

    def fill(self, act: str, **typed: str) -> None:
        """The form of the act, by the names of its fields; then its button."""
        form = self.page.locator(f"form#{act}")
        self.unfold(form)
        for name, text in typed.items():
            form.locator(f"[name={name}]").fill(text)
        self.press(act)

    def look(self) -> None:
        assert (sticks_out(self.page), is_cut_off(self.page)) == ([], [])
        found = violations(self.page, {"resultTypes": ["violations"]})
        assert [(violation["id"], violation["nodes"][0]["html"][:160]) for violation in found] == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_was_raised_at_a_meeting_is_followed_to_its_end(
    own_world: World, open_page: OpenPage, settings: Any, language: str
) -> None:
    settings.KEZDESU_QUICK_SECONDS = dict.fromkeys(settings.KEZDESU_QUICK_SECONDS, 0)
    locale = {"kk": "kk-KZ", "ru": "ru-RU"}[language]

    def make_page() -> Page:
        return open_page(PHONE, locale=locale)

    house = House(Walk(own_world, Says(language), make_page, make_page()), own_world, _logged())
    first, second = _triage(house)
    _hand_over(house, first)
    _dispute_and_confirm(house, first, second)
    _read(house, first, second)


def _logged() -> Account:
    """A meeting of the region's akimat yesterday, with forty questions that were taken; two were asked before it."""
    region = Body.objects.select_related("territory").get(slug="akimat-430000000")
    yesterday = clock.today() - timedelta(days=1)
    meeting = MeetingFactory(
        body=region, territory=region.territory, state=MeetingState.HELD, attendance=64, on=yesterday
    )
    account = AccountFactory(meeting=meeting, logged_on=yesterday, published=True)
    for number in range(_QUESTIONS):
        asked = None
        if number < 2:
            before = clock.now() - timedelta(days=2)
            person = PersonFactory(email=(_DISPUTES, _SILENT)[number], sent_at=before, confirmed_at=before)
            asked = AskedQuestionFactory(
                meeting=meeting, public=True, state=Asked.TAKEN, person=person, own_text=f"Су жоқ, {number} көше"
            )
        QuestionFactory(
            account=account,
            number=number + 1,
            asked=f"Су жоқ, {number} көше",
            text_kk=f"Су жоқ, {number} көше",
            text_ru=f"Нет воды, улица {number}",
            asked_before=asked,
        )
    return account


def _triage(house: House) -> tuple[Issue, Issue]:
    """Two are assigned one by one, the rest is registered as it stands."""
    house.walk.sign_in("officer")
    meeting = house.account.meeting.number
    for number in (1, 2):
        house.open(f"/work/issues/triage/{meeting}/{number}/")
        if number == 1:
            house.look()
        house.page.fill("[name=due_on]", _TERM)
        house.press("assign")
    house.open(f"/work/issues/triage/{meeting}/rest/")
    house.look()
    house.page.locator("main form button[type=submit]").click()
    house.page.wait_for_load_state()
    made = Issue.objects.filter(question__account=house.account)
    assert made.count() == _QUESTIONS
    first, second = (made.get(question__number=number) for number in (1, 2))
    assert (first.state, second.state) == (State.WORK, State.WORK)
    return first, second


def _hand_over(house: House, issue: Issue) -> None:
    """The ministry returns it with a reason; asked again, it accepts."""
    water = Body.objects.get(slug="water")
    for answer in ("return", "accept"):
        house.walk.sign_in("officer")
        house.open(f"/work/issues/{issue.number}/")
        house.fill("hand", to_body=water.name, why_kk="Су құбыры", why_ru="Это водопровод")
        house.walk.sign_in("preparer")
        house.open(f"/work/issues/{issue.number}/")
        house.look()
        if answer == "return":
            house.fill("return", reason_kk="Бізге жатпайды", reason_ru="Это не наше")
        else:
            house.press("accept")
            # Asked once more: it is not undone by the same person.
            house.page.locator("main form button.btn:not(.btn--second)").first.click()
            house.page.wait_for_load_state()
        issue.refresh_from_db()
    assert issue.holder == water


def _dispute_and_confirm(house: House, first: Issue, second: Issue) -> None:
    _claim(house, "preparer", first)
    _answer(house, first, "no", "Су әлі жоқ")
    first.refresh_from_db()
    assert (first.state, first.is_disputed) == (State.WORK, True)
    _claim(house, "preparer", first)
    _answer(house, first, "yes")
    _claim(house, "officer", second)
    # Early on the day after the last of the fourteen.
    later = clock.now() + timedelta(days=15)
    with time_machine.travel(later, tick=True):
        settle_claims(today=clock.today(), now=clock.now())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.CONFIRMED, State.CLAIMED)
    assert second.claims.get().outcome == Outcome.SILENT


def _claim(house: House, login: str, issue: Issue) -> None:
    house.walk.sign_in(login)
    house.open(f"/work/issues/{issue.number}/")
    house.fill(
        "claim",
        text_kk="Сорғы ауыстырылды",
        text_ru="Насос заменён",
        no_proof_kk="Жер астында",
        no_proof_ru="Он под землёй",
    )
    issue.refresh_from_db()
    assert issue.state == State.CLAIMED


def _answer(house: House, issue: Issue, says: str, text: str = "") -> None:
    """By the link of the letter, in a browser of their own. Opening it changes nothing."""
    post_letters(now=clock.now())
    letters = [sent for sent in mail.outbox if sent.to == [_DISPUTES]]
    found = re.search(rf"/[a-z]{{2}}/issues/{issue.number}/answer/[0-9a-f-]+/", str(letters[-1].body))
    assert found is not None
    page = house.walk.make_page()
    page.goto(house.world.address(found[0]))
    issue.refresh_from_db()
    assert issue.state == State.CLAIMED
    assert (sticks_out(page), is_cut_off(page)) == ([], [])
    page.check(f"[name=says][value={says}]")
    if text:
        page.fill("[name=text]", text)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    expect(page.locator("main [role=status]").first).to_be_visible()
    assert page.context.cookies() == []
    page.context.close()


def _read(house: House, first: Issue, second: Issue) -> None:
    """Pages, feed and API show exactly that, to whoever has no login."""
    client = Client()
    language = house.walk.language

    def read(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200, path
        return b"".join(answer).decode() if answer.streaming else answer.content.decode()

    house.walk.page = house.walk.make_page()
    for issue, words in (
        (first, "Сорғы ауыстырылды" if language == "kk" else "Насос заменён"),
        (second, second.number),
    ):
        house.open(f"/issues/{issue.number}/")
        house.look()
        assert words in read(f"/{language}/issues/{issue.number}/")
        assert issue.number in read(f"/{language}/issues/{issue.number}/feed/")
    for state, shown, hidden in ((State.CONFIRMED, first, second), (State.CLAIMED, second, first)):
        page = read(f"/{language}/issues/?state={state}")
        assert shown.number in page
        assert hidden.number not in page
        numbers = [row["number"] for row in client.get(f"/api/v1/issues/?state={state}").json()["results"]]
        assert shown.number in numbers
        assert hidden.number not in numbers
    house.open("/issues/?state=confirmed")
    house.look()
