"""Posters as tagged PDF, and pictures for networks as PNG."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from portal.kit.documents import compile_pdf, compile_png, qr_svg
from portal.kit.pictures import of_few_colours
from portal.questions.documents.words import Poster

FOLDER = Path(__file__).parent / "templates"
PAPERS: Final = ("a4", "a3")
#: Breadth and height in points of a screen: a card beside a link, a post, a story.
PICTURES: Final = {"1200x630": (1200, 630), "1080x1080": (1080, 1080), "1080x1920": (1080, 1920)}


def poster_pdf(poster: Poster, *, paper: str, code: str) -> bytes:
    """One sheet, PDF/UA; `code` is the whole address that its QR code leads to. The same words make the same bytes."""
    data = poster.data() | {"paper": paper, "qr": qr_svg(code)}
    return compile_pdf(FOLDER / "poster.typ", data, made_on=date(*poster.made_on))


def picture_png(poster: Poster, *, size: str) -> bytes:
    breadth, height = PICTURES[size]
    drawn = compile_png(FOLDER / "picture.typ", poster.data() | {"breadth": breadth, "height": height})
    return of_few_colours(drawn)
