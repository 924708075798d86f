"""Texts in three languages on the models of the portal: their columns, reading, asking, and what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import Count
from django.utils import translation
from modeltranslation.translator import translator

from portal.audit.models import Change
from portal.bodies.models import Body, Territory
from portal.kit.texts import LongText, ShortText, columns_of, longest
from portal.kit.translated import Words
from schedules.models import ProposalRow
from tests.factories.bodies import BodyFactory, ExemptionFactory, OfficialFactory, TerritoryFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.schedules import ProposalRowFactory, ScheduleEntryFactory, ScheduleFactory
from tests.stored import stored

ROOT = Path(__file__).parents[2]
LANGUAGES = ("kk", "ru", "en")
#: What each model keeps in three languages. The classifier, jobs, notices and obligations are written by the portal.
REGISTERED = {
    "bodies.Territory": ("name", "short"),
    "bodies.Body": ("name", "plain", "short", "head_title"),
    "bodies.Exemption": ("ground",),
    "bodies.Official": ("title", "full_name"),
    "calendars.RiskSignal": ("ground", "statement"),
    "deadlines.CalendarDay": ("name",),
    "deadlines.Decision": ("wording", "ground"),
    "holding.Account": ("split_note", "venue", "stream_none", "summary", "report", "secretary"),
    "holding.AccountEvent": ("note",),
    "holding.Attachment": ("title",),
    "holding.Part": ("note", "missed_reason"),
    "holding.Photo": ("alt",),
    "holding.Question": ("text", "answer", "responsible", "measure"),
    "issues.Answer": ("text", "picture_alt", "review_note"),
    "issues.Aside": ("reason",),
    "issues.Claim": ("text", "no_proof"),
    "issues.HandOver": ("why", "answer"),
    "issues.Issue": ("title", "text", "position", "measure", "instruction", "reason"),
    "issues.IssueEvent": ("note",),
    "issues.IssueTopic": ("name",),
    "issues.Laid": ("decision",),
    "issues.Milestone": ("text",),
    "issues.PastText": ("title", "measure", "position"),
    "issues.HighAct": ("text",),
    "issues.PackageItem": ("answer",),
    "issues.Proof": ("alt",),
    "issues.SystemicProblem": ("title", "text", "proposal"),
    "issues.QuarterNote": ("text",),
    "issues.ReplyTemplate": ("title", "text"),
    "meetings.Meeting": ("venue", "subject", "ground"),
    "meetings.MeetingAnnouncement": ("where", "withdrawn_reason"),
    "meetings.MeetingEvent": ("reason",),
    "meetings.MeetingHeld": ("note", "withdrawn_reason"),
    "questions.AskedQuestion": ("picture_alt", "answer", "text", "note"),
    "questions.Demand": ("answer", "text", "note"),
    "questions.DemandEvent": ("note",),
    "questions.DemandPolicy": ("ground",),
    "questions.QuestionEvent": ("note",),
    "schedules.ProposalRow": ("venue", "subject", "ground", "change_reason"),
    "schedules.Schedule": ("amendment_reason",),
    "schedules.ScheduleAnnouncement": ("note", "withdrawn_reason"),
    "schedules.ScheduleEntry": ("venue", "subject", "ground", "change_reason"),
}
#: Modules whose models write their columns out.
WRITTEN_OUT = {
    "portal/bodies/models/classifier.py",
    "portal/deadlines/models/obligation.py",
    "portal/jobs/models.py",
}
MODELS = pytest.mark.parametrize("label", REGISTERED)


def registered() -> list[type[models.Model]]:
    return [model for model in translator.get_registered_models() if not model._meta.abstract]


def texts_of(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.name for field in model._meta.private_fields if isinstance(field, ShortText | LongText))


# -- columns -----------------------------------------------------------------------------------------------------------


def test_models_that_declare_a_text_are_registered() -> None:
    assert {model._meta.label: texts_of(model) for model in apps.get_models() if texts_of(model)} == REGISTERED
    assert {model._meta.label for model in registered()} == set(REGISTERED)


def test_only_what_the_portal_writes_itself_has_its_columns_written_out() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for app in ("portal", "issues", "meetings", "schedules")
        for path in (ROOT / app).rglob("*.py")
        if " = Translated(" in path.read_text(encoding="utf-8")
    }
    assert found == WRITTEN_OUT


@MODELS
@pytest.mark.django_db
def test_database_has_the_columns_of_each_language_and_none_beside(label: str) -> None:
    model = apps.get_model(label)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, is_nullable FROM information_schema.columns WHERE table_name = %s",
            [model._meta.db_table],
        )
        stored = dict(cursor.fetchall())

    assert not stored.keys() & set(texts_of(model))
    assert {name: stored.get(name) for name in columns_of(model)} == {
        f"{text}_{language}": "NO" for text in texts_of(model) for language in LANGUAGES
    }


@MODELS
def test_columns_are_as_the_text_is_declared(label: str) -> None:
    model = apps.get_model(label)
    for text in texts_of(model):
        declared = model._meta.get_field(text)
        for language in LANGUAGES:
            column = model._meta.get_field(f"{text}_{language}")
            assert (column.null, column.blank, column.max_length, column.get_internal_type()) == (
                False,
                declared.of_column(language)["blank"],
                declared.max_length,
                declared.get_internal_type(),
            )
            # The history of changes calls a column by its own word or by that of its table, and adds the language.
            assert "[" not in str(column.verbose_name)


def test_models_ask_for_no_migration_and_past_models_know_the_columns_alone() -> None:
    before = MigrationLoader(None).project_state()
    detector = MigrationAutodetector(before, ProjectState.from_apps(apps))

    assert detector.changes(graph=MigrationLoader(None).graph) == {}
    for label, texts in REGISTERED.items():
        past = {field.name for field in before.apps.get_model(label)._meta.get_fields()}
        assert not past & set(texts)
        assert past >= set(columns_of(apps.get_model(label)))


@pytest.mark.django_db
def test_migration_that_came_with_the_library_says_nothing_to_the_database() -> None:
    said = StringIO()
    call_command("sqlmigrate", "schedules", "0012_reason_of_an_amendment", stdout=said, no_color=True)

    lines = [line for line in said.getvalue().splitlines() if line and not line.startswith("--")]
    assert lines == ["BEGIN;", "COMMIT;"]


def test_forms_learn_names_and_lengths() -> None:
    assert columns_of(ProposalRow, "venue") == ("venue_kk", "venue_ru", "venue_en")
    assert columns_of(ProposalRow)[:6] == (*columns_of(ProposalRow, "venue"), *columns_of(ProposalRow, "subject"))
    assert (longest(ProposalRow, "venue"), longest(ProposalRow, "subject")) == (250, 300)


# -- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "asked", "text", "lang", "is_fallback"),
    [
        (("су", "вода", "water"), "kk", "су", "kk", False),
        (("су", "вода", ""), "en", "вода", "ru", True),
        (("су", "", ""), "en", "су", "kk", True),
        (("", "вода", "water"), "kk", "вода", "ru", True),
        (("су", "", "water"), "ru", "су", "kk", True),
        (("", "", "water"), "ru", "", "ru", False),
    ],
)
@pytest.mark.django_db
def test_text_says_which_language_was_found(
    texts: tuple[str, str, str], asked: str, text: str, lang: str, is_fallback: bool
) -> None:
    row = ProposalRowFactory(**dict(zip(columns_of(ProposalRow, "subject"), texts, strict=True)))
    with translation.override(asked):
        found = [
            row.subject,
            ProposalRow.objects.get().subject,
            ProposalRow.objects.values("subject").get()["subject"],
            ProposalRow.objects.values_list("subject", flat=True).get(),
        ]
    assert [type(words) for words in found] == [Words] * 4
    assert {(str(words), words.lang, words.is_fallback) for words in found} == {(text, lang, is_fallback)}


@pytest.mark.django_db
def test_lookups_and_ordering_ask_the_column_of_the_active_language() -> None:
    first = ProposalRowFactory(subject_kk="а", subject_ru="я", subject_en="z")
    second = ProposalRowFactory(proposal=first.proposal, subject_kk="ә", subject_ru="б", subject_en="b")

    def asked() -> tuple[list[ProposalRow], list[ProposalRow]]:
        return list(ProposalRow.objects.order_by("subject")), list(ProposalRow.objects.filter(subject__in=["а", "б"]))

    with translation.override("kk"):
        assert asked() == ([first, second], [first])
    with translation.override("ru"):
        assert asked() == ([second, first], [second])


@pytest.mark.django_db
def test_lookups_of_a_place_or_a_body_by_name_ask_the_column_of_the_active_language() -> None:
    place = TerritoryFactory(name_kk="Сарысу ауданы", name_ru="Сарысуский район")
    row = ProposalRowFactory(territory=place)
    for language, name in (("kk", "Сарысу ауданы"), ("ru", "Сарысуский район")):
        with translation.override(language):
            assert list(ProposalRow.objects.filter(territory__name=name)) == [row]
            assert [str(found) for found in Territory.objects.filter(pk=place.pk).values_list("name", flat=True)] == [
                name
            ]
    assert not ProposalRow.objects.filter(territory__name="Сарысу ауданы").exists()


# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_text_is_written_by_its_columns_alone() -> None:
    row = ProposalRow(subject_kk="су")
    with pytest.raises(AttributeError, match="write subject_kk, subject_ru or subject_en"):
        row.subject = "вода"
    with pytest.raises(AttributeError, match="write subject_kk"):
        ProposalRow(subject="вода")
    assert (row.subject_kk, row.subject_ru, row.subject_en) == ("су", "", "")


@pytest.mark.django_db
def test_a_row_that_is_checked_as_a_whole_stays_as_it_is() -> None:
    row = ProposalRowFactory()
    before = stored(ProposalRow.objects.all())
    with translation.override("ru"):
        row.full_clean()
        row.save()
    assert stored(ProposalRow.objects.all()) == before


@pytest.mark.parametrize("make", [ProposalRowFactory, ScheduleEntryFactory])
@pytest.mark.django_db
def test_saving_under_each_language_leaves_rows_and_history_equal(make: Any) -> None:
    texts = {"subject_kk": "су", "subject_ru": "вода", "venue_kk": "", "venue_ru": "Дом культуры"}
    known = make()
    parents = {
        name: getattr(known, name) for name in ("proposal", "schedule", "official", "territory") if hasattr(known, name)
    }
    rows, told = [], []
    for language in LANGUAGES:
        with translation.override(language):
            row = make(**texts, **parents, subject_en="", position=1)
            row.save()
            row.ground_ru = "жалобы"
            row.save(update_fields=["ground_ru"])
            row.refresh_from_db()
            row.save()
        (kept,) = stored(type(row)._base_manager.filter(pk=row.pk))
        rows.append({name: kept[name] for name in columns_of(type(row))})
        told.append(history(row))

    assert rows[0] == dict.fromkeys(columns_of(make._meta.model), "") | texts | {"ground_ru": "жалобы"}
    assert rows == [rows[0]] * 3
    assert told == [told[0]] * 3
    assert told[0][-1] == ("update", {"ground_ru": ""}, {"ground_ru": "жалобы"})


@pytest.mark.parametrize(
    "make", [TerritoryFactory, BodyFactory, ExemptionFactory, OfficialFactory, ScheduleFactory, MeetingFactory]
)
@pytest.mark.django_db
def test_saving_again_under_each_language_changes_nothing(make: Any) -> None:
    model, key = make._meta.model, make().pk
    before, told = stored(model.objects.all()), Change.objects.count()
    for language in LANGUAGES:
        with translation.override(language):
            row = model.objects.get(pk=key)
            row.save()
            model.objects.bulk_update([row], columns_of(model))
    assert (stored(model.objects.all()), Change.objects.count()) == (before, told)


def history(row: models.Model) -> list[tuple[str, Any, Any]]:
    """What was told of the texts of the row."""
    names = set(columns_of(type(row)))

    def texts(values: dict[str, Any] | None) -> dict[str, Any]:
        return {name: value for name, value in (values or {}).items() if name in names}

    lines = Change.objects.filter(table=row._meta.db_table, row=row.pk).order_by("pk")
    return [(line.operation, texts(line.before), texts(line.after)) for line in lines]


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_values_without_names_are_refused_for_they_leave_texts_out() -> None:
    """By the guard over every test, in `tests/conftest.py`."""
    for ask in (ProposalRow.objects.values, ProposalRow.objects.values_list, ProposalRow.objects.all().values):
        with pytest.raises(AssertionError, match="name the columns"):
            ask()
    assert list(ProposalRow.objects.raw_values()) == []


@pytest.mark.django_db
def test_an_update_of_a_text_by_its_short_name_is_refused_for_it_writes_what_the_reader_reads() -> None:
    row = ProposalRowFactory(subject_ru="вода")
    with pytest.raises(AssertionError, match="write columns of ProposalRow, not subject"):
        ProposalRow.objects.update(subject="су")
    ProposalRow.objects.update(subject_ru="жер")
    row.refresh_from_db()
    assert row.subject_ru == "жер"


def test_groups_are_refused_that_the_order_of_the_model_would_split() -> None:
    with pytest.raises(AssertionError, match="say order_by"):
        Body.objects.values("kind").annotate(count=Count("pk"))
    assert "ORDER BY" not in str(Body.objects.order_by().values("kind").annotate(count=Count("pk")).query)
    assert Body.objects.annotate(count=Count("officials")).query.group_by is True


def test_without_the_library_every_page_breaks() -> None:
    """Nothing else makes the columns: whoever switches it off learns so at the first page."""
    tried = """
import django
from django.conf import settings
settings.MODELTRANSLATION_ENABLE_REGISTRATIONS = {switched}
django.setup()
from django.test import Client
print(Client().get("/kk/about/").status_code)
"""
    on, off = (
        subprocess.run(
            [sys.executable, "-c", tried.format(switched=switched)],
            cwd=ROOT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"},
            capture_output=True,
            text=True,
            check=False,
        )
        for switched in (True, False)
    )
    assert (on.returncode, on.stdout, off.returncode, off.stdout) == (0, "200\n", 1, "")
    assert "is not registered for translation" in off.stderr
