"""A ministry completes and publishes the account of a held meeting on a phone, in Kazakh, without scripts."""

from __future__ import annotations

import pytest

from portal.holding.models import Account
from tests.e2e import happened
from tests.e2e.conftest import OpenPage
from tests.e2e.worlds import World

pytestmark = pytest.mark.slow
PHONE = {"width": 360, "height": 740}


def test_from_the_log_to_the_published_results_on_a_telephone(own_world: World, open_page: OpenPage, sign_in) -> None:
    (number,) = happened.accounted()
    held_on = Account.objects.get(meeting__number=number).meeting.holdings.get().held_on
    page = open_page(PHONE, javascript=False)
    sign_in(page, own_world, "preparer")

    def fill(tail: str, **texts: str) -> None:
        page.goto(own_world.address(f"/kk/work/meetings/{number}/account/{tail}"))
        for name, text in texts.items():
            page.fill(f"[name={name.replace('__', '-')}]", text)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], tail

    def save() -> None:
        page.click("form.panel button[type=submit]")

    fill("times/", talk_minutes="30", questions_minutes="60")
    page.check("[name=obtained][value=measured]")
    save()
    # Over a quarter it asks why, and keeps what was typed.
    assert page.input_value("[name=talk_minutes]") == "30"
    page.fill("[name=split_note_kk]", "Жол картасы да айтылды")
    page.fill("[name=split_note_ru]", "Рассказали и о дорожной карте")
    save()
    fill("visit/", reception__held_on=f"{held_on:%d.%m.%Y}", reception__people="7")
    page.fill("[name=briefing-missed_reason_kk]", "БАҚ келмеді")
    page.fill("[name=briefing-missed_reason_ru]", "СМИ не пришли")
    save()
    fill("words/", summary_kk="Су туралы айтылды", summary_ru="Говорили о воде")
    save()
    fill("questions/1/", text_ru="Почему нет воды?", measure_kk="Құбыр тартылады", measure_ru="Проложат трубу")
    page.fill("[name=due_on]", f"01.06.{held_on.year + 1}")
    save()
    fill("publish/")
    assert "Құбыр тартылады" in page.inner_text("#main")
    save()
    assert Account.objects.get(meeting__number=number).is_published
    page.goto(own_world.address(f"/kk/meetings/{number}/"))
    told = page.inner_text("#main")
    for words in ("Су туралы айтылды", "Құбыр тартылады", "БАҚ келмеді", "Жол картасы да айтылды", f"{number}/1"):
        assert words in told, words
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
