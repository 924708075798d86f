"""Meetings of heads of central executive bodies, decree B and its draft B0: what the bodies themselves do.

Their proposals, plan and progress, which the portal enforces by decision, stand in `schedule`.
"""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, EndOfPeriod
from portal.law.counting.events import DaysAfter, DaysBefore, Event
from portal.law.decree_863_ministers.decree import B0, B
from portal.law.duty import ByPeriod, OnEvents, since
from portal.law.evidence import Evidence
from portal.law.stating import MINISTRIES, RETOLD, clause, state_duty

_PRESIDENT = "control_president"
_BOTH = ("B0",)
#: Years and half-years of the decree's life: it was signed in April 2022 and repealed in January 2024.
PERIODS = since(date(2022, 1, 1), date(2024, 1, 1))

#: Before a meeting, with no number of days in the text: the day of the meeting is the last.
_BEFORE_MEETING = OnEvents((Event.MEETING_PLANNED,), DaysBefore(0, Bound.BY))

DUTIES = (
    state_duty(
        "B-1.1",
        B,
        clause("1.1"),
        Lines("Өңірлік кездесулер", "Региональные встречи", "Regional meetings"),
        Lines(
            "Орталық атқарушы органдар жыл бойы «сұрақ-жауап» нысанында өңірлік кездесулер өткізеді.",
            "Центральные исполнительные органы в течение года проводят региональные встречи в формате «вопрос-ответ».",
            "Central executive bodies hold regional meetings during the year, in the form of questions and answers.",
        ),
        to=MINISTRIES,
        opens=ByPeriod("year"),
        due=EndOfPeriod(),
        evidence=(Evidence.RECORD,),
        effective=PERIODS,
        control=_PRESIDENT,
        also_in=_BOTH,
    ),
    state_duty(
        "B-1.2",
        B0,
        clause("1.2"),
        Lines("Кездесудің онлайн-трансляциясы", "Онлайн-трансляция встречи", "Live stream of the meeting"),
        Lines(
            "Орталық атқарушы органдар кездесуді пікір жазу мүмкіндігін ашық қалдырып онлайн таратады, қажет болса, "
            "бейнеконференцбайланыс орнатады.",
            "Центральные исполнительные органы ведут онлайн-трансляцию встречи с возможностью комментирования, при "
            "необходимости организуют видеоконференцсвязь.",
            "Central executive bodies stream the meeting live with comments open, with a video link if needed.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.MEETING_PLANNED,)),
        evidence=(Evidence.LINK,),
        effective=None,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-1.3",
        B,
        clause("1.3"),
        Lines("Баяндаманың ұзақтығы", "Продолжительность доклада", "Length of the report"),
        Lines(
            "Баяндамаға кездесуге жоспарланған уақыттың төрттен бірінен аспайтын бөлігі беріледі.",
            "Доклад занимает не более одной четверти запланированного времени встречи.",
            "The report takes at most one quarter of the planned time of the meeting.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.MEETING_ENDED,)),
        evidence=(Evidence.TIMING,),
        effective=B.in_force,
        control=_PRESIDENT,
        also_in=_BOTH,
    ),
    state_duty(
        "B-1.4-rank",
        B0,
        clause("1.4"),
        Lines("Өңірлерді саралау", "Ранжирование регионов", "Ranking of regions"),
        Lines(
            "Орталық атқарушы органдар таңдау жасамас бұрын өңірлерді ағымдағы жағдайға қарай саралайды.",
            "Центральные исполнительные органы перед выбором ранжируют регионы по текущей ситуации.",
            "Central executive bodies rank the regions by the current situation before they choose.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.PLANNING,)),
        evidence=(Evidence.ANALYSIS,),
        effective=None,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-1.4-agree",
        B0,
        clause("1.4"),
        Lines("Өтетін орнын келісу", "Согласование места проведения", "Agreement on the venue"),
        Lines(
            "Орталық атқарушы органдар кездесуге дейін өтетін орны мен бейнеконференцбайланысты өңірдің жергілікті "
            "атқарушы органымен келіседі; орын, күн және уақыт халыққа қолайлы болуға тиіс.",
            "Центральные исполнительные органы до встречи согласуют место проведения и видеоконференцсвязь с местным "
            "исполнительным органом региона с учётом удобства места, дня и времени для населения.",
            "Central executive bodies agree the venue and the video link with the local executive body of the region "
            "before the meeting, so that place, day and time suit the population.",
        ),
        to=MINISTRIES,
        opens=_BEFORE_MEETING,
        evidence=(Evidence.AGREEMENT,),
        effective=None,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-1.4-info",
        B0,
        clause("1.4"),
        Lines("Кездесу туралы хабарлау", "Информирование о встрече", "Information about the meeting"),
        Lines(
            "Орталық атқарушы органдар кездесуге дейін графикті, жоспарды және сұрақ қою тәсілдерін жариялайды.",
            "Центральные исполнительные органы до встречи публично объявляют график, ведомственный план и информацию "
            "о способах направления вопросов и предложений.",
            "Central executive bodies announce the schedule, the plan and the ways to ask before the meeting.",
        ),
        to=MINISTRIES,
        opens=_BEFORE_MEETING,
        evidence=(Evidence.PUBLICATION,),
        effective=None,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-1.4-exch",
        B0,
        clause("1.4"),
        Lines("Ақпарат алмасу", "Обмен информацией", "Exchange of information"),
        Lines(
            "Орталық атқарушы органдар бұқаралық ақпарат құралдары саласындағы уәкілетті органмен тұрақты ақпарат "
            "алмасады.",
            "Центральные исполнительные органы постоянно обмениваются информацией с уполномоченным органом в области "
            "средств массовой информации.",
            "Central executive bodies constantly exchange information with the authorised body for mass media.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.MEETING_PLANNED,)),
        evidence=(Evidence.LETTER, Evidence.LOG),
        effective=None,
        sent_to="mass_media",
        control=_PRESIDENT,
    ),
    state_duty(
        "B-1.4-dep",
        B,
        clause("1.4"),
        Lines(
            "Орынбасарлар мен комитет төрағаларының кездесулері",
            "Встречи заместителей первых руководителей и председателей ведомств",
            "Meetings of deputies and committee chairs",
        ),
        Lines(
            "Бірінші басшының орынбасарлары мен комитет төрағалары жыл бойы ведомстволық жоспарға сай тұрақты "
            "кездесулер өткізеді; қол қойылған мәтін бойынша мұны Үкімет қамтамасыз етеді.",
            "Заместители первых руководителей и председатели ведомств в течение года проводят регулярные встречи по "
            "ведомственному плану; по подписанному тексту проведение этих встреч обеспечивает Правительство.",
            "Deputies of the first head and committee chairs hold regular meetings during the year by the departmental "
            "plan; by the signed text the Government ensures them.",
        ),
        to=MINISTRIES,
        opens=ByPeriod("year"),
        due=EndOfPeriod(),
        evidence=(Evidence.MEETING,),
        effective=PERIODS,
        control=_PRESIDENT,
        also_in=_BOTH,
    ),
    state_duty(
        "B-1.5",
        B0,
        clause("1.5"),
        Lines(
            "Қабылдау, ҮЕҰ-мен кездесу және брифинг",
            "Личный приём, встреча с НПО и брифинг",
            "Reception, meeting with NGOs and briefing",
        ),
        Lines(
            "Әр кездесумен қатар азаматтарды жеке қабылдау, үкіметтік емес ұйымдармен кездесу және баспасөз брифингі "
            "өткізіледі.",
            "При каждой встрече проводятся личный приём граждан, встреча с неправительственными организациями и "
            "брифинг для прессы.",
            "With each meeting there are a personal reception, a meeting with non-governmental organisations and a "
            "press briefing.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.MEETING_ENDED,)),
        evidence=(Evidence.MARKS,),
        effective=None,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-1.6",
        B0,
        clause("1.6"),
        Lines("Сұрақтарды жүйелеу", "Систематизация вопросов", "Systematising of questions"),
        Lines(
            "Орталық атқарушы органдар барлық сұрақтарды саралап, жүйелейді.",
            "Центральные исполнительные органы по итогам каждой встречи ранжируют и систематизируют все озвученные "
            "вопросы.",
            "Central executive bodies rank and systematise all questions.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.MEETING_ENDED,)),
        evidence=(Evidence.LIST,),
        effective=None,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-1.8",
        B,
        clause("1.8"),
        Lines("Графиктен тыс кездесу", "Встреча вне графика", "Off-graph meeting"),
        Lines(
            "Жағдай нашарлағанда немесе нашарлауы мүмкін болғанда орталық атқарушы органның басшысы графиктен тыс "
            "кездесу өткізеді.",
            "При прогнозируемом или возникшем риске ухудшения ситуации в курируемой сфере первый руководитель "
            "центрального исполнительного органа проводит в регионе встречу вне графика.",
            "When the situation worsens or may worsen, the head of the central executive body holds an off-graph "
            "meeting.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.SITUATION_WORSENS,)),
        evidence=(Evidence.RECORD,),
        effective=B.in_force,
        control=_PRESIDENT,
        also_in=_BOTH,
    ),
    state_duty(
        "B-10d",
        B,
        clause(""),
        Lines(
            "Мәселелерді шешу жолдарын жариялау",
            "Публикация путей решения вопросов",
            "Publication of ways to resolve the issues",
        ),
        Lines(
            "Орталық атқарушы органдар мәселелерді шешу жолдарын кездесуден кейін 10 күннен кешіктірмей жариялайды.",
            "Центральные исполнительные органы не позднее 10 дней после встречи публикуют пути решения вопросов.",
            "Central executive bodies publish the ways to resolve the issues not later than 10 days after the meeting.",
        ),
        to=MINISTRIES,
        opens=OnEvents((Event.MEETING_ENDED,), DaysAfter(10, Bound.NOT_LATER)),
        evidence=(Evidence.PUBLICATION,),
        effective=B.in_force,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-pool",
        B,
        clause(""),
        Lines("Кездесуге дейінгі сұрақтар пулы", "Пул вопросов до встречи", "Pool of questions before the meeting"),
        Lines(
            "Орталық атқарушы органдар кездесуге дейін ресми сайттар мен блог-платформаларға түскен өтініштерді жинап, "
            "талдайды.",
            "Центральные исполнительные органы до встречи собирают и анализируют запросы, поступившие на официальные "
            "сайты и блог-платформы.",
            "Central executive bodies gather and analyse, before the meeting, the requests sent to official sites and "
            "blog platforms.",
        ),
        to=MINISTRIES,
        opens=_BEFORE_MEETING,
        evidence=(Evidence.LIST,),
        effective=B.in_force,
        control=_PRESIDENT,
        doubt=RETOLD,
    ),
    state_duty(
        "B-online",
        B,
        clause(""),
        Lines("Әлеуметтік желілердегі кездесулер", "Встречи в социальных сетях", "Meetings in social networks"),
        Lines(
            "Орталық атқарушы органдардың басшылары халықпен әлеуметтік желілерде де кездеседі; кездесудің күні мен "
            "уақыты бойынша халықтың пікірі ескеріледі.",
            "Руководители центральных исполнительных органов встречаются с населением и в социальных сетях; мнение "
            "населения о дне и времени встречи учитывается.",
            "Heads of central executive bodies meet the population in social networks as well; what people say of the "
            "day and time of a meeting is taken into account.",
        ),
        to=MINISTRIES,
        opens=ByPeriod("year"),
        due=EndOfPeriod(),
        evidence=(Evidence.RECORD,),
        effective=PERIODS,
        control=_PRESIDENT,
        doubt=RETOLD,
    ),
)
