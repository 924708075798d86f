"""Protocol and action plan to take away: of published results for everybody, as a draft for people who work on them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.holding.documents import action_plan, is_made, protocol
from portal.holding.models import Account
from portal.holding.queries.protocol import ProtocolSheet, public_sheet, working_sheet
from portal.kit.documents import CONTENT_TYPES
from portal.kit.http import public_page, workspace_view

_MAKERS: dict[str, Callable[..., bytes]] = {"protocol": protocol, "action-plan": action_plan}


@public_page
def public_document(request: HttpRequest, number: str, name: str, ending: str) -> HttpResponse:
    """Of published results; there is none before, and none in English: official texts are in Kazakh and in Russian."""
    language = _language(ending)
    try:
        sheet = public_sheet(number)
    except Account.DoesNotExist as missing:
        raise Http404(_("There is no such document.")) from missing
    return _attachment(sheet, name, ending, language)


@require_safe
@workspace_view
def work_document(request: WorkspaceRequest, number: str, name: str, ending: str) -> HttpResponse:
    """As it stands now, marked as a draft until the results are published. For others there is none."""
    language = _language(ending)
    try:
        sheet = working_sheet(request.actor, number)
    except Account.DoesNotExist as missing:
        raise Http404(_("There is no such document.")) from missing
    response = _attachment(sheet, name, ending, language)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _language(ending: str) -> str:
    language = get_language() or ""
    if not is_made(ending, language):
        raise Http404(_("There is no such document."))
    return language


def _attachment(sheet: ProtocolSheet, name: str, ending: str, language: str) -> HttpResponse:
    return HttpResponse(
        _MAKERS[name](sheet, ending=ending, language=language),
        content_type=CONTENT_TYPES[ending],
        headers={
            "Content-Disposition": f'attachment; filename="{sheet.number}-{name}-{language}.{ending}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
