"""Which spellings of an address lead to one mailbox: as its host has it, and no further."""

from __future__ import annotations

import pytest

from portal.questions.rules.mailboxes import FAMILIES, one_spelling
from portal.questions.services.keys import mailbox_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.i.gul@gmail.com", "AIGUL+su@googlemail.com"),
        ("aigul.m@yandex.ru", "aigul-m@ya.ru"),
        ("aigul.m@yandex.kz", "Aigul.M+su@yandex.com"),
        ("aigul@yandex.by", "aigul@narod.ru"),
        ("aigul.m@proton.me", "aigul_m@protonmail.com"),
        ("aigul-m@pm.me", "aigulm@protonmail.ch"),
        ("aigul@me.com", "aigul@icloud.com"),
        ("aigul@mail.ru", "Aigul+su@MAIL.ru."),
        ("aigul@akimat.gov.example", " aigul+a+b@akimat.gov.example "),
    ],
)
def test_spellings_of_one_mailbox(one: str, other: str) -> None:
    assert one_spelling(one) == one_spelling(other)
    assert mailbox_of(one) == mailbox_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Boxes of the hosts of mail.ru, and of Microsoft, are of different people; so are names with and without a dot.
        ("aigul@mail.ru", "aigul@inbox.ru"),
        ("aigul@bk.ru", "aigul@list.ru"),
        ("aigul@outlook.com", "aigul@hotmail.com"),
        ("a.igul@mail.ru", "aigul@mail.ru"),
        ("aigul.m@mail.ru", "aigul-m@mail.ru"),
        ("aigul.m@yandex.ru", "aigulm@yandex.ru"),
        ("aigul-m@gmail.com", "aigulm@gmail.com"),
        ("aigul.m@icloud.com", "aigulm@icloud.com"),
        ("aigul@yandex.ru", "aigul@gmail.com"),
        ("aigul@yandex.ru.example", "aigul@ya.ru.example"),
        ("aigul@yandex.ru", "marat@yandex.ru"),
    ],
)
def test_mailboxes_of_two(one: str, other: str) -> None:
    assert one_spelling(one) != one_spelling(other)


def test_no_address_is_none_and_no_host_is_of_two_families() -> None:
    assert (one_spelling(" "), mailbox_of("")) == ("", "")
    hosts = [host for family in FAMILIES for host in family.hosts]
    assert len(hosts) == len(set(hosts))
    assert all(one_spelling(one_spelling(f"a.b-c_d+e@{host}")) == one_spelling(f"a.b-c_d+e@{host}") for host in hosts)
