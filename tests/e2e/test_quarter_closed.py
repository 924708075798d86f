"""A quarter closes with one body in time, one late and one silent: pages, files, feeds and API show exactly that, and
the same figures, which a slow recount from the lines comes to as well.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from docx import Document
from pypdf import PdfReader

from issues.choices import QuarterStanding
from issues.models import QuarterVersion
from issues.queries.quarters.published import sum_line, terms
from issues.queries.quarters.writing import writing
from issues.rules.balance import CAME, LEFT
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.tasks import publish_quarters
from portal.bodies.models import Body
from portal.deadlines import tasks
from portal.deadlines.models import Obligation
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.e2e import quartered
from tests.e2e.axe import violations
from tests.e2e.browsing import PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World
from tests.issues.test_quarter_histories import recounted
from tests.texts import plain

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUARTER = Period.quarter(2026, 4)
IN_TIME, LATE, SILENT = "akimat-434835000", "akimat-434800000", "akimat-430000000"
LOGINS = {IN_TIME: "rural.officer", LATE: "district.officer", SILENT: "officer"}
WORDS = {"kk": "Жұмыс жүріп жатыр.", "ru": "Работы идут."}


@dataclass
class Closing:
    world: World
    client: Client

    def read(self, path: str) -> str:
        answer = self.client.get(path)
        assert (answer.status_code, dict(answer.cookies)) == (200, {}), path
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return content.decode()

    def supply(self, slug: str, *, number: int, **more: str) -> QuarterVersion:
        """The officer of the body says the same of every row that is empty, and publishes."""
        body, actor = Body.objects.select_related("territory").get(slug=slug), self.world.actor(LOGINS[slug])
        told: dict[str, Any] = {"body": body, "period_key": QUARTER.key, "actor": actor, "today": clock.today()}
        said = [Said(row.issue.pk, **WORDS) for row in writing(body, QUARTER, now=clock.now()).wanting]
        save_notes(**told, said=said, now=clock.now())
        return publish_quarter(**told, number=number, now=clock.now(), **more)


@pytest.fixture
def closing(own_world: World) -> Iterator[Closing]:
    with time_machine.travel(clock.at(date(2027, 1, 5), 10), tick=True):
        tasks.sweep()
        for slug in LOGINS:
            quartered.brought_to(Body.objects.get(slug=slug), QUARTER, open_ones=9, told=4)
        yield Closing(own_world, Client())
    cache.clear()


def test_who_is_in_time_late_and_silent_is_shown_alike_everywhere(closing: Closing, open_page: OpenPage) -> None:
    closing.supply(IN_TIME, number=1)
    with time_machine.travel(clock.at(date(2027, 1, 11), 0, 5), tick=True):
        # The beat comes five minutes after midnight, and once more.
        publish_quarters()
        made = QuarterVersion.objects.count()
        publish_quarters()
        tasks.sweep()
        assert QuarterVersion.objects.count() == made
        silent = QuarterVersion.objects.get(body__slug=LATE, period_key=QUARTER.key)
        assert (silent.by_portal, silent.as_of) == (True, clock.at(date(2027, 1, 11), 0))
    with time_machine.travel(clock.at(date(2027, 1, 12), 9), tick=True):
        closing.supply(LATE, number=2, late_reason="Байланыс болмады")
        tasks.sweep()
        states = {IN_TIME: "in_time", LATE: "late", SILENT: "silent"}
        for slug, state in states.items():
            shown_alike(closing, slug, state)
        boards_say(closing, states)
        duties_are(closing, {IN_TIME: "met", LATE: "met_late", SILENT: "overdue"})
        looks_well(closing, open_page)
    with time_machine.travel(clock.at(date(2027, 1, 20), 9), tick=True):
        closing.supply(SILENT, number=2, late_reason="Ауысым болды")
        tasks.sweep()
        states[SILENT] = "late"
        shown_alike(closing, SILENT, "late")
        # What the portal published in its place stays as it was, and says that there is a later one.
        assert "Есть более поздняя версия" in plain(closing.read(f"{page_of(SILENT)}?version=1"))
        assert closing.client.get(f"/api/v1/quarters/{SILENT}/{QUARTER.key}/1/").json()["state"] == "silent"
        boards_say(closing, states)
        duties_are(closing, {IN_TIME: "met", LATE: "met_late", SILENT: "met_late"})
        duty = Obligation.objects.get(duty="C-3.5d", body__slug=SILENT, period_key=QUARTER.key)
        assert (duty.met_on, duty.late_reason) == (date(2027, 1, 20), "Ауысым болды")


def page_of(slug: str, ending: str = "/", language: str = "ru") -> str:
    return f"/{language}/issues/quarters/{slug}/{QUARTER.key}{ending}"


def label(state: str, language: str = "ru") -> str:
    words = Says(language).label(QuarterStanding(state).label)
    return words[0].upper() + words[1:]


def shown_alike(closing: Closing, slug: str, state: str) -> None:
    """Page, five files, feed and API of the version that stands."""
    versions = QuarterVersion.objects.select_related("body").filter(body__slug=slug, period_key=QUARTER.key)
    version = versions.latest("number")
    figures = {name: getattr(version, name) for name in (*CAME, *LEFT, "closing", "late", "silent", "unprinted")}
    line = sum_line(terms(version))
    html = plain(closing.read(page_of(slug)))
    assert (label(state) in html, line in html, version.sha256 in html) == (True, True, True)

    rows = list(csv.DictReader(StringIO(closing.read(page_of(slug, ".csv")).removeprefix("\ufeff"))))
    assert counted(rows, lambda value: value == "1") == figures
    told = json.loads(closing.read(page_of(slug, ".json")))
    assert {name: told[f"count_{name}"] for name in figures} == figures
    one = closing.client.get(f"/api/v1/quarters/{slug}/{QUARTER.key}/{version.number}/").json()
    assert ({name: one[name] for name in figures}, one["state"]) == (figures, state)
    listed = closing.client.get(f"/api/v1/quarters/?body={slug}&quarter={QUARTER.key}").json()["results"]
    assert listed == [one]
    api_rows = closing.client.get(one["rows"], {"page_size": 200}).json()["results"]
    assert [row["sha256"] for row in api_rows] == [row["sha256"] for row in rows]
    assert counted(api_rows, bool) == figures
    by_lines = recounted(version.body, QUARTER)
    assert by_lines == {name: value for name, value in figures.items() if value and name in (*CAME, *LEFT, "closing")}

    printed = len(rows) - version.unprinted
    sheet = openpyxl.load_workbook(BytesIO(closing.client.get(page_of(slug, ".xlsx")).content)).active
    assert (sheet.max_row - 3, version.sha256 in sheet["A2"].value) == (printed, True)
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(closing.client.get(page_of(slug, ".pdf")).content)).pages
    )
    document = Document(BytesIO(closing.client.get(page_of(slug, ".docx")).content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for number in (row["number"] for row in rows if row["number"]):
        assert number in re.sub(r"\s", "", text)
        assert number in cells
    assert re.sub(r"\s", "", line) in re.sub(r"\s", "", text)
    assert line in plain(" ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)]))

    feed = closing.read(f"/ru/issues/quarters.atom?body={slug}")
    entries = [entry for entry in re.findall(r"<entry>.*?</entry>", feed, re.DOTALL) if QUARTER.key in entry]
    assert len(entries) == version.number
    for words in (label(state).lower(), line, f"?version={version.number}"):
        assert words in entries[0]


def counted(rows: list[dict[str, Any]], is_true: Callable[[Any], bool]) -> dict[str, int]:
    """Figures of a version from its rows alone, of the CSV or of the API; see docs/recount.md."""
    came, left = Counter(row["came"] for row in rows), Counter(row["left"] for row in rows)
    late, silent = ("late", "silent") if "late" in rows[0] else ("is_late", "is_silent")
    return {
        **{name: came[name] for name in CAME},
        **{name: left[name] for name in LEFT},
        "closing": left[""],
        "late": sum(is_true(row[late]) for row in rows),
        "silent": sum(is_true(row[silent]) for row in rows),
        "unprinted": sum(not row["number"] for row in rows),
    }


def boards_say(closing: Closing, states: dict[str, str]) -> None:
    """The board body by body, its levels and those of the front page, and the API agree about everybody."""
    found: dict[str, str] = {}
    for page in range(1, 200):
        html = plain(closing.read(f"/ru/issues/quarters/?quarter={QUARTER.key}&page={page}"))
        items = re.findall(r'<li class="spread">.*?</li>', html, re.DOTALL)
        for item in items:
            slug = re.search(rf'href="/ru/issues/quarters/([-a-z0-9]+)/{QUARTER.key}/"', item)
            if slug is not None:
                found[slug[1]] = next(state for state in QuarterStanding.values if label(state) in item)
        if 'rel="next"' not in html:
            break
    assert {slug: found[slug] for slug in states} == states
    by_state = Counter(found.values())
    for state in ("in_time", "late", "silent"):
        count = closing.client.get(f"/api/v1/quarters/?quarter={QUARTER.key}&state={state}").json()["count"]
        assert count == by_state[state], state
    board = sums(plain(closing.read(f"/ru/issues/quarters/?quarter={QUARTER.key}")), "levels")
    assert board == sums(plain(closing.read("/ru/")), "quarter") == {state: by_state[state] for state in board}


def sums(html: str, part: str) -> dict[str, int]:
    """Columns of the table of levels, each summed: without its foot."""
    table = re.search(rf'<table[^>]*aria-labelledby="{part}".*?</tbody>', html, re.DOTALL)
    assert table is not None
    says = Says("ru")
    columns = {
        "in_time": says("In time", "quarter"),
        "late": says("Late", "quarter"),
        "silent": says("Silent", "quarter"),
    }
    return {
        name: sum(int(re.sub(r"\D", "", cell)) for cell in re.findall(rf'data-l="{words}">([^<]*)<', table[0]))
        for name, words in columns.items()
    }


def duties_are(closing: Closing, states: dict[str, str]) -> None:
    for slug, state in states.items():
        asked = {"body": slug, "duty": "C-3.5d", "period": QUARTER.key}
        (row,) = closing.client.get("/api/v1/obligations/", asked).json()["results"]
        assert row["state"] == state, slug


def looks_well(closing: Closing, open_page: OpenPage) -> None:
    page = open_page(PHONE, locale="kk-KZ")
    for path in ("/kk/", "/kk/issues/quarters/", *(page_of(slug, language="kk") for slug in LOGINS)):
        page.goto(closing.world.address(path))
        assert (sticks_out(page), is_cut_off(page)) == ([], []), path
        found = violations(page, {"resultTypes": ["violations"]})
        assert [(violation["id"], violation["nodes"][0]["html"][:160]) for violation in found] == [], path
    assert label("silent", "kk") in page.get_by_role("main").inner_text()
