"""The evidence file of a body: its rows, numbers, PDF, archive, and to whom it is shown."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from portal.deadlines.documents import evidence_file_archive
from portal.deadlines.documents.evidence_file_jobs import make_file
from portal.deadlines.models import Evidence, Obligation
from portal.deadlines.queries.evidence_file import Stretch, file_rows, summary
from portal.deadlines.services import Proof, record_evidence
from portal.files.models import StoredFile
from portal.jobs.models import Job
from portal.jobs.work import Progress, Result
from portal.kernel.errors import Invalid, NotAllowed
from tests.deadlines.conftest import Country, Login
from tests.deadlines.doing import LANGUAGES, PDF, TODAY, address
from tests.factories.deadlines import EvidenceFactory, ObligationFactory
from tests.letters import RARE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

YEAR = "?since=2026-01-01&until=2026-12-31"
Make = Callable[..., Result]


@pytest.fixture
def body_file(country: Country, settings, tmp_path: Path) -> Obligation:
    """A ministry with an order recorded as a file, a late duty, an internal one, and one of another year."""
    settings.MEDIA_ROOT = tmp_path
    body = country["ministry-1"]
    plan = ObligationFactory(body=body)
    record_evidence(
        obligation=plan,
        proof=Proof(kind="file", title="=Order 7", signed_on=TODAY, signer="Minister", number="7", genre="order"),
        upload=SimpleUploadedFile("order.pdf", PDF),
        actor=country.actor("ministry-1", "head", TODAY),
        today=TODAY,
        outside_reason="signed on paper",
    )
    late = ObligationFactory(
        body=body,
        duty="B-1.7",
        period_key="2026-Q3",
        computed_due_on=date(2026, 10, 10),
        met_on=date(2026, 10, 12),
        late_since=date(2026, 10, 11),
        late_reason="no table",
    )
    EvidenceFactory(obligation=late, title="Table of the quarter")
    ObligationFactory(body=body, duty="D-1.4", act="D", period_key="2026-Q3", internal=True, late_reason="kept inside")
    ObligationFactory(body=body, period_key="2025", computed_due_on=date(2024, 12, 15))
    return plan


@pytest.fixture
def make(country: Country) -> Make:
    def made(name: str = "ministry-1 head", **args: object) -> Result:
        slug, role = name.split()
        given = {
            "body": country["ministry-1"].pk,
            "since": "2026-01-01",
            "until": "2026-12-31",
            "ending": "zip",
            "language": "ru",
            **args,
        }
        user = country.actor(slug, role, TODAY).user
        return make_file(args=given, user=user, today=TODAY, progress=Progress())

    return made


def opened(file: StoredFile | None) -> io.BytesIO:
    assert file is not None
    with file.content.open("rb") as content:
        return io.BytesIO(content.read())


def test_numbers_of_the_file_have_their_base(body_file: Obligation, country: Country) -> None:
    stretch = Stretch(date(2026, 1, 1), date(2026, 12, 31))
    # Late, but its text is not confirmed: it stands in the file and in no share.
    ObligationFactory(body=country["ministry-1"], duty="D-2", subject="1", internal=True, apart=True)
    rows = file_rows(country["ministry-1"], stretch, public=False)
    found = summary(rows, date(2026, 12, 20))
    assert [figure.value for figure in found.figures] == [1, 1, 1, 0, 0, 1]
    assert (found.total, found.base, found.days_late) == (4, 3, 2)
    public = summary(file_rows(country["ministry-1"], stretch, public=True), date(2026, 12, 20))
    assert (public.total, public.base) == (2, 2)


def test_duty_without_a_day_stands_in_every_file_since_it_was_opened(country: Country) -> None:
    row = ObligationFactory(
        body=country["culture"], duty="B-6.3", period_key="standing", opens_by="standing", no_day=True
    )
    body = country["culture"]
    assert list(file_rows(body, Stretch(date(2027, 1, 1), date(2027, 12, 31)), public=True)) == [row]
    assert list(file_rows(body, Stretch(date(2025, 1, 1), date(2025, 12, 31)), public=True)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_file_shows_public_duties_only(client: Client, body_file: Obligation, language: str) -> None:
    answer = client.get(address("evidence_file", "ministry-1", language=language) + YEAR)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Order 7" in text
    assert "Minister" in text
    assert body_file.evidence.get().sha256 in text
    assert "Table of the quarter" in text
    assert "no table" in text
    assert "kept inside" not in text
    assert "preparer of" not in text


def test_period_is_named_or_given_by_its_days(client: Client, body_file: Obligation) -> None:
    url = address("evidence_file", "ministry-1")
    assert "Order 7" in client.get(url).content.decode()
    quarter = client.get(url + "?period=2026-Q3").content.decode()
    assert "There are no duties in these days" in quarter
    wrong = client.get(url + "?since=2026-12-31&until=2026-01-01").content.decode()
    assert "The last day must not be before the first." in wrong
    assert "Order 7" not in wrong
    assert "There is no such day" in client.get(url + "?since=2026-02-31").content.decode()
    assert client.get(address("evidence_file", "nobody")).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("ministry-1 preparer", 200),
        ("ministry-1 head", 200),
        ("culture preparer", 200),
        ("administration overseer", 200),
        ("administration administrator", 200),
        ("defence head", 404),
        ("akimat-1 officer", 404),
        ("government approver", 404),
    ],
)
def test_whole_file_is_for_own_people_and_those_who_control(
    login: Login, body_file: Obligation, make: Make, name: str, status: int
) -> None:
    client = login(name)
    answer = client.get(address("work_evidence_file", "ministry-1") + YEAR)
    assert answer.status_code == status
    made = client.post(address("make_evidence_file", "ministry-1"), {"ending": "pdf", "language": "kk"})
    assert made.status_code == (302 if status == 200 else 404)
    if status == 200:
        assert "kept inside" in answer.content.decode()
    else:
        with pytest.raises(NotAllowed):
            make(name)


def test_file_is_made_aside_for_the_person_who_asked(login: Login, country: Country, body_file: Obligation) -> None:
    client = login("ministry-1 head")
    form = {"ending": "zip", "language": "kk", "since": "2026-01-01", "until": "2026-12-31"}
    answer = client.post(address("make_evidence_file", "ministry-1"), form)
    job = Job.objects.get()
    with translation.override("en"):
        assert answer["Location"] == reverse("jobs:job", args=[job.pk])
    assert job.args == {**form, "body": country["ministry-1"].pk}
    client.post(address("make_evidence_file", "ministry-1"), form)
    assert Job.objects.count() == 1
    assert client.post(address("make_evidence_file", "ministry-1"), {**form, "ending": "exe"}).status_code == 404
    assert client.post(address("make_evidence_file", "ministry-1"), {**form, "until": "x"}).status_code == 404


def test_archive_encloses_every_document_with_its_hash(body_file: Obligation, make: Make) -> None:
    result = make()
    assert result.file is not None
    assert result.file.name == "kezdesu-evidence-ministry-1-20260101-20261231-ru.zip"
    assert (result.file.purpose, result.file.is_public) == ("result", False)
    with zipfile.ZipFile(opened(result.file)) as whole:
        assert whole.testzip() is None
        assert whole.namelist() == ["evidence-file.pdf", "files/0002-B-1.4-plan-2027.pdf", "index.csv"]
        rows = list(csv.DictReader(io.StringIO(whole.read("index.csv").decode("utf-8-sig"))))
        enclosed = whole.read("files/0002-B-1.4-plan-2027.pdf")
    assert hashlib.sha256(enclosed).hexdigest() == Evidence.objects.get(title="=Order 7").sha256
    values = [list(row.values()) for row in rows]
    assert [row[:5] for row in values] == [
        ["1", "", "", "https://example.kz/order-7", "B-1.7"],
        ["2", "files/0002-B-1.4-plan-2027.pdf", hashlib.sha256(PDF).hexdigest(), "", "B-1.4-plan"],
    ]
    # A title of a stranger never becomes a formula.
    assert "'=Order 7" in values[1]
    again = make().file
    assert again is not None
    assert again.sha256 == result.file.sha256


def test_document_that_is_gone_from_the_disk_is_named_so(body_file: Obligation, make: Make, tmp_path: Path) -> None:
    file = body_file.evidence.get().file
    assert file is not None
    (tmp_path / str(file.content.name)).unlink()
    with zipfile.ZipFile(opened(make().file)) as whole:
        assert whole.namelist() == ["evidence-file.pdf", "index.csv"]
        with translation.override("ru"):
            said = translation.gettext("%(name)s: not enclosed, the file is missing")
        assert said % {"name": "files/0002-B-1.4-plan-2027.pdf"} in whole.read("index.csv").decode()


def test_too_much_for_one_archive_asks_for_a_shorter_period(
    body_file: Obligation, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_file_archive, "LIMIT_BYTES", 10)
    with pytest.raises(Invalid) as refusal:
        make()
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_pdf_says_its_language_and_every_proof(body_file: Obligation, make: Make, language: str) -> None:
    reader = PdfReader(opened(make(ending="pdf", language=language).file))
    assert reader.trailer["/Root"]["/Lang"] == language
    text = " ".join(page.extract_text() for page in reader.pages).replace("\u200b", "")
    assert "=Order 7" in text
    assert "Minister" in text
    assert "no table" in text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_letter_a_form_accepts_stops_the_pdf(
    country: Country, make: Make, settings, tmp_path: Path, language: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    body = country["ministry-1"]
    late = ObligationFactory(body=body, two_days_late=True, late_reason=RARE)
    EvidenceFactory(obligation=late, title=RARE)
    body.plain_kk = body.plain_ru = RARE
    body.save()
    text = "".join(page.extract_text() for page in PdfReader(opened(make(ending="pdf", language=language).file)).pages)
    assert "☎" in text


def test_pdf_of_a_body_without_duties_is_a_document_too(make: Make, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert len(PdfReader(opened(make(ending="pdf", since="2020-01-01", until="2020-12-31").file)).pages) == 1


def test_page_costs_the_same_for_one_duty_and_for_many(client: Client, country: Country) -> None:
    body, counts = country["ministry-1"], []
    for count in (1, 60):
        for number in range(count):
            EvidenceFactory(obligation=ObligationFactory(body=body, subject=f"{count}-{number}"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("evidence_file", "ministry-1")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 9
