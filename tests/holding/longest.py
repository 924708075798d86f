"""Documents with the longest names there are, forty questions and every Kazakh letter."""

from __future__ import annotations

from datetime import date, time

from portal.holding.documents.form import Form
from portal.holding.documents.summary import summary_form
from portal.holding.documents.wording import plan_form, protocol_form
from portal.holding.models import Summary
from portal.holding.queries.protocol import PartLine, ProtocolSheet, QuestionLine
from portal.kernel.wording import Lines

NOTHING = Lines("", "", "")
ADDRESS = "https://kezdesu.example/kk/meetings/2027-000123/"
#: The three longest names of bodies, of which one is an office of an akim.
BODIES = (
    Lines(
        "Қазақстан Республикасының Еңбек және халықты әлеуметтік қорғау министрлігі",
        "Министерство труда и социальной защиты населения Республики Казахстан",
        "",
    ),
    Lines(
        "Қазақстан Республикасының Жасанды интеллект және цифрлық даму министрлігі",
        "Министерство искусственного интеллекта и цифрового развития Республики Казахстан",
        "",
    ),
    Lines(
        "Солтүстік Қазақстан облысы Ғабит Мүсірепов атындағы аудан әкімінің аппараты",
        "Аппарат акима района имени Габита Мусрепова Северо-Казахстанской области",
        "",
    ),
)
MINISTER = Lines(
    "Қазақстан Республикасының Еңбек және халықты әлеуметтік қорғау министрі",
    "Министр труда и социальной защиты населения Республики Казахстан",
    "",
)
#: Every letter that Russian has not.
ASKED = Lines(
    "Ауылдағы ортақ құдықтың суы ішуге жарамсыз, ғимарат іші суық, өзенге һәм үйге баратын жол қашан жөнделеді? "
    "ӘҒҚҢӨҰҮҺІ әғқңөұүһі",
    "Когда отремонтируют дорогу к школе и реке, ведь вода из общего колодца непригодна для питья?",
    "",
)
MEASURE = Lines(
    "Жобалық-сметалық құжаттаманы әзірлеу, мемлекеттік сараптамадан өткізу және бюджеттік өтінім беру",
    "Разработать проектно-сметную документацию, провести государственную экспертизу и подать бюджетную заявку",
    "",
)
_TOPICS = ("ecology", "social", "communications", "health")
_ATTENDEES = (
    *("deputy_pm", "akim_region", "akim_district", "akim_local", "executives", "prosecutor", "police", "deputies"),
    *("parties", "council", "ngo", "elders", "media"),
)


def _question(number: int) -> QuestionLine:
    fate = ("outside", "taken", "answered", "taken")[number % 4]
    is_taken = fate == "taken"
    # Two fill most of a page.
    times = 11 if number in (5, 18) else 1
    return QuestionLine(
        number=number,
        text=Lines(" ".join([ASKED.kk] * times), " ".join([ASKED.ru] * times), ""),
        place=Lines("Червонный ауылдық округі", "Червонный сельский округ", ""),
        topic=_TOPICS[number % 4],
        fate=fate,
        answer=Lines("Сорғы ауыстырылды", "Насос заменён", "") if fate == "answered" else NOTHING,
        measure=MEASURE if is_taken else NOTHING,
        body=BODIES[number % 3] if is_taken else NOTHING,
        responsible=Lines("департамент директоры", "директор департамента", "") if is_taken else NOTHING,
        due_on=date(2027, 12, 31) if is_taken else None,
    )


SHEET = ProtocolSheet(
    number="2027-000123",
    protocol_number="12-07/348-қ",
    is_draft=False,
    body=BODIES[0],
    official=MINISTER,
    person=Lines("Әбдіғаппарұлы Мұхаммедқали", "Абдыгаппарулы Мухаммедкали", ""),
    place=Lines(
        "Солтүстік Қазақстан облысы, Ғабит Мүсірепов атындағы аудан",
        "Северо-Казахстанская область, район имени Габита Мусрепова",
        "",
    ),
    venue=Lines(
        "Солтүстік Қазақстан облыстық әмбебап ғылыми кітапханасының мәжіліс залы",
        "Конференц-зал Северо-Казахстанской областной универсальной научной библиотеки",
        "",
    ),
    format="on_site",
    held_on=date(2027, 3, 9),
    start_time=time(9),
    end_time=time(15, 45),
    attendance=1240,
    viewers=128_400,
    talk_minutes=122,
    questions_minutes=278,
    obtained="measured",
    split_note=Lines("Сұрақтар көп болды", "Было много вопросов", ""),
    attendees=_ATTENDEES,
    secretary=Lines("Ғ. Өмірбекқызы", "Г. Омирбеккызы", ""),
    summary=Lines(" ".join([ASKED.kk] * 5), " ".join([ASKED.ru] * 5), ""),
    asked_in_all=40,
    questions=tuple(_question(number) for number in range(1, 41)),
    parts=(
        PartLine("reception", date(2027, 3, 10), 112, Lines("Төлемдер", "Выплаты", ""), NOTHING),
        PartLine("briefing", None, None, NOTHING, Lines("Журналистер келмеді", "Журналисты не пришли", "")),
    ),
    signed_on=None,
    made_on=date(2027, 3, 10),
    version=3,
)
_SUMS = {"meetings": 30, "held": 10, "off": 10, "unrecorded": 10, "came": 12_400, "asked": 400, "taken": 120}


def _texts(lines: Lines) -> dict[str, str]:
    return {"kk": lines.kk, "ru": lines.ru, "en": lines.en}


def _meeting(number: int) -> dict[str, object]:
    is_held = number % 3 == 0
    return {
        "number": f"2027-{number:06d}",
        "official": _texts(MINISTER),
        "place": _texts(SHEET.place),
        "when": ("2027-03-09", "2027-02", "2027-01-15")[number % 3],
        "state": ("held", "off", "unrecorded")[number % 3],
        "came": 1240 if is_held else 0,
        "talk": 22 if is_held else None,
        "answers": 78 if is_held else None,
        "asked": 40 if is_held else 0,
        "taken": 12 if is_held else 0,
    }


def _summary(kind: str, period: str, rows: list[dict[str, object]]) -> Summary:
    content = {"kind": kind, "body": _texts(BODIES[0]), "period": period, "rows": rows, "sums": _SUMS}
    return Summary(pk=7, kind=kind, period_key=period, content=content, sha256="ab" * 32, made_on=date(2027, 4, 5))


def longest_forms(language: str) -> dict[str, Form]:
    bodies = [{"body": _texts(BODIES[number % 3]), **_SUMS} for number in range(21)]
    return {
        "protocol": protocol_form(SHEET, language=language, address=ADDRESS),
        "plan": plan_form(SHEET, language=language, address=ADDRESS),
        "quarter": summary_form(
            _summary("quarter", "2027-Q1", [_meeting(number) for number in range(1, 31)]), language=language
        ),
        "half": summary_form(_summary("half", "2027-H1", bodies), language=language),
    }
