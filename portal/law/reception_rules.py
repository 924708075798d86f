"""Personal reception by heads of state bodies: article 90(3) of the code of procedure, and the rules of July 2026."""

from __future__ import annotations

from datetime import date

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound, EndOfPeriod, MonthDay
from portal.law.counting.events import Event, WorkingDaysAfter, WorkingDaysBefore
from portal.law.counting.planning import Addressee, Group, Span
from portal.law.duty import Act, ByPeriod, Duty, OnEvents, since
from portal.law.evidence import Evidence
from portal.law.stating import LOWER_AKIMS, article, clause, state_duty
from portal.law.windows import Window

#: The code orders the monthly reception itself; the rules that say how came in August of the year.
_BY_THE_CODE = date(2026, 1, 1)
_FIRST_MONTH_OF_RULES = date(2026, 9, 1)

P0 = Act(
    key="P0",
    title=Lines(
        kk="Қазақстан Республикасының 2020 жылғы 29 маусымдағы № 350-VI Әкімшілік рәсімдік-процестік кодексі, "
        "90-баптың 3-бөлігі, 2025 жылғы 17 желтоқсандағы редакция",
        ru="Административный процедурно-процессуальный кодекс Республики Казахстан от 29 июня 2020 года № 350-VI, "
        "часть 3 статьи 90 в редакции от 17 декабря 2025 года",
        en="Administrative Procedure and Process Code No. 350-VI of 29 June 2020, article 90(3) in the wording of "
        "17 December 2025",
    ),
    short=Lines(kk="ӘРПК, 90-баптың 3-бөлігі", ru="Часть 3 статьи 90 АППК", en="Code of procedure, article 90(3)"),
    note=Lines(
        kk="Қолданыста; 2026 жылғы тамыздан бастап тәртібін Үкіметтің № 663 қаулысы айтады.",
        ru="Действует; с августа 2026 года порядок устанавливает постановление Правительства № 663.",
        en="In force; from August 2026 Resolution of the Government No. 663 says how.",
    ),
    in_force=since(_BY_THE_CODE),
    address="https://adilet.zan.kz/rus/docs/K2000000350",
    address_confirmed=True,
)

P = Act(
    key="P",
    title=Lines(
        kk="Жеке қабылдау қағидалары, Қазақстан Республикасы Үкіметінің 2026 жылғы 28 шілдедегі № 663 қаулысымен "
        "бекітілген (ӘРПК 90-бабының 3-бөлігі)",
        ru="Правила личного приёма, утверждённые постановлением Правительства Республики Казахстан от 28 июля 2026 "
        "года № 663 (часть 3 статьи 90 АППК)",
        en="Rules on personal reception, Resolution of the Government No. 663 of 28 July 2026 (article 90(3) of the "
        "Administrative Procedure and Process Code)",
    ),
    short=Lines(kk="№ 663 қаулы", ru="Постановление № 663", en="Resolution No. 663"),
    note=Lines(
        kk="Қолданыста, 2026 жылғы 8 тамыздан ерте күшіне енген жоқ; дәл күні белгісіз, портал 8 тамыздан санайды.",
        ru="Действует, введено в действие не ранее 8 августа 2026 года; точный день неизвестен, портал считает с "
        "8 августа.",
        en="In force, not before 8 August 2026; the very day is not known, the portal counts from the 8th.",
    ),
    in_force=since(date(2026, 8, 8)),
    address="https://adilet.zan.kz/rus/docs/P2600000663",
    address_confirmed=False,
)

_EVERYONE = (Group.MINISTRIES, Group.REGIONAL_AKIMATS, *LOWER_AKIMS, Group.MASLIKHATS)
_RECEIVING = Addressee(group=Group.STATE_BODIES, beside=_EVERYONE)


def _monthly(act: Act, where: Lines, effective: Span) -> Duty:
    return state_duty(
        "P-3",
        act,
        where,
        Lines("Айлық жеке қабылдау", "Ежемесячный личный приём", "Monthly personal reception"),
        Lines(
            "Мемлекеттік органдардың (Үкімет Аппаратынан басқа), агенттіктердің, аумақтық бөлімшелердің, облыстық "
            "басқармалар мен аудандық бөлімдердің басшылары мен олардың орынбасарлары, барлық әкімдер мен олардың "
            "орынбасарлары, мәслихат төрағалары айына кемінде бір рет жеке қабылдау өткізеді.",
            "Руководители государственных органов (кроме Аппарата Правительства), агентств, территориальных "
            "подразделений, областных управлений и районных отделов и их заместители, все акимы и их заместители, "
            "председатели маслихатов проводят личный приём не реже одного раза в месяц.",
            "Heads of state bodies (except the Government Apparatus), of agencies, territorial units, regional "
            "departments and district divisions with their deputies, all akims and their deputies, and chairs of "
            "maslikhats hold personal reception at least once a month.",
        ),
        to=Addressee(group=Group.STATE_BODIES, beside=_EVERYONE, but_for=("control_government",)),
        opens=ByPeriod("month"),
        due=EndOfPeriod(),
        evidence=(Evidence.LOG,),
        effective=effective,
    )


DUTIES = (
    _monthly(P0, article("90(3)"), since(_BY_THE_CODE, _FIRST_MONTH_OF_RULES)),
    _monthly(P, clause("3"), since(_FIRST_MONTH_OF_RULES)),
    state_duty(
        "P-19",
        P,
        clause("19"),
        Lines("Жеке қабылдау графигі", "График личного приёма", "Schedule of personal reception"),
        Lines(
            "Жеке қабылдаудың үш бірыңғай графигі болады: орталық органдардікін Үкімет Аппаратының басшысы бекітеді, "
            "ол Премьер-Министрдің сайтында және органдардың өз сайттарында тұрады; облыстық және аудандық "
            "графиктерді облыс әкімі аппаратының басшысы бекітеді. График әр тоқсанға, тоқсан басталғанға дейін "
            "бекітіліп, қазақ және орыс тілдерінде жарияланады.",
            "Единых графиков личного приёма три: график центральных органов утверждает руководитель Аппарата "
            "Правительства, он размещается на интернет-ресурсе Премьер-Министра и на собственных интернет-ресурсах "
            "органов; областной и районный графики утверждает руководитель аппарата акима области. График утверждается "
            "на каждый квартал до его начала и публикуется на казахском и русском языках.",
            "There are three unified schedules of personal reception: that of central bodies, approved by the head of "
            "the Government Apparatus and shown on the site of the Prime Minister and on their own; those of the "
            "region and of the district, approved by the head of the office of the regional akim. A schedule is "
            "approved for each quarter before the quarter begins and is published in Kazakh and Russian.",
        ),
        to=_RECEIVING,
        opens=ByPeriod("quarter"),
        due=MonthDay(0, 1, Bound.BEFORE),
        evidence=(Evidence.SCHEDULE, Evidence.PUBLICATION),
        # The fourth quarter of 2026 is the first that begins under the rules.
        effective=since(date(2026, 10, 1)),
    ),
    state_duty(
        "P-13",
        P,
        clause("13"),
        Lines("Қабылдау күні туралы жауап", "Ответ о дате приёма", "Answer with the day of reception"),
        Lines(
            "Жауапты адам өтініш тіркелгеннен кейін 15 жұмыс күні ішінде қабылдаудың күні мен уақыты көрсетілген жауап "
            "береді. Мерзім дәлелді шешіммен екі айдан асырмай ұзартылуы мүмкін, бұл туралы 3 жұмыс күні ішінде "
            "хабарланады.",
            "Ответственное лицо в течение 15 рабочих дней со дня регистрации сообщает дату и время приёма. Срок может "
            "быть продлён мотивированным решением не более чем на два месяца, о чём сообщается в течение 3 рабочих "
            "дней.",
            "The responsible officer answers with the date and time of reception within 15 working days of "
            "registration. A reasoned decision may extend the term by two months at most; notice of it is given within "
            "3 working days.",
        ),
        to=_RECEIVING,
        opens=OnEvents((Event.APPLICATION_REGISTERED,), WorkingDaysAfter(15, Bound.NOT_LATER)),
        evidence=(Evidence.NOTICE,),
        effective=P.in_force,
        sent_to_group=Group.APPLICANTS,
    ),
    state_duty(
        "P-21",
        P,
        clause("21"),
        Lines("Қабылдауды жазып алу", "Аудио- или видеозапись приёма", "Recording of the reception"),
        Lines(
            "Қабылдау қоғамдық қабылдау бөлмелерінде өтеді; арнайы жабдықталған кез келген орын, бейнебайланыс та "
            "солай есептеледі. Әр қабылдау аудио- немесе бейнежазбаға түсіріледі.",
            "Приём ведётся в общественных приёмных; ими считается любая специально организованная площадка, в том "
            "числе видеоконференцсвязь. На каждом приёме ведётся аудио- или видеозапись.",
            "Reception is held in public reception offices; any specially organised site counts as one, a video link "
            "included. An audio or video recording is made of each reception.",
        ),
        to=_RECEIVING,
        opens=OnEvents((Event.RECEPTION_ENDED,)),
        evidence=(Evidence.RECORDING,),
        effective=P.in_force,
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
            "Лауазымды адам қабылдай алмайтыны туралы қабылдау бөлмесінің қызметкеріне 2 жұмыс күні бұрын, ауырып "
            "қалғанда сол күні хабарлайды; қызметкер өтініш берушілерге дереу хабарлап, қабылдау күнін ауыстырады.",
            "Должностное лицо уведомляет сотрудника приёмной о невозможности приёма за 2 рабочих дня до него, а при "
            "болезни – в тот же день; сотрудник незамедлительно сообщает об этом заявителям и переносит день приёма.",
            "An official who cannot receive tells the reception worker 2 working days before, in case of sickness on "
            "the same day; the worker at once tells the applicants and moves the day.",
        ),
        to=_RECEIVING,
        opens=OnEvents((Event.RECEPTION_OFF,), WorkingDaysBefore(2, Bound.BY)),
        evidence=(Evidence.NOTICE,),
        effective=P.in_force,
        sent_to_group=Group.APPLICANTS,
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
        to=_RECEIVING,
        opens=OnEvents((Event.PROTOCOL_SIGNED,), WorkingDaysAfter(3, Bound.NOT_LATER)),
        evidence=(Evidence.PROTOCOL,),
        effective=P.in_force,
        sent_to_group=Group.APPLICANTS,
    ),
    state_duty(
        "P-40/41",
        P,
        Lines(kk="40, 41-тармақтар", ru="пункты 40, 41", en="clauses 40, 41"),
        Lines("Жеке қабылдаудың қорытындысы", "Итоги личного приёма", "Results of personal reception"),
        Lines(
            "Жеке қабылдаудың қорытындысы тоқсан сайын беріледі: облыстардың, республикалық маңызы бар қалалардың және "
            "астананың әкімдіктері Үкімет Аппаратына, өзге мемлекеттік органдар Президент Әкімшілігінің өтініштерді "
            "бақылау жөніндегі құрылымдық бөлімшесіне береді. Күн белгіленбеген.",
            "Итоги личного приёма представляются ежеквартально: акиматами областей, городов республиканского "
            "значения и столицы – в Аппарат Правительства, остальными государственными органами – в структурное "
            "подразделение Администрации Президента по контролю за рассмотрением обращений. День не установлен.",
            "Results of personal reception are reported every quarter: by akimats of regions, of cities of republican "
            "significance and of the capital to the Government Apparatus, by other state bodies to the unit of the "
            "Presidential Administration on control of appeals. No day is set.",
        ),
        # The Administration would owe it to itself.
        to=Addressee(
            group=Group.REGIONAL_AKIMATS,
            beside=(Group.STATE_BODIES, Group.MINISTRIES),
            but_for=("control_president",),
        ),
        opens=ByPeriod("quarter"),
        evidence=(Evidence.REPORT,),
        # The rules came within the third quarter of 2026.
        effective=since(date(2026, 7, 1)),
        sent_to="control_president",
        sent_elsewhere=((Group.REGIONAL_AKIMATS, "control_government"),),
        window=Window.AFTER_END,
    ),
)
