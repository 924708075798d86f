"""The half-year summary as a tagged PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from portal.kit import formats
from portal.kit.documents import compile_pdf
from portal.overview.documents.wording import SummaryWords

_TEMPLATE = Path(__file__).parent / "templates" / "summary.typ"


def summary_pdf(words: SummaryWords) -> bytes:
    """A4, PDF/UA; the same content makes the same bytes."""
    data = asdict(words) | {"made_on": [words.made_on.year, words.made_on.month, words.made_on.day]}
    for table in data["tables"]:
        table["rows"] = [[_cell(cell, words.language) for cell in row] for row in table["rows"]]
    return compile_pdf(_TEMPLATE, data, made_on=words.made_on)


def _cell(cell: str | int, language: str) -> dict[str, str | bool]:
    if isinstance(cell, int):
        return {"text": formats.number(cell, language), "is_number": True}
    return {"text": cell, "is_number": cell == "—"}
