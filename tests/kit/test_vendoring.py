import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from fontTools.ttLib import TTFont

from portal.kit import vendoring
from portal.kit.management.commands.vendor_assets import FOLDER

STATIC = Path(settings.BASE_DIR) / FOLDER
_FACE = re.compile(r'url\("(fonts/[^"]+)"\) format\("woff2"\);unicode-range:([^}]+)}')


def _faces() -> dict[str, set[int]]:
    """Which characters tokens.css asks each font file for."""
    faces = {}
    for path, ranges in _FACE.findall((STATIC / "tokens.css").read_text(encoding="utf-8")):
        codes: set[int] = set()
        for part in ranges.split(","):
            first, _dash, last = part.removeprefix("U+").partition("-")
            codes |= set(range(int(first, 16), int(last or first, 16) + 1))
        faces[path] = codes
    return faces


def _characters(path: str) -> set[int]:
    with TTFont(STATIC / path) as font:
        return set(font.getBestCmap())


def test_vendored_files_are_what_the_record_says() -> None:
    assert list(vendoring.changed(STATIC)) == []
    call_command("vendor_assets", check=True)


def test_changed_file_is_noticed(tmp_path: Path) -> None:
    asset = vendoring.Asset(vendoring.HTMX, "dist/htmx.min.js", "htmx.min.js")
    (tmp_path / vendoring.RECORD).write_text(vendoring.record_line("htmx.min.js", b"old"), encoding="ascii")
    (tmp_path / "htmx.min.js").write_bytes(b"new")
    assert list(vendoring.changed(tmp_path, [asset])) == ["htmx.min.js"]


def test_fonts_of_a_kazakh_page_fit_the_budget() -> None:
    files = ("golos-text-kazakh.woff2", "golos-text-cyrillic.woff2", "golos-text-latin.woff2")
    assert sum((STATIC / "fonts" / name).stat().st_size for name in files) <= 60 * 1024


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("fonts/golos-text-kazakh.woff2", "ӘәҒғҚқҢңӨөҮүҺһ"),
        ("fonts/golos-text-cyrillic.woff2", "АЯЁёЙйҰұІі№"),
        ("fonts/golos-text-latin.woff2", "AZaz09«»–—…·¼½%@№".replace("№", "")),
        ("fonts/golos-text-latin-ext.woff2", "₸ğş"),
    ],
)
def test_font_serves_the_letters_it_is_asked_for(path: str, text: str) -> None:
    codes = set(map(ord, text))
    assert codes <= _characters(path)
    assert codes <= _faces()[path]


@pytest.mark.parametrize("path", ["fonts/golos-text-kazakh.woff2", "fonts/golos-text-latin.woff2"])
def test_cut_font_is_asked_for_exactly_what_is_left(path: str) -> None:
    invisible = {0x20, 0xA0}
    assert _faces()[path] - invisible == _characters(path) - invisible


def test_no_character_is_asked_of_two_fonts() -> None:
    faces = list(_faces().values())
    assert sum(map(len, faces)) == len(set[int]().union(*faces))


def test_latin_keeps_tabular_figures_and_every_weight() -> None:
    with TTFont(STATIC / "fonts/golos-text-latin.woff2") as font:
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert "tnum" in features
        assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 900)]


def test_cut_font_without_letters_keeps_the_rest() -> None:
    whole = (STATIC / "fonts/golos-text-kazakh.woff2").read_bytes()
    with TTFont(BytesIO(vendoring.cut_font(whole, without="ӘәҒғ"))) as font:
        assert {chr(code) for code in font.getBestCmap()} == set("ҚқҢңӨөҮүҺһ")


def test_fetch_without_npm_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(vendoring.VendoringError, match="npm client is not installed"):
        vendoring.fetch(vendoring.HTMX, tmp_path)


def test_fetch_of_another_archive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text('#!/bin/sh\nprintf x > "$PWD/p.tgz"\necho p.tgz\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(vendoring.VendoringError, match="not the pinned"):
        vendoring.fetch(vendoring.HTMX, tmp_path)
