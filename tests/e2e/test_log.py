"""An officer tells of a held meeting with five questions on a telephone; taps, characters and seconds are counted.

What it spends is written in docs/development.md; here it may not grow over what was promised.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from portal.holding.forms.log import LogForm
from portal.holding.models import Account
from tests.e2e import happened
from tests.e2e.axe import violations
from tests.e2e.browsing import PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.counted import Counted, Effort
from tests.e2e.walking import Walk
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser

#: What was promised, besides typing; and a minute is what the log is meant to take without what was asked.
MOST_TAPS = 25
FIVE = {
    "kk": ("Неге кешке су жоқ?", "Жол қашан жөнделеді?", "Газ қашан келеді?", "Клуб жабық", "Жайылым жетпейді"),
    "ru": ("Нет воды вечером", "Когда дорога?", "Когда газ?", "Клуб закрыт", "Мало пастбищ"),
}
SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    ("language", "scripts"),
    [("kk", True), pytest.param("ru", True, marks=SLOW), pytest.param("kk", False, marks=SLOW)],
    ids=["kk", "ru", "kk-without-scripts"],
)
def test_a_meeting_with_five_questions_is_told_in_few_taps(
    own_world: World, open_page: OpenPage, language: str, scripts: bool
) -> None:
    (number,) = happened.over()

    def make_page() -> Page:
        return open_page(PHONE, javascript=scripts, locale={"kk": "kk-KZ", "ru": "ru-RU"}[language])

    phone = Counted(Walk(own_world, Says(language), make_page, make_page()), Effort())
    effort = phone.sit_down("preparer")
    phone.menu("Meetings of my body")
    phone.link("Record a held meeting")
    phone.press(phone.main.locator(f"a[href$='/{number}/log/']"))
    tell(phone, FIVE[language])
    if scripts:
        # The questions stand below by themselves once the draft is kept.
        phone.main.locator("[name=attendance]").press("Tab")
        phone.until(lambda: phone.main.locator("ol.qs > li").count() == len(FIVE[language]))
    else:
        phone.button("Recognise the questions", "button")
    mend_and_record(phone, scripts=scripts)

    print(f"a log, {language}, {'with' if scripts else 'without'} scripts: {effort}")  # noqa: T201
    account = Account.objects.get(meeting__number=number)
    asked = account.questions.order_by("number")
    assert [row.asked for row in asked] == list(FIVE[language])
    assert [row.fate for row in asked] == ["taken", "answered", "taken", "taken", "taken"]
    assert (account.talk_minutes, account.questions_minutes, account.attendees) == (20, 70, ["deputies", "media"])
    assert effort.taps <= MOST_TAPS


def tell(phone: Counted, questions: tuple[str, ...]) -> None:
    """What nobody else knows: when it ended, how many came, how long was spoken, who was there, what was asked."""
    for name, text in (
        ("start_time", "11:00"),
        ("end_time", "12:40"),
        ("attendance", "64"),
        ("talk_minutes", "20"),
        ("questions_minutes", "70"),
    ):
        field = phone.main.locator(f"[name={name}]")
        if field.input_value() != text:
            phone.write(field, text)
    for role in ("deputies", "media"):
        phone.tap(phone.main.locator(f"[name=attendees][value={role}]"))
    phone.write(phone.walk.entry(LogForm.base_fields["questions"].label), "\n".join(questions))


def mend_and_record(phone: Counted, *, scripts: bool) -> None:
    """One was answered on the spot. Then it is recorded."""
    second = phone.main.locator("ol.qs > li").nth(1)
    phone.tap(second.locator("input[value=answered]"))
    page = phone.walk.page
    assert (sticks_out(page), is_cut_off(page)) == ([], [])
    # Axe is a script itself.
    found = violations(page, {"resultTypes": ["violations"]}) if scripts else []
    assert [(violation["id"], violation["nodes"][0]["html"][:160]) for violation in found] == []
    phone.button("Record the meeting", "button")
    page.wait_for_url("**/account/")
    expect(phone.main).to_contain_text(phone.walk.says("Duties about this meeting"))
