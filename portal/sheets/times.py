"""Times of the day as people write them, alone or behind a date. Knows no framework."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from portal.kernel.folding import fold
from portal.sheets.day_words import Unclear

#: A longer text is no time.
_LONGEST_TEXT = 150
_HOUR_WORD = r"(?:часов|часа|час|ч|сагат|саг)"
#: «15⁰⁰», as it is printed on invitations.
_RAISED = re.compile("(?<=[0-9])[⁰¹²³⁴⁵⁶⁷⁸⁹]{2}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: Kazakhstan has one time: to name it says nothing more.
_OUR_TIME = re.compile(r"\((?:время )?(?:г\. ?)?астан[аы]?(?: уакыты(?:мен)?)?\)|\bпо времени (?:г\. ?)?астаны\b")
_HOUR_AND_MINUTE = re.compile(
    rf"(?:\b(?:в|с|к|сагат)\.? )?(?<![\d.])(?P<hour>\d{{1,2}}) ?{_HOUR_WORD}\b\.? ?(?P<minute>\d{{2}})"
    r" ?(?:минут[аы]?|мин|м)\b\.?"
)
_TIME = re.compile(
    r"(?:\b(?P<before>в|с|к|at|сагат|саг)\.? ?)?"
    r"(?<![\d.])(?P<hour>\d{1,2})(?P<mark>[:.\-])(?P<minute>\d{2})(?::\d{2})?(?![\d.])"
    r"(?: ?(?:-|до|по) ?\d{1,2}[:.]\d{2}(?::\d{2})?(?![\d.]))?"
    rf"(?P<after> ?{_HOUR_WORD}\b\.?)?(?: ?-? ?(?:де|да|те|та)\b)?"
)
_HOUR = re.compile(
    r"(?:\b(?:в|с|к) )?(?<![\d.])(?P<hour>\d{1,2}) ?(?:часов|часа|час|ч)\b\.?"
    r"|\b(?:сагат|саг)\.? (?P<kk>\d{1,2})(?:-?(?:де|да|те|та))?\b"
)
#: A day with its month before: what follows it in digits is no further day, for a day has its month behind it.
_AFTER_A_DATE = re.compile(
    r"(?:\d[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?: ?(?:г|года|ж)\.?)?(?P<whole>)"
    r"|\d ?-?[^\W\d_]{3,}(?: \d{4}(?: ?(?:г|года|ж)\.?)?)?)[\s,;/]+$"
)
_TIME_ALONE = re.compile(
    r"\s*(\d{1,2})(?:\s?[:.\-]\s?(\d{2}))?(?::\d{2})?(?:\s?-\s?\d{1,2}(?:[:.]\d{2})?)?\s*(?:до.*|-?(?:де|да|ге|га))?\s*"
)

#: Words that leave a time open; with figures beside them it is not.
_OPEN = re.compile(r"[^\d]*(?:уточн|накты|согласов|келис|tbd|tbc|to be )[^\d]*|[\W_]*")


def leaves_open(text: str) -> bool:
    """Whether a text says that the time is still to be found, or says nothing: an empty time, not one misread."""
    return _OPEN.fullmatch(fold(text)) is not None


def read_time(text: str) -> time | None:
    """A time of the day by itself: "15:00", "15.00", "15-00", "15 ч."; of a stretch, its beginning."""
    if len(text) > _LONGEST_TEXT:
        return None
    plain = _OUR_TIME.sub(" ", _plain(text))
    plain = _HOUR_AND_MINUTE.sub(r"\g<hour>:\g<minute>", plain)
    plain = re.sub(r"\b(?:в|с|сагат|саг|at|ч|час|часов|часа)\b\.?", " ", plain)
    found = _TIME_ALONE.fullmatch(plain)
    if found is None:
        return None
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None


def clock_of(value: datetime) -> time | None:
    """The time of an Excel date; midnight means that none was given."""
    rounded = (value + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return rounded.time() if rounded.time() != time() else None


def take_time(text: str) -> tuple[str, time | None]:
    """The text without its time of day, and the time: "15:00", or with a word about hours "15.00", "15-00", "15 ч."."""
    text = _OUR_TIME.sub(" ", text).strip()
    whole = _HOUR_AND_MINUTE.search(text)
    if whole:
        return _cut(text, whole), _time(int(whole["hour"]), int(whole["minute"]))
    for found in _TIME.finditer(text):
        before = text[: found.start()]
        if found["mark"] == ":" or found["after"] or (found["before"] or "").startswith(("саг", "at")):
            return _cut(text, found), _time(int(found["hour"]), int(found["minute"]))
        # «12.04.2027 в 15.00»: a date of its own stands before.
        if found["before"] and re.search(r"\d", before):
            return _cut(text, found), _time(int(found["hour"]), int(found["minute"]))
        if _is_time_after(before, found, text[found.end() :]):
            return _cut(text, found), _time(int(found["hour"]), int(found["minute"]))
    hour = _HOUR.search(text)
    if hour:
        return _cut(text, hour), _time(int(hour["hour"] or hour["kk"]), 0)
    return re.sub(r"(?<=\d{4})[t ]00:00(?::00)?$", "", text), None


def _is_time_after(before: str, found: re.Match[str], rest: str) -> bool:
    """«24 февраля, 10.00», «03.06.2027, 11-00»: at the end, behind a date, and neither a month nor the last of days."""
    date = _AFTER_A_DATE.search(before)
    if date is None or rest.strip(" .)"):
        return False
    minute = int(found["minute"])
    if found["mark"] == ".":
        if minute in (5, 10) and 7 <= int(found["hour"]) <= 21:
            raise Unclear(rest)  # «24 февраля, 10.05» may be an hour or the tenth of May
        return minute == 0 or minute > 12
    return minute == 0 or (minute % 15 == 0 and date["whole"] is not None)


def _plain(text: str) -> str:
    return fold(_RAISED.sub(lambda found: ":" + found.group().translate(_RAISED_DIGITS), text))


def _cut(text: str, found: re.Match[str]) -> str:
    left = f"{text[: found.start()]} {text[found.end() :]}"
    return re.sub(r"[\s,;./]+$", "", re.sub(r"(?<=\d)t(?= |$)", "", left)).strip()


def _time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Unclear from None
