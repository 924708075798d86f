"""One door to what a meeting is announced with: made when it is asked for, and kept while it says the same."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse

from portal.kit.kept import kept
from portal.questions.documents.printing import PAPERS, PICTURES, picture_png, poster_pdf
from portal.questions.documents.words import OFFICIAL, Poster, poster_of
from portal.questions.queries.kit import KitSheet

#: A new layout or translation is seen after this long at the latest.
_SECONDS = 60 * 60
#: Files kept at most, of a hundred kilobytes at most: those of the meetings that are announced just now.
_PLACES = 200
_MAKING = 10


def short_address(number: str) -> str:
    """Without a language, for paper: it leads to where a question is asked, in the language of who follows it."""
    return f"{settings.KEZDESU_BASE_URL.rstrip('/')}{reverse('short_meeting', args=[number])}"


def is_made(language: str) -> bool:
    """Official announcements are in Kazakh and in Russian."""
    return language in OFFICIAL


def poster(sheet: KitSheet, *, paper: str, language: str) -> bytes:
    """A sheet that is printed as PDF, A4 or A3."""
    assert paper in PAPERS
    code = short_address(sheet.number)
    return _made(sheet, f"poster-{paper}", language, lambda words: poster_pdf(words, paper=paper, code=code))


def picture(sheet: KitSheet, *, size: str, language: str) -> bytes:
    assert size in PICTURES
    return _made(sheet, f"picture-{size}", language, lambda words: picture_png(words, size=size))


def _made(sheet: KitSheet, name: str, language: str, make: Callable[[Poster], bytes]) -> bytes:
    address = short_address(sheet.number)
    return kept(
        "kit",
        (name, language, address, repr(sheet)),
        lambda: make(poster_of(sheet, language=language, address=address)),
        seconds=_SECONDS,
        places=_PLACES,
        making=_MAKING,
    )
