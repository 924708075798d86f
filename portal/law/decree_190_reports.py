"""Report meetings of ministers and akims: Decree No. 190 in its edition of February 2020, repealed in March 2022.

History only. What it ordered before stands in `decree_190_before_2020`.
"""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, DayAfterPeriod, FixedDay
from portal.law.counting.events import DaysAfter, DaysBefore, Event, MonthsBefore, OfEach
from portal.law.counting.planning import Addressee, Group
from portal.law.duty import Act, ByPeriod, OnEvents, since
from portal.law.evidence import Evidence
from portal.law.stating import AKIMS, LOWER_AKIMS, MINISTRIES, clause, state_duty
from portal.law.windows import Window

_PRESIDENT = "control_president"
#: From here on the text was read.
EDITION_OF_2020 = date(2020, 2, 25)

A = Act(
    key="A",
    title=Lines(
        kk="Қазақстан Республикасы Президентінің 2016 жылғы 5 ақпандағы № 190 Жарлығы, 2018 жылғы 10 қаңтардағы № 622, "
        "2020 жылғы 24 ақпандағы № 272 және 2020 жылғы 7 қыркүйектегі № 403 жарлықтарымен енгізілген өзгерістермен",
        ru="Указ Президента Республики Казахстан от 5 февраля 2016 года № 190 с изменениями, внесёнными указами от "
        "10 января 2018 года № 622, от 24 февраля 2020 года № 272 и от 7 сентября 2020 года № 403",
        en="Decree of the President No. 190 of 5 February 2016, as amended by decrees No. 622 of 10 January 2018, "
        "No. 272 of 24 February 2020 and No. 403 of 7 September 2020",
    ),
    short=Lines(kk="№ 190 Жарлық", ru="Указ № 190", en="Decree No. 190"),
    note=Lines(
        kk="2022 жылғы 3 наурыздағы № 826 Жарлықтың 6-тармағымен күші жойылды.",
        ru="Утратил силу в соответствии с пунктом 6 Указа от 3 марта 2022 года № 826.",
        en="Repealed by clause 6 of Decree No. 826 of 3 March 2022.",
    ),
    # The decree of 3 March 2022 took effect about 7 March; the very day is not confirmed.
    in_force=since(EDITION_OF_2020, date(2022, 3, 7)),
    address="https://adilet.zan.kz/rus/docs/U1600000190",
    address_confirmed=False,
)

#: The edition came within the first quarter of 2020 and ordered its meetings; by those of 2022 the decree was gone.
FIRST_YEAR_OF_2020 = date(2020, 1, 1)
_PERIODS = since(FIRST_YEAR_OF_2020, date(2022, 1, 1))
_BODIES = Addressee(group=Group.MINISTRIES, beside=(Group.REGIONAL_AKIMATS, *LOWER_AKIMS))

_CONTROL_DOUBT = Lines(
    kk="Бақылауды Президент Әкімшілігі жүзеге асыратыны расталмаған.",
    ru="Не подтверждено, что контроль ведёт Администрация Президента.",
    en="That the Presidential Administration controls this is not confirmed.",
)

DUTIES = (
    state_duty(
        "A-1",
        A,
        clause("1"),
        Lines("Министрлердің есеп беру кездесуі", "Отчётная встреча министра", "Report meeting of the minister"),
        Lines(
            "Орталық атқарушы органның басшысы жыл сайын екінші тоқсанда өңірлермен бейнеконференцбайланыс орнатып, "
            "уәкілетті орган айқындайтын интернет-ресурста онлайн-трансляция арқылы халық алдында есеп беру кездесуін "
            "өткізеді. Есептің мазмұны осы тармақта айтылған.",
            "Руководитель центрального исполнительного органа ежегодно в течение второго квартала проводит отчётную "
            "встречу с организацией видеоконференцсвязи с регионами и онлайн-трансляции на информационном "
            "интернет-ресурсе, определяемом уполномоченным органом. Содержание отчёта перечислено в этом же пункте.",
            "The head of a central executive body holds a report meeting with the population every year in the second "
            "quarter, with a video link to the regions and a live stream on the information resource that the "
            "authorised body determines. What the report contains is listed in the same clause.",
        ),
        to=MINISTRIES,
        opens=ByPeriod("year"),
        due=FixedDay(0, 6, 30, Bound.NOT_LATER),
        evidence=(Evidence.RECORD, Evidence.LINK),
        effective=_PERIODS,
        control=_PRESIDENT,
        doubt=_CONTROL_DOUBT,
        window=Window.WITHIN,
    ),
    state_duty(
        "A-2",
        A,
        clause("2"),
        Lines("Әкімдердің есеп беру кездесуі", "Отчётная встреча акима", "Report meeting of the akim"),
        Lines(
            "Барлық деңгейдегі әкімдер жыл сайын бірінші тоқсанда есеп беру кездесуін өткізеді; ол онлайн таратылады, "
            "техникалық мүмкіндік болса, бейнеконференцбайланыс қосылады. Есептің мазмұны осы тармақта айтылған.",
            "Акимы всех уровней ежегодно в течение первого квартала проводят отчётную встречу с населением с "
            "организацией онлайн-трансляции и, с учётом технических возможностей, видеоконференцсвязи. Содержание "
            "отчёта перечислено в этом же пункте.",
            "Akims of all levels hold a report meeting every year in the first quarter, with a live stream and, where "
            "technically possible, a video link. What the report contains is listed in the same clause.",
        ),
        to=AKIMS,
        opens=ByPeriod("year"),
        due=FixedDay(0, 3, 31, Bound.NOT_LATER),
        evidence=(Evidence.RECORD,),
        effective=_PERIODS,
        control=_PRESIDENT,
        doubt=_CONTROL_DOUBT,
        window=Window.WITHIN,
    ),
    state_duty(
        "A-2p",
        A,
        clause("2"),
        Lines(
            "Кездесуге дейінгі және одан кейінгі жеке қабылдау",
            "Личный приём до и после встречи",
            "Personal reception before and after the meeting",
        ),
        Lines(
            "Әкім кездесудің алдындағы күні және одан кейінгі күні азаматтарды жеке қабылдайды.",
            "Аким проводит личный приём граждан за день до отчётной встречи и после неё.",
            "The akim receives people in person the day before the meeting and the day after it.",
        ),
        to=AKIMS,
        # The reception before the meeting has its day, and the one after it has another.
        opens=OnEvents(
            (Event.MEETING_PLANNED, Event.MEETING_ENDED),
            OfEach(
                (
                    (Event.MEETING_PLANNED, DaysBefore(1, Bound.BY)),
                    # The text names no number of days: the day after is the first.
                    (Event.MEETING_ENDED, DaysAfter(1, Bound.NOT_LATER)),
                )
            ),
        ),
        evidence=(Evidence.LOG,),
        effective=A.in_force,
    ),
    state_duty(
        "A-2h",
        A,
        clause("2"),
        Lines(
            "Қоғамдық кеңестің отырысында әкімнің есебін тыңдау",
            "Заслушивание отчёта акима на заседании общественного совета",
            "Hearing of the akim's report at the public council",
        ),
        Lines(
            "Облыстың, қаланың, ауданның әкімі кездесуге дейін қоғамдық кеңесте тыңдалады.",
            "До отчётной встречи отчёт акима области, города, района заслушивается на заседании общественного совета.",
            "The akim of a region, city or district is heard by the public council before the meeting.",
        ),
        to=Addressee(group=Group.REGIONAL_AKIMATS, beside=(Group.DISTRICTS, Group.REGIONAL_CITIES)),
        # The text names no number of days: the day of the meeting is the last.
        opens=OnEvents((Event.MEETING_PLANNED,), DaysBefore(0, Bound.BY)),
        evidence=(Evidence.MINUTES,),
        effective=A.in_force,
    ),
    state_duty(
        "A-5.1",
        A,
        clause("5.1"),
        Lines("Кездесулер графигін жариялау", "Публикация графика встреч", "Publication of the schedule of meetings"),
        Lines(
            "Орталық атқарушы органдар мен әкімдіктер кездесулердің графигін және сұрақ жолдау тәсілдерін кездесуден "
            "бір ай бұрын баспасөзде, сайттарда, электрондық үкімет пен ашық деректер порталдарында және министрлер "
            "мен әкімдердің әлеуметтік желілердегі жеке аккаунттарында жариялайды.",
            "Центральные исполнительные органы и акиматы за месяц до даты встречи публикуют график встреч и "
            "информацию о способах направления вопросов и предложений: в печатных изданиях, на интернет-ресурсах, на "
            "порталах электронного правительства и открытых данных, на личных аккаунтах министров и акимов в "
            "социальных сетях.",
            "Central executive bodies and akimats publish the schedule of meetings and the ways to send a question one "
            "month before the meeting: in the press, on sites, on the portals of e-government and open data, and in "
            "the personal accounts of ministers and akims on social networks.",
        ),
        to=_BODIES,
        opens=OnEvents((Event.MEETING_PLANNED,), MonthsBefore(1, Bound.BY)),
        evidence=(Evidence.PUBLICATION,),
        effective=A.in_force,
    ),
    state_duty(
        "A-6",
        A,
        clause("6"),
        Lines("Есеп және мәселелердің тізбесі", "Отчёт и перечень проблемных вопросов", "Report and list of issues"),
        Lines(
            "Орталық атқарушы органдар мен әкімдер кездесулер және жеке қабылдау аяқталғаннан кейін күнтізбелік 10 "
            "күннен кешіктірмей есепті және орындау мерзімдері көрсетілген проблемалық мәселелердің тізбесін "
            "жариялайды. Аудандық маңызы бар қалалардың, ауылдық округтердің, кенттер мен ауылдардың әкімдері "
            "бұқаралық ақпарат құралдарында, сайты болса, сонда да жариялайды.",
            "Центральные исполнительные органы и акимы не позднее 10 календарных дней со дня завершения встреч и "
            "приёма граждан публикуют отчёт и перечень проблемных вопросов со сроками принятия мер. Акимы городов "
            "районного значения, сельских округов, посёлков и сёл публикуют их в средствах массовой информации, а "
            "при наличии интернет-ресурса – и на нём.",
            "Central executive bodies and akims publish the report and the list of issues with due dates not later "
            "than 10 calendar days after the meetings and the personal reception have ended. Akims of cities of "
            "district significance, rural districts, settlements and villages publish them in the media and on their "
            "site, if they have one.",
        ),
        to=_BODIES,
        opens=OnEvents((Event.MEETING_ENDED, Event.RECEPTION_ENDED), DaysAfter(10, Bound.NOT_LATER)),
        evidence=(Evidence.PUBLICATION, Evidence.LIST),
        effective=A.in_force,
    ),
    state_duty(
        "A-7",
        A,
        clause("7"),
        Lines("Проблемалық мәселелерді шешу барысы", "Ход решения проблемных вопросов", "Progress on issues"),
        Lines(
            "Орталық атқарушы органдар, әкімдіктер және әкім аппараттары тоқсан сайын, келесі айдың 10-күніне қарай "
            "әр проблемалық мәселені шешу барысын жариялайды; сайты жоқ орган жергілікті баспасөзді пайдаланады.",
            "Центральные исполнительные органы, акиматы и аппараты акимов ежеквартально, к 10-му числу следующего "
            "месяца, публикуют информацию о ходе решения проблемных вопросов; при отсутствии интернет-ресурса – в "
            "местных печатных изданиях.",
            "Central executive bodies, akimats and akims' offices publish every quarter, by the 10th of the next "
            "month, the state of execution of each issue; those without a site use the local press.",
        ),
        to=_BODIES,
        opens=ByPeriod("quarter"),
        due=DayAfterPeriod(10, Bound.BY),
        evidence=(Evidence.TABLE,),
        effective=_PERIODS,
    ),
    state_duty(
        "A-r",
        A,
        clause(""),
        Lines("Ректорлардың есеп беру кездесуі", "Отчётная встреча ректора", "Report meeting of the rector"),
        Lines(
            "Ұлттық жоғары оқу орындарының ректорлары жыл сайын есеп беру кездесуін өткізеді. Міндет Жарлықтың "
            "атауында аталған; олардың басшылары халық алдында № 401-V Заң бойынша есеп береді.",
            "Ректоры национальных высших учебных заведений ежегодно проводят отчётную встречу. Обязанность названа в "
            "заголовке Указа; отчёт их руководителей перед населением требует Закон № 401-V.",
            "Rectors of national universities hold a report meeting every year. The duty is named in the title of the "
            "decree; by Law No. 401-V the heads of these universities report to the population.",
        ),
        to=Addressee(group=Group.NATIONAL_UNIVERSITIES),
        opens=ByPeriod("year"),
        evidence=(Evidence.RECORD,),
        effective=_PERIODS,
        window=Window.WITHIN,
    ),
    state_duty(
        "A-12.5",
        A,
        clause("12.5"),
        Lines(
            "Әкімдердің кездесулерінде көтерілген салалық мәселелер",
            "Отраслевые вопросы, поднятые на встречах акимов",
            "Issues of the sector from akims' meetings",
        ),
        Lines(
            "Орталық атқарушы органдар, ұлттық холдингтер мен компаниялар әкімдердің кездесулерінде көтерілген, өз "
            "құзыретіне жататын мәселелерді тоқсан сайын жариялайды және жаңартады.",
            "Центральные исполнительные органы, национальные холдинги и компании ежеквартально публикуют и обновляют "
            "перечень проблемных вопросов, входящих в их компетенцию, из числа поднятых на встречах акимов.",
            "Central executive bodies, national holdings and companies publish and update every quarter the issues in "
            "their competence raised at akims' meetings.",
        ),
        to=Addressee(group=Group.MINISTRIES, beside=(Group.NATIONAL_COMPANIES,)),
        opens=ByPeriod("quarter"),
        evidence=(Evidence.TABLE,),
        effective=_PERIODS,
        # The exemption stands in clause 1, of the meetings of ministers themselves.
        exempt_under="",
        window=Window.AFTER_END,
    ),
)
