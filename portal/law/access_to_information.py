"""The law on access to information: reporting to the population, state bodies' sites, and their oversight."""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, FixedDay
from portal.law.counting.events import DaysAfter, Event
from portal.law.counting.planning import Addressee, Group
from portal.law.duty import Act, Always, ByPeriod, Duty, OnEvents, since
from portal.law.evidence import Evidence
from portal.law.stating import INFORMATION_BODY, LOWER_AKIMS, article, state_duty
from portal.law.windows import Window

L = Act(
    key="L",
    title=Lines(
        kk="«Ақпаратқа қол жеткізу туралы» Қазақстан Республикасының 2015 жылғы 16 қарашадағы № 401-V Заңы",
        ru="Закон Республики Казахстан от 16 ноября 2015 года № 401-V «О доступе к информации»",
        en="Law No. 401-V of 16 November 2015 on access to information",
    ),
    short=Lines(kk="№ 401-V Заң", ru="Закон № 401-V", en="Law No. 401-V"),
    note=Lines(
        kk="Қолданыста, 2015 жылғы 27 қарашадан ерте күшіне енген жоқ; 2026 жылғы 11 маусымдағы редакциясы оқылды.",
        ru="Действует, введён в действие не ранее 27 ноября 2015 года; прочитан в редакции от 11 июня 2026 года.",
        en="In force, not before 27 November 2015; read in its edition of 11 June 2026.",
    ),
    in_force=since(date(2015, 11, 27)),
    address="https://adilet.zan.kz/rus/docs/Z1500000401",
    address_confirmed=True,
)

#: The edition in which these articles were read. Since when they stand in the law is not known.
_READ = date(2026, 6, 11)
#: From here on the law surely says "at least once a year".
_YEARLY = date(2021, 1, 1)

#: A report meeting recorded here meets it.
REPORT_DUTY = "L-9.3"

_REPORT_TITLE = Lines("Халық алдында есеп беру", "Отчёт перед населением", "Report to the population")


def _report(wording: Lines, first: date, end: date | None = None, doubt: Lines | None = None) -> Duty:
    return state_duty(
        "L-9.3",
        L,
        article("9(3), 10(4), 14"),
        _REPORT_TITLE,
        wording,
        # Heads of national universities stand in the text only: they are no bodies of the portal.
        to=Addressee(group=Group.MINISTRIES, beside=(Group.REGIONAL_AKIMATS, *LOWER_AKIMS)),
        opens=ByPeriod("year"),
        due=FixedDay(0, 12, 31, Bound.NOT_LATER),
        evidence=(Evidence.MEETING,),
        effective=since(first, end),
        doubt=doubt,
        window=Window.WITHIN,
    )


_REPORT = Lines(
    "Министрлер (Қорғаныс және Сыртқы істер министрлерінен басқа), барлық деңгейдегі әкімдер және ұлттық жоғары оқу "
    "орындарының басшылары жылына кемінде бір рет халық алдында есеп береді.",
    "Министры (кроме министров обороны и иностранных дел), акимы всех уровней и руководители национальных высших "
    "учебных заведений отчитываются перед населением не реже одного раза в год.",
    "Ministers (except those of Defence and of Foreign Affairs), akims of all levels and heads of national "
    "universities report to the population at least once a year.",
)

DUTIES = (
    _report(
        _REPORT,
        # The first whole year of the law.
        date(2016, 1, 1),
        _YEARLY,
        Lines(
            kk="«Жылына кемінде бір рет» деген сөздер заңда 2021 жылдан бері бар екені ғана анық.",
            ru="Слова «не реже одного раза в год» в законе достоверно есть только с 2021 года.",
            en="The words “at least once a year” surely stand in the law from 2021 only.",
        ),
    ),
    _report(_REPORT, _YEARLY),
    state_duty(
        "L-16.3",
        L,
        article("16(3)"),
        Lines(
            "Сайттағы қабылдау графигі, байланыстар және есептер",
            "График приёма, контакты и отчёты на сайте",
            "Reception schedule, contacts and reports on the site",
        ),
        Lines(
            "Мемлекеттік органның сайтында азаматтарды қабылдау графигі, байланыс деректері және атқарылған жұмыс "
            "туралы есептер тұрады, әрқайсысында орналастырылған және жаңартылған күні көрсетіледі.",
            "На интернет-ресурсе государственного органа размещены график приёма граждан, контактные данные и отчёты о "
            "проделанной работе, у каждого указаны дата размещения и дата обновления.",
            "The site of a state body shows the schedule of reception, contacts and reports on the work done, each "
            "with its day of posting and of update.",
        ),
        to=Addressee(group=Group.STATE_BODIES, beside=(Group.REGIONAL_AKIMATS, *LOWER_AKIMS, Group.MASLIKHATS)),
        opens=Always(),
        evidence=(Evidence.PUBLICATION,),
        effective=since(_READ),
        exempt_under="",
    ),
    state_duty(
        "L-6-2",
        L,
        article("6-2"),
        Lines(
            "Ақпаратқа қол жеткізу жөніндегі жылдық есеп",
            "Ежегодный отчёт о доступе к информации",
            "Yearly report on access to information",
        ),
        Lines(
            "Ақпаратқа қол жеткізу саласындағы уәкілетті орган жыл сайын 1 маусымнан кешіктірмей Президентке есеп "
            "береді және оны жариялайды.",
            "Уполномоченный орган в области доступа к информации ежегодно не позднее 1 июня представляет отчёт "
            "Президенту и публикует его.",
            "The authorised body for access to information reports to the President every year, not later than 1 June, "
            "and publishes the report.",
        ),
        to=INFORMATION_BODY,
        opens=ByPeriod("year"),
        due=FixedDay(0, 6, 1, Bound.NOT_LATER),
        evidence=(Evidence.REPORT, Evidence.PUBLICATION),
        # 1 June 2026 was over in the edition that was read.
        effective=since(date(2027, 1, 1)),
        sent_to="control_president",
        window=Window.FROM_START,
    ),
    state_duty(
        "L-19-1",
        L,
        article("19-1"),
        Lines(
            "Ақпаратқа қол жеткізу жөніндегі жоспардан тыс тексеру",
            "Внеплановая проверка доступа к информации",
            "Unscheduled inspection of access to information",
        ),
        Lines(
            "Ақпаратқа қол жеткізу саласындағы уәкілетті орган жоспардан тыс тексерулер жүргізеді; анықталған "
            "бұзушылықтар күнтізбелік 30 күннен аспайтын мерзімде жойылады.",
            "Уполномоченный орган в области доступа к информации проводит внеплановые проверки; выявленные нарушения "
            "устраняются в срок не более 30 календарных дней.",
            "The authorised body for access to information carries out unscheduled inspections; the faults found are "
            "mended within at most 30 calendar days.",
        ),
        to=INFORMATION_BODY,
        opens=OnEvents((Event.FAULT_FOUND,), DaysAfter(30, Bound.NOT_LATER)),
        evidence=(Evidence.INSPECTION,),
        effective=since(_READ),
    ),
)
