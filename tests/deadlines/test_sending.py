"""Documents sent to receivers: delivered, acknowledged, returned, by everyone who may and everyone who may not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from portal.bodies.choices import Function
from portal.deadlines.choices import EventKind, StateKind
from portal.deadlines.models import Obligation, Transmittal
from portal.deadlines.permissions import can_answer_transmittal
from portal.deadlines.services import (
    Proof,
    acknowledge,
    acknowledge_many,
    add_to_record,
    correct_evidence,
    give_back,
    record_evidence,
    record_links,
    remind_receivers,
    send_document,
    sweep,
    withdraw_fulfilment,
)
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.law.counting.states import State
from portal.notices.models import Notice
from tests.deadlines.conftest import Country
from tests.deadlines.doing import file_proposals
from tests.factories.bodies import BodyFactory, BodyFunctionFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory

pytestmark = pytest.mark.django_db

DAY, NEXT = date(2026, 12, 14), date(2026, 12, 15)
REPORT = Proof(kind="link", title="Summary", address="https://example.kz/r", signed_on=DAY, genre="report")


def report_of(country: Country) -> Obligation:
    """The summary of a quarter that a ministry owes to the authorised body."""
    return ObligationFactory(body=country["ministry-1"], duty="D-1.4", act="D", period_key="2026-Q3")


def sent(country: Country) -> Transmittal:
    record_evidence(
        obligation=report_of(country), proof=REPORT, actor=country.actor("ministry-1", "head", DAY), today=DAY
    )
    return Transmittal.objects.get()


def guidance(country: Country) -> Obligation:
    """Guidance of the authorised body, told to every ministry, recorded once."""
    obligation = ObligationFactory(
        body=country["culture"],
        duty="B-6.3",
        act="B0",
        period_key="standing",
        opens_by="standing",
        no_day=True,
    )
    proof = Proof(kind="link", title="Guidance", address="https://example.kz/g1", signed_on=DAY, genre="document")
    record_evidence(obligation=obligation, proof=proof, actor=country.actor("culture", "head", DAY), today=DAY)
    return obligation


def test_report_is_delivered_to_the_holder_of_the_function_and_told(country: Country) -> None:
    row = sent(country)
    assert (row.receiver, row.sent_on, row.is_answered) == (country["culture"], DAY, False)
    told = Notice.objects.filter(kind="document_received")
    assert sorted(told.values_list("user__email", flat=True)) == [
        "head.culture@example.kz",
        "preparer.culture@example.kz",
    ]
    assert set(told.values_list("path", "digest")) == {(f"/work/received/{row.pk}/", True)}


def test_transmit_twice_delivers_once(country: Country) -> None:
    row = sent(country)
    assert send_document(evidence=row.evidence, obligation=row.obligation, today=NEXT) == 0
    assert Notice.objects.filter(kind="document_received").count() == 2


def test_act_of_the_portal_is_taken_up_in_its_own_flow(country: Country) -> None:
    assert file_proposals(country, date(2026, 11, 20)) is not None
    assert not Transmittal.objects.exists()


def test_maslikhat_of_the_own_unit_receives_the_correction_of_a_calendar(country: Country) -> None:
    akimat = country["akimat-1"]
    own = BodyFactory(maslikhat=True, slug="own-maslikhat", territory=akimat.territory, joined_on=date(2026, 11, 1))
    BodyFactory(maslikhat=True, slug="other-maslikhat", joined_on=date(2026, 11, 1))
    obligation = ObligationFactory(
        body=akimat,
        duty="C-2.1c",
        act="C2",
        subject="correction:1",
        opens_by="event",
        happened={"calendar_changed": "2026-12-01"},
    )
    for genre in ("amendment", "maslikhat"):
        proof = Proof(kind="link", title=genre, address=f"https://a.kz/{genre}", signed_on=DAY, genre=genre)
        given = {"proof": proof, "actor": country.actor("akimat-1", "head", DAY), "today": DAY}
        obligation.refresh_from_db()
        if genre == "maslikhat":
            add_to_record(obligation=obligation, **given)
        else:
            record_evidence(obligation=obligation, **given, outside_reason="On paper")
    assert list(Transmittal.objects.values_list("receiver", "evidence__genre")) == [(own.pk, "amendment")]


def test_guidance_goes_to_every_ministry_on_the_portal_in_bulk(country: Country) -> None:
    BodyFactory(slug="not-joined", joined_on=None)
    obligation = guidance(country)
    slugs = obligation.transmittals.values_list("receiver__slug", flat=True)
    assert sorted(slugs) == ["defence", "ministry-1"]
    edition = Proof(kind="link", title="Second", address="https://example.kz/g2", signed_on=NEXT, genre="document")
    obligation.refresh_from_db()
    add_to_record(obligation=obligation, proof=edition, actor=country.actor("culture", "head", NEXT), today=NEXT)
    add_to_record(obligation=obligation, proof=edition, actor=country.actor("culture", "head", NEXT), today=NEXT)
    assert obligation.transmittals.count() == 4
    assert obligation.events.filter(kind=EventKind.ADDED).count() == 1
    assert Obligation.objects.get(pk=obligation.pk).met_on == DAY


def test_acknowledge_is_final_and_said_twice_changes_nothing(country: Country) -> None:
    row, actor = sent(country), country.actor("culture", "preparer", NEXT)
    assert acknowledge(transmittal=row, actor=actor, today=NEXT)
    assert not acknowledge(transmittal=row, actor=actor, today=date(2026, 12, 16))
    row.refresh_from_db()
    assert (row.acknowledged_on, row.answered_by) == (NEXT, actor.user)
    assert row.obligation.events.filter(kind=EventKind.RECEIVED).count() == 1
    assert not Notice.objects.filter(kind="document_received", withdrawn_at=None).exists()
    with pytest.raises(Conflict):
        give_back(transmittal=row, reason="late thought", actor=actor, today=NEXT)


def test_receipt_is_an_event_once_everybody_has_the_document(country: Country) -> None:
    obligation = guidance(country)
    one, two = obligation.transmittals.order_by("pk")
    acknowledge(transmittal=one, actor=country.actor(one.receiver.slug, "head", NEXT), today=NEXT)
    assert not obligation.events.filter(kind=EventKind.RECEIVED).exists()
    acknowledge(transmittal=two, actor=country.actor(two.receiver.slug, "head", NEXT), today=NEXT)
    assert obligation.events.filter(kind=EventKind.RECEIVED).count() == 1


def test_return_opens_the_duty_again_and_tells_the_sender(country: Country) -> None:
    row, actor = sent(country), country.actor("culture", "head", NEXT)
    with pytest.raises(Invalid) as refusal:
        give_back(transmittal=row, reason=" ", actor=actor, today=NEXT)
    assert set(refusal.value.errors) == {"reason"}
    assert give_back(transmittal=row, reason="No table", actor=actor, today=NEXT)
    assert not give_back(transmittal=row, reason="Again", actor=actor, today=NEXT)
    row.refresh_from_db()
    assert (row.returned_on, row.return_reason) == (NEXT, "No table")
    owed = Obligation.objects.get(pk=row.obligation_id)
    assert (owed.met_on, owed.returned_on, owed.reopened_on) == (None, NEXT, NEXT)
    assert owed.state(NEXT) == State(StateKind.RETURNED, 0)
    assert owed.state(NEXT + timedelta(days=1)) == State(StateKind.RETURNED_LATE, 1)
    assert list(row.obligation.events.filter(kind=EventKind.SENT_BACK).values_list("on", "comment")) == [
        (NEXT, "No table")
    ]
    told = Notice.objects.filter(kind="document_returned")
    assert sorted(told.values_list("user__email", flat=True)) == [
        "head.ministry-1@example.kz",
        "preparer.ministry-1@example.kz",
    ]
    with pytest.raises(Conflict):
        acknowledge(transmittal=row, actor=actor, today=NEXT)


BETTER = Proof(kind="link", title="Summary 2", address="https://example.kz/r2", signed_on=DAY, genre="report")


def test_returned_document_is_replaced_and_that_closes_the_duty(country: Country) -> None:
    row = sent(country)
    give_back(transmittal=row, reason="No table", actor=country.actor("culture", "head", NEXT), today=NEXT)
    later = date(2026, 12, 20)
    sweep(on=later)
    owed = Obligation.objects.get(pk=row.obligation_id)
    assert owed.late_since == date(2026, 12, 16)
    assert set(owed.rungs.values_list("rung", flat=True)) >= {-1, -3}
    sender = country.actor("ministry-1", "head", later)
    with pytest.raises(NotAllowed) as refusal:
        correct_evidence(evidence=row.evidence, proof=BETTER, reason="table", actor=sender, today=later)
    assert refusal.value.code == "open"
    record_evidence(obligation=owed, proof=BETTER, actor=sender, today=later, late_reason="it was returned")
    owed.refresh_from_db()
    assert (owed.met_on, owed.returned_on) == (later, None)
    assert owed.state(later) == State(StateKind.MET_LATE, 5)
    # The receiver who finds the old one still unanswered reopens nothing by it: it is replaced.
    assert not Transmittal.objects.filter(evidence__title="Summary", returned_on=None).exists()


def test_document_replaced_already_may_be_returned_and_the_duty_stays_done(country: Country) -> None:
    row = sent(country)
    add_to_record(obligation=row.obligation, proof=BETTER, actor=country.actor("ministry-1", "head", DAY), today=DAY)
    give_back(transmittal=row, reason="Old", actor=country.actor("culture", "head", NEXT), today=NEXT)
    owed = Obligation.objects.get(pk=row.obligation_id)
    assert owed.met_on == DAY
    assert owed.events.filter(kind=EventKind.RETURNED).exists()


def test_corrected_document_is_sent_anew_and_the_old_one_asks_nothing(country: Country) -> None:
    row = sent(country)
    better, sender = BETTER, country.actor("ministry-1", "head", NEXT)
    correct_evidence(evidence=row.evidence, proof=better, reason="The table was missing", actor=sender, today=NEXT)
    fresh = Transmittal.objects.exclude(pk=row.pk).get()
    assert (fresh.evidence.title, fresh.receiver, fresh.is_answered) == ("Summary 2", row.receiver, False)
    receiver = country.actor("culture", "head", NEXT)
    assert list(Transmittal.objects.waiting_for(receiver)) == [fresh]
    with pytest.raises(NotAllowed):
        acknowledge(transmittal=Transmittal.objects.get(pk=row.pk), actor=receiver, today=NEXT)


def test_withdrawn_document_is_not_told_of_any_more(country: Country) -> None:
    row = sent(country)
    head = country.actor("ministry-1", "head", NEXT)
    withdraw_fulfilment(obligation=row.obligation, reason="void", actor=head, today=NEXT)
    assert not Notice.objects.filter(kind="document_received", withdrawn_at=None).exists()
    assert not Transmittal.objects.waiting_for(country.actor("culture", "head", NEXT)).exists()


def test_only_people_of_the_receiver_answer(country: Country) -> None:
    row = sent(country)
    done = set()
    for name in country.people:
        slug, role = name.split()
        actor = country.actor(slug, role, NEXT)
        with transaction.atomic():
            try:
                acknowledge(transmittal=row, actor=actor, today=NEXT)
            except NotAllowed:
                assert not can_answer_transmittal(actor, row)
                assert not Transmittal.objects.received_by(actor).exists()
            else:
                done.add(name)
                assert Transmittal.objects.received_by(actor).exists()
            transaction.set_rollback(True)
    assert done == {"culture preparer", "culture head"}


def test_overseers_answer_for_what_is_sent_to_those_who_control(country: Country) -> None:
    obligation = ObligationFactory(body=country["government"], duty="C-5.1", act="C2")
    proof = Proof(kind="link", title="Letter", address="https://a.kz/l", signed_on=DAY, genre="letter")
    record_evidence(obligation=obligation, proof=proof, actor=country.actor("government", "approver", DAY), today=DAY)
    row = Transmittal.objects.get()
    assert row.receiver == country["administration"]
    assert acknowledge(transmittal=row, actor=country.actor("administration", "overseer", NEXT), today=NEXT)


def test_several_are_acknowledged_at_once_or_none(country: Country) -> None:
    first = sent(country)
    other = ObligationFactory(body=country["defence"], duty="D-1.4", act="D", period_key="2026-Q3")
    record_evidence(obligation=other, proof=REPORT, actor=country.actor("defence", "head", DAY), today=DAY)
    rows, actor = list(Transmittal.objects.all()), country.actor("culture", "head", NEXT)
    with pytest.raises(NotAllowed):
        acknowledge_many(transmittals=rows, actor=country.actor("defence", "head", NEXT), today=NEXT)
    assert acknowledge_many(transmittals=rows, actor=actor, today=NEXT) == 2
    assert acknowledge_many(transmittals=rows, actor=actor, today=NEXT) == 0
    first.refresh_from_db()
    assert first.acknowledged_on == NEXT


def test_reminder_goes_to_those_who_have_not_answered_once_a_day(country: Country) -> None:
    obligation = guidance(country)
    one = obligation.transmittals.get(receiver__slug="defence")
    acknowledge(transmittal=one, actor=country.actor("defence", "head", NEXT), today=NEXT)
    sender = country.actor("culture", "preparer", NEXT)
    assert remind_receivers(obligation=obligation, actor=sender, today=NEXT) == 2
    assert remind_receivers(obligation=obligation, actor=sender, today=NEXT) == 0
    assert remind_receivers(obligation=obligation, actor=sender, today=date(2026, 12, 16)) == 2
    for name in ("defence head", "government approver", "administration overseer"):
        slug, role = name.split()
        with pytest.raises(NotAllowed):
            remind_receivers(obligation=obligation, actor=country.actor(slug, role, NEXT), today=NEXT)


def test_receiver_is_whoever_holds_the_function_on_the_day(country: Country) -> None:
    BodyFunctionFactory(body=country["defence"], function=Function.CONTROL_GOVERNMENT, starts_on=NEXT)
    obligation = ObligationFactory(body=country["culture"], duty="D-3.3", act="D", period_key="2026-H2")
    actor = country.actor("culture", "head", DAY)
    record_evidence(obligation=obligation, proof=REPORT, actor=actor, today=DAY)
    assert not Transmittal.objects.exists()
    assert send_document(evidence=obligation.evidence.get(), obligation=obligation, today=NEXT) == 1


# -- what counts as proof --------------------------------------------------------------------------------------------
def test_second_kind_of_document_stands_beside_the_first(country: Country) -> None:
    obligation = ObligationFactory(body=country["akimat-1"], duty="C-2.1", act="C2")
    actor = country.actor("akimat-1", "head", DAY)
    order = Proof(kind="link", title="Order", address="https://a.kz/o", signed_on=DAY, genre="order")
    with pytest.raises(NotAllowed) as early:
        add_to_record(obligation=obligation, proof=order, actor=actor, today=DAY)
    assert early.value.code == "not_met"
    record_evidence(obligation=obligation, proof=order, actor=actor, today=DAY)
    notice = Proof(kind="link", title="Notice", address="https://a.kz/n", signed_on=NEXT, genre="maslikhat")
    add_to_record(obligation=obligation, proof=notice, actor=country.actor("akimat-1", "head", NEXT), today=NEXT)
    assert list(obligation.evidence.values_list("genre", flat=True)) == ["order", "maslikhat"]
    assert Obligation.objects.get(pk=obligation.pk).met_on == DAY
    with pytest.raises(NotAllowed):
        add_to_record(obligation=obligation, proof=notice, actor=country.actor("defence", "head", NEXT), today=NEXT)


def test_document_of_a_kind_the_duty_does_not_ask_is_refused(country: Country) -> None:
    with pytest.raises(Invalid) as refusal:
        record_evidence(
            obligation=ObligationFactory(body=country["ministry-1"]),
            proof=REPORT,
            actor=country.actor("ministry-1", "head", DAY),
            today=DAY,
        )
    assert set(refusal.value.errors) == {"genre"}


def test_page_of_a_newspaper_needs_its_name_issue_and_scan(country: Country) -> None:
    obligation = ObligationFactory(body=country["akimat-1"], duty="C-3.5d", act="C2", period_key="2026-Q3")
    bare = Proof(kind="link", title="Table", address="https://a.kz/t", signed_on=DAY, genre="newspaper")
    with pytest.raises(Invalid) as refusal:
        record_evidence(obligation=obligation, proof=bare, actor=country.actor("akimat-1", "head", DAY), today=DAY)
    assert set(refusal.value.errors) == {"outlet", "number", "file"}


def test_links_are_recorded_together_or_not_at_all(country: Country) -> None:
    obligation = ObligationFactory(body=country["akimat-1"], duty="D-2", act="D", subject="meeting:1", opens_by="event")
    actor = country.actor("akimat-1", "head", DAY)
    pages = [
        Proof(kind="link", title=f"Page {number}", address=f"https://a.kz/{number}", signed_on=DAY, genre="link")
        for number in range(3)
    ]
    with pytest.raises(Invalid) as refusal:
        record_links(
            obligation=obligation,
            pages=[*pages, Proof(kind="link", title="x", address="javascript:1", signed_on=DAY)],
            actor=actor,
            today=DAY,
        )
    assert set(refusal.value.errors) == {"pages"}
    assert not obligation.evidence.exists()
    assert record_links(obligation=obligation, pages=pages, actor=actor, today=DAY) == 3
    record_links(obligation=obligation, pages=pages[:1], actor=actor, today=DAY)
    assert obligation.evidence.count() == 3
    assert Obligation.objects.get(pk=obligation.pk).met_on == DAY
    with pytest.raises(NotAllowed):
        record_links(obligation=obligation, pages=pages, actor=country.actor("defence", "head", DAY), today=DAY)


def test_fingerprint_of_a_correction_says_its_kind(country: Country) -> None:
    from portal.deadlines.rules.content import evidence_content

    plain, named = EvidenceFactory(), EvidenceFactory(genre="newspaper", outlet="Aiqyn")
    assert "genre" not in evidence_content(plain)
    assert evidence_content(named)["outlet"] == "Aiqyn"
