"""The plan as a tagged PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from portal.kit.documents import compile_pdf, qr_svg
from schedules.documents.wording import plan_words
from schedules.queries.documents import PlanSheet

_TEMPLATE = Path(__file__).parent / "templates" / "plan.typ"


def plan_pdf(sheet: PlanSheet, *, language: str, address: str) -> bytes:
    """A4 landscape, PDF/UA. Time grows with the number of lines; about half a second for a year's schedule."""
    words = plan_words(sheet, language=language, address=address)
    data = asdict(words) | {
        "made_on": [words.made_on.year, words.made_on.month, words.made_on.day],
        "widths": words.widths,
        "qr": qr_svg(address),
    }
    return compile_pdf(_TEMPLATE, data, made_on=words.made_on)
