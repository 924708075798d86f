"""Which spellings of an address lead to one mailbox, by what its host does with them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Family:
    """Hosts on which a name is one mailbox, whichever of them it is written to; the first stands for all.

    Signs of `unseen` make no other name there; those of `alike` are one sign, the first of them.
    """

    hosts: tuple[str, ...]
    unseen: str = ""
    alike: str = ""


#: Names of mail.ru, inbox.ru, bk.ru and list.ru, or of outlook.com and hotmail.com, are mailboxes of different people.
FAMILIES: Final = (
    Family(("gmail.com", "googlemail.com"), unseen="."),
    Family(
        (
            *("yandex.ru", "ya.ru", "yandex.kz", "yandex.com", "yandex.by", "yandex.ua", "yandex.uz", "yandex.kg"),
            *("yandex.tj", "yandex.tm", "yandex.az", "yandex.com.am", "yandex.com.ge", "yandex.md", "yandex.lt"),
            *("yandex.lv", "yandex.ee", "yandex.fr", "yandex.co.il", "yandex.com.tr", "narod.ru"),
        ),
        alike="-.",
    ),
    Family(("proton.me", "protonmail.com", "protonmail.ch", "pm.me"), unseen=".-_"),
    Family(("icloud.com", "me.com", "mac.com")),
)
_OF_HOST: Final = {host: family for family in FAMILIES for host in family.hosts}


def one_spelling(email: str) -> str:
    """The same of every spelling of an address that leads to the same mailbox; "" of no address.

    Upper case and what follows a plus make no second mailbox anywhere.
    """
    address = unicodedata.normalize("NFKC", email).strip().casefold()
    if not address:
        return ""
    name, _at, host = address.rpartition("@")
    name, host = name.partition("+")[0], host.rstrip(".")
    family = _OF_HOST.get(host)
    if family is None:
        return f"{name}@{host}"
    for sign in family.unseen:
        name = name.replace(sign, "")
    for sign in family.alike[1:]:
        name = name.replace(sign, family.alike[0])
    return f"{name}@{family.hosts[0]}"
