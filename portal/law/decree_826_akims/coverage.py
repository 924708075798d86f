"""How often akims meet the population: the least number of meetings in each unit, in both editions of Decree No. 826.

A village inside a rural district is not a unit of its own for the akim of the district: one visit to each unit of the
first tier. This reading gives the number of meetings that were really reported.
"""

from __future__ import annotations

from datetime import date

from portal.kernel.periods import Kind
from portal.kernel.wording import Lines
from portal.law.counting.due import EndOfPeriod
from portal.law.counting.planning import Addressee, Group, Span
from portal.law.decree_826_akims.decree import C1, C2
from portal.law.duty import Act, ByPeriod, Closing, Coverage, Duty, since
from portal.law.evidence import Evidence
from portal.law.stating import AKIMS, clause, state_duty

_AMENDED = date(2024, 1, 1)
_NORMS = ("cov-1", "cov-2", "cov-3", "cov-4", "cov-5")
#: The decree came in March 2022: the first whole quarter, half-year and year that it could order.
_FIRST: dict[Kind, date] = {"quarter": date(2022, 4, 1), "half": date(2022, 7, 1), "year": date(2022, 1, 1)}

_OFTEN: dict[Kind, Lines] = {
    "year": Lines("жылына кемінде бір рет", "не реже одного раза в год", "at least once a year"),
    "half": Lines("жарты жылда кемінде бір рет", "не реже одного раза в полугодие", "at least once a half-year"),
    "quarter": Lines("тоқсанына кемінде бір рет", "не реже одного раза в квартал", "at least once a quarter"),
}

_FROM_NEWS = Lines(
    kk="Жаңа редакциядағы жиілік жаңалықтардан белгілі: мәтіннің өзі оқылған жоқ.",
    ru="Частота в новой редакции известна из новостей: сам текст не прочитан.",
    en="The frequency in the new edition is known from news: the text itself was not read.",
)
_DOUBT = Lines(
    kk="Жаңа редакциядағы жиілік расталмаған: бұрынғыдай тоқсанына бір рет болуы мүмкін.",
    ru="Частота в новой редакции не подтверждена: она могла остаться ежеквартальной.",
    en="The frequency in the new edition is not confirmed: it may still be quarterly.",
)


def _norm(
    key: str, to: Addressee, coverage: Coverage, title: Lines, wording: Lines, *, before: Kind, now: Kind
) -> tuple[Duty, Duty]:
    """Both editions of one norm; `wording` takes {often}."""

    def edition(act: Act, kind: Kind, span: Span, doubt: Lines | None) -> Duty:
        said = Lines.written(lambda language: wording.get(language).format(often=_OFTEN[kind].get(language)))
        return state_duty(
            key,
            act,
            clause(""),
            title,
            said,
            to=to,
            opens=ByPeriod(kind),
            due=EndOfPeriod(),
            evidence=(Evidence.MEETING,),
            effective=span,
            control="control_president",
            doubt=doubt,
            coverage=coverage,
            closing=Closing.MEETING,
        )

    return (
        edition(C1, before, since(_FIRST[before], _AMENDED), None),
        edition(C2, now, since(_AMENDED), _DOUBT if key == "cov-5" else _FROM_NEWS),
    )


def _whole(act: Act, span: Span, doubt: Lines | None = None) -> Duty:
    """The line over the norms. It has no number of its own: counted beside them one village would be missed twice, and
    whoever has no unit would owe nothing in particular. So it is owed, met and missed unit by unit alone.
    """
    return state_duty(
        "C-cov",
        act,
        clause(""),
        Lines("Кездесулердің ең аз саны", "Минимальные нормы охвата", "Minimum coverage"),
        Lines(
            "Әр деңгейдегі әкімдер әр аумақтық бірлікте белгіленген ең аз саннан кем емес кездесу өткізеді: әкім "
            "деңгейлері бойынша нормалар жеке міндеттерде көрсетілген.",
            "Акимы каждого уровня проводят в каждой территориальной единице не меньше установленного числа встреч: "
            "см. нормы cov-1 – cov-5.",
            "Akims of each level hold at least the set number of meetings in each territorial unit: see norms cov-1 to "
            "cov-5.",
        ),
        to=AKIMS,
        opens=ByPeriod("year"),
        due=EndOfPeriod(),
        evidence=(Evidence.MEETING,),
        effective=span,
        control="control_president",
        doubt=doubt,
        closing=Closing.MEETING,
        counted_in=_NORMS,
    )


DUTIES = (
    _whole(C1, since(_FIRST["year"], _AMENDED)),
    _whole(C2, since(_AMENDED), _FROM_NEWS),
    *_norm(
        "cov-1",
        Addressee(group=Group.REGIONS),
        Coverage(1, (Group.DISTRICTS, Group.REGIONAL_CITIES), is_visit=True),
        Lines("Облыс әкімінің көшпелі кездесулері", "Выезды акима области", "Visits of the akim of a region"),
        Lines(
            "Облыс әкімі әр ауданда және облыстық маңызы бар әр қалада {often} көшпелі кездесу өткізеді.",
            "Аким области проводит выездную встречу в каждом районе и городе областного значения {often}.",
            "The akim of a region holds an away meeting in each district and city of regional significance {often}.",
        ),
        before="half",
        now="year",
    ),
    *_norm(
        "cov-2",
        Addressee(group=Group.REPUBLICAN_CITIES),
        Coverage(1, (Group.CITY_DISTRICTS,), is_visit=True),
        Lines(
            "Республикалық маңызы бар қала мен астана әкімінің көшпелі кездесулері",
            "Выезды акима города республиканского значения, столицы",
            "Visits of the akim of a city of republican significance or the capital",
        ),
        Lines(
            "Республикалық маңызы бар қаланың, астананың әкімі қаладағы әр ауданда {often} көшпелі кездесу өткізеді.",
            "Аким города республиканского значения, столицы проводит выездную встречу в каждом районе города {often}.",
            "The akim of a city of republican significance or of the capital holds an away meeting in each city "
            "district {often}.",
        ),
        before="quarter",
        now="year",
    ),
    *_norm(
        "cov-3",
        Addressee(group=Group.DISTRICTS),
        Coverage(1, (Group.VILLAGES, Group.RURAL_DISTRICTS, Group.DISTRICT_CITIES), is_visit=True),
        Lines("Аудан әкімінің көшпелі кездесулері", "Выезды акима района", "Visits of the akim of a district"),
        Lines(
            "Аудан әкімі әр ауылда, кентте, ауылдық округте және аудандық маңызы бар әр қалада {often} көшпелі кездесу "
            "өткізеді.",
            "Аким района проводит выездную встречу в каждом селе, посёлке, сельском округе и городе районного значения "
            "{often}.",
            "The akim of a district holds an away meeting in each village, settlement, rural district and city of "
            "district significance {often}.",
        ),
        before="quarter",
        now="half",
    ),
    *_norm(
        "cov-4",
        Addressee(group=Group.REGIONAL_CITIES, beside=(Group.DISTRICT_CITIES, Group.RURAL_DISTRICTS)),
        Coverage(1, (Group.CITY_DISTRICTS, Group.VILLAGES), is_visit=True),
        Lines(
            "Қала мен ауылдық округ әкімінің көшпелі кездесулері",
            "Выезды акима города, сельского округа",
            "Visits of the akim of a city or rural district",
        ),
        Lines(
            "Облыстық және аудандық маңызы бар қаланың, ауылдық округтің әкімі оның құрамындағы әр ауданда (шағын "
            "ауданда), ауылда, кентте {often} көшпелі кездесу өткізеді.",
            "Аким города областного и районного значения, сельского округа проводит выездную встречу в каждом входящем "
            "в него районе (микрорайоне), селе, посёлке {often}.",
            "The akim of a city of regional or district significance or of a rural district holds an away meeting in "
            "each city district (microdistrict), village and settlement inside it {often}.",
        ),
        before="quarter",
        now="half",
    ),
    *_norm(
        "cov-5",
        Addressee(group=Group.VILLAGES, beside=(Group.CITY_DISTRICTS,)),
        Coverage(1, (Group.VILLAGES, Group.CITY_DISTRICTS), is_visit=False),
        Lines(
            "Ауыл, кент, қаладағы аудан әкімінің кездесулері",
            "Встречи акима села, посёлка, района в городе",
            "Meetings of the akim of a village, settlement or city district",
        ),
        Lines(
            "Ауылдың, кенттің, қаладағы ауданның әкімі өз аумағында халықпен {often} кездеседі.",
            "Аким села, посёлка, района в городе встречается с населением на своей территории {often}.",
            "The akim of a village, settlement or city district meets the population there {often}.",
        ),
        before="quarter",
        now="half",
    ),
)
