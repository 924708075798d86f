"""Every duty of the pages of rules and corrections is in the code, in the edition and with the confidence they give."""

from __future__ import annotations

import re

from portal.law import catalogue
from portal.law.duty import Confidence
from tests.shared import shared

_KEY = re.compile(r"(?:[ABCDLP]-|cov-)[\w./-]+")


def rows() -> dict[str, list[str]]:
    """Rows of the tables of duties and norms by id, as their cells; with the duties that the corrections add."""
    parts = [*_part("domain/rules.md", "## 2. ", "## 4. "), *_part("domain/corrections.md", "## 2. ", "## 3. ")]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in parts if line.startswith("|")]
    return {row[0]: row for row in cells if _KEY.fullmatch(row[0])}


def _part(page: str, first: str, end: str) -> list[str]:
    text = shared(page).read_text(encoding="utf-8")
    return text[text.index(first) : text.index(end)].splitlines()


def test_every_id_of_the_pages_is_in_the_code_and_nothing_else() -> None:
    found = rows()
    assert len(found) > 70
    assert {"A-1", "P-40/41", "B-pool", "L-19-1"} <= set(found)
    assert sorted(found) == sorted(catalogue.KEYS)


def test_every_duty_has_a_kind_of_evidence() -> None:
    assert [duty.key for duty in catalogue.DUTIES if not duty.evidence] == []


def test_duties_of_the_draft_and_of_the_signed_decree_are_told_apart() -> None:
    expected = {"B0": ("B0", ()), "signed": ("B", ()), "both": ("B", ("B0",))}
    for key, row in rows().items():
        if not key.startswith("B-"):
            continue
        (duty,) = catalogue.versions(key)
        text = next(cell.split()[0] for cell in row if cell.split() and cell.split()[0] in expected)
        assert (key, duty.act.key, duty.also_in) == (key, *expected[text])


def test_what_the_page_does_not_confirm_is_not_confirmed_in_the_code() -> None:
    marked = {key for key, row in rows().items() if "unverified" in " ".join(row)}
    assert marked == {"A-1", "A-2", "B-pool", "B-online", "C-2.1c", "D-3.2", "cov-5"}
    for key in marked:
        assert catalogue.versions(key)[-1].confidence is Confidence.UNVERIFIED


def test_both_editions_of_the_decree_on_akims_are_there() -> None:
    for key in rows():
        if key.startswith(("C-", "cov-")):
            assert [duty.act.key for duty in catalogue.versions(key)] == ["C1", "C2"]
