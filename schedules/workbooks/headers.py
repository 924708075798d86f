"""Which column of a plan of meetings is which, by the words of its header in Kazakh, Russian or English."""

from __future__ import annotations

import re

from portal.kernel.folding import fold
from portal.sheets.headers import Vocabulary

# A header that says what it explains («Обоснование выбора региона») comes before the one it mentions («Регион»).
LEADING = (
    ("kato", r"\bкато\b|\bkato\b|\bааож\b"),
    ("body", r"^(?:государственный орган|гос\.? ?орган|министерство|ведомство|мемлекеттик орган|state body)$"),
    (
        "date",
        (
            r"^(?:дат[аыу]|срок\w*|период\w*|date|when)\b|(?<!апта )\bкуни$|\b(?:мерзими|даты)$|^когда$"
            r"|^день\b(?! недели)|^числ[оа]\b(?!.*(?:участ|жител|человек|граждан|мест))"
        ),
    ),
    ("venue", r"^(?:место|адрес|площадка|venue|address)\b(?!.*(?:регион|област|город|район|region))"),
    (
        "place",
        (
            r"^(?:регион\w*|област[ьи]|онир\w*|облыс\w*|аймак\w*|территори\w*|субъект\w*|region)\b"
            r"(?!.*(?:негиз|себеб))|^(?:куда|кайда)$|^населенн\w+ пункт|^елди мекен"
        ),
    ),
)
ANYWHERE = (
    ("note", r"примеч|^прим\b|коммент|ескертп|ескерту|косымша|дополнительн|\bnotes?\b|remark"),
    ("ground", r"обоснован|основани|причин|негиздеме|\bнегизи?\b|себеб|ground|reason|rationale"),
    (
        "subject",
        (
            r"\bтем[аыу]\b|тематик|повестк|вопрос|такыры[пб]|кун тартиби|маселе|предмет|topic|subject|agenda"
            r"|^о чем$|^не туралы$|наименование мероприятия|\bцель\b"
        ),
    ),
    ("format", r"формат|\bформа\b|нысан|\bвид\b|\bтури?\b|format|\bтип\b|\bрежим\b|^как$|^калай$"),
    (
        "who",
        (
            r"\bкто\b|\bкем\b|руководител|докладчик|спикер|должност|ответствен(?!\w* за подготовк)|\bф\.? ?и\.? ?о\b"
            r"|\bким\b|басшы|лауазым|участник от\b|аты-жони|жауапты"
            r"|баяндамашы|откизуши|тулга|проводящ|официальн|\bofficial\b|\bwho\b|speaker|host"
        ),
    ),
    (
        "date",
        (
            r"\bдат[аыуе]\b|\bсрок|период|(?<!апта )\bкуни\b|\bкундери|мерзим|\bdates?\b|когда|кашан|\bайы?\b"
            r"|месяц|квартал|токсан|(?:планируем|намечен)\w+ день|\bдень (?:встреч|выезд|проведен|поездк)"
        ),
    ),
    (
        "place",
        (
            r"регион|област|населенн\w+ пункт|елди мекен|\bонир|облыс|аймак|территор|\bregion|oblast|\bрайон|\bгород"
            r"|\bкала"
        ),
    ),
    ("venue", r"\bмест[оа]\b|адрес|площадк|\bзал\b|\bорны\b|мекенжай|\bжери?\b|здани|\bvenue|location|place|address"),
    ("time", r"\bвремя\b|уакыт|\bсагат|\btime\b|\bчас\b|начал|басталу"),
)
RUSSIAN = re.compile(
    r"\b(?:дата|регион|область|место|тем[аы]|тематика|кто|примечание|обоснование|основание|срок\w*|проведени[яе]|вопросы)\b"
)
#: Texts that a table may have a column for in each language.
IN_LANGUAGES = ("venue", "subject", "ground")

PLAN_WORDS = Vocabulary(leading=LEADING, anywhere=ANYWHERE, in_languages=IN_LANGUAGES, russian=RUSSIAN)


def names_venue(text: str) -> bool:
    """Whether the header also speaks of a spot: of two columns of places it is the one of venues."""
    return bool(re.search(r"\bмест[оа]\b|адрес|площадк|\bорны\b|мекенжай|venue|address", fold(text)))


#: What one of several columns of dates holds, by its header.
_DATE_ROLES = (
    ("end", re.compile(r"окончан|заверш|^по$|аякталу|\bend")),
    ("start", re.compile(r"начал|^с$|басталу|\bstart|\bfrom\b")),
    ("quarter", re.compile(r"^\W*(?:квартал\w*|токсан\w*|quarter)\W*$")),
    ("month", re.compile(r"^\W*(?:месяц\w*|айы?|month)\W*(?!.*(?:дат|числ|кун))")),
)


def date_role(text: str) -> str:
    """ "start", "end", "month" or "quarter"; an empty text for any other column of dates."""
    plain = fold(text)
    return next((role for role, pattern in _DATE_ROLES if pattern.search(plain)), "")


#: A table of meetings to come also tells of those that were, and of letters: these are not its own days and places.
_OF_ANOTHER = re.compile(
    r"последн|предыдущ|прошл|письм|обращен|исполнен|отчет|поручен|соцг|сонгы|откен|алдынгы|посещал|визит|кол-?во|колич|саны"
)
_MORE_PLACE = re.compile(
    r"^(?:регион|област|район|город|населенн|село|ауыл|аудан|кала|елди мекен|онир|облыс|аймак|округ|терр)"
)
_WHO_ITSELF = re.compile(
    r"\bкто\b|\bкем\b|\bким\b|откиз|провод|должност|лауазым|ф\.? ?и\.? ?о|руководит|басшы|спикер|official"
)


def chosen(key: str, columns: list[int], named: dict[int, list[str]]) -> list[int]:
    """Of several columns of one kind those that speak of the meeting: the others are listed as unread."""
    texts = {column: fold(" ".join(named[column])) for column in columns}
    if key == "date":
        return [column for column in columns if not _OF_ANOTHER.search(texts[column])] or columns[:1]
    if key == "place":
        first = next((column for column in columns if not _OF_ANOTHER.search(texts[column])), columns[0])
        return [column for column in columns if column == first or _MORE_PLACE.search(texts[column])]
    if key == "who":
        return [column for column in columns if _WHO_ITSELF.search(texts[column])] or columns[:1]
    return columns
