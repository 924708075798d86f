"""Odd input is answered with 400, whoever sends it and wherever."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client

from portal.kit.odd_input import in_one_encoding
from portal.wsgi import application
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


@pytest.mark.parametrize("typed", [{"email": "a\x00b"}, {"a\x00b": "email"}])
def test_odd_fields_of_a_form_in_parts_are_refused(client: Client, typed: dict[str, str]) -> None:
    """It is how every form with a file is sent; here nothing else would look at a field that no form knows."""
    answer = client.post("/ru/accounts/password/reset/", typed)
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


# -- what a request says of its own encoding -------------------------------------------------------------------------
@pytest.fixture
def asked() -> Iterator:
    """As the web server asks: the client of the framework makes its requests past the application."""

    def ask(address: str, content_type: str, body: bytes | None = None) -> tuple[int, str]:
        path, _mark, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET" if body is None else "POST",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(len(body or b"")),
            "wsgi.input": BytesIO(body or b""),
            "HTTP_HOST": "testserver",
        }
        setup_testing_defaults(environ)
        said: list[str] = []
        page = b"".join(
            application(environ, lambda status, headers: said.extend((status, dict(headers).get("Location", ""))))
        )
        return int(said[0].split()[0]), page.decode() or said[1]

    request_started.disconnect(close_old_connections)
    yield ask
    request_started.connect(close_old_connections)


def test_letters_that_were_sent_as_they_are_come_through_a_redirect(asked) -> None:
    raw = "вода&view=list".encode().decode("latin-1")
    assert asked(f"/calendar/?q={raw}", "") == (302, "/kk/calendar/?q=%D0%B2%D0%BE%D0%B4%D0%B0&view=list")
    assert asked(f"/ru/?q={raw}", "") == asked("/ru/?q=%D0%B2%D0%BE%D0%B4%D0%B0&view=list", "")


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "hex", "utf-16", "cp037"])
@pytest.mark.parametrize(
    "address",
    [
        "/ru/calendar/?q=%s",
        "/ru/deadlines/?q=%s",
        "/api/v1/meetings/?q=%s",
        "/ru/deadlines/calculator/?duty=%s",
        "/ru/?%s=1",
    ],
)
def test_address_is_read_as_utf8_whatever_the_request_says(asked, address: str, charset: str) -> None:
    for odd in ("%5Cud800", "%2B2AA-"):
        status, page = asked(address % odd, f"text/plain; charset={charset}")
        assert status == 200
        assert (status, page) == asked(address % odd, "")


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "hex"])
def test_form_is_read_as_utf8_whatever_the_request_says(asked, charset: str) -> None:
    for word in ("\\ud800", "+2AA-"):
        fields = "".join(
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{word}\r\n' for name in ("login", "password")
        )
        sent = f"{fields}--x--\r\n".encode()
        status, _page = asked("/ru/accounts/login/", f"multipart/form-data; charset={charset}; boundary=x", sent)
        # Refused for want of the secret of a form, which was looked for in what was read.
        assert status == 403


@pytest.mark.parametrize(
    "content_type",
    ["text/plain; x*=nonsense''%41", "a/b; charset*=hex''%41", 'a/b; charset="', ";;;", "a/b; boundary=\xff"],
)
def test_broken_type_of_a_content_breaks_nothing(asked, content_type: str) -> None:
    assert asked("/ru/calendar/", content_type)[0] == 200


@pytest.mark.parametrize("boundary", ["x", '"a b"', "----WebKitFormBoundary7MA4YWxkTrZu0gW"])
def test_boundary_of_a_form_is_told(boundary: str) -> None:
    seen: list[str] = []
    told = in_one_encoding(lambda environ, _start: seen.append(environ["CONTENT_TYPE"]) or [])
    told({"CONTENT_TYPE": f"multipart/form-data; charset=utf-8; boundary={boundary}"}, None)
    assert seen == [f'multipart/form-data; boundary="{boundary.strip(chr(34))}"']
