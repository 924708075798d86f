"""Mechanics of documents: letters of the fonts, and codes."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from portal.kit.documents import FONTS, compile_pdf, qr_png, qr_svg
from portal.kit.letters import BOX, LETTERS, printable, printed
from tests.letters import RARE, every_letter

TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, author: "K", date: datetime(year: 2027, month: 1, day: 1))
#set text(font: ("Golos Text", "DejaVu Sans"), size: 6pt, lang: "kk", hyphenate: false, fallback: false)
#heading(level: 1, d.title)
#for text in d.texts [ #text #strong(text) ]
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "letters.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def made(template: Path, *texts: str) -> bytes:
    return compile_pdf(template, {"title": RARE, "texts": list(texts)}, made_on=date(2027, 1, 8))


@pytest.mark.parametrize(("name", "weight"), [("regular", 400), ("bold", 700)])
def test_font_of_documents_has_the_letters_of_three_languages(name: str, weight: int) -> None:
    with TTFont(FONTS / f"golos-text-{name}.ttf") as font:
        assert set(map(ord, "ӘәҒғҚқҢңӨөҮүҺһҰұІіЁё№«»–—…₸AZaz09\u00a0\u00ad")) <= set(font.getBestCmap())
        assert font["OS/2"].usWeightClass == weight
        assert font["name"].getDebugName(1) == "Golos Text"
        assert "fvar" not in font


def test_codes_are_the_same_every_time() -> None:
    address = "https://kezdesu.example/kk/"
    assert qr_png(address) == qr_png(address)
    assert qr_png(address).startswith(b"\x89PNG")
    assert qr_svg(address) == qr_svg(address)
    assert qr_svg(address).startswith("<svg")


def test_list_of_letters_is_that_of_the_fonts() -> None:
    codes = set[int]()
    for name in ("golos-text-regular.ttf", "dejavu-sans.ttf"):
        with TTFont(FONTS / name) as font:
            codes |= set(font.getBestCmap())
    stretches = [line.partition("-") for line in LETTERS.read_text(encoding="ascii").split()]
    assert codes == {code for first, _, last in stretches for code in range(int(first, 16), int(last, 16) + 1)}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2\u20112 ə ≥ → ● ✓ ☎ ′", "2\u20112 ə ≥ → ● ✓ ☎ ′"),
        ("\uf0b7 бір \uf0a7 екі", "• бір ▪ екі"),
        ("中 ع 🏠 \U0001fae9", f"{BOX} {BOX} {BOX} {BOX}"),
        ("👍🏽\ufe0f\u202eа\ufeff\x07", f"{BOX}\u202eа"),
        ("Ａ 𝐁 ㎡", "A B m2"),
    ],
)
def test_letter_no_font_has_is_a_box_and_what_shows_nothing_goes(typed: str, shown: str) -> None:
    assert printed(typed) == shown
    assert printable({"a": [typed, 1, None], "b": "plain"}) == {"a": [shown, 1, None], "b": "plain"}


def test_rare_letters_stop_no_document(template: Path) -> None:
    assert made(template, RARE).startswith(b"%PDF-")


def test_every_letter_of_unicode_stops_no_document(template: Path) -> None:
    every = sorted({printed(letter) for letter in every_letter()})
    assert made(template, *every).startswith(b"%PDF-")


@pytest.mark.slow
def test_letters_beside_each_other_in_any_order_stop_no_document(template: Path) -> None:
    chosen, letters = random.Random(7), every_letter()
    for _turn in range(60):
        assert made(template, *("".join(chosen.choices(letters, k=9)) for _word in range(1500))).startswith(b"%PDF-")
