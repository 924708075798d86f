"""No-break spaces where a line must not end, put in when a page, a letter or a document is made.

Russian and Kazakh are set so that a line does not end in a short preposition or in «№», nor begin with «г.», «%».
Nobody types these spaces and no catalogue keeps them: texts stay as they were typed, so that they can be searched and
compared. What is read by programs (CSV, JSON, XLSX, iCalendar) is given as it is stored.
"""

from __future__ import annotations

import re

NBSP = "\u00a0"

# Short prepositions of Russian. None of them is a word of Kazakh, so a Russian name in a Kazakh page is set right.
_PREPOSITIONS = frozenset(
    each for word in ("в", "с", "к", "о", "у", "на", "по", "за", "от", "до") for each in (word, word.capitalize())
)
# Their last letters with the space behind them: a search that jumps from letter to letter finds few of a page, and what
# stands before each is asked of these alone.
_AFTER_SHORT_WORD = re.compile(r"(?:[вскоуВСКОУат№]|[гсп]\.)[ \n]+(?=\S)")
_YEAR = re.compile(r"[0-9][ \n]+(?=г\.|%)")
#: A date of Russian ends with the point of its year, and a sentence with its own: one point is for both.
_TWO_POINTS, _POINTS = "г..", re.compile(r"(?<=[0-9][ \n\u00a0]г)\.\.(?!\.)")
#: Not running text of a page: what a person typed and what a script reads, also in a cell of a table that is edited.
_KEPT = re.compile(
    r"<(script|style|textarea|pre)\b.*?</\1\s*>|<!--.*?-->|<span data-typed\b[^>]*>[^<]*</span>", re.DOTALL
)
#: The number of a meeting or of a question of it, of a question that was sent, of a demand, of an issue. Browsers end
#: a line behind its hyphen, and a large heading ends many.
_HEADING = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
_NUMBER = re.compile(r"(?:№[ \n\u00a0]+)?\b(?:[ST]-|KZ-[0-9]{2}-)?[0-9]{4}-[0-9]{6}\b(?:/[0-9]+)?")
_WHOLE = '<span class="nowrap">'

#: Around markup that was bound when it was made, and is not looked through again. No text that is kept has these two.
_BOUND, _END = "\u0002", "\u0003"


def bind(text: str) -> str:
    """`text` with its loose spaces bound; what is bound already stays."""
    if _TWO_POINTS in text:
        text = _POINTS.sub(".", text)
    return _YEAR.sub(_bound, _AFTER_SHORT_WORD.sub(lambda found: _bound(found) if _is_short(found) else found[0], text))


def bound(markup: str) -> str:
    """What `bind_page` has made already, for a page whose spaces it binds."""
    return f"{_BOUND}{markup}{_END}"


def bind_page(markup: str) -> str:
    """HTML with the loose spaces of its running text bound; tags, attributes, fields and scripts stay as they are."""
    first, *others = _HEADING.sub(_with_whole_numbers, markup).split(_BOUND)
    parts = [_bind_markup(first)]
    for each in others:
        made, _end, rest = each.partition(_END)
        parts += [made, rest if rest.isspace() else _bind_markup(rest)]
    return "".join(parts)


def _with_whole_numbers(heading: re.Match[str]) -> str:
    """A hyphen that does not break would be another text to whoever copies or searches: the number gets a box."""
    markup = heading[0]

    def whole(found: re.Match[str]) -> str:
        is_whole = markup.endswith(_WHOLE, 0, found.start()) or _is_in_tag(markup, found.start())
        return found[0] if is_whole else f"{_WHOLE}{found[0]}</span>"

    return _NUMBER.sub(whole, markup)


def _bind_markup(markup: str) -> str:
    parts, end = [], 0
    for kept in _KEPT.finditer(markup):
        parts += [_bind_around_tags(markup[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join((*parts, _bind_around_tags(markup[end:])))


def _bind_around_tags(markup: str) -> str:
    # Asked of the few places found, not of the thousands of tags: a page must not become slower by its spaces.
    def short_word(found: re.Match[str]) -> str:
        return found[0] if not _is_short(found) or _is_in_tag(markup, found.start()) else _bound(found)

    def year(found: re.Match[str]) -> str:
        return found[0] if _is_in_tag(markup, found.start()) else _bound(found)

    if _TWO_POINTS in markup:
        markup = _POINTS.sub(lambda found: found[0] if _is_in_tag(markup, found.start()) else ".", markup)
    markup = _AFTER_SHORT_WORD.sub(short_word, markup)
    return _YEAR.sub(year, markup)


def _is_short(found: re.Match[str]) -> bool:
    """Whether a short preposition or «№» ends there; not behind a letter, hyphen or full stop: «а-ля по», «с. о.».

    What kind of place is named stays with its name: «г. Алматы», but not the year of «2026 г. Алматы».
    """
    text, at = found.string, found.start()
    if text[at] == "№":
        return True
    if text[at + 1] == ".":
        return not (_is_joined(text[at - 1 : at]) or text[max(0, at - 8) : at].rstrip()[-1:].isdigit())
    begins = at if text[at] in _PREPOSITIONS else at - 1
    # The longer word is meant where both may be: the «о» of «по» stands behind a letter.
    if begins == at and at and text[at - 1 : at + 1] in _PREPOSITIONS:
        begins = at - 1
    if begins < 0 or text[begins : at + 1] not in _PREPOSITIONS:
        return False
    return not _is_joined(text[begins - 1] if begins else "")


def _is_joined(before: str) -> bool:
    return before.isalnum() or before in ("_", ".", "-")


def _is_in_tag(markup: str, at: int) -> bool:
    """Django escapes «<» and «>» of every value, so these two are always a tag's own."""
    return markup.rfind("<", 0, at) > markup.rfind(">", 0, at)


def _bound(found: re.Match[str]) -> str:
    return f"{found[0].rstrip()}{NBSP}"
