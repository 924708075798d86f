"""Recording, correcting, withdrawing, reminding: by everyone who may, and everyone who may not."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.bodies.permissions import Actor
from portal.deadlines.choices import StateKind
from portal.deadlines.models import Evidence, Obligation
from portal.deadlines.services import (
    Proof,
    attach_evidence,
    close_by_attached,
    correct_evidence,
    record_evidence,
    remind_now,
    sweep,
    withdraw_fulfilment,
)
from portal.kernel.errors import Invalid, NotAllowed
from portal.law.counting.states import State
from portal.notices.models import Notice
from tests.deadlines.conftest import JOINED, Country
from tests.deadlines.doing import ON_PORTAL, ORDER, PDF, kinds, plan_of, record

pytestmark = pytest.mark.django_db


# -- record evidence -----------------------------------------------------------------------------------------------
def test_record_evidence_closes_the_duty_on_the_day_of_the_document(country: Country) -> None:
    sweep(on=date(2026, 12, 16))
    obligation = record(country, date(2026, 12, 20), late_reason="the head was ill")
    assert (obligation.met_on, obligation.entered_on) == (date(2026, 12, 14), date(2026, 12, 20))
    # Nobody but the body says that it was done in time.
    assert obligation.state(date(2026, 12, 20)) == State(StateKind.CLAIMED, 5)
    assert kinds(obligation) == [
        ("opened", JOINED),
        ("fulfilled", date(2026, 12, 14)),
        ("late", date(2026, 12, 16)),
    ]
    assert obligation.evidence.get().recorded_on == date(2026, 12, 20)


def test_record_evidence_by_file_keeps_its_hash_and_makes_it_public(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    upload = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    proof = Proof(kind="file", title="Order 7", signed_on=date(2026, 12, 1), signer="Minister")
    obligation = record(country, date(2026, 12, 1), proof=proof, upload=upload)
    evidence = obligation.evidence.get()
    assert evidence.file is not None
    assert len(evidence.sha256) == 64
    assert evidence.sha256 == evidence.file.sha256
    assert evidence.file.is_public


@pytest.mark.parametrize(
    ("proof", "fields"),
    [
        (Proof(kind="file", title="x", signed_on=date(2026, 12, 1)), {"file"}),
        (Proof(kind="link", title="x", signed_on=date(2026, 12, 1)), {"address"}),
        (Proof(kind="link", title="x", address="javascript:alert(1)", signed_on=date(2026, 12, 1)), {"address"}),
        (Proof(kind="link", title="x", address="https://[", signed_on=date(2026, 12, 1)), {"address"}),
        (Proof(kind="link", title=" ", address="https://a.kz"), {"title", "signed_on"}),
        (Proof(kind="link", title="x", address="https://a.kz", signed_on=date(2026, 12, 2)), {"signed_on"}),
    ],
)
def test_record_evidence_refuses_what_is_not_whole(country: Country, proof: Proof, fields: set[str]) -> None:
    sweep(on=date(2026, 12, 1))
    with pytest.raises(Invalid) as refusal:
        record(country, date(2026, 12, 1), proof=proof)
    assert set(refusal.value.errors) == fields
    assert not plan_of(country).is_met


def test_record_evidence_of_an_act_of_the_portal_by_hand_is_refused(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    with pytest.raises(Invalid):
        record(country, date(2026, 12, 1), proof=ON_PORTAL)


def test_record_evidence_late_needs_a_reason_and_is_never_forgotten(country: Country) -> None:
    sweep(on=date(2026, 12, 20))
    late = Proof(kind="link", title="Order", address="https://a.kz", signed_on=date(2026, 12, 19))
    with pytest.raises(Invalid) as refusal:
        record(country, date(2026, 12, 20), proof=late, late_reason="  ")
    assert set(refusal.value.errors) == {"late_reason"}
    obligation = record(country, date(2026, 12, 20), proof=late, late_reason="no quorum")
    state = obligation.state(date(2027, 12, 1))
    # By its entry: the day of the document is the body's own word.
    assert (state.kind, state.days, obligation.late_reason) == (StateKind.MET_LATE, 5, "no quorum")


def test_record_evidence_twice_is_refused(country: Country) -> None:
    sweep(on=date(2026, 12, 14))
    record(country, date(2026, 12, 14))
    with pytest.raises(NotAllowed):
        record(country, date(2026, 12, 14))


def test_record_evidence_for_a_duty_closed_by_an_act_is_refused(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    filed = Obligation.objects.get(duty="B-1.4-prop", body=country["ministry-1"])
    with pytest.raises(NotAllowed) as refusal:
        record(country, date(2026, 12, 1), obligation=filed)
    assert refusal.value.code == "closed_by_act"


def everyone_who(country: Country, try_it, on: date) -> set[str]:
    """Names of those who succeed when each tries alone."""
    from django.db import transaction

    done = set()
    for name in country.people:
        slug, role = name.split()
        with transaction.atomic():
            try:
                try_it(country.actor(slug, role, on))
            except NotAllowed:
                pass
            else:
                done.add(name)
            transaction.set_rollback(True)
    return done


def test_only_the_head_of_the_body_closes_its_duty(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)

    def try_it(actor: Actor) -> None:
        record_evidence(obligation=plan_of(country), proof=ORDER, actor=actor, today=on, outside_reason="on paper")

    assert everyone_who(country, try_it, on) == {"ministry-1 head"}


def test_only_people_of_the_body_attach_documents(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)

    def try_it(actor: Actor) -> None:
        attach_evidence(obligation=plan_of(country), proof=ORDER, actor=actor, today=on)
        assert not plan_of(country).is_met

    assert everyone_who(country, try_it, on) == {"ministry-1 preparer", "ministry-1 head"}


def test_heads_are_told_of_what_is_attached_until_they_close_the_duty(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    given = {"obligation": plan_of(country), "proof": ORDER, "today": on}
    for _click in range(2):
        attach_evidence(**given, actor=country.actor("ministry-1", "preparer", on))
    told = Notice.objects.filter(kind="deadline_attached")
    assert [(row.user.email, row.withdrawn_at) for row in told] == [("head.ministry-1@example.kz", None)]
    close_by_attached(
        obligation=plan_of(country),
        actor=country.actor("ministry-1", "head", on),
        today=on,
        outside_reason="signed on paper",
    )
    assert not told.filter(withdrawn_at=None).exists()


def test_only_the_head_of_the_body_or_an_administrator_withdraws(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    record(country, on)

    def try_it(actor: Actor) -> None:
        withdraw_fulfilment(obligation=plan_of(country), reason="void", actor=actor, today=on)

    assert everyone_who(country, try_it, on) == {"ministry-1 head", "administration administrator"}


def test_only_the_authorised_body_reminds(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)

    def try_it(actor: Actor) -> None:
        remind_now(obligation=plan_of(country), actor=actor, today=on)

    assert everyone_who(country, try_it, on) == {"culture preparer", "culture head"}


def test_only_the_head_corrects_what_closed_the_duty(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    evidence = record(country, on).evidence.get()

    def try_it(actor: Actor) -> None:
        correct_evidence(evidence=evidence, proof=ORDER, reason="typo", actor=actor, today=on)

    assert everyone_who(country, try_it, on) == {"ministry-1 head"}


# -- correct, withdraw, remind -------------------------------------------------------------------------------------
def test_correct_evidence_leaves_the_old_one_visible(country: Country) -> None:
    sweep(on=date(2026, 12, 14))
    old = record(country, date(2026, 12, 14)).evidence.get()
    right = Proof(kind="link", title="Order 8", address="https://example.kz/8", signed_on=date(2026, 12, 10))
    actor = country.actor("ministry-1", "head", date(2026, 12, 18))
    new = correct_evidence(evidence=old, proof=right, reason="wrong number", actor=actor, today=date(2026, 12, 18))
    old.refresh_from_db()
    assert new.replaces == old
    assert (old.withdrawn_on, old.withdrawn_by, old.withdrawn_reason) == (
        date(2026, 12, 18),
        actor.user,
        "wrong number",
    )
    assert plan_of(country).met_on == date(2026, 12, 10)
    assert kinds(plan_of(country))[-1] == ("corrected", date(2026, 12, 18))


def test_correct_evidence_to_a_late_day_makes_the_duty_late(country: Country) -> None:
    sweep(on=date(2026, 12, 14))
    old = record(country, date(2026, 12, 14)).evidence.get()
    on = date(2026, 12, 20)
    late = Proof(kind="link", title="Order 8", address="https://example.kz/8", signed_on=date(2026, 12, 17))
    correct_evidence(
        evidence=old, proof=late, reason="wrong date", actor=country.actor("ministry-1", "head", on), today=on
    )
    obligation = plan_of(country)
    state = obligation.state(on)
    assert (state.kind, state.days, obligation.late_reason) == (StateKind.MET_LATE, 5, "wrong date")


def test_correct_evidence_keeps_the_file_when_no_new_one_is_given(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    upload = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    old = record(country, on, proof=Proof(kind="file", title="Ordr", signed_on=on), upload=upload).evidence.get()
    new = correct_evidence(
        evidence=old,
        proof=Proof(kind="file", title="Order", signed_on=on),
        reason="typo",
        actor=country.actor("ministry-1", "head", on),
        today=on,
    )
    assert new.file == old.file
    assert new.file is not None
    new.file.refresh_from_db()
    assert new.file.is_public


@pytest.mark.parametrize("reason", ["", "   "])
def test_correct_and_withdraw_need_a_reason(country: Country, reason: str) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    evidence = record(country, on).evidence.get()
    actor = country.actor("ministry-1", "head", on)
    for try_it in (
        lambda: correct_evidence(evidence=evidence, proof=ORDER, reason=reason, actor=actor, today=on),
        lambda: withdraw_fulfilment(obligation=plan_of(country), reason=reason, actor=actor, today=on),
    ):
        with pytest.raises(Invalid) as refusal:
            try_it()
        assert set(refusal.value.errors) == {"reason"}


def test_correct_evidence_that_was_withdrawn_is_refused(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    evidence = record(country, on).evidence.get()
    actor = country.actor("ministry-1", "head", on)
    withdraw_fulfilment(obligation=plan_of(country), reason="void", actor=actor, today=on)
    with pytest.raises(NotAllowed) as refusal:
        correct_evidence(evidence=evidence, proof=ORDER, reason="typo", actor=actor, today=on)
    assert refusal.value.code == "withdrawn"


def test_withdraw_fulfilment_opens_the_duty_again_and_the_past_stays(country: Country) -> None:
    sweep(on=date(2026, 12, 14))
    upload = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    on = date(2026, 12, 20)
    record(
        country, date(2026, 12, 14), proof=Proof(kind="file", title="x", signed_on=date(2026, 12, 14)), upload=upload
    )
    actor = country.actor("ministry-1", "head", on)
    obligation = withdraw_fulfilment(obligation=plan_of(country), reason="void", actor=actor, today=on)
    state = obligation.state(on)
    assert (state.kind, state.days) == (StateKind.OVERDUE, 5)
    evidence = Evidence.objects.select_related("file").get()
    assert evidence.withdrawn_reason == "void"
    assert evidence.file is not None
    assert not evidence.file.is_public
    assert kinds(obligation)[-1] == ("reopened", on)
    told = Notice.objects.filter(kind="deadline_reopened")
    assert sorted(told.values_list("user__email", flat=True)) == [
        "head.ministry-1@example.kz",
        "preparer.ministry-1@example.kz",
    ]
    # Nobody is reminded of the days on which it stood fulfilled, but the first day late is noted and told.
    sweep(on=on)
    assert set(obligation.rungs.values_list("rung", flat=True)) == {30, 14, 7, 3, 1, -1, -3}
    again = record(country, date(2026, 12, 21), proof=ORDER, late_reason="the order was lost")
    assert again.state(date(2026, 12, 21)) == State(StateKind.CLAIMED, 6)


def test_withdraw_what_is_not_met_is_refused(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    with pytest.raises(NotAllowed):
        withdraw_fulfilment(
            obligation=plan_of(country), reason="x", actor=country.actor("ministry-1", "head", on), today=on
        )


def test_remind_now_goes_once_a_day(country: Country) -> None:
    on = date(2026, 12, 10)
    sweep(on=on)
    obligation = plan_of(country)

    def remind(day: date) -> bool:
        return remind_now(obligation=obligation, actor=country.actor("culture", "preparer", day), today=day)

    assert [remind(on), remind(on), remind(date(2026, 12, 11))] == [True, False, True]
    told = Notice.objects.filter(kind="deadline_reminded")
    assert sorted(told.values_list("key", flat=True)) == sorted(
        f"remind:{day}:{obligation.pk}:{country.people[f'ministry-1 {role}'].user.pk}"
        for day in ("2026-12-10", "2026-12-11")
        for role in ("preparer", "head")
    )
    first = told.order_by("pk").first()
    assert first is not None
    assert first.line_en == (
        "The authorised body reminds: “Approve the departmental plan for 2027” (Ministry ministry-1)"
    )
    assert not first.digest


def test_remind_of_what_is_done_is_refused(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    record(country, on)
    with pytest.raises(NotAllowed) as refusal:
        remind_now(obligation=plan_of(country), actor=country.actor("culture", "head", on), today=on)
    assert refusal.value.code == "met"


def test_second_head_who_withdraws_at_once_is_told(country: Country) -> None:
    on = date(2026, 12, 14)
    sweep(on=on)
    seen_by_both = record(country, on)
    actor = country.actor("ministry-1", "head", on)
    withdraw_fulfilment(obligation=seen_by_both, reason="void", actor=actor, today=on)
    with pytest.raises(NotAllowed) as refusal:
        withdraw_fulfilment(obligation=seen_by_both, reason="void", actor=actor, today=on)
    assert refusal.value.code == "not_met"
