"""`manage import_kato` and `manage raise_akimats`: what they say, and that a refusal changes nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.bodies.models import Body, ClassifierEntry, Edition
from tests.bodies import kato

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _places() -> None:
    kato.places()


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def file(folder: Path, content: bytes, name: str = "КАТО_17.07.2026.csv") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_import_reports_applies_and_takes_the_edition_from_the_name(tmp_path) -> None:
    lines = said("import_kato", file(tmp_path, kato.text())).splitlines()
    assert lines == [
        "edition 2026-07-17: 17 rows of 2 regions",
        "by level: 0: 2, 1: 3, 2: 6, 3: 6",
        "without a direct parent, climbed: 2; without any: 0",
        "added 17, renamed 0, moved 0, closed 0, reused 0, retyped 0, unchanged 0",
        "territories: added 5, renamed 0, ended 0, unplaced 0",
    ]
    assert Edition.objects.get().edition_on == kato.EDITION
    assert said("import_kato", file(tmp_path, kato.text())).splitlines()[-1] == "nothing to change"


def test_import_names_what_it_changes(tmp_path) -> None:
    said("import_kato", file(tmp_path, kato.text()))
    after = kato.text(kato.without("104120100", of=kato.renamed("103233000", "Абай а.о.", "Абайский с.о.")))
    out = said("import_kato", file(tmp_path, after), "--edition", "2026-09-18", "--dry-run")
    assert "  renamed: 103233000 Кенгирбайбийский с.о -> 103233000 Абайский с.о." in out
    assert "  closed: 104120100 г.Шар" in out
    assert out.endswith("dry run: nothing was kept\n")
    assert ClassifierEntry.objects.filter(ends_on__isnull=False).count() == 0


def test_import_in_json(tmp_path) -> None:
    report = json.loads(said("import_kato", file(tmp_path, kato.text()), "--format", "json"))
    assert (report["counts"]["added"], report["climbed"]) == (17, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "code;name\n110000000;Акмола\n".encode(),
            (
                "x.csv: The codes are there, but the column of names “name” does not clearly say whether it is in"
                " Kazakh or in Russian. Call it name_kk or name_ru. Nothing was changed."
            ),
        ),
        (b"a,b\n1,2\n", "x.csv: No table with classifier codes found. Nothing was changed."),
        (
            kato.text()[:-12],
            "x.csv: Line 18 is not text in UTF-8: the file is cut off or is not a table. Nothing was changed.",
        ),
        (
            kato.text([*kato.ROWS, ("10325000", 2, "а", "б")]),
            "x.csv: Line 19: “10325000” is not a classifier code. Nothing was changed.",
        ),
        (
            kato.text(kato.without("101000000", "101010000")),
            "x.csv: Region 10 would lose 1 rows of 4: the file may be cut off. Nothing was changed.",
        ),
    ],
    ids=["no language", "no codes", "cut off", "bad row", "loss"],
)
def test_a_refused_import_says_why_and_changes_nothing(tmp_path, content, message) -> None:
    with pytest.raises(CommandError) as caught:
        said("import_kato", file(tmp_path, content, "x.csv"))
    assert str(caught.value) == message
    assert (caught.value.returncode, ClassifierEntry.objects.count(), Edition.objects.count()) == (1, 0, 0)


def test_a_file_that_is_not_there_is_said(tmp_path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        said("import_kato", str(tmp_path / "none.csv"))


def test_accepted_closures(tmp_path) -> None:
    said("import_kato", file(tmp_path, kato.text()))
    fewer = file(tmp_path, kato.text(kato.without("104120100", "103230127")))
    out = said("import_kato", fewer, "--edition", "2026-09-18", "--accept-closures")
    assert "closed 2" in out


def test_raise_akimats_says_how_many_of_which_kind(tmp_path) -> None:
    said("import_kato", file(tmp_path, kato.text()))
    out = said("raise_akimats", "--on", "2026-11-24", "--dry-run").splitlines()
    assert out[0] == (
        "offices raised: 11 (city 1, city_district 1, district 2, region 1, republican_city 1, rural_district 2, "
        "settlement 1, town 1, village 1)"
    )
    assert out[-1] == "dry run: nothing was kept"
    assert Body.objects.count() == 0
    said("raise_akimats")
    counts = json.loads(said("raise_akimats", "--format", "json"))
    assert (counts["offices"], counts["maslikhats"], sum(counts["standing"].values())) == ({}, {}, 11)


def counts_anew(*command: str) -> bool:
    """Whether the database counts what its tables hold as the last thing that the command does."""
    with CaptureQueriesContext(connection) as asked:
        said(*command)
    return asked.captured_queries[-1]["sql"].startswith('ANALYZE "')


def test_the_database_counts_anew_what_grew_from_nothing(tmp_path) -> None:
    edition = file(tmp_path, kato.text())
    assert not counts_anew("import_kato", edition, "--dry-run")
    assert counts_anew("import_kato", edition)
    assert not counts_anew("import_kato", edition), "nothing changed"
    assert not counts_anew("raise_akimats", "--dry-run")
    assert counts_anew("raise_akimats")
