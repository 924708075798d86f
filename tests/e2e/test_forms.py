"""Forms in a browser: only the fields of the choice that is made, and a chosen file that is not lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from portal.deadlines.models import Obligation
from schedules.models import Proposal
from tests.e2e.browsing import PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.words import Says
from tests.e2e.worlds import World
from tests.factories.files import PDF

pytestmark = pytest.mark.browser

SignIn = Callable[[Page, World, str], None]
PREPARER = "preparer"


def _open_duty() -> str:
    duty = Obligation.objects.get(duty="B-1.4-plan", body__slug="water", period_key="2027")
    return _kazakh("deadlines:obligation", duty.pk)


def _new_row() -> str:
    proposal = Proposal.objects.for_graph().filter(body__slug="water").latest("period_key")
    return _kazakh("schedules:row_new", proposal.pk)


def _kazakh(name: str, pk: int) -> str:
    with override("kk"):
        return reverse(name, args=[pk])


def _shown(page: Page, *names: str) -> list[str]:
    return [name for name in names if page.locator(f"[name={name}]").locator("xpath=ancestor::div[1]").is_visible()]


def test_only_the_fields_of_the_chosen_kind_are_shown(world: World, open_page: OpenPage, sign_in: SignIn):
    page = open_page(PHONE)
    sign_in(page, world, PREPARER)
    page.goto(world.address(_open_duty()))
    assert _shown(page, "file", "address", "title") == ["file", "title"]

    page.locator("[name=kind][value=link]").check()
    assert _shown(page, "file", "address", "title") == ["address", "title"]
    page.locator("[name=address]").fill("https://gov.kz/7")

    page.locator("[name=kind][value=file]").check()
    page.locator("[name=kind][value=link]").check()
    expect(page.locator("[name=address]")).to_have_value("https://gov.kz/7")


def test_without_scripts_every_field_stands_there(world: World, open_page: OpenPage, sign_in: SignIn):
    page = open_page(PHONE, javascript=False)
    sign_in(page, world, PREPARER)
    page.goto(world.address(_open_duty()))
    assert _shown(page, "file", "address", "title") == ["file", "address", "title"]


def test_a_meeting_asks_for_the_one_way_to_say_when(world: World, open_page: OpenPage, sign_in: SignIn):
    page = open_page(PHONE)
    sign_in(page, world, PREPARER)
    page.goto(world.address(_new_row()))
    fields = ("day", "more_days", "start_time", "month", "quarter", "half")
    assert _shown(page, *fields) == ["day", "more_days", "start_time"]
    for way in ("month", "quarter", "half"):
        page.locator(f"[name=when][value={way}]").check()
        assert _shown(page, *fields) == [way]


def test_a_field_at_fault_is_shown_whatever_is_chosen(world: World, open_page: OpenPage, sign_in: SignIn):
    page = open_page(PHONE)
    sign_in(page, world, PREPARER)
    page.goto(world.address(_new_row()))
    page.locator("[name=day]").fill("31.02.2027")
    page.locator("[name=when][value=month]").check()
    page.locator("main form.form button[type=submit]").first.click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert "day" in _shown(page, "day", "quarter")
    assert "quarter" not in _shown(page, "day", "quarter")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_chosen_file_survives_a_missing_field(
    own_world: World, open_page: OpenPage, sign_in: SignIn, tmp_path: Path, javascript: bool
):
    says = Says("kk")
    scan = tmp_path / "Бұйрық.pdf"
    scan.write_bytes(PDF)
    address = _open_duty()
    page = open_page(PHONE, javascript=javascript)
    sign_in(page, own_world, PREPARER)
    page.goto(own_world.address(address))
    page.locator("input[type=file]").set_input_files(scan)
    page.get_by_role("button", name=says("Attach", "button"), exact=True).click()
    expect(page.get_by_text("Бұйрық.pdf")).to_be_visible()
    expect(page.get_by_text(says("No file chosen"))).not_to_be_visible()

    page.locator("[name=title]").fill("Ведомстволық жоспар туралы бұйрық")
    page.locator("[name=signed_on]").fill("23.11.2026")
    page.get_by_role("button", name=says("Attach", "button"), exact=True).click()

    expect(page.get_by_role("status").first).to_be_visible()
    file = Obligation.objects.get(pk=address.rstrip("/").rpartition("/")[2]).evidence.get().file
    assert file is not None
    assert (file.name, file.size) == ("Бұйрық.pdf", len(PDF))
