"""The flexible calendar of akims' meetings, approved every year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, FixedDay
from portal.law.counting.planning import Addressee, Group
from portal.law.decree_826_akims.decree import AMENDED, C1, C2
from portal.law.duty import ByPeriod, Closing, Confidence, Duty, since
from portal.law.evidence import Evidence
from portal.law.windows import Window

_REGIONAL_AKIMATS = Addressee(group=Group.REGIONAL_AKIMATS)


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
    # On the portal the day is that of decision 3 in owner_decisions.py.
    due=FixedDay(0, 1, 15, Bound.BEFORE),
    # 15 January 2022 was over when the decree was signed.
    for_periods=since(date(2023, 1, 1), AMENDED),
    recipient_function="",
    control_function="control_president",
    closing=Closing.RECORD,
    evidence=(Evidence.ORDER, Evidence.MASLIKHAT),
    confidence=Confidence.VERIFIED,
    own_window=Window.AHEAD,
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
    for_periods=since(AMENDED),
)


DUTIES = (CALENDAR_2022, CALENDAR)
