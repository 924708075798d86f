"""One door to documents: which endings there are, how a file is called, where the document is read on the portal."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from portal.kit.documents import kept_document
from schedules.documents.docx import plan_docx
from schedules.documents.pdf import plan_pdf
from schedules.documents.wording import OFFICIAL
from schedules.models import Schedule, ScheduleVersion
from schedules.queries.documents import PlanSheet, version_sheet

_PRINTERS = {"pdf": plan_pdf, "docx": plan_docx}
ENDINGS = tuple(_PRINTERS)


def is_made(ending: str, language: str) -> bool:
    """Whether there is such a document: official ones are in Kazakh and in Russian."""
    return ending in _PRINTERS and language in OFFICIAL


def make_document(sheet: PlanSheet, *, ending: str, language: str, address: str) -> bytes:
    return _PRINTERS[ending](sheet, language=language, address=address)


def version_document(version: ScheduleVersion, *, ending: str, language: str) -> bytes:
    """The document of a published version; made once and kept, as a version never changes."""
    address = version_address(version, language)
    return kept_document(
        (version.pk, version.sha256, language, ending, settings.KEZDESU_BASE_URL),
        lambda: make_document(version_sheet(version), ending=ending, language=language, address=address),
    )


def file_name(sheet: PlanSheet, ending: str, language: str) -> str:
    """Plain letters only: it passes through every mail program and archive."""
    said = f"v{sheet.number}" if sheet.number else "draft"
    return f"kezdesu-{sheet.kind}-{sheet.year}-{said}-{language}.{ending}"


def version_address(version: ScheduleVersion, language: str) -> str:
    """Where everybody reads the version: the page of its schedule, then its number."""
    with override(language):
        return f"{settings.KEZDESU_BASE_URL}{version.schedule.get_absolute_url()}v{version.number}/"


def draft_address(schedule: Schedule, language: str) -> str:
    with override(language):
        return f"{settings.KEZDESU_BASE_URL}{schedule.get_work_url()}"
