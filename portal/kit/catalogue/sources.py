"""Which messages the sources ask for."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

#: Top-level folders with product code and pages.
FOLDERS = ("portal", "meetings", "schedules", "issues", "templates")
_SKIPPED = {"migrations", "static", "__pycache__"}
_TEMPLATES = {".html", ".txt"}

#: The calls that mark a text: what makemessages tells xgettext.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_COMMENT_TAGS = ("Translators",)


def files(root: Path) -> Iterator[Path]:
    """Python modules and templates below `root`'s product folders, in a stable order."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", *_TEMPLATES} and not _SKIPPED & set(path.relative_to(root).parts):
                yield path


def gather(root: Path) -> Catalog:
    """A catalogue without translations of every message in the sources below `root`."""
    template = Catalog()
    for path in files(root):
        name = path.relative_to(root).as_posix()
        for line, message, comments, context in _messages(path):
            template.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return template


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix in _TEMPLATES:
        # What is left of a template stands at odd depths, which the tokenizer would take for indentation.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    yield from extract("python", BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=_COMMENT_TAGS)
