"""`docs/coverage.md` says what the classifier and the law come to, and what the difference to published totals is."""

from __future__ import annotations

import io
import re
from pathlib import Path

from django.core.management import call_command

from tests.bodies import kato
from tests.shared import shared

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "coverage.md").read_text(encoding="utf-8")
BEGIN, END = "<!-- coverage_page -->\n", "<!-- end -->"


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_the_tables_are_what_the_command_prints() -> None:
    out = io.StringIO()
    call_command("coverage_page", str(shared(kato.REAL)), stdout=out)
    assert PAGE[PAGE.index(BEGIN) + len(BEGIN) : PAGE.index(END)] == out.getvalue()


def test_what_is_said_beside_published_totals_follows_from_the_tables() -> None:
    said, printed = PAGE.split(BEGIN)
    rows = re.findall(r"\| (cov-\d) \| ([\d,]+) \| ([\d,]+) \| ([+-][\d,]+) \|", said)
    counted = {
        norm: number(now) for norm, now in re.findall(r"\| (cov-\d) \| [\d,]+ \| [\d,]+ \| ([\d,]+) \|", printed)
    }
    assert {norm: number(stated) for norm, stated, _published, _difference in rows} == counted
    for _norm, stated, published, difference in rows:
        assert number(stated) - number(published) == number(difference)
