"""Hashes that tell the same again without keeping it, and the keys that letters carry."""

from __future__ import annotations

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from portal.questions.models import Person
from portal.questions.rules.mailboxes import one_spelling

_MAILBOX, _NETWORK, _KEY = (f"portal.questions.{name}" for name in ("mailbox", "network", "key"))
#: Letters and digits of a key: together with the row's own number it stays within forty signs, so that the addresses in
#: letters are never broken and a mail program takes it as it is.
_LENGTH = 26


def mailbox_of(email: str) -> str:
    """A keyed hash of an address, the same however it is spelled (`rules.mailboxes`). "" of no address."""
    address = one_spelling(email)
    return salted_hmac(_MAILBOX, address, algorithm="sha256").hexdigest() if address else ""


def network_hash(network: str) -> str:
    """A keyed hash of a network address."""
    return salted_hmac(_NETWORK, network, algorithm="sha256").hexdigest()


def new_nonce() -> str:
    return secrets.token_hex(16)


def key_of(person: Person) -> str:
    """What the links of a person's letters carry, like "17x-0f3a…"; never stored. At most forty signs."""
    return f"{person.pk:x}-{_secret(person)}"


def person_of(key: str) -> Person | None:
    """Whose key it is, or nobody's. One statement."""
    number, _dash, secret = key.partition("-")
    try:
        pk = int(number, 16)
    except ValueError:
        return None
    if pk >= 1 << 63:
        return None
    person = Person.objects.filter(pk=pk).first()
    return person if person is not None and constant_time_compare(secret, _secret(person)) else None


def _secret(person: Person) -> str:
    return salted_hmac(_KEY, f"{person.pk}:{person.nonce}", algorithm="sha256").hexdigest()[:_LENGTH]
