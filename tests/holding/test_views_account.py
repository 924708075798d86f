"""Pages of the close-out: each section by itself, nothing typed is lost, and nobody else finds them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.holding.choices import Fate
from portal.holding.models import Account, Programme, Question
from portal.holding.services.publishing import publish_results
from portal.holding.services.register import add_question
from tests.holding.conftest import account_of
from tests.holding.test_publishing import LATER, PDF, acting, whole_account
from tests.meetings.valley import DAY, Valley, at
from tests.texts import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later() -> Any:
    with time_machine.travel(at(LATER), tick=False):
        yield


@pytest.fixture
def officer(valley: Valley, client: Client) -> Client:
    client.force_login(valley.people["officer"])
    return client


def address(account: Account, tail: str = "") -> str:
    return f"/ru/work/meetings/{account.meeting.number}/account/{tail}"


def told(client: Client, path: str, status: int = 200, **data: Any) -> str:
    answer = client.post(path, data) if data else client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return plain(answer.content.decode())


def test_the_hub_says_what_is_wanting_and_owed(valley: Valley, officer: Client) -> None:
    page = told(officer, address(account_of(valley)))
    assert "Укажите, сколько минут занял доклад" in page
    assert "Итоги, перечень проблемных вопросов, план действий" in page
    assert "19 марта 2027" in page


@pytest.mark.parametrize("name", ["times", "audience", "visit", "words", "protocol", "note"])
def test_every_section_is_shown_and_saved_empty_without_harm(valley: Valley, officer: Client, name: str) -> None:
    account = account_of(valley)
    page = told(officer, address(account, f"{name}/"))
    assert "Сохранить" in page
    answer = officer.post(address(account, f"{name}/"), {"version": 1})
    assert answer.status_code == 302


def test_times_are_saved_and_refused_at_their_field(valley: Valley, officer: Client) -> None:
    account = account_of(valley)
    path = address(account, "times/")
    page = told(officer, path, 422, version=1, talk_minutes="60", questions_minutes="90", obtained="measured")
    assert "дольше самой встречи" in page
    assert 'value="60"' in page
    officer.post(path, {"version": 1, "talk_minutes": "20", "questions_minutes": "70", "obtained": "counted"})
    account.refresh_from_db()
    assert (account.talk_minutes, account.obtained, account.version) == (20, "counted", 2)


def test_what_was_typed_over_somebody_else_stays_and_is_meant_the_second_time(valley: Valley, officer: Client) -> None:
    account = account_of(valley)
    path = address(account, "words/")
    officer.post(path, {"version": 1, "summary_kk": "Бірінші", "summary_ru": "Первый"})
    page = told(officer, path, 422, version=1, summary_kk="Екінші", summary_ru="Второй")
    assert "Второй" in page
    assert "Первый" in page
    assert 'name="version" value="2"' in page
    officer.post(path, {"version": 2, "summary_kk": "Екінші", "summary_ru": "Второй"})
    account.refresh_from_db()
    assert account.summary_ru == "Второй"


def test_a_question_is_filled_on_its_card_and_leads_to_the_next(valley: Valley, officer: Client) -> None:
    account = account_of(valley)
    for text in ("Неге су жоқ?", "Неге жол жоқ?"):
        add_question(account=account, asked=text, fate=Fate.TAKEN, **acting(valley))
    path = address(account, "questions/1/")
    # Beside the question as it was asked, in the text of its language alone.
    assert told(officer, path).count("Неге су жоқ?") == 2
    said = {
        "version": 3,
        "fate": "taken",
        "text_kk": "Су жоқ",
        "text_ru": "Нет воды",
        "topic": "water",
        "body": valley.district.name,
        "territory": valley.rural.territory.name,
        "due_on": "01.09.2027",
        "measure_kk": "Құбыр",
        "measure_ru": "Труба",
    }
    bad = told(officer, path, 422, **{**said, "due_on": "01.01.20270"})
    assert "Нет воды" in bad
    answer = officer.post(path, said)
    assert answer.headers["Location"].endswith("/questions/2/")
    row = Question.objects.get(number=1)
    assert (row.text_ru, row.body, row.due_on) == ("Нет воды", valley.district, date(2027, 9, 1))


def test_ticked_questions_are_filled_at_once(valley: Valley, officer: Client) -> None:
    account = account_of(valley)
    for _ in range(3):
        add_question(account=account, asked="су", fate=Fate.TAKEN, **acting(valley))
    path = address(account, "questions/")
    page = told(officer, path, 422, version=4, due_on="01.09.2027")
    assert "Отметьте вопросы" in page
    officer.post(path, {"version": 4, "numbers": ["1", "3"], "due_on": "01.09.2027", "body": valley.rural.name})
    assert list(Question.objects.exclude(due_on=None).values_list("number", flat=True)) == [1, 3]


def test_the_register_is_shown_page_by_page(valley: Valley, officer: Client) -> None:
    account = account_of(valley)
    Question.objects.bulk_create(
        Question(account=account, number=number, asked=f"су {number}", fate=fate)
        for number, fate in ((number, Fate.TAKEN if number % 2 else Fate.ANSWERED) for number in range(1, 141))
    )
    path = address(account, "questions/")
    first, second, last = (told(officer, f"{path}{tail}") for tail in ("", "?page=2", "?page=3"))
    assert [page.count('name="numbers"') for page in (first, second, last)] == [60, 10, 0]
    assert ("су 119<" in first, "су 121<" in first, "су 121<" in second) == (True, False, True)
    assert ("су 100<" in second, "су 102<" in second, "су 102<" in last) == (True, False, True)
    assert all("?page=2" in page for page in (first, second, last))
    assert "Ни один вопрос не взят" not in last
    # What is wrong stays on its page, with its ticks; what is saved leads back to it.
    bad = told(officer, f"{path}?page=2", 422, version=1, numbers=["121"], due_on="x")
    assert 'id="tick-121" checked' in bad
    answer = officer.post(f"{path}?page=2", {"version": 1, "numbers": ["121"], "due_on": "01.09.2027"})
    assert answer.headers["Location"] == f"{path}?page=2"
    assert Question.objects.exclude(due_on=None).get().number == 121
    added = [officer.post(path, {"add": "1", "asked": "жол", "fate": fate}) for fate in (Fate.TAKEN, Fate.ANSWERED)]
    assert [answer.headers["Location"] for answer in added] == [f"{path}?page=2", f"{path}?page=3"]
    assert "жол" in told(officer, f"{path}?page=2")


def test_publication_shows_first_what_becomes_public(valley: Valley, officer: Client) -> None:
    account = whole_account(valley)
    page = told(officer, address(account, "publish/"))
    assert "Проложат трубу" in page
    account.refresh_from_db()
    stale = officer.post(address(account, "publish/"), {"version": account.version - 1})
    assert stale.status_code == 409
    answer = officer.post(address(account, "publish/"), {"version": account.version})
    assert answer.status_code == 302
    account.refresh_from_db()
    assert account.is_published
    page = told(officer, address(account, "words/"), 422, version=account.version, summary_kk="Ж", summary_ru="Н")
    assert "Итоги опубликованы: напишите" in page


def test_a_publication_is_taken_back_with_a_reason(valley: Valley, officer: Client) -> None:
    account = publish_results(account=whole_account(valley), **acting(valley))
    told(officer, address(account, "withdraw/"))
    told(officer, address(account, "withdraw/"), 422, reason_kk="")
    officer.post(address(account, "withdraw/"), {"reason_kk": "Қате", "reason_ru": "Ошибка"})
    account.refresh_from_db()
    assert not account.is_published


def test_a_question_left_out_is_added_to_published_results_on_a_page(valley: Valley, officer: Client) -> None:
    account = publish_results(account=whole_account(valley), **acting(valley))
    assert "questions/new/" in told(officer, address(account, "questions/"))
    path = address(account, "questions/new/")
    said = {
        "version": account.version, "asked": "Жол?", "fate": "taken", "text_kk": "Жол жоқ", "text_ru": "Нет дороги",
        "topic": "roads", "body": valley.district.name, "territory": "", "due_on": "01.09.2027",
        "measure_kk": "Жөнделеді", "measure_ru": "Отремонтируют",
    }  # fmt: skip
    assert "Итоги опубликованы: напишите" in told(officer, path, 422, **said)
    note = {"correction_kk": "Ұмытылған", "correction_ru": "Забыли вопрос о дороге"}
    assert officer.post(path, {**said, **note}).status_code == 302
    page = told(Client(), f"/ru/meetings/{account.meeting.number}/")
    assert "Нет дороги" in page
    assert "Забыли вопрос о дороге" in page


def test_a_signed_copy_is_taken_off_on_its_page(valley: Valley, officer: Client) -> None:
    account = account_of(valley)
    assert "этот шаг невозможен" in told(officer, address(account, "unsign/"))
    signed = {"version": 1, "signed_on": f"{LATER:%d.%m.%Y}", "file": SimpleUploadedFile("p.pdf", PDF)}
    assert officer.post(address(account, "protocol/"), signed).status_code == 302
    assert "unsign/" in told(officer, address(account, "protocol/"))
    told(officer, address(account, "unsign/"), 422, reason_kk="")
    officer.post(address(account, "unsign/"), {"reason_kk": "Қате", "reason_ru": "Не та копия"})
    account.refresh_from_db()
    assert account.signed_copy is None
    assert "Не та копия" in told(officer, address(account))


@pytest.mark.parametrize("who", ["neighbour", "region", "minister", "administrator", "nobody"])
def test_others_find_no_such_page(valley: Valley, client: Client, who: str) -> None:
    account = whole_account(valley)
    client.force_login(valley.people[who])
    for tail in (
        "",
        "times/",
        "note/",
        "questions/",
        "questions/1/",
        "questions/new/",
        "publish/",
        "withdraw/",
        "unsign/",
    ):
        assert client.get(address(account, tail)).status_code == 404, tail
    assert client.post(address(account, "publish/"), {"version": 1}).status_code == 404
    assert client.post(address(account, "questions/1/out/")).status_code == 404
    assert not Account.objects.get().is_published


def test_pages_cost_the_same_whatever_was_asked(valley: Valley, officer: Client) -> None:
    account = whole_account(valley)

    def cost(tail: str) -> int:
        with CaptureQueriesContext(connection) as found:
            told(officer, address(account, tail))
        return len(found)

    tails = ("", "questions/", "questions/1/", "publish/")
    told(officer, address(account))
    before = [cost(tail) for tail in tails]
    Question.objects.bulk_create(
        Question(account=account, number=number, asked="су", body=valley.rural, territory=valley.rural.territory)
        for number in range(10, 60)
    )
    assert [cost(tail) for tail in tails] == before


def test_the_programme_is_set_before_the_day_and_not_over_a_quarter(valley: Valley, officer: Client) -> None:
    meeting = valley.meeting(on=date(2027, 4, 20))
    path = f"/ru/work/meetings/{meeting.number}/programme/"
    page = told(officer, path, 422, talk_minutes="31", questions_minutes="90")
    assert "не больше четверти" in page
    officer.post(path, {"talk_minutes": "30", "questions_minutes": "90"})
    assert Programme.objects.get().talk_minutes == 30
    assert "По плану" in told(officer, f"/ru/meetings/{meeting.number}/")
    past = valley.meeting(on=DAY)
    assert officer.post(
        f"/ru/work/meetings/{past.number}/programme/", {"talk_minutes": "1", "questions_minutes": "9"}
    ).status_code == 409  # fmt: skip
