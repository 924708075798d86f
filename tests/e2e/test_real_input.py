"""The year 2027 on real input: sixteen disorderly workbooks, mended, agreed, approved, published, then amended.

The whole classifier is loaded first. A worker is played by the test: it does the work that waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from meetings.forms import PublishForm
from meetings.models import Meeting
from portal.bodies.choices import Role
from portal.kernel import clock
from schedules.choices import ProposalState, ScheduleState
from schedules.forms import DecisionForm, ReviewForm, RowForm, SendForm
from schedules.forms.amendment import ProposeChangeForm
from schedules.forms.imports import LeaveOutForm
from schedules.models import Import, Planned, Proposal, ProposalRow, Schedule, ScheduleEntry
from schedules.services import agreement, graphs, proposals
from schedules.services.rows_data import RowData
from tests.e2e import real
from tests.e2e.browsing import DESKTOP
from tests.e2e.conftest import OpenPage
from tests.e2e.realpublic import REASON_KK, REASON_RU, YEAR, everyone_sees, everyone_sees_the_change
from tests.e2e.realworld import PASTE, Desk, actor_of, furnish, person, texts_of
from tests.e2e.words import Says
from tests.e2e.worlds import Stage, World
from tests.shared import shared

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: So many ministries agree in words, the others by silence.
_SAY_SO = 8


@pytest.fixture
def real_world(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The reference with the whole classifier, people in every ministry, and nothing planned."""
    # Asked for before the world is built, which takes a minute.
    shared(real.PROPOSALS)
    shared(real.KATO)
    with django_db_blocker.unblock():
        server, played, travel = stage.play(empty=True)
        try:
            furnish()
            yield played
        finally:
            stage.clear(server, travel)


@pytest.fixture
def later() -> Iterator[Callable[[date], None]]:
    """Go on to another day, at ten in the morning."""
    travels: list[time_machine.travel] = []

    def go(day: date) -> None:
        travels.append(time_machine.travel(clock.at(day, 10), tick=True))
        travels[-1].start()

    yield go
    for travel in reversed(travels):
        travel.stop()


def _proposal(slug: str) -> Proposal:
    return Proposal.objects.get(body__slug=slug, period_key=YEAR, kind="graph")


def _copy() -> Schedule:
    return Schedule.objects.unfinished().get(period_key=YEAR)


def _said(row: Planned) -> dict[str, Any]:
    """The row in the words of `expected.json`."""
    when: dict[str, Any]
    if row.days:
        when = {"dates": [day.isoformat() for day in row.days]}
    else:
        when = {row.when.period.kind: row.when.key}
    return {"territory": row.territory.kato, "format": row.format, **when}


# -- the walk --------------------------------------------------------------------------------------------------------
def test_sixteen_workbooks_become_the_published_schedule_and_are_amended(
    real_world: World, open_page: OpenPage, later: Callable[[date], None]
) -> None:
    def make_page() -> Page:
        return open_page(DESKTOP, locale="ru-RU")

    desk = Desk(real_world, Says("ru"), make_page, make_page())
    for slug, path in real.workbooks():
        give(desk, slug, path)
    fill_in_the_table(desk, "water")
    for slug in real.expected():
        fill_in(slug)
    file_and_accept(desk)
    agree(desk, later)
    decide_and_publish(desk, "1117")
    everyone_sees(desk, open_page)
    call_command("verify_chain", verbosity=0)
    moved = propose_change(desk)
    amend(desk)
    everyone_sees_the_change(desk, open_page, moved)
    call_command("verify_chain", verbosity=0)


def give(desk: Desk, slug: str, path: Path) -> None:
    """A preparer gives the workbook, looks at the preview, mends it and takes it over."""
    desk.sit_down(person(Role.PREPARER, slug))
    desk.goto("/work/proposals/")
    desk.button("Begin", inside=desk.row_of(YEAR)).first.click()
    desk.link("Import from Excel").click()
    desk.page.locator("input[type=file]").set_input_files(path)
    desk.button("Read the file").click()
    desk.work()
    imported = Import.objects.get(proposal=_proposal(slug))
    _read_as_expected(imported, slug)
    desk.shoot(f"preview-{slug}")
    mends = real.MENDS.get(slug, {})
    if mends:
        for number, mend in mends.items():
            item = desk.page.locator(f"#row-{imported.rows.get(number=number).pk}")
            for name, text in mend.typed.items():
                if name == "which":
                    item.locator(f"input[type=radio][value='{text}']").check()
                else:
                    item.locator(f"input[name$=-{name}]").fill(text)
            if mend.out:
                item.get_by_label(desk.says.label(LeaveOutForm.base_fields["is_left_out"].label)).check()
        desk.button("Save the corrections").click()
        expect(desk.main.get_by_text(desk.says("The corrections are saved."))).to_be_visible()
    assert not imported.rows.puzzling().exists()
    desk.button("Import").click()
    desk.work()
    expect(desk.main.get_by_role("heading", level=1)).to_be_visible()
    made = {row.number: _said(row.made) for row in imported.rows.exclude(made=None).select_related("made__territory")}
    assert made == real.after_mending(slug)
    assert _proposal(slug).rows.count() == len(made)


def _read_as_expected(imported: Import, slug: str) -> None:
    told = real.expected()[slug]
    assert [(row.sheet, row.number) for row in imported.rows.order_by("pk")] == [
        (each["sheet"], each["row"]) for each in told
    ]
    puzzling = {row.number for row in imported.rows.puzzling()}
    assert puzzling == {each["row"] for each in told if "error" in each or "territory_error" in each}
    assert puzzling == set(real.MENDS.get(slug, {}))


def fill_in_the_table(desk: Desk, slug: str) -> None:
    """The officer pastes the Kazakh texts, column by column, into the table of the proposal."""
    desk.sit_down(person(Role.PREPARER, slug))
    desk.goto(f"/work/proposals/{_proposal(slug).pk}/")
    rows = list(_proposal(slug).rows.in_order())
    for name in real.TEXTS:
        column = [real.in_both(texts_of(row))[f"{name}_kk"] for row in rows]
        desk.page.locator(f"#row-{rows[0].pk} [data-f={name}_kk]").click()
        desk.page.evaluate(PASTE, "\n".join(column))
        expect(desk.page.locator("[data-grid-state]")).to_have_attribute("data-state", "saved", timeout=30_000)
    desk.shoot("table-water")
    assert [texts_of(row) for row in _proposal(slug).rows.in_order()] == [real.in_both(texts_of(row)) for row in rows]


def fill_in(slug: str) -> None:
    """The other ministries write in the other language too."""
    actor = actor_of(Role.PREPARER, slug)
    for row in _proposal(slug).rows.with_places().in_order():
        texts = real.in_both(texts_of(row))
        if texts == texts_of(row):
            continue
        data = RowData(
            official=row.official,
            territory=row.territory,
            day=row.day,
            more_days=tuple(row.days[1:]),
            month_key=row.month_key,
            quarter_key=row.quarter_key,
            half_key=row.half_key,
            start_time=row.start_time,
            format=row.format,
            **texts,
        )
        proposals.save_row(
            proposal=row.proposal, row=row, data=data, expected_version=row.version, actor=actor, today=actor.on
        )


def file_and_accept(desk: Desk) -> None:
    """Each ministry files; the authorised body accepts all of them."""
    for slug in real.expected():
        desk.sit_down(person(Role.PREPARER, slug))
        _file(desk, slug)
    desk.sign_in_anew("authorised.head")
    desk.goto(f"/work/intake/{YEAR}/")
    desk.shoot("intake")
    for slug in real.expected():
        _accept(desk, slug)


def _file(desk: Desk, slug: str) -> None:
    desk.goto(f"/work/proposals/{_proposal(slug).pk}/submit/")
    desk.button("File the proposal").click()
    desk.page.wait_for_url(f"**/work/proposals/{_proposal(slug).pk}/")
    assert _proposal(slug).state == ProposalState.SUBMITTED


def _accept(desk: Desk, slug: str) -> None:
    desk.goto(f"/work/intake/{YEAR}/{slug}/")
    desk.main.locator(f"button[name=decision][value={ReviewForm.ACCEPT}]").click()
    expect(desk.main.get_by_role("status").first).to_be_visible()
    assert _proposal(slug).state == ProposalState.ACCEPTED


def agree(desk: Desk, later: Callable[[date], None]) -> None:
    """One agrees in the browser, some by the service, the others by silence."""
    schedule = _assemble(desk)
    assert schedule.entries.count() == ProposalRow.objects.filter(proposal__period_key=YEAR).count()
    desk.sign_in("head")
    _agree_for_water(desk)
    others = list(schedule.slots.pending().select_related("body").order_by("body__slug"))
    for slot in others[:_SAY_SO]:
        actor = actor_of(Role.HEAD, slot.body.slug)
        graphs.agree(schedule=schedule, body=slot.body, actor=actor, today=actor.on)
    later(others[-1].due_on + timedelta(days=1))
    assert agreement.close_silent_slots(today=clock.today()) == len(others) - _SAY_SO


def _assemble(desk: Desk) -> Schedule:
    desk.sign_in_anew("authorised")
    desk.goto(f"/work/graph/{YEAR}/assemble/")
    desk.button("Assemble the draft").click()
    desk.link("Start agreement").click()
    desk.shoot(f"agreement-{Schedule.objects.filter(period_key=YEAR).count()}")
    desk.button("Start agreement").click()
    desk.page.wait_for_url(f"**/work/graph/{YEAR}/")
    schedule = _copy()
    assert schedule.state == ScheduleState.AGREEMENT
    return schedule


def _agree_for_water(desk: Desk) -> None:
    desk.goto(f"/work/graph/{YEAR}/agreement/water/")
    desk.main.get_by_role("radio", name=desk.says("Agreed", "answer on the draft schedule")).check()
    desk.button("Record the answer").click()
    expect(desk.main.get_by_role("status").first).to_be_visible()


def decide_and_publish(desk: Desk, number: str, *, seen: tuple[str, ...] = ()) -> None:
    """Sent by the authorised body, approved by the Government, published."""
    desk.sign_in_anew("authorised.head")
    desk.goto(f"/work/graph/{YEAR}/send/")
    reason = desk.entry(SendForm.base_fields["quarter_reason"].label)
    if reason.count():
        reason.fill("Министерства, названные выше, дополнят график к июню")
    desk.shoot(f"send-{number}")
    desk.button("Send to the Government").click()
    desk.page.wait_for_url(f"**/work/graph/{YEAR}/")
    desk.sign_in_anew("approver")
    desk.goto(f"/work/graph/{YEAR}/decision/")
    for text in seen:
        expect(desk.main).to_contain_text(text)
    desk.shoot(f"decision-{number}")
    desk.main.get_by_role("radio", name=desk.says("Approve", "decision on the schedule")).check()
    desk.entry(DecisionForm.base_fields["act_number"].label).fill(number)
    desk.entry(DecisionForm.base_fields["act_on"].label).fill(f"{clock.today():%d.%m.%Y}")
    desk.button("Record the decision").click()
    desk.page.wait_for_url(f"**/work/graph/{YEAR}/")
    desk.sign_in_anew("authorised.head")
    desk.goto(f"/work/graph/{YEAR}/publish/")
    choices = dict(PublishForm.base_fields["when"].choices)  # type: ignore[attr-defined]
    desk.main.get_by_role("radio", name=desk.says.label(choices[PublishForm.NOW])).check()
    desk.entry(PublishForm.base_fields["sure"].label).check()
    desk.button("Publish", "action").click()
    desk.page.wait_for_url(f"**/schedules/graph/{YEAR}/")
    expect(desk.main).to_contain_text(number)


# -- the amendment ---------------------------------------------------------------------------------------------------
def propose_change(desk: Desk) -> Meeting:
    """A ministry moves one of its meetings to another day, with the reason, and files it."""
    entry = ScheduleEntry.objects.filter(
        schedule__in=Schedule.objects.published().filter(period_key=YEAR), body__slug="water", day=date(2027, 12, 7)
    ).get()
    row, new_day = entry.source, date(2027, 11, 30)
    assert row is not None
    desk.sign_in_anew("head")
    desk.goto(f"/work/proposals/{row.proposal_id}/")
    desk.link("Propose a change of approved meetings").click()
    desk.entry(ProposeChangeForm.base_fields["reason"].label).fill(REASON_RU)
    desk.button("Open the proposal again").click()
    expect(desk.link("Check and file")).to_be_visible()
    desk.goto(f"/work/proposals/{row.proposal_id}/rows/{row.pk}/")
    desk.entry(RowForm.base_fields["day"].label).fill(f"{new_day:%d.%m.%Y}")
    desk.entry(RowForm.base_fields["change_reason_kk"].label).fill(REASON_KK)
    desk.entry(RowForm.base_fields["change_reason_ru"].label).fill(REASON_RU)
    desk.button("Save the meeting").click()
    expect(desk.link("Check and file")).to_be_visible()
    desk.shoot("amend-proposal")
    _file(desk, "water")
    return Meeting.objects.get(entry=entry)


def amend(desk: Desk) -> None:
    """The authorised body takes the change up; it goes the whole way again and becomes the second version."""
    desk.sign_in_anew("authorised.head")
    _accept(desk, "water")
    schedule = _assemble(desk)
    desk.goto(f"/work/graph/{YEAR}/changes/")
    expect(desk.main).to_contain_text(REASON_RU)
    desk.shoot("amend-changes")
    desk.sign_in_anew("head")
    _agree_for_water(desk)
    for slot in schedule.slots.pending().select_related("body"):
        actor = actor_of(Role.HEAD, slot.body.slug)
        graphs.agree(schedule=schedule, body=slot.body, actor=actor, today=actor.on)
    decide_and_publish(desk, "1203", seen=(REASON_RU,))
