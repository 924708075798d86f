"""What everybody reads on the page of a held meeting, and what nobody does."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.holding.choices import Fate
from portal.holding.models import Account, Programme, Question
from portal.holding.services.filling import PartFacts, fill, set_parts
from portal.holding.services.publishing import publish_results, withdraw_results
from portal.holding.services.register import add_question, set_question
from portal.holding.services.steps import Said
from tests.holding.conftest import account_of
from tests.holding.test_publishing import LATER, REASONS, TIMES, acting, entry, whole_account
from tests.meetings.valley import DAY, Valley, at
from tests.texts import plain

pytestmark = pytest.mark.django_db


def page(client: Client, account: Account, language: str = "ru") -> str:
    return plain(client.get(f"/{language}/meetings/{account.meeting.number}/").content.decode())


def publish(valley: Valley, account: Account) -> Account:
    return publish_results(account=account, **acting(valley))


def test_before_publication_figures_are_public_and_texts_are_not(valley: Valley, client: Client) -> None:
    account = whole_account(valley)
    told = page(client, account)
    assert "20 мин" in told
    assert "О воде" not in told
    assert "Проложат трубу" not in told
    publish(valley, account)
    told = page(client, account)
    assert "О воде" in told
    assert "Проложат трубу" in told
    assert f"{account.meeting.number}/1" in told
    withdraw_results(account=account, **REASONS, **acting(valley))
    assert "Проложат трубу" not in page(client, account)


def test_private_words_stand_nowhere(valley: Valley, client: Client) -> None:
    account = whole_account(valley)
    fill(account=account, section="note", typed={"internal_note": "ТАЙНАЯ-ЗАМЕТКА"}, **acting(valley))
    Question.objects.filter(account=account).update(asked="КАК-СПРОСИЛИ")
    publish(valley, account)
    number = account.meeting.number
    for address in (
        *(f"/{language}/meetings/{number}/" for language in ("kk", "ru", "en")),
        f"/ru/meetings/{number}/questions.csv",
        *(f"/api/v1/meetings/{number}/{tail}" for tail in ("", "results/", "questions/")),
        "/ru/calendar/",
    ):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, address
        assert "ТАЙНАЯ" not in body.decode(), address
        assert "КАК-СПРОСИЛИ" not in body.decode(), address


def test_a_missing_part_of_the_visit_is_said(valley: Valley, client: Client) -> None:
    account = whole_account(valley)
    parts = [
        PartFacts("reception", held_on=DAY, people=7),
        PartFacts("briefing", missed_reason_kk="Келмеді", missed_reason_ru="Никто не пришёл"),
    ]
    set_parts(account=account, parts=parts, **acting(valley))
    assert "не состоялся" not in page(client, account).split("Брифинг")[0][-200:]
    publish(valley, account)
    told = page(client, account)
    assert "Никто не пришёл" in told
    assert "людей: 7" in told


def test_a_talk_over_a_quarter_is_public_with_its_explanation(valley: Valley, client: Client) -> None:
    account = whole_account(valley)
    long = {**TIMES, "talk_minutes": 40, "questions_minutes": 40, "split_note_kk": "Көп", "split_note_ru": "Много дел"}
    fill(account=account, section="times", typed=long, **acting(valley))
    Programme.objects.create(
        meeting=account.meeting, talk_minutes=20, questions_minutes=60, set_on=DAY, set_by=valley.people["officer"]
    )
    publish(valley, account)
    told = page(client, account)
    for words in ("50 %", "25 %", "20 мин", "Много дел"):
        assert words in told, words


def test_a_correction_leaves_a_dated_notice(valley: Valley, client: Client) -> None:
    account = publish(valley, whole_account(valley))
    set_question(
        account=account,
        number=1,
        entry=entry(valley, due_on=date(2027, 10, 1)),
        said=Said("Мерзім", "Исправлен срок"),
        **acting(valley),
    )
    told = page(client, account)
    assert "Исправлен срок" in told
    assert "1 октября 2027" in told


def test_the_table_begins_no_formula_and_has_only_what_is_public(valley: Valley, client: Client) -> None:
    account = whole_account(valley)
    set_question(account=account, number=1, entry=entry(valley, text_ru="=HYPERLINK(1)"), **acting(valley))
    address = f"/ru/meetings/{account.meeting.number}/questions.csv"
    assert client.get(address).status_code == 404
    publish(valley, account)
    rows = list(csv.DictReader(StringIO(b"".join(client.get(address).streaming_content).decode("utf-8-sig"))))
    assert [(row["number"], row["text_ru"], row["due_on"]) for row in rows] == [
        (f"{account.meeting.number}/1", "'=HYPERLINK(1)", "2027-09-01")
    ]


def test_the_page_costs_the_same_whatever_was_asked_and_stays_small(
    valley: Valley, client: Client, django_assert_num_queries: Any
) -> None:
    from gzip import compress

    from portal.holding.queries.results import results_panel

    account = whole_account(valley)
    add_question(account=account, asked="тағы", fate=Fate.TAKEN, **acting(valley))
    set_question(account=account, number=3, entry=entry(valley), **acting(valley))
    publish(valley, account)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            results_panel(account.meeting)
        return len(found)

    few = cost()
    more = [
        Question(
            account=account, number=number, asked="с", text_kk=f"Су жоқ {number}", text_ru=f"Нет воды {number}" * 4,
            measure_kk="Құбыр тартылады" * 3, measure_ru="Проложат трубу" * 3, body=valley.district,
            territory=valley.rural.territory, due_on=LATER + timedelta(days=number),
        )
        for number in range(10, 101)
    ]  # fmt: skip
    Question.objects.bulk_create(more)
    assert cost() == few
    assert at(LATER) is not None
    answer = client.get(f"/ru/meetings/{account.meeting.number}/")
    assert len(compress(answer.content)) < 40_000


def test_what_is_too_much_for_the_page_of_the_meeting_is_said_and_stands_page_by_page(
    valley: Valley, client: Client
) -> None:
    account = whole_account(valley)
    address = f"/ru/meetings/{account.meeting.number}/questions/"
    assert client.get(address).status_code == 404
    publish(valley, account)
    assert address not in page(client, account)
    Question.objects.bulk_create(
        Question(account=account, number=number, asked="ТАЙНО", text_kk="Су", text_ru=f"Вода {number}.", fate=fate)
        for number, fate in ((number, Fate.TAKEN if number < 140 else Fate.ANSWERED) for number in range(10, 270))
    )
    # 131 were taken and 130 answered: 120 of each stand there.
    told = page(client, account)
    assert "Ещё 21 вопрос здесь не показан" in told
    assert address in told
    pages = [plain(client.get(f"{address}?page={number}").content.decode()) for number in range(1, 7)]
    for number in range(10, 270):
        assert sum(f"Вода {number}." in each for each in pages) == 1, number
    assert "ТАЙНО" not in "".join(pages)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= 6


def test_of_an_account_without_anything_the_page_says_what_is_not_recorded(valley: Valley, client: Client) -> None:
    account = account_of(valley)
    assert "не записано" in page(client, account)


def test_machines_read_results_and_questions_once_they_are_published(valley: Valley, client: Client) -> None:
    account = whole_account(valley)
    address = f"/api/v1/meetings/{account.meeting.number}/"
    before = client.get(f"{address}results/").json()
    assert (before["published_at"], before["actual"]["talk_minutes"], before["attendance"]) == (None, 20, 64)
    assert before["summary"] == {"kk": "", "ru": "", "en": ""}
    assert client.get(f"{address}questions/").status_code == 404
    publish(valley, account)
    after = client.get(f"{address}results/").json()
    assert (after["summary"]["ru"], after["questions_taken"], after["planned"]) == ("О воде", 1, None)
    found = client.get(f"{address}questions/").json()
    assert found["count"] == 1
    (row,) = found["results"]
    assert (row["number"], row["measure"]["ru"], row["due_on"]) == (
        f"{account.meeting.number}/1", "Проложат трубу", "2027-09-01",
    )  # fmt: skip
    assert client.get(f"{address}questions/?fate=answered").json()["count"] == 0
    assert client.get(f"{address}questions/?what=1").status_code == 400
