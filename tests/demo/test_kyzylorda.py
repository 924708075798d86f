"""The regions of the demonstration are real: every place is where and as the classifier has it."""

from __future__ import annotations

import io
from collections import Counter

from portal.bodies.rules import codes, units
from portal.bodies.workbooks import read_classifier
from portal.demo.content import kyzylorda, ulytau
from tests.bodies import kato
from tests.shared import shared


def test_the_region_stands_as_the_classifier_has_it() -> None:
    rows = read_classifier(io.BytesIO(shared(kato.REAL).read_bytes())).rows
    of_region = {code: row.content for code, row in rows.items() if codes.region(code) == kyzylorda.REGION[:2]}
    assert {code: row.content for code, row in kyzylorda.classifier_rows().items()} == of_region


def test_nothing_of_it_is_lost_by_its_notation() -> None:
    rows = kyzylorda.classifier_rows()
    assert next(iter(rows)) == kyzylorda.REGION
    assert Counter(codes.level(code) for code in rows) == {0: 1, 1: 9, 2: 148, 3: 227}
    assert all(row.name_kk.strip() and row.name_ru.strip() for row in rows.values())


def test_the_second_region_has_its_units_and_villages_as_the_classifier_has_them() -> None:
    rows = read_classifier(io.BytesIO(shared(kato.REAL).read_bytes())).rows
    of_region = {code: row for code, row in rows.items() if codes.region(code) == codes.region(ulytau.REGION)}
    found = ulytau.classifier_rows()

    assert {code: row.content for code, row in found.items()} == {code: of_region[code].content for code in found}
    units_there = {code for code, row in of_region.items() if codes.level(code) < codes.PLACE}
    villages = {
        code for code, row in of_region.items() if codes.level(code) == codes.PLACE and units.settled_as(row.name_ru)
    }
    assert set(found) == units_there | villages
