"""Which column of a plan of meetings is which, by the words of its header in Kazakh, Russian or English."""

from __future__ import annotations

import re

from portal.kernel.folding import fold
from portal.sheets.headers import Vocabulary

# A header that says what it explains («Обоснование выбора региона») comes before the one it mentions («Регион»).
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
_RUSSIAN = re.compile(
    r"\b(?:дата|регион|область|место|тем[аы]|тематика|кто|примечание|обоснование|основание|срок\w*|проведени[яе]|вопросы)\b"
)
#: Texts that a table may have a column for in each language.
IN_LANGUAGES = ("venue", "subject", "ground")

PLAN_WORDS = Vocabulary(leading=_LEADING, anywhere=_ANYWHERE, in_languages=IN_LANGUAGES, russian=_RUSSIAN)


def names_venue(text: str) -> bool:
    """Whether the header also speaks of a spot: of two columns of places it is the one of venues."""
    return bool(re.search(r"\bмест[оа]\b|адрес|площадк|\bорны\b|мекенжай|venue|address", fold(text)))
