"""Meetings of akims, Decree No. 826 in its first edition: what goes up to the Government and comes back from it."""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, FixedDay, MonthDay
from portal.law.counting.planning import Addressee, Group
from portal.law.decree_826_akims.decree import C1
from portal.law.duty import ByPeriod, since
from portal.law.evidence import Evidence
from portal.law.stating import GOVERNMENT, REGIONAL_AKIMATS, clause, state_duty
from portal.law.windows import Window

_PRESIDENT = "control_president"
#: The days of January 2022 were over when the decree was signed.
_CALENDARS = since(date(2023, 1, 1), date(2024, 1, 1))
#: The first half and the first quarter of 2022 were the first to be reported under the decree.
_REPORTS = since(date(2022, 1, 1), date(2024, 1, 1))

DUTIES = (
    state_duty(
        "C-2.2",
        C1,
        clause("2.2"),
        Lines("Күнтізбені Үкіметке жіберу", "Направление календаря в Правительство", "Calendar sent to the Government"),
        Lines(
            "Облыстардың, республикалық маңызы бар қалалардың және астананың әкімдері бекітілген күнтізбені Үкіметке "
            "жыл сайын 20 қаңтарға дейін жібереді.",
            "Акимы областей, городов республиканского значения и столицы ежегодно до 20 января направляют утверждённый "
            "календарь в Правительство.",
            "Akims of regions, cities of republican significance and the capital send the approved calendar to the "
            "Government every year before 20 January.",
        ),
        to=REGIONAL_AKIMATS,
        opens=ByPeriod("year"),
        due=FixedDay(0, 1, 20, Bound.BEFORE),
        evidence=(Evidence.LETTER,),
        effective=_CALENDARS,
        sent_to="schedule_approval",
        control=_PRESIDENT,
        window=Window.AHEAD,
    ),
    state_duty(
        "C-5.1",
        C1,
        clause("5.1"),
        Lines(
            "Күнтізбелерді Президент Әкімшілігіне жіберу",
            "Направление календарей в Администрацию Президента",
            "Calendars sent to the Presidential Administration",
        ),
        Lines(
            "Үкімет бекітілген күнтізбелерді Президент Әкімшілігіне есепті жылдан кейінгі жылдың 1 ақпанына дейін "
            "жібереді.",
            "Правительство ежегодно до 1 февраля года, следующего за отчётным, направляет утверждённые календари в "
            "Администрацию Президента.",
            "The Government sends the approved calendars to the Presidential Administration every year, before "
            "1 February of the year after the reporting year.",
        ),
        to=GOVERNMENT,
        opens=ByPeriod("year"),
        due=FixedDay(0, 2, 1, Bound.BEFORE),
        evidence=(Evidence.LETTER,),
        effective=_CALENDARS,
        sent_to=_PRESIDENT,
        control=_PRESIDENT,
        window=Window.AHEAD,
    ),
    state_duty(
        "C-5.2",
        C1,
        clause("5.2"),
        Lines(
            "Орталық органдардың қатысуын қажет ететін мәселелер",
            "Вопросы, требующие участия центральных органов",
            "Issues that need central bodies",
        ),
        Lines(
            "Үкімет орталық атқарушы органдардың немесе ұлттық компаниялардың қатысуын қажет ететін мәселелерді, "
            "оларды шешу жөніндегі ұсыныстармен бірге, есепті жылдан кейінгі жылдың 15 ақпанына және 15 тамызына дейін "
            "жинақтайды.",
            "Правительство до 15 февраля и до 15 августа года, следующего за отчётным, собирает вопросы, требующие "
            "участия центральных исполнительных органов или национальных компаний, с предложениями по их решению.",
            "The Government collects, before 15 February and before 15 August of the year after the reporting year, "
            "the issues that need central executive bodies or national companies, with proposals how to solve them.",
        ),
        to=GOVERNMENT,
        opens=ByPeriod("half"),
        # The second month after the half-year: August for the first, February for the second. The text counts both
        # days in the year after the reporting one; on the portal each is named by the half-year that ended before it.
        due=MonthDay(7, 15, Bound.BEFORE),
        evidence=(Evidence.LIST,),
        effective=_REPORTS,
        control=_PRESIDENT,
        window=Window.AFTER_END,
    ),
    state_duty(
        "C-5.3",
        C1,
        clause("5.3"),
        Lines(
            "Әкімдердің кездесулерінде көтерілген салалық мәселелер",
            "Отраслевые вопросы, поднятые на встречах акимов",
            "Issues of the sector from akims' meetings",
        ),
        Lines(
            "Орталық атқарушы органдар, ұлттық холдингтер мен компаниялар әкімдердің көшпелі кездесулерінде "
            "көтерілген, өз құзыретіне жататын мәселелерді, оларды шешу жолы мен барысын тоқсан сайын жариялайды және "
            "жаңартады; мұны Үкімет қамтамасыз етеді. Мәтінде күн белгіленбеген.",
            "Центральные исполнительные органы, национальные холдинги и компании ежеквартально публикуют и обновляют "
            "перечень проблемных вопросов, входящих в их компетенцию, из числа поднятых на выездных встречах "
            "акимов, с путями и ходом решения; это обеспечивает Правительство. День в тексте не установлен.",
            "Central executive bodies, national holdings and companies publish and update every quarter the issues in "
            "their competence raised at akims' away meetings: the way to solve them and the progress; the Government "
            "ensures it. The text sets no day.",
        ),
        to=Addressee(group=Group.MINISTRIES, beside=(Group.NATIONAL_COMPANIES,)),
        # On the portal the day is that of decision 2 in owner_decisions.py.
        opens=ByPeriod("quarter"),
        evidence=(Evidence.TABLE,),
        effective=_REPORTS,
        control=_PRESIDENT,
        window=Window.AFTER_END,
    ),
)
