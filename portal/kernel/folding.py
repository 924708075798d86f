"""One spelling for the many in which a name or a word is typed, in Kazakh and in Russian. Knows no framework.

Import, the classifier, invitations and search compare with `fold` and nothing else: what one of them takes for the same
name the others do. Nothing folded is ever shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
#: Kazakh letters beside the Russian ones people type when the keyboard has no others.
PLAIN = ("әғқңөұүһіё", "агкноуухие")
_PLAIN = str.maketrans(*PLAIN)
#: What stands around names and is not compared.
QUOTES = "«»„“”‚‘’‹›\"'`´ʼ"
#: Letters of a legacy Kazakh font, which stand in the official classifier too, and what they were to be.
_LEGACY = str.maketrans("ЌќЎўЇїЈјЄєЃѓЉљ", "ҚқҰұҮүӘәӨөҒғҢң")
#: Latin letters that look like Cyrillic ones, small and capital apart: «h» stands for «һ», "H" for «Н».
_LOOKALIKE = str.maketrans("ABCEHIKMOPTXYƏƟËabcehikmoptxyəɵë", "АВСЕНІКМОРТХУӘӨЁавсеһікмортхуәөё")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_BREAK = re.compile(r"\s*\n\s*")
#: Quotation marks, and apostrophes too. Between two digits they part numbers and stay.
_MARKS = re.compile("(?<![0-9])[«»„“”‚‘’‹›\"'`´ʼ]|[«»„“”‚‘’‹›\"'`´ʼ](?![0-9])")
#: Marks over letters that no letter of either alphabet has: stresses.
_STRESS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]+")
#: A letter by itself before a point: «c. Абай» is a village whatever keyboard its «с» was typed on.
_ABBREVIATION = re.compile(r"(?<!\w)[^\W\d_](?= ?\.)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
#: Line ends as a word processor has them, and what no text has: no document could print it, nor every database keep it.
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: Hyphens a word processor puts where the keyboard has one, so that a line does not end there or does.
_HYPHENS = re.compile("[\u2010-\u2012]")
#: Latin letters that are only ever typed for Kazakh ones here, whatever else stands in the word.
_FOR_KAZAKH = str.maketrans("ƏəƟɵ", "ӘәӨө")
_LATIN = re.compile("[A-Za-zƏəƟɵËë]")
#: Letters by their class that nobody sees.
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
#: Cells repeat themselves down a column: the same texts are folded once.
_REMEMBERED = 8192


def composed(text: str) -> str:
    """Each letter as one character (NFC): a Mac sends «й» and «ё» as a letter and a mark over it."""
    return unicodedata.normalize("NFC", text)


def one_alphabet(text: str) -> str:
    """The text with one kind of hyphen, and words that mix two alphabets in the one they are meant in.

    «кooпepaтив» typed with Latin letters reads the same and is found by nobody, and a Latin «ə» stands in fonts that
    have no other use here. A word is Cyrillic when all its Latin letters look like Cyrillic ones: «КазMunayГаз» stays.
    """
    text = _HYPHENS.sub("-", text)
    return _WORD.sub(_in_one_alphabet, text) if _LATIN.search(text) and _CYRILLIC.search(text) else text


def _in_one_alphabet(found: re.Match[str]) -> str:
    word = found.group()
    if not _CYRILLIC.search(word):
        return word
    meant = word.translate(_LOOKALIKE)
    return word.translate(_FOR_KAZAKH) if _LATIN.search(meant) else meant


def typed(text: str) -> str:
    """A text for people as it is kept: composed, with one kind of line end and hyphen, without what is no text.

    Empty when nobody could see anything of it: a space without width alone is no subject of a meeting.
    """
    kept = one_alphabet(composed(_NO_TEXT.sub("", _LINE_ENDS.sub("\n", text))))
    return kept if any(map(_is_seen, kept)) else ""


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp") and letter not in _BLANK


@lru_cache(maxsize=_REMEMBERED)
def tidy(text: str) -> str:
    """The text with one kind of space and dash, without invisible characters; letters stay as they are, composed."""
    # Invisible characters go first: one between a letter and its mark would keep them apart.
    return _SPACES.sub(" ", _DASHES.sub("-", composed(_INVISIBLE.sub("", text)))).strip()


def in_one_line(text: str) -> str:
    """A text of several lines with a mark between them, so that a line can be told from a word."""
    return _BREAK.sub("; ", text.strip())


def mended(text: str) -> str:
    """Tidy, and with letters of the legacy font set right: a name as it would be printed."""
    return tidy(text).translate(_LEGACY)


def small(text: str) -> str:
    """Tidy and in small letters, Kazakh ones kept."""
    return tidy(text).casefold()


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """The text as it is compared, in small Russian letters, digits and whatever Latin words it has. Step by step:

    - tidy: spaces that do not break, invisible characters, dashes and decomposed letters come from programs;
    - letters of the legacy font are those they were to be;
    - stresses and quotation marks go: the same name stands with them and without;
    - Latin letters that look like Cyrillic ones become those in words that have Cyrillic letters, and in abbreviations
      («c. Абай») of a text that has; other words in Latin letters stay, or "may" would be «мау», which is June;
    - small letters;
    - Kazakh letters become the Russian ones typed in their place, and «ё» is «е»: «Қазақ» is «казак».

    Folding what was folded changes nothing. Other names may become the same: where it matters, people are asked.
    """
    plain = _MARKS.sub("", _STRESS.sub("", mended(text)))
    if _CYRILLIC.search(plain):
        plain = _ABBREVIATION.sub(_as_cyrillic, _WORD.sub(_word, plain))
    return _SPACES.sub(" ", plain.casefold().translate(_PLAIN)).strip()


def _word(found: re.Match[str]) -> str:
    return _as_cyrillic(found) if _CYRILLIC.search(found.group()) else found.group()


def _as_cyrillic(found: re.Match[str]) -> str:
    return found.group().translate(_LOOKALIKE)


def words(text: str) -> tuple[str, ...]:
    """Folded words and numbers of a text, without punctuation."""
    return tuple(re.findall(r"[^\W_]+", fold(text)))


def has_kazakh_letters(text: str) -> bool:
    return not KAZAKH_LETTERS.isdisjoint(text)
