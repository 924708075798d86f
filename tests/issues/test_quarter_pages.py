"""Pages, files and the command of quarters: what everybody reads, and what a body writes."""

from __future__ import annotations

import csv
import json
from collections import Counter
from hashlib import sha256
from io import BytesIO, StringIO

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.models import QuarterNote, QuarterTimer, QuarterVersion
from issues.services.hiding import hide_text
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.silence import publish_silence
from issues.services.quarters.timers import publish_set, set_time
from issues.services.register import publish as publish_issue
from issues.services.register import unpublish
from portal.bodies.choices import Role
from portal.deadlines.models import Obligation
from portal.kernel import clock
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.issues.quarter import AFTER, LAST, NOW, QUARTER, TODAY, WORDS, Office
from tests.texts import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_april():
    with time_machine.travel("2027-04-06 06:00Z", tick=False):
        yield


def publish(office: Office, *said: Said) -> QuarterVersion:
    actor = office.actor()
    told = {"body": office.body, "period_key": QUARTER, "actor": actor, "today": TODAY, "now": NOW}
    save_notes(**told, said=said)
    return publish_quarter(**told, number=1)


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert (answer.status_code, dict(answer.cookies)) == (status, {})
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return plain(text.decode())


def address(office: Office, ending: str = "/") -> str:
    return f"/ru/issues/quarters/{office.body.slug}/{QUARTER}{ending}"


# -- everybody -------------------------------------------------------------------------------------------------------
def test_what_was_published_is_read_by_everybody_with_its_balance_and_its_hash(office: Office, client: Client) -> None:
    read(client, address(office), 404)
    version = publish(office, Said(office.old.pk, **WORDS))
    with CaptureQueriesContext(connection) as asked:
        html = read(client, address(office))
    for words in (
        "3 + 1 − 0 − 1 − 0 = 3",
        "Куплен насос",
        "Сведения не представлены",
        version.sha256,
        "Дорога построена",
    ):
        assert words in html
    assert office.inner.number not in html
    assert len(asked) <= 10


def test_a_quarter_nobody_knows_has_no_board_and_one_that_is_owed_can_be_chosen(office: Office, client: Client) -> None:
    for unknown in ("1999-Q1", "2099-Q4"):
        read(client, f"/ru/issues/quarters/?quarter={unknown}", 404)
    assert f'<option value="{QUARTER}" selected' in read(client, f"/ru/issues/quarters/?quarter={QUARTER}")


def test_silence_and_late_supply_stand_apart_on_the_board_and_on_their_pages(office: Office, client: Client) -> None:
    assert "Ни один квартал ещё не опубликован" in read(client, "/ru/issues/quarters/")
    publish_silence(now=clock.at(AFTER, 1))
    assert "Орган ничего не опубликовал" in read(client, address(office))
    board = read(client, "/ru/issues/quarters/")
    assert ("Опубликовано порталом: орган молчал" in board, "Без сведений: 3 из 3" in board) == (True, True)
    actor = office.actor(AFTER)
    told = {"body": office.body, "period_key": QUARTER, "actor": actor, "today": AFTER, "now": clock.at(AFTER, 9)}
    save_notes(**told, said=[Said(office.old.pk, **WORDS)])
    publish_quarter(**told, number=2, late_reason="Нет связи")
    assert "Опубликовано позже срока" in read(client, address(office))
    assert "Есть более поздняя версия" in read(client, address(office) + "?version=1")
    board = read(client, "/ru/issues/quarters/")
    assert ("Опубликовано позже срока" in board, "Без сведений: 2 из 3" in board) == (True, True)
    assert "Без сведений: 2 из 3" in read(client, address(office))


@pytest.mark.parametrize("is_owed", [True, False])
def test_what_a_body_owes_to_nobody_is_not_said_to_be_in_time(office: Office, client: Client, is_owed: bool) -> None:
    if not is_owed:
        given = {"released_as": "waived", "released_on": TODAY, "release_ground": "order 5"}
        Obligation.objects.filter(pk=office.duty.pk).update(**given)
    publish(office, Said(office.old.pk, **WORDS))
    assert ("Опубликовано в срок" in read(client, address(office))) is is_owed
    assert ("опубликовано в срок" in read(client, "/ru/issues/quarters.atom")) is is_owed
    state = client.get(f"/api/v1/quarters/{office.body.slug}/{QUARTER}/1/").json()["state"]
    assert state == ("in_time" if is_owed else None)


def test_the_figures_are_recomputed_from_the_csv_alone(office: Office, client: Client) -> None:
    version = publish(office, Said(office.old.pk, **WORDS))
    rows = list(csv.DictReader(StringIO(read(client, address(office, ".csv")).removeprefix("\ufeff"))))
    came, left = Counter(row["came"] for row in rows), Counter(row["left"] for row in rows)
    assert (came["opening"], came["registered"], came["received"], came["reopened"]) == (
        version.opening,
        version.registered,
        version.received,
        version.reopened,
    )
    assert (left["handed"], left["claimed"], left["confirmed"], left["closed"], left[""]) == (
        version.handed,
        version.claimed,
        version.confirmed,
        version.closed,
        version.closing,
    )
    assert sum(came.values()) - sum(left[name] for name in left if name) == version.closing
    assert sum(row["silent"] == "1" for row in rows) == version.silent
    assert [row["number"] for row in rows][-1] == ""


def test_the_hashes_are_done_again_from_the_json_alone(office: Office, client: Client) -> None:
    publish(office, Said(office.old.pk, **WORDS))
    said = json.loads(read(client, address(office, ".json")))

    def canonical(value: object) -> bytes:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    rows = said.pop("rows")
    for row in rows:
        assert sha256(row["salt"].encode() + canonical(row["content"])).hexdigest() == row["sha256"]
    head = {name: value for name, value in said.items() if name not in ("sha256", "published_on")}
    assert sha256(canonical({**head, "rows": [row["sha256"] for row in rows]})).hexdigest() == said["sha256"]


def test_a_text_that_is_hidden_now_is_on_no_page_and_in_no_file(office: Office, client: Client) -> None:
    publish(office, Said(office.old.pk, **WORDS))
    hide_text(issue=office.old, why="Names a neighbour", actor=office.actor(), today=TODAY, now=NOW)
    html = read(client, address(office))
    assert ("Куплен насос" in html, office.old.number in html) == (False, True)
    for ending in (".csv", ".json"):
        text = read(client, address(office, ending))
        assert ("Куплен насос" in text, office.old.number in text) == (False, True)
    rows = json.loads(read(client, address(office, ".json")))["rows"]
    assert [row["salt"] is None for row in rows] == [True, False, False, False]
    book = openpyxl.load_workbook(BytesIO(client.get(address(office, ".xlsx")).content)).active
    assert "Куплен насос" not in {cell.value for row in book.rows for cell in row}


def test_what_is_public_no_more_is_on_no_page_and_in_no_file_until_it_is_again(office: Office, client: Client) -> None:
    """The results of its meeting were taken back: its number stays in the balance and leads nowhere."""
    publish(office, Said(office.old.pk, **WORDS))
    linked = f'href="/ru/issues/{office.old.number}/"'

    def says() -> set[bool]:
        found = {"Куплен насос" in read(client, address(office, ending)) for ending in ("/", ".csv", ".json")}
        book = openpyxl.load_workbook(BytesIO(client.get(address(office, ".xlsx")).content)).active
        return found | {"Куплен насос" in {cell.value for row in book.rows for cell in row}}

    assert (says(), linked in read(client, address(office))) == ({True}, True)
    unpublish(issue=office.old, actor=office.actor(), today=TODAY, now=NOW)
    html = read(client, address(office))
    assert says() == {False}
    assert (linked in html, office.old.number in html, "итоги встречи отозваны" in html) == (False, True, True)
    rows = json.loads(read(client, address(office, ".json")))["rows"]
    assert [row["salt"] is None for row in rows] == [True, False, False, False]
    publish_issue(issue=office.old, actor=office.actor(), today=TODAY, now=NOW)
    assert (says(), linked in read(client, address(office))) == ({True}, True)


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx"])
def test_files_are_made_when_they_are_asked_for(office: Office, client: Client, ending: str) -> None:
    publish(office, Said(office.old.pk, **WORDS))
    answer = client.get(address(office, ending))
    assert (answer.status_code, answer.content[:2]) == (200, b"%P" if ending == ".pdf" else b"PK")
    assert client.get(address(office, ending).replace("/ru/", "/en/")).status_code == (
        200 if ending == ".xlsx" else 404
    )


# -- a body writes it ------------------------------------------------------------------------------------------------
def work(office: Office, page: str = "") -> str:
    return f"/ru/work/quarter/{office.body.slug}/{QUARTER}/{page}"


@pytest.fixture
def officer(office: Office, client: Client) -> Client:
    client.force_login(office.actor().user)
    return client


def note_of(office: Office) -> None:
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
    save_notes(**told, said=[Said(office.old.pk, **WORDS)])


def typed(office: Office, **more: object) -> dict[str, object]:
    """The form as the page gives it: nothing is said of any row."""
    empty: dict[str, object] = {"act": "save"}
    for issue in (office.old, office.new, office.inner):
        prefix = f"note-{issue.pk}"
        empty |= {f"{prefix}-kind": "news", f"{prefix}-kk": "", f"{prefix}-ru": "", f"{prefix}-version": "0"}
    return empty | more


def test_a_row_is_written_seen_before_and_published(office: Office, officer: Client) -> None:
    assert office.body.plain_ru in plain(officer.get("/ru/work/quarter/").content.decode())
    with CaptureQueriesContext(connection) as asked:
        assert "Без новостей: 3 из 3" in plain(officer.get(work(office)).content.decode())
    assert len(asked) <= 23
    first = f"note-{office.old.pk}"
    sent = typed(office, **{f"{first}-kk": WORDS["kk"], f"{first}-ru": WORDS["ru"], "act": "on"})
    assert officer.post(work(office), sent).headers["Location"] == work(office, "publish/")
    seen = plain(officer.get(work(office, "publish/")).content.decode())
    assert ("Куплен насос" in seen, "3 + 1 − 0 − 1 − 0 = 3" in seen) == (True, True)
    assert not QuarterVersion.objects.exists()
    answer = officer.post(work(office, "publish/"), {"when": "now", "number": "1"})
    assert answer.headers["Location"] == address(office)
    assert QuarterVersion.objects.get().silent == 2


def test_one_text_is_written_into_all_that_are_ticked(office: Office, officer: Client) -> None:
    ticked = [str(office.old.pk), str(office.new.pk)]
    told = {"many_kind": "nothing", "many_kk": "Сот күтілуде", "many_ru": "Ждём суда", "ticked": ticked, "act": "many"}
    assert officer.post(work(office), typed(office, **told)).status_code == 302
    notes = QuarterNote.objects.order_by("issue_id").values_list("issue_id", "kind", "text_ru")
    assert list(notes) == [(office.old.pk, "nothing", "Ждём суда"), (office.new.pk, "nothing", "Ждём суда")]


def test_what_is_refused_stays_typed_at_its_field(office: Office, officer: Client) -> None:
    first = f"note-{office.old.pk}"
    answer = officer.post(work(office), typed(office, **{f"{first}-kk": "8 701 555 44 33", f"{first}-ru": "Позвоните"}))
    html = plain(answer.content.decode())
    assert (answer.status_code, "8 701 555 44 33</textarea>" in html, "Позвоните</textarea>" in html) == (
        422,
        True,
        True,
    )
    assert f'href="#id_{first}-kk"' in html
    assert not QuarterNote.objects.exists()


def test_a_time_is_set_and_called_off(office: Office, officer: Client) -> None:
    late = {"when": "set", "day": "11.04.2027", "hour": "9", "number": "1"}
    assert officer.post(work(office, "publish/"), late).status_code == 422
    note_of(office)
    assert officer.post(work(office, "publish/"), {**late, "day": "09.04.2027"}).status_code == 302
    assert QuarterTimer.objects.get().publish_at == clock.at(TODAY.replace(day=9), 9)
    assert 'name="act"' not in officer.get(work(office)).content.decode()
    called_off = officer.post(work(office, "call-off/"), follow=True)
    assert "Назначенное время отменено; ничего не опубликовано" in plain(called_off.content.decode())
    assert not QuarterTimer.objects.exists()


def test_a_time_that_has_come_is_not_said_to_be_called_off(office: Office, officer: Client) -> None:
    note_of(office)
    at = clock.at(TODAY, 12)
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
    set_time(**told, publish_at=at)
    assert publish_set(now=at) == 1
    for _again in range(2):
        html = plain(officer.post(work(office, "call-off/"), follow=True).content.decode())
        assert "Назначенного времени больше нет" in html
        assert "Назначенное время отменено" not in html
    assert QuarterVersion.objects.count() == 1


@pytest.mark.parametrize("when", [{"when": "now"}, {"when": "set", "day": "09.04.2027", "hour": "9"}])
def test_of_whom_nothing_is_said_nothing_is_published(office: Office, officer: Client, when: dict[str, str]) -> None:
    answer = officer.post(work(office, "publish/"), {**when, "number": "1"})
    assert (answer.status_code, "Ни по одному открытому вопросу" in plain(answer.content.decode())) == (422, True)
    assert (QuarterVersion.objects.exists(), QuarterTimer.objects.exists()) == (False, False)


def test_the_reason_why_it_is_late_is_printed_hence_shows_nobodys_telephone(office: Office, client: Client) -> None:
    note_of(office)
    with time_machine.travel(clock.at(AFTER, 12), tick=False):
        client.force_login(office.actor(AFTER).user)
        sent = {"number": "1", "late_reason": "Нет связи, звоните 8 701 555 44 33"}
        answer = client.post(work(office, "publish/"), sent)
        html = plain(answer.content.decode())
        assert (answer.status_code, f'value="{sent["late_reason"]}"' in html) == (422, True)
        assert 'href="#id_late_reason"' in html
        assert not QuarterVersion.objects.exists()
        assert client.post(work(office, "publish/"), sent | {"late_reason": "Нет связи"}).status_code == 302
    office.duty.refresh_from_db()
    assert office.duty.late_reason == "Нет связи"


@pytest.mark.parametrize("page", ["", "table/", "publish/", "call-off/"])
def test_a_quarter_of_which_the_portal_knows_nothing_has_no_pages(office: Office, officer: Client, page: str) -> None:
    path = work(office, page).replace(QUARTER, "2001-Q1")
    assert officer.post(path, {"number": "1"}).status_code == 404
    if page != "call-off/":
        assert officer.get(path).status_code == 404
    assert not QuarterVersion.objects.exists()


@pytest.mark.parametrize("role", [*Role.values, None])
@pytest.mark.parametrize("page", ["", "table/", "publish/", "call-off/"])
def test_nobody_of_a_neighbour_body_gets_in(office: Office, client: Client, role: str | None, page: str) -> None:
    if role is None:
        assert client.get(work(office, page)).status_code in (302, 405)
        return
    client.force_login(RoleGrantFactory(role=role, body=BodyFactory(akimat=True)).user)
    if page != "call-off/":
        assert client.get(work(office, page)).status_code == 403
    assert client.post(work(office, page), typed(office)).status_code == 403
    assert client.get(f"/ru/work/quarter/{office.body.slug}/2027-Q2/").status_code == 403


# -- the console -----------------------------------------------------------------------------------------------------
def test_the_command_tells_and_then_publishes_what_is_due_once(office: Office) -> None:
    def run(*more: str) -> list[dict[str, object]]:
        out = StringIO()
        call_command("publish_progress", "--quarter", "2027Q1", "--format", "json", *more, stdout=out)
        return json.loads(out.getvalue())["published"]

    assert run("--dry-run") == []
    with time_machine.travel("2027-04-10 20:00Z", tick=False):
        foreseen = run("--dry-run", "--body", office.body.slug)
        assert not QuarterVersion.objects.exists()
        made = run()
        assert [{name: line[name] for name in foreseen[0]} for line in made] == foreseen
        assert (made[0]["silent"], run()) == (3, [])
    with pytest.raises(CommandError):
        call_command("publish_progress", "--quarter", "2027")
    with pytest.raises(CommandError):
        call_command("publish_progress", "--quarter", "2027Q1", "--body", "nobody")


def test_the_command_tells_of_silence_alone_where_a_body_had_set_a_time(office: Office) -> None:
    def run(*more: str) -> list[dict[str, object]]:
        out = StringIO()
        call_command("publish_progress", "--quarter", "2027Q1", "--format", "json", *more, stdout=out)
        return json.loads(out.getvalue())["published"]

    note_of(office)
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
    set_time(**told, publish_at=clock.at(LAST, 9))
    with time_machine.travel("2027-04-10 20:00Z", tick=False):
        assert (run("--dry-run"), run()) == ([], [])
    assert not QuarterVersion.objects.get().by_portal
