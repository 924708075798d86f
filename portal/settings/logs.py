"""How production writes its log: one JSON object a line, and nobody's personal data in it."""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType

#: Innermost calls shown of an error.
SHOWN_FRAMES = 15

_EMAIL = re.compile(r"[^\s@<>\"'(,;]+@[^\s@<>\"'),;]+")
#: Telephones and identification numbers; a code of the classifier of places has nine digits.
_LONG_NUMBER = re.compile(r"\+?\b\d{10,}\b")
#: Keys of links in letters, sessions, tokens.
_TOKEN = re.compile(r"[A-Za-z0-9_:-]{24,}")
#: Numbers of background tasks stay: lines of one task are put together by them.
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HIDDEN = "[hidden]"


def scrub(text: str) -> str:
    """`text` without e-mail addresses, long numbers and anything that opens a door."""
    text = _LONG_NUMBER.sub(HIDDEN, _EMAIL.sub(HIDDEN, text))
    return _TOKEN.sub(_hide_token, text)


def _hide_token(found: re.Match[str]) -> str:
    word = found[0]
    is_name = not any(letter.isdigit() for letter in word)
    return word if is_name or _UUID.fullmatch(word) else HIDDEN


class JsonLines(logging.Formatter):
    """Time in UTC, level, logger, message; of an error its classes and places in the code.

    The text of an error is left out: databases and parsers repeat in it what somebody typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _classes(record.exc_info[1])
            line["where"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _classes(error: BaseException) -> list[str]:
    """The error and what it came from, outermost first."""
    found: list[str] = []
    current: BaseException | None = error
    while current is not None and len(found) < SHOWN_FRAMES:
        found.append(f"{type(current).__module__}.{type(current).__qualname__}")
        current = current.__cause__ or current.__context__
    return found


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-SHOWN_FRAMES:]]
