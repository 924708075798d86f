"""Documents of plans: what stands in them, in which language, who may take them away, and what costs how much."""

from __future__ import annotations

import hashlib
import io
import subprocess
import time as stopwatch
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import docx
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from portal.jobs.models import Job
from portal.jobs.work import Progress
from portal.kernel.errors import NotAllowed
from portal.kernel.folding import one_alphabet, typed
from portal.kernel.periods import Period
from portal.kernel.when import When
from portal.kernel.wording import Lines
from portal.kit.documents import LOCALES
from portal.kit.letters import printed
from portal.kit.typography import bind
from schedules.documents.docx import plan_docx
from schedules.documents.jobs import make_draft
from schedules.documents.making import version_document
from schedules.documents.pdf import plan_pdf
from schedules.documents.wording import breakable, plan_words, when_words
from schedules.models import Schedule, ScheduleVersion
from schedules.queries.documents import PlanLine, PlanSheet, proposal_sheet, version_sheet
from schedules.rules import fingerprint
from schedules.workbooks import read_workbook
from schedules.workbooks.places import PlaceIndex, place_index
from schedules.workbooks.writing import write_rows
from tests.conftest import TODAY
from tests.factories.bodies import TerritoryFactory
from tests.factories.schedules import ProposalFactory, ProposalRowFactory, ScheduleEntryFactory, ScheduleFactory
from tests.letters import RARE, every_letter
from tests.schedules.conftest import World
from tests.texts import plain

ADDRESS = "https://kezdesu.example/kk/schedules/graph/2027/v1/"
NOTHING = Lines("", "", "")
LINE = PlanLine(
    key="0" * 12,
    body=Lines("Су ресурстары министрлігі", "Министерство водных ресурсов", "Ministry of Water"),
    official=Lines("Министр", "Министр", "Minister"),
    person=Lines("Н. Нұржігітов", "Н. Нуржигитов", "N. Nurzhigitov"),
    place=Lines("Қызылорда облысы", "Кызылординская область", "Kyzylorda Region"),
    kato="430000000",
    when=When((date(2027, 3, 16),)),
    start_time=time(15),
    format="on_site",
    venue=Lines("Филармония", "Филармония", ""),
    subject=Lines("Ауыз су", "Питьевая вода", ""),
    ground=NOTHING,
)
SHEET = PlanSheet(
    kind="graph",
    year="2027",
    body=NOTHING,
    lines=(LINE, replace(LINE, when=When.parse("2027-H2"), start_time=None, subject=Lines("Жол", "", ""))),
    made_on=date(2027, 1, 8),
    number=1,
    sha256="ab" * 32,
    act_number="12",
    act_on=date(2027, 1, 8),
)
DRAFT = replace(SHEET, number=0, sha256="", act_number="", act_on=None)
PLAN = replace(SHEET, kind="plan", body=LINE.body)


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def docx_cells(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(content)).tables[0].rows]


# -- PDF -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("sheet", [SHEET, DRAFT, PLAN], ids=["graph", "draft", "plan"])
def test_no_letter_a_form_accepts_stops_a_pdf(sheet: PlanSheet) -> None:
    rare, every = Lines(RARE, RARE, RARE), "".join(sorted({printed(letter) for letter in every_letter()}))
    lines = (
        replace(LINE, body=rare, official=rare, person=rare, place=rare, venue=rare, subject=rare, ground=rare),
        replace(LINE, subject=Lines(every, every, "")),
    )
    said = pdf_text(plan_pdf(replace(sheet, lines=lines), language="kk", address=ADDRESS))
    assert "■" in said
    assert "□" in said


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_pdf_is_tagged_and_says_its_language_and_title(language: str) -> None:
    reader = PdfReader(io.BytesIO(plan_pdf(SHEET, language=language, address=ADDRESS)))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert {"Table", "TR", "TH", "TD", "H1"} <= _tags(root["/StructTreeRoot"])
    assert reader.metadata is not None
    assert plain(reader.metadata.title) == plain(plan_words(SHEET, language=language, address=ADDRESS).title)
    assert (float(reader.pages[0].mediabox.width), float(reader.pages[0].mediabox.height)) == pytest.approx(
        (841.9, 595.3), abs=0.1
    )


def _tags(element: object) -> set[str]:
    found: set[str] = set()
    waiting = [element]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.add(str(node.get("/S", "")).removeprefix("/"))
            waiting.append(node.get("/K"))
    return found


def test_pdf_says_content_number_hash_and_address() -> None:
    text = pdf_text(plan_pdf(SHEET, language="ru", address=ADDRESS))
    for said in ("Питьевая вода", "16 марта 2027", "Кызылординская", "Нуржигитов", SHEET.sha256, ADDRESS):
        assert said in text.replace("\u00a0", " "), said
    assert "Ауыз су" not in text


def test_pdf_embeds_its_fonts_and_asks_for_none_of_the_machine() -> None:
    reader = PdfReader(io.BytesIO(plan_pdf(SHEET, language="kk", address=ADDRESS)))
    resources = [page["/Resources"]["/Font"] for page in reader.pages]  # type: ignore[index]
    fonts = [font.get_object() for of_page in resources for font in of_page.values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "GolosText" in descriptor["/FontName"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


@pytest.mark.parametrize(
    "text", ['#panic("x")', "$x$ *a* _b_ `c` <d> @e \\", '"}] //', "= Title", '#include "/etc/passwd"']
)
def test_text_of_a_person_is_no_command_of_the_typesetter(text: str) -> None:
    line = replace(LINE, subject=Lines(text, text, ""))
    said = pdf_text(plan_pdf(replace(SHEET, lines=(line,)), language="ru", address=ADDRESS))
    assert text.split()[0] in said


# -- DOCX ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_docx_table_repeats_its_header_and_every_run_says_its_language(language: str) -> None:
    document = docx.Document(io.BytesIO(plan_docx(SHEET, language=language, address=ADDRESS)))
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    runs = list(document.element.body.iter(qn("w:r")))
    tags = [run.find(f"{qn('w:rPr')}/{qn('w:lang')}") for run in runs]
    assert None not in tags
    assert {tag.get(qn("w:val")) for tag in tags} <= set(LOCALES.values())
    assert tags[0].get(qn("w:val")) == LOCALES[language]
    assert document.core_properties.language == LOCALES[language]
    assert document.core_properties.author == "Kezdesu"
    assert document.sections[0].page_width > document.sections[0].page_height
    foot = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in foot
    assert SHEET.sha256 in foot
    assert ADDRESS in foot


def test_docx_says_the_text_of_its_language_and_marks_another() -> None:
    rows = docx_cells(plan_docx(SHEET, language="ru", address=ADDRESS))
    assert [row[7] for row in rows[1:]] == [
        "Питьевая вода",
        f"Жол ({bind(_in('ru', 'no text in this language'))})",
    ]
    assert rows[2][4].replace("\u00a0", " ") == "II полугодие 2027 г."


def _in(language: str, text: str) -> str:
    from django.utils.translation import gettext

    with override(language):
        return gettext(text)


def test_plan_leaves_the_body_to_the_title() -> None:
    words = plan_words(PLAN, language="ru", address=ADDRESS)
    assert words.subtitle == "Министерство водных ресурсов"
    assert len(words.headers) == len(words.cells[0]) == 7
    assert len(docx_cells(plan_docx(PLAN, language="kk", address=ADDRESS))[0]) == 7


def test_draft_says_so_and_has_no_act() -> None:
    words, approved = (plan_words(sheet, language="kk", address=ADDRESS) for sheet in (DRAFT, SHEET))
    assert words.draft_mark
    assert not approved.draft_mark
    assert len(words.corner) == 1
    assert any("12" in line for line in approved.corner)
    assert words.hash_note == ""


def test_empty_plan_is_a_document_too() -> None:
    empty = replace(DRAFT, lines=())
    assert plan_pdf(empty, language="kk", address=ADDRESS).startswith(b"%PDF-")
    assert docx.Document(io.BytesIO(plan_docx(empty, language="kk", address=ADDRESS))).tables == []


@pytest.mark.parametrize("make", [plan_pdf, plan_docx])
def test_same_content_makes_the_same_bytes(make) -> None:
    hashes = {hashlib.sha256(make(SHEET, language="kk", address=ADDRESS)).hexdigest() for _time in range(2)}
    assert len(hashes) == 1


@pytest.mark.parametrize(
    ("line", "language", "said"),
    [
        (LINE, "kk", "2027 жылғы 16 наурыз, 15:00"),
        (replace(LINE, start_time=None, when=When((date(2027, 4, 17), date(2027, 4, 18)))), "kk", "2027 жылғы 17, 18 сәуір"),  # noqa: E501
        (replace(LINE, start_time=None, when=When((date(2027, 4, 30), date(2027, 5, 3)))), "ru", "30 апреля 2027 г., 3 мая 2027 г."),  # noqa: E501
        (replace(LINE, start_time=None, when=When((date(2027, 5, 7), date(2027, 5, 8)))), "ru", "7, 8 мая 2027 г."),
        (replace(LINE, start_time=None, when=When.parse("2027-Q3")), "ru", "III квартал 2027 г."),
        (replace(LINE, start_time=None, when=When.parse("2027-05")), "kk", "2027 жылғы мамыр"),
    ],
)  # fmt: skip
def test_when_is_written_as_people_write_it(line: PlanLine, language: str, said: str) -> None:
    assert when_words(line, language).replace("\u00a0", " ") == said


def test_only_long_words_may_be_divided() -> None:
    assert breakable("Республикасының су ресурстары") == "Республикасының су ресурстары"
    assert breakable("Бейнеконференцбайланыс").replace("\u00ad", "") == "Бейнеконференцбайланыс"
    assert "\u00ad" in breakable("Бейнеконференцбайланыс")


@pytest.mark.slow
@pytest.mark.alone
def test_documents_of_a_thousand_rows_are_made_within_ten_seconds() -> None:
    large = replace(SHEET, lines=tuple(replace(LINE, key=f"{n:012x}") for n in range(1000)))
    for make in (plan_pdf, plan_docx):
        begun = stopwatch.monotonic()
        make(large, language="kk", address=ADDRESS)
        assert stopwatch.monotonic() - begun < 10


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_office_program_opens_the_docx(tmp_path: Path, language: str) -> None:
    (tmp_path / "plan.docx").write_bytes(plan_docx(SHEET, language=language, address=ADDRESS))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "plan.docx")], check=True, timeout=120)
    opened = PdfReader(tmp_path / "plan.pdf")
    assert len(opened.pages) == 1
    text = opened.pages[0].extract_text().replace("\u00a0", " ")
    assert LINE.subject.get(language) in text
    assert "1 / 1" in text


# -- versions --------------------------------------------------------------------------------------------------------
@pytest.fixture
def published(world: World) -> Schedule:
    schedule = ScheduleFactory(published=True, frozen=False)
    ScheduleEntryFactory(
        schedule=schedule, body=world.ministry, territory=world.region, subject_kk="Ауыз су", subject_ru="Вода"
    )
    freeze(schedule)
    cache.clear()
    return schedule


def freeze(schedule: Schedule, number: int = 1, published_at: datetime | None = datetime(2027, 1, 9, tzinfo=UTC)):
    from schedules.queries.version_content import version_content

    content = version_content(schedule)
    return schedule.versions.create(
        number=number,
        content=content,
        sha256=fingerprint(content),
        act_number=schedule.act_number or "12",
        act_on=schedule.act_on or date(2027, 1, 8),
        approved_on=schedule.approved_on or date(2027, 1, 8),
        published_at=published_at,
    )


def test_version_is_printed_from_its_frozen_content(published: Schedule, django_assert_num_queries) -> None:
    published.entries.update(subject_ru="Дороги")
    version = ScheduleVersion.objects.select_related("schedule__body").get()
    with django_assert_num_queries(0):
        sheet = version_sheet(version)
    assert [line.subject.ru for line in sheet.lines] == ["Вода"]
    assert (sheet.number, sheet.sha256, sheet.act_number) == (1, version.sha256, "12")


def test_content_of_the_first_shape_is_read(published: Schedule) -> None:
    version = ScheduleVersion.objects.select_related("schedule__body").get()
    content = {"shape": 1, "period": "2027", "act": version.content["act"], "entries": []}
    for entry in version.content["entries"]:
        content["entries"].append({key: entry[key] for key in entry if key not in ("half", "more_days", "reason")})
    version.content = content
    assert [line.when.days for line in version_sheet(version).lines] == [(date(2027, 3, 16),)]


def test_document_of_a_version_is_made_once(published: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    version = ScheduleVersion.objects.select_related("schedule__body").get()
    first = version_document(version, ending="docx", language="kk")
    monkeypatch.setattr("schedules.documents.making.make_document", None)
    assert version_document(version, ending="docx", language="kk") == first


@pytest.mark.parametrize(
    ("language", "ending", "status"),
    [
        *((language, ending, 200) for language in ("kk", "ru") for ending in ("pdf", "docx", "xlsx")),
        ("en", "xlsx", 200),
        ("en", "pdf", 404),
        ("en", "docx", 404),
    ],
)
def test_everybody_takes_a_published_version_away(
    client: Client, published: Schedule, language: str, ending: str, status: int
) -> None:
    answer = client.get(f"/{language}/schedules/graph/2027/v1.{ending}")
    assert answer.status_code == status
    if status == 200:
        name = f"kezdesu-graph-2027-v1-{language}.{ending}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "public, max-age=30"
        assert not answer.cookies
        seen = {"If-None-Match": answer.headers["ETag"]}
        again = client.get(f"/{language}/schedules/graph/2027/v1.{ending}", headers=seen)
        assert again.status_code == 304


def test_version_that_is_approved_only_is_not_public(client: Client, world: World) -> None:
    schedule = ScheduleFactory(approved=True, entries=1, frozen=False)
    freeze(schedule, published_at=None)
    assert client.get("/kk/schedules/graph/2027/v1.pdf").status_code == 404
    assert client.get("/kk/schedules/graph/2027/v1.xlsx").status_code == 404


def test_version_of_a_departmental_plan_is_not_found_among_graphs(client: Client, world: World) -> None:
    freeze(ScheduleFactory(published=True, kind="plan", body=world.ministry, entries=1, frozen=False))
    assert client.get("/kk/schedules/graph/2027/v1.pdf").status_code == 404


def test_replaced_version_stays_to_be_taken_away(client: Client, world: World) -> None:
    freeze(ScheduleFactory(superseded=True, entries=1, frozen=False))
    assert client.get("/ru/schedules/graph/2027/v1.docx").status_code == 200


# -- the workspace ---------------------------------------------------------------------------------------------------
EVERYBODY = (
    "preparer", "head", "neighbour", "intake", "intake_head", "approver", "overseer", "administrator", "officer",
    "maslikhat", "nobody",
)  # fmt: skip
SEE_DRAFTS = {"intake", "intake_head", "overseer", "administrator"}
SEE_OWN = {"preparer", "head"}


@pytest.mark.parametrize("person", EVERYBODY)
def test_draft_is_taken_away_by_those_who_see_it(client: Client, world: World, person: str) -> None:
    ScheduleFactory(entries=1)
    client.force_login(world.people[person])
    expected = 200 if person in SEE_DRAFTS else 404
    assert client.get("/kk/work/graph/2027/draft.docx").status_code == expected
    assert client.get("/en/work/graph/2027/draft.xlsx").status_code == expected
    assert client.get("/en/work/graph/2027/draft.pdf").status_code == 404


@pytest.mark.parametrize("person", EVERYBODY)
def test_draft_of_a_proposal_is_taken_away_by_its_ministry_only(client: Client, world: World, person: str) -> None:
    proposal = ProposalFactory(body=world.ministry, rows=1)
    client.force_login(world.people[person])
    answer = client.get(f"/ru/work/proposals/{proposal.pk}/meetings.xlsx")
    assert answer.status_code == (200 if person in SEE_OWN else 404)
    assert person not in SEE_OWN or answer.headers["Cache-Control"] == "private, no-store"


def test_without_signing_in_nothing_of_the_workspace_is_given(client: Client, world: World) -> None:
    ScheduleFactory(entries=1)
    proposal = ProposalFactory(body=world.ministry, rows=1)
    for address in ("/kk/work/graph/2027/draft.pdf", f"/kk/work/proposals/{proposal.pk}/meetings.xlsx"):
        assert client.get(address).status_code == 302


def test_draft_file_says_that_it_is_one(client: Client, world: World) -> None:
    ScheduleFactory(entries=1)
    client.force_login(world.people["intake"])
    answer = client.get("/kk/work/graph/2027/draft.docx")
    assert "draft" in answer.headers["Content-Disposition"]
    document = docx.Document(io.BytesIO(answer.content))
    assert document.sections[0].header.paragraphs[0].text


def test_document_is_made_aside_on_request(client: Client, world: World) -> None:
    schedule = ScheduleFactory(entries=2)
    client.force_login(world.people["intake"])
    answer = client.post("/kk/work/graph/2027/make.docx")
    job = Job.objects.get()
    with override("kk"):
        assert answer.headers["Location"] == reverse("jobs:job", args=[job.pk])
    assert job.args == {"schedule": schedule.pk, "ending": "docx", "language": "kk"}
    result = make_draft(args=job.args, user=world.people["intake"], today=TODAY, progress=Progress())
    assert result.file is not None
    assert (result.file.name, result.file.is_public) == ("kezdesu-graph-2027-draft-kk.docx", False)
    assert client.post("/kk/work/graph/2027/make.xlsx").status_code == 404
    with pytest.raises(NotAllowed):
        make_draft(args=job.args, user=world.people["officer"], today=TODAY, progress=Progress())


def test_rows_of_a_proposal_cost_one_statement(world: World, django_assert_num_queries) -> None:
    proposal = ProposalFactory(body=world.ministry)
    district = TerritoryFactory(kato="431000000", district=True, parent=world.region)
    ProposalRowFactory.create_batch(12, proposal=proposal, territory=district)
    ProposalRowFactory(proposal=proposal, territory=district, is_withdrawn=True)
    with django_assert_num_queries(1):
        sheet = proposal_sheet(proposal, TODAY, as_filed=False)
    assert len(sheet.lines) == 12


# -- our own workbook, read back -------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_export_of_a_proposal_is_read_back_unchanged(world: World, language: str) -> None:
    kyzylorda = {"name_kk": "Қызылорда облысы", "name_ru": "Кызылординская область", "name_en": "Kyzylorda Region"}
    syrdarya = {"name_kk": "Сырдария ауданы", "name_ru": "Сырдарьинский район", "name_en": "Syrdarya District"}
    region = TerritoryFactory(kato="530000000", **kyzylorda)
    district = TerritoryFactory(kato="531000000", district=True, parent=region, **syrdarya)
    proposal = ProposalFactory(body=world.ministry)
    given_rows = [
        {"territory": region, "start_time": time(15, 30), "format": "mixed", "venue_kk": "Алаң", "ground_ru": "=1+1"},
        {"territory": district, "more_days": [date(2027, 3, 17), date(2027, 4, 2)], "format": "online"},
        {"territory": region, "month": True, "subject_ru": "@тема", "subject_en": "-water"},
        {"territory": district, "quarter": True, "venue_ru": "+7 зал"},
        {"territory": region, "day": None, "half_key": "2027-H2", "span_start": date(2027, 7, 1)},
    ]
    for row in given_rows:
        ProposalRowFactory(proposal=proposal, **row)
    sheet = proposal_sheet(proposal, TODAY, as_filed=False)
    places = place_index(TODAY)
    assert read_back(write_rows(sheet, language=language), places) == [as_read(line) for line in sheet.lines]


def as_read(line: PlanLine) -> tuple[object, ...]:
    texts = {
        f"{name}_{language}": getattr(line, name).get(language)
        for name in ("venue", "subject", "ground")
        for language in ("kk", "ru", "en")
        if getattr(line, name).get(language)
    }
    return (line.kato, line.when.days, line.when.key if line.when.is_open else "", line.start_time, line.format, texts)


def read_back(book: bytes, places: PlaceIndex) -> list[tuple[object, ...]]:
    reading = read_workbook(io.BytesIO(book), period=Period.parse("2027"), places=places)
    assert [row.problems for row in reading.rows] == [()] * len(reading.rows)
    assert [row.notes for row in reading.rows] == [()] * len(reading.rows)
    assert {each.why for each in reading.skipped} == {"title", "header"}
    return [
        (row.territory, row.dates, row.period_key, row.start_time, row.format, dict(row.texts)) for row in reading.rows
    ]


WORDS = st.text("аәбвгғдқңөұүһіАҚабвgh 0123456789=+-@.,;:!?%«»()/№'—–\n_x", min_size=1, max_size=60)
TEXTS = (
    WORDS.map(one_alphabet)
    .map(lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip()))
    .filter(lambda text: sum(map(str.isalpha, text)) > 2)
)
#: Whatever a form accepts, of every letter there is.
ACCEPTED = st.text(max_size=40).map(typed).map(str.strip).filter(bool)
TEXTS = st.one_of(TEXTS, ACCEPTED)
MAYBE = st.one_of(st.just(""), TEXTS)
LINES = st.builds(Lines, MAYBE, MAYBE, MAYBE)
DAYS = st.lists(st.dates(date(2027, 1, 1), date(2027, 12, 31)), min_size=1, max_size=3, unique=True).map(sorted)
KINDS = ("month", "quarter", "half")
PERIODS = st.sampled_from([part.key for kind in KINDS for part in Period.parse("2027").parts(kind)])


@st.composite
def plan_lines(draw: st.DrawFn) -> PlanLine:
    has_day = draw(st.booleans())
    return replace(
        LINE,
        when=When(tuple(draw(DAYS))) if has_day else When.parse(draw(PERIODS)),
        start_time=draw(st.one_of(st.none(), st.times().map(lambda at: at.replace(second=0, microsecond=0, hour=9))))
        if has_day
        else None,
        format=draw(st.sampled_from(["on_site", "online", "mixed"])),
        venue=draw(LINES),
        subject=Lines(draw(TEXTS), draw(TEXTS), draw(MAYBE)),
        ground=draw(LINES),
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "там же",
            "Развитие села — приоритет",
            "Вода\nДороги",
            "_x0041_ и _x005F_",
            "сол жерде",
            "по согласованию",
            "—",
        ),
        *("Отменена", "келісім бойынша", "12.04.2027 (отменена)", "Үй\u2011жай \U0001f600", "и\u0306"),
    ],
)
def test_text_that_looks_like_something_else_is_read_back_unchanged(kyzylorda: PlaceIndex, text: str) -> None:
    text = typed(text)
    lines = [LINE, replace(LINE, subject=Lines(text, text, ""), venue=Lines(text, text, ""))]
    assert read_back(write_rows(replace(SHEET, lines=tuple(lines)), language="kk"), kyzylorda) == [
        as_read(line) for line in lines
    ]


@pytest.fixture
def kyzylorda(db: None) -> PlaceIndex:
    TerritoryFactory(
        kato="430000000", name_kk="Қызылорда облысы", name_ru="Кызылординская область", name_en="Kyzylorda Region"
    )
    return place_index(TODAY)


def test_random_rows_are_read_back_unchanged(kyzylorda: PlaceIndex) -> None:
    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(
        st.lists(plan_lines(), min_size=1, max_size=8),
        st.sampled_from(["kk", "ru", "en"]),
        st.sampled_from(["graph", "plan"]),
    )
    def check(lines: list[PlanLine], language: str, kind: str) -> None:
        sheet = replace(SHEET, kind=kind, body=LINE.body, lines=tuple(lines))
        assert read_back(write_rows(sheet, language=language), kyzylorda) == [as_read(line) for line in lines]

    check()


def test_no_cell_of_an_export_is_a_formula() -> None:
    evil = Lines('=HYPERLINK("http://x")', "+1", "@a")
    book = write_rows(
        replace(SHEET, lines=(replace(LINE, venue=evil, subject=evil, body=evil, official=evil),)), language="ru"
    )
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n", "d"}
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f" not in parts.read("xl/worksheets/sheet1.xml")
