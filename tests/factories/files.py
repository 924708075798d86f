"""Stored files and the bytes of which they are made."""

from __future__ import annotations

import hashlib
import io
import zipfile

import factory

from portal.files.models import StoredFile
from tests.factories.accounts import UserFactory

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 13 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 32 + b"\xff\xd9"
_OFFICE = "application/vnd.openxmlformats-officedocument"


def office(member: str, declared: str, **more: bytes) -> bytes:
    """A ZIP with the parts that make it an office document, and `more` parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/{member}" ContentType="{declared}"/></Types>'
        )
        archive.writestr(member, "<document/>")
        for name, content in more.items():
            archive.writestr(name, content)
    return whole.getvalue()


DOCX = office("word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml")
XLSX = office("xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml")


class StoredFileFactory(factory.django.DjangoModelFactory):
    """A PDF kept as evidence; its bytes are not on the disk."""

    class Meta:
        model = StoredFile

    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.name.encode()).hexdigest())
    size = 1000
    content_type = "application/pdf"
    name = factory.Sequence(lambda n: f"evidence-{n}.pdf")
    purpose = "evidence"
    content = factory.LazyAttribute(lambda file: f"{file.sha256[:2]}/{file.sha256}")
    uploaded_by = factory.SubFactory(UserFactory)
