"""What a file is, told by its bytes. The name and the type that a browser sends are not asked."""

from __future__ import annotations

import enum
import os
import re
import unicodedata
import zipfile
from datetime import timedelta
from typing import IO

LIMIT_BYTES = 20 * 1024 * 1024
#: How long a page may stand open before a file that was chosen in it has to be chosen again.
LAID_ASIDE_KEPT = timedelta(days=1)
#: An office document is a ZIP: how much it may unpack to, and into how many parts.
UNPACKED_LIMIT_BYTES = 100 * 1024 * 1024
MEMBERS_LIMIT = 5_000
_TYPES_MEMBER = "[Content_Types].xml"
_TYPES_LIMIT_BYTES = 1024 * 1024
_TAIL_BYTES = 2048
_HEAD_BYTES = 4096
_CHUNK_BYTES = 1024 * 1024
_NAME_LENGTH = 120


class Refusal(enum.Enum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    MACROS = "macros"
    BOMB = "bomb"
    ACTIVE = "active"


class RefusedError(Exception):
    """The content is not one the portal keeps."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class FileKind(enum.Enum):
    """Content type and the ending that goes with it."""

    PDF = ("application/pdf", ".pdf")
    PNG = ("image/png", ".png")
    JPEG = ("image/jpeg", ".jpg")
    DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
    XLSX = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")

    @property
    def content_type(self) -> str:
        return self.value[0]

    @property
    def ending(self) -> str:
        return self.value[1]


#: The part that makes an office document what it is, and the type it declares for that part.
_OFFICE = {
    FileKind.DOCX: ("word/document.xml", FileKind.DOCX.content_type + ".main+xml"),
    FileKind.XLSX: ("xl/workbook.xml", FileKind.XLSX.content_type + ".main+xml"),
}


#: A browser that looked for a page in a file would look for these; no picture holds them.
_MARKUP = (b"<script", b"<html", b"<!doctype html", b"<svg", b"<iframe", b"<?php")
#: Parts of an office document that a program or a page can hide in.
_PROGRAMS = ("vbaproject.bin", "vbadata.xml")
_PROGRAM_FOLDERS = ("/macrosheets/", "/activex/", "customui/")
_PAGES = (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".hta", ".js", ".vbs", ".exe", ".dll", ".bat", ".cmd", ".ps1")
_SETTINGS_LINKS = "word/_rels/settings.xml.rels"


def recognise(file: IO[bytes]) -> FileKind:
    """Kind of a whole file, from its bytes. Raises RefusedError."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read()
    if not size:
        raise RefusedError(Refusal.EMPTY)
    if size > LIMIT_BYTES:
        raise RefusedError(Refusal.TOO_LARGE)
    if head.startswith(b"PK\x03\x04"):
        return _office(file)
    for kind, start, end in (
        (FileKind.PDF, b"%PDF-", b"%%EOF"),
        (FileKind.PNG, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"[:16], b"IEND"),
        (FileKind.JPEG, b"\xff\xd8\xff", b"\xff\xd9"),
    ):
        if head.startswith(start):
            if end not in tail:
                raise RefusedError(Refusal.BROKEN)
            _one_thing_only(file, kind, head)
            return kind
    raise RefusedError(Refusal.UNKNOWN)


def _one_thing_only(file: IO[bytes], kind: FileKind, head: bytes) -> None:
    """Refuse a file that is at the same time an archive, or a page for a browser that guesses."""
    file.seek(0)
    if zipfile.is_zipfile(file):
        raise RefusedError(Refusal.ACTIVE)
    # A text of a PDF may speak of markup; at its beginning, where browsers guess, it has no business.
    found = _has_markup(head) if kind is FileKind.PDF else _any_markup(file)
    if found:
        raise RefusedError(Refusal.ACTIVE)


def _any_markup(file: IO[bytes]) -> bool:
    file.seek(0)
    before = b""
    while chunk := file.read(_CHUNK_BYTES):
        if _has_markup(before + chunk):
            return True
        before = chunk[-16:]
    return False


def _has_markup(content: bytes) -> bool:
    lower = content.lower()
    return any(mark in lower for mark in _MARKUP)


def _office(file: IO[bytes]) -> FileKind:
    """Kind of a ZIP that holds an office document. Nothing but the list of types is unpacked."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS_LIMIT or sum(member.file_size for member in members) > UNPACKED_LIMIT_BYTES:
                raise RefusedError(Refusal.BOMB)
            # Programs differ in slashes; nothing is unpacked by its name.
            names = {member.filename.replace("\\", "/") for member in members}
            if any(member.flag_bits & 1 for member in members):
                raise RefusedError(Refusal.BROKEN)
            _plain_members(archive, members)
            if _TYPES_MEMBER not in names:
                raise RefusedError(Refusal.UNKNOWN)
            with archive.open(_TYPES_MEMBER) as part:
                types = part.read(_TYPES_LIMIT_BYTES).decode("utf-8", "replace")
            if "macroenabled" in types.lower():
                raise RefusedError(Refusal.MACROS)
            if _SETTINGS_LINKS in names:
                with archive.open(_SETTINGS_LINKS) as part:
                    links = part.read(_TYPES_LIMIT_BYTES).lower()
                # A template fetched from elsewhere may carry macros that this file does not show.
                if b"attachedtemplate" in links and b"external" in links:
                    raise RefusedError(Refusal.ACTIVE)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as broken:
        raise RefusedError(Refusal.BROKEN) from broken
    for kind, (member_name, declared) in _OFFICE.items():
        if declared in types and (member_name in names or kind is FileKind.XLSX):
            return kind
    raise RefusedError(Refusal.UNKNOWN)


def _plain_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Only parts of a document, each once and at its place, and nothing after the end of the archive."""
    names = [member.filename.replace("\\", "/").lower() for member in members]
    if any(name.endswith(_PROGRAMS) or any(folder in name for folder in _PROGRAM_FOLDERS) for name in names):
        raise RefusedError(Refusal.MACROS)
    if any(name.endswith(_PAGES) for name in names) or archive.comment:
        raise RefusedError(Refusal.ACTIVE)
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name for name in names):
        raise RefusedError(Refusal.BROKEN)


def clean_name(name: str, kind: FileKind) -> str:
    """`name` without folders, control and direction characters, at most 120 long, with the ending of its kind."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Category C: control, format (text direction can hide an ending), private use, surrogates.
    base = "".join(letter for letter in base if not unicodedata.category(letter).startswith("C"))
    base = re.sub(r'[<>:"|?*;]', "_", base)
    base = re.sub(r"\s+", " ", base).rstrip(" .")
    endings = (kind.ending, ".jpeg") if kind is FileKind.JPEG else (kind.ending,)
    known = next((ending for ending in endings if base.lower().endswith(ending)), "")
    stem = base[: len(base) - len(known)]
    stem = stem[: _NAME_LENGTH - len(kind.ending)].strip(" .") or "file"
    return f"{stem}{kind.ending}"
