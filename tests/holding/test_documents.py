"""The protocol of a meeting and its action plan: what they say, for whom they are, and that they open."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time

import docx
import pytest
from django.test import Client
from docx.oxml.ns import qn
from pypdf import PdfReader

from meetings.models import MeetingHeld
from portal.bodies.choices import Role
from portal.holding.documents import action_plan, protocol
from portal.holding.models import Account, Part
from portal.holding.queries.protocol import PartLine, ProtocolSheet, QuestionLine, public_sheet
from portal.kernel.wording import Lines
from portal.kit.documents import LOCALES
from portal.kit.letters import printed
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.letters import RARE, every_letter
from tests.texts import plain

NOTHING = Lines("", "", "")
LINE = QuestionLine(
    number=1,
    text=Lines("Неге кешке су жоқ?", "Почему по вечерам нет воды?", ""),
    place=Lines("Тасарық ауылы", "село Тасарык", "Tasaryk"),
    topic="water",
    fate="taken",
    answer=NOTHING,
    measure=Lines("Сорғыны ауыстыру", "Заменить насос", ""),
    body=Lines("Қазалы ауданының әкімдігі", "Акимат Казалинского района", "Akimat of Kazaly District"),
    responsible=Lines("бөлім басшысы", "руководитель отдела", ""),
    due_on=date(2027, 6, 1),
)
SHEET = ProtocolSheet(
    number="2027-000123",
    protocol_number="7",
    is_draft=False,
    body=LINE.body,
    official=Lines("Қазалы ауданының әкімі", "Аким Казалинского района", "Akim of Kazaly District"),
    person=Lines("Ә. Үсенов", "А. Усенов", "A. Usenov"),
    place=Lines("Қазалы ауданы, Тасарық ауылдық округі", "Казалинский район, Тасарыкский сельский округ", ""),
    venue=Lines("№ 96 мектептің залы", "Зал школы № 96", ""),
    format="on_site",
    held_on=date(2027, 3, 9),
    start_time=time(11),
    end_time=time(12, 40),
    attendance=64,
    viewers=1940,
    talk_minutes=22,
    questions_minutes=78,
    obtained="measured",
    split_note=NOTHING,
    attendees=("akim_local", "prosecutor", "deputies"),
    secretary=Lines("Г. Өмірбек", "Г. Омирбек", ""),
    summary=Lines("Әкім су құбыры туралы айтты.", "Аким рассказал о водопроводе.", ""),
    asked_in_all=3,
    questions=(
        LINE,
        replace(LINE, number=2, fate="answered", answer=Lines("Жөнделді", "Исправлено", ""), measure=NOTHING),
        replace(LINE, number=3, text=Lines("Жайылым жетпейді", "", ""), fate="outside", measure=NOTHING),
    ),
    parts=(
        PartLine("reception", date(2027, 3, 9), 12, NOTHING, NOTHING),
        PartLine("briefing", None, None, NOTHING, Lines("Журналистер келмеді", "Журналисты не пришли", "")),
    ),
    signed_on=None,
    made_on=date(2027, 3, 10),
    version=3,
)
MAKERS = {"protocol": protocol, "plan": action_plan}


def pdf_of(name: str, sheet: ProtocolSheet = SHEET, language: str = "ru") -> PdfReader:
    return PdfReader(io.BytesIO(MAKERS[name](sheet, ending="pdf", language=language)))


def said_by(reader: PdfReader) -> str:
    return plain("\n".join(page.extract_text() for page in reader.pages)).replace("\n", " ")


# -- PDF -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", MAKERS)
def test_pdf_is_tagged_says_its_language_and_brings_its_fonts(name: str, language: str) -> None:
    reader = pdf_of(name, language=language)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_protocol_says_who_when_how_long_what_was_asked_and_what_is_done() -> None:
    text = said_by(pdf_of("protocol"))
    for said in (
        "ПРОТОКОЛ № 7",
        "9 марта 2027",
        "11:00–12:40",
        "А. Усенов",
        "Зал школы № 96",
        "64 человека",
        "1 940",
        "22 мин (22 %)",
        "прокуратура",
        "Почему по вечерам нет воды?",
        "Заменить насос",
        "руководитель отдела",
        "1 июня 2027",
        "ответ дан на месте",
        "Исправлено",
        "12 человек",
        "Журналисты не пришли",
        "2027-000123",
        "Г. Омирбек",
    ):
        assert said in text, said
    # The other language stands where there is no text in this one, and says so.
    assert "Жайылым жетпейді" in text
    assert "Неге кешке" not in text


def test_action_plan_has_a_row_for_each_question_that_was_taken_and_for_no_other() -> None:
    text = said_by(pdf_of("plan"))
    assert "2027-000123/1" in text
    assert "2027-000123/2" not in text
    assert "Акимат Казалинского района, руководитель отдела" in " ".join(text.split())
    assert "ни одного вопроса" in said_by(pdf_of("plan", replace(SHEET, questions=())))


def test_no_letter_a_form_accepts_stops_a_protocol() -> None:
    every = "".join(sorted({printed(letter) for letter in every_letter()}))
    rare = Lines(RARE, RARE, RARE)
    questions = tuple(
        replace(LINE, number=number, text=text, measure=text)
        for number, text in enumerate((rare, Lines(every, every, "")), 1)
    )
    assert "■" in said_by(pdf_of("protocol", replace(SHEET, summary=rare, venue=rare, questions=questions), "kk"))


@pytest.mark.parametrize("text", ['#panic("x")', "$x$ *a* _b_ @e \\", '"}] //', "= Title", "<script>alert(1)</script>"])
def test_text_of_a_person_is_no_command_of_the_typesetter(text: str) -> None:
    line = replace(LINE, text=Lines(text, text, ""))
    assert text.split()[0] in said_by(pdf_of("protocol", replace(SHEET, questions=(line,))))


def test_a_draft_says_so() -> None:
    draft = replace(SHEET, is_draft=True)
    assert "П Р О Е К Т" in said_by(pdf_of("protocol", draft))
    assert "П Р О Е К Т" not in said_by(pdf_of("protocol"))


# -- DOCX ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", MAKERS)
def test_docx_says_the_language_of_every_run_and_repeats_the_heads_of_its_tables(name: str) -> None:
    content = MAKERS[name](SHEET, ending="docx", language="kk")
    document = docx.Document(io.BytesIO(content))
    tags = [run.find(f"{qn('w:rPr')}/{qn('w:lang')}") for run in document.element.body.iter(qn("w:r"))]
    assert None not in tags
    assert {tag.get(qn("w:val")) for tag in tags} <= set(LOCALES.values())
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
    upright = document.sections[0].page_height > document.sections[0].page_width
    assert upright is (name == "protocol")
    assert content == MAKERS[name](SHEET, ending="docx", language="kk")


# -- who may take it away --------------------------------------------------------------------------------------------
@pytest.fixture
def account(db: None) -> Account:
    account = AccountFactory(meeting__territory__parent=None)
    MeetingHeld.objects.create(
        meeting=account.meeting,
        held_on=date(2027, 3, 18),
        start_time=time(10),
        end_time=time(12),
        held_by=account.meeting.official,
        attendance=40,
        announced="2027-03-18",
        announced_days=[date(2027, 3, 18)],
        recorded_for=account.meeting.body,
        recorded_by=account.logged_by,
        recorded_on=date(2027, 3, 18),
    )
    QuestionFactory(account=account, number=1, asked="Тек орган үшін айтылды", text_kk="")
    Part.objects.create(
        account=account,
        kind="reception",
        held_on=date(2027, 3, 18),
        recorded_on=date(2027, 3, 18),
        recorded_by=account.logged_by,
    )
    return account


def address(account: Account, where: str = "", name: str = "protocol.pdf", language: str = "kk") -> str:
    return f"/{language}/{where}meetings/{account.meeting.number}/{name}"


def publish(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(
        published_at=account.changed_at, published_by=account.logged_by, summary_kk="Өтті", summary_ru="Прошла"
    )


def test_nobody_outside_gets_a_document_before_the_results_are_published(account: Account, client: Client) -> None:
    for name in ("protocol.pdf", "protocol.docx", "action-plan.pdf", "action-plan.docx"):
        assert client.get(address(account, name=name)).status_code == 404, name
    publish(account)
    for name in ("protocol.pdf", "protocol.docx", "action-plan.pdf", "action-plan.docx"):
        assert client.get(address(account, name=name)).status_code == 200, name
    assert client.get(address(account, language="en")).status_code == 404
    assert not client.get(address(account)).cookies


def test_what_was_typed_for_the_body_alone_is_in_its_draft_and_in_no_published_document(account: Account) -> None:
    draft = said_by(PdfReader(io.BytesIO(_taken_by_its_own(account).content)))
    assert "Тек орган үшін айтылды" in draft
    publish(account)
    sheet = public_sheet(account.meeting.number)
    assert sheet.questions[0].text == NOTHING
    assert "Тек орган үшін айтылды" not in said_by(pdf_of("protocol", sheet, "kk"))


def _taken_by_its_own(account: Account):  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(RoleGrantFactory(role=Role.PREPARER, body=account.meeting.body).user)
    response = client.get(address(account, "work/"))
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    return response


@pytest.mark.parametrize("role", [Role.PREPARER, Role.HEAD, Role.ADMINISTRATOR, Role.OVERSEER])
def test_a_draft_is_for_people_of_the_body_alone(account: Account, role: str, client: Client) -> None:
    client.force_login(RoleGrantFactory(role=role, body=BodyFactory()).user)
    assert client.get(address(account, "work/")).status_code == 404


def test_a_document_costs_so_many_statements_however_many_questions(
    account: Account, django_assert_num_queries
) -> None:
    publish(account)
    for number in range(2, 40):
        QuestionFactory(account=account, number=number, text_ru="Вопрос")
    with django_assert_num_queries(4):
        sheet = public_sheet(account.meeting.number)
    assert len(sheet.questions) == 39
