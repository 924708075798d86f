"""One door to what a meeting is announced with: made when it is asked for, and kept while it says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.urls import reverse

from portal.kit.kept import kept
from portal.questions.documents.press import notice_docx
from portal.questions.documents.printing import PAPERS, PICTURES, picture_png, poster_pdf
from portal.questions.documents.texts import Post, notice_text, posts, press_notice
from portal.questions.documents.words import OFFICIAL, Poster, poster_of
from portal.questions.queries.kit import KitSheet

#: A new layout or translation is seen after this long at the latest.
_SECONDS = 60 * 60
#: Files kept at most, of a hundred kilobytes at most: those of the meetings that are announced just now.
_PLACES = 200
_MAKING = 10
NOTICES = ("docx", "txt")


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


def notice(sheet: KitSheet, *, ending: str, language: str) -> bytes:
    """For the press, as DOCX or as plain text."""
    said = press_notice(sheet, language=language, address=short_address(sheet.number))
    if ending == "docx":
        return notice_docx(said, made_on=sheet.made_on)
    return notice_text(said).encode()


def network_posts(sheet: KitSheet) -> list[Post]:
    """In both languages, the state one first."""
    address = short_address(sheet.number)
    return [post for language in OFFICIAL for post in posts(sheet, language=language, address=address)]


def archive(sheet: KitSheet) -> bytes:
    """Everything in one file; of the same sheet the same bytes."""
    target = BytesIO()
    with ZipFile(target, "w") as made:
        for name, content in _files(sheet):
            entry = ZipInfo(
                f"{sheet.number}/{name}", (sheet.made_on.year, sheet.made_on.month, sheet.made_on.day, 0, 0, 0)
            )
            # Pictures and documents are packed already.
            entry.compress_type = ZIP_DEFLATED if name.endswith(".txt") else ZIP_STORED
            made.writestr(entry, content)
    return target.getvalue()


def _files(sheet: KitSheet) -> Iterator[tuple[str, bytes]]:
    for language in OFFICIAL:
        for paper in PAPERS:
            yield f"poster-{paper}-{language}.pdf", poster(sheet, paper=paper, language=language)
        for size in PICTURES:
            yield f"picture-{size}-{language}.png", picture(sheet, size=size, language=language)
        for ending in NOTICES:
            yield f"press-{language}.{ending}", notice(sheet, ending=ending, language=language)
    for post in network_posts(sheet):
        yield f"{post.network.key}-{post.language}.txt", post.text.encode()


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
