"""An issue is handed over, returned, handed over again and accepted, and claimed as solved, on a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from issues.choices import State, Verb
from issues.forms.beside import AcceptForm, HandForm, ReturnForm
from issues.forms.claims import ClaimForm
from issues.forms.working import NewsForm
from issues.models import Issue
from portal.bodies.models import Body
from tests.e2e import raised
from tests.e2e.axe import violations
from tests.e2e.browsing import PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.walking import Walk
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("language", "scripts"), [("kk", True), ("ru", True), ("kk", False)], ids=str)
def test_an_issue_goes_to_the_body_that_accepts_it(
    own_world: World, open_page: OpenPage, language: str, scripts: bool
) -> None:
    (number,) = raised.in_work()
    water = Body.objects.get(slug="water")

    def make_page() -> Page:
        return open_page(PHONE, javascript=scripts, locale={"kk": "kk-KZ", "ru": "ru-RU"}[language])

    walk = Walk(own_world, Says(language), make_page, make_page())
    _hand_over(walk, number, water)
    walk.sign_in("preparer")
    _open(walk, number)
    _looks_right(walk, scripts=scripts)
    walk.main.locator("summary", has_text=walk.says("Return it with a reason")).first.click()
    for name in ("reason_kk", "reason_ru"):
        walk.entry(ReturnForm.base_fields[name].label).first.fill("Желі аудандікі / Сеть районная")
    walk.button("Return it with a reason").click()
    assert _issue(number).holder.slug == "akimat-430000000"
    _hand_over(walk, number, water)
    walk.sign_in("preparer")
    _open(walk, number)
    walk.entry(AcceptForm.base_fields["position_kk"].label).first.fill("департамент директоры")
    walk.entry(AcceptForm.base_fields["position_ru"].label).first.fill("директор департамента")
    walk.button("Accept the issue").click()
    walk.button("Yes", "button").click()
    # The page that is left has a heading, too: this button is on the next one alone.
    expect(walk.button("Write what is new")).to_be_visible()
    assert _issue(number).holder == water
    for name in ("note_kk", "note_ru"):
        walk.entry(NewsForm.base_fields[name].label).first.fill("Құбыр ауыстырылды / Труба заменена")
    walk.button("Write what is new").click()
    _looks_right(walk, scripts=scripts)
    walk.main.locator("summary", has_text=walk.says("Say that it is solved, with proof")).first.click()
    for name in ("text_kk", "text_ru", "no_proof_kk", "no_proof_ru"):
        walk.entry(ClaimForm.base_fields[name].label).first.fill("Құбыр ауыстырылды / Труба заменена")
    walk.button("Say that it is solved, with proof").click()
    expect(walk.main.get_by_text(walk.says("Claims that it is solved"))).to_be_visible()
    assert _issue(number).state == State.CLAIMED
    told = list(_issue(number).events.exclude(verb=Verb.NEWS).values_list("verb", flat=True))
    assert told == ["hand", "return", "hand", "accept", "claim"]
    _looks_right(walk, scripts=scripts)


def _hand_over(walk: Walk, number: str, to: Body) -> None:
    walk.sign_in("officer")
    _open(walk, number)
    walk.main.locator("summary", has_text=walk.says("Hand it over to another body")).first.click()
    walk.entry(HandForm.base_fields["to_body"].label).first.fill(to.name_kk if walk.language == "kk" else to.name_ru)
    for name in ("why_kk", "why_ru"):
        walk.entry(HandForm.base_fields[name].label).first.fill("Су желісі / Водопровод")
    walk.button("Hand it over to another body").click()
    expect(walk.main.get_by_text(walk.says("A hand-over waits for an answer"))).to_be_visible()


def _open(walk: Walk, number: str) -> None:
    walk.page.goto(walk.world.address(f"/{walk.language}/work/issues/?tab=handed"))
    walk.page.goto(walk.world.address(f"/{walk.language}/work/issues/{number}/"))


def _issue(number: str) -> Issue:
    return Issue.objects.select_related("holder").get(number=number)


def _looks_right(walk: Walk, *, scripts: bool) -> None:
    if scripts:
        assert violations(walk.page, {"resultTypes": ["violations"]}) == []
    assert (sticks_out(walk.page), is_cut_off(walk.page)) == ([], [])
