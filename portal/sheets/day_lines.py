"""The grammar of dates: what a line of signs names. Knows no framework."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portal.kernel.periods import Kind, Period
from portal.sheets.day_words import NoSuchDate, Unclear

_LONGEST_STRETCH = 400
_YEAR = r"(?:(?P<first>\d{4})[ .&-]*)?"
_LAST_YEAR = r"(?:[ .&-]*(?P<last>\d{4}))?"
_PART = re.compile(_YEAR + r"(?:[rs]?(?P<a>\d)[ -]?(?P<kind>[QH])|(?P<kind2>[QH])[ -]?[rs]?(?P<b>\d))" + _LAST_YEAR)
_MONTH = re.compile(_YEAR + r"M(?P<word>\d\d)" + _LAST_YEAR)
_MONTH_DIGITS = re.compile(r"(?P<a>\d{1,2})[./](?P<last>\d{4})|(?P<first>\d{4})[./-](?P<b>\d{1,2})")


def span_of(line: str, period: Period) -> Period | None:
    """The month, quarter or half-year that the line names; None when it names none."""
    found = _MONTH.fullmatch(line)
    if found:
        return _span("month", _year_of(found, period), int(found["word"]))
    found = _MONTH_DIGITS.fullmatch(line)
    if found:
        return _span("month", _year_of(found, period), int(found["a"] or found["b"]))
    found = _PART.fullmatch(line)
    if found is None:
        return None
    kind: Kind = "quarter" if (found["kind"] or found["kind2"]) == "Q" else "half"
    return _span(kind, _year_of(found, period), int(found["a"] or found["b"]))


def _year_of(found: re.Match[str], period: Period) -> int:
    first, last = found["first"], found["last"]
    if first and last and first != last:
        raise Unclear(found.group())
    return int(first or last or period.start.year)


def _span(kind: Kind, year: int, number: int) -> Period:
    try:
        return Period.of(kind, year, number)
    except ValueError:
        raise NoSuchDate(kind, number) from None


@dataclass(frozen=True)
class _Atom:
    """A day as far as it is written; what is missing is taken from the one after it."""

    day: int
    month: int | None = None
    year: int | None = None


_ATOM = re.compile(
    r"(?P<d>\d{1,2})(?:[./ ](?P<m>\d{1,2}))?(?:[./ ](?P<y>\d{4}|(?<=[./]\d[./])\d{2}|(?<=[./]\d\d[./])\d{2}))?"
    r"|(?P<dw>\d{1,2})[ .-]?M(?P<mw>\d\d)(?:[ .]?(?P<yw>\d{4}|\d{2}))?"
    r"|M(?P<me>\d\d) (?P<de>\d{1,2})(?:[ &](?P<ye>\d{4}))"
)


def dates_of(line: str, period: Period) -> tuple[date, ...]:
    year: int | None = None
    # A year before everything, as Kazakh has it; a year written with the month is an ISO date.
    line = re.sub(r"\b(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)", r"\4.\3.\1", line)
    line = re.sub(r"(?<!\d)(\d{1,2})([-&])(\d{1,2})\2(\d{4})(?!\d)", _digits_of_a_date, line)
    line = re.sub(r"^(\d{1,2})-(\d{1,2})-(\d{2})$", r"\1.\2.\3", line)
    line = re.sub(r"(?<=\d)-(?=M)", " ", line)
    line = re.sub(r"^(M\d\d \d{1,2})&(\d{4})$", r"\1 \2", line)
    leading = re.match(r"(\d{4})[ &.-]+(?=\d)", line)
    if leading:
        year, line = int(leading[1]), line[leading.end() :]
    pieces = re.split(r"([&-])", line)
    atoms = [_atom(piece) for piece in pieces[::2]]
    atoms = _completed(atoms, year, period)
    return _spread(atoms, pieces[1::2])


def _digits_of_a_date(found: re.Match[str]) -> str:
    return f"{found[1]}.{found[3]}.{found[4]}"


def _atom(piece: str) -> _Atom:
    found = _ATOM.fullmatch(piece.strip())
    if found is None:
        raise Unclear(piece)
    day = found["d"] or found["dw"] or found["de"]
    month = found["m"] or found["mw"] or found["me"]
    year = found["y"] or found["yw"] or found["ye"]
    if year and len(year) == 2:
        year = f"20{year}"
    return _Atom(int(day), int(month) if month else None, int(year) if year else None)


def _completed(atoms: list[_Atom], year: int | None, period: Period) -> list[_Atom]:
    """Atoms with month and year: those not written are the next one's, the last year is the period's."""
    after = _Atom(0, None, year)
    whole = []
    for atom in reversed(atoms):
        if year is not None and atom.year is not None and atom.year != year:
            raise Unclear(atom)
        full = replace(
            atom,
            month=after.month if atom.month is None else atom.month,
            year=atom.year or after.year or period.start.year,
        )
        if full.month is None or (atom.year is not None and atom.month is None):
            raise Unclear(atom)
        whole.append(full)
        after = full
    return whole[::-1]


def _spread(atoms: list[_Atom], links: list[str]) -> tuple[date, ...]:
    """Every day of lists and stretches, in order, each once."""
    days = [_day(atom) for atom in atoms]
    found = {days[0]}
    for number, link in enumerate(links):
        first, last = days[number], days[number + 1]
        if link == "-":
            if last <= first or (number and links[number - 1] == "-"):
                raise Unclear(links)
            found.update(first + timedelta(days=step) for step in range(min((last - first).days, _LONGEST_STRETCH) + 1))
        else:
            found.add(last)
    return tuple(sorted(found))


def _day(atom: _Atom) -> date:
    try:
        return date(atom.year or 0, atom.month or 0, atom.day)
    except ValueError:
        raise NoSuchDate(atom) from None
