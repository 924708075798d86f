"""A published quarter stands beside the one before, row by row, on its page and in its files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from issues.choices import NoteKind, State, Verb
from issues.models import Issue, QuarterVersion
from issues.queries.quarters.compared import Beside, beside, compared
from issues.services.hiding import hide_text
from issues.services.quarters.freezing import Made, freeze, rows_of
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.register import unpublish
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.factories.issues import EventFactory, IssueFactory
from tests.issues.quarter import QUARTER, WORDS, Office
from tests.texts import plain

pytestmark = pytest.mark.django_db

#: Days on which each quarter is published.
DAYS = {
    "2026-Q4": date(2027, 1, 6),
    QUARTER: date(2027, 4, 6),
    "2027-Q2": date(2027, 7, 6),
    "2027-Q3": date(2027, 10, 6),
}


@pytest.fixture(autouse=True)
def _in_october():
    with time_machine.travel("2027-10-07 06:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _public_since_winter(office: Office) -> None:
    day = date(2026, 12, 3)
    Issue.objects.filter(published_on__isnull=False).update(raised_on=day, registered_on=day, published_on=day)


def publish(office: Office, key: str, *said: Said, number: int = 1) -> QuarterVersion:
    actor, now = office.actor(DAYS[key]), clock.at(DAYS[key], 11)
    told = {"body": office.body, "period_key": key, "actor": actor, "today": actor.on, "now": now}
    if not said:
        # Nothing is said of any issue: the portal publishes it.
        period = Period.parse(key)
        made = Made(body=office.body, period=period, number=number, as_of=now, at=now, on=actor.on)
        return freeze(made, rows_of(office.body, period, before=now))
    save_notes(**told, said=said)
    return publish_quarter(**told, number=number, late_reason="")


def found(version: QuarterVersion) -> dict[int, Beside]:
    return beside(version, version.rows.printed().select_related("issue"))


def page(client: Client, office: Office, key: str) -> str:
    return plain(client.get(f"/ru/issues/quarters/{office.body.slug}/{key}/").content.decode())


def lines(client: Client, office: Office, key: str) -> dict[str, dict[str, str]]:
    answer = client.get(f"/ru/issues/quarters/{office.body.slug}/{key}.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return {row["number"]: row for row in csv.DictReader(StringIO(text)) if row["number"]}


def test_a_row_says_how_it_stood_and_for_how_many_quarters_nothing_new_is_said(office: Office) -> None:
    nothing = Said(office.old.pk, NoteKind.NOTHING, "Сот", "Суд")
    publish(office, "2026-Q4")
    first, second = publish(office, QUARTER, nothing), publish(office, "2027-Q2")
    third = publish(office, "2027-Q3", Said(office.old.pk, **WORDS))
    assert found(first)[office.old.pk] == Beside("work", 2)
    assert found(first)[office.new.pk] == Beside("", 1)
    assert found(first)[office.solved.pk] == Beside("work", 0)
    assert found(second)[office.old.pk] == Beside("work", 3)
    assert found(second)[office.new.pk] == Beside("registered", 2)
    assert found(third)[office.old.pk] == Beside("work", 0)
    assert found(third)[office.new.pk] == Beside("registered", 3)


def test_a_quarter_that_was_not_published_or_not_stood_open_breaks_the_row(office: Office) -> None:
    publish(office, "2026-Q4")
    assert found(publish(office, "2027-Q2"))[office.old.pk] == Beside("", 1)
    EventFactory(issue=office.old, verb=Verb.CLAIM, to_state=State.CLAIMED, on=date(2027, 7, 20))
    EventFactory(issue=office.old, verb=Verb.DISPUTE, to_state=State.WORK, on=date(2027, 7, 21))
    third = publish(office, "2027-Q3")
    assert found(third)[office.old.pk] == Beside("work", 0)
    assert found(third)[office.new.pk] == Beside("registered", 2)


def test_supply_that_came_late_counts_for_the_quarter_it_tells_of(office: Office) -> None:
    publish(office, QUARTER)
    second = publish(office, "2027-Q2")
    assert found(second)[office.old.pk].quiet == 2
    publish(office, QUARTER, Said(office.old.pk, **WORDS), number=2)
    assert found(second)[office.old.pk].quiet == 1


def test_all_of_it_is_summed_up_beside_the_rows_it_is_of(office: Office) -> None:
    before = publish(office, "2026-Q4")
    version = publish(office, QUARTER)
    told = compared(version, before)
    assert (told.base, told.same, told.changed, told.gone, told.stood) == (2, 1, 0, 1, 1)
    EventFactory(issue=office.new, verb=Verb.WORK, to_state=State.WORK, on=date(2027, 5, 3), is_public=False)
    told = compared(publish(office, "2027-Q2"), version)
    assert (told.base, told.same, told.changed, told.gone, told.stood) == (2, 1, 1, 0, 2)


def test_the_page_the_table_and_the_document_say_it(office: Office, client: Client) -> None:
    publish(office, "2026-Q4")
    publish(office, QUARTER)
    html = page(client, office, QUARTER)
    for words in (
        "Нет новостей 2 квартала подряд",
        "как в прошлом квартале",
        "было: на исполнении",
        "новый",
        "не решено, состояние прежнее: 1",
        "решено, закрыто или передано: 1",
        "без новостей два квартала и дольше: 1",
    ):
        assert words in html, words
    assert "без новостей два квартала" not in page(client, office, "2026-Q4")
    address = f"/ru/issues/quarters/{office.body.slug}/{QUARTER}"
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"{address}.xlsx").content)).active
    rows = {row[0].value: [cell.value for cell in row][-2:] for row in sheet.rows}
    assert rows[office.old.number] == ["на исполнении", 2]
    assert rows[office.new.number] == [None, 1]
    for ending in ("pdf", "docx"):
        assert client.get(f"{address}.{ending}").status_code == 200


def test_it_is_counted_again_from_the_files_of_the_quarters_alone(office: Office, client: Client) -> None:
    nothing = Said(office.new.pk, NoteKind.NOTHING, "Сот", "Суд")
    for key in DAYS:
        publish(office, key, *([nothing] if key == "2027-Q2" else []))
    hide_text(
        issue=office.new, why="Names a neighbour", actor=office.actor(DAYS["2027-Q3"]), today=DAYS["2027-Q3"],
        now=datetime(2027, 10, 6, 9, tzinfo=UTC),
    )  # fmt: skip
    before: dict[str, dict[str, str]] = {}
    for key in DAYS:
        now = lines(client, office, key)
        for number, row in now.items():
            last = before.get(number, {"left": "-", "quiet": "0", "state": ""})
            was = last["state"] if last["left"] == "" else ""
            is_quiet = row["left"] == "" and (row["silent"] == "1" or row["news"] == "nothing")
            quiet = 1 + int(last["quiet"]) if is_quiet else 0
            assert (row["was"], int(row["quiet"])) == (was, quiet), (key, number)
        before = now
    assert before[office.old.number]["quiet"] == "4"


def test_of_what_is_public_no_more_no_word_counts_as_quiet(office: Office, client: Client) -> None:
    nothing = Said(office.old.pk, NoteKind.NOTHING, "Сот", "Суд")
    first, second = publish(office, QUARTER, nothing), publish(office, "2027-Q2", nothing)
    assert (found(second)[office.old.pk], compared(second, first).stood) == (Beside("work", 2), 2)
    day = DAYS["2027-Q3"]
    unpublish(issue=office.old, actor=office.actor(day), today=day, now=datetime(2027, 10, 6, 9, tzinfo=UTC))
    assert (found(second)[office.old.pk], compared(second, first).stood) == (Beside("work", 0), 1)
    row = lines(client, office, "2027-Q2")[office.old.number]
    assert (row["news"], row["silent"], row["quiet"]) == ("", "0", "0")
    assert page(client, office, "2027-Q2").count("Нет новостей 2 квартала подряд") == 1


def test_more_rows_and_quarters_cost_no_more_statements(office: Office, client: Client) -> None:
    @override_settings(KEZDESU_KEEP_PAGES=False)
    def cost(read: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as asked:
            read()
        return len(asked)

    publish(office, "2026-Q4")
    publish(office, QUARTER)
    page(client, office, QUARTER)
    few = (cost(lambda: page(client, office, QUARTER)), cost(lambda: lines(client, office, QUARTER)))
    for number in range(5):
        issue = IssueFactory(registered_by=office.body, due_on=None)
        day = date(2027, 4, 20) + timedelta(days=number)
        EventFactory(issue=issue, verb=Verb.REGISTER, to_state=State.REGISTERED, on=day)
    publish(office, "2027-Q2")
    publish(office, "2027-Q3")
    many = (cost(lambda: page(client, office, "2027-Q3")), cost(lambda: lines(client, office, "2027-Q3")))
    assert Issue.objects.count() == 9
    assert many == few
    assert few[0] <= 12


def test_what_has_no_public_text_says_no_more_than_its_two_words(office: Office, client: Client) -> None:
    publish(office, "2026-Q4")
    publish(office, QUARTER)
    answer = client.get(f"/ru/issues/quarters/{office.body.slug}/{QUARTER}.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    [hidden] = [row for row in csv.DictReader(StringIO(text)) if not row["number"]]
    assert (hidden["was"], hidden["quiet"], hidden["state"]) == ("", "", "work")
