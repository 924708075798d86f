"""Decisions: every kind with literal days; what the preview shows is what saving does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from portal.audit.models import Link
from portal.audit.rules import fingerprint
from portal.deadlines.choices import ChangeReason, DayOffRule, StateKind, Visibility
from portal.deadlines.models import Decision, DueChange, Obligation, ObligationEvent
from portal.deadlines.rules.content import decision_content
from portal.deadlines.services import move_due, ruling, sweep
from portal.deadlines.services.ruling import Preview, preview, preview_reversal, record_decision, revoke_decision
from portal.kernel.errors import Invalid, NotAllowed
from portal.notices.models import Notice
from tests.deadlines.conftest import Country
from tests.deadlines.doing import ORDER, record
from tests.factories.deadlines import ObligationFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 20)
GROUND = {"ground_kk": "Өкім № 5", "ground_ru": "Распоряжение № 5", "ground_en": "Order No. 5"}
WORDING = {"wording_kk": "Мерзім өзгертілді.", "wording_ru": "Срок изменён.", "wording_en": "The day is changed."}
PAPERS = {"decided_on": date(2026, 11, 1), "document_number": "5", "document_address": "https://example.kz/5"}


def draft(**said: object) -> Decision:
    return Decision(**{"applies_from": date(2027, 1, 1), **GROUND, **WORDING, **PAPERS, **said})


def day_off(rule: str, duty: str = "B-4.3", **said: object) -> Decision:
    return draft(duty=duty, day_off=rule, **said)


def extension(
    country: Country, to: date, duty: str = "B-1.4-plan", slug: str = "ministry-1", **said: object
) -> Decision:
    return draft(**{"duty": duty, "body": country[slug], "period_key": "2027", "extended_to": to, **said})


def release(country: Country, slug: str = "ministry-1", how: str = "waived", **said: object) -> Decision:
    return draft(duty="B-1.4-plan", body=country[slug], period_key="2027", released_as=how, **said)


def save(
    country: Country, decision: Decision, on: date = TODAY, name: str = "administration administrator"
) -> Decision:
    slug, role = name.split()
    shown = preview(decision, today=on)
    return record_decision(draft=decision, seen=shown.fingerprint, actor=country.actor(slug, role, on), today=on)


def revoke(country: Country, decision: Decision, on: date = TODAY) -> Decision:
    shown = preview_reversal(decision, today=on)
    papers = ruling.reversal_of(decision)
    for name, value in {**GROUND, **WORDING, **PAPERS}.items():
        setattr(papers, name, value)
    actor = country.actor("administration", "administrator", on)
    return revoke_decision(decision=decision, draft=papers, seen=shown.fingerprint, actor=actor, today=on)


def owed(duty: str, slug: str, period_key: str = "2027") -> Obligation:
    return Obligation.objects.get(duty=duty, body__slug=slug, period_key=period_key)


@pytest.fixture
def opened(country: Country) -> Country:
    """Everything that is open on 20 December 2026; plans of 15 December are late."""
    sweep(on=TODAY)
    return country


# -- days off: 10 January 2027 is a Sunday, 7 January a holiday -------------------------------------------------------
@pytest.mark.parametrize(
    ("rule", "due_on"), [(DayOffRule.NEXT, date(2027, 1, 11)), (DayOffRule.PREVIOUS, date(2027, 1, 8))]
)
def test_day_off_rule_moves_the_tenth_of_january(opened: Country, rule: str, due_on: date) -> None:
    shown = preview(day_off(rule), today=TODAY)
    assert [(move.old, move.new) for move in shown.changes.moves] == [(date(2027, 1, 10), due_on)]
    decision = save(opened, day_off(rule))
    row = owed("B-4.3", "government")
    assert (row.due_on, row.nominal_due_on, row.computed_due_on) == (due_on, date(2027, 1, 10), date(2027, 1, 10))
    change = DueChange.objects.get()
    assert (change.obligation, change.old_due_on, change.new_due_on) == (row, date(2027, 1, 10), due_on)
    assert (change.reason, change.decision, change.on) == ("decision", decision, TODAY)
    told = Notice.objects.get(kind="deadline_moved")
    assert told.user.email == "approver.government@example.kz"


def test_day_off_rule_none_moves_nothing(opened: Country) -> None:
    assert preview(day_off(DayOffRule.NONE), today=TODAY).changes.moves == []


def test_day_off_rule_holds_for_what_opens_later(country: Country) -> None:
    save(country, day_off(DayOffRule.NEXT, duty="C-2.1"), on=date(2026, 11, 2))
    sweep(on=date(2027, 11, 20))
    # 15 January 2028 is a Saturday.
    row = owed("C-2.1", "akimat-1", "2028")
    assert (row.nominal_due_on, row.due_on) == (date(2028, 1, 15), date(2028, 1, 17))


# -- the due day ------------------------------------------------------------------------------------------------------
def test_due_day_of_a_year_moves_what_is_open(opened: Country) -> None:
    first = Decision.objects.get(number=3, duty="B-4.3")
    revoke(opened, first)
    assert owed("B-4.3", "government").due_on == date(2027, 1, 10)
    decision = draft(duty="B-4.3", due_year_offset=0, due_month=1, due_day=20, due_bound="BEFORE")
    save(opened, decision)
    assert owed("B-4.3", "government").due_on == date(2027, 1, 19)


def test_due_day_that_is_past_stays(opened: Country) -> None:
    # C-3.5d for the fourth quarter is due on 10 January; on the 8th nobody can be told that it was the 5th.
    revoke(opened, Decision.objects.get(number=2, duty="C-3.5d"))
    decision = draft(duty="C-3.5d", applies_from=date(2026, 10, 1), due_day=5, due_bound="NLT")
    on = date(2027, 1, 8)
    shown = preview(decision, today=on)
    assert [(kept.why, kept.new) for kept in shown.changes.kept] == [("past", date(2027, 1, 5))]
    save(opened, decision, on=on)
    assert not owed("C-3.5d", "akimat-1", "2026-Q4").late_since


def test_decision_for_other_periods_moves_nothing(opened: Country) -> None:
    other = day_off(DayOffRule.NEXT, applies_from=date(2026, 1, 1), applies_to=date(2027, 1, 1))
    assert preview(other, today=TODAY).changes.moves == []


def test_due_day_needs_the_month_of_a_year_and_only_there(opened: Country) -> None:
    with pytest.raises(Invalid) as refusal:
        preview(draft(duty="B-1.4-plan", due_day=10, due_bound="NLT"), today=TODAY)
    assert list(refusal.value.errors) == ["due_month"]
    with pytest.raises(Invalid) as refusal:
        preview(draft(duty="C-3.5d", due_day=31, due_bound="NLT", applies_to=date(2027, 4, 1)), today=TODAY)
    assert list(refusal.value.errors) == ["due_day"]


# -- standing ---------------------------------------------------------------------------------------------------------
def test_duty_that_stands_no_more_is_closed_and_lateness_is_not_forgiven(opened: Country) -> None:
    revoke(opened, Decision.objects.get(number=1, duty="B-4.3"))
    assert owed("B-4.3", "government").released_as == "waived"
    late = owed("B-1.4-plan", "ministry-1")
    revoke(opened, Decision.objects.get(number=1, duty="B-1.4-plan"))
    late.refresh_from_db()
    assert (late.released_as, late.late_since) == ("", date(2026, 12, 16))
    sweep(on=date(2027, 11, 1))
    assert not Obligation.objects.filter(duty="B-4.3", period_key="2028").exists()


def test_act_out_of_force_closes_its_duties_and_reversal_takes_them_up_again(opened: Country) -> None:
    row = owed("C-2.1", "akimat-1")
    decision = save(opened, draft(act="C2", stands=False))
    row.refresh_from_db()
    assert (row.released_as, row.released_on, row.release_ground) == ("waived", TODAY, "Өкім № 5 / Распоряжение № 5")
    revoke(opened, decision, on=date(2026, 12, 22))
    row.refresh_from_db()
    assert (row.released_as, row.released_on, row.reopened_on) == ("", None, date(2026, 12, 22))
    kinds = list(ObligationEvent.objects.filter(obligation=row).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["opened", "released", "resumed"]


def test_reversal_after_the_day_makes_nobody_late_backwards(opened: Country) -> None:
    decision = save(opened, draft(act="C2", stands=False))
    shown = preview_reversal(decision, today=date(2027, 1, 16))
    assert [(kept.obligation.duty, kept.why) for kept in shown.changes.kept] == [("C-2.1", "past")]
    revoke(opened, decision, on=date(2027, 1, 16))
    assert owed("C-2.1", "akimat-1").released_as == "waived"


def test_act_in_force_opens_by_the_next_sweep(opened: Country) -> None:
    shown = preview_reversal(Decision.objects.get(number=1, duty="B-4.3"), today=TODAY)
    assert (len(shown.changes.closes), shown.opens) == (1, 0)
    revoke(opened, Decision.objects.get(number=1, duty="B-4.3"))
    revived = draft(duty="B-4.3", stands=True, applies_from=date(2028, 1, 1))
    assert preview(revived, today=date(2027, 11, 20)).opens == 1
    save(opened, revived, on=date(2027, 11, 20))
    sweep(on=date(2027, 11, 20))
    assert owed("B-4.3", "government", "2028").due_on == date(2028, 1, 10)


# -- visibility -------------------------------------------------------------------------------------------------------
def test_visibility_changes_the_record_with_what_is_done(opened: Country) -> None:
    row = ObligationFactory(duty="P-3", body=opened["akimat-1"], act="P", period_key="2027-01", in_time=True)
    decision = save(opened, draft(duty="P-3", visibility=Visibility.INTERNAL))
    row.refresh_from_db()
    assert not row.is_public
    revoke(opened, decision)
    row.refresh_from_db()
    assert row.is_public


# -- one body: extension and release ---------------------------------------------------------------------------------
def test_extension_over_lateness_keeps_the_lateness(opened: Country) -> None:
    save(opened, extension(opened, date(2026, 12, 28)))
    row = owed("B-1.4-plan", "ministry-1")
    assert (row.due_on, row.late_since) == (date(2026, 12, 28), date(2026, 12, 16))
    assert row.state(TODAY).kind == StateKind.EXTENDED
    on = date(2026, 12, 21)
    record(opened, on, proof=replace(ORDER, signed_on=on), late_reason="no quorum")
    row.refresh_from_db()
    assert row.state(date(2026, 12, 22)).kind == StateKind.MET_LATE
    assert not DueChange.objects.exclude(obligation=row).exists()
    assert DueChange.objects.get().reason == "extension"


def test_extension_before_the_day_is_in_time(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    save(country, extension(country, date(2026, 12, 18)), on=date(2026, 12, 1))
    sweep(on=date(2026, 12, 18))
    row = owed("B-1.4-plan", "ministry-1")
    assert (row.due_on, row.late_since) == (date(2026, 12, 18), None)
    sweep(on=date(2026, 12, 19))
    row.refresh_from_db()
    assert row.late_since == date(2026, 12, 19)


def test_extension_and_waiver_made_before_take_hold_when_it_opens(country: Country) -> None:
    early = date(2026, 8, 1)
    Obligation.objects.all().delete()
    papers = {"decided_on": early}
    save(country, extension(country, date(2026, 12, 20), **papers), on=early)
    save(country, release(country, "culture", "exempt", **papers), on=early)
    sweep(on=date(2026, 11, 2))
    row = owed("B-1.4-plan", "ministry-1")
    assert (row.due_on, row.computed_due_on) == (date(2026, 12, 20), date(2026, 12, 15))
    assert owed("B-1.4-plan", "culture").released_as == "exempt"
    assert DueChange.objects.get().on == date(2026, 11, 2)


def test_waiver_stops_reminders_and_its_reversal_brings_them_back(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    decision = save(country, release(country), on=date(2026, 12, 2))
    row = owed("B-1.4-plan", "ministry-1")
    assert (row.released_as, row.state(date(2026, 12, 30)).kind) == ("waived", StateKind.WAIVED)
    reminders = Notice.objects.filter(thread=f"obligation:{row.pk}", kind="deadline_reminder")
    assert not reminders.filter(withdrawn_at__isnull=True).exists()
    sweep(on=date(2026, 12, 8))
    assert not row.rungs.filter(on=date(2026, 12, 8)).exists()
    revoke(country, decision, on=date(2026, 12, 10))
    sweep(on=date(2026, 12, 15))
    assert row.rungs.filter(rung=0, told=True).exists()
    sweep(on=date(2026, 12, 16))
    row.refresh_from_db()
    assert row.late_since == date(2026, 12, 16)


def test_reversal_of_an_extension_brings_the_day_back(country: Country) -> None:
    on = date(2026, 12, 1)
    sweep(on=on)
    decision = save(country, extension(country, date(2026, 12, 28)), on=on)
    with pytest.raises(Invalid) as refusal:
        preview(extension(country, date(2026, 12, 29)), today=on)
    assert "9" in str(refusal.value.errors["period_key"])
    actor_day = date(2026, 12, 18)
    shown = preview_reversal(decision, today=actor_day)
    assert [kept.why for kept in shown.changes.kept] == ["past"]
    shown = preview_reversal(decision, today=date(2026, 12, 14))
    assert [(move.old, move.new) for move in shown.changes.moves] == [(date(2026, 12, 28), date(2026, 12, 15))]


def test_extension_is_not_shortened_by_an_event_that_moves(country: Country) -> None:
    row = ObligationFactory(
        duty="P-13",
        body=country["ministry-1"],
        act="P",
        subject="application:1",
        opens_by="event",
        period_key="2026",
        happened={"application_registered": "2026-12-07"},
        act_due_on=None,
        computed_due_on=date(2026, 12, 29),
        internal=True,
    )
    save(country, extension(country, date(2027, 1, 20), duty="P-13", period_key="2026", subject="application:1"))
    for day, due_on in ((date(2027, 1, 5), date(2027, 1, 20)), (date(2027, 1, 22), date(2027, 1, 22))):
        move_due(moves=[(row, day)], reason=ChangeReason.EVENT, ground="", today=TODAY)
        row.refresh_from_db()
        assert row.due_on == due_on


def test_extension_is_refused_when_it_is_none(opened: Country) -> None:
    for to, on in ((date(2026, 12, 15), TODAY), (date(2026, 12, 19), TODAY)):
        with pytest.raises(Invalid) as refusal:
            preview(extension(opened, to), today=on)
        assert list(refusal.value.errors) == ["extended_to"]
    with pytest.raises(Invalid) as refusal:
        preview(extension(opened, date(2026, 12, 28), slug="defence"), today=TODAY)
    assert list(refusal.value.errors) == ["body"]


# -- conflicts, permission, numbers, chain ---------------------------------------------------------------------------
def test_two_decisions_about_the_same_are_refused_with_the_number(opened: Country) -> None:
    first = save(opened, day_off(DayOffRule.NEXT, applies_to=date(2029, 1, 1)))
    with pytest.raises(Invalid) as refusal:
        preview(day_off(DayOffRule.PREVIOUS, applies_from=date(2028, 1, 1)), today=TODAY)
    assert f"Decision {first.number} " in str(refusal.value.errors["duty"][0])
    # The ranges are half-open: the next one may begin where this one ends.
    preview(day_off(DayOffRule.PREVIOUS, applies_from=date(2029, 1, 1)), today=TODAY)


def test_only_administrators_decide_and_revoke(opened: Country) -> None:
    first = Decision.objects.get(number=3, duty="B-4.3")
    back = preview_reversal(first, today=TODAY)
    decisions = [extension(opened, date(2026, 12, 28)), day_off(DayOffRule.NEXT)]
    seen = [preview(decision, today=TODAY).fingerprint for decision in decisions]
    for name in opened.people:
        slug, role = name.split()
        if role == "administrator":
            continue
        actor = opened.actor(slug, role, TODAY)
        for decision, shown in zip(decisions, seen, strict=True):
            with pytest.raises(NotAllowed):
                record_decision(draft=decision, seen=shown, actor=actor, today=TODAY)
        with pytest.raises(NotAllowed):
            revoke_decision(
                decision=first, draft=ruling.reversal_of(first), seen=back.fingerprint, actor=actor, today=TODAY
            )
    assert not Decision.objects.filter(is_shipped=False).exists()


def test_decisions_are_numbered_on_and_chained(opened: Country) -> None:
    first = save(opened, day_off(DayOffRule.NEXT))
    second = revoke(opened, first)
    assert (first.number, second.number) == (9, 10)
    link = Link.objects.get(subject=f"decision:{second.pk}")
    fresh = Decision.objects.get(pk=second.pk)
    assert link.digest == fingerprint(decision_content(fresh))
    assert link.facts["revokes"] == 9
    with pytest.raises(NotAllowed):
        revoke(opened, Decision.objects.get(pk=first.pk))


def test_fingerprint_of_a_decision_without_the_later_parts_is_the_old_one(law: None) -> None:
    decision = Decision.objects.get(number=3, duty="B-4.3")
    assert set(decision_content(decision)) == {
        *("number", "duty", "wording_kk", "wording_ru", "wording_en", "ground_kk", "ground_ru", "ground_en"),
        *("applies_from", "applies_to", "stands", "due_year_offset", "due_month", "due_day", "due_bound", "day_off"),
        *("visibility", "revokes_id", "is_shipped", "decided_on", "recorded_by_id"),
    }


def test_papers_are_asked_for(opened: Country) -> None:
    bare = Decision(duty="B-4.3", day_off="next", applies_from=date(2027, 1, 1))
    with pytest.raises(Invalid) as refusal:
        save(opened, bare)
    assert set(refusal.value.errors) == {"ground_kk", "ground_ru", "decided_on", "document_number", "file"}


def test_preview_that_is_not_true_any_more_is_shown_anew(opened: Country) -> None:
    decision = day_off(DayOffRule.NEXT)
    seen = preview(decision, today=TODAY).fingerprint
    Obligation.objects.filter(duty="B-4.3").update(met_on=TODAY, entered_on=TODAY, known_on=TODAY)
    with pytest.raises(ruling.Stale) as stale:
        record_decision(
            draft=decision, seen=seen, actor=opened.actor("administration", "administrator", TODAY), today=TODAY
        )
    assert stale.value.preview.changes.moves == []
    assert not Decision.objects.filter(is_shipped=False).exists()


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is as if it had not been."""
    sid = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(sid)


# -- the preview is what is done -------------------------------------------------------------------------------------
def everything(country: Country) -> list[Decision]:
    return [
        day_off("next"),
        day_off("previous", duty="C-3.5d"),
        draft(duty="B-1.7", day_off="next"),
        draft(act="C2", stands=False),
        draft(duty="C-2.1", stands=False),
        extension(country, date(2027, 1, 20)),
        extension(country, date(2027, 2, 1), duty="B-4.3", slug="government"),
        release(country),
        release(country, "culture", "exempt"),
        draft(duty="B-6.1", day_off="next"),
    ]


def outcome() -> dict[int, tuple[object, ...]]:
    rows = Obligation.objects.values_list("pk", "due_on", "released_as", "is_public", "late_since")
    return {pk: tuple(rest) for pk, *rest in rows}


def check(before: dict[int, tuple[object, ...]], shown: Preview) -> None:
    after = outcome()
    moved = {move.obligation.pk: move.new for move in shown.changes.moves}
    closed = {row.pk: how for row, how in shown.changes.closes}
    resumed = {row.pk for row in shown.changes.resumes}
    for pk, (due_on, released_as, *_rest) in before.items():
        expected = closed.get(pk, "" if pk in resumed else released_as)
        assert after[pk][:2] == (moved.get(pk, due_on), expected)


@pytest.mark.parametrize("on", [TODAY, date(2027, 1, 12)])
def test_saving_and_reversing_do_what_the_preview_showed(opened: Country, on: date) -> None:
    sweep(on=on)
    saved = 0
    for number in range(len(everything(opened))):
        with undone():
            decision = everything(opened)[number]
            try:
                shown = preview(decision, today=on)
            except Invalid:
                continue
            saved += 1
            before, told = outcome(), set(Notice.objects.values_list("pk", flat=True))
            save(opened, decision, on=on)
            check(before, shown)
            people = Notice.objects.exclude(pk__in=told).values_list("user_id", flat=True)
            assert len(set(people)) == shown.told
            later = date(2027, 1, 14)
            before, shown = outcome(), preview_reversal(decision, today=later)
            revoke(opened, decision, on=later)
            check(before, shown)
    assert saved >= 8
