"""A form as a tagged PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from portal.holding.documents.form import Form, Section, is_whole
from portal.kit.documents import compile_pdf, qr_svg

_TEMPLATE = Path(__file__).parent / "templates" / "form.typ"


def form_pdf(form: Form) -> bytes:
    """A4, PDF/UA; the same form makes the same bytes."""
    made_on = [form.made_on.year, form.made_on.month, form.made_on.day]
    data = (
        asdict(form)
        | {"sections": [_section(one) for one in form.sections]}
        | {"made_on": made_on, "qr": qr_svg(form.address)}
    )
    return compile_pdf(_TEMPLATE, data, made_on=form.made_on)


def _section(section: Section) -> dict[str, Any]:
    rows = section.table.rows if section.table is not None else ()
    return asdict(section) | {"whole": [is_whole(row) for row in rows]}
