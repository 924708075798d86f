"""The .po files: one for each language that needs translating, and the .mo made from it."""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

#: Message texts are English, so English needs no catalogue.
LANGUAGES = ("kk", "ru")
#: Plural forms: of Kazakh as Django's own catalogue counts them, of Russian as gettext does.
_PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
}
_HEADER = """\
# {name} texts of the portal. Written by `manage catalogue`; the msgids come from the sources.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""
_NAMES = {"kk": "Kazakh", "ru": "Russian"}


def po_path(locale: Path, code: str) -> Path:
    return locale / code / "LC_MESSAGES" / "django.po"


def read(locale: Path, code: str) -> Catalog:
    """The catalogue of a language; a new one when there is no file yet."""
    path = po_path(locale, code)
    text = path.read_bytes() if path.exists() else _header(code).encode()
    return read_po(BytesIO(text), locale=code)


def write(locale: Path, code: str, catalog: Catalog) -> None:
    """Write the .po sorted by message, with the files a message stands in, without lines and dates."""
    written = BytesIO()
    write_po(
        written, catalog, width=120, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False
    )
    path = po_path(locale, code)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{_header(code)}\n{written.getvalue().decode().strip()}\n", encoding="utf-8")


def compile_all(locale: Path) -> dict[str, int]:
    """Make the .mo files; how many messages each holds. A reader never sees half a file."""
    counts = {}
    for code in LANGUAGES:
        catalog = read(locale, code)
        target = po_path(locale, code).with_suffix(".mo")
        scratch = target.with_suffix(f".{os.getpid()}.tmp")
        with scratch.open("wb") as stream:
            write_mo(stream, catalog)
        scratch.replace(target)
        counts[code] = sum(1 for message in catalog if message.id and any(message.string or ()) and not message.fuzzy)
    return counts


def plural_count(code: str) -> int:
    """How many forms a plural message has in the language."""
    found = re.match(r"nplurals=(\d)", _PLURALS[code])
    assert found is not None
    return int(found[1])


def _header(code: str) -> str:
    return _HEADER.format(name=_NAMES[code], code=code, plurals=_PLURALS[code])
