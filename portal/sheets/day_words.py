"""Words of dates in Kazakh, Russian and English, turned into signs that a small grammar can read.

M04 is a month, Q a quarter, H a half-year, r2 a numeral in words or Roman letters, s2 one told by its shape, "&" a
list, "-" a stretch. A word that is not known makes the whole text unclear. Knows no framework.
"""

from __future__ import annotations

import re

# All lists hold folded words: fold("сәуір") is "сауир".
_MONTH_STEMS = (
    ("январ", "кантар", "january"),
    ("феврал", "акпан", "february"),
    ("март", "наурыз", "march"),
    ("апрел", "сауир", "april"),
    ("май", "мамыр", "may"),
    ("июн", "маусым", "june"),
    ("июл", "шилде", "july"),
    ("август", "тамыз", "august"),
    ("сентябр", "кыркуйек", "september"),
    ("октябр", "казан", "october"),
    ("ноябр", "караша", "november"),
    ("декабр", "желтоксан", "december"),
)
_MONTH_ABBREVIATIONS = (
    ("янв", "кан", "кант", "jan"),
    ("фев", "февр", "акп", "feb"),
    ("мар", "нау", "наур", "mar"),
    ("апр", "сау", "apr"),
    ("мая", "мае", "маю", "мам"),
    ("мау", "маус", "jun"),
    ("шил", "jul"),
    ("авг", "там", "aug"),
    ("сен", "сент", "кыр", "кырк", "sep", "sept"),
    ("окт", "каз", "oct"),
    ("ноя", "нояб", "кар", "кара", "nov"),
    ("дек", "жел", "желт", "dec"),
)
_MONTH_ENDING = re.compile(
    r"(?:|ь|я|е|ю|ем|а|у|ом|да|де|та|те|нда|нде|ы|и|ында|инде|дын|дин|тын|тин|нын|нин|айы|айында|сы|си|сында|синде"
    r"|дагы|деги|тагы|теги|ындагы|индеги)"
)
_WEEKDAYS = (
    ("понедельник", "понедельника", "пн", "дуйсенби", "дс", "monday", "mon"),
    ("вторник", "вторника", "вт", "сейсенби", "сс", "tuesday", "tue"),
    ("среда", "среду", "среды", "ср", "сарсенби", "wednesday", "wed"),
    ("четверг", "четверга", "чт", "бейсенби", "бс", "thursday", "thu"),
    ("пятница", "пятницу", "пятницы", "пт", "жума", "жм", "friday", "fri"),
    ("суббота", "субботу", "субботы", "сб", "сенби", "сн", "saturday", "sat"),
    ("воскресенье", "воскресенья", "вс", "жексенби", "жс", "sunday", "sun"),
)
_QUARTER_WORD = re.compile(
    r"кв(?:л)?|кварт|квартал(?:е|а|ы|у|ом)?|ток|токс|токсан(?:ы|да|нда|ында|дын|нын)?|quarter|qtr|q"
)
_HALF_WORD = re.compile(
    r"полугоди[еяию]|полуг|пол|пг|половин[аеуы]|жартыжылдык(?:ы|та|тын)?|жартыжылдыг(?:ы|ында|ынын)|жарты"
    r"|жартысы(?:нда)?|half|h"
)
_HALF_PHRASES = re.compile(r"\b(?:п ?/ ?г|жарты ?- ?жылд(?:ык|ыг)\w*|жарты жылд(?:ык|ыг)\w*|half ?- ?year|half of)\b")
_ORDINAL_STEMS = (
    ("перв", "биринши", "first"),
    ("втор", "екинши", "second"),
    ("трет", "ушинши", "third"),
    ("четверт", "тортинши", "fourth"),
)
_ORDINAL_ENDING = re.compile(
    r"(?<=\d) ?-? ?(?:синде|сында|си|сы|ый|ой|ий|й|ого|го|ое|ом|ше|е|я|ши|шы|нши|ншы|th|st|nd|rd)(?![^\W\d_])"
)
#: «3-я суббота мая» is a day nobody has counted out yet.
_NTH_WEEKDAY = re.compile(
    r"\d ?-? ?(?:й|ый|я|ая|е|ое|ши|шы) (?:" + "|".join(name for names in _WEEKDAYS for name in names) + r")\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
#: As typed where the keyboard has no Latin letters: П for II, Ш for III.
_ROMAN_BY_SHAPE = {"п": 2, "ш": 3, "l": 1, "ll": 2, "lll": 3, "lv": 4}
_ROMAN_LETTERS = str.maketrans("іⅰⅱⅲⅳѵх", "iⅰⅱⅲⅳvx")
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
#: «12.IV.2027».
_ROMAN_MONTH = re.compile(r"(?<![\d.])(\d{1,2}) ?[./-] ?([IVXІХivxіх]{1,4}) ?[./-] ?(\d{4}|\d{2})(?!\d)")
_ROMAN_SIGNS = {"ⅰ": "i", "ⅱ": "ii", "ⅲ": "iii", "ⅳ": "iv"}
_FILLER = re.compile(
    r"г|гг|год|года|году|ж|жж|жыл|жылы|жылгы|жылдын|в|во|на|куни|кундери|число|числа|месяц|месяца|ай|айы|айында"
    r"|план|жоспар|дата|аралыгы|аралыгында|of|in|on|the"
)
#: "Of this year", whichever the text is of: it says nothing beyond the year that is taken without it.
_THIS_YEAR = re.compile(
    r"(?<!\w)(?:[стб]\. ?[гж](?:\.|(?!\w))|(?:текущего|сего) года|биыл(?:гы)?|(?:осы|агымдагы) жыл(?:гы|дын)?)(?!\w)"
)
#: «мамырдың 12-сі» is 12 May, «28 ақпаннан 2 наурызға дейін» a stretch.
_DAY_OF_MONTH = re.compile(r"\b([^\W\d_]+?)(?:[дтн](?:ын|ин)| айынын) (\d{1,2}) ?- ?(?:си|сы|синде|сында|не|на)(?!\w)")
_FROM_TO = re.compile(r"([^\W\d_]{3,}?)[ндт](?:ан|ен) (\d{1,2} [^\W\d_]+?)[гк][ае] дейин\b")
_BETWEEN = re.compile(r"(\d{1,2}) (?:мен|пен|бен|и|жане) (\d.*?) аралыг")


class Unclear(ValueError):
    """The text is not wholly understood."""


class NoSuchDate(ValueError):
    """The text is understood and names no date of the calendar."""


def without_romans(text: str) -> str:
    """Roman numerals as "r2", before folding makes the Kazakh «і» a Russian «и»."""

    def numeral(found: re.Match[str]) -> str:
        word = "".join(
            _ROMAN_SIGNS.get(letter, letter) for letter in found.group().casefold().translate(_ROMAN_LETTERS)
        )
        number = _ROMAN.get(word)
        return f"r{number}" if number else found.group()

    return re.sub(r"[^\W\d_]+", numeral, _ROMAN_MONTH.sub(_month_in_digits, text))


def _month_in_digits(found: re.Match[str]) -> str:
    word = found[2].casefold().translate(_ROMAN_LETTERS)
    return f"{found[1]}.{_ROMAN_MONTHS.index(word) + 1}.{found[3]}" if word in _ROMAN_MONTHS else found.group()


def names_day(text: str) -> bool:
    """Whether a folded text names a day of a month, whatever else it says."""
    return bool(re.search(r"\d{1,2} ?[./-] ?\d", text)) or any(
        _month_of(word) is not None for word in re.findall(r"(?<!\d)\d{1,2}(?:-?[^\W\d_]{1,3})? ?([^\W\d_]+)", text)
    )


def signs_of(text: str) -> tuple[str, list[int]]:
    """A folded text as a line of signs, and the days of the week it names. Raises Unclear."""
    text = _HALF_PHRASES.sub(" half ", _THIS_YEAR.sub(" ", text).replace("кв-л", "квл"))
    text = _FROM_TO.sub(r"\1 - \2 ", _BETWEEN.sub(r"\1 - \2 аралыг", _DAY_OF_MONTH.sub(r"\2 \1", text)))
    if _NTH_WEEKDAY.search(text):
        raise Unclear(text)
    text = _ORDINAL_ENDING.sub("", text)
    text = re.sub(r"\b[сc] (\d[^а-яa-z]*?|\d.*?) по (?=\d)", r"\1 - ", text)
    signs, weekdays = _tokens(text)
    return _line(signs), weekdays


def _month_of(word: str) -> int | None:
    for number, stems in enumerate(_MONTH_STEMS, start=1):
        if word in _MONTH_ABBREVIATIONS[number - 1]:
            return number
        for stem in stems:
            if word.startswith(stem) and _MONTH_ENDING.fullmatch(word, len(stem)):
                return number
    return None


def _ordinal_of(word: str) -> int | None:
    for number, stems in enumerate(_ORDINAL_STEMS, start=1):
        if (word.startswith(stems[0]) and len(word) <= len(stems[0]) + 3) or word in stems[1:]:
            return number
    return None


def _tokens(text: str) -> tuple[list[str], list[int]]:
    """Words as signs: M04 a month, Q a quarter, H a half-year, o2 an ordinal, & a list; and the days of the week."""
    signs: list[str] = []
    weekdays: list[int] = []
    for piece in re.findall(r"r[1-6]\b|[^\W\d_]+|\d+|[^\w\s]|\s+", text):
        if piece.isspace():
            signs.append(" ")
        elif piece[0].isdigit() or re.fullmatch(r"r[1-6]", piece) or not piece[0].isalpha():
            signs.append(piece)
        elif (day := next((n for n, names in enumerate(_WEEKDAYS) if piece in names), None)) is not None:
            weekdays.append(day)
        else:
            signs.append(_sign(piece))
    return signs, weekdays


def _sign(word: str) -> str:
    if _FILLER.fullmatch(word):
        return "~"
    if word in ("и", "жане", "мен", "пен", "бен", "and"):
        return "&"
    if (month := _month_of(word)) is not None:
        return f"M{month:02d}"
    if _QUARTER_WORD.fullmatch(word):
        return "Q"
    if _HALF_WORD.fullmatch(word):
        return "H"
    if (ordinal := _ordinal_of(word)) is not None:
        return f"r{ordinal}"
    if word in _ROMAN_BY_SHAPE:
        return f"s{_ROMAN_BY_SHAPE[word]}"
    raise Unclear(word)


def _line(signs: list[str]) -> str:
    """The signs as one line in which fillers and idle spaces are gone and every list is "&", every stretch "-"."""
    line = "".join(signs)
    line = re.sub(r"~\.?", " ", line)
    line = re.sub(r"(?<=[MQHrs0-9])\.(?= |$)", " ", line)
    line = re.sub(r"(M\d\d)\.", r"\1 ", line)
    line = re.sub(r"\((?=\s*\))|\)|\(", " ", line)
    line = re.sub(r"\s*[,;&+]\s*(?:&\s*)?", "&", line)
    line = re.sub(r"\s*-\s*", "-", line)
    line = re.sub(r"\s*([./])\s*", r"\1", line)
    line = re.sub(r"\s+", " ", line).strip(" .&-")
    return re.sub(r"(?<=\d)(?=M)|(?<=M\d\d)(?=\d)", " ", line)
