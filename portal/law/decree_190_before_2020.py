"""Report meetings of ministers and akims before February 2020: Decree No. 190 as signed and as amended in 2018.

These texts were not read: what is known of them is retold in the news and on pages of offices. The reception around the
meeting, the hearing, and what is published before and after are proven from the edition of 2020 on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.kernel.periods import Kind
from portal.kernel.wording import Lines
from portal.law import decree_190_reports
from portal.law.counting.due import Bound, DueRule, FixedDay, MonthDay
from portal.law.counting.planning import Addressee, Group
from portal.law.decree_190_reports import EDITION_OF_2020, FIRST_YEAR_OF_2020, A
from portal.law.duty import Act, ByPeriod, Confidence, Duty, since
from portal.law.evidence import Evidence
from portal.law.stating import MINISTRIES, RETOLD, clause, state_duty
from portal.law.windows import Window

_PRESIDENT = "control_president"
#: Signed; the day it took effect is not confirmed.
_EDITION_OF_2018 = date(2018, 1, 10)
_FIRST_YEAR_OF_2018 = date(2018, 1, 1)

A16 = replace(
    A,
    key="A16",
    title=Lines(
        kk="Қазақстан Республикасы Президентінің 2016 жылғы 5 ақпандағы № 190 Жарлығы, бастапқы редакция",
        ru="Указ Президента Республики Казахстан от 5 февраля 2016 года № 190, первоначальная редакция",
        en="Decree of the President No. 190 of 5 February 2016, first edition",
    ),
    note=Lines(
        kk="2018 жылғы 10 қаңтардағы № 622 Жарлықпен өзгертілді.",
        ru="Изменён Указом от 10 января 2018 года № 622.",
        en="Amended by Decree No. 622 of 10 January 2018.",
    ),
    in_force=since(date(2016, 2, 5), _EDITION_OF_2018),
)
A18 = replace(
    A,
    key="A18",
    title=Lines(
        kk="Қазақстан Республикасы Президентінің 2016 жылғы 5 ақпандағы № 190 Жарлығы, 2018 жылғы 10 қаңтардағы № 622 "
        "Жарлықпен енгізілген өзгерістермен",
        ru="Указ Президента Республики Казахстан от 5 февраля 2016 года № 190 с изменениями, внесёнными указом от "
        "10 января 2018 года № 622",
        en="Decree of the President No. 190 of 5 February 2016, as amended by Decree No. 622 of 10 January 2018",
    ),
    note=Lines(
        kk="2020 жылғы 24 ақпандағы № 272 Жарлықпен өзгертілді.",
        ru="Изменён Указом от 24 февраля 2020 года № 272.",
        en="Amended by Decree No. 272 of 24 February 2020.",
    ),
    in_force=since(_EDITION_OF_2018, EDITION_OF_2020),
)

#: The meetings of 2016 were the first.
_YEARS = {A16: since(date(2016, 1, 1), _FIRST_YEAR_OF_2018), A18: since(_FIRST_YEAR_OF_2018, FIRST_YEAR_OF_2020)}

_MINISTER = {
    A16: Lines(
        "Орталық атқарушы органның басшысы жыл сайын екінші тоқсанда халық алдында есеп беру кездесуін өткізеді.",
        "Руководитель центрального исполнительного органа ежегодно в течение второго квартала проводит отчётную "
        "встречу с населением.",
        "The head of a central executive body holds a report meeting with the population every year in the second "
        "quarter.",
    ),
    A18: Lines(
        "Орталық атқарушы органның басшысы жыл сайын екінші тоқсанда республикалық телеарнаның тікелей эфирінде халық "
        "алдында есеп беру кездесуін өткізеді. Қорғаныс, Сыртқы істер министрлеріне және 2020 жылғы 24 ақпанға дейін "
        "Қорғаныс және аэроғарыш өнеркәсібі министріне қатысты емес.",
        "Руководитель центрального исполнительного органа ежегодно в течение второго квартала проводит отчётную "
        "встречу с населением в прямом эфире республиканского телеканала. Не распространяется на министров обороны, "
        "иностранных дел, а до 24 февраля 2020 года – и оборонной и аэрокосмической промышленности.",
        "The head of a central executive body holds a report meeting with the population every year in the second "
        "quarter, live on a national television channel. This leaves out the ministers of Defence, of Foreign Affairs "
        "and, to 24 February 2020, of Defence and Aerospace Industry.",
    ),
}

_AKIMS = Lines(
    "Облыстардың, республикалық маңызы бар қалалардың және астананың әкімдері есеп беру кездесуін бірінші тоқсанда; "
    "аудандардың, облыстық маңызы бар қалалардың және қаладағы аудандардың әкімдері бірінші және үшінші тоқсандарда; "
    "аудандық маңызы бар қалалардың, ауылдық округтердің, кенттер мен ауылдардың әкімдері әр тоқсанның бірінші айында "
    "өткізеді.",
    "Отчётную встречу проводят: акимы областей, городов республиканского значения и столицы – в первом квартале; акимы "
    "районов, городов областного значения и районов в городах – в первом и третьем кварталах; акимы городов районного "
    "значения, сельских округов, посёлков и сёл – ежеквартально, в первом месяце квартала.",
    "A report meeting is held by akims of regions, of cities of republican significance and of the capital in the "
    "first quarter; by akims of districts, cities of regional significance and city districts in the first and third "
    "quarters; by akims of cities of district significance, rural districts, settlements and villages every quarter, "
    "in its first month.",
)
#: How often each level reported: the kind of period, its last day, and who. No akim is in two of them.
_LEVELS: tuple[tuple[Kind, DueRule, Addressee], ...] = (
    ("year", FixedDay(0, 3, 31, Bound.NOT_LATER), Addressee(group=Group.REGIONAL_AKIMATS)),
    # The first quarter of each half-year.
    (
        "half",
        MonthDay(3, 1, Bound.BEFORE),
        Addressee(group=Group.DISTRICTS, beside=(Group.REGIONAL_CITIES, Group.CITY_DISTRICTS)),
    ),
    # Its first month.
    (
        "quarter",
        MonthDay(1, 1, Bound.BEFORE),
        Addressee(group=Group.DISTRICT_CITIES, beside=(Group.RURAL_DISTRICTS, Group.VILLAGES)),
    ),
)


def _minister(act: Act) -> Duty:
    return state_duty(
        "A-1",
        act,
        clause("1"),
        Lines("Министрлердің есеп беру кездесуі", "Отчётная встреча министра", "Report meeting of the minister"),
        _MINISTER[act],
        to=MINISTRIES,
        opens=ByPeriod("year"),
        due=FixedDay(0, 6, 30, Bound.NOT_LATER),
        evidence=(Evidence.RECORD,),
        effective=_YEARS[act],
        control=_PRESIDENT,
        doubt=RETOLD,
        window=Window.WITHIN,
    )


def _akim(act: Act, kind: Kind, due: DueRule, to: Addressee) -> Duty:
    return state_duty(
        "A-2",
        act,
        clause("2"),
        Lines("Әкімдердің есеп беру кездесуі", "Отчётная встреча акима", "Report meeting of the akim"),
        _AKIMS,
        to=to,
        opens=ByPeriod(kind),
        due=due,
        evidence=(Evidence.RECORD,),
        effective=_YEARS[act],
        control=_PRESIDENT,
        doubt=RETOLD,
        window=Window.WITHIN,
    )


#: Of these no report tells of a change before 2020.
_LIKE_2020 = tuple(duty for duty in decree_190_reports.DUTIES if duty.key in {"A-12.5", "A-r"})

DUTIES = tuple(
    duty
    for act in (A16, A18)
    for duty in (
        _minister(act),
        *(_akim(act, kind, due, to) for kind, due, to in _LEVELS),
        *(
            replace(each, act=act, for_periods=_YEARS[act], confidence=Confidence.UNVERIFIED, doubt=RETOLD)
            for each in _LIKE_2020
        ),
    )
)
