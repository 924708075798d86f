"""What a question is about, guessed by the beginnings of its words in Kazakh and in Russian. A person confirms it."""

from __future__ import annotations

from typing import Final

from portal.kernel.folding import fold, words

OTHER: Final = "other"
#: Of topics that are named equally often the first here is taken: the narrower ones stand before the wide.
_STEMS: Final = {
    "health": (
        "аурухан больниц поликлини емхан дәрігер врач терапевт педиатр фельдшер медпункт медици мәмс осмс "
        "дәрі-дәрмек дәріхан лекарств аптек жедел скорая скорой вакцин сырқат денсаулы здоров стоматолог узи "
        "флюорограф онколог"
    ),
    "education": (
        "мектеп мектебі школ балабақша балабақшас садик детсад детск мұғалім учител оқушы ученик оқулық "
        "учебник колледж интернат студент воспитател сынып класс-комплект дошкольн мектепке"
    ),
    "transport": ("автобус маршрут жолаушы пассажир проездн такси аялдама остановк электричк поезд жолақы"),
    "roads": (
        "жол жолды жолға жолы дорог дорож трасс асфальт тротуар көпір мост щебен шұңқыр ямочн бағдаршам "
        "светофор грейдер освещени жарықтандыр гравий"
    ),
    "water": (
        "су суы суды сумен ауызсу вода воды воду водой водопровод водоснаб құбыр колонк скважин ұңғыма питьев водокана"
    ),
    "energy": ("газ газбен электр ток жарық свет энерги трансформатор подстанци көмір угол уголь угля напряжени"),
    "ecology": (
        "қоқыс мусор свалк полигон эколог көгалдандыр озеленен жасыл ағаш дерев воздух ауа түтін смог саябақ "
        "парк загрязн абат благоустр бродяч қаңғыбас арықт"
    ),
    "social": (
        "мүгедек инвалид зейнет пенси жәрдемақ пособи асыра әлеуметт социальн атаулы адресн көпбалал многодет "
        "қарттар пожил ерекше коляск опек алимент"
    ),
    "order": (
        "полици участков учаскелік тәртіп правопоряд кража ұрлық мошенн алаяқ наркот есірт камер бұзақы "
        "хулиган прокур бейнебақылау видеонаблюд патрул"
    ),
    "land": ("жер участ земел земл кадастр ижс мал-жай жайылым пастбищ межев сервитут"),
    "agriculture": (
        "мал малды скот егін урожа фермер шаруа крестьянск субсиди сельхоз ауылшаруаш тұқым семен техника жем "
        "шөп суармалы поливн орошен ветерин ветпункт каналдағы комбайн"
    ),
    "jobs": ("жұмыс жұмыссыз работ ваканси жалақ зарплат айлық безработ еңбекақы заработн трудоустр"),
    "communications": ("интернет байланыс связ связь сотов мобильн вышк мұнара телефон почт пошта wifi"),
    "prices": ("баға бағас цен дорожа қымбат азық-түлік тариф инфляц подорожа сәндір"),
    "business": (
        "кәсіпкер бизнес предприниматель предпринимател несие кредит грант салық налог базар рынок дүкен магазин"
    ),
    "culture": (
        "клуб мәдениет культур кітапхан библиотек спорт стадион спортзал секци мұражай музей концерт футбол "
        "үйірме кружк мешіт"
    ),
    "housing": (
        "үй үйді баспана пәтер жиль жилье квартир кск осi оси жкх тұрғын подъезд лифт шатыр крыш жылу отоплен "
        "теплосет кәріз канализ котельн аварийн ипотек кезек очередник подвал"
    ),
}


def _folded(stems: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(words(stem)) for stem in fold(stems).split()))


_TABLE: Final = {topic: _folded(stems) for topic, stems in _STEMS.items()}
#: So short a stem begins words of another meaning: it is taken with an ending of a few letters only.
_SHORT, _ENDING = 3, 4


def guess(text: str) -> str:
    """The topic whose stems begin most words of the text, the rest when none does."""
    asked = words(text)
    counted = {topic: sum(_begins(word, stems) for word in asked) for topic, stems in _TABLE.items()}
    best = max(counted, key=lambda topic: counted[topic])
    return best if counted[best] else OTHER


def _begins(word: str, stems: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) and (len(stem) > _SHORT or len(word) - len(stem) <= _ENDING) for stem in stems)
