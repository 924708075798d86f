"""The region of the demonstration is real: every place of it is where and as the classifier has it."""

from __future__ import annotations

import io
from collections import Counter

from portal.bodies.rules import codes
from portal.bodies.workbooks import read_classifier
from portal.demo.content import kyzylorda
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
