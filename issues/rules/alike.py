"""How alike two texts are, whichever of the two languages each is in. No framework, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from portal.kernel.folding import fold, words

#: Words of one meaning: in Kazakh | in Russian, as they begin. They are the bridge between the languages.
_MEANINGS: Final = """
су суы суды сумен ауызсу | вод
сорғы | насос
қысым | давлен напор
мұнара | башн
құбыр | труб водопровод
құдық ұңғыма | колод скважин
кәріз | канализ
кеш кешке кешкі | вечер
таңғы таңерт | утр
қыс қыста | зим
көше көшеде көшесі көшені | улиц
жол жолы жолды жолға жолдар | дорог
шұңқыр | ям
тақтай төсеніш | настил доск
көпір | мост
жарық жарығы шам | свет фонар освещ
электр | электр
газ | газ
көмір | угол угл
жылу | тепл отоплен
қоқыс | мусор свалк
ағаш | дерев
ауа ауасы | возду
түтін | дым
мектеп мектебі | школ
балабақша | садик детсад детск
мұғалім | учител
автобус | автобус
аялдама | остановк
тасымал | перевоз
аурухана | больниц
емхана | поликлини
дәрігер | врач
дәрі | лекарств
фельдшер | фельдшер
пункт | пункт
жедел | скор
жер жері жерді | земл
жайылым | пастбищ
жалға жалгер | аренд
учаске телім | участ
мал малды | скот
егін | посев
суару суармал | полив орошен
байланыс | связ
ұялы | сотов мобильн
интернет | интернет
баға бағасы | цен
қымбат | дорож подорож
жұмыс | работ
жалақы | зарплат заработ
зейнет | пенси
жәрдем | пособи
мүгедек | инвалид
баспана пәтер үй үйді үйі | жиль квартир дом
шатыр төбе | крыш
лифт | лифт
подъез кіреберіс | подъезд
клуб | клуб
кітапхана | библиотек
спорт | спорт
полиц учаскелік | полиц участков
ұрлық | краж
жабық жабыл | закры
ескі тозған | стар изнош ветх
жөндеу жөнде | ремонт
ауыстыр алмастыр | замен
құрылыс салу салын | строит
ашыл ашу | откро откры
сапа | качеств
кезек | очеред
жүрмей жүрмейді | ходит
үзіл | пропад прерыв перебо
әлсіз төмен | слаб низк
лас былған | гряз
шіріген | сгни
"""
#: Words that say nothing of what a text is about.
_EMPTY: Final = frozenset(
    words(
        "жоқ бар неге қашан қайда кім бұл осы және мен біз біздің үшін дейін кейін ауыл ауылда ауылы ауылында бола "
        "болады керек екі две два село селе села нет есть почему когда где кто это наш нас для после до еще уже что "
        "как при над под или будет был была нужно надо можно"
    )
)
#: So short a beginning opens words of another meaning: it is taken with an ending of a few letters only.
_SHORT, _ENDING = 3, 4
#: Of a word without a meaning here so many letters are compared: endings of both languages come after them.
_STEM: Final = 5
_A_MEANING, _A_WORD = 2.0, 1.0
#: Two texts of one word each would be alike whenever they share it.
_LEAST_WEIGHT: Final = 8.0
#: A text is compared by its beginning: what it is about stands there.
_LETTERS: Final = 600


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for number, line in enumerate(filter(None, _MEANINGS.splitlines())):
        for word in line.replace("|", " ").split():
            table.setdefault(fold(word), f"={number}")
    return table


_TABLE: Final = _table()
_LONGEST: Final = max(map(len, _TABLE))


@dataclass(frozen=True)
class Marks:
    """What a text is compared by."""

    meanings: frozenset[str]
    trigrams: frozenset[str]

    @property
    def weight(self) -> float:
        return _weight(self.meanings)


def marks(text: str) -> Marks:
    """Of its beginning: the meanings and stems of its words, and the runs of three letters of each."""
    found = [word for word in words(text[:_LETTERS]) if word not in _EMPTY and (len(word) > 1 or word.isdecimal())]
    runs = {f" {word} "[at : at + 3] for word in found for at in range(len(word))}
    return Marks(frozenset(map(_meaning, found)), frozenset(runs))


def alike(one: Iterable[Marks], other: Iterable[Marks]) -> float:
    """From 0 to 1: of texts in several languages the best pair counts."""
    others = list(other)
    return max((_pair(first, second) for first in one for second in others), default=0.0)


def _pair(one: Marks, other: Marks) -> float:
    if not one.meanings or not other.meanings:
        return 0.0
    shared = _weight(one.meanings & other.meanings)
    # A short question is alike a long issue that says all of it, and more.
    held = shared / max(_LEAST_WEIGHT, min(one.weight, other.weight))
    both = 2 * shared / (one.weight + other.weight)
    letters = len(one.trigrams & other.trigrams) / len(one.trigrams | other.trigrams)
    return min(1.0, max((held + both) / 2, letters))


def _weight(meanings: frozenset[str]) -> float:
    return sum(_A_MEANING if each.startswith("=") else _A_WORD for each in meanings)


def _meaning(word: str) -> str:
    for length in range(min(len(word), _LONGEST), 1, -1):
        known = _TABLE.get(word[:length])
        if known is not None and (length > _SHORT or len(word) - length <= _ENDING):
            return known
    return word[:_STEM]
