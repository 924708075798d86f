"""Every file the glossary sends a reader to is there, and every word stands once."""

from __future__ import annotations

import re

from django.conf import settings

GLOSSARY = (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")
LINES = [line.split("|")[1:-1] for line in GLOSSARY.splitlines() if line.startswith("| ")][1:]


def test_every_file_of_the_glossary_is_there():
    named = [path for _word, _meaning, places in LINES for path in re.findall(r"`([^`]+)`", places)]

    assert len(named) >= len(LINES)
    assert [path for path in named if not (settings.BASE_DIR / path).exists()] == []


def test_every_line_of_the_glossary_names_a_file():
    assert [word for word, _meaning, places in LINES if "`" not in places] == []


def test_every_word_of_the_glossary_stands_once():
    words = [word.strip() for line in LINES for word in line[0].split(",")]

    assert sorted(set(words)) == sorted(words)
