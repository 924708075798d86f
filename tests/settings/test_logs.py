"""The log of production: JSON lines that name nobody."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from portal.settings.logs import HIDDEN, JsonLines, scrub


def line(message: str, *args: object, error: bool = False) -> dict[str, object]:
    record = logging.LogRecord(
        "portal.x", logging.ERROR, "x.py", 1, message, args, sys.exc_info() if error else None, "f"
    )
    made: dict[str, object] = json.loads(JsonLines().format(record))
    return made


def test_line_says_when_how_bad_who_and_what():
    made = line("letters sent: %d", 3)

    assert set(made) == {"time", "level", "logger", "message"}
    assert (made["level"], made["logger"], made["message"]) == ("ERROR", "portal.x", "letters sent: 3")
    assert str(made["time"]).endswith("+00:00")


def test_line_is_one_line_whatever_is_in_it():
    assert "\n" not in JsonLines().format(logging.LogRecord("x", 20, "x.py", 1, "a\nb «Қ»", (), None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("refused: aigerim@water.gov.kz, again", f"refused: {HIDDEN}, again"),
        ("call +77011234567", f"call {HIDDEN}"),
        ("iin 900101300123", f"iin {HIDDEN}"),
        ("/kk/accounts/password/reset/key/3-c5xk2p-0123456789abcdef/", f"/kk/accounts/password/reset/key/{HIDDEN}/"),
        # what helps to understand stays
        ("place 431010000", "place 431010000"),
        ("Task portal.deadlines.tasks.sweep[0d9f2a1c-0a1b-4c2d-8e3f-123456789abc] received",) * 2,
        ("login 0123456789ab", "login 0123456789ab"),
        ("a_name_of_a_function_without_digits", "a_name_of_a_function_without_digits"),
    ],
)
def test_scrub_hides_people_and_keys(text: str, shown: str):
    assert scrub(text) == shown


def test_error_is_told_by_class_and_place_without_its_text():
    try:
        try:
            int("900101300123x")
        except ValueError as cause:
            raise RuntimeError("person@example.kz is in the way") from cause
    except RuntimeError:
        made = line("it failed", error=True)

    assert made["error"] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert "test_error_is_told_by_class_and_place_without_its_text" in str(made["where"])
    assert "person@" not in json.dumps(made)
    assert "900101" not in json.dumps(made)
