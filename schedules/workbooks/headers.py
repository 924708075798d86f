"""Which column of a table is which, by the words of its header in Kazakh, Russian or English. Knows no framework."""

from __future__ import annotations

import re
from functools import lru_cache

from portal.kernel.folding import fold, has_kazakh_letters, words

#: A longer cell is a sentence, not a header.
MAX_HEADER = 150

# Patterns are of folded text: fold("Өңір") is "онир". The first that is found decides, so the order is the rule: a
# header that says what it explains («Обоснование выбора региона») comes before the one it mentions («Регион»).
_LEADING = (
    ("kato", r"\bкато\b|\bkato\b|\bааож\b"),
    ("date", r"^(?:дат[аыу]|срок\w*|период\w*|date|when)\b|\b(?:куни|мерзими|даты)$"),
    ("venue", r"^(?:место|адрес|площадка|venue|address)\b(?!.*(?:регион|област|город|район|region))"),
    ("place", r"^(?:регион\w*|област[ьи]|онир\w*|облыс\w*|аймак\w*|территори\w*|region)\b(?!.*(?:негиз|себеб))"),
)
_ANYWHERE = (
    ("note", r"примеч|^прим\b|коммент|ескертп|ескерту|косымша|дополнительн|\bnotes?\b|remark"),
    ("ground", r"обоснован|основани|причин|негиздеме|\bнегизи?\b|себеб|ground|reason|rationale"),
    ("subject", r"\bтем[аыу]\b|тематик|повестк|вопрос|такыры[пб]|кун тартиби|маселе|предмет|topic|subject|agenda"),
    ("format", r"формат|\bформа\b|нысан|\bвид\b|\bтури?\b|format|\bтип\b"),
    (
        "who",
        (
            r"\bкто\b|\bкем\b|руководител|докладчик|спикер|должност|ответствен|\bф\.? ?и\.? ?о\b|\bким\b|басшы|лауазым"
            r"|жауапты|баяндамашы|откизуши|тулга|проводящ|официальн|\bofficial\b|\bwho\b|speaker|host"
        ),
    ),
    (
        "date",
        r"\bдат[аыуе]\b|\bсрок|период|\bкуни\b|\bкундери|мерзим|\bdates?\b|когда|кашан|\bайы?\b|месяц|квартал|токсан",
    ),
    ("place", r"регион|област|\bонир|облыс|аймак|территор|\bregion|oblast|\bрайон|\bгород|\bкала"),
    ("venue", r"\bмест[оа]\b|адрес|площадк|\bзал\b|\bорны\b|мекенжай|\bжери?\b|здани|\bvenue|location|place|address"),
    ("time", r"\bвремя\b|уакыт|\bсагат|\btime\b|\bчас\b|начал|басталу"),
)
_LEADING_RULES = tuple((field, re.compile(pattern)) for field, pattern in _LEADING)
_RULES = tuple((field, re.compile(pattern)) for field, pattern in _ANYWHERE)
_IN_TWO_LANGUAGES = re.compile(r"[/\\\n|]")
_NUMBER_WORD = re.compile(
    r"п|р|с|n|no|nn|nr|рет|реттик|саны|номир|номири|номер|к|number|num|порядковыи|порядковый|пп|рс"
)
_NUMBER_SIGN = re.compile(r"[№#]")
_LANGUAGES = (
    ("kk", re.compile(r"казакша|казакский|казах|\bказ\b|\bkk\b|\bkz\b|мемлекеттик|государственн|kazakh")),
    ("ru", re.compile(r"орысша|русск|\bрус\b|\bru\b|russian|\bорыс\b")),
    ("en", re.compile(r"english|английск|\bангл\b|агылшын|\ben\b")),
)
_RUSSIAN = re.compile(
    r"\b(?:дата|регион|область|место|тем[аы]|тематика|кто|примечание|обоснование|основание|срок\w*|проведени[яе]|вопросы)\b"
)
#: Texts that a table may have a column for in each language.
IN_LANGUAGES = ("venue", "subject", "ground")


@lru_cache(maxsize=4096)
def field_of(text: str) -> str:
    """The column that a header names, or an empty text."""
    if len(text) > MAX_HEADER:
        return ""
    if (_NUMBER_SIGN.search(text) or words(text)) and all(_NUMBER_WORD.fullmatch(word) for word in words(text)):
        return "number"
    parts = [fold(part) for part in _IN_TWO_LANGUAGES.split(text)]
    leading = (field for part in parts for field, pattern in _LEADING_RULES if pattern.search(part))
    plain = fold(text)
    return next(leading, "") or next((field for field, pattern in _RULES if pattern.search(plain)), "")


def names_venue(text: str) -> bool:
    """Whether the header also speaks of a spot: of two columns of places it is the one of venues."""
    return bool(re.search(r"\bмест[оа]\b|адрес|площадк|\bорны\b|мекенжай|venue|address", fold(text)))


def language_of(text: str) -> str:
    """The language a header says its column is in, or an empty text."""
    plain = fold(text)
    return next((language for language, pattern in _LANGUAGES if pattern.search(plain)), "")


def language_of_headers(texts: list[str]) -> str:
    """Kazakh when most headers have its letters and none is Russian, Russian the other way round; else empty."""
    kazakh = sum(1 for text in texts if has_kazakh_letters(text))
    russian = any(_RUSSIAN.search(fold(text)) for text in texts)
    if kazakh * 2 >= len(texts) and not russian:
        return "kk"
    return "ru" if russian and not kazakh else ""
