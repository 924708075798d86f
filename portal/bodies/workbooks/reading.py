"""The layouts in which the classifier goes about: the official one, the older one, open-data tables, id and parent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.bodies.rules import codes
from portal.bodies.rules.comparison import Row, orphans
from portal.bodies.rules.one_language import language_of
from portal.bodies.workbooks.opening import Line, Table, open_tables
from portal.sheets.refusals import Unreadable

#: Words of a header, folded. The order of a tuple is the order in which a column is preferred.
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "code": ("te", "kato", "code", "katocode", "код", "кодкато", "катокоды", "коды", "id"),
    "ab": ("ab", "ав"),
    "cd": ("cd", "сд"),
    "ef": ("ef",),
    "hij": ("hij",),
    "k": ("k", "к", "typecode", "areatype"),
    "name_kk": ("kazname", "namekaz", "namekk", "namekz", "kkname", "kzname", "атауы", "наименованиенаказахскомязыке"),
    "name_ru": ("rusname", "nameru", "namerus", "runame", "наименование", "наименованиенарусскомязыке"),
    "name": ("name", "title", "fullname", "название", "атау"),
    "parent": ("parent", "parentid", "parentcode"),
    "nn": ("nn",),
}
_NAMES = frozenset(("name_kk", "name_ru"))
_SEGMENTS = (("ab", 2), ("cd", 2), ("ef", 2), ("hij", 3))
#: Lines above the table: titles, the name of the edition, empty lines.
_TITLE_LINES = 60
#: How many wrong lines a refusal names.
_NAMED = 10
_LONGEST = 120
_DATE = re.compile(r"(?<!\d)(?:(\d{2})[._-](\d{2})[._-](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?!\d)")
_TRAILING_NUMBER = re.compile(r"\d+(?:\.0+)?")
#: How a name ends when it is whole: with a mark of abbreviation, a digit, a bracket or a word of kind.
_WHOLE = re.compile(r"(?:[.)\d»\"]|облысы|ауданы|қаласы|область|район|[A-Za-zА-Яа-яәғқңөұүһіё]{4,})$")


@dataclass(frozen=True)
class Reading:
    """The rows of a file by code, in the order of their codes, and lines that were left out because they are notes.

    Names in one language only leave the other one empty in every row.
    """

    rows: dict[str, Row]
    notes: list[int]

    @property
    def regions(self) -> list[str]:
        return sorted({codes.region(code) for code in self.rows})


@dataclass(frozen=True)
class _Wrong:
    line: int
    message: str


def read_classifier(file: IO[bytes]) -> Reading:
    """Every row of the first sheet that is a classifier. Raises Unreadable naming the lines; nothing is guessed."""
    unnamed = ""
    seen = False
    for table in open_tables(file):
        lines = iter(table.lines)
        columns, header = _find_header(lines)
        if columns is None:
            continue
        rest = list(lines)
        named = _with_languages(columns, rest)
        if named is None:
            unnamed = unnamed or header
            continue
        seen = True
        reading = _read(table, rest, named)
        if reading.rows:
            return reading
    if unnamed and not seen:
        raise _of_no_language(unnamed)
    message = _("The table has no rows with classifier codes.") if seen else _("No table with classifier codes found.")
    raise Unreadable(message, code="no_codes")


def edition_of(name: str) -> date | None:
    """The date that a file name carries, as the official ones do: КАТО_17.07.2026.xlsx."""
    found = _DATE.search(name)
    if found is None:
        return None
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        return date(int(iso_year), int(iso_month), int(iso_day))
    except ValueError:
        return None


def _find_header(lines: Iterable[Line]) -> tuple[dict[str, int] | None, str]:
    """The columns of the header, and how it calls the column of names that does not say its language."""
    for count, (_number, cells) in enumerate(lines):
        columns = _columns(cells)
        has_code = "code" in columns or all(name in columns for name, _width in _SEGMENTS)
        if has_code and columns.keys() & {"name_kk", "name_ru", "name"}:
            return columns, _plain(cells[columns["name"]]) if "name" in columns else ""
        if count >= _TITLE_LINES:
            break
    return None, ""


def _with_languages(columns: Mapping[str, int], lines: Iterable[Line]) -> dict[str, int] | None:
    """The columns, names by their language. A column that does not say its own is read for it; None when in doubt."""
    named = {name: place for name, place in columns.items() if name != "name"}
    missing = _NAMES - named.keys()
    if not missing:
        return named
    place = columns.get("name")
    if place is not None:
        language = language_of(_plain(cells[place]) for _number, cells in lines if place < len(cells))
        if f"name_{language}" in missing:
            return {**named, f"name_{language}": place}
    return named if len(missing) == 1 else None


def _of_no_language(header: str) -> Unreadable:
    message = _(
        "The codes are there, but the column of names “%(header)s” does not clearly say whether it is in Kazakh or in"
        " Russian. Call it name_kk or name_ru."
    )
    return Unreadable(message % {"header": header[:40]}, code="no_language")


def _columns(cells: Sequence[Any]) -> dict[str, int]:
    words = {_word(cell): place for place, cell in reversed(list(enumerate(cells))) if _word(cell)}
    found = {}
    for name, accepted in _HEADERS.items():
        place = next((words[word] for word in accepted if word in words), None)
        if place is not None:
            found[name] = place
    return found


def _word(cell: Any) -> str:
    return re.sub(r"[\W_]+", "", str(cell or "").lower())


def _read(table: Table, lines: Iterable[Line], columns: Mapping[str, int]) -> Reading:
    rows: dict[str, Row] = {}
    notes: list[int] = []
    wrong: list[_Wrong] = []
    last: tuple[int, list[Any], Row | None] | None = None
    for number, cells in lines:
        texts = [_plain(cell) for cell in cells]
        if not any(texts):
            continue
        result = _row(number, texts, columns)
        last = (number, texts, result if isinstance(result, Row) else None)
        if result is None:
            notes.append(number)
        elif isinstance(result, _Wrong):
            wrong.append(result)
        elif result.code in rows:
            first = rows[result.code]
            if first.content != result.content:
                wrong.append(_Wrong(number, _("the code %(code)s stands in line %(line)d already")
                                    % {"code": result.code, "line": first.line}))  # fmt: skip
        else:
            rows[result.code] = result
    if table.ends_openly and last is not None and not _is_whole(last, rows, columns):
        wrong.append(_Wrong(last[0], _("the last line has no end: it may be broken off")))
    wrong.extend(
        _Wrong(rows[code].line, _("the region of %(code)s is not in the file") % {"code": code})
        for code in orphans(rows)
    )
    if wrong:
        raise _refusal(wrong)
    return Reading({code: rows[code] for code in sorted(rows)}, notes)


def _row(number: int, texts: list[str], columns: Mapping[str, int]) -> Row | _Wrong | None:
    """A row, a note (None), or what is wrong with the line."""

    def cell(name: str) -> str:
        place = columns.get(name)
        return texts[place] if place is not None and place < len(texts) else ""

    name_kk, name_ru = cell("name_kk"), cell("name_ru")
    written = cell("code")
    segments = [cell(name) for name, _width in _SEGMENTS]
    if not name_kk and not name_ru and not any(char.isdigit() for char in written) and not any(segments):
        return None
    code = _code(written, segments)
    if code is None:
        shown = written or " ".join(segments)
        return _Wrong(number, _("“%(text)s” is not a classifier code") % {"text": shown[:40]})
    if not codes.is_code(code):
        # The row of the whole country, which some layouts put first.
        return (
            None if not code.strip("0") else _Wrong(number, _("“%(text)s” is not a classifier code") % {"text": code})
        )
    if not all(cell(name) for name in _NAMES if name in columns):
        said = (
            _("%(code)s has no name in both languages")
            if len(columns.keys() & _NAMES) > 1
            else _("%(code)s has no name")
        )
        return _Wrong(number, said % {"code": code})
    if max(len(name_kk), len(name_ru)) > _LONGEST:
        return _Wrong(number, _("the name of %(code)s is too long") % {"code": code})
    kind = cell("k")
    if kind and not re.fullmatch(r"\d(?:\.0+)?", kind):
        return _Wrong(number, _("“%(text)s” is not a type of locality") % {"text": kind[:40]})
    return Row(code, int(kind[0]) if kind else None, name_kk, name_ru, number)


def _code(written: str, segments: Sequence[str]) -> str | None:
    """Nine digits from the code as it is written and from its parts, where the file has them; None when they differ.

    A number keeps no leading zeros: the parts get theirs back. A code that is itself shorter is read from its parts.
    """
    digits = _digits(written) if written else None
    parts = [_digits(text) for text in segments]
    composed = None
    if segments[0] and all(part is not None for part in parts):
        padded = [part.zfill(width) for part, (_name, width) in zip(parts, _SEGMENTS, strict=True) if part is not None]
        if all(len(part) == width for part, (_name, width) in zip(padded, _SEGMENTS, strict=True)):
            composed = "".join(padded)
    if digits is None:
        return composed if not written else None
    if len(digits) < 9 and composed is not None:
        return (
            composed
            if composed.lstrip("0") == digits.lstrip("0") or composed.rstrip("0") == digits.rstrip("0")
            else None
        )
    if len(digits) != 9 or (composed is not None and composed != digits):
        return None
    return digits


def _digits(text: str) -> str | None:
    """An empty part is zero: files leave out what is not filled."""
    if not text:
        return "0"
    bare = re.sub(r"\s", "", text)
    if not _TRAILING_NUMBER.fullmatch(bare):
        return None
    return bare.partition(".")[0]


def _plain(cell: Any) -> str:
    """A cell as text: outer spaces gone, inner ones kept, whole numbers without a fraction."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _is_whole(last: tuple[int, list[str], Row | None], rows: Mapping[str, Row], columns: Mapping[str, int]) -> bool:
    """Whether the last line, which no line end closes, has everything a line of this file has."""
    _number, texts, row = last
    if row is None:
        return False
    final = max(columns.values())
    if len(texts) <= final:
        return False
    name, text = next(name for name, place in columns.items() if place == final), texts[final]
    if name not in ("name_kk", "name_ru"):
        return bool(text)
    if len(rows) == 1:
        return bool(_WHOLE.search(text))
    # A word that was cut off stands nowhere else; a whole one mostly does, at least in the other language.
    other = "name_ru" if name == "name_kk" else "name_kk"
    known = {
        word
        for each in rows.values()
        if each.code != row.code
        for word in (*each.name_kk.split(), *each.name_ru.split())
    }
    return text.rsplit(" ", 1)[-1] in known | set(getattr(row, other).split())


def _refusal(wrong: Sequence[_Wrong]) -> Unreadable:
    lines = [_("Line %(line)d: %(message)s.") % {"line": each.line, "message": each.message} for each in wrong[:_NAMED]]
    if len(wrong) > _NAMED:
        more = len(wrong) - _NAMED
        lines.append(ngettext("And %(count)d line more.", "And %(count)d lines more.", more) % {"count": more})
    return Unreadable(" ".join(lines), code="bad_rows", params={"lines": [each.line for each in wrong]})
