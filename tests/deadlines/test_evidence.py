"""Opening, fulfilling and sweeping."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.choices import StateKind
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.models import Obligation, SweepRun
from portal.deadlines.services import (
    Proof,
    fulfil,
    sweep,
)
from portal.law.errors import NoRule
from portal.notices.models import Notice
from tests.deadlines.conftest import JOINED, Country
from tests.deadlines.doing import ON_PORTAL, file_proposals, kinds
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db


# -- fulfil --------------------------------------------------------------------------------------------------------
def test_fulfil_opens_what_the_sweep_has_not_and_closes_it(country: Country) -> None:
    on = date(2026, 11, 3)
    obligation = file_proposals(country, on)
    assert obligation is not None
    assert obligation.state(on).kind == StateKind.MET
    assert obligation.opened_on == JOINED
    assert (obligation.due_on, obligation.act, obligation.stands_by) == (date(2026, 12, 1), "B0", "decision")
    assert obligation.is_public
    evidence = obligation.evidence.get()
    assert (evidence.kind, evidence.address, evidence.sha256) == ("act", "/work/proposals/1/", "a" * 64)
    assert (evidence.signed_on, evidence.recorded_on) == (on, on)
    assert kinds(obligation) == [("opened", JOINED), ("fulfilled", on)]


def test_fulfil_long_before_the_duty_is_visible_opens_it_on_that_day(country: Country) -> None:
    on = date(2026, 9, 1)
    early = BodyFactory(slug="early", joined_on=date(2026, 1, 1))
    obligation = fulfil(
        duty="B-1.4-prop",
        body=early,
        period_key="2027",
        on=on,
        evidence=ON_PORTAL,
        actor=country.actor("culture", "head", on),
    )
    assert obligation is not None
    assert (obligation.opened_on, obligation.met_on) == (on, on)
    sweep(on=date(2026, 12, 5))
    assert not obligation.rungs.exists()


def test_fulfil_twice_keeps_the_first_day_and_the_one_evidence(country: Country) -> None:
    file_proposals(country, date(2026, 11, 25))
    obligation = file_proposals(country, date(2026, 12, 3))
    assert obligation is not None
    assert obligation.met_on == date(2026, 11, 25)
    assert obligation.evidence.count() == 1
    again = file_proposals(country, date(2026, 12, 4), evidence=Proof("act", "Second filing", "/work/proposals/1/v2/"))
    assert again is not None
    assert again.met_on == date(2026, 11, 25)
    assert again.evidence.count() == 2
    assert kinds(again)[-1] == ("added", date(2026, 12, 4))


def test_fulfil_late_is_accepted_and_marked(country: Country) -> None:
    obligation = file_proposals(country, date(2026, 12, 4), late_reason=" waited for the regions ")
    assert obligation is not None
    state = obligation.state(date(2027, 5, 1))
    assert (state.kind, state.days) == (StateKind.MET_LATE, 3)
    assert obligation.late_since == date(2026, 12, 2)
    assert obligation.late_reason == "waited for the regions"
    assert kinds(obligation) == [
        ("opened", JOINED),
        ("late", date(2026, 12, 2)),
        ("fulfilled", date(2026, 12, 4)),
    ]


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2026, 11, 30), StateKind.MET),
        (date(2026, 12, 1), StateKind.MET),
        (date(2026, 12, 2), StateKind.MET_LATE),
    ],
)
def test_fulfil_around_the_due_day(country: Country, on: date, kind: StateKind) -> None:
    obligation = file_proposals(country, on)
    assert obligation is not None
    assert obligation.state(on).kind == kind


def test_fulfil_by_a_body_that_does_not_owe_it_opens_nothing(country: Country) -> None:
    assert file_proposals(country, date(2026, 11, 25), "defence") is None
    assert file_proposals(country, date(2026, 11, 25), body=country["akimat-1"]) is None
    assert not Obligation.objects.exists()


def test_fulfil_without_a_rule_is_an_error(country: Country) -> None:
    with pytest.raises(NoRule):
        file_proposals(country, date(2026, 11, 25), period_key="2021")


def test_fulfil_takes_back_reminders_not_sent_yet_and_nothing_is_written_after(country: Country) -> None:
    sweep(on=date(2026, 11, 24))
    obligation = file_proposals(country, date(2026, 11, 25))
    assert obligation is not None
    thread = Notice.objects.filter(thread=f"obligation:{obligation.pk}")
    before = thread.count()
    assert before > 0
    assert not thread.filter(withdrawn_at__isnull=True).exists()
    sweep(on=date(2026, 12, 5))
    assert thread.count() == before


# -- the sweep -----------------------------------------------------------------------------------------------------
def test_sweep_without_the_law_in_the_database_refuses(db: None) -> None:
    BodyFactory()
    with pytest.raises(LawNotSeeded):
        sweep(on=date(2026, 11, 24))
    assert not Obligation.objects.exists()
    assert not SweepRun.objects.finished().exists()


def test_sweep_of_an_empty_portal_does_nothing(law: None) -> None:
    assert sweep(on=date(2026, 11, 24)).counts == {"opened": 0, "reminded": 0, "late": 0, "escalated": 0}


def test_sweep_after_a_long_hole_loses_nothing_since_the_body_joined(country: Country) -> None:
    swept = sweep(on=date(2027, 8, 1))
    opened = Obligation.objects.filter(body=country["ministry-1"]).by_due_day()
    assert [(row.duty, row.period_key, row.due_on) for row in opened] == [
        ("B-1.4-prop", "2027", date(2026, 12, 1)),
        ("B-1.4-plan", "2027", date(2026, 12, 15)),
        ("B-1.7", "2026-Q4", date(2027, 1, 10)),
        ("B-1.7", "2027-Q1", date(2027, 4, 10)),
        ("B-1.7", "2027-Q2", date(2027, 7, 10)),
    ]
    assert swept.counts["late"] == swept.counts["opened"] == Obligation.objects.count()
    assert set(Obligation.objects.filter(duty="B-6.1").values_list("body__slug", flat=True)) == {"culture"}
    assert set(Obligation.objects.filter(duty="B-4.3").values_list("body__slug", flat=True)) == {"government"}
    assert sweep(on=date(2027, 8, 1)).counts == {"opened": 0, "reminded": 0, "late": 0, "escalated": 0}


def test_sweep_tells_those_concerned_and_later_those_above(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    obligation = Obligation.objects.get(duty="B-1.4-prop", body=country["ministry-1"])
    told = Notice.objects.filter(thread=f"obligation:{obligation.pk}")
    assert {(row.user.email, row.kind) for row in told} == {
        ("preparer.ministry-1@example.kz", "deadline_reminder"),
        ("head.ministry-1@example.kz", "deadline_reminder"),
    }
    line = told.get(key=f"rung:{obligation.pk}:0:2026-12-01:{country.people['ministry-1 head'].user.pk}")
    assert line.line_ru == "Направить предложения на 2027 год (Министерство ministry-1)"
    assert (line.path, line.due_on, line.digest) == (f"/work/obligations/{obligation.pk}/", date(2026, 12, 1), True)
    sweep(on=date(2026, 12, 2))
    late = told.filter(kind="deadline_late")
    own = {"preparer.ministry-1@example.kz", "head.ministry-1@example.kz"}
    assert {row.user.email for row in late} == own
    assert {row.line_en for row in late} == {"Not done in time: “Send the proposals for 2027” (Ministry ministry-1)"}
    sweep(on=date(2026, 12, 4))
    above = late.get(user__email="head.culture@example.kz")
    assert {row.user.email for row in late.all()} == {*own, "preparer.culture@example.kz", "head.culture@example.kz"}
    assert above.line_en == (
        "Ministry ministry-1: not done in time – “Send the proposals for 2027”. A copy for the authorised body"
    )
    assert (above.is_copy, late.filter(is_copy=True).count()) == (True, 2)
    sweep(on=date(2026, 12, 8))
    assert late.order_by("-pk").first().user.email == "overseer.administration@example.kz"


def test_sweep_tells_the_authorised_body_once_of_its_own_lateness(country: Country) -> None:
    sweep(on=date(2026, 12, 30))
    obligation = Obligation.objects.get(duty="B-6.1")
    late = Notice.objects.filter(thread=f"obligation:{obligation.pk}", kind="deadline_late")
    assert sorted(late.values_list("user__email", flat=True)) == [
        "head.culture@example.kz",
        "overseer.administration@example.kz",
        "preparer.culture@example.kz",
    ]


def test_reminder_of_a_day_off_names_the_last_working_day(country: Country) -> None:
    sweep(on=date(2027, 1, 3))
    obligation = Obligation.objects.get(duty="B-1.7", body=country["ministry-1"])
    notice = Notice.objects.filter(key__startswith=f"rung:{obligation.pk}:7:").first()
    assert notice is not None
    assert notice.line_en == (
        "Publish the progress on issues for Q4 2026 (Ministry ministry-1). The due day is a day off; "
        "the last working day is 8\xa0January 2027"
    )
