"""Personal reception by heads of state bodies: rules of the Government of July 2026."""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, EndOfPeriod, MonthDay
from portal.law.counting.events import Event, WorkingDaysAfter, WorkingDaysBefore
from portal.law.counting.planning import Addressee, Group
from portal.law.duty import Act, ByPeriod, OnEvents, since
from portal.law.evidence import Evidence
from portal.law.stating import LOWER_AKIMS, clause, state_duty

P = Act(
    key="P",
    title=Lines(
        kk="Қазақстан Республикасы Үкіметінің 2026 жылғы 28 шілдедегі қаулысымен бекітілген жеке қабылдау "
        "қағидалары (ӘРПК 90-бабының 3-бөлігі)",
        ru="Правила личного приёма, утверждённые постановлением Правительства Республики Казахстан от 28 июля 2026 "
        "года (часть 3 статьи 90 АППК)",
        en="Rules on personal reception, resolution of the Government of 28 July 2026 (article 90(3) of the "
        "Administrative Procedure and Process Code)",
    ),
    short=Lines(kk="Жеке қабылдау қағидалары", ru="Правила личного приёма", en="Rules on personal reception"),
    note=Lines(
        kk="Қолданыста; қаулының нөмірі мен күшіне енген күні расталмаған.",
        ru="Действуют; номер постановления и день вступления в силу не подтверждены.",
        en="In force; the number of the resolution and the day it took effect are not confirmed.",
    ),
    in_force=since(date(2026, 8, 1)),
    address="https://adilet.zan.kz/rus/docs/P2600000663",
    address_confirmed=False,
)

_DOUBT = Lines(
    kk="Қаулының нөмірі мен күшіне енген күні расталмаған.",
    ru="Номер постановления и день вступления в силу не подтверждены.",
    en="The number of the resolution and the day it took effect are not confirmed.",
)
_EVERYONE = Addressee(
    group=Group.STATE_BODIES,
    beside=(Group.MINISTRIES, Group.REGIONAL_AKIMATS, *LOWER_AKIMS, Group.MASLIKHATS),
)

DUTIES = (
    state_duty(
        "P-3",
        P,
        clause("3"),
        Lines("Айлық жеке қабылдау", "Ежемесячный личный приём", "Monthly personal reception"),
        Lines(
            "Мемлекеттік органдардың басшылары мен олардың орынбасарлары, барлық әкімдер мен олардың орынбасарлары, "
            "мәслихат төрағалары айына кемінде бір рет жеке қабылдау өткізеді.",
            "Руководители государственных органов и их заместители, все акимы и их заместители, председатели "
            "маслихатов проводят личный приём не реже одного раза в месяц.",
            "Heads of state bodies and their deputies, all akims and their deputies, and chairs of maslikhats hold "
            "personal reception at least once a month.",
        ),
        to=_EVERYONE,
        opens=ByPeriod("month"),
        due=EndOfPeriod(),
        evidence=(Evidence.LOG,),
        effective=P.in_force,
        doubt=_DOUBT,
    ),
    state_duty(
        "P-19",
        P,
        clause("19"),
        Lines("Жеке қабылдау графигі", "График личного приёма", "Schedule of personal reception"),
        Lines(
            "Жеке қабылдау графигі әр тоқсанға, тоқсан басталғанға дейін бекітіліп, қазақ және орыс тілдерінде "
            "жарияланады.",
            "График личного приёма утверждается на каждый квартал до его начала и публикуется на казахском и русском "
            "языках.",
            "The schedule of personal reception is approved for each quarter before the quarter begins and is "
            "published in Kazakh and Russian.",
        ),
        to=_EVERYONE,
        opens=ByPeriod("quarter"),
        due=MonthDay(0, 1, Bound.BEFORE),
        evidence=(Evidence.SCHEDULE, Evidence.PUBLICATION),
        # The fourth quarter of 2026 is the first that begins under the rules.
        effective=since(date(2026, 10, 1)),
        doubt=_DOUBT,
    ),
    state_duty(
        "P-13",
        P,
        clause("13"),
        Lines("Қабылдау күні туралы жауап", "Ответ о дате приёма", "Answer with the day of reception"),
        Lines(
            "Жауапты адам өтініш тіркелгеннен кейін 15 жұмыс күні ішінде қабылдаудың күні мен уақыты көрсетілген жауап "
            "береді.",
            "Ответственное лицо в течение 15 рабочих дней со дня регистрации сообщает дату и время приёма.",
            "The responsible officer answers with the date and time of reception within 15 working days of "
            "registration.",
        ),
        to=_EVERYONE,
        opens=OnEvents((Event.APPLICATION_REGISTERED,), WorkingDaysAfter(15, Bound.NOT_LATER)),
        evidence=(Evidence.NOTICE,),
        effective=P.in_force,
        sent_to_group=Group.APPLICANTS,
        doubt=_DOUBT,
    ),
    state_duty(
        "P-21",
        P,
        clause("21"),
        Lines("Қабылдауды жазып алу", "Аудио- или видеозапись приёма", "Recording of the reception"),
        Lines(
            "Әр қабылдау аудио- немесе бейнежазбаға түсіріледі.",
            "На каждом приёме ведётся аудио- или видеозапись.",
            "An audio or video recording is made of each reception.",
        ),
        to=_EVERYONE,
        opens=OnEvents((Event.RECEPTION_ENDED,)),
        evidence=(Evidence.RECORDING,),
        effective=P.in_force,
        doubt=_DOUBT,
    ),
    state_duty(
        "P-26",
        P,
        clause("26"),
        Lines(
            "Қабылдаудың мүмкін еместігі туралы хабарлама",
            "Уведомление о невозможности приёма",
            "Notice that reception is not possible",
        ),
        Lines(
            "Лауазымды адам қабылдай алмайтыны туралы қабылдаудан 2 жұмыс күні бұрын хабарлайды.",
            "Должностное лицо уведомляет о невозможности приёма за 2 рабочих дня до него.",
            "An official who cannot receive gives notice of it 2 working days before the reception.",
        ),
        to=_EVERYONE,
        opens=OnEvents((Event.RECEPTION_OFF,), WorkingDaysBefore(2, Bound.BY)),
        evidence=(Evidence.NOTICE,),
        effective=P.in_force,
        sent_to_group=Group.APPLICANTS,
        doubt=_DOUBT,
    ),
    state_duty(
        "P-37",
        P,
        clause("37"),
        Lines("Қабылдаудың хаттамасы", "Протокол приёма", "Protocol of the reception"),
        Lines(
            "Қабылдаудың хаттамасы қол қойылғаннан кейін 3 жұмыс күні ішінде өтініш берушіге «Электрондық өтініштер» "
            "жүйесі арқылы жіберіледі.",
            "Протокол приёма в течение 3 рабочих дней после подписания направляется заявителю через систему "
            "«Электронные обращения».",
            "The protocol of the reception is sent to the applicant through the Electronic Appeals system within "
            "3 working days after it is signed.",
        ),
        to=_EVERYONE,
        opens=OnEvents((Event.PROTOCOL_SIGNED,), WorkingDaysAfter(3, Bound.NOT_LATER)),
        evidence=(Evidence.PROTOCOL,),
        effective=P.in_force,
        sent_to_group=Group.APPLICANTS,
        doubt=_DOUBT,
    ),
    state_duty(
        "P-40/41",
        P,
        Lines(kk="40, 41-тармақтар", ru="пункты 40, 41", en="clauses 40, 41"),
        Lines("Жеке қабылдаудың қорытындысы", "Итоги личного приёма", "Results of personal reception"),
        Lines(
            "Жеке қабылдаудың қорытындысы тоқсан сайын беріледі: өңірлік әкімдіктер Үкімет Аппаратына, мемлекеттік "
            "органдар Президент Әкімшілігіне береді. Күн белгіленбеген.",
            "Итоги личного приёма представляются ежеквартально: акиматами областей, городов республиканского "
            "значения и столицы – в Аппарат Правительства, государственными органами – в Администрацию Президента. "
            "День не установлен.",
            "Results of personal reception are reported every quarter: by regional akimats to the Government "
            "Apparatus, by state bodies to the Presidential Administration. No day is set.",
        ),
        to=Addressee(group=Group.REGIONAL_AKIMATS, beside=(Group.STATE_BODIES, Group.MINISTRIES)),
        opens=ByPeriod("quarter"),
        evidence=(Evidence.REPORT,),
        effective=since(date(2026, 7, 1)),
        sent_to="control_government",
        also_sent_to=("control_president",),
        doubt=_DOUBT,
    ),
)
