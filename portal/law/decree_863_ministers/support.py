"""Meetings of heads of central executive bodies, decree B and its draft B0: what everyone else does for them."""

from __future__ import annotations

from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from portal.law.counting.planning import Group
from portal.law.decree_863_ministers.decree import B0, B
from portal.law.decree_863_ministers.meetings import PERIODS
from portal.law.duty import Always, ByPeriod, OnEvents
from portal.law.evidence import Evidence
from portal.law.stating import (
    ADMINISTRATION,
    AKIMS,
    GOVERNMENT,
    INFORMATION_BODY,
    MEDIA_BODY,
    RETOLD,
    clause,
    state_duty,
)
from portal.law.windows import Window

_PRESIDENT = "control_president"
_BOTH = ("B0",)

DUTIES = (
    state_duty(
        "B-2",
        B0,
        clause("2"),
        Lines(
            "Жүйелі проблемалар туралы ақпарат", "Сведения о системных проблемах", "Information on systemic problems"
        ),
        Lines(
            "Президент Әкімшілігі жүйелі проблемалар туралы ақпаратты жартыжылдық сайын орталық атқарушы органдарға "
            "жібереді.",
            "Администрация Президента каждое полугодие направляет центральным исполнительным органам сведения о "
            "системных проблемах.",
            "The Presidential Administration sends central executive bodies information on systemic problems every "
            "half-year.",
        ),
        to=ADMINISTRATION,
        opens=ByPeriod("half"),
        evidence=(Evidence.LETTER,),
        effective=None,
        sent_to_group=Group.MINISTRIES,
        control=_PRESIDENT,
        window=Window.FROM_START,
    ),
    state_duty(
        "B-3",
        B,
        clause("3"),
        Lines(
            "Өңірдің жүйелі проблемаларының жиынтығы",
            "Обобщение системных проблем региона",
            "Summary of systemic problems of the region",
        ),
        Lines(
            "Барлық деңгейдегі әкімдер кездесулерге қатысады және өңірдегі жүйелі проблемаларды жартыжылдық сайын "
            "жинақтап, орталық атқарушы органдарға, ұлттық холдингтер мен компанияларға жібереді.",
            "Акимы всех уровней участвуют во встречах и раз в полугодие направляют в центральные исполнительные "
            "органы, национальные холдинги и компании обобщённые системные проблемы региона.",
            "Akims of all levels take part in meetings and every half-year summarise the systemic problems of the "
            "region for central executive bodies, national holdings and companies.",
        ),
        # The draft obliged akims of regions alone.
        to=AKIMS,
        opens=ByPeriod("half"),
        evidence=(Evidence.LETTER,),
        effective=PERIODS,
        sent_to_group=Group.MINISTRIES,
        control=_PRESIDENT,
        also_in=_BOTH,
        doubt=RETOLD,
        window=Window.FROM_START,
    ),
    state_duty(
        "B-3a",
        B,
        clause("3"),
        Lines("Әкімнің кездесуге қатысуы", "Участие акима во встрече", "Participation of the akim"),
        Lines(
            "Барлық деңгейдегі әкімдер өз аумағында өтетін орталық атқарушы орган басшысының кездесуіне қатысады.",
            "Акимы всех уровней участвуют во встрече руководителя центрального исполнительного органа на своей "
            "территории.",
            "Akims of all levels take part in the meeting of the head of a central executive body in their territory.",
        ),
        to=AKIMS,
        opens=OnEvents((Event.MEETING_ENDED,), of_others=True),
        evidence=(Evidence.ATTENDANCE,),
        effective=B.in_force,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-3b",
        B,
        clause("3"),
        Lines("Кездесуді ұйымдастыруға көмек", "Содействие в организации встречи", "Help to organise the meeting"),
        Lines(
            "Әкімдіктер кездесуді ұйымдастыруға және бұқаралық ақпарат құралдары, өз аккаунттары, қоғамдық орындар "
            "арқылы халыққа хабарлауға көмектеседі.",
            "Акиматы содействуют организации встречи и её освещению: в средствах массовой информации, в своих "
            "аккаунтах и общественных местах.",
            "Akimats help to organise and publicise the meeting: in the media, in their own accounts and in public "
            "places.",
        ),
        to=AKIMS,
        opens=OnEvents((Event.MEETING_PLANNED,), of_others=True),
        evidence=(Evidence.LINK,),
        effective=B.in_force,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-4.1",
        B0,
        clause("4.1"),
        Lines(
            "Көтерілген проблемалар бойынша шаралар",
            "Меры по поднятым проблемам",
            "Measures on problems raised",
        ),
        Lines(
            "Үкімет көтерілген проблемалар бойынша Президент Әкімшілігімен келісіп, шаралар қабылдайды.",
            "Правительство по согласованию с Администрацией Президента принимает меры по поднятым проблемам.",
            "The Government takes measures on problems raised, in agreement with the Presidential Administration.",
        ),
        to=GOVERNMENT,
        opens=OnEvents((Event.PROBLEM_RAISED,)),
        evidence=(Evidence.DECISION,),
        effective=None,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-4.2",
        B,
        clause("4.2"),
        Lines(
            "Қорытындыларды Үкімет отырысында қарау",
            "Рассмотрение итогов на заседании Правительства",
            "Review of results at a session of the Government",
        ),
        Lines(
            "Үкімет кездесулердің қорытындысын жартыжылдық сайын өз отырысында қарайды.",
            "Правительство каждое полугодие рассматривает итоги встреч на своём заседании.",
            "The Government reviews the results of meetings at its session every half-year.",
        ),
        to=GOVERNMENT,
        opens=ByPeriod("half"),
        evidence=(Evidence.MINUTES,),
        effective=PERIODS,
        control=_PRESIDENT,
        also_in=_BOTH,
        window=Window.FROM_START,
    ),
    state_duty(
        "B-4.4",
        B,
        clause("4.4"),
        Lines(
            "Премьер-Министр орынбасарының қатысуы",
            "Участие заместителя Премьер-Министра",
            "Participation of a deputy Prime Minister",
        ),
        Lines(
            "Әлеуметтік тәуекел жоғары болғанда кездесуге Премьер-Министрдің орынбасары қатысады.",
            "При высоком социальном риске во встрече участвует заместитель Премьер-Министра.",
            "A deputy Prime Minister joins the meeting when the social risk is high.",
        ),
        to=GOVERNMENT,
        opens=OnEvents((Event.HIGH_RISK,)),
        evidence=(Evidence.RECORD,),
        effective=B.in_force,
        control=_PRESIDENT,
        also_in=_BOTH,
    ),
    state_duty(
        "B-5",
        B0,
        clause("5"),
        Lines("Кездесуді хабарлау және жария ету", "Анонс и освещение встречи", "Announcement and coverage"),
        Lines(
            "Бұқаралық ақпарат құралдары саласындағы уәкілетті орган кездесу туралы хабарлайды, оның барысы мен "
            "нәтижелерін республикалық бұқаралық ақпарат құралдарында жария етеді.",
            "Уполномоченный орган в области средств массовой информации анонсирует встречу и обеспечивает освещение её "
            "хода и результатов в республиканских средствах массовой информации.",
            "The authorised body for mass media announces the meeting and has its course and results covered in "
            "national media.",
        ),
        to=MEDIA_BODY,
        opens=OnEvents((Event.MEETING_PLANNED,), of_others=True),
        evidence=(Evidence.COVERAGE,),
        effective=None,
        control=_PRESIDENT,
    ),
    state_duty(
        "B-6.2",
        B0,
        clause("6.2"),
        Lines(
            "Қорытындыларды жылдық бағалауда ескеру",
            "Учёт итогов в ежегодной оценке",
            "Results in the yearly evaluation",
        ),
        Lines(
            "Ақпаратқа қол жеткізу саласындағы уәкілетті орган кездесулердің қорытындысын орталық атқарушы органдардың "
            "жыл сайынғы бағалауында ескереді.",
            "Уполномоченный орган в области доступа к информации учитывает итоги встреч в ежегодной оценке центральных "
            "исполнительных органов.",
            "The authorised body for access to information counts the results of meetings in the yearly evaluation of "
            "central executive bodies.",
        ),
        to=INFORMATION_BODY,
        opens=ByPeriod("year"),
        evidence=(Evidence.EVALUATION,),
        effective=None,
        control=_PRESIDENT,
        window=Window.FROM_START,
    ),
    state_duty(
        "B-6.3",
        B0,
        clause("6.3"),
        Lines("Әдістемелік ұсынымдар", "Методические рекомендации", "Method guidance"),
        Lines(
            "Ақпаратқа қол жеткізу саласындағы уәкілетті орган әдістемелік ұсынымдар шығарып, орталық атқарушы "
            "органдарға жеткізеді.",
            "Уполномоченный орган в области доступа к информации издаёт методические рекомендации и доводит их до "
            "центральных исполнительных органов.",
            "The authorised body for access to information issues method guidance and brings it to central executive "
            "bodies.",
        ),
        to=INFORMATION_BODY,
        opens=Always(),
        evidence=(Evidence.DOCUMENT, Evidence.RECEIPTS),
        effective=None,
        sent_to_group=Group.MINISTRIES,
        control=_PRESIDENT,
    ),
)
