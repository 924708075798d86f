"""One door to the documents of a meeting: which there are, and where they are read on the portal."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from portal.holding.documents.docx import form_docx
from portal.holding.documents.form import OFFICIAL, Form
from portal.holding.documents.pdf import form_pdf
from portal.holding.documents.wording import plan_form, protocol_form
from portal.holding.queries.protocol import ProtocolSheet
from portal.kit.documents import kept_document

_PRINTERS: dict[str, Callable[[Form], bytes]] = {"pdf": form_pdf, "docx": form_docx}
ENDINGS = tuple(_PRINTERS)


def is_made(ending: str, language: str) -> bool:
    """Whether there is such a document: official ones are in Kazakh and in Russian."""
    return ending in _PRINTERS and language in OFFICIAL


def print_form(form: Form, ending: str) -> bytes:
    return _PRINTERS[ending](form)


def protocol(sheet: ProtocolSheet, *, ending: str, language: str) -> bytes:
    return _made("protocol", protocol_form, sheet, ending, language)


def action_plan(sheet: ProtocolSheet, *, ending: str, language: str) -> bytes:
    return _made("plan", plan_form, sheet, ending, language)


def _made(name: str, form: Callable[..., Form], sheet: ProtocolSheet, ending: str, language: str) -> bytes:
    """A published one is kept under everything it says; a draft holds words for its body alone and is kept nowhere."""
    address = _address(sheet.number, language)

    def make() -> bytes:
        return print_form(form(sheet, language=language, address=address), ending)

    if sheet.is_draft:
        return make()
    return kept_document(("holding", name, repr(sheet), language, ending, address), make)


def _address(number: str, language: str) -> str:
    with override(language):
        return f"{settings.KEZDESU_BASE_URL}{reverse('meetings:meeting', args=[number])}"
