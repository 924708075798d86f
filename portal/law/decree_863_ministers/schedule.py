"""The way to the schedule of ministers' meetings: proposals, departmental plan, draft, approval; then the progress.

The decree was repealed on 9 January 2024. These duties stand on the portal by decision 1 in owner_decisions.py.
"""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, FixedDay
from portal.law.counting.planning import Addressee, Group
from portal.law.decree_863_ministers.decree import B0, B
from portal.law.duty import ByPeriod, Closing, Confidence, Duty, since
from portal.law.evidence import Evidence
from portal.law.windows import Window

_MINISTRIES = Addressee(group=Group.MINISTRIES)


PROPOSALS = Duty(
    key="B-1.4-prop",
    act=B0,
    clause=Lines(kk="1.4-тармақ", ru="пункт 1.4", en="clause 1.4"),
    title=Lines(kk="Жылға арналған ұсыныстар", ru="Предложения на год", en="Proposals for the year"),
    action=Lines(
        kk="{year} жылға арналған ұсыныстарды жіберу",
        ru="Направить предложения на {year} год",
        en="Send the proposals for {year}",
    ),
    wording=Lines(
        kk="Орталық атқарушы органдар бірінші басшылардың келесі жылғы кездесулері туралы ұсыныстарды бұқаралық "
        "ақпарат құралдары саласындағы уәкілетті органға 1 желтоқсаннан кешіктірмей жібереді.",
        ru="Центральные исполнительные органы не позднее 1 декабря направляют в уполномоченный орган в области средств "
        "массовой информации предложения по встречам первых руководителей на предстоящий календарный год.",
        en="Central executive bodies send the authorised body for mass media, not later than 1 December, their "
        "proposals for the meetings of first heads in the next year.",
    ),
    proof=Lines(
        kk="Порталда берілген ұсыныстар.",
        ru="Предложения, направленные через портал.",
        en="Proposals submitted on the portal.",
    ),
    addressee=_MINISTRIES,
    exempt_under="B",
    opens=ByPeriod("year"),
    due=FixedDay(-1, 12, 1, Bound.NOT_LATER),
    for_periods=None,
    recipient_function="mass_media",
    control_function="control_president",
    closing=Closing.PORTAL,
    evidence=(Evidence.LETTER,),
    confidence=Confidence.VERIFIED,
)

DEPARTMENTAL_PLAN = Duty(
    key="B-1.4-plan",
    act=B0,
    clause=Lines(kk="1.4-тармақ", ru="пункт 1.4", en="clause 1.4"),
    title=Lines(kk="Ведомстволық жоспар", ru="Ведомственный план", en="Departmental plan"),
    action=Lines(
        kk="{year} жылға арналған ведомстволық жоспарды бекіту",
        ru="Утвердить ведомственный план на {year} год",
        en="Approve the departmental plan for {year}",
    ),
    wording=Lines(
        kk="Орталық атқарушы органдар басшы орынбасарлары мен комитет төрағалары кездесулерінің күндері мен форматтары "
        "көрсетілген ақпараттық ашықтық және коммуникациялар жоспарын жыл сайын 15 желтоқсаннан кешіктірмей бекітеді.",
        ru="Центральные исполнительные органы ежегодно не позднее 15 декабря утверждают План информационной открытости "
        "и коммуникаций с населением (ведомственный план) с датами и форматом встреч заместителей первых "
        "руководителей и председателей ведомств.",
        en="Central executive bodies approve every year, not later than 15 December, a plan of information openness "
        "and communications with the dates and formats of the meetings of deputies and committee chairs.",
    ),
    proof=Lines(
        kk="Жоспарды бекіту туралы бұйрық: файл немесе сілтеме.",
        ru="Приказ об утверждении плана: файл или ссылка.",
        en="The order that approves the plan: a file or a link.",
    ),
    addressee=_MINISTRIES,
    exempt_under="B",
    opens=ByPeriod("year"),
    due=FixedDay(-1, 12, 15, Bound.NOT_LATER),
    for_periods=None,
    recipient_function="",
    control_function="control_president",
    closing=Closing.RECORD,
    evidence=(Evidence.ORDER,),
    confidence=Confidence.VERIFIED,
    on_portal_too=True,
)

DRAFT_SCHEDULE = Duty(
    key="B-6.1",
    act=B0,
    clause=Lines(kk="6.1-тармақ", ru="пункт 6.1", en="clause 6.1"),
    title=Lines(kk="График жобасы", ru="Проект графика", en="Draft schedule"),
    action=Lines(
        kk="{year} жылға арналған график жобасын Үкіметке енгізу",
        ru="Внести проект графика на {year} год в Правительство",
        en="Submit the draft schedule for {year} to the Government",
    ),
    wording=Lines(
        kk="Ақпаратқа қол жеткізу саласындағы уәкілетті орган келесі жылғы кездесулер графигін Премьер-Министрдің "
        "Кеңсесіне (қазір Үкімет Аппараты) 15 желтоқсаннан кешіктірмей енгізеді.",
        ru="Уполномоченный орган в области доступа к информации не позднее 15 декабря вносит график встреч на "
        "следующий год в Канцелярию Премьер-Министра (ныне Аппарат Правительства).",
        en="The authorised body for access to information submits the schedule of meetings for the next year to the "
        "Chancellery of the Prime Minister (now the Government Apparatus) not later than 15 December.",
    ),
    proof=Lines(
        kk="Портал арқылы Үкіметке жіберілген график жобасы.",
        ru="Проект графика, внесённый в Правительство через портал.",
        en="The draft schedule sent to the Government on the portal.",
    ),
    addressee=Addressee(function="authorised_information"),
    exempt_under="B",
    opens=ByPeriod("year"),
    due=FixedDay(-1, 12, 15, Bound.NOT_LATER),
    for_periods=None,
    recipient_function="control_government",
    control_function="control_president",
    closing=Closing.PORTAL,
    evidence=(Evidence.LETTER,),
    confidence=Confidence.VERIFIED,
)

SCHEDULE_APPROVAL = Duty(
    key="B-4.3",
    act=B,
    # Of the signed text; in the draft it is clause 4.3, from which the key has its number.
    clause=Lines(kk="2-тармақ (жобада 4.3)", ru="пункт 2 (в проекте – 4.3)", en="clause 2 (4.3 of the draft)"),
    title=Lines(kk="Графикті бекіту", ru="Утверждение графика", en="Approval of the schedule"),
    action=Lines(
        kk="{year} жылға арналған кездесулер графигін бекіту",
        ru="Утвердить график встреч на {year} год",
        en="Approve the schedule of meetings for {year}",
    ),
    wording=Lines(
        kk="Үкімет орталық атқарушы органдар басшылары кездесулерінің кестесін (графигін) жыл сайын 10 қаңтардан "
        "кешіктірмей бекітеді.",
        ru="Правительство ежегодно не позднее 10 января утверждает график встреч руководителей центральных "
        "исполнительных органов.",
        en="The Government approves the schedule of meetings of heads of central executive bodies every year not later "
        "than 10 January.",
    ),
    proof=Lines(
        kk="Порталда нөмірі мен күні көрсетіліп енгізілген бекіту туралы акт.",
        ru="Акт об утверждении, внесённый на портале с номером и датой.",
        en="The act of approval entered on the portal with its number and date.",
    ),
    addressee=Addressee(function="schedule_approval"),
    exempt_under="B",
    opens=ByPeriod("year"),
    # On the portal the day is that of decision 3 in owner_decisions.py.
    due=FixedDay(0, 1, 10, Bound.NOT_LATER),
    # 10 January 2023 is the only such day within the life of the decree.
    for_periods=since(date(2023, 1, 1), date(2024, 1, 1)),
    recipient_function="",
    control_function="control_president",
    closing=Closing.PORTAL,
    evidence=(Evidence.RESOLUTION,),
    confidence=Confidence.VERIFIED,
    also_in=("B0",),
    own_window=Window.AHEAD,
)

PROGRESS = Duty(
    key="B-1.7",
    act=B0,
    clause=Lines(kk="1.7-тармақ", ru="пункт 1.7", en="clause 1.7"),
    title=Lines(
        kk="Министрліктердің проблемалық мәселелерді шешу барысы",
        ru="Ход решения проблемных вопросов министерствами",
        en="Progress on issues of ministries",
    ),
    action=Lines(
        kk="{year} жылғы {roman} тоқсандағы проблемалық мәселелерді шешу барысын жариялау",
        ru="Опубликовать информацию о ходе решения проблемных вопросов за {roman} квартал {year} года",
        en="Publish the progress on issues for Q{number} {year}",
    ),
    wording=Lines(
        kk="Орталық атқарушы органдар кездесулерде көтерілген проблемалық мәселелерді шешу барысын тоқсан сайын "
        "жариялайды. Мәтінде күн белгіленбеген.",
        ru="Центральные исполнительные органы ежеквартально размещают информацию о ходе решения проблемных вопросов, "
        "поднятых населением на встречах. День в тексте не установлен.",
        en="Central executive bodies publish every quarter the progress on issues raised at meetings. The text sets no "
        "day.",
    ),
    proof=Lines(
        kk="Жарияланған кесте: файл немесе сілтеме.",
        ru="Опубликованная таблица: файл или ссылка.",
        en="The published table: a file or a link.",
    ),
    addressee=_MINISTRIES,
    exempt_under="B",
    opens=ByPeriod("quarter"),
    # On the portal the day is that of decision 2 in owner_decisions.py.
    due=None,
    for_periods=None,
    recipient_function="",
    control_function="control_president",
    closing=Closing.RECORD,
    evidence=(Evidence.TABLE,),
    confidence=Confidence.VERIFIED,
    own_window=Window.AFTER_END,
)

DUTIES = (PROPOSALS, DEPARTMENTAL_PLAN, DRAFT_SCHEDULE, SCHEDULE_APPROVAL, PROGRESS)
