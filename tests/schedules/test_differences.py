"""What two versions say differently, from plain values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from schedules.rules import compare, days_of_notice, gathered_reasons


def texts(words: str = "") -> dict[str, str]:
    return {"kk": words, "ru": words, "en": ""}


def entry(key: str = "a", **changes: Any) -> dict[str, Any]:
    return {
        "key": key,
        "body": {"slug": "water", "name": texts("Water")},
        "official": {"post": "first_head", "title": texts("Minister"), "full_name": texts()},
        "territory": {"kato": "430000000", "name": texts("Kyzylorda")},
        "day": "2027-03-16",
        "month": None,
        "quarter": None,
        "half": None,
        "more_days": [],
        "start_time": None,
        "format": "on_site",
        "venue": texts(),
        "subject": texts("Water"),
        "ground": texts(),
        **changes,
    }


@pytest.mark.parametrize(
    ("changes", "concerns"),
    [
        ({"day": "2027-04-20"}, ("moved",)),
        ({"day": None, "quarter": "2027-Q2"}, ("moved",)),
        ({"day": None, "half": "2027-H1"}, ("moved",)),
        ({"more_days": ["2027-03-17"]}, ("moved",)),
        ({"start_time": "15:00"}, ("time",)),
        ({"territory": {"kato": "110000000", "name": texts("Akmola")}}, ("region",)),
        ({"official": {"post": "deputy", "title": texts("Vice-minister"), "full_name": texts()}}, ("official",)),
        ({"format": "online"}, ("format",)),
        ({"subject": texts("Roads")}, ("texts",)),
        ({"subject": {"kk": "Water", "ru": "Water", "en": "Water"}}, ("texts",)),
        ({"day": "2027-04-20", "format": "online"}, ("moved", "format")),
    ],
)
def test_compare_names_what_concerns_a_changed_entry(changes: dict[str, Any], concerns: tuple[str, ...]) -> None:
    found = compare([entry()], [entry(**changes)])
    assert [(change.kind, change.concerns) for change in found.changes] == [("changed", concerns)]
    assert found.unchanged == 0


def test_compare_tells_added_from_withdrawn_and_keeps_the_order_of_the_calendar() -> None:
    found = compare(
        [entry("a"), entry("gone", day="2027-02-01")], [entry("a"), entry("new", day=None, quarter="2027-Q1")]
    )
    assert [(change.key, change.kind) for change in found.changes] == [("new", "added"), ("gone", "withdrawn")]
    assert found.unchanged == 1


def test_compare_reads_content_of_the_first_shape() -> None:
    old = entry()
    del old["half"], old["more_days"]
    assert compare([old], [entry()]).changes == ()


def test_place_renamed_under_the_same_code_is_no_change() -> None:
    renamed = entry(territory={"kato": "430000000", "name": texts("Kyzylorda Region")})
    assert compare([entry()], [renamed]).changes == ()


@pytest.mark.parametrize(
    ("moved_to", "lost"), [("2027-03-10", 66), ("2027-05-20", 0), ("2027-03-16", None), (None, None)]
)
def test_days_of_notice_lost(moved_to: str | None, lost: int | None) -> None:
    after = entry(day=moved_to, month=None if moved_to else "2027-05", format="online")
    found = compare([entry()], [after], announced_before=date(2027, 1, 9), announced_after=date(2027, 3, 10))
    # Announced on 9 January for 16 March: 66 days. Announced on 10 March for the same day: none.
    assert (found.changes[0].lost, found.days_lost) == (lost, lost or 0)


def test_days_of_notice_are_unknown_without_a_day() -> None:
    assert days_of_notice(entry(day=None, quarter="2027-Q1"), date(2027, 1, 9)) is None
    assert days_of_notice(entry(), None) is None


def test_reasons_are_gathered_through_versions_the_later_one_standing() -> None:
    first = {"entries": [entry("a", reason=texts("first"))]}
    second = {
        "entries": [entry("a", reason=texts("second")), entry("b", reason=texts())],
        "amendment": {"withdrawn": [{"key": "c", "reason": texts("gone")}]},
    }
    assert gathered_reasons([{"entries": [entry("a")]}, first, second]) == {"a": texts("second"), "c": texts("gone")}
