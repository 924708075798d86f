"""A meeting is cancelled on a telephone without scripts: the form, what it does, back to the form, the act."""

from __future__ import annotations

from meetings.models import Meeting
from tests.e2e import amended
from tests.e2e.conftest import OpenPage
from tests.e2e.worlds import World

PHONE = {"width": 360, "height": 740}


def test_cancelled_on_a_telephone_without_scripts(own_world: World, open_page: OpenPage, sign_in) -> None:
    (number,) = amended.own_meeting()
    page = open_page(PHONE, javascript=False)
    sign_in(page, own_world, "preparer")
    page.goto(own_world.address(f"/kk/work/meetings/{number}/cancel/"))
    page.fill("[name=reason_kk]", "Су тасқыны")
    page.fill("[name=reason_ru]", "Паводок")
    page.click("form.panel button[type=submit]")
    assert "Су тасқыны" in page.inner_text("#main")
    assert "Паводок" in page.inner_text("#main")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not Meeting.objects.get(number=number).is_cancelled
    page.click("button[name=change]")
    assert page.input_value("[name=reason_kk]") == "Су тасқыны"
    page.click("form.panel button[type=submit]")
    page.click("button[name=confirm]")
    assert Meeting.objects.get(number=number).is_cancelled
    page.goto(own_world.address(f"/kk/meetings/{number}/"))
    assert "Су тасқыны" in page.inner_text("#main")
