"""Posters and pictures of a meeting: what they say, that they fit, whom they are for; and the short address on them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import segno
import time_machine
from django.test import Client
from PIL import Image, ImageOps
from pypdf import PdfReader

from meetings.choices import MeetingState, MeetingVerb
from meetings.models import Meeting, MeetingEvent
from portal.bodies.choices import TerritoryKind
from portal.kernel.wording import Lines
from portal.kit.documents import compile_png, qr_svg
from portal.kit.letters import printed
from portal.questions.documents import making
from portal.questions.documents.printing import FOLDER, PAPERS, PICTURES
from portal.questions.documents.words import poster_of
from portal.questions.queries.kit import KitSheet, KitState, public_sheet
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import MeetingFactory
from tests.letters import RARE, every_letter
from tests.texts import plain

NOTHING = Lines("", "", "")
SHORT = KitSheet(
    number="2027-000731",
    version=1,
    state=KitState.READY,
    body=Lines("Тасарық ауылдық округінің әкімдігі", "Акимат Тасарыкского сельского округа", ""),
    official=Lines("Тасарық ауылдық округінің әкімі", "Аким Тасарыкского сельского округа", ""),
    person=Lines("Ә. Үсенов", "А. Усенов", ""),
    headline=Lines(
        "Тасарық ауылдық округінің әкімі халықпен кездеседі", "Аким Тасарыкского сельского округа встретится", ""
    ),
    place=Lines("Қазалы ауданы, Тасарық ауылдық округі", "Казалинский район, Тасарыкский сельский округ", ""),
    venue=Lines("№ 96 мектептің залы", "Зал школы № 96", ""),
    subject=Lines("Ауыз су", "Питьевая вода", ""),
    taking_part=Lines("прокуратура, полиция", "прокуратура, полиция", ""),
    format="on_site",
    days=(date(2027, 3, 30),),
    start_time=time(16),
    was="",
    reason=NOTHING,
    of_akimat=True,
    made_on=date(2027, 3, 10),
)
#: The longest names of bodies and posts in the reference data, of places in the classifier, and what people type.
LONG = replace(
    SHORT,
    body=Lines(
        "Еңбек және халықты әлеуметтік қорғау министрлігі",
        "Министерство искусственного интеллекта и цифрового развития",
        "",
    ),
    official=Lines(
        "Еңбек және халықты әлеуметтік қорғау министрі", "Министр искусственного интеллекта и цифрового развития", ""
    ),
    person=Lines("Нұрсұлтанбек Әбдіғаппарұлы Қожахметов", "Нурсултанбек Абдигаппарович Кожахметов", ""),
    headline=Lines(
        "Еңбек және халықты әлеуметтік қорғау министрі Солтүстік Қазақстан облысының тұрғындарымен кездеседі",
        "Министр искусственного интеллекта и цифрового развития встретится с жителями Восточно-Казахстанской области",
        "",
    ),
    place=Lines(
        "Солтүстік Қазақстан облысы, Ғабит Мүсірепов атындағы аудан, Шоқан Уәлиханов ауылдық округі",
        "Северо-Казахстанская область, район имени Габита Мусрепова, сельский округ имени Шокана Уалиханова",
        "",
    ),
    venue=Lines(
        "Қ. Сәтбаев атындағы республикалық инженерлік-техникалық академияның мәжіліс залы, Тәуелсіздік даңғылы, 118",
        "Актовый зал республиканского инженерно-технического лицея имени К. Сатпаева, проспект Тауелсиздик, дом 118",
        "",
    ),
    subject=Lines(
        "Ауылдық елді мекендерді кең жолақты интернетпен және сапалы байланыспен қамтамасыз ету",
        "Обеспечение сельских населённых пунктов широкополосным интернетом, работа центров обслуживания населения",
        "",
    ),
    taking_part=Lines(
        "прокуратура, полиция, мәслихат депутаттары, қоғамдық кеңес немесе жергілікті қоғамдастық жиналысы, ардагерлер",
        "прокуратура, полиция, депутаты маслихата, общественный совет или собрание местного сообщества, старейшины",
        "",
    ),
    days=(date(2027, 9, 29), date(2027, 9, 30)),
    was="2027-Q2",
    of_akimat=False,
)
#: As long as the columns take.
FULL = replace(
    LONG,
    body=Lines("Ведомство " * 25, "Ведомство " * 25, ""),
    headline=Lines("Басқарма басшысының орынбасары " * 10, "Заместитель руководителя управления " * 10, ""),
    venue=Lines("мәдениет үйінің залы, " * 11, "зал дома культуры, " * 13, ""),
    subject=Lines("кәсіпкерлік " * 25, "предпринимательство " * 15, ""),
    reason=Lines("себебі " * 42, "причина " * 37, ""),
)
OFF = replace(SHORT, state=KitState.CANCELLED, reason=Lines("Боран", "Буран", ""), version=2)
SHEETS = {
    "short": SHORT,
    "long": LONG,
    "full": FULL,
    "off": OFF,
    "full and off": replace(FULL, state=KitState.CANCELLED),
    "bare": replace(SHORT, venue=NOTHING, subject=NOTHING, person=NOTHING, start_time=None),
}
LEAST, A4, A3 = 14, (595, 842), (842, 1191)


def pdf(sheet: KitSheet, language: str = "ru", paper: str = "a4") -> PdfReader:
    return PdfReader(io.BytesIO(making.poster(sheet, paper=paper, language=language)))


def text_of(reader: PdfReader) -> str:
    return " ".join(plain(reader.pages[0].extract_text()).replace("\u200b", "").split())


def sizes_of(reader: PdfReader) -> set[float]:
    """Of every piece of text, in points of the paper."""
    found: set[float] = set()

    def note(text: str, _matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(text_matrix[3]) * size, 1))

    reader.pages[0].extract_text(visitor_text=note)
    return found


# -- posters ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_poster_is_one_tagged_sheet_with_its_fonts_and_nothing_small(name: str, language: str, paper: str) -> None:
    reader = pdf(SHEETS[name], language, paper)
    assert len(reader.pages) == 1
    page, root = reader.pages[0], reader.trailer["/Root"]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == {"a4": A4, "a3": A3}[paper]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    for font in page["/Resources"]["/Font"].values():  # type: ignore[union-attr]
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
    assert min(sizes_of(reader)) >= LEAST * (1 if paper == "a4" else 1.41)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "kk",
            (
                "Тасарық ауылдық округінің әкімі халықпен кездеседі|30|наурыз|сейсенбі, 2027|16:00|№ 96 мектептің залы|"
                "Тасарық ауылдық округі|Ә. Үсенов|Ауыз су|залда тікелей|29 наурыз, 18:00|әкім аппаратында|"
                "/m/2027-000731|ресми өтініш емес|eOtinish|2027-000731, 1-нұсқа|төрттен бірі|"
                "Тасарық ауылдық округінің әкімдігі"
            ),
        ),
        (
            "ru",
            (
                "Аким Тасарыкского сельского округа встретится|30|марта|вторник, 2027|16:00|Зал школы № 96|"
                "Тасарыкский сельский округ|А. Усенов|прокуратура, полиция|Питьевая вода|прямо в зале|18:00, 29 марта|"
                "в аппарате акима|"
                "/m/2027-000731|не официальное обращение|eOtinish|2027-000731, версия 1|четверть времени|"
                "Акимат Тасарыкского сельского округа"
            ),
        ),
    ],
)
def test_a_poster_says_who_when_where_and_how_to_ask(language: str, lines: str) -> None:
    said = text_of(pdf(SHORT, language))
    for line in lines.split("|"):
        assert line in said, line
    assert ("Қ" in said) == (language == "kk") or "қ" in said


def test_a_cancelled_meeting_has_a_poster_that_says_so_and_why() -> None:
    said = text_of(pdf(OFF))
    assert "Встреча отменена" in said
    assert "Причина: Буран" in said
    assert "Как задать вопрос" not in said
    assert "2027-000731, версия 2" in said


def test_a_moved_meeting_names_the_day_it_was() -> None:
    said = text_of(pdf(replace(SHORT, was="2027-03-18", version=3)))
    assert "Было: 18 марта 2027 г." in said
    assert "Было" not in text_of(pdf(SHORT))


def test_all_of_the_longest_real_names_stands_on_the_sheet() -> None:
    for language in ("kk", "ru"):
        said = text_of(pdf(LONG, language)).replace(" ", "")
        for text in (LONG.body, LONG.person, LONG.headline, LONG.place, LONG.venue, LONG.subject, LONG.taking_part):
            assert text.get(language).replace(" ", "") in said, text


def test_a_text_that_is_missing_stands_in_the_other_language_and_is_marked() -> None:
    assert "№ 96 мектептің залы" in text_of(pdf(replace(SHORT, venue=Lines("№ 96 мектептің залы", "", ""))))


def test_no_letter_a_form_accepts_stops_a_poster() -> None:
    every = "".join(sorted({printed(letter) for letter in every_letter()}))[:250]
    strange = Lines(RARE, every, "")
    for language in ("kk", "ru"):
        assert len(pdf(replace(SHORT, venue=strange, subject=strange, person=strange), language).pages) == 1


@pytest.mark.parametrize("word", ["https://example.kz/" + "w" * 230, "Щ" * 250, "a" * 26], ids=["url", "wide", "word"])
def test_a_word_that_no_line_holds_breaks_and_nothing_runs_off(word: str) -> None:
    strange = Lines(word, word, "")
    for paper in PAPERS:
        reader = pdf(replace(FULL, venue=strange, person=strange), paper=paper)
        assert len(reader.pages) == 1
    assert word in text_of(pdf(replace(SHORT, venue=strange))).replace(" ", "")


def test_the_code_leads_to_the_short_address() -> None:
    """What the sheet shows is, point by point, the code of the whole address, with its quiet zone around."""
    address = making.short_address("2027-000731")
    assert address.endswith("/m/2027-000731")
    code, quiet = segno.make_qr(address, error="m"), 2
    with Image.open(io.BytesIO(of_sheet(SHORT))) as shown:
        sheet = shown.convert("L").point(lambda level: 255 if level > 127 else 0)
    side = code.symbol_size(border=0)[0]
    left, top, step = _corner(sheet, side)
    for row, line in enumerate(code.matrix_iter(border=quiet)):
        for column, is_dark in enumerate(line):
            at = (left + (column - quiet + 0.5) * step, top + (row - quiet + 0.5) * step)
            assert (sheet.getpixel((round(at[0]), round(at[1]))) == 0) == bool(is_dark), (row, column)
    # One of few points: read from a board by any telephone.
    assert code.version <= 4


def of_sheet(sheet: KitSheet, language: str = "ru") -> bytes:
    words = poster_of(sheet, language=language, address=making.short_address(sheet.number))
    data = words.data() | {"paper": "a4", "qr": qr_svg(making.short_address(sheet.number))}
    return compile_png(FOLDER / "poster.typ", data, per_inch=144)


def _corner(sheet: Image.Image, side: int) -> tuple[float, float, float]:
    """Where the first point of the code stands, and how far its points are from each other: it is all that is
    dark there, below the rule of the quarter and beside the ways to ask."""
    breadth, height = sheet.size
    from_left, from_top = breadth * 70 // 100, height * 71 // 100
    part = sheet.crop((from_left, from_top, breadth, height * 90 // 100))
    box = ImageOps.invert(part).getbbox()
    assert box is not None
    left, top, right, _bottom = box
    return left + from_left, top + from_top, (right - left) / side


# -- pictures --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", PICTURES)
@pytest.mark.parametrize("name", SHEETS)
def test_a_picture_has_its_size_and_its_words_inside(name: str, size: str) -> None:
    for language in ("kk", "ru"):
        content = making.picture(SHEETS[name], size=size, language=language)
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.size == PICTURES[size]
            assert not picture.info.get("exif")
            shown = picture.convert("RGB")
        breadth, height = shown.size
        # Nothing runs off it: its edge is of few colours, which are those of grounds, all the way down.
        edges = {shown.getpixel((at, y)) for at in (0, 20, breadth - 20, breadth - 1) for y in range(height)}
        assert len(edges) <= 3, edges
        assert len(content) < 150_000


# -- for whom they are -----------------------------------------------------------------------------------------------
pytest_db = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(venue_kk="Мәдениет үйі", venue_ru="Дом культуры", start_time=time(16))


def poster_address(meeting: Meeting, language: str = "kk", name: str = "poster-a4.pdf") -> str:
    return f"/{language}/meetings/{meeting.number}/{name}"


@pytest_db
@time_machine.travel(datetime(2027, 3, 10, 7, tzinfo=UTC))
def test_anybody_prints_a_poster_and_a_second_time_gets_no_content(meeting: Meeting, client: Client) -> None:
    for name, kind in (("poster-a4.pdf", "application/pdf"), ("picture-1200x630.png", "image/png")):
        answer = client.get(poster_address(meeting, name=name))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
        assert "public" in answer.headers["Cache-Control"]
        assert not answer.cookies
        again = client.get(poster_address(meeting, name=name), headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(poster_address(meeting, "en")).status_code == 404


@pytest_db
@pytest.mark.parametrize(
    ("what", "day", "status"),
    [
        ({}, date(2027, 3, 18), 200),
        ({}, date(2027, 3, 19), 404),
        ({"in_march": True}, date(2027, 3, 10), 404),
        ({"hidden": True}, date(2027, 3, 10), 404),
        ({"state": MeetingState.CANCELLED}, date(2027, 3, 18), 200),
        ({"state": MeetingState.CANCELLED}, date(2027, 3, 19), 404),
        ({"state": MeetingState.NOT_TAKEN_PLACE}, date(2027, 3, 18), 404),
    ],
    ids=["on its day", "the day after", "no day", "hidden", "cancelled", "cancelled and over", "did not take place"],
)
def test_a_poster_is_of_a_meeting_to_come(what: dict, day: date, status: int, client: Client) -> None:
    meeting = MeetingFactory(**what)
    with time_machine.travel(datetime(day.year, day.month, day.day, 7, tzinfo=UTC)):
        assert client.get(poster_address(meeting)).status_code == status
        page = client.get(f"/kk/meetings/{meeting.number}/")
    if page.status_code == 200:
        # The page offers exactly what there is.
        assert ("/poster-a4.pdf" in page.content.decode()) == (status == 200)
        assert ("/picture-1200x630.png" in page.content.decode()) == (status == 200)


@pytest_db
def test_a_change_makes_another_poster(meeting: Meeting) -> None:
    today = date(2027, 3, 10)
    before = public_sheet(meeting.number, today)
    Meeting.objects.filter(pk=meeting.pk).update(sequence=1, moved_from="2027-03-12")
    MeetingEvent.objects.create(
        meeting=meeting,
        verb=MeetingVerb.MOVE,
        to_state=MeetingState.ANNOUNCED,
        at=datetime(2027, 3, 9, 7, tzinfo=UTC),
        on=date(2027, 3, 9),
        reason_kk="Жол жабық",
        reason_ru="Дорога закрыта",
    )
    after = public_sheet(meeting.number, today)
    assert (before.version, after.version, after.reason.ru) == (1, 2, "Дорога закрыта")
    assert making.poster(before, paper="a4", language="kk") != making.poster(after, paper="a4", language="kk")


@pytest_db
def test_a_sheet_costs_one_statement(meeting: Meeting, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        public_sheet(meeting.number, date(2027, 3, 10))


@pytest_db
def test_an_akim_at_home_meets_the_people_and_elsewhere_names_the_place() -> None:
    region = TerritoryFactory(name_ru="Кызылординская область", genitive_ru="Кызылординской области")
    district = TerritoryFactory(kind=TerritoryKind.DISTRICT, parent=region, name_ru="Казалинский район")
    akimat = BodyFactory(akimat=True, territory=district, head_title_ru="Аким Казалинского района")
    at_home = public_sheet(MeetingFactory(body=akimat, territory=district).number, date(2027, 3, 10))
    away = public_sheet(MeetingFactory(body=akimat, territory=region).number, date(2027, 3, 10))
    assert plain(at_home.headline.ru) == "Аким Казалинского района встретится с населением"
    assert plain(away.headline.ru) == "Аким Казалинского района встретится с жителями Кызылординской области"
    assert at_home.place.ru == "Кызылординская область, Казалинский район"


# -- the short address -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["2027-000731", "2027-731", "2027000731", "2027-000731/"])
def test_a_short_address_leads_on_in_the_language_of_the_reader(typed: str, client: Client) -> None:
    for asked, language in (("kk", "kk"), ("ru-RU,ru;q=0.9", "ru"), ("en", "en"), ("de", "kk"), ("", "kk")):
        answer = client.get(f"/m/{typed}", headers={"Accept-Language": asked})
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/{language}/meetings/2027-000731/ask/"
        assert "public" in answer.headers["Cache-Control"]
        assert "Accept-Language" in answer.headers["Vary"]
        assert not answer.cookies


@pytest.mark.parametrize("typed", ["", "2027", "abc", "2027-0000731", "1027-000731", "2027-000731.pdf"])
def test_what_is_no_number_leads_nowhere(typed: str, client: Client) -> None:
    assert client.get(f"/m/{typed}").status_code == 404


def test_the_words_of_a_poster_are_those_of_its_language() -> None:
    kazakh, russian = (poster_of(LONG, language=language, address="https://x.kz/m/1") for language in ("kk", "ru"))
    for name in ("tagline", "lead", "share", "ask_title", "qr_label", "appeal", "mark", "month", "weekday"):
        assert getattr(kazakh, name) != getattr(russian, name), name
