"""The half-year summary: its numbers, its words in the official languages, its files, and who may have it made."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
import time_machine
from django.test import Client
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.bodies.permissions import actor_for
from portal.deadlines.models import Transmittal
from portal.deadlines.queries.record.totals import added, sums
from portal.deadlines.services.record import refresh_totals
from portal.files.models import StoredFile
from portal.jobs.models import Job
from portal.jobs.work import Progress
from portal.kernel.errors import Invalid, NotAllowed
from portal.kernel.periods import Period
from portal.kit import formats
from portal.overview.documents.jobs import make_summary, summary_document
from portal.overview.documents.wording import LISTED, summary_words
from portal.overview.queries.summary import half_sums, halves, is_made, outline, summary
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory
from tests.letters import RARE
from tests.meetings.counting import counted
from tests.texts import plain

pytestmark = pytest.mark.django_db
HALF = Period.half(2026, 2)
TODAY = date(2027, 1, 11)
NOW = datetime(2027, 1, 11, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_january() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


class Half:
    """A ministry with everything in time, one with something late and something missing, an akimat with a waiver."""

    def __init__(self) -> None:
        self.good = BodyFactory(slug="water", plain_kk="Су ресурстары және ирригация министрлігі")
        self.bad = BodyFactory(slug="finance")
        self.region = TerritoryFactory(name_kk="Қызылорда облысы", name_ru="Кызылординская область")
        self.akimat = BodyFactory(akimat=True, territory=self.region)
        for number in range(3):
            self.owe(self.good, subject=f"{number}", in_time=True)
        self.owe(self.bad, two_days_late=True)
        self.owe(self.bad, computed_due_on=date(2026, 12, 1), subject="1")
        self.owe(self.bad, due_on=date(2026, 12, 31), subject="2")
        self.owe(self.akimat, waived=True)
        self.owe(self.akimat, due_on=date(2026, 12, 15), computed_due_on=date(2026, 12, 10), in_time=True, subject="1")
        # Not of the half-year, or not of the public record.
        self.owe(self.bad, computed_due_on=date(2027, 1, 1), period_key="2028")
        self.owe(self.bad, computed_due_on=date(2026, 6, 30), period_key="2026", in_time=True)
        self.owe(self.bad, internal=True, subject="3")
        self.owe(self.good, no_day=True, period_key="standing", opens_by="standing")

    def owe(self, body: Body, **facts: object) -> None:
        ObligationFactory(body=body, **facts)


@pytest.fixture
def half() -> Half:
    return Half()


def overseer():
    return actor_for(RoleGrantFactory(role=Role.OVERSEER, body=BodyFactory(administration=True)).user, TODAY)


# -- numbers ---------------------------------------------------------------------------------------------------------
def test_numbers_are_of_public_duties_due_in_the_half_year(half: Half) -> None:
    found = summary(HALF, TODAY)

    one = found.total.sum
    assert (one.owed, one.counted, one.in_time, one.late, one.days_late, one.missing) == (8, 7, 4, 1, 2, 2)
    assert (one.waived, found.total.extended, found.bodies) == (1, 2, 3)
    assert [(line.key, line.sum.owed) for line in found.levels] == [("central", 6), ("region", 2)]
    assert [(line.name.kk, line.sum.waived, line.extended) for line in found.regions] == [("Қызылорда облысы", 1, 1)]
    assert [(line.key, line.sum.in_time, line.sum.missing) for line in found.ministries] == [
        ("water", 3, 0),
        ("finance", 0, 2),
    ]
    assert [(line.key, line.sum.owed) for line in found.duties] == [("B-1.4-plan", 8)]
    assert ([line.key for line in found.best], [line.key for line in found.worst]) == (["water"], ["finance"])
    assert [(line.due_on, line.days) for line in found.missing] == [
        (date(2026, 12, 1), 41),
        (date(2026, 12, 31), 11),
    ]
    assert (found.before.counted, found.before.in_time) == (1, 1)


def test_numbers_are_those_of_the_record(half: Half) -> None:
    """The half-years together count what the kept totals of the public record count."""
    refresh_totals(on=TODAY, now=NOW)
    record = added(sums(year=None, public=True, by=("level",)))
    together = added(half_sums(each, TODAY).total for each in (HALF.previous(), HALF, HALF.next()))
    names = ("in_time", "late", "missing", "waived", "exempt", "days_late")
    assert {name: getattr(together, name) for name in names} == {name: getattr(record, name) for name in names}
    parts = half_sums(HALF, TODAY).parts
    for part in ("level", "body", "duty"):
        assert added(parts[part].values()).owed == half_sums(HALF, TODAY).total.owed


@pytest.mark.parametrize(
    ("on", "missing"), [(date(2026, 12, 1), 0), (date(2026, 12, 2), 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 2)]
)
def test_missing_begins_the_day_after_the_last_day(half: Half, on: date, missing: int) -> None:
    found = summary(HALF, on)
    assert (found.total.sum.missing, len(found.missing)) == (missing, missing)


def test_reception_counts_what_became_of_sent_documents(half: Half) -> None:
    answered_by = UserFactory()
    for facts in (
        {},
        {"acknowledged_on": TODAY, "answered_by": answered_by},
        {"returned_on": TODAY, "return_reason": "no signature", "answered_by": answered_by},
    ):
        evidence = EvidenceFactory()
        Transmittal.objects.create(
            evidence=evidence, obligation=evidence.obligation, receiver=half.good, sent_on=date(2026, 12, 20), **facts
        )
    got = summary(HALF, TODAY).reception
    assert (got.sent, got.acknowledged, got.returned, got.waiting) == (3, 1, 1, 1)


def test_summary_costs_the_same_for_few_and_for_many(half: Half) -> None:
    with counted() as few:
        outline(HALF, TODAY)
    for _ in range(20):
        half.owe(BodyFactory(akimat=True))
    with counted() as many:
        outline(HALF, TODAY)
    assert len(many) == len(few) <= 6


def test_halves_offered_begin_with_the_running_one() -> None:
    offered = halves(TODAY)
    assert [period.key for period in offered[:3]] == ["2027-H1", "2026-H2", "2026-H1"]
    assert len(offered) == 8


# -- documents -------------------------------------------------------------------------------------------------------
def cells_of(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_docx_says_the_numbers_of_the_page_in_the_language(half: Half, language: str) -> None:
    found = summary(HALF, TODAY)
    content = summary_document(found, ending="docx", language=language)
    made = docx.Document(io.BytesIO(content))

    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    words = summary_words(found, language=language, address="")
    assert all(said in plain(text) for said in map(plain, words.paragraphs))
    assert formats.period_name(HALF, language) in text
    assert "4 (57" in text
    levels = cells_of(made.tables[0])
    assert [row[1:] for row in levels[1:]] == [
        ["6", "6", "3", "50", "1", "2", "2", "1", "0"],
        ["2", "1", "1", "100", "0", "0", "0", "1", "1"],
        ["8", "7", "4", "57", "1", "2", "2", "2", "1"],
    ]
    assert cells_of(made.tables[1])[1][0] == ("Қызылорда облысы" if language == "kk" else "Кызылординская область")
    assert [row[2:] for row in cells_of(made.tables[4])[1:]] == [["01.12.2026", "41"], ["31.12.2026", "11"]]
    assert (
        made.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == f"{language}-{'KZ' if language == 'kk' else 'RU'}"
    )
    assert content == summary_document(found, ending="docx", language=language)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_pdf_opens_with_its_letters(half: Half, language: str) -> None:
    content = summary_document(summary(HALF, TODAY), ending="pdf", language=language)
    reader = PdfReader(io.BytesIO(content))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", " ")
    assert ("Қызылорда облысы" if language == "kk" else "Кызылординская область") in text
    assert reader.metadata is not None
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    assert "8" in text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_letter_a_form_accepts_stops_the_pdf(half: Half, language: str) -> None:
    Body.objects.update(plain_kk=RARE, plain_ru=RARE)
    content = summary_document(summary(HALF, TODAY), ending="pdf", language=language)
    assert "☎" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_workbook_has_numbers_as_numbers(half: Half, language: str) -> None:
    book = load_workbook(io.BytesIO(summary_document(summary(HALF, TODAY), ending="xlsx", language=language)))
    levels = list(book.worksheets[0].iter_rows(values_only=True))[4:]
    assert levels[-1][1:] == (8, 7, 4, 57, 1, 2, 2, 2, 1)
    assert book.worksheets[4].max_row - 4 == 2


def test_text_lists_some_of_what_is_missing_and_the_workbook_all(half: Half) -> None:
    found = summary(HALF, TODAY)
    found = replace(found, missing=found.missing * (LISTED // 2 + 1))
    listed, whole = (summary_words(found, language="ru", address="", whole=whole).tables[4] for whole in (False, True))
    assert (len(listed.rows), len(whole.rows)) == (LISTED, LISTED + 2)
    assert (bool(listed.note), bool(whole.note)) == (True, False)


def test_empty_half_year_is_said_and_printed() -> None:
    found = summary(Period.half(2024, 1), TODAY)
    assert found.total.sum.owed == 0
    words = summary_words(found, language="en", address="")
    assert words.paragraphs[-1] == "No duty had its last day in the reporting period."
    assert all(not table.rows and table.empty for table in words.tables)
    for ending in ("docx", "pdf", "xlsx"):
        assert summary_document(found, ending=ending, language="kk")


def test_official_texts_are_in_the_official_languages() -> None:
    made = {(ending, language) for ending in ("docx", "pdf", "xlsx") for language in ("kk", "ru", "en")}
    assert {pair for pair in made if not is_made(*pair)} == {("docx", "en"), ("pdf", "en")}


# -- the page and the job --------------------------------------------------------------------------------------------
def test_page_shows_the_numbers_and_asks_for_a_document(half: Half, client: Client) -> None:
    client.force_login(overseer().user, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = "/en/work/control/summary/"

    page = client.get(path, {"half": "2026-H2"}).content.decode()
    assert "done in time: 4 (57 %); done late: 1 (14 %); not done: 2 (29 %)." in plain(page)
    refused = client.post(path, {"half": "2026-H2", "ending": "pdf", "language": "en"})
    assert refused.status_code == 422
    assert "There is no official text in English." in refused.content.decode()
    answer = client.post(path, {"half": "2026-H2", "ending": "pdf", "language": "kk"})
    job = Job.objects.get(kind="overview.half_year_summary")
    assert answer.headers["Location"] == f"/en/work/jobs/{job.pk}/"
    assert job.args == {"half": "2026-H2", "ending": "pdf", "language": "kk"}
    assert f"/work/jobs/{job.pk}/" in client.get(path).content.decode()


def test_job_keeps_the_file_for_whoever_asked(half: Half) -> None:
    actor = overseer()
    args = {"half": "2026-H2", "ending": "xlsx", "language": "en"}
    result = make_summary(args=args, user=actor.user, today=TODAY, progress=Progress())
    assert isinstance(result.file, StoredFile)
    assert result.file.name == "kezdesu-summary-2026-H2-2027-01-11-en.xlsx"
    assert "Duties counted: 7; done in time: 4; not done: 2." in result.summary.en
    with pytest.raises(Invalid):
        make_summary(args={**args, "ending": "pdf"}, user=actor.user, today=TODAY, progress=Progress())
    stranger = RoleGrantFactory(role=Role.OFFICER, body=half.akimat).user
    with pytest.raises(NotAllowed):
        make_summary(args=args, user=stranger, today=TODAY + timedelta(days=1), progress=Progress())
