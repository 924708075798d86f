"""Mechanics of documents: letters of the fonts, codes, and a cache that one process at a time fills."""

from __future__ import annotations

import threading
import time
import uuid

import pytest
from django.core.cache import cache
from fontTools.ttLib import TTFont

from portal.kit.documents import FONTS, kept, qr_png, qr_svg


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


def test_kept_is_made_once_however_many_ask() -> None:
    key, made, given = f"test:{uuid.uuid4()}", [], []

    def make() -> bytes:
        made.append(1)
        time.sleep(0.3)
        return b"document"

    readers = [threading.Thread(target=lambda: given.append(kept(key, make))) for _reader in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert (given, made) == ([b"document"] * 3, [1])


def test_kept_after_a_failure_is_made_by_the_next() -> None:
    key = f"test:{uuid.uuid4()}"

    def fail() -> bytes:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        kept(key, fail)
    assert cache.get(f"document:{key}") is None
    assert kept(key, lambda: b"document") == b"document"
