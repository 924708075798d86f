"""The whole chain by the printed logins alone, from the first cell of the table to the published amendment; counted.

What each role presses is written in docs/development.md; here it may not grow.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from meetings.forms import PublishForm
from meetings.models import Meeting
from portal.demo.tasks import answer
from portal.kernel import clock
from schedules.choices import ScheduleState
from schedules.forms import DecisionForm, SendForm
from schedules.forms.amendment import ProposeChangeForm
from schedules.models import Proposal, Schedule
from tests.e2e.browsing import DESKTOP
from tests.e2e.conftest import OpenPage
from tests.e2e.walking import Walk
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser

YEAR = "2027"
SUBJECTS = {"subject_kk": "Шардара су қоймасының суы", "subject_ru": "Вода Шардаринского водохранилища"}
REASONS = {"change_reason_kk": "Мәслихат сессиясы", "change_reason_ru": "Сессия маслихата"}
#: Eight proposals, from the menu to the last acceptance.
TO_ACCEPT = 24
#: What a role presses in the whole chain.
PRESSED = {"preparer": 17, "authorised.head": 33, "authorised": 10, "head": 8, "approver": 8}


@dataclass
class Office:
    """One machine at which one after another sits down. Signing in is not counted, nor are keys."""

    walk: Walk
    who: str = ""
    pressed: Counter[str] = field(default_factory=Counter)

    @property
    def main(self) -> Locator:
        return self.walk.main

    def sit_down(self, mailbox: str) -> None:
        self.walk.sign_in(mailbox)
        self.who = mailbox

    def press(self, found: Locator) -> None:
        found.click()
        self.pressed[self.who] += 1

    def menu(self, text: str) -> None:
        self.walk.go(text)
        self.pressed[self.who] += 1

    def link(self, text: str, context: str = "", inside: Locator | None = None) -> None:
        self.press(self.walk.link(text, context, inside).first)

    def button(self, text: str, context: str = "") -> None:
        self.press(self.walk.button(text, context).first)

    def choose(self, text: str, context: str) -> None:
        self.press(self.main.get_by_role("radio", name=self.walk.says(text, context)))

    def type(self, cell: Locator, text: str) -> None:
        """Over what stands in a cell of the table; the next cell is reached by its key."""
        self.press(cell)
        self.walk.page.keyboard.press("x")
        self.walk.page.locator(".grid__in").fill(text)
        self.walk.page.keyboard.press("Tab")

    def is_saved(self) -> None:
        self.walk.page.keyboard.press("Escape")
        self.walk.page.evaluate("document.activeElement.blur()")
        expect(self.walk.page.locator("[data-grid-state]")).to_have_attribute("data-state", "saved")


@pytest.mark.parametrize("language", ["ru", pytest.param("kk", marks=pytest.mark.slow)])
def test_chain_is_walked_by_printed_logins_to_the_published_amendment(
    own_world: World, open_page: OpenPage, language: str
) -> None:
    def make_page() -> Page:
        return open_page(DESKTOP, javascript=True, locale={"kk": "kk-KZ", "ru": "ru-RU"}[language])

    office = Office(Walk(own_world, Says(language), make_page, make_page()))

    add_in_the_table_and_file(office)
    accept_all(office)
    assert office.pressed["authorised.head"] <= TO_ACCEPT
    assemble(office, amends=False)
    agree(office, "head")
    agree(office, "authorised.head")
    send(office)
    approve(office, "1117")
    publish(office, "1117")
    change_in_the_table_and_file(office)
    accept_the_change(office)
    assemble(office, amends=True)
    agree(office, "head")
    send(office)
    approve(office, "1118")
    publish(office, "1118")

    versions = Schedule.objects.published().graphs().get(period_key=YEAR).versions
    assert versions.get().number == 2
    assert Meeting.objects.public().exclude(moved_from="").filter(entry__schedule__period_key=YEAR).count() == 1
    assert dict(office.pressed) == PRESSED


def add_in_the_table_and_file(office: Office) -> None:
    office.sit_down("preparer")
    office.menu("Proposals")
    office.link("Open", "go to", office.walk.row_of(YEAR))
    page = office.walk.page
    expect(page.get_by_role("grid")).to_be_visible()
    for column, text in (
        ("place", {"kk": "Қызылорда облысы", "ru": "Кызылординская область"}[office.walk.language]),
        ("when", "14.10.2027"),
        *SUBJECTS.items(),
    ):
        office.type(page.locator(f"tbody [data-f={column}]").last, text)
    office.is_saved()
    office.link("Check and file")
    office.button("File the proposal")
    _wait(lambda: _proposal().state == "submitted")


def accept_all(office: Office) -> None:
    """Eight proposals one after another: each is opened by the acceptance of the one before."""
    waiting = Proposal.objects.for_year(YEAR).for_graph().awaiting_review()
    assert waiting.count() == 8
    office.sit_down("authorised.head")
    office.menu("Proposals received")
    office.link("Review", "decide on")
    for left in range(7, 0, -1):
        office.button("Accept and go on")
        _wait(lambda left=left: waiting.count() == left)
    office.button("Accept", "decision on a proposal")
    _wait(lambda: not waiting.exists())


def assemble(office: Office, *, amends: bool) -> None:
    office.sit_down("authorised")
    if amends:
        office.menu("Agreement and approval")
        office.link("Assemble the amendment")
    else:
        office.menu("Proposals received")
        office.link("Assemble the draft schedule")
    office.button("Assemble the draft")
    office.link("Start agreement")
    office.button("Start agreement")
    _reached(ScheduleState.AGREEMENT)
    # What the beat of the demonstration does within seconds.
    answer()


def agree(office: Office, mailbox: str) -> None:
    office.sit_down(mailbox)
    office.menu("Agreement and approval")
    office.link("Agree or give remarks")
    office.choose("Agreed", "answer on the draft schedule")
    office.button("Record the answer")
    expect(office.main.get_by_role("status").first).to_be_visible()


def send(office: Office) -> None:
    """By whoever is responsible; quarters are missing, so the reason is asked for."""
    office.sit_down("authorised.head")
    office.menu("Agreement and approval")
    office.link("Send to the Government")
    office.walk.entry(SendForm.base_fields["quarter_reason"].label).fill("Ұсыныстар күтілуде")
    office.button("Send to the Government")
    _reached(ScheduleState.GOVERNMENT)


def approve(office: Office, number: str) -> None:
    fields = DecisionForm.base_fields
    office.sit_down("approver")
    office.menu("Agreement and approval")
    office.link("Decide")
    office.choose("Approve", "decision on the schedule")
    office.walk.entry(fields["act_number"].label).fill(number)
    office.walk.entry(fields["act_on"].label).fill(f"{clock.today():%d.%m.%Y}")
    office.button("Record the decision")
    _reached(ScheduleState.APPROVED)


def publish(office: Office, number: str) -> None:
    office.sit_down("authorised.head")
    office.menu("Agreement and approval")
    office.link("Publish")
    choices = dict(PublishForm.base_fields["when"].choices)  # type: ignore[attr-defined]
    office.press(office.main.get_by_role("radio", name=office.walk.says.label(choices[PublishForm.NOW])))
    office.press(office.walk.entry(PublishForm.base_fields["sure"].label))
    office.button("Publish", "action")
    expect(office.walk.page).to_have_url(office.walk.world.address(f"/{office.walk.language}/schedules/graph/{YEAR}/"))
    expect(office.main).to_contain_text(number)


def change_in_the_table_and_file(office: Office) -> None:
    """The day of the meeting that was added, with both reasons in its row."""
    row = _proposal().rows.get(subject_kk=SUBJECTS["subject_kk"])
    office.sit_down("preparer")
    office.menu("Proposals")
    office.link("Open", "go to", office.walk.row_of(YEAR))
    office.link("Propose a change of approved meetings")
    office.walk.entry(ProposeChangeForm.base_fields["reason"].label).fill("Мәслихат сессиясы")
    office.button("Open the proposal again")
    page = office.walk.page
    expect(page.get_by_role("grid")).to_be_visible()
    for column, text in (("when", "21.10.2027"), *REASONS.items()):
        office.type(page.locator(f"#row-{row.pk} [data-f={column}]"), text)
    office.is_saved()
    office.link("Check and file")
    expect(office.main).to_contain_text("2027")
    office.button("File the proposal")
    _wait(lambda: _proposal().state == "submitted")


def accept_the_change(office: Office) -> None:
    """From the page of the schedule: it says whose change waits, and the review what was and what is now."""
    office.sit_down("authorised.head")
    office.menu("Agreement and approval")
    office.link("Review", "decide on")
    expect(office.main.locator("del").first).to_be_visible()
    expect(office.main).to_contain_text({"kk": "Мәслихат сессиясы", "ru": "Сессия маслихата"}[office.walk.language])
    office.button("Accept", "decision on a proposal")
    _wait(lambda: _proposal().state == "accepted")


def _proposal() -> Proposal:
    return Proposal.objects.for_graph().get(body__slug="water", period_key=YEAR)


def _reached(state: str) -> None:
    _wait(lambda: Schedule.objects.for_period(YEAR)[0].state == state)


def _wait(done: Callable[[], bool]) -> None:
    """The form was sent: the server takes its moment."""
    for _turn in range(100):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to pass")
