"""What the database itself refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.deadlines.choices import EventKind
from portal.deadlines.models import Decision, DueChange, Evidence, Obligation, ObligationEvent, Rung
from portal.deadlines.services import seed_decisions
from portal.law.counting.due import Bound, DayAfterPeriod
from tests.factories.accounts import UserFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory

pytestmark = pytest.mark.django_db


def refuses(constraint: str):
    """The block breaks `constraint`, and the transaction survives."""
    return pytest.raises(IntegrityError, match=constraint)


def test_obligation_is_unique_by_duty_body_subject_and_period() -> None:
    first = ObligationFactory()
    ObligationFactory(body=first.body, subject="deputy 3")
    ObligationFactory(body=first.body, period_key="2028")
    with refuses("deadlines_obligation_once"), transaction.atomic():
        ObligationFactory(body=first.body)


def test_obligation_met_after_its_day_must_note_the_first_day_late() -> None:
    with refuses("deadlines_obligation_late_noted"), transaction.atomic():
        ObligationFactory(met_on=date(2026, 12, 16))
    ObligationFactory(met_on=date(2026, 12, 15))
    ObligationFactory(met_on=date(2026, 12, 16), late_since=date(2026, 12, 16))


def test_obligation_has_both_days_or_neither() -> None:
    with refuses("deadlines_obligation_due"), transaction.atomic():
        ObligationFactory(computed_due_on=None, due_on=date(2026, 12, 15))
    ObligationFactory(waiting=True)


def test_release_needs_day_and_ground() -> None:
    with refuses("deadlines_obligation_release"), transaction.atomic():
        ObligationFactory(released_as="waived")
    ObligationFactory(waived=True)


def test_evidence_is_a_file_or_an_address() -> None:
    with refuses("deadlines_evidence_thing"), transaction.atomic():
        EvidenceFactory(kind="file")
    with refuses("deadlines_evidence_thing"), transaction.atomic():
        EvidenceFactory(address="")


def test_evidence_can_only_be_withdrawn_and_only_once() -> None:
    evidence = EvidenceFactory()
    user = UserFactory()
    with refuses("withdrawn once"), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(title="another")
    with refuses("never changed or deleted"), transaction.atomic():
        evidence.delete()
    with refuses("deadlines_evidence_withdrawn"), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(withdrawn_on=date(2026, 12, 20))
    withdrawal = {"withdrawn_on": date(2026, 12, 20), "withdrawn_by": user, "withdrawn_reason": "wrong scan"}
    assert Evidence.objects.filter(pk=evidence.pk).update(**withdrawal) == 1
    with refuses("withdrawn once"), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(withdrawn_reason="another reason")


def test_histories_are_append_only() -> None:
    obligation = ObligationFactory()
    seed_decisions()
    ObligationEvent.objects.create(
        obligation=obligation, kind=EventKind.OPENED, on=date(2026, 10, 16), recorded_on=date(2026, 10, 16)
    )
    DueChange.objects.create(
        obligation=obligation, new_due_on=date(2026, 12, 20), reason="extension", ground="order 8", on=date(2026, 12, 1)
    )
    for model, change in (
        (Decision, {"applies_from": date(2023, 1, 1)}),
        (ObligationEvent, {"comment": "x"}),
        (DueChange, {"ground": "x"}),
    ):
        with refuses("never changed or deleted"), transaction.atomic():
            model.objects.update(**change)
        with refuses("never changed or deleted"), transaction.atomic():
            model.objects.all().delete()


def test_rung_and_single_events_are_written_once() -> None:
    obligation = ObligationFactory()
    Rung.objects.create(obligation=obligation, rung=7, due_on=date(2026, 12, 15), on=date(2026, 12, 8))
    with refuses("deadlines_rung_once"), transaction.atomic():
        Rung.objects.create(obligation=obligation, rung=7, due_on=date(2026, 12, 15), on=date(2026, 12, 9))
    for kind, on in ((EventKind.OPENED, date(2026, 10, 16)), (EventKind.LATE, date(2026, 12, 16))):
        ObligationEvent.objects.create(obligation=obligation, kind=kind, on=on, recorded_on=on)
        with refuses("deadlines_event_once"), transaction.atomic():
            ObligationEvent.objects.create(obligation=obligation, kind=kind, on=on, recorded_on=on)
    for on in (date(2026, 12, 1), date(2026, 12, 2)):
        ObligationEvent.objects.create(obligation=obligation, kind=EventKind.REMINDED, on=on, recorded_on=on)
    with refuses("deadlines_event_reminded_a_day"), transaction.atomic():
        ObligationEvent.objects.create(
            obligation=obligation, kind=EventKind.REMINDED, on=date(2026, 12, 2), recorded_on=date(2026, 12, 2)
        )


def decision(**fields: object) -> Decision:
    texts = {f"{name}_{language}": "…" for name in ("wording", "ground") for language in ("kk", "ru", "en")}
    defaults = {"number": 9, "duty": "B-1.7", "applies_from": date(2027, 1, 1), "is_shipped": True, **texts}
    return Decision.objects.create(**{**defaults, **fields})


def test_decision_needs_a_whole_day() -> None:
    with refuses("deadlines_decision_due_whole"), transaction.atomic():
        decision(due_day=10)
    with refuses("deadlines_decision_due_whole"), transaction.atomic():
        decision(due_day=10, due_month=1, due_bound="NLT")
    assert decision(due_day=12, due_bound="BY").due == DayAfterPeriod(12, Bound.BY)


def test_decision_that_was_not_shipped_needs_a_day_and_a_person() -> None:
    with refuses("deadlines_decision_by_whom"), transaction.atomic():
        decision(is_shipped=False)
    decision(is_shipped=False, decided_on=date(2027, 1, 5), recorded_by=UserFactory())


def test_decision_is_reversed_once_and_then_out_of_force() -> None:
    first = decision()
    reversal = decision(number=10, revokes=first)
    assert list(Decision.objects.in_force()) == []
    assert set(Decision.objects.all()) == {first, reversal}
    with refuses("revokes_id"), transaction.atomic():
        decision(number=11, revokes=first)


def test_decisions_in_the_database_are_the_shipped_orders() -> None:
    from portal.law.owner_decisions import SHIPPED

    assert seed_decisions() == len(SHIPPED)
    assert seed_decisions() == 0
    assert {row.as_order() for row in Decision.objects.in_force()} == set(SHIPPED)


def test_obligation_prints_its_addresses() -> None:
    obligation = Obligation(pk=12)
    assert obligation.get_absolute_url() == "/en/deadlines/12/"
    assert obligation.get_work_url() == "/en/work/obligations/12/"
