"""Applying editions: rows with their past, territories that follow, refusals that change nothing."""

from __future__ import annotations

import importlib
import io
import time
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from portal.bodies.choices import LOWEST_RANK, Role, TerritoryKind
from portal.bodies.errors import EditionRefused
from portal.bodies.models import ClassifierEntry, Edition, Territory
from portal.bodies.rules import codes
from portal.bodies.services import (
    accept_closures,
    apply_edition,
    discard_edition,
    import_edition,
    keep_edition,
    seed_reference,
    territory_of,
)
from portal.bodies.workbooks import read_classifier
from portal.kernel.errors import Conflict, NotAllowed
from portal.kernel.folding import fold
from tests.bodies import kato
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.shared import shared
from tests.stored import stored

pytestmark = pytest.mark.django_db

one_fold = importlib.import_module("portal.bodies.migrations.0010_one_fold")
#: As a migration is given it.
EDITOR = SimpleNamespace(connection=connection)


@pytest.fixture(autouse=True)
def places() -> dict[str, Territory]:
    return kato.places()


def load(cells=kato.ROWS, *, on: date = kato.EDITION, **options):
    return import_edition(rows=kato.rows(cells), source="kato.csv", edition_on=on, today=TODAY, **options)


def current(code: str) -> ClassifierEntry:
    return ClassifierEntry.objects.current().get(code=code)


def test_first_edition_brings_every_row_and_the_units_below_the_authored_ones() -> None:
    report = load()

    assert report["counts"]["added"] == len(kato.ROWS)
    assert (report["climbed"], report["orphans"]) == (2, 0)
    assert report["territories"] == {"added": 5, "renamed": 0, "ended": 0, "unplaced": 0}
    assert ClassifierEntry.objects.current().count() == len(kato.ROWS)
    assert not ClassifierEntry.objects.filter(level__gt=0, parent_code="").exists()
    made = Territory.objects.exclude(kato__in=kato.places.__code__.co_consts)
    assert dict(made.filter(kind__in=LOWEST_RANK).values_list("kato", "kind")) == {
        "103230000": TerritoryKind.RURAL_DISTRICT,
        "103233000": TerritoryKind.RURAL_DISTRICT,
        "104165000": TerritoryKind.SETTLEMENT,
        "104143000": TerritoryKind.VILLAGE,
        "104120100": TerritoryKind.TOWN,
    }


def test_a_unit_is_as_old_as_what_it_lies_in_and_knows_its_region(places) -> None:
    load()
    unit = Territory.objects.get(kato="103230000")
    assert (unit.parent, unit.starts_on) == (places["103200000"], places["103200000"].starts_on)
    assert unit.region == places["100000000"]
    assert unit.above == [places["100000000"], places["103200000"]]
    assert unit.name_ru == "Карааульский сельский округ"


def test_official_spelling_is_kept_and_search_finds_it_folded() -> None:
    load()
    entry = ClassifierEntry.objects.current().called(fold("қоянды  қыстауы")).get()
    assert (entry.code, entry.name_kk) == ("103230127", "«Ќоянды»\u00a0 қыстауы")


@pytest.mark.parametrize("asked", ["КОЯНДЫ", "«Қоянды»", "коянды\u00a0кыстауы", "Ќоянды", "қoянды"])
def test_search_folds_what_is_asked(asked) -> None:
    load()
    assert ClassifierEntry.objects.current().called(asked).get().code == "103230127"


def test_stored_folding_is_made_anew_by_the_migration_and_only_where_it_differs() -> None:
    load()
    ClassifierEntry.objects.filter(code="103230127").update(folded="қоянды қыстауы | с. коянды")
    with CaptureQueriesContext(connection) as first:
        one_fold.refold(apps, EDITOR)
    assert ClassifierEntry.objects.current().called("Қоянды қыстауы").get().code == "103230127"
    with CaptureQueriesContext(connection) as again:
        one_fold.refold(apps, EDITOR)
    assert [len([query for query in seen if "UPDATE" in query["sql"]]) for seen in (first, again)] == [1, 0]


def test_stored_folding_is_that_of_the_living_fold() -> None:
    """Whoever changes the fold writes a migration that folds stored names anew, and names it here."""
    names = [name for cells in kato.ROWS for name in cells[2:]]
    letters = [chr(code) for code in (*range(0x20, 0x250), *range(0x250, 0x2AF), *range(0x300, 0x530), 0x2013, 0x200B)]
    for text in (*names, *letters, *(f"а{letter}Б {letter}. 1{letter}2" for letter in letters)):
        assert one_fold.fold(text) == fold(text), text


def test_authored_words_are_not_overwritten(places) -> None:
    before = stored(Territory.objects.filter(kato="104100000"))
    load()
    assert stored(Territory.objects.filter(kato="104100000")) == before


def test_loading_again_changes_nothing() -> None:
    load()
    tables = (ClassifierEntry, Edition, Territory)
    before = [stored(table.objects.all()) for table in tables]
    for day in (kato.EDITION, kato.LATER):
        report = load(on=day)
        assert report["is_nothing"]
        assert report["counts"]["unchanged"] == len(kato.ROWS)
    assert [stored(table.objects.all()) for table in tables] == before


def test_dry_run_reports_and_keeps_nothing() -> None:
    report = load(dry_run=True)
    assert report["counts"]["added"] == len(kato.ROWS)
    assert (ClassifierEntry.objects.count(), Edition.objects.count(), Territory.objects.count()) == (0, 0, 6)


def test_a_renamed_row_keeps_its_past_and_renames_its_territory() -> None:
    load()
    load(kato.renamed("103233000", "Абай а.о.", "Абайский с.о."), on=kato.LATER)

    old, new = ClassifierEntry.objects.filter(code="103233000").order_by("starts_on")
    assert (old.name_ru, old.starts_on, old.ends_on) == ("Кенгирбайбийский с.о", kato.EDITION, kato.LATER)
    assert (new.name_ru, new.starts_on, new.ends_on) == ("Абайский с.о.", kato.LATER, None)
    assert Territory.objects.get(kato="103233000").name_ru == "Абайский сельский округ"
    assert ClassifierEntry.objects.in_force(kato.EDITION).get(code="103233000") == old


def test_a_renamed_seat_renames_the_settlement() -> None:
    load()
    load(kato.renamed("104165100", "Жаңа Шүлбі к.", "п.Новая Шульба"), on=kato.LATER)
    assert Territory.objects.get(kato="104165000").name_ru == "поселок Новая Шульба"


def test_a_closed_unit_ends_and_is_not_deleted() -> None:
    load()
    load(kato.without("104120100"), on=kato.LATER)
    unit = Territory.objects.get(kato="104120100")
    assert unit.ends_on == kato.LATER
    assert not ClassifierEntry.objects.current().filter(code="104120100").exists()


def test_a_code_given_to_another_unit_makes_another_territory() -> None:
    load()
    load(kato.renamed("104165000", "Жаңа Бура а.ә.", "с.а. Новая Бура"), on=kato.LATER)
    old, new = Territory.objects.filter(kato="104165000").order_by("starts_on")
    assert (old.kind, old.ends_on) == (TerritoryKind.SETTLEMENT, kato.LATER)
    assert (new.kind, new.starts_on, new.ends_on) == (TerritoryKind.VILLAGE, kato.LATER, None)


def test_a_new_unit_of_a_later_edition_begins_with_it() -> None:
    load()
    load([*kato.ROWS, ("103235000", 2, "Арқат а.о.", "Архатский с.о.")], on=kato.LATER)
    assert Territory.objects.get(kato="103235000").starts_on == kato.LATER


def test_authored_places_that_a_file_renames_or_closes_are_named_and_left() -> None:
    load()
    fewer = kato.without("104100000", of=kato.renamed("100000000", "Абай өңірі", "Абайская область"))
    report = load(fewer, on=kato.LATER)
    assert sorted(report["authored"]) == ["100000000", "104100000"]
    assert Territory.objects.get(kato="104100000").ends_on is None
    assert Territory.objects.get(kato="100000000").name_ru == "область Абай"


def test_a_corrected_file_of_the_same_edition_replaces_its_rows() -> None:
    load()
    load(kato.renamed("103230100", "Қарауыл а.", "с.Караул"))
    assert current("103230100").name_ru == "с.Караул"
    withdrawn = ClassifierEntry.objects.get(code="103230100", ends_on__isnull=False)
    assert withdrawn.ends_on == withdrawn.starts_on
    assert not ClassifierEntry.objects.in_force(kato.EDITION).filter(pk=withdrawn.pk).exists()


def test_regions_that_are_not_in_the_file_stay() -> None:
    load()
    report = load([cells for cells in kato.ROWS if cells[0].startswith("71")], on=kato.LATER)
    assert (report["regions"], report["is_nothing"]) == (["71"], True)
    assert ClassifierEntry.objects.current().count() == len(kato.ROWS)


def nothing_changed(count: int) -> bool:
    return (
        ClassifierEntry.objects.count() == count
        and not ClassifierEntry.objects.filter(ends_on__isnull=False).exists()
        and Edition.objects.filter(applied_at__isnull=False).count() == bool(count)
    )


def test_a_region_losing_over_a_tenth_is_refused_and_accepted_on_demand() -> None:
    load()
    fewer = kato.without("104120100", "103230127")
    with pytest.raises(EditionRefused, match="losses: Region 10 would lose 2 rows of 15"):
        load(fewer, on=kato.LATER)
    assert nothing_changed(len(kato.ROWS))
    assert load(fewer, on=kato.LATER, accept_closures=True)["counts"]["closed"] == 2


def test_a_first_edition_that_lacks_known_districts_is_refused() -> None:
    with pytest.raises(EditionRefused, match="Region 10 would lose 1 rows of 4"):
        load(kato.without("101000000", "101010000"))
    assert nothing_changed(0)


@pytest.mark.parametrize(
    ("on", "code"), [(date(2026, 11, 25), "future"), (date(2026, 7, 1), "older")], ids=["to come", "older"]
)
def test_editions_out_of_time_are_refused(on, code) -> None:
    load()
    with pytest.raises(EditionRefused) as caught:
        load(kato.without("104120100"), on=on)
    assert caught.value.code == code
    assert nothing_changed(len(kato.ROWS))


def test_a_failure_half_way_leaves_nothing(monkeypatch) -> None:
    def fail(*args, **options):
        raise RuntimeError

    monkeypatch.setattr("portal.bodies.services.classifier.follow", fail)
    with pytest.raises(RuntimeError):
        load()
    assert nothing_changed(0)


# -- uploads ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def administrator(actor_with):
    return actor_with((Role.ADMINISTRATOR, BodyFactory(slug="apparatus")))


def keep(actor, cells=kato.ROWS, on=kato.EDITION) -> Edition:
    return keep_edition(actor=actor, rows=kato.rows(cells), source="kato.csv", edition_on=on, today=TODAY)


@pytest.mark.parametrize("role", [None, Role.PREPARER, Role.HEAD, Role.OFFICER, Role.OVERSEER, Role.APPROVER])
def test_only_an_administrator_keeps_an_edition(actor_with, role) -> None:
    actor = actor_with((role, BodyFactory())) if role else actor_with()
    with pytest.raises(NotAllowed):
        keep(actor)
    assert not Edition.objects.exists()


def test_an_edition_waits_is_applied_once_and_gives_its_rows_away(administrator) -> None:
    edition = keep(administrator)
    assert (edition.report["counts"]["added"], ClassifierEntry.objects.count()) == (len(kato.ROWS), 0)
    steps: list[tuple[int, int]] = []
    applied = apply_edition(edition=edition, today=TODAY, step=lambda done, total: steps.append((done, total)))
    assert (applied.content, applied.applied_at is not None) == (None, True)
    assert steps[-1][0] == steps[-1][1]
    again = apply_edition(edition=edition, today=TODAY)
    assert again.applied_at == applied.applied_at
    assert ClassifierEntry.objects.count() == len(kato.ROWS)


def test_losses_are_asked_about_when_an_edition_is_applied(administrator) -> None:
    load()
    edition = keep(administrator, kato.without("104120100", "103230127"), kato.LATER)
    assert edition.report["refused_for"] == ["losses"]
    with pytest.raises(EditionRefused):
        apply_edition(edition=edition, today=TODAY)
    accept_closures(actor=administrator, edition=edition)
    assert apply_edition(edition=edition, today=TODAY).report["counts"]["closed"] == 2


def test_an_applied_edition_cannot_be_taken_back(administrator) -> None:
    waiting = keep(administrator)
    discard_edition(actor=administrator, edition=waiting)
    assert not Edition.objects.exists()
    applied = apply_edition(edition=keep(administrator), today=TODAY)
    with pytest.raises(Conflict):
        discard_edition(actor=administrator, edition=applied)


# -- places on demand ------------------------------------------------------------------------------------------------
def test_a_place_becomes_a_territory_when_it_is_needed() -> None:
    load()
    village = territory_of(current("103230100"))
    assert (village.kind, village.parent.kato, village.name_ru) == (TerritoryKind.LOCALITY, "103230000", "село Карааул")
    assert territory_of(current("103230100")) == village
    assert Territory.objects.with_akim().filter(pk=village.pk).exists() is False


def test_a_place_of_an_unknown_region_stays_unplaced() -> None:
    Territory.objects.filter(kato__startswith="71").exclude(parent=None).delete()
    Territory.objects.filter(kato="710000000").delete()
    report = load()
    assert report["territories"]["unplaced"] == 2
    with pytest.raises(Territory.DoesNotExist):
        territory_of(current("711110000"))


def test_lists_of_upper_ranks_do_not_grow() -> None:
    load()
    in_force = Territory.objects.in_force(TODAY)
    assert in_force.of_upper_ranks().count() == 6
    assert in_force.districts().count() == 4
    assert in_force.regions().count() == 2
    TerritoryFactory(kato="101011000", kind=TerritoryKind.CITY_DISTRICT, parent=Territory.objects.get(kato="101000000"))
    assert in_force.districts().count() == 4


# -- the real classifier ---------------------------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.alone
def test_the_real_classifier_loads_whole_quickly_and_once() -> None:
    classifier = shared(kato.REAL).read_bytes()
    Territory.objects.filter(parent__isnull=False).delete()
    Territory.objects.all().delete()
    seed_reference(on=TODAY, joined_on=TODAY)
    begun = time.monotonic()
    reading = read_classifier(io.BytesIO(classifier))
    report = import_edition(rows=reading.rows, source="kato.csv", edition_on=kato.EDITION, today=TODAY)
    assert time.monotonic() - begun < 20

    assert report["levels"] == {"0": 20, "1": 209, "2": 2379, "3": 12986}
    assert (report["rows"], report["climbed"], report["orphans"]) == (15594, 39, 0)
    assert (report["unclear"], report["authored"], report["territories"]["unplaced"]) == ([], [], 0)
    assert ClassifierEntry.objects.current().count() == 15594
    entries = ClassifierEntry.objects.current()
    assert not entries.filter(level__gt=0).exclude(parent_code__in=entries.values("code")).exists()
    assert not entries.filter(code=F("parent_code")).exists()
    assert Territory.objects.with_akim().in_force(TODAY).count() == 2589
    regions = {codes.region(territory.kato) for territory in Territory.objects.all()}
    assert len(regions) == 20
    again = import_edition(rows=reading.rows, source="kato.csv", edition_on=kato.EDITION, today=TODAY)
    assert again["is_nothing"]
