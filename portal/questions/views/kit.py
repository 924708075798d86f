"""What a meeting is announced with: posters and pictures for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.kernel import clock
from portal.kit.documents import CONTENT_TYPES
from portal.kit.http import public_page
from portal.questions.documents import making
from portal.questions.queries.kit import KitSheet, public_sheet


@public_page
def poster(request: HttpRequest, number: str, paper: str) -> HttpResponse:
    """Anybody may print a poster of a meeting to come. None is in English: official texts are in two languages."""
    sheet, language = _printed(number)
    return given(making.poster(sheet, paper=paper, language=language), f"{number}-{paper}-{language}.pdf")


@public_page
def picture(request: HttpRequest, number: str, size: str) -> HttpResponse:
    sheet, language = _printed(number)
    return given(making.picture(sheet, size=size, language=language), f"{number}-{size}-{language}.png")


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
    language = get_language() or ""
    try:
        sheet = public_sheet(number, clock.today())
    except Meeting.DoesNotExist as missing:
        raise Http404(_("There is no such meeting.")) from missing
    if not sheet.is_printed or not making.is_made(language):
        raise Http404(_("There is no such document."))
    return sheet, language
