"""Mechanics of documents to print: PDF from a typst template, DOCX made still, QR codes. No word of any document here.

A template gets its data as JSON and never as markup: no text of a person can become a command of the typesetter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import segno
import typst
from django.conf import settings
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from portal.kit.kept import kept
from portal.kit.letters import printable
from portal.kit.typography import bind
from portal.sheets.writing import still

if TYPE_CHECKING:
    from docx.document import Document

#: Regular and bold Golos Text and what stands in for it, as TTF; the typesetter passes over WOFF2 in silence.
FONTS = Path(settings.BASE_DIR) / "portal/web/static/kezdesu/fonts"
#: Language tags of an office document.
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "zip": "application/zip",
    "txt": "text/plain; charset=utf-8",
}
#: A new release of a layout or a translation is seen after this long at the latest.
_KEPT_SECONDS = 60 * 60
#: Longer than any document takes; a process killed while making one holds nobody up for more than this.
_MAKING_SECONDS = 30
#: Documents kept at most: of some hundred kilobytes each, those of a year's schedules and plans.
_PLACES = 120


def compile_pdf(template: Path, data: Mapping[str, Any], *, made_on: date) -> bytes:
    """A tagged PDF (PDF/UA-1) of `template`, which reads `data` from `sys.inputs.data` as JSON.

    Reads nothing but the template and the fonts; the same data make the same bytes.
    """
    made = typst.compile(
        template,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(datetime.combine(made_on, time(), tzinfo=UTC).timestamp()),
        **_given(template, data),
    )
    assert isinstance(made, bytes)
    return made


def compile_png(template: Path, data: Mapping[str, Any], *, per_inch: int = 72) -> bytes:
    """The only page of `template` as a picture, otherwise as `compile_pdf`; by default a point is one of the screen."""
    made = typst.compile(template, format="png", ppi=per_inch, **_given(template, data))
    # Several pages come as a list.
    assert isinstance(made, bytes)
    return made


def _given(template: Path, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "root": template.parent,
        "font_paths": _fonts(),
        "sys_inputs": {"data": bind(json.dumps(printable(data), ensure_ascii=False))},
    }


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read once a process. Fonts of the machine are not asked: a document looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def qr_svg(text: str) -> str:
    """A QR code of `text` with its quiet zone."""
    code = segno.make_qr(text, error="m")
    return str(code.svg_inline(scale=4, border=2, dark="#10242b", light="#ffffff", omitsize=True))


def qr_png(text: str) -> bytes:
    target = BytesIO()
    segno.make_qr(text, error="m").save(target, kind="png", scale=6, border=2)
    return target.getvalue()


def docx_bytes(document: Document) -> bytes:
    """The document as bytes that depend on its content only, its lines bound."""
    for part in document.part.package.iter_parts():
        for text in part.element.iter(qn("w:t")) if isinstance(part, XmlPart) else ():
            text.text = bind(text.text or "")
    draft, target = BytesIO(), BytesIO()
    document.save(draft)
    still(draft, target)
    return target.getvalue()


def kept_document(key: Iterable[object], make: Callable[[], bytes]) -> bytes:
    """What `make` makes, made once an hour however many ask: see `kept`."""
    return kept("document", key, make, seconds=_KEPT_SECONDS, places=_PLACES, making=_MAKING_SECONDS)
