"""What a meeting is announced with: posters, pictures and texts for everybody, and the page where offices find them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kit.documents import CONTENT_TYPES
from portal.kit.http import public_page, workspace_view
from portal.questions.documents import making
from portal.questions.queries.kit import KitSheet, kit_rows, missing, public_sheet, sheet_of


@public_page
def poster(request: HttpRequest, number: str, paper: str) -> HttpResponse:
    """Anybody may print a poster of a meeting to come. None is in English: official texts are in two languages."""
    sheet, language = _printed(number)
    return given(making.poster(sheet, paper=paper, language=language), f"{number}-{paper}-{language}.pdf")


@public_page
def picture(request: HttpRequest, number: str, size: str) -> HttpResponse:
    sheet, language = _printed(number)
    return given(making.picture(sheet, size=size, language=language), f"{number}-{size}-{language}.png")


@public_page
def notice(request: HttpRequest, number: str, ending: str) -> HttpResponse:
    """For editorial offices."""
    sheet, language = _printed(number)
    content = making.notice(sheet, ending=ending, language=language)
    return given(content, f"{number}-press-{language}.{ending}", shown=False)


@public_page
def archive(request: HttpRequest, number: str) -> HttpResponse:
    """Everything in both languages, whatever the language of the address."""
    sheet = _sheet(number)
    if not sheet.is_printed:
        raise Http404(_("There is no such document."))
    return given(making.archive(sheet), f"{number}.zip", shown=False)


@require_safe
@workspace_view
def kit(request: WorkspaceRequest, number: str) -> HttpResponse:
    """For whoever tells people of the meeting; for others there is no such page."""
    meeting = get_object_or_404(kit_rows().announced_by(request.actor), number=number)
    sheet = sheet_of(meeting, request.actor.on)
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "missing": missing(sheet),
        "address": making.short_address(number),
        "editions": [
            (
                language,
                [(paper, _address("poster", language, number, paper)) for paper in making.PAPERS],
                [(size, _address("picture", language, number, size)) for size in making.PICTURES],
                [(ending, _address("notice", language, number, ending)) for ending in making.NOTICES],
            )
            for language in making.OFFICIAL
        ],
        "posts": making.network_posts(sheet) if sheet.is_printed else [],
        "title": pgettext("page", "Announcement kit of the meeting %(number)s") % {"number": number},
    }
    return render(request, "questions/kit.html", context)


def _address(name: str, language: str, *parts: str) -> str:
    with override(language):
        return reverse(f"questions:{name}", args=parts)


def given(content: bytes, name: str, *, shown: bool = True) -> HttpResponse:
    """A file that the browser shows, or saves."""
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[name.rpartition(".")[2]],
        headers={
            "Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _printed(number: str) -> tuple[KitSheet, str]:
    """404 of a meeting that is hidden, over, or has no day yet: people are told of a day."""
    sheet, language = _sheet(number), get_language() or ""
    if not sheet.is_printed or not making.is_made(language):
        raise Http404(_("There is no such document."))
    return sheet, language


def _sheet(number: str) -> KitSheet:
    try:
        return public_sheet(number, clock.today())
    except Meeting.DoesNotExist as unknown:
        raise Http404(_("There is no such meeting.")) from unknown
