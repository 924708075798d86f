"""Whose an address of mail may be, by its host."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from portal.questions.rules.mailboxes import FAMILIES

#: Anybody gets a mailbox there: that an officer has one of them says nothing of the others. Of those that people in
#: Kazakhstan use.
PUBLIC_HOSTS: Final = frozenset(
    {
        *(host for family in FAMILIES for host in family.hosts),
        *("outlook.com", "hotmail.com", "live.com", "live.ru", "msn.com"),
        *("yahoo.com", "ymail.com", "aol.com", "gmx.com", "gmx.net", "gmx.de"),
        *("tutanota.com", "tuta.io", "zoho.com", "fastmail.com", "mail.com"),
        *("mail.ru", "inbox.ru", "bk.ru", "list.ru", "internet.ru", "xmail.ru", "vk.com", "rambler.ru", "lenta.ru"),
        *("ro.ru", "myrambler.ru", "autorambler.ru", "mail.ua"),
        *("mail.kz", "inbox.kz", "bk.kz", "list.kz", "ok.kz", "nur.kz", "qip.ru", "pochta.ru"),
    }
)


def host_of(email: str) -> str:
    """ "" of no address."""
    return email.strip().casefold().rpartition("@")[2].rstrip(".")


def own_hosts(emails: Iterable[str]) -> frozenset[str]:
    """Hosts that are a body's own, by the addresses of its people."""
    return frozenset(filter(None, map(host_of, emails))) - PUBLIC_HOSTS


def is_of(host: str, hosts: Iterable[str]) -> bool:
    """The host itself, one inside it, or one that holds it: mail.akimat.kz and akimat.kz are of the same people."""
    if host in PUBLIC_HOSTS:
        return False
    return any(host == own or host.endswith(f".{own}") or own.endswith(f".{host}") for own in hosts)
