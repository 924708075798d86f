"""A region's calendar from an empty year to the maslikhat, and a part of it on a phone, by people who are new; counted.

What each spends is written in docs/development.md; here it may not grow over what was promised.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from portal.bodies.models import Body
from portal.calendars.forms.parts import GiveOutForm, MeetingForm
from portal.calendars.models import Part
from schedules.models import Hearing, Proposal, ProposalRow
from tests.e2e.axe import violations
from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.counted import Counted, Effort
from tests.e2e.region import SLUG, kyzylorda_world
from tests.e2e.walking import Walk
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import Stage, World

pytestmark = pytest.mark.browser

YEAR = "2027"
DISTRICT = "434800000"
#: What was promised: of the region's officer, and of a rural district's on a phone.
MOST_CLICKS, MOST_SECONDS, MOST_SECONDS_ON_A_PHONE = 40, 15 * 60, 2 * 60


@pytest.fixture
def region(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), kyzylorda_world(stage) as world:
        yield world


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_region_comes_from_an_empty_year_to_the_maslikhat(region: World, open_page: OpenPage, language: str) -> None:
    def office(viewport: dict[str, int]) -> Counted:
        def make_page() -> Page:
            return open_page(viewport, javascript=True, locale={"kk": "kk-KZ", "ru": "ru-RU"}[language])

        return Counted(Walk(region, Says(language), make_page, make_page()), Effort())

    desk, phone = office(DESKTOP), office(PHONE)
    officer = desk.sit_down("officer")
    propose(desk)
    look_and_move(desk)
    give_out(desk)
    rural = phone.sit_down("rural.officer")
    change_a_day_and_mark_ready(phone)
    submit_and_notify(desk)

    print(f"officer of the region: {officer}; officer of a rural district: {rural}")  # noqa: T201
    proposal = _proposal()
    assert (proposal.state, proposal.rows.count()) == ("submitted", 677)
    assert Hearing.objects.get(proposal=proposal).state == "told"
    assert officer.taps <= MOST_CLICKS
    assert officer.seconds <= MOST_SECONDS
    assert rural.seconds <= MOST_SECONDS_ON_A_PHONE


def is_fit(office: Counted) -> None:
    """Nothing of the page is beyond those who hear it, see little or have a small screen. Not counted."""
    page = office.walk.page
    found = violations(page, {"resultTypes": ["violations"]})
    assert [(violation["id"], violation["nodes"][0]["html"][:160]) for violation in found] == []
    assert (sticks_out(page), is_cut_off(page)) == ([], [])


def propose(office: Counted) -> None:
    """The year is empty: begun, and filled by the norms."""
    office.menu("Calendar of akims")
    assert not Proposal.objects.exists()
    office.button("Begin", inside=office.walk.row_of(YEAR))
    office.link("Propose meetings by the norms")
    office.button("Propose the meetings")
    office.work()
    assert _proposal().rows.count() == 677


def look_and_move(office: Counted) -> None:
    """A district is looked at, and one meeting of it set on another day."""
    district = Body.objects.get(slug=f"akimat-{DISTRICT}").territory
    office.choose(office.main.get_by_label(office.walk.says("District")), office.walk.says.of(district, "name"))
    office.button("Show", "rows")
    cell = office.walk.page.locator("tbody [data-f=when]").first
    row = ProposalRow.objects.get(pk=office.walk.page.locator("tbody tr[data-id]").first.get_attribute("data-id"))
    office.press(cell)
    office.type("26.02.2027")
    office.until(lambda: ProposalRow.objects.get(pk=row.pk).day == date(2027, 2, 26))
    expect(office.main.locator("[data-beside] .prog")).to_have_count(2)
    # One of them stands no more as it was proposed.
    expect(office.main.locator("[data-beside]")).to_contain_text("676", timeout=15_000)
    is_fit(office)


def give_out(office: Counted) -> None:
    """To the akimats below, until an inner day."""
    office.link("State of the calendar")
    office.link("Akimats below")
    expect(office.walk.entry(GiveOutForm.base_fields["due_on"].label)).to_have_value("08.01.2027")
    office.button("Give out to the akimats below")
    office.until(lambda: Part.objects.exists())


def change_a_day_and_mark_ready(phone: Counted) -> None:
    """From the desk, which says what waits."""
    phone.link("Open")
    is_fit(phone)
    row = phone.main.locator("ol.mine > li").nth(1)
    phone.press(row.locator("summary"))
    phone.fill(phone.walk.entry(MeetingForm.base_fields["day"].label, row), "31.05.2027")
    phone.button("Save", inside=row)
    phone.until(lambda: ProposalRow.objects.filter(day=date(2027, 5, 31), official__body__slug=_RURAL).exists())
    phone.button("Mark ready")
    phone.until(lambda: Part.objects.get(body__slug=_RURAL).ready_on is not None)


def submit_and_notify(office: Counted) -> None:
    """The region goes on, though few are ready."""
    office.walk.page.reload()
    office.link("2027")
    office.link("Work on the meetings")
    office.link("Check and submit")
    office.button("Submit the calendar")
    is_fit(office)
    office.button("Notify the maslikhat")
    office.until(lambda: Hearing.objects.exists())
    expect(office.main).to_contain_text(office.walk.says("Sent", "to the maslikhat"))


_RURAL = "akimat-434835000"


def _proposal() -> Proposal:
    return Proposal.objects.get(kind="akim_calendar", body__slug=SLUG, period_key=YEAR)
