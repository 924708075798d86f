"""Meetings of akims: Decree No. 826, in its first edition (C1) and as amended in November 2023 (C2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, DayAfterPeriod, FixedDay
from portal.law.counting.planning import Addressee, Group
from portal.law.duty import Act, ByPeriod, Closing, Confidence, Duty, since
from portal.law.evidence import Evidence

_REGIONAL_AKIMATS = Addressee(group=Group.REGIONAL_AKIMATS)

#: The amended edition applies from January 2024; the first one from March 2022 (the very day is not confirmed).
_AMENDED = date(2024, 1, 1)

C1 = Act(
    key="C1",
    title=Lines(
        kk="Қазақстан Республикасы Президентінің 2022 жылғы 3 наурыздағы № 826 Жарлығы, бастапқы редакция",
        ru="Указ Президента Республики Казахстан от 3 марта 2022 года № 826, первоначальная редакция",
        en="Decree of the President No. 826 of 3 March 2022, first edition",
    ),
    short=Lines(kk="№ 826 Жарлық", ru="Указ № 826", en="Decree No. 826"),
    note=Lines(
        kk="2023 жылғы 20 қарашадағы Жарлықпен өзгертілді.",
        ru="Изменён Указом от 20 ноября 2023 года.",
        en="Amended by the decree of 20 November 2023.",
    ),
    in_force=since(date(2022, 3, 7), _AMENDED),
)

C2 = Act(
    key="C2",
    title=Lines(
        kk="Қазақстан Республикасы Президентінің 2022 жылғы 3 наурыздағы № 826 Жарлығы, 2023 жылғы 20 қарашадағы "
        "өзгерістермен",
        ru="Указ Президента Республики Казахстан от 3 марта 2022 года № 826 с изменениями от 20 ноября 2023 года",
        en="Decree of the President No. 826 of 3 March 2022 as amended on 20 November 2023",
    ),
    short=Lines(kk="№ 826 Жарлық", ru="Указ № 826", en="Decree No. 826"),
    note=Lines(kk="Қолданыста.", ru="Действует.", en="In force."),
    in_force=since(_AMENDED),
)

CALENDAR_2022 = Duty(
    key="C-2.1",
    act=C1,
    clause=Lines(kk="2.1-тармақ", ru="пункт 2.1", en="clause 2.1"),
    title=Lines(kk="Әкімдер кездесулерінің күнтізбесі", ru="Календарь встреч акимов", en="Calendar of akims' meetings"),
    action=Lines(
        kk="Әкімдердің {year} жылға арналған кездесулер күнтізбесін бекіту",
        ru="Утвердить календарь встреч акимов на {year} год",
        en="Approve the calendar of akims' meetings for {year}",
    ),
    wording=Lines(
        kk="Облыстардың, республикалық маңызы бар қалалардың және астананың әкімдері төмен тұрған барлық әкімдердің "
        "икемді күнтізбесін мәслихатпен келісіп, жыл сайын 15 қаңтарға дейін бекітеді.",
        ru="Акимы областей, городов республиканского значения и столицы ежегодно до 15 января утверждают гибкий "
        "календарь встреч всех нижестоящих акимов по согласованию с маслихатом.",
        en="Akims of regions, cities of republican significance and the capital approve every year, before 15 January, "
        "a flexible calendar of all akims below them, in agreement with the maslikhat.",
    ),
    proof=Lines(
        kk="Күнтізбені бекіту туралы акт және мәслихаттың құжаты: файл немесе сілтеме.",
        ru="Акт об утверждении календаря и документ маслихата: файл или ссылка.",
        en="The act that approves the calendar and the document of the maslikhat: a file or a link.",
    ),
    addressee=_REGIONAL_AKIMATS,
    exempt_under="C",
    opens=ByPeriod("year"),
    due=FixedDay(0, 1, 15, Bound.BEFORE),
    # 15 January 2022 was over when the decree was signed.
    for_periods=since(date(2023, 1, 1), _AMENDED),
    recipient_function="",
    control_function="control_president",
    closing=Closing.RECORD,
    evidence=(Evidence.ORDER, Evidence.MASLIKHAT),
    confidence=Confidence.VERIFIED,
)

CALENDAR = replace(
    CALENDAR_2022,
    act=C2,
    wording=Lines(
        kk="Облыстардың, республикалық маңызы бар қалалардың және астананың әкімдері төмен тұрған барлық әкімдердің "
        "икемді күнтізбесін жыл сайын 15 қаңтарға дейін бекітеді және бұл туралы мәслихатты хабардар етеді.",
        ru="Акимы областей, городов республиканского значения и столицы ежегодно до 15 января утверждают гибкий "
        "календарь встреч всех нижестоящих акимов и уведомляют об этом маслихат.",
        en="Akims of regions, cities of republican significance and the capital approve every year, before 15 January, "
        "a flexible calendar of all akims below them and notify the maslikhat.",
    ),
    for_periods=since(_AMENDED),
)

PROGRESS_2022 = Duty(
    key="C-3.5d",
    act=C1,
    clause=Lines(kk="3.5-тармақ", ru="пункт 3.5", en="clause 3.5"),
    title=Lines(
        kk="Әкімдіктер мәселелерінің орындалу барысы",
        ru="Ход решения проблемных вопросов акиматами",
        en="Progress on issues of akimats",
    ),
    action=Lines(
        kk="{year} жылғы {roman} тоқсандағы мәселелердің орындалу барысын жариялау",
        ru="Опубликовать информацию о ходе решения проблемных вопросов за {roman} квартал {year} года",
        en="Publish the progress on issues for Q{number} {year}",
    ),
    wording=Lines(
        kk="Әкімдер кездесулерде көтерілген мәселелердің орындалу барысын тоқсан сайын, келесі айдың 25-күніне қарай "
        "жариялайды.",
        ru="Акимы ежеквартально, к 25-му числу следующего месяца, публикуют информацию о ходе решения проблемных "
        "вопросов, поднятых населением на встречах.",
        en="Akims publish every quarter, by the 25th of the next month, the progress on issues raised at meetings.",
    ),
    proof=Lines(
        kk="Жарияланған кесте: файл немесе сілтеме.",
        ru="Опубликованная таблица: файл или ссылка.",
        en="The published table: a file or a link.",
    ),
    addressee=_REGIONAL_AKIMATS,
    exempt_under="C",
    opens=ByPeriod("quarter"),
    due=DayAfterPeriod(25, Bound.BY),
    # The first quarter of 2022 was the first to be reported under the decree, on 25 April.
    for_periods=since(date(2022, 1, 1), _AMENDED),
    recipient_function="",
    control_function="control_president",
    closing=Closing.RECORD,
    evidence=(Evidence.TABLE,),
    confidence=Confidence.VERIFIED,
)

#: Of every clause but 2.1 and the frequencies.
UNCHANGED = Lines(
    kk="2023 жылғы өзгерістер бұл тармақты бұрынғыша қалдырғаны бастапқы мәтінмен расталмаған.",
    ru="Первоисточником не подтверждено, что изменения 2023 года оставили этот пункт прежним.",
    en="That the amendment of 2023 left this clause as it was is not confirmed by a primary text.",
)
PROGRESS = replace(
    PROGRESS_2022, act=C2, for_periods=since(_AMENDED), confidence=Confidence.UNVERIFIED, doubt=UNCHANGED
)

DUTIES = (CALENDAR_2022, CALENDAR, PROGRESS_2022, PROGRESS)
