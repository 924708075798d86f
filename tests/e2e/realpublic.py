"""What everyone sees of a schedule on real input: the public page, the calendar and its feed, the workbook."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import icalendar
from playwright.sync_api import expect

from meetings.models import Meeting
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kit import formats
from schedules.models import Schedule, ScheduleEntry
from schedules.workbooks import place_index, read_workbook
from tests.e2e import real
from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.realworld import Desk, texts_of
from tests.e2e.words import Says

YEAR = "2027"
REASON_KK, REASON_RU = "Өңірдегі су тасқынына байланысты", "В связи с паводком в регионе"


def everyone_sees(desk: Desk, open_page: OpenPage) -> None:
    """Every meeting on the public page, in the calendar and its feed, in the workbook of the version."""
    published = Schedule.objects.published().get(period_key=YEAR)
    entries = list(published.entries.with_places().select_related("meeting"))
    planned = sum(len(real.after_mending(slug)) for slug in real.expected())
    assert (len(entries), Meeting.objects.public().filter(entry__schedule=published).count()) == (planned, planned)
    for language, viewport in (("kk", PHONE), ("ru", DESKTOP)):
        reader = Desk(desk.world, Says(language), desk.make_page, open_page(viewport, locale=f"{language}-KZ"))
        _every_entry_is_shown(reader, entries)
    _feeds(reader, entries)
    _workbook_reads_back(reader, entries)


def _every_entry_is_shown(reader: Desk, entries: list[ScheduleEntry]) -> None:
    shown: dict[str, str] = {}
    number = 1
    while len(shown) < len(entries):
        reader.goto(f"/schedules/graph/{YEAR}/?page={number}")
        if number == 1:
            reader.shoot(f"graph-{reader.language}")
        rows = reader.main.locator("tr[id^=e-]")
        found = rows.evaluate_all("rows => rows.map(row => [row.id.slice(2), row.innerText])")
        assert found, f"page {number} is empty"
        shown |= dict(found)
        number += 1
    assert set(shown) == {entry.key for entry in entries}
    for entry in entries:
        text = " ".join(shown[entry.key].split())
        days = [formats.day_weekday(day, reader.language) for day in entry.days]
        if not days:
            days = [formats.when_text(entry.when, reader.language)]
        for wanted in (*days, reader.says.of(entry.territory, "name"), reader.says.of(entry, "subject")):
            assert " ".join(wanted.split()).casefold() in text.casefold(), (wanted, text)


def _feeds(reader: Desk, entries: list[ScheduleEntry]) -> None:
    reader.goto("/calendar/?view=list&body=water")
    reader.shoot("calendar-water")
    for slug in ("water", "finance"):
        own = [entry for entry in entries if entry.body.slug == slug]
        feed = reader.page.request.get(reader.world.address(f"/ru/calendar.ics?body={slug}")).body()
        events = icalendar.Calendar.from_ical(feed).walk("VEVENT")
        assert sorted(event.decoded("dtstart") for event in events) == sorted(
            day for entry in own for day in entry.days
        )


def _workbook_reads_back(reader: Desk, entries: list[ScheduleEntry]) -> None:
    for ending in ("pdf", "docx"):
        file = reader.page.request.get(reader.world.address(f"/kk/schedules/graph/{YEAR}/v1.{ending}"))
        assert (file.status, len(file.body()) > 10_000) == (200, True)
    file = reader.page.request.get(reader.world.address(f"/ru/schedules/graph/{YEAR}/v1.xlsx"))
    reading = read_workbook(BytesIO(file.body()), period=Period.parse(YEAR), places=place_index(clock.today()))
    assert [row.problems for row in reading.rows if row.problems] == []

    def line(territory: str | None, days: Any, period: str, texts: dict[str, str]) -> tuple[Any, ...]:
        return (territory or "", [day.isoformat() for day in days], period, sorted(filter(None, texts.values())))

    assert sorted(line(row.territory, row.dates, row.period_key or "", row.texts) for row in reading.rows) == sorted(
        line(entry.territory.kato, entry.days, "" if entry.days else entry.when.key, texts_of(entry))  # type: ignore[arg-type]
        for entry in entries
    )


def everyone_sees_the_change(desk: Desk, open_page: OpenPage, moved: Meeting) -> None:
    meeting = Meeting.objects.get(pk=moved.pk)
    assert (meeting.number, meeting.days) == (moved.number, [date(2027, 11, 30)])
    for language, viewport in (("kk", PHONE), ("ru", DESKTOP)):
        reader = Desk(desk.world, Says(language), desk.make_page, open_page(viewport, locale=f"{language}-KZ"))
        reason = {"kk": REASON_KK, "ru": REASON_RU}[language]
        reader.goto(f"/schedules/graph/{YEAR}/v1..v2/")
        expect(reader.main).to_contain_text(reason)
        expect(reader.main.locator("ul.diff > li")).to_have_count(1)
        reader.shoot(f"differences-{language}")
        reader.goto(f"/meetings/{moved.number}/")
        banner = reader.main.locator(".notice--big").first
        expect(banner).to_contain_text(reader.says("The meeting is moved"))
        expect(banner).to_contain_text(reason)
        expect(banner.locator("del")).to_contain_text(formats.day_weekday(date(2027, 12, 7), language))
        expect(banner.locator("ins")).to_contain_text(formats.day_weekday(date(2027, 11, 30), language))
        reader.shoot(f"meeting-{language}")
