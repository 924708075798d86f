"""Odd input is answered with 400, whoever sends it and wherever."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.texts import plain

pytestmark = pytest.mark.django_db

ODD = ("%00", "a%00b", "%ED%A0%80", "%FF", "%C3")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "path",
    [
        "/ru/?q=",
        "/ru/calendar/?q=",
        "/ru/deadlines/?q=",
        "/ru/calendar/?place=",
        "/ru/deadlines/calculator/?duty=",
        "/calendars/x",
        "/ru/work/",
    ],
)
def test_odd_addresses_are_refused(client: Client, path: str, odd: str) -> None:
    assert client.get(f"{path}{odd}").status_code == 400


@pytest.mark.parametrize("odd", ODD)
def test_odd_fields_of_a_form_are_refused(client: Client, odd: str) -> None:
    answer = client.post(
        "/ru/accounts/login/", f"login={odd}&password=x", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "Мекенжай немесе нысан бүлінген"), ("ru", "Адрес или форма повреждены")]
)
def test_whoever_follows_a_broken_link_reads_what_to_do(client: Client, language: str, words: str) -> None:
    # A word in the encoding of old pages.
    answer = client.get(f"/{language}/calendar/?q=%E2%EE%E4%E0")
    assert answer.status_code == 400
    assert words in plain(answer.content.decode())


def test_letters_of_every_alphabet_pass(client: Client) -> None:
    assert client.get("/ru/calendar/", {"q": "Қызылорда 日本 \U0001f600"}).status_code == 200
    answer = client.post("/ru/accounts/login/", {"login": "қ@example.kz", "password": "пароль"})
    assert answer.status_code in {200, 422}
