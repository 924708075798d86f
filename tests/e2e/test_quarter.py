"""A quarter is closed by a village office on a telephone, and by a ministry with four hundred issues as one table:
counted are taps, characters and seconds.

What it spends is written in docs/development.md; here it may not grow over what was promised.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from issues.choices import State
from issues.models import Issue, QuarterNote, QuarterVersion
from portal.bodies.models import Body
from portal.deadlines import tasks
from portal.deadlines.models import Obligation
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.e2e import quartered
from tests.e2e.axe import violations
from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.counted import Counted, Effort
from tests.e2e.walking import Walk
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MEASURES = pytest.mark.alone

QUARTER, DAY = Period.quarter(2026, 4), date(2027, 1, 5)
VILLAGE, MINISTRY = "akimat-434835000", "water"
#: What was promised of a village office.
MOST_SECONDS = 180
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU"}
#: What an office writes of three issues, in Kazakh and in Russian, and once for four of which nothing is new.
SAID = (
    ("Сорғы ауыстырылды, кешке су бар.", "Насос заменён, вода есть и вечером."),
    ("Мердігер таңдалды, жұмыс сәуірде басталады.", "Подрядчик выбран, работы начнутся в апреле."),
    ("Жарық шамдары орнатылды.", "Фонари установлены."),
)
NOTHING = ("Облыс бюджетін күтеміз.", "Ждём бюджета области.")
SOLVED = ("Құбыр ауыстырылды.", "Труба заменена.", "Құбыр жер астында.", "Труба под землёй.")


@pytest.fixture
def january(own_world: World) -> Iterator[World]:
    """Five days into January: the quarter is over, and what is owed for it is known."""
    with time_machine.travel(clock.at(DAY, 10), tick=True):
        tasks.sweep()
        yield own_world


def at_device(world: World, open_page: OpenPage, language: str, viewport: dict[str, int], **more: Any) -> Counted:
    def make_page() -> Page:
        return open_page(viewport, locale=LOCALES[language], **more)

    return Counted(Walk(world, Says(language), make_page, make_page()), Effort())


def looks_well(page: Page, *, scripts: bool = True) -> None:
    assert (sticks_out(page), is_cut_off(page)) == ([], [])
    # Axe is a script itself.
    found = violations(page, {"resultTypes": ["violations"]}) if scripts else []
    assert [(violation["id"], violation["nodes"][0]["html"][:160]) for violation in found] == []


def to_quarter(person: Counted, slug: str) -> None:
    """From the desk, by its first row about it."""
    person.press(person.main.locator(f"a[href$='/work/quarter/{slug}/{QUARTER.key}/']").first)


def row_of(person: Counted, issue: Issue) -> Locator:
    return person.main.locator(f"#row-{issue.number}")


# -- a village -------------------------------------------------------------------------------------------------------
@MEASURES
@pytest.mark.parametrize(
    ("language", "scripts"),
    [("kk", True), ("ru", True), ("kk", False)],
    ids=["kk", "ru", "kk-without-scripts"],
)
def test_a_village_office_closes_its_quarter_in_three_minutes(
    january: World, open_page: OpenPage, language: str, scripts: bool
) -> None:
    body = Body.objects.get(slug=VILLAGE)
    wanting = quartered.brought_to(body, QUARTER, open_ones=12, told=5)
    phone = at_device(january, open_page, language, PHONE, javascript=scripts)
    effort = phone.sit_down("rural.officer")
    to_quarter(phone, VILLAGE)
    looks_well(phone.walk.page, scripts=scripts)
    for issue, (kk, ru) in zip(wanting, SAID, strict=False):
        phone.write(row_of(phone, issue).locator("[name$=-kk]"), kk)
        phone.write(row_of(phone, issue).locator("[name$=-ru]"), ru)
    phone.tap(phone.main.locator("summary", has_text=phone.walk.says("The same text for many rows")))
    phone.tap(phone.main.locator("[name=many_kind][value=nothing]"))
    for name, text in zip(("many_kk", "many_ru"), NOTHING, strict=True):
        phone.write(phone.main.locator(f"[name={name}]"), text)
    phone.button("Write it into all rows that are empty")
    expect(phone.main.locator("progress")).to_have_attribute("value", "12")
    phone.button("To balance and publication")
    looks_well(phone.walk.page, scripts=scripts)
    assert not QuarterVersion.objects.of(body, QUARTER.key).exists()
    phone.button("Publish the quarter")
    phone.walk.page.wait_for_url(re.compile(rf"/issues/quarters/{VILLAGE}/{QUARTER.key}/"))
    looks_well(phone.walk.page, scripts=scripts)
    expect(phone.main).to_contain_text(SAID[0][("kk", "ru").index(language)])

    print(f"a quarter of a village, {language}, {'with' if scripts else 'without'} scripts: {effort}")  # noqa: T201
    version = QuarterVersion.objects.get(body=body, period_key=QUARTER.key)
    assert (version.closing, version.silent, version.is_late, version.by_portal) == (12, 0, False, False)
    told = [version.rows.get(issue=issue).content["news"] for issue in wanting]
    assert [(news["kind"], news["kk"], news["ru"]) for news in told] == [
        *(("news", kk, ru) for kk, ru in SAID),
        *(("nothing", *NOTHING) for _each in wanting[len(SAID) :]),
    ]
    duty = Obligation.objects.get(duty="C-3.5d", body=body, period_key=QUARTER.key)
    assert (duty.met_on, duty.late_since) == (DAY, None)
    assert effort.seconds <= MOST_SECONDS


@MEASURES
@pytest.mark.parametrize(("language", "scripts"), [("ru", True), ("kk", False)], ids=["ru", "kk-without-scripts"])
def test_what_is_solved_is_said_from_its_row_and_typed_once(
    january: World, open_page: OpenPage, language: str, scripts: bool
) -> None:
    body = Body.objects.get(slug=VILLAGE)
    # The last are raised for this test: nothing else waits about them.
    *_others, first, second = quartered.brought_to(body, QUARTER, open_ones=12, told=7)
    phone = at_device(january, open_page, language, PHONE, javascript=scripts)
    effort = phone.sit_down("rural.officer")
    to_quarter(phone, VILLAGE)
    phone.write(row_of(phone, second).locator("[name$=-kk]"), SAID[1][0])
    phone.button("It is solved: say so with proof", inside=row_of(phone, first))
    form = phone.main.locator("form#claim")
    expect(form.locator("[name=text_kk]")).to_be_visible()
    looks_well(phone.walk.page, scripts=scripts)
    for name, text in zip(("text_kk", "text_ru", "no_proof_kk", "no_proof_ru"), SOLVED, strict=True):
        phone.write(form.locator(f"[name={name}]"), text)
    phone.press(form.locator("button[value=claim]"))
    # Back at the rows: what was typed is there, and what was said of the solved one is not asked again.
    expect(row_of(phone, second).locator("[name$=-kk]")).to_have_value(SAID[1][0])
    expect(row_of(phone, first).locator("[name$=-kk]")).to_have_value(SOLVED[0])
    expect(row_of(phone, first).locator("[name$=-ru]")).to_have_value(SOLVED[1])
    phone.write(row_of(phone, second).locator("[name$=-ru]"), SAID[1][1])
    phone.button("To balance and publication")
    phone.button("Publish the quarter")
    phone.walk.page.wait_for_url(re.compile(rf"/issues/quarters/{VILLAGE}/{QUARTER.key}/"))
    print(f"a quarter with a solved issue, {language}: {effort}")  # noqa: T201
    first.refresh_from_db()
    assert first.state == State.CLAIMED
    row = QuarterVersion.objects.get(body=body, period_key=QUARTER.key).rows.get(issue=first)
    assert (row.left, row.content["news"]["ru"]) == ("", SOLVED[1])
    assert effort.seconds <= MOST_SECONDS


# -- a ministry ------------------------------------------------------------------------------------------------------
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MANY = 400


def filled(book: openpyxl.Workbook, language: str) -> dict[str, tuple[str, str, str]]:
    """News of most, nothing new of every tenth, three left empty. Gives what was written, by number."""
    nothing = {"kk": "жаңалық жоқ", "ru": "новостей нет"}[language]
    written = {}
    for number, row in enumerate(list(book.active.iter_rows(min_row=5))[:-3], start=1):
        kind = "nothing" if number % 10 == 0 else "news"
        if kind == "nothing":
            row[5].value = nothing
        row[6].value, row[7].value = f"Жұмыс жүріп жатыр, {number}.", f"Работы идут, {number}."
        written[row[0].value] = (kind, row[6].value, row[7].value)
    return written


def sent(person: Counted, book: openpyxl.Workbook, button: str) -> None:
    """Chosen in the window of the device, and sent."""
    target = BytesIO()
    book.save(target)
    person.effort.taps += 2
    person.main.locator("input[type=file]").set_input_files(
        {"name": "quarter.xlsx", "mimeType": _XLSX, "buffer": target.getvalue()}
    )
    person.button(button)


def taken_away(person: Counted, folder: Path) -> openpyxl.Workbook:
    person.effort.taps += 1
    since = time.perf_counter()
    with person.walk.page.expect_download() as found:
        person.main.locator("a[href$='?file=1']").click()
    path = folder / "quarter.xlsx"
    found.value.save_as(path)
    person.effort.waited += time.perf_counter() - since
    return openpyxl.load_workbook(path)


def refused(person: Counted, book: openpyxl.Workbook, *cells: str) -> None:
    """By each cell; the file stays chosen."""
    sent(person, book, "See what it changes")
    alert = person.main.get_by_role("alert")
    for cell in cells:
        expect(alert).to_contain_text(re.compile(rf"\b{cell}: \S"))
    expect(person.main.locator(".chosen")).to_contain_text("quarter.xlsx")
    assert not QuarterNote.objects.exists()


@MEASURES
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_ministry_closes_four_hundred_issues_as_one_table(
    january: World, open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    body = Body.objects.get(slug=MINISTRY)
    wanting = quartered.brought_to(body, QUARTER, open_ones=MANY, told=0)
    desk = at_device(january, open_page, language, DESKTOP)
    effort = desk.sit_down("preparer")
    to_quarter(desk, MINISTRY)
    desk.link("Fill in as a table (XLSX)")
    book = taken_away(desk, tmp_path)
    written = filled(book, language)
    sent(desk, book, "See what it changes")
    kinds = Counter(kind for kind, _kk, _ru in written.values())
    for count in (kinds["news"], kinds["nothing"]):
        expect(desk.main.locator("section[aria-labelledby=changes] .key")).to_contain_text(f": {count}")
    looks_well(desk.walk.page)
    assert not QuarterNote.objects.exists()
    desk.button("Take it over", "table")
    empty = {issue.number for issue in wanting} - written.keys()
    expect(desk.main.locator("progress")).to_have_attribute("value", str(MANY - len(empty)))
    desk.button("To balance and publication")
    desk.button("Publish the quarter")
    desk.walk.page.wait_for_url(re.compile(rf"/issues/quarters/{MINISTRY}/{QUARTER.key}/"))
    print(f"a quarter of {MANY} issues as a table, {language}: {effort}")  # noqa: T201
    version = QuarterVersion.objects.get(body=body, period_key=QUARTER.key)
    told = {row.content["number"]: row.content["news"] for row in version.rows.filter(left="")}
    assert {number: tuple(told[number][name] for name in ("kind", "kk", "ru")) for number in written} == written
    assert (version.closing, version.silent, {number for number in told if told[number] is None}) == (
        MANY,
        len(empty),
        empty,
    )
    assert effort.seconds <= MOST_SECONDS


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_table_that_is_not_the_one_given_out_is_refused_by_cell_and_an_unchanged_one_says_so(
    january: World, open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    body = Body.objects.get(slug=MINISTRY)
    quartered.brought_to(body, QUARTER, open_ones=40, told=0)
    desk = at_device(january, open_page, language, DESKTOP)
    desk.sit_down("preparer")
    desk.walk.page.goto(january.address(f"/{language}/work/quarter/{MINISTRY}/{QUARTER.key}/table/"))
    book = taken_away(desk, tmp_path)
    sent(desk, book, "See what it changes")
    words = desk.walk.says("The table says what is noted already: there is nothing to take over.")
    expect(desk.main).to_contain_text(words)
    foreign = openpyxl.Workbook()
    foreign.active.append(["№", "Вопрос"])
    foreign.active.append([1, "Вода"])
    refused(desk, foreign, "A2")
    gone, number = openpyxl.load_workbook(tmp_path / "quarter.xlsx"), book.active["A7"].value
    gone.active.delete_rows(7)
    refused(desk, gone, number)
    changed = openpyxl.load_workbook(tmp_path / "quarter.xlsx")
    changed.active["B6"].value, changed.active["G8"].value = "Другое", "8 701 555 44 33"
    refused(desk, changed, "B6")
    looks_well(desk.walk.page)
    # What nobody may publish is named by its cell, too, once the rest is ours.
    changed.active["B6"].value = book.active["B6"].value
    refused(desk, changed, "G8")
