"""The arithmetic of the chain, computed here once more by hand."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from portal.audit.rules import GENESIS, canonical, fingerprint, is_plain, link_hash

LINK = {
    "number": 1,
    "kind": "approval",
    "subject": "version:7",
    "digest": "a" * 64,
    "on": date(2027, 1, 8),
    "at": datetime(2027, 1, 8, 5, 30, tzinfo=UTC),
    "user": 3,
    "facts": {"period": "2027", "act": "№ 12"},
}


def test_link_hash_is_of_the_hash_before_and_the_link_in_one_spelling() -> None:
    own = (
        '{"at":"2027-01-08T05:30:00.000000+00:00","digest":"' + "a" * 64 + '","facts":{"act":"№ 12","period":"2027"},'
        '"kind":"approval","number":1,"on":"2027-01-08","subject":"version:7","user":3}'
    )
    assert link_hash(previous=GENESIS, **LINK) == hashlib.sha256(("0" * 64 + own).encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"kind": "publication"},
        {"subject": "version:8"},
        {"digest": "b" * 64},
        {"on": date(2027, 1, 9)},
        {"at": datetime(2027, 1, 8, 5, 30, 0, 1, tzinfo=UTC)},
        {"user": None},
        {"facts": {"period": "2027", "act": "№ 13"}},
        {"previous": "1" * 64},
    ],
)
def test_link_hash_changes_with_every_part(change: dict[str, object]) -> None:
    whole = {"previous": GENESIS, **LINK}
    assert link_hash(**{**whole, **change}) != link_hash(**whole)


def test_canonical_has_one_spelling_whatever_the_order() -> None:
    assert canonical({"b": [1, None], "a": "ұ"}) == '{"a":"ұ","b":[1,null]}'.encode()
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})


@pytest.mark.parametrize(
    ("facts", "plain"), [({"a": [1, "b", None, {"c": True}]}, True), ({"a": 1.5}, False), ({1: "a"}, False)]
)
def test_is_plain_refuses_what_the_database_would_spell_anew(facts: object, plain: bool) -> None:
    assert is_plain(facts) is plain
