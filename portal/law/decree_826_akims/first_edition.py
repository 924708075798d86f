"""Meetings of akims, Decree No. 826 in its first edition: what akims do before, at and after a meeting.

The calendar and the progress, which the portal enforces, stand in `calendar`; how often to meet in `coverage`; what
bodies send to each other in `sending`.
"""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, EndOfPeriod
from portal.law.counting.events import DaysAfter, DaysBefore, Event
from portal.law.counting.planning import Addressee, Group
from portal.law.decree_826_akims.decree import C1
from portal.law.duty import ByPeriod, OnEvents, since
from portal.law.evidence import Evidence
from portal.law.stating import AKIMS, REGIONAL_AKIMATS, clause, state_duty

_PRESIDENT = "control_president"
_SPAN = C1.in_force

#: Before a meeting, with no number of days in the text: the day of the meeting is the last.
_BEFORE_MEETING = OnEvents((Event.MEETING_PLANNED,), DaysBefore(0, Bound.BY))
_FOURTEEN = Addressee(
    group=Group.REGIONAL_AKIMATS, beside=(Group.DISTRICTS, Group.REGIONAL_CITIES, Group.DISTRICT_CITIES)
)
_SEVEN = Addressee(group=Group.VILLAGES, beside=(Group.RURAL_DISTRICTS, Group.CITY_DISTRICTS))

CORRECTION_TITLE = Lines("Күнтізбені түзету", "Корректировка календаря", "Correction of the calendar")

DUTIES = (
    state_duty(
        "C-1",
        C1,
        clause("1"),
        Lines(
            "Әкімдердің халықпен кездесулері", "Встречи акимов с населением", "Meetings of akims with the population"
        ),
        Lines(
            "Барлық деңгейдегі әкімдер жыл бойы халықпен кездесулер өткізеді.",
            "Акимы всех уровней в течение года проводят встречи с населением.",
            "Akims of all levels meet the population through the year.",
        ),
        to=AKIMS,
        opens=ByPeriod("year"),
        due=EndOfPeriod(),
        evidence=(Evidence.LOG,),
        effective=since(date(2022, 1, 1), date(2024, 1, 1)),
        control=_PRESIDENT,
    ),
    state_duty(
        "C-2.1c",
        C1,
        clause("2.1"),
        CORRECTION_TITLE,
        Lines(
            "Облыстардың, республикалық маңызы бар қалалардың және астананың әкімдері күнтізбені қажет болғанда "
            "мәслихатпен келісіп түзетеді.",
            "Акимы областей, городов республиканского значения и столицы при необходимости корректируют календарь по "
            "согласованию с маслихатом.",
            "Akims of regions, cities of republican significance and the capital correct the calendar when needed, in "
            "agreement with the maslikhat.",
        ),
        to=REGIONAL_AKIMATS,
        opens=OnEvents((Event.CALENDAR_CHANGED,)),
        evidence=(Evidence.AMENDMENT, Evidence.MASLIKHAT),
        effective=_SPAN,
        sent_to_group=Group.MASLIKHATS,
        on_portal_too=True,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.1",
        C1,
        clause("3.1"),
        Lines("Күнтізбеден тыс кездесу", "Встреча вне календаря", "Off-calendar meeting"),
        Lines(
            "Әкімдер халықтың талап етуі бойынша немесе қажет болғанда күнтізбеден тыс кездесу өткізеді. Талап "
            "етушілердің ең аз саны белгіленбеген.",
            "Акимы проводят встречу вне календаря по требованию населения или при необходимости. Минимальное число "
            "обратившихся не установлено.",
            "Akims hold a meeting outside the calendar on public demand or when needed. No number of signatures is set."
            "",
        ),
        to=AKIMS,
        opens=OnEvents((Event.PUBLIC_DEMAND,)),
        evidence=(Evidence.REQUEST, Evidence.RECORD),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.2",
        C1,
        clause("3.2"),
        Lines("Кездесудің онлайн-трансляциясы", "Онлайн-трансляция встречи", "Live stream of the meeting"),
        Lines(
            "Әкімдер техникалық мүмкіндікке қарай кездесуді пікір жазу мүмкіндігін ашық қалдырып онлайн таратады, "
            "қажет болса, бейнеконференцбайланыс орнатады.",
            "Акимы с учётом технических возможностей ведут онлайн-трансляцию встречи с возможностью комментирования, "
            "при необходимости организуют видеоконференцсвязь.",
            "Akims stream the meeting live with comments open, as technically possible, with a video link if needed.",
        ),
        to=AKIMS,
        opens=OnEvents((Event.MEETING_PLANNED,)),
        evidence=(Evidence.LINK,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.3",
        C1,
        clause("3.3"),
        Lines("Баяндаманың ұзақтығы", "Продолжительность доклада", "Length of the report"),
        Lines(
            "Әкімнің баяндамасына кездесу уақытының төрттен бірінен аспайтын бөлігі, қалғаны «сұрақ-жауапқа» беріледі.",
            "Доклад акима занимает не более одной четверти времени встречи, остальное – «вопрос-ответ».",
            "The report of the akim takes at most one quarter of the time of the meeting, the rest is for questions "
            "and answers.",
        ),
        to=AKIMS,
        opens=OnEvents((Event.MEETING_ENDED,)),
        evidence=(Evidence.TIMING,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.4a",
        C1,
        clause("3.4"),
        Lines(
            "Өтініштерді жинау комиссиясы",
            "Комиссия по сбору запросов и предложений населения",
            "Commission collecting requests",
        ),
        Lines(
            "Әкімдер кездесуге дейін жергілікті қоғамдастық жиналысы мен қоғамдық кеңес мүшелерінің қатысуымен "
            "өтініштерді жинайтын комиссия құрады.",
            "Акимы до встречи создают комиссию по сбору запросов и предложений населения с участием членов собрания "
            "местного сообщества и общественного совета.",
            "Akims set up, before the meeting, a commission collecting requests, with members of the local community "
            "assembly and the public council.",
        ),
        to=AKIMS,
        opens=_BEFORE_MEETING,
        evidence=(Evidence.ORDER,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.4b",
        C1,
        clause("3.4"),
        Lines("Мәселелер пулы", "Пул проблемных вопросов", "Issue pool"),
        Lines(
            "Әкімдер кездесуге дейін ашық деректер порталынан, әкімдердің блог-платформасынан (ол жабылған) және өзге "
            "нысанда түскен өтініштерді жинап, талдайды және мәселелер пулын түзеді.",
            "Акимы до встречи собирают и анализируют запросы и предложения, поступившие через портал открытых данных, "
            "блог-платформу акимов (она закрыта) и в иных формах, и формируют пул проблемных вопросов.",
            "Akims collect and analyse, before the meeting, the requests that came through the open-data portal, the "
            "blog platform of akims (closed since) and in other forms, and make an issue pool.",
        ),
        to=AKIMS,
        opens=_BEFORE_MEETING,
        evidence=(Evidence.LIST,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.4c",
        C1,
        clause("3.4"),
        Lines("Ақпараттық науқан", "Информационная кампания", "Information campaign"),
        Lines(
            "Әкімдер кездесуге дейін ақпараттық науқан жүргізеді: баспасөзде, радиода, сайттарда, электрондық үкімет "
            "пен ашық деректер порталдарында, әлеуметтік желілерде, қоғамдық орындарда.",
            "Акимы до встречи проводят информационную кампанию: в печати, на радио, на сайтах, на порталах "
            "электронного правительства и открытых данных, в социальных сетях, в общественных местах.",
            "Akims run an information campaign before the meeting: in the press, on radio, on sites, on the portals of "
            "e-government and open data, on social networks and in public places.",
        ),
        to=AKIMS,
        opens=_BEFORE_MEETING,
        evidence=(Evidence.LINK,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.4d-14",
        C1,
        clause("3.4"),
        Lines("14 күн бұрын хабарлау", "Объявление за 14 дней", "Announcement 14 days before"),
        Lines(
            "Облыстың, республикалық маңызы бар қаланың, астананың, ауданның, облыстық және аудандық маңызы бар "
            "қаланың әкімі кездесу туралы 14 күн бұрын хабарлайды.",
            "Аким области, города республиканского значения, столицы, района, города областного и районного значения "
            "объявляет о встрече за 14 дней.",
            "The akim of a region, city of republican significance, the capital, a district, a city of regional or "
            "district significance announces the meeting 14 days before.",
        ),
        to=_FOURTEEN,
        opens=OnEvents((Event.MEETING_PLANNED,), DaysBefore(14, Bound.BY)),
        evidence=(Evidence.ANNOUNCEMENT,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.4d-7",
        C1,
        clause("3.4"),
        Lines("7 күн бұрын хабарлау", "Объявление за 7 дней", "Announcement 7 days before"),
        Lines(
            "Ауылдың, кенттің, ауылдық округтің, қаладағы ауданның әкімі кездесу туралы 7 күн бұрын хабарлайды.",
            "Аким села, посёлка, сельского округа, района в городе объявляет о встрече за 7 дней.",
            "The akim of a village, settlement, rural district or city district announces the meeting 7 days before.",
        ),
        to=_SEVEN,
        opens=OnEvents((Event.MEETING_PLANNED,), DaysBefore(7, Bound.BY)),
        evidence=(Evidence.ANNOUNCEMENT,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.5a",
        C1,
        clause("3.5"),
        Lines("Кездесуден кейінгі жеке қабылдау", "Личный приём после встречи", "Personal reception after the meeting"),
        Lines(
            "Әкімдер кездесуден кейін жергілікті атқарушы органдардың, прокуратураның және ішкі істер органдарының, "
            "мәслихат депутаттарының, қоғамдық кеңестің және жергілікті зиялы қауымның қатысуымен жеке қабылдау "
            "өткізеді.",
            "Акимы после встречи проводят личный приём граждан совместно с руководящим составом местных "
            "исполнительных органов, органов прокуратуры и внутренних дел, депутатами маслихата, членами "
            "общественных советов и местной интеллигенцией.",
            "Akims hold a personal reception after the meeting, with local executive bodies, prosecutors, bodies of "
            "internal affairs, deputies of the maslikhat, the public council and the local intelligentsia.",
        ),
        to=AKIMS,
        opens=OnEvents((Event.MEETING_ENDED,)),
        evidence=(Evidence.LOG,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.5b",
        C1,
        clause("3.5"),
        Lines(
            "Мәселелерді жүйелеу және қаржыландыру",
            "Систематизация вопросов и финансирование",
            "Systematising of issues and funding",
        ),
        Lines(
            "Әкімдер мәселелерді жүйелейді және оларды қаржыландыруды мәслихат сессиясында қарауға ұсынады.",
            "Акимы систематизируют вопросы и выносят их финансирование на рассмотрение сессии маслихата.",
            "Akims systematise the issues and bring their funding before a session of the maslikhat.",
        ),
        to=AKIMS,
        opens=OnEvents((Event.MEETING_ENDED,)),
        evidence=(Evidence.LIST, Evidence.MASLIKHAT),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-3.5c",
        C1,
        clause("3.5"),
        Lines(
            "Қорытынды, мәселелер тізбесі, іс-қимыл жоспары",
            "Итоги, перечень проблемных вопросов, план действий",
            "Results, issue list and action plan",
        ),
        Lines(
            "Әкімдер кездесулер мен қабылдау аяқталғаннан кейін күнтізбелік 10 күннен кешіктірмей қорытындыны, "
            "мәселелердің тізбесін және әр мәселенің мерзімі мен жауапты орындаушысы көрсетілген іс-қимыл жоспарын "
            "бұқаралық ақпарат құралдарында, оның ішінде сайтта және электрондық үкімет порталында жариялайды.",
            "Акимы не позднее 10 календарных дней после окончания встреч и личного приёма публикуют в средствах "
            "массовой информации, в том числе на интернет-ресурсе и портале электронного правительства, итоги, "
            "перечень проблемных вопросов и план действий со сроком и ответственным исполнителем по каждому вопросу.",
            "Akims publish in the media, among them the site and the e-government portal, not later than 10 calendar "
            "days after the meetings and the reception have ended, the results, the list of issues and an action plan "
            "with a deadline and a responsible executor for each issue.",
        ),
        to=AKIMS,
        opens=OnEvents((Event.MEETING_ENDED, Event.RECEPTION_ENDED), DaysAfter(10, Bound.NOT_LATER)),
        evidence=(Evidence.PUBLICATION, Evidence.LIST),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
    state_duty(
        "C-4",
        C1,
        clause("4"),
        Lines("Қоғам өкілдерін тарту", "Привлечение общественности", "Involvement of the public"),
        Lines(
            "Әкімдіктер мен әкім аппараттары кездесулерге депутаттарды, партияларды, үкіметтік емес ұйымдарды және "
            "оппозицияны тартады.",
            "Акиматы и аппараты акимов привлекают к встречам депутатов, партии, неправительственные организации и "
            "оппозицию.",
            "Akimats and offices of akims involve deputies, parties, non-governmental organisations and the "
            "opposition in meetings.",
        ),
        to=AKIMS,
        opens=OnEvents((Event.MEETING_PLANNED,)),
        evidence=(Evidence.INVITATIONS,),
        effective=_SPAN,
        control=_PRESIDENT,
    ),
)
