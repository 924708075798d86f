"""From a ministry's proposal to a citizen's calendar, walked in a browser as a person would walk it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, expect

from meetings.forms import PublishForm
from meetings.models import Meeting
from portal.bodies.choices import Role
from portal.bodies.models import Body, RoleGrant, Territory
from portal.bodies.permissions import actor_for
from portal.kernel import clock
from portal.kit import formats
from schedules.choices import ProposalState, ScheduleState, SlotState
from schedules.forms import DecisionForm, ReviewForm, RowForm, SendForm
from schedules.models import AgreementSlot, Proposal, ProposalRow, Schedule
from schedules.services import graphs, proposals
from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.walking import Walk
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser

YEAR = "2027"
FIRST_DAY, MENDED_DAY = date(2027, 10, 14), date(2027, 11, 18)
SUBJECT_KK, SUBJECT_RU = "Шардара су қоймасының суы", "Вода Шардаринского водохранилища"
VENUE_KK, VENUE_RU = "Ауылдық клуб, 3-үй", "Сельский клуб, дом 3"


def _ways() -> Iterator[object]:
    """All eight ways to walk; the commonest at each run, the others in the long rig."""
    for language, width, script in product(("kk", "ru"), (PHONE, DESKTOP), (True, False)):
        each_run = (language, width, script) == ("kk", PHONE, True)
        name = f"{language}-{width['width']}-{'script' if script else 'plain'}"
        yield pytest.param((language, width, script), id=name, marks=[] if each_run else [pytest.mark.slow])


@pytest.fixture(params=list(_ways()))
def walk(request: pytest.FixtureRequest, own_world: World, open_page: OpenPage) -> Walk:
    language, viewport, javascript = request.param

    def make_page() -> Page:
        return open_page(viewport, javascript=javascript, locale={"kk": "kk-KZ", "ru": "ru-RU"}[language])

    return Walk(own_world, Says(language), make_page, make_page())


def test_chain_from_the_proposal_to_the_calendar_of_a_citizen(walk: Walk, tmp_path: Path):
    water = Body.objects.get(slug="water")

    finish_and_file(walk)
    _wait_for(_proposal, ProposalState.SUBMITTED)
    return_with_a_remark(walk, water)
    _wait_for(_proposal, ProposalState.RETURNED)
    mend_and_file_again(walk)
    _wait_for(_proposal, ProposalState.SUBMITTED)
    accept(walk, water)
    _wait_for(_proposal, ProposalState.ACCEPTED)
    _accept_the_others(walk.world)
    assemble_and_open_agreement(walk)
    agree_for_water(walk)
    _agree_for_the_others()
    send_to_the_government(walk)
    _wait_for(_schedule, ScheduleState.GOVERNMENT)
    approve(walk)
    _wait_for(_schedule, ScheduleState.APPROVED)
    publish(walk)
    _wait_for(_schedule, ScheduleState.PUBLISHED)
    find_the_meeting(walk, water, tmp_path)


def _wait_for(find: Callable[[], Proposal | Schedule | AgreementSlot], state: str) -> None:
    """The form was sent: the server takes its moment."""
    for _turn in range(100):
        if find().state == state:
            return
        time.sleep(0.1)
    raise AssertionError(f"{find()} is {find().state}, not {state}")


def _proposal() -> Proposal:
    return Proposal.objects.for_graph().get(body__slug="water", period_key=YEAR)


def _schedule() -> Schedule:
    return Schedule.objects.for_period(YEAR).get()


def finish_and_file(walk: Walk) -> None:
    """The preparer adds the meeting that lacks; the first try misses the region and loses nothing typed."""
    fields = RowForm.base_fields
    walk.sign_in("preparer")
    walk.go("Proposals")
    walk.link("Open", "go to", walk.row_of(YEAR)).click()
    walk.link("Add a meeting").first.click()
    walk.main.get_by_role("radio", name=walk.says("on a day", "when a meeting is")).check()
    walk.entry(fields["day"].label).fill(f"{FIRST_DAY:%d.%m.%Y}")
    walk.entry(fields["start_time"].label).fill("15:00")
    for name, text in (
        ("subject_kk", SUBJECT_KK),
        ("subject_ru", SUBJECT_RU),
        ("venue_kk", VENUE_KK),
        ("venue_ru", VENUE_RU),
    ):
        walk.entry(fields[name].label).fill(text)
    walk.button("Save the meeting").click()

    expect(walk.main.get_by_role("alert")).to_contain_text(walk.says.label(fields["region"].label))
    expect(walk.entry(fields["subject_kk"].label)).to_have_value(SUBJECT_KK)
    expect(walk.entry(fields["start_time"].label)).to_have_value("15:00")
    region = Territory.objects.get(kato="430000000")
    walk.entry(fields["region"].label).select_option(label=walk.says.of(region, "name"))
    walk.button("Save the meeting").click()

    walk.link("Check and file").click()
    expect(walk.main).to_contain_text(walk.says.of(region, "name"))
    walk.button("File the proposal").click()


def return_with_a_remark(walk: Walk, water: Body) -> None:
    fields = ReviewForm.base_fields
    walk.sign_in("authorised.head")
    walk.go("Proposals received")
    walk.link("Review", "decide on", walk.row_of(walk.says.of(water, "short"))).click()
    walk.entry(fields["comment"].label).fill("Бір кездесудің күнін өзгертіңіз")
    row = walk.main.get_by_role("row").filter(has_text={"kk": SUBJECT_KK, "ru": SUBJECT_RU}[walk.language])
    row.first.get_by_text(walk.says("Write a remark")).click()
    row.first.locator("textarea").fill("Осы күні басқа министрлік барады")
    walk.button("Return for revision", "decision on a proposal").click()


def mend_and_file_again(walk: Walk) -> None:
    fields = RowForm.base_fields
    walk.sign_in("preparer")
    walk.go("Proposals")
    walk.link("Open", "go to", walk.row_of(YEAR)).click()
    expect(walk.main).to_contain_text("Бір кездесудің күнін өзгертіңіз")
    expect(walk.main).to_contain_text("Осы күні басқа министрлік барады")
    row = walk.main.get_by_role("row").filter(has_text={"kk": SUBJECT_KK, "ru": SUBJECT_RU}[walk.language])
    walk.link("Change", inside=row.first).click()
    expect(walk.main).to_contain_text("Осы күні басқа министрлік барады")
    walk.entry(fields["day"].label).fill(f"{MENDED_DAY:%d.%m.%Y}")
    walk.button("Save the meeting").click()
    walk.link("Check and file").click()
    walk.button("File the proposal").click()


def accept(walk: Walk, water: Body) -> None:
    walk.sign_in("authorised.head")
    walk.go("Proposals received")
    walk.link("Review", "decide on", walk.row_of(walk.says.of(water, "short"))).click()
    walk.button("Accept and go on").click()


def _accept_the_others(world: World) -> None:
    head = world.actor("authorised.head")
    for proposal in Proposal.objects.for_year(YEAR).for_graph().awaiting_review():
        proposals.accept_proposal(proposal=proposal, actor=head, today=clock.today())


def assemble_and_open_agreement(walk: Walk) -> None:
    walk.sign_in("authorised")
    walk.go("Proposals received")
    walk.link("Assemble the draft schedule").click()
    walk.button("Assemble the draft").click()
    walk.link("Start agreement").click()
    walk.button("Start agreement").click()
    _wait_for(_schedule, ScheduleState.AGREEMENT)


def agree_for_water(walk: Walk) -> None:
    walk.sign_in("head")
    walk.go("Agreement and approval")
    walk.link("Agree or give remarks").click()
    walk.main.get_by_role("radio", name=walk.says("Agreed", "answer on the draft schedule")).check()
    walk.button("Record the answer").click()
    _wait_for(lambda: _schedule().slots.get(body__slug="water"), SlotState.AGREED)
    assert _schedule().slots.get(body__slug="water").decided_by == walk.world.user("head")


def _agree_for_the_others() -> None:
    today, schedule = clock.today(), _schedule()
    for slot in schedule.slots.pending().select_related("body"):
        grant = RoleGrant.objects.in_force(today).of(Role.HEAD, slot.body).select_related("user").get()
        graphs.agree(schedule=schedule, body=slot.body, actor=actor_for(grant.user, today), today=today)


def send_to_the_government(walk: Walk) -> None:
    """Some ministries have not filed, so quarters are missing: sending is blocked until a reason is written."""
    walk.sign_in("authorised.head")
    walk.go("Agreement and approval")
    walk.link("Send to the Government").click()
    walk.button("Send to the Government").click()
    expect(walk.main.get_by_role("alert")).to_be_visible()
    assert _schedule().state == ScheduleState.AGREEMENT
    walk.entry(SendForm.base_fields["quarter_reason"].label).fill("Ұсыныстар күтілуде")
    walk.button("Send to the Government").click()


def approve(walk: Walk) -> None:
    fields = DecisionForm.base_fields
    walk.sign_in("approver")
    walk.go("Agreement and approval")
    walk.link("Decide").click()
    walk.main.get_by_role("radio", name=walk.says("Approve", "decision on the schedule")).check()
    walk.entry(fields["act_number"].label).fill("1117")
    walk.entry(fields["act_on"].label).fill(f"{clock.today():%d.%m.%Y}")
    walk.button("Record the decision").click()


def publish(walk: Walk) -> None:
    walk.sign_in("authorised.head")
    walk.go("Agreement and approval")
    walk.link("Publish").click()
    choices = dict(PublishForm.base_fields["when"].choices)  # type: ignore[attr-defined]
    walk.main.get_by_role("radio", name=walk.says.label(choices[PublishForm.NOW])).check()
    walk.entry(PublishForm.base_fields["sure"].label).check()
    walk.button("Publish", "action").click()
    expect(walk.page).to_have_url(walk.world.address(f"/{walk.language}/schedules/graph/{YEAR}/"))
    expect(walk.main).to_contain_text("1117")


def find_the_meeting(walk: Walk, water: Body, tmp_path: Path) -> None:
    """A citizen without a login: front page, calendar, filter, meeting, `.ics`."""
    made = Meeting.objects.get(subject_kk=SUBJECT_KK)
    subject = {"kk": SUBJECT_KK, "ru": SUBJECT_RU}[walk.language]
    walk.page.context.close()
    walk.page = walk.make_page()
    walk.page.goto(walk.world.address(f"/{walk.language}/"))
    menu = walk.page.get_by_role("navigation", name=walk.says("Main menu"))
    link = menu.get_by_role("link", name=walk.says("Calendar", "menu"), exact=True).locator("visible=true")
    if not link.count():
        menu.get_by_text(walk.says("Menu"), exact=True).click()
    link.first.click()
    # Until the page is there nothing of it is visible, folded or not.
    walk.page.wait_for_url("**/calendar/**")
    more = walk.main.get_by_text(walk.says("More filters"), exact=True)
    if not more.is_visible():
        # Folded on a phone, so that meetings are seen first.
        walk.main.locator("summary").get_by_text(walk.says("Filter"), exact=True).first.click()
    more.click()
    walk.entry(walk.says("Body", "filter")).select_option(label=walk.says.of(water, "plain"))
    with_month = formats.month_year(MENDED_DAY, walk.language)
    walk.entry(walk.says("Month", "filter")).select_option(value=f"{MENDED_DAY:%Y-%m}")
    walk.button("Show", "filter").click()
    walk.main.get_by_role("link", name=walk.says("List", "view of the calendar"), exact=True).click()
    expect(walk.main).to_contain_text(with_month, ignore_case=True)
    walk.main.locator(f"a[href$='/meetings/{made.number}/']").locator("visible=true").first.click()
    expect(walk.page).to_have_url(walk.world.address(f"/{walk.language}/meetings/{made.number}/"))
    expect(walk.main).to_contain_text(subject)
    expect(walk.main).to_contain_text(formats.day_weekday(MENDED_DAY, walk.language))

    with walk.page.expect_download() as download:
        walk.link("Add to calendar").first.click()
    download.value.save_as(tmp_path / "meeting.ics")
    (event,) = icalendar.Calendar.from_ical((tmp_path / "meeting.ics").read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart") == clock.at(MENDED_DAY, 15)
    feed = walk.page.request.get(walk.world.address(f"/{walk.language}/calendar.ics?body=water")).body()
    assert event["uid"] in {each["uid"] for each in icalendar.Calendar.from_ical(feed).walk("VEVENT")}
    assert ProposalRow.objects.filter(proposal=_proposal(), entries__meeting=made).exists()
