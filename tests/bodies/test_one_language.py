"""Editions with names in one language: the other stays as it stands, and what has one name is listed."""

from __future__ import annotations

import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from portal.bodies.choices import Role, TerritoryKind
from portal.bodies.models import ClassifierEntry, Edition, Territory
from portal.bodies.rules import codes
from portal.bodies.services import import_edition
from portal.bodies.workbooks import read_classifier
from tests.bodies import kato
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory
from tests.shared import shared

pytestmark = pytest.mark.django_db

RENAMED = kato.renamed("103233000", "Абай а.о.", "Абайский с.о.")
NEW = ("103235000", 2, "Арқат а.о.", "Архатский с.о.")


@pytest.fixture(autouse=True)
def _places() -> None:
    kato.places()


def load(content: bytes, on=kato.EDITION, **options):
    rows = read_classifier(io.BytesIO(content)).rows
    return import_edition(rows=rows, source="kato.csv", edition_on=on, today=TODAY, **options)


def names(code: str) -> tuple[str, str]:
    return ClassifierEntry.objects.current().values_list("name_kk", "name_ru").get(code=code)


@pytest.mark.parametrize("content", [kato.in_russian(), kato.in_kazakh()], ids=["Russian", "Kazakh"])
def test_one_language_that_says_what_stands_changes_nothing(content) -> None:
    load(kato.text())
    report = load(content, kato.LATER)
    assert (report["is_nothing"], report["kept_names"]["count"], report["one_name"]["count"]) == (True, 0, 0)
    assert names("103230000") == ("Қараауыл а.о.", "Карааульский с.о.")


def test_a_name_changed_in_one_language_keeps_the_other_and_is_listed() -> None:
    load(kato.text())
    report = load(kato.in_russian(RENAMED), kato.LATER)
    row = ["103233000", "Кеңгірбай би а.о.", "Абайский с.о."]
    assert (report["language"], report["counts"]["renamed"]) == ("ru", 1)
    assert report["kept_names"] == {"count": 1, "rows": [row]}
    assert names("103233000") == ("Кеңгірбай би а.о.", "Абайский с.о.")


def test_the_same_in_kazakh() -> None:
    load(kato.text())
    report = load(kato.in_kazakh(RENAMED), kato.LATER)
    assert (report["language"], report["counts"]["renamed"], report["counts"]["reused"]) == ("kk", 1, 0)
    assert report["kept_names"]["rows"] == [["103233000", "Абай а.о.", "Кенгирбайбийский с.о"]]


def test_a_new_place_has_its_one_name_in_both_languages_and_is_listed() -> None:
    load(kato.text())
    report = load(kato.in_russian([*kato.ROWS, NEW]), kato.LATER)
    row = ["103235000", "Архатский с.о.", "Архатский с.о."]
    assert report["one_name"] == {"count": 1, "rows": [row]}
    unit = Territory.objects.get(kato="103235000")
    said = (unit.kind, unit.name_kk, unit.name_ru, unit.genitive_kk, unit.name_en)
    assert said == (
        TerritoryKind.RURAL_DISTRICT, "Архатский сельский округ", "Архатский сельский округ",
        "Архатского сельского округа", "Arkhatskiy Rural District",
    )  # fmt: skip


def test_a_new_unit_in_kazakh_is_named_for_somebody_to_look_at() -> None:
    load(kato.text())
    report = load(kato.in_kazakh([*kato.ROWS, NEW]), kato.LATER)
    row = ["103235000", "Арқат а.о.", "Арқат а.о."]
    assert (report["one_name"]["rows"], report["unclear"]) == ([row], [row])


def test_a_whole_edition_gives_the_other_name_later() -> None:
    load(kato.text())
    load(kato.in_russian([*kato.ROWS, NEW]), kato.LATER)
    load(kato.text([*kato.ROWS, NEW]), kato.LATER)
    assert names("103235000") == NEW[2:]
    assert Territory.objects.get(kato="103235000").name_kk == "Арқат ауылдық округі"


def test_one_name_that_changes_changes_in_both_languages() -> None:
    load(kato.in_russian())
    report = load(kato.in_russian(RENAMED), kato.LATER)
    assert names("103233000") == ("Абайский с.о.", "Абайский с.о.")
    assert (report["kept_names"]["count"], report["one_name"]["count"]) == (0, 1)


@pytest.mark.parametrize("write", [kato.in_russian, kato.in_kazakh])
def test_a_code_given_to_another_place_takes_no_name_of_the_former(write) -> None:
    load(kato.text())
    cells = kato.renamed("104165000", "Жаңа Бура а.ә.", "с.а. Новая Бура")
    report = load(write(cells), kato.LATER)
    assert (report["counts"]["reused"], report["kept_names"]["count"], report["one_name"]["count"]) == (1, 0, 1)
    assert len(set(names("104165000"))) == 1


def test_the_first_edition_may_be_in_russian_alone() -> None:
    report = load(kato.in_russian())
    assert (report["counts"]["added"], report["one_name"]["count"]) == (len(kato.ROWS), len(kato.ROWS))
    assert report["territories"] == {"added": 5, "renamed": 0, "ended": 0, "unplaced": 0}


@time_machine.travel("2026-11-24 05:00Z", tick=False)
def test_the_page_says_it_before_anything_is_applied(actor_with) -> None:
    load(kato.text())
    client = Client()
    client.force_login(actor_with((Role.ADMINISTRATOR, BodyFactory(slug="apparatus"))).user)
    file = SimpleUploadedFile("КАТО_18.09.2026.csv", kato.in_russian([*RENAMED, NEW]))
    client.post("/en/work/classifier/", {"file": file})
    page = client.get(Edition.objects.get(applied_at=None).get_absolute_url()).content.decode()
    assert "The file has names in Russian only." in page
    listed = dict(
        re.findall(r'<section class="stack-s" aria-labelledby="(kept_names|one_name)">(.*?)</section>', page, re.DOTALL)
    )
    assert ("103233000" in listed["kept_names"], "103235000" in listed["one_name"]) == (True, True)


@time_machine.travel("2026-11-24 05:00Z", tick=False)
def test_the_command_says_it(tmp_path) -> None:
    load(kato.text())
    path = tmp_path / "КАТО_18.09.2026.csv"
    path.write_bytes(kato.in_russian([*RENAMED, NEW]))
    out = io.StringIO()
    call_command("import_kato", str(path), "--dry-run", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[3:7] == [
        "names in Russian only: names in Kazakh stay as they stand",
        "renamed in Russian alone: 1; called by one name in both languages: 1",
        "  look at the name in Kazakh: 103233000 Кеңгірбай би а.о. / Абайский с.о.",
        "  one name in both languages: 103235000 Архатский с.о. / Архатский с.о.",
    ]


def test_the_language_of_every_region_of_the_real_classifier_is_seen() -> None:
    rows = read_classifier(io.BytesIO(shared(kato.REAL).read_bytes())).rows.values()
    for region in sorted({codes.region(row.code) for row in rows}):
        cells = [(row.code, 0, row.name_kk, row.name_ru) for row in rows if codes.region(row.code) == region]
        for content, lacks in ((kato.in_russian(cells), "name_kk"), (kato.in_kazakh(cells, "code,name"), "name_ru")):
            read = read_classifier(io.BytesIO(content)).rows
            assert {getattr(row, lacks) for row in read.values()} == {""}, region
