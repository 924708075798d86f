"""A month recorded at once by a workbook: taken away, filled in, looked at, recorded row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import time_machine
from django.conf import LazySettings, settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import Meeting, MeetingHeld
from portal.files.models import StoredFile
from portal.holding.models import Account, Question
from portal.holding.services.month import start_month
from portal.holding.tasks import record_month
from portal.jobs.models import Job
from portal.jobs.services import run, silent
from portal.jobs.work import Progress
from portal.kernel import clock
from portal.overview.rules.retention import Kind
from portal.overview.services.retention import forget
from tests.factories.bodies import OfficialFactory
from tests.ground import GROUND
from tests.meetings.valley import DAY, Valley, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

KEY = "0b1c8f6e-6b7e-4f67-9a44-6f3f0f1c2d3e"
PAGE = "/ru/work/meetings/month/"
TODAY = DAY + timedelta(days=2)
#: As a person fills a row in, by the columns after the fourth.
FILLED: list[Any] = [
    "да", None, time(11), "12:40", 64, 22, 78, "измерено по часам", "полиция\nаксакалы и местная интеллигенция",
    "1. Неге кешке су жоқ?\n2. Когда отсыплют дорогу?",
]  # fmt: skip


@GROUND.fixture
def month_ground() -> Valley:
    return make_valley()


@pytest.fixture
def valley(month_ground: Valley, settings: LazySettings, tmp_path: Path) -> Iterator[Valley]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2027-03-11 06:00Z", tick=False):
        yield month_ground


@pytest.fixture
def officer(valley: Valley, client: Client) -> Client:
    client.force_login(valley.people["officer"])
    return client


def book_of(client: Client, language: str = "ru") -> openpyxl.Workbook:
    answer = client.get(f"/{language}/work/meetings/month/2027-03.xlsx")
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


def sent(book: openpyxl.Workbook, **rows: list[Any]) -> SimpleUploadedFile:
    """The workbook with these rows filled in, by number."""
    sheet = book.active
    assert sheet is not None
    for row in range(4, sheet.max_row + 1):
        number = f"n{str(sheet.cell(row, 1).value).replace('-', '_')}"
        for column, value in enumerate(rows.get(number, []), start=5):
            sheet.cell(row, column).value = value
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("наурыз.xlsx", out.getvalue())


def key(meeting: Meeting) -> str:
    return f"n{meeting.number.replace('-', '_')}"


def looked_at(client: Client, upload: SimpleUploadedFile, status: int = 200) -> str:
    upload.seek(0)
    answer = client.post(PAGE, {"file": upload, "month": "2027-03"})
    assert answer.status_code == status
    return plain(answer.content.decode())


def recorded(valley: Valley, upload: SimpleUploadedFile, meetings: list[Meeting], who: str = "officer") -> str:
    """Confirmed and done by the job; what it says of it."""
    upload.seek(0)
    seen = {meeting.number: meeting.sequence for meeting in meetings}
    job = start_month(upload=upload, seen=seen, month="2027-03", actor=valley.actor(who, TODAY))
    result = record_month(args=job.args, user=job.user, today=TODAY, progress=Progress())
    job.delete()
    return plain(result.summary.ru)


# -- away ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "headers"),
    [
        ("ru", ("Номер встречи", "Вопросы, по одному в строке")),
        ("kk", ("Кездесудің нөмірі", "Сұрақтар, әрқайсысы жеке жолда")),
    ],
)
def test_the_workbook_has_what_waits_lists_to_choose_from_and_no_formula(
    valley: Valley, officer: Client, language: str, headers: tuple[str, str]
) -> None:
    OfficialFactory._meta.model.objects.filter(body=valley.district).update(title_ru="=HYPERLINK(1)", title_kk="=1+1")
    over = valley.meeting()
    valley.meeting(on=DAY + timedelta(days=30))
    held(valley, valley.meeting(on=DAY - timedelta(days=1)))
    book = book_of(officer, language)
    sheet = book.active
    assert sheet is not None
    names = [cell.value for cell in sheet[3]]
    assert (names[0], names[13]) == headers
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    assert [row[0] for row in rows] == [over.number]
    assert rows[0][3].date() == DAY
    assert sheet["B4"].data_type == "s"
    assert [each.type for each in sheet.data_validations.dataValidation] == ["list", "list", "list"]


def test_who_takes_a_workbook_away(valley: Valley, client: Client) -> None:
    valley.meeting()
    for who, status in (
        ("officer", 200),
        ("neighbour", 200),
        ("minister", 200),
        ("administrator", 404),
        ("nobody", 404),
    ):
        client.force_login(valley.people[who])
        answer = client.get("/ru/work/meetings/month/2027-03.xlsx")
        assert answer.status_code == status
        assert client.get(PAGE).status_code == status
        if status == 200:
            sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
            assert sheet is not None
            assert (sheet.cell(4, 1).value is not None) == (who == "officer")


# -- back ------------------------------------------------------------------------------------------------------------
def test_looking_at_a_workbook_saves_nothing(valley: Valley, officer: Client) -> None:
    meeting, empty = valley.meeting(), valley.meeting(on=DAY - timedelta(days=1))
    page = looked_at(officer, sent(book_of(officer), **{key(meeting): FILLED}))
    assert "Готова 1 строка." in page
    assert "Пуста 1 строка." in page
    assert "11:00–12:40" in page
    assert f"{meeting.number}:0" in page
    assert empty.number not in page
    assert not Account.objects.exists()
    assert not StoredFile.objects.exists()
    assert not Job.objects.exists()


def test_a_row_becomes_a_record_an_account_and_its_questions(valley: Valley, officer: Client) -> None:
    meeting = valley.meeting()
    upload = sent(book_of(officer), **{key(meeting): FILLED})
    assert recorded(valley, upload, [meeting]) == "Записана 1 встреча."
    account = Account.objects.get(meeting=meeting)
    assert (account.talk_minutes, account.questions_minutes, account.obtained) == (22, 78, "measured")
    assert account.attendees == ["police", "elders"]
    assert list(Question.objects.values_list("asked", flat=True)) == ["Неге кешке су жоқ?", "Когда отсыплют дорогу?"]
    record = MeetingHeld.objects.get(meeting=meeting)
    assert (record.held_on, record.start_time, record.end_time, record.attendance) == (DAY, time(11), time(12, 40), 64)
    # Nothing of the workbook is kept.
    assert not StoredFile.objects.exists()
    assert recorded(valley, upload, [meeting]) == "Записано 0 встреч.\n1 встреча была записана раньше."
    assert MeetingHeld.objects.count() == 1


def test_confirmed_on_the_page_it_becomes_a_job_of_this_very_file(valley: Valley, officer: Client) -> None:
    meeting = valley.meeting()
    shown = officer.post(PAGE, {"file": sent(book_of(officer), **{key(meeting): FILLED}), "month": "2027-03"})
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.content.decode()))
    assert hidden["seen"] == f"{meeting.number}:0"
    answer = officer.post(PAGE, {**hidden, "act": "confirm"})
    job = Job.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(job.get_absolute_url())
    assert job.args["seen"] == {meeting.number: 0}
    record_month(args=job.args, user=job.user, today=TODAY, progress=Progress())
    assert Account.objects.filter(meeting=meeting).exists()


@pytest.mark.parametrize(
    ("column", "value", "cell", "said"),
    [
        (5, "может быть", "E4", "Напишите «да» или «нет»."),
        (5, "нет", "A4", "Укажите день, когда она состоялась."),
        (6, date(2027, 3, 5), "F4", "одно из двух неверно"),
        (6, "31.02.2027", "F4", "Такого дня нет: 31.02.2027."),
        (6, "12.03.20270", "F4", "Напишите дату"),
        (7, "полдень", "G4", "Укажите время, например 11:00."),
        (8, "10:30", "H4", "Окончание встречи должно быть позже начала."),
        (9, "много", "I4", "Напишите целое число"),
        (9, 2_000_000, "I4", "Напишите целое число"),
        (10, 101, "J4", None),
        (11, None, "A4", "и то и другое или ничего"),
        (12, "на глаз", "L4", "Выберите из списка, откуда известны минуты."),
        (13, "Иванов Иван", "M4", "«Иванов Иван» среди них нет"),
        (14, "я" * 10_000, "N4", "В вопросе не больше"),
    ],
)
def test_each_problem_stands_at_its_cell_and_nothing_else_is_lost(
    valley: Valley, officer: Client, column: int, value: object, cell: str, said: str | None
) -> None:
    wrong, right = valley.meeting(), valley.meeting(on=DAY - timedelta(days=1))
    row = [*FILLED]
    row[column - 5] = value
    book = book_of(officer)
    sheet = book.active
    assert sheet is not None
    # The wrong one stands in the fourth row, whichever comes first.
    first, second = (sheet.cell(row, 1).value for row in (4, 5))
    rows = {f"n{str(first).replace('-', '_')}": row, f"n{str(second).replace('-', '_')}": FILLED}
    if column == 6:
        rows[f"n{str(first).replace('-', '_')}"][0] = "да"
    page = looked_at(officer, sent(book, **rows))
    assert "С ошибками 1 строка." in page
    assert "Готова 1 строка." in page
    assert f"{cell}:" in page
    if said:
        assert said in page
    assert {wrong.number, right.number} >= {str(first), str(second)}


def test_another_day_has_its_reasons(valley: Valley, officer: Client) -> None:
    meeting = valley.meeting()
    other = ["нет", date(2027, 3, 8), *FILLED[2:]]
    page = looked_at(officer, sent(book_of(officer), **{key(meeting): other}))
    assert "С ошибками 1 строка." in page
    upload = sent(book_of(officer), **{key(meeting): [*other, "Боран", "Буран"]})
    assert recorded(valley, upload, [meeting]) == "Записана 1 встреча."
    meeting.refresh_from_db()
    assert (meeting.on, meeting.moved_from) == (date(2027, 3, 8), DAY.isoformat())


DEPUTIES = ("Бірінші орынбасар", "Первый заместитель акима"), ("Орынбасар", "Заместитель акима")


@pytest.mark.parametrize(
    ("language", "chosen", "title"),
    [("kk", 0, ""), ("ru", 2, "Председатель"), ("en", 3, None), ("ru", "заместитель АКИМА", "Заместитель акима")],
)
def test_who_held_it_goes_round_with_our_own_workbook(
    valley: Valley, officer: Client, language: str, chosen: int | str, title: str | None
) -> None:
    meeting = valley.meeting()
    for kk, ru in DEPUTIES:
        OfficialFactory(body=valley.district, post="deputy", title_kk=kk, title_ru=ru, title_en=ru)
    OfficialFactory(body=valley.district, post="committee_chair", title_ru="Председатель")
    book = book_of(officer, language)
    sheet = book.active
    assert sheet is not None
    offered = str(sheet.data_validations.dataValidation[-1].formula1).strip('"').split(",")
    assert len(offered) == 4
    row = [*FILLED, None, None, offered[chosen] if isinstance(chosen, int) else chosen]
    row[0] = row[7] = row[8] = None
    assert recorded(valley, sent(book, **{key(meeting): row}), [meeting]) == "Записана 1 встреча."
    held_by = MeetingHeld.objects.get().held_by
    wanted = str(meeting.official.title_ru) if title == "" else title
    assert (held_by.title_ru if held_by else None) == wanted


@pytest.mark.parametrize(
    ("held_by", "said"),
    [
        ("заместитель первого руководителя", "Первый заместитель акима; Заместитель акима"),
        ("председатель ведомства (комитета)", "Никто из органа не занимал эту должность в тот день."),
        ("Иванов Иван", "Выберите из списка, кто её провёл"),
    ],
)
def test_who_cannot_have_held_it_is_told_at_the_cell(valley: Valley, officer: Client, held_by: str, said: str) -> None:
    meeting = valley.meeting()
    for kk, ru in DEPUTIES:
        OfficialFactory(body=valley.district, post="deputy", title_kk=kk, title_ru=ru, title_en=ru)
    OfficialFactory(body=valley.beside, post="committee_chair")
    page = looked_at(officer, sent(book_of(officer), **{key(meeting): [*FILLED, None, None, held_by]}))
    assert "С ошибками 1 строка." in page
    assert "Q4:" in page
    assert said in page


def test_our_own_workbook_that_nobody_filled_in_says_nothing(valley: Valley, officer: Client) -> None:
    valley.meeting()
    page = looked_at(officer, sent(book_of(officer)))
    assert "Пуста 1 строка." in page
    assert "С ошибками" not in page
    assert officer.get(PAGE).status_code == 200


def test_rows_of_another_body_are_refused_without_telling_what_they_are(valley: Valley, client: Client) -> None:
    foreign, own = valley.meeting(), valley.meeting(valley.beside, valley.beside.territory)
    client.force_login(valley.people["neighbour"])
    book = book_of(client)
    sheet = book.active
    assert sheet is not None
    sheet.cell(5, 1).value = foreign.number
    sheet.cell(6, 1).value = "2027-999999"
    upload = sent(book, **{key(own): FILLED, key(foreign): FILLED, "n2027_999999": FILLED})
    page = looked_at(client, upload)
    assert page.count("Среди встреч, которые записываете вы, такой нет.") == 2
    assert plain(str(foreign.subject_ru)) not in page
    said = recorded(valley, upload, [own, foreign], who="neighbour")
    assert "Записана 1 встреча." in said
    assert f"{foreign.number}: A5: Среди встреч" in said
    assert not Account.objects.filter(meeting=foreign).exists()


def test_what_somebody_changed_meanwhile_is_said_and_not_recorded(valley: Valley, officer: Client) -> None:
    meeting = valley.meeting()
    upload = sent(book_of(officer), **{key(meeting): FILLED})
    Meeting.objects.filter(pk=meeting.pk).update(sequence=3)
    said = recorded(valley, upload, [meeting])
    assert "Не записана 1 строка:" in said
    assert meeting.number in said
    other = DAY + timedelta(days=1)
    # Moved: its announced day in the workbook is another one.
    Meeting.objects.filter(pk=meeting.pk).update(on=other, span_start=other, span_end=other + timedelta(days=1))
    assert "Встречу с тех пор перенесли" in looked_at(officer, upload)


def test_what_is_not_used_is_listed(valley: Valley, officer: Client) -> None:
    meeting = valley.meeting()
    book = book_of(officer)
    sheet = book.active
    assert sheet is not None
    sheet.cell(3, 18).value = "Қосымша"
    sheet.cell(4, 18).value = "ескерту 7Щ"
    sheet.cell(9, 6).value = "без номера 7Щ"
    book.create_sheet("Басқа")["A1"] = "кесте емес"
    page = looked_at(officer, sent(book, **{key(meeting): FILLED}))
    for found in ("Қосымша", "ескерту 7Щ", "без номера 7Щ", "Басқа"):
        assert found in page
    assert "Готова 1 строка." in page


def test_columns_in_another_order_and_language_are_known(valley: Valley, officer: Client) -> None:
    meeting = valley.meeting()
    book = book_of(officer, "kk")
    sheet = book.active
    assert sheet is not None
    filled = ["иә", *FILLED[1:7], "сағатпен өлшенді", "полиция", *FILLED[9:]]
    upload = sent(book, **{key(meeting): filled})
    again = openpyxl.load_workbook(upload)
    table = again.active
    assert table is not None
    table.move_range("B3:B4", cols=20)
    out = BytesIO()
    again.save(out)
    page = looked_at(officer, SimpleUploadedFile("a.xlsx", out.getvalue()))
    assert "Готова 1 строка." in page


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "пуст"), (b"hello", "XLSX"), (b"%PDF-1.7 %%EOF", "XLSX")],
)
def test_what_is_no_workbook_is_refused(officer: Client, content: bytes, said: str) -> None:
    assert said in looked_at(officer, SimpleUploadedFile("a.xlsx", content), status=422)


def test_entities_are_refused(valley: Valley, officer: Client) -> None:
    valley.meeting()
    answer = officer.get("/ru/work/meetings/month/2027-03.xlsx")
    bomb = BytesIO()
    with ZipFile(BytesIO(answer.content)) as old, ZipFile(bomb, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                head, _mark, rest = part.partition(b"?>")
                part = head + b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + rest
            new.writestr(name, part)
    looked_at(officer, SimpleUploadedFile("a.xlsx", bomb.getvalue()), status=422)


def test_a_workbook_whose_job_failed_is_named_on_the_page_until_it_is_cleared(
    valley: Valley, officer: Client, django_capture_on_commit_callbacks: Any
) -> None:
    meeting = valley.meeting()
    upload = sent(book_of(officer), **{key(meeting): FILLED})
    job = start_month(upload=upload, seen={}, month="2027-03", actor=valley.actor("officer", TODAY))
    assert "наурыз.xlsx" not in officer.get(PAGE).content.decode()
    now = clock.at(TODAY, 12)
    Job.objects.filter(pk=job.pk).update(state="failed", ended_at=now)
    page = officer.get(PAGE).content.decode()
    assert "наурыз.xlsx" in page
    assert f"/ru/work/jobs/{job.pk}/throw-away/" in page
    other = Client()
    other.force_login(valley.people["head"])
    assert "наурыз.xlsx" not in other.get(PAGE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert forget(now=now + timedelta(days=29))[Kind.JOBS] == 0
        assert StoredFile.objects.exists()
        assert forget(now=now + timedelta(days=31))[Kind.JOBS] == 1
    assert not StoredFile.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.xlsx"))


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_s_month_is_taken_up_again_and_recorded_once(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2027-03-11 06:00Z", tick=False):
        valley, client = make_valley(), Client()
        meeting = valley.meeting()
        client.force_login(valley.people["officer"])
        upload = sent(book_of(client), **{key(meeting): FILLED})
        actor = valley.actor("officer", TODAY)
        job = start_month(upload=upload, seen={meeting.number: 0}, month="2027-03", actor=actor)
        # Its worker died: the row says that it is at work, and nobody holds its lock.
        dead = clock.now() - timedelta(hours=1)
        Job.objects.filter(pk=job.pk).update(state="running", run_key=KEY, heartbeat_at=dead, attempts=1)
        assert silent(now=clock.now()) == [job.pk]
        assert run(job_id=job.pk, today=TODAY)
        assert not run(job_id=job.pk, today=TODAY)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.given) == ("done", 2, None)
    assert Account.objects.filter(meeting=meeting).count() == 1
    assert not StoredFile.objects.exists()


@pytest.mark.slow
@pytest.mark.alone
def test_two_hundred_rows_are_recorded_in_a_minute(valley: Valley, officer: Client) -> None:
    import time as hands

    meetings = [valley.meeting(start_time=None) for _number in range(200)]
    rows = {}
    for place, meeting in enumerate(meetings):
        # One official: no two at once.
        start = time(place % 23, (place // 23) * 6)
        row = [*FILLED]
        row[2], row[3] = start, time(start.hour, start.minute + 5)
        row[5] = row[6] = 2
        rows[key(meeting)] = row
    upload = sent(book_of(officer), **rows)
    began = hands.monotonic()
    page = looked_at(officer, upload)
    said = recorded(valley, upload, meetings)
    took = hands.monotonic() - began
    assert "Готово 200 строк." in page
    assert said.startswith("Записано 200 встреч.")
    assert took < 60
