"""How a norm is read, decided: what it makes owed is opened, what it leaves out is asked of nobody any more."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.models import Decision, Obligation
from portal.deadlines.services import ruling, sweep
from portal.deadlines.services.ruling import Preview, preview, preview_reversal, record_decision, revoke_decision
from portal.kernel.errors import Invalid
from portal.law.owner_decisions import SHIPPED
from tests.deadlines.test_ruling import GROUND, PAPERS, WORDING, draft
from tests.ground import GROUND as STANDING
from tests.meetings.valley import Valley, held, make_valley

pytestmark = pytest.mark.django_db

#: The half-year has been asked for since the beginning of May.
TODAY = date(2027, 5, 3)
VILLAGE = "territory:433233100"


@STANDING.fixture
def read_ground() -> Valley:
    valley = make_valley()
    valley.village.name_ru = "с.Бекет"
    valley.village.save()
    sweep(on=TODAY)
    return valley


@pytest.fixture
def valley(read_ground: Valley) -> Valley:
    return read_ground


def owed() -> dict[str, str]:
    """Of the akim of the district for the half-year: units, and how they were released."""
    rows = Obligation.objects.filter(duty="cov-3", period_key="2027-H1")
    return dict(rows.order_by("subject").values_list("subject", "released_as"))


def wide(**said: object) -> Decision:
    return draft(duty="cov-3", reading="wide", **said)


def save(valley: Valley, decision: Decision, on: date = TODAY) -> Preview:
    shown = preview(decision, today=on)
    record_decision(draft=decision, seen=shown.fingerprint, actor=valley.actor("administrator", on), today=on)
    sweep(on=on)
    return shown


def revoke(valley: Valley, decision: Decision, on: date = TODAY) -> Preview:
    shown, papers = preview_reversal(decision, today=on), ruling.reversal_of(decision)
    for name, value in {**GROUND, **WORDING, **PAPERS}.items():
        setattr(papers, name, value)
    actor = valley.actor("administrator", on)
    revoke_decision(decision=decision, draft=papers, seen=shown.fingerprint, actor=actor, today=on)
    sweep(on=on)
    return shown


def shipped() -> Decision:
    return Decision.objects.get(duty="cov-3", is_shipped=True)


def test_the_reading_is_shipped_with_its_source(valley: Valley) -> None:
    (order,) = [each for each in SHIPPED if each.reading]
    row = shipped()
    assert (row.number, row.reading, row.ground_ru) == (order.number, "narrow", order.ground.ru)
    assert "28 300" in row.ground_ru
    assert set(owed()) == {"territory:433233000", "territory:433235000"}


def test_a_second_reading_for_the_same_periods_is_refused(valley: Valley) -> None:
    with pytest.raises(Invalid) as refused:
        preview(wide(), today=TODAY)
    assert str(shipped().number) in str(refused.value.errors["duty"])


def test_read_widely_each_village_is_owed_too_and_the_preview_says_how_many(valley: Valley) -> None:
    alone = revoke(valley, shipped())
    assert (alone.opens, alone.changes.closes) == (0, [])
    assert save(valley, wide()).opens == 1
    assert owed() == {"territory:433233000": "", VILLAGE: "", "territory:433235000": ""}


def test_read_narrowly_again_what_is_open_in_villages_is_waived_and_comes_back(valley: Valley) -> None:
    revoke(valley, shipped())
    first = wide()
    save(valley, first)
    gone = revoke(valley, first)
    assert [(row.subject, how) for row, how in gone.changes.closes] == [(VILLAGE, "waived")]
    assert owed()[VILLAGE] == "waived"
    back = save(valley, wide())
    assert (back.opens, [row.subject for row in back.changes.resumes]) == (0, [VILLAGE])
    assert owed()[VILLAGE] == ""


def test_what_was_met_stays(valley: Valley) -> None:
    revoke(valley, shipped())
    first = wide()
    save(valley, first)
    held(valley, valley.meeting(place=valley.village, on=TODAY), today=TODAY)
    assert revoke(valley, first).changes.closes == []
    assert set(Obligation.objects.filter(met_on__isnull=False, duty="cov-3").values_list("subject", flat=True)) == {
        VILLAGE,
        "territory:433233000",
    }


def test_what_is_late_stays_late(valley: Valley) -> None:
    revoke(valley, shipped())
    decision, later = wide(), date(2027, 7, 5)
    save(valley, decision)
    sweep(on=later)
    shown = revoke(valley, decision, on=later)
    assert [(kept.obligation.subject, kept.why) for kept in shown.changes.kept] == [(VILLAGE, "late")]
    assert owed()[VILLAGE] == ""
