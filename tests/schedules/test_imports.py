"""A workbook into a proposal: read, asked about, mended, taken over once; nothing dropped and nothing guessed."""

from __future__ import annotations

import io
import json
from datetime import date, time

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string
from openpyxl import Workbook

from portal.bodies.choices import Post
from portal.files.models import StoredFile
from portal.jobs.models import Job
from portal.jobs.rules import plain_path
from portal.jobs.work import Progress, Result
from portal.kernel import clock
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.kernel.periods import Period
from schedules.errors import NOT_OPEN
from schedules.models import Import, ImportRow, Proposal, ProposalRow
from schedules.services import imports
from schedules.services.facts import note_region
from schedules.services.imports import (
    Mend,
    apply_import,
    clear_imports,
    confirm_notes,
    discard_import,
    import_rows,
    mend_rows,
    start_applying,
    take_reading,
)
from schedules.workbooks import place_index, read_workbook
from tests.conftest import TODAY
from tests.factories.bodies import OfficialFactory, TerritoryFactory
from tests.factories.schedules import ProposalFactory, ScheduleFactory, first_head
from tests.schedules.conftest import World

HEADER = ["№", "Регион", "Дата", "Кто проводит", "Формат", "Тема"]
ROWS = [
    [1, "Кызылординская область", "12.04.2027", "Министр", "выездная", "Питьевая вода"],
    [2, "Кызылординская обл.", "8 и 10.10.2027", "министр", "онлайн", "Дороги"],
    [3, "Кызылординская", "II полугодие", "Министр", "смешанный", "Школы"],
    [4, "Кызылординская область", "31.04.2027", "Министр", "выездная", "Больницы"],
]


@pytest.fixture(autouse=True)
def _on_a_day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


@pytest.fixture
def proposal(world: World) -> Proposal:
    place = world.region
    place.name_ru, place.short_ru, place.genitive_ru = "Кызылординская область", "Кызылординская", "Кызылординской"
    place.save()
    return ProposalFactory(body=world.ministry)


def workbook(rows: list[list[object]] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in [["Предложения на 2027 год"], HEADER, *(ROWS if rows is None else rows), ["Министр ____"]]:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def reading(content: bytes | None = None):
    return read_workbook(io.BytesIO(content or workbook()), period=Period.parse("2027"), places=place_index(TODAY))


def read_import(proposal: Proposal, content: bytes | None = None) -> Import:
    imported = Import.objects.create(proposal=proposal, name="plan.xlsx", started_on=TODAY)
    return take_reading(imported=imported, reading=reading(content), today=TODAY)


def planned(proposal: Proposal) -> list[tuple[object, ...]]:
    return [
        (row.day, row.more_days, row.half_key, row.format, row.subject_ru) for row in proposal.rows.order_by("position")
    ]


THREE = [
    (date(2027, 4, 12), [], "", "on_site", "Питьевая вода"),
    (date(2027, 10, 8), [date(2027, 10, 10)], "", "online", "Дороги"),
    (None, [], "2027-H2", "mixed", "Школы"),
]


def do(job: Job) -> Result:
    """The job's own handler, called as the worker calls it."""
    handler = import_string(settings.KEZDESU_JOBS[job.kind])
    return handler(args=job.args, user=job.user, today=TODAY, progress=Progress())


def browser(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"schedules:{name}", args=args)


# -- reading and taking over ------------------------------------------------------------------------------------------
def test_take_reading_keeps_every_row_and_the_reason_at_its_cell(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    rows = list(imported.rows.order_by("pk"))
    assert [(row.number, row.official, bool(row.problems)) for row in rows] == [
        (3, first_head(world.ministry), False),
        (4, first_head(world.ministry), False),
        (5, first_head(world.ministry), False),
        (6, first_head(world.ministry), True),
    ]
    assert rows[3].problems == [
        {"field": "date", "cell": "C6", "code": "no_such_date", "written": "31.04.2027", "choices": []}
    ]
    assert {line["why"] for line in imported.skipped} >= {"title", "header", "signature"}
    assert not proposal.rows.exists()


def test_take_reading_twice_gives_the_same_rows(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    take_reading(imported=imported, reading=reading(), today=TODAY)
    assert imported.rows.count() == 4


def test_apply_import_makes_what_was_understood_and_counts_the_rest(world: World, proposal: Proposal) -> None:
    outcome = apply_import(imported=read_import(proposal), actor=world.actor("preparer"), today=TODAY)
    assert (len(outcome.made), outcome.present, outcome.puzzling, outcome.left_out) == (3, 0, 1, 0)
    assert planned(proposal) == THREE
    before = proposal.version
    proposal.refresh_from_db()
    assert proposal.version == before + 1


def test_apply_import_doubled_or_given_again_changes_nothing(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    for _time in range(2):
        apply_import(imported=imported, actor=world.actor("preparer"), today=TODAY)
    again = apply_import(imported=read_import(proposal), actor=world.actor("head"), today=TODAY)
    assert (len(again.made), again.present) == (0, 3)
    assert planned(proposal) == THREE


def test_apply_import_of_a_changed_row_given_again_leaves_the_change(world: World, proposal: Proposal) -> None:
    content = workbook()
    apply_import(imported=read_import(proposal, content), actor=world.actor("preparer"), today=TODAY)
    proposal.rows.filter(subject_ru="Дороги").update(subject_ru="Дороги и мосты")
    again = import_rows(proposal=proposal, reading=reading(content), name="plan.xlsx", actor=None, today=TODAY)
    assert (len(again.made), again.present) == (0, 3)
    assert sorted(row.subject_ru for row in proposal.rows.all()) == ["Дороги и мосты", "Питьевая вода", "Школы"]


def test_apply_import_freezes_what_is_known_of_the_region(world: World, proposal: Proposal) -> None:
    note_region(territory=world.region, as_of=TODAY, open=7, late=2, repeated=1, last_visit_on=date(2026, 3, 5), rank=4)
    apply_import(imported=read_import(proposal), actor=world.actor("preparer"), today=TODAY)
    assert {(row.facts["open"], row.facts["rank"]) for row in proposal.rows.all()} == {(7, 4)}


def test_apply_import_outside_the_half_year_of_a_revision_saves_nothing(world: World, proposal: Proposal) -> None:
    published = ScheduleFactory(published=True)
    ScheduleFactory(amends=published, scope_key="2027-H2")
    Proposal.objects.filter(pk=proposal.pk).update(is_amending=True)
    with pytest.raises(Invalid, match="half-year"):
        apply_import(imported=read_import(proposal), actor=world.actor("preparer"), today=TODAY)
    assert not proposal.rows.exists()


def test_apply_import_does_not_repeat_what_stands_there_word_for_word(world: World, proposal: Proposal) -> None:
    ProposalRow.objects.create(
        proposal=proposal,
        official=first_head(world.ministry),
        territory=world.region,
        day=date(2027, 4, 12),
        span_start=date(2027, 4, 12),
        subject_ru="Питьевая вода",
    )
    outcome = apply_import(imported=read_import(proposal), actor=world.actor("preparer"), today=TODAY)
    assert (len(outcome.made), outcome.present) == (2, 1)


def test_apply_import_after_filing_is_refused_and_saves_nothing(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    Proposal.objects.filter(pk=proposal.pk).update(
        state="submitted", submitted_by=world.people["preparer"], submitted_on=TODAY
    )
    with pytest.raises(IllegalTransition):
        apply_import(imported=imported, actor=world.actor("preparer"), today=TODAY)
    assert not proposal.rows.exists()


@pytest.mark.parametrize("name", ["neighbour", "intake", "approver", "overseer", "administrator", "officer", "nobody"])
def test_imports_are_for_people_of_the_ministry_only(world: World, proposal: Proposal, name: str) -> None:
    imported = read_import(proposal)
    actor = world.actor(name)
    with pytest.raises(NotAllowed):
        apply_import(imported=imported, actor=actor, today=TODAY)
    with pytest.raises(NotAllowed):
        start_applying(imported=imported, expected_version=1, actor=actor, today=TODAY)
    with pytest.raises(NotAllowed):
        mend_rows(imported=imported, mends={}, expected_version=1, actor=actor)
    with pytest.raises(NotAllowed):
        discard_import(imported=imported, actor=actor)
    assert not Import.objects.visible_to(actor).exists()
    assert browser(world, name).get(imported.get_absolute_url()).status_code == 404


def test_official_of_several_with_the_post_is_asked_not_guessed(world: World) -> None:
    for _number in range(2):
        OfficialFactory(body=world.ministry, post=Post.DEPUTY)
    plan = ProposalFactory(body=world.ministry, kind="plan")
    place = world.region
    place.name_ru, place.short_ru, place.genitive_ru = "Кызылординская область", "Кызылординская", "Кызылординской"
    place.save()
    rows = [[1, "Кызылординская область", "12.04.2027", "Вице-министр", "онлайн", "Вода"]]
    imported = read_import(plan, workbook(rows))
    assert [problem["code"] for problem in imported.rows.get().problems] == ["unknown_official"]


# -- mending ----------------------------------------------------------------------------------------------------------
def test_mend_rows_settles_the_cell(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    row = imported.rows.puzzling().get()
    mend = Mend({"days": ["2027-04-30"], "period_when": ""}, frozenset({"date"}))
    mend_rows(imported=imported, mends={row.pk: mend}, expected_version=1, actor=world.actor("preparer"))
    outcome = apply_import(imported=imported, actor=world.actor("preparer"), today=TODAY)
    assert (len(outcome.made), outcome.puzzling) == (4, 0)


def test_mend_rows_over_somebody_elses_is_a_conflict(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    mend_rows(imported=imported, mends={}, expected_version=1, actor=world.actor("head"))
    with pytest.raises(Conflict):
        mend_rows(imported=imported, mends={}, expected_version=1, actor=world.actor("preparer"))


@pytest.mark.parametrize("version", ["²", "9" * 5_000, "", "-1"])
def test_corrections_of_a_page_without_its_version_are_a_conflict(
    world: World, proposal: Proposal, version: str
) -> None:
    imported = read_import(proposal)
    answer = browser(world, "preparer").post(f"{imported.get_absolute_url()}?tab=mend", {"version": version})
    assert answer.status_code == 200
    assert "Somebody else has corrected this import" in answer.content.decode()


# -- pages ------------------------------------------------------------------------------------------------------------
def test_pages_walk_from_the_file_to_the_proposal(world: World, proposal: Proposal) -> None:
    client = browser(world, "preparer")
    upload = SimpleUploadedFile("План.xlsx", workbook())
    answer = client.post(url("import_new", proposal.pk), {"file": upload})
    job = Job.objects.get()
    assert answer.url == job.get_absolute_url()
    result = do(job)
    imported = Import.objects.get()
    assert result.summary.ru
    assert plain_path(result.path) == f"/work/proposals/{proposal.pk}/import/{imported.pk}/"

    page = client.get(imported.get_absolute_url())
    row = imported.rows.puzzling().get()
    assert [each["row"].pk for each in page.context["each"]] == [row.pk]
    assert "31.04.2027" in page.content.decode()
    answer = client.post(
        imported.get_absolute_url() + "?tab=mend", {"version": imported.version, f"r{row.pk}-date": "30 апреля"}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.problems, row.days) == ([], ["2027-04-30"])

    imported.refresh_from_db()
    answer = client.post(url("import_apply", proposal.pk, imported.pk), {"version": imported.version})
    work = Job.objects.get(kind="schedules.apply_import")
    assert answer.url == work.get_absolute_url()
    do(work)
    assert proposal.rows.count() == 4
    # Done a second time, as after a worker that was killed at the wrong moment, it adds nothing.
    do(work)
    assert proposal.rows.count() == 4


def test_correction_that_is_not_understood_stays_with_what_was_typed(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    row = imported.rows.puzzling().get()
    client = browser(world, "preparer")
    client.post(imported.get_absolute_url() + "?tab=mend", {"version": 1, f"r{row.pk}-date": "04/25/2027"})
    row.refresh_from_db()
    assert [(problem["code"], problem["written"]) for problem in row.problems] == [("no_such_date", "04/25/2027")]
    assert 'value="04/25/2027"' in client.get(imported.get_absolute_url()).content.decode()


def test_place_that_may_be_two_is_asked_with_both(world: World, proposal: Proposal) -> None:
    for kato, kind, name in (
        ("750000000", "republican_city", "город Алматы"),
        ("190000000", "region", "Алматинская область"),
    ):
        place = TerritoryFactory(kato=kato, kind=kind)
        place.name_ru, place.short_ru, place.genitive_ru = name, name.split()[-1], name
        place.name_kk, place.short_kk = ("Алматы қаласы", "Алматы") if kind != "region" else ("Алматы облысы", "Алматы")
        place.save()
    imported = read_import(proposal, workbook([[1, "Алматы", "12.04.2027", "Министр", "онлайн", "Вода"]]))
    row = imported.rows.get()
    assert [(problem["code"], set(problem["choices"])) for problem in row.problems] == [
        ("ambiguous", {"750000000", "190000000"})
    ]
    client = browser(world, "preparer")
    client.post(imported.get_absolute_url() + "?tab=mend", {"version": 1, f"r{row.pk}-which": "750000000"})
    row.refresh_from_db()
    assert (row.problems, row.territory.kato) == ([], "750000000")


def test_taking_over_from_the_page_of_corrections_saves_them_first(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    row = imported.rows.puzzling().get()
    answer = browser(world, "preparer").post(
        imported.get_absolute_url() + "?tab=mend", {"version": 1, f"r{row.pk}-date": "30 апреля", "apply": "1"}
    )
    job = Job.objects.get(kind="schedules.apply_import")
    assert answer.url == job.get_absolute_url()
    do(job)
    assert proposal.rows.count() == 4


def test_taking_over_keeps_corrections_when_the_rest_is_not_spoken_of(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    row = imported.rows.puzzling().get()
    browser(world, "preparer").post(
        imported.get_absolute_url() + "?tab=mend", {"version": 1, f"r{row.pk}-date": "32.13.2027", "apply": "1"}
    )
    row.refresh_from_db()
    assert [problem["written"] for problem in row.problems] == ["32.13.2027"]
    assert not Job.objects.exists()


def test_apply_without_a_word_about_the_rest_is_not_done(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal)
    client = browser(world, "preparer")
    client.post(url("import_apply", proposal.pk, imported.pk), {"version": 1})
    assert not Job.objects.exists()
    client.post(url("import_apply", proposal.pk, imported.pk), {"version": 1, "leave_rest": "on"})
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.xlsx", b"a;b;c\n1;2;3\n"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("empty.xlsx", b""),
    ],
)
def test_file_that_is_no_workbook_is_refused_at_its_field(
    world: World, proposal: Proposal, name: str, content: bytes
) -> None:
    answer = browser(world, "preparer").post(
        url("import_new", proposal.pk), {"file": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Import.objects.exists()


@pytest.mark.parametrize("tab", ["mend", "understood", "left_out", "skipped"])
def test_preview_costs_the_same_for_many_rows(
    world: World, proposal: Proposal, tab: str, django_assert_max_num_queries
) -> None:
    rows = [
        [n, "Кызылординская", "12.04.2027" if n % 2 else "завтра", "Министр", "онлайн", f"Тема {n}"]
        for n in range(1, 121)
    ]
    imported = read_import(proposal, workbook(rows))
    client = browser(world, "preparer")
    client.get(imported.get_absolute_url())
    with django_assert_max_num_queries(20):
        assert client.get(f"{imported.get_absolute_url()}?tab={tab}").status_code == 200


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_proposal_that_may_not_be_changed_says_so_before_a_file_is_chosen(
    world: World, proposal: Proposal, state: str
) -> None:
    imported = read_import(proposal)
    filed = {"state": state, "submitted_by": world.people["preparer"], "submitted_on": TODAY}
    judged = {"accepted_by": world.people["intake"], "accepted_on": TODAY} if state == "accepted" else {}
    Proposal.objects.filter(pk=proposal.pk).update(**filed, **judged)
    client = browser(world, "preparer")
    for name in ("import_new", "row_new"):
        page = client.get(url(name, proposal.pk))
        assert (page.status_code, page.context["why"]) == (200, str(NOT_OPEN[state]))
        assert 'enctype="multipart/form-data"' not in page.content.decode()
        assert 'name="subject_ru"' not in page.content.decode()
    preview = client.get(imported.get_absolute_url()).content.decode()
    assert str(NOT_OPEN[state]) in preview
    assert url("import_apply", proposal.pk, imported.pk) not in preview
    upload = {"file": SimpleUploadedFile("План.xlsx", workbook())}
    assert client.post(url("import_new", proposal.pk), upload).status_code == 409
    assert Import.objects.get() == imported


# -- forgetting -------------------------------------------------------------------------------------------------------
def test_clear_imports_forgets_originals_and_keeps_the_hash(world: World, proposal: Proposal) -> None:
    client = browser(world, "preparer")
    client.post(url("import_new", proposal.pk), {"file": SimpleUploadedFile("План.xlsx", workbook())})
    do(Job.objects.get())
    imported = Import.objects.get()
    apply_import(imported=imported, actor=world.actor("preparer"), today=TODAY)
    assert clear_imports(today=date(2026, 12, 20)) == 0
    assert clear_imports(today=date(2026, 12, 30)) == 1
    imported.refresh_from_db()
    assert (imported.file, len(imported.sha256)) == (None, 64)
    assert not StoredFile.objects.exists()
    assert not ImportRow.objects.exclude(written={}).exists()
    assert ProposalRow.objects.count() == 3
    assert client.get(imported.get_absolute_url()).status_code == 200


def test_clear_imports_leaves_no_cell_of_the_workbook_anywhere(world: World, proposal: Proposal) -> None:
    """Neither what was said about rows that nothing was made of, nor what was no row."""
    signed, cells = ["Исполнитель Иванов И.И.", "тел. 8 701"], ("31.04.2027", "Больницы", "Иванов", "8 701")
    imported = read_import(proposal, workbook([*ROWS, signed]))
    apply_import(imported=imported, actor=world.actor("preparer"), today=TODAY)
    assert [word for word in cells if word not in everything_read()] == []
    clear_imports(today=date(2026, 12, 30))
    assert [word for word in cells if word in everything_read()] == []
    assert Import.objects.get().state == "applied"


def everything_read() -> str:
    return json.dumps([*Import.objects.values(), *ImportRow.objects.values()], ensure_ascii=False, default=str)


def test_clear_imports_forgets_no_import_before_its_original(
    world: World, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "ROUND", 1)
    client = browser(world, "preparer")
    for number in (1, 2):
        rows = [[1, "Кызылординская область", f"1{number}.04.2027", "Министр", "онлайн", "Вода"]]
        client.post(url("import_new", proposal.pk), {"file": SimpleUploadedFile("План.xlsx", workbook(rows))})
    assert [clear_imports(today=date(2026, 12, 30)) for _turn in range(3)] == [1, 1, 0]
    assert not Import.objects.exists()
    assert not StoredFile.objects.exists()


def test_time_in_the_date_cell_is_kept(world: World, proposal: Proposal) -> None:
    rows = [[1, "Кызылординская область", "12.04.2027 15:00", "Министр", "онлайн", "Вода"]]
    apply_import(imported=read_import(proposal, workbook(rows)), actor=world.actor("preparer"), today=TODAY)
    assert proposal.rows.get().start_time == time(15, 0)


def test_row_of_an_aide_or_a_stranger_is_asked_and_not_taken_for_the_head(world: World, proposal: Proposal) -> None:
    OfficialFactory(body=world.ministry, post=Post.DEPUTY)
    said = ["Советник министра", "Премьер-Министр", "Министр Неизвестный Н.Н.", "Министр, вице-министр", "Министр"]
    rows = [[n, "Кызылординская область", f"{n}.04.2027", who, "онлайн", "Вода"] for n, who in enumerate(said, start=1)]
    imported = read_import(proposal, workbook(rows))
    codes = [[problem["code"] for problem in row.problems] for row in imported.rows.order_by("pk")]
    assert codes == [["unknown_official"]] * 4 + [[]]


# -- what must be confirmed -------------------------------------------------------------------------------------------
def hidden_workbook() -> bytes:
    book = Workbook()
    for row in [["на 2026 год"], HEADER, *ROWS[:2]]:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_noted_rows_are_not_taken_over_before_they_are_confirmed(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal, hidden_workbook())
    assert [[note["code"] for note in row.notes] for row in imported.rows.order_by("pk")] == [
        ["hidden", "year"],
        ["year"],
    ]
    actor = world.actor("preparer")
    assert confirm_notes(imported=imported, code="year", takes=True, expected_version=1, actor=actor) == 2
    assert imported.rows.understood().get().number == 4
    assert confirm_notes(imported=imported, code="hidden", takes=False, expected_version=2, actor=actor) == 1
    outcome = apply_import(imported=imported, actor=actor, today=TODAY)
    assert (len(outcome.made), outcome.puzzling, outcome.left_out) == (1, 0, 1)


@pytest.mark.parametrize("name", ["neighbour", "intake", "approver", "overseer", "administrator", "officer", "nobody"])
def test_confirming_is_for_people_of_the_ministry_only(world: World, proposal: Proposal, name: str) -> None:
    imported = read_import(proposal, hidden_workbook())
    with pytest.raises(NotAllowed):
        confirm_notes(imported=imported, code="year", takes=True, expected_version=1, actor=world.actor(name))


def test_confirming_what_somebody_else_has_corrected_is_a_conflict(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal, hidden_workbook())
    with pytest.raises(Conflict):
        confirm_notes(imported=imported, code="year", takes=True, expected_version=9, actor=world.actor("preparer"))


def test_noted_row_is_confirmed_at_itself(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal, hidden_workbook())
    first, second = imported.rows.order_by("pk")
    browser(world, "preparer").post(
        imported.get_absolute_url() + "?tab=mend", {"version": 1, f"r{first.pk}-keep": "on"}
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.problems, len(second.notes)) == ([], 1)


# -- the preview ------------------------------------------------------------------------------------------------------
def test_upload_and_taking_over_lead_on_by_themselves(world: World, proposal: Proposal) -> None:
    client = browser(world, "preparer")
    client.post(url("import_new", proposal.pk), {"file": SimpleUploadedFile("План.xlsx", workbook())})
    finish(Job.objects.get())
    imported = Import.objects.get()
    answer = client.get(Job.objects.get().get_absolute_url(), follow=True)
    assert answer.redirect_chain == [(imported.get_absolute_url(), 302)]
    assert [message["text"] for message in answer.context["messages"]] == [str(Job.objects.get().summary)]
    client.post(url("import_apply", proposal.pk, imported.pk), {"version": 1, "leave_rest": "on"})
    work = finish(Job.objects.get(kind="schedules.apply_import"))
    assert client.get(work.get_absolute_url()).url == proposal.get_absolute_url()


def finish(job: Job) -> Job:
    """The job as its worker leaves it."""
    result = do(job)
    job.state, job.ended_at, job.path = "done", clock.now(), plain_path(result.path)
    job.summary_kk, job.summary_ru, job.summary_en = result.summary.kk, result.summary.ru, result.summary.en
    job.save()
    return job


def test_preview_stands_under_the_letters_of_the_workbook_and_says_what_will_be_missing(
    world: World, proposal: Proposal
) -> None:
    imported = read_import(proposal)
    page = browser(world, "preparer").get(imported.get_absolute_url() + "?tab=understood")
    assert [head["letter"] for head in page.context["heads"]] == ["B", "C", "D", "E", "F"]
    assert [line["row"].number for line in page.context["each"]] == [3, 4, 5]
    missing = [(line["label"], line["count"]) for line in page.context["without_kk"]]
    assert missing == [("Subject", 4), ("Why this region", 4)]


def test_preview_of_another_year_asks_once_for_all_rows(world: World, proposal: Proposal) -> None:
    imported = read_import(proposal, hidden_workbook())
    client = browser(world, "preparer")
    page = client.get(imported.get_absolute_url())
    assert [(note["code"], note["count"]) for note in page.context["noted"]] == [("hidden", 1), ("year", 2)]
    address = url("import_confirm", proposal.pk, imported.pk)
    assert client.post(address, {"code": "year", "answer": "take", "version": 1}).url == imported.get_absolute_url()
    client.post(address, {"code": "hidden", "answer": "leave", "version": 1})
    assert imported.rows.left_out().count() == 0
    client.post(address, {"code": "hidden", "answer": "leave", "version": 2})
    assert (imported.rows.left_out().count(), imported.rows.puzzling().count()) == (1, 0)
