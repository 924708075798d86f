"""Meetings of heads of central executive bodies: Resolution of the Government No. 12 of January 2024."""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, DayAfterPeriod, EndOfPeriod, MonthDay
from portal.law.counting.events import Event
from portal.law.counting.planning import Group
from portal.law.duty import Act, Always, ByPeriod, Closing, OnEvents, since
from portal.law.evidence import Evidence
from portal.law.stating import INFORMATION_BODY, MINISTRIES, REGIONAL_AKIMATS, clause, state_duty
from portal.law.windows import Window

D = Act(
    key="D",
    title=Lines(
        kk="Қазақстан Республикасы Үкіметінің 2024 жылғы 17 қаңтардағы № 12 қаулысы",
        ru="Постановление Правительства Республики Казахстан от 17 января 2024 года № 12",
        en="Resolution of the Government No. 12 of 17 January 2024",
    ),
    short=Lines(kk="№ 12 қаулы", ru="Постановление № 12", en="Resolution No. 12"),
    note=Lines(
        kk="Қолданыста, алғашқы ресми жарияланған күнінен кейінгі күннен бастап; бұл күн 2024 жылғы 17 қаңтардан кеш, "
        "дәл қай күн екені расталмаған: портал 18 қаңтардан санайды.",
        ru="Действует со дня, следующего за днём первого официального опубликования; этот день позже 17 января 2024 "
        "года, какой именно – не подтверждено: портал считает с 18 января.",
        en="In force from the day after its first official publication; that day is later than 17 January 2024, which "
        "one is not confirmed: the portal counts from the 18th.",
    ),
    # The earliest day it can be; the day of publication was not found.
    in_force=since(date(2024, 1, 18)),
    address="https://adilet.zan.kz/rus/docs/P2400000012",
    address_confirmed=False,
)

#: The first quarter of 2024 was the first to be counted; so was the first half-year for what ends in it.
_PERIODS = since(date(2024, 1, 1))
#: The draft for the first half of 2024 would have been due before the resolution was signed.
_DRAFTS = since(date(2024, 7, 1))

DUTIES = (
    state_duty(
        "D-1.1",
        D,
        clause("1.1"),
        Lines(
            "Бірінші басшының тоқсандық кездесуі",
            "Ежеквартальная встреча первого руководителя",
            "Quarterly meeting of the first head",
        ),
        Lines(
            "Орталық атқарушы органдар халықпен тұрақты кездесулер өткізеді; бірінші басшы жергілікті атқарушы "
            "органмен келісу бойынша халықпен тоқсанына кемінде бір рет кездеседі.",
            "Центральные исполнительные органы проводят регулярные встречи с населением; первый руководитель – не "
            "реже одного раза в квартал, по согласованию с местным исполнительным органом.",
            "Central executive bodies hold regular meetings with the population; the first head at least once a "
            "quarter, in agreement with the local executive body.",
        ),
        to=MINISTRIES,
        opens=ByPeriod("quarter"),
        due=EndOfPeriod(),
        evidence=(Evidence.MEETING,),
        effective=_PERIODS,
        closing=Closing.MEETING,
    ),
    state_duty(
        "D-1.2",
        D,
        clause("1.2"),
        Lines("Өңірді таңдаудың негіздемесі", "Обоснование выбора региона", "Justification of the region"),
        Lines(
            "Орталық атқарушы органдар өңірді саладағы проблемалар мен жергілікті мәселелерге қарай таңдайды.",
            "Центральные исполнительные органы выбирают регион исходя из проблем отрасли и местных вопросов.",
            "Central executive bodies choose the region by the problems of their sector and by local issues.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.PLANNING,)),
        evidence=(Evidence.JUSTIFICATION,),
        effective=D.in_force,
    ),
    state_duty(
        "D-1.3",
        D,
        clause("1.3"),
        Lines(
            "Әлеуметтік шиеленіс кезіндегі графиктен тыс кездесу",
            "Встреча вне графика при социальной напряжённости",
            "Off-graph meeting in case of social tension",
        ),
        Lines(
            "Әлеуметтік шиеленіс болжанғанда немесе туындағанда бірінші басшы сол өңірде графиктен тыс кездесуді "
            "міндетті түрде өткізеді.",
            "При прогнозе или возникновении социальной напряжённости первый руководитель обязательно проводит в этом "
            "регионе встречу вне графика.",
            "When social tension is forecast or arises, the first head must hold an off-graph meeting in that region.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.SOCIAL_TENSION,)),
        evidence=(Evidence.RECORD,),
        effective=D.in_force,
    ),
    state_duty(
        "D-1.4",
        D,
        clause("1.4"),
        Lines(
            "Өткізілген кездесулер туралы жалпыланған ақпарат",
            "Сводка о проведённых встречах",
            "Summary of held meetings",
        ),
        Lines(
            "Орталық атқарушы органдар өткізілген кездесулердің жиынтығын ақпаратқа қол жеткізу саласындағы "
            "уәкілетті органға тоқсан сайын, келесі айдың 10-күнінен кешіктірмей жібереді.",
            "Центральные исполнительные органы ежеквартально, не позднее 10-го числа следующего месяца, направляют "
            "сводку о проведённых встречах уполномоченному органу в области доступа к информации.",
            "Central executive bodies send the authorised body for access to information a summary of held meetings "
            "every quarter, not later than the 10th of the next month.",
        ),
        to=MINISTRIES,
        opens=ByPeriod("quarter"),
        due=DayAfterPeriod(10, Bound.NOT_LATER),
        evidence=(Evidence.REPORT,),
        effective=_PERIODS,
        sent_to="authorised_information",
    ),
    state_duty(
        "D-2",
        D,
        clause("2"),
        Lines("Әкімдіктің көмегі", "Содействие акимата", "Help of the akimat"),
        Lines(
            "Облыстардың, Астана, Алматы және Шымкент қалаларының әкімдіктері кездесулерге ұйымдастырушылық, "
            "ақпараттық және техникалық көмек көрсетеді.",
            "Акиматы областей, городов Астаны, Алматы и Шымкента оказывают встречам организационное, информационное и "
            "техническое содействие.",
            "Akimats of regions and of the cities of Astana, Almaty and Shymkent give meetings organisational, "
            "informational and technical help.",
        ),
        to=REGIONAL_AKIMATS,
        opens=OnEvents((Event.MEETING_PLANNED,), of_others=True),
        evidence=(Evidence.LINK,),
        effective=D.in_force,
    ),
    state_duty(
        "D-3.1",
        D,
        clause("3.1"),
        Lines(
            "Жартыжылдыққа арналған график жобасы",
            "Проект графика на полугодие",
            "Draft schedule for the half-year",
        ),
        Lines(
            "Ақпаратқа қол жеткізу саласындағы уәкілетті орган келесі жартыжылдыққа арналған, орталық атқарушы "
            "органдармен келісілген график жобасын бекіту үшін Үкіметке 15 желтоқсанға және 15 маусымға дейін "
            "енгізеді. «Келесі жартыжылдыққа» деген сөздер тек қазақша мәтінде бар.",
            "Уполномоченный орган в области доступа к информации до 15 декабря и до 15 июня вносит в Правительство на "
            "утверждение проект графика на следующее полугодие, согласованный с центральными исполнительными органами. "
            "Слова «на следующее полугодие» есть только в казахском тексте.",
            "The authorised body for access to information submits to the Government for approval, before 15 December "
            "and before 15 June, the draft schedule for the next half-year, agreed with central executive bodies. The "
            "words “for the next half-year” stand in the Kazakh text only.",
        ),
        to=INFORMATION_BODY,
        opens=ByPeriod("half"),
        # The month before the half-year: December for the first, June for the second.
        due=MonthDay(-1, 15, Bound.BEFORE),
        evidence=(Evidence.LETTER,),
        effective=_DRAFTS,
        sent_to="schedule_approval",
        on_portal_too=True,
    ),
    state_duty(
        "D-3.2",
        D,
        clause("3.2"),
        Lines("Кездесулер өткізу тәртібі", "Порядок проведения встреч", "Procedure of meetings"),
        Lines(
            "Ақпаратқа қол жеткізу саласындағы уәкілетті орган кездесулер өткізу тәртібін бекітеді және орталық "
            "атқарушы органдарға жеткізеді.",
            "Уполномоченный орган в области доступа к информации утверждает порядок проведения встреч и доводит его до "
            "центральных исполнительных органов.",
            "The authorised body for access to information approves the procedure of meetings and makes it known to "
            "central executive bodies.",
        ),
        to=INFORMATION_BODY,
        opens=Always(),
        evidence=(Evidence.ORDER, Evidence.RECEIPTS),
        effective=D.in_force,
        sent_to_group=Group.MINISTRIES,
        doubt=Lines(
            kk="Бұйрықтың күні мен нөмірі расталмаған.",
            ru="Дата и номер приказа не подтверждены.",
            en="The date and number of the order are not confirmed.",
        ),
    ),
    state_duty(
        "D-3.3",
        D,
        clause("3.3"),
        Lines(
            "Үкімет Аппаратына берілетін қорытынды", "Итоги для Аппарата Правительства", "Results for the Government"
        ),
        Lines(
            "Ақпаратқа қол жеткізу саласындағы уәкілетті орган кездесулердің қорытындысын Үкімет Аппаратына 15 "
            "маусымға және 15 желтоқсанға дейін береді.",
            "Уполномоченный орган в области доступа к информации до 15 июня и до 15 декабря представляет итоги встреч "
            "в Аппарат Правительства.",
            "The authorised body for access to information reports the results of meetings to the Government Apparatus "
            "before 15 June and before 15 December.",
        ),
        to=INFORMATION_BODY,
        opens=ByPeriod("half"),
        # The last month of the half-year itself.
        due=MonthDay(5, 15, Bound.BEFORE),
        evidence=(Evidence.REPORT,),
        effective=_PERIODS,
        sent_to="control_government",
        window=Window.FROM_START,
    ),
)
