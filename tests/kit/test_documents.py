"""Mechanics of documents: letters of the fonts, and codes."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from portal.kit.documents import FONTS, qr_png, qr_svg


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
