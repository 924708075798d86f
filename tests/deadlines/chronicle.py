"""A small country living through a season as a test says, beside the slow reference that lives through it too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from portal.bodies.permissions import Actor
from portal.deadlines.choices import DayKind, EvidenceKind
from portal.deadlines.models import CalendarDay, Decision, Evidence, Obligation, Rung, Total, Transmittal
from portal.deadlines.services import (
    Proof,
    attach_evidence,
    close_by_attached,
    confirm_day,
    correct_evidence,
    fulfil,
    give_back,
    record_evidence,
    sweep,
    withdraw_fulfilment,
)
from portal.deadlines.services.happening import call_off, happen, move_event
from portal.deadlines.services.ruling import (
    preview,
    preview_reversal,
    record_decision,
    reversal_of,
    revoke_decision,
)
from portal.kernel.errors import DomainError
from portal.kernel.wording import Lines
from portal.law.counting.events import Event as Happened
from portal.notices.models import Notice
from tests.deadlines import reference
from tests.deadlines.conftest import Country
from tests.deadlines.reference import Climbed, Event, History

FIRST, LAST = date(2026, 11, 20), date(2027, 1, 25)
#: Who acts for whom: body, role, duties closed on the portal, duties closed by evidence.
ACTORS = (
    ("ministry-1", "preparer", ("B-1.4-prop",), ("B-1.4-plan", "B-1.7", "D-1.4")),
    ("culture", "preparer", ("B-1.4-prop", "B-6.1"), ("B-1.4-plan",)),
    ("akimat-1", "officer", (), ("C-2.1", "C-3.5d")),
)


#: What duties of akimats are counted from; all others of events are not kept in these histories.
EVENTS = (Happened.MEETING_PLANNED, Happened.MEETING_ENDED, Happened.RECEPTION_ENDED)
OF_EVENTS = ("C-3.2", "C-3.3", "C-3.4d-14", "C-3.5c")
#: Sent on the portal to the authorised body, which may return it.
SENT = "D-1.4"
PAPERS = {
    "wording_kk": "Мерзім өзгертілді.",
    "wording_ru": "Срок изменён.",
    "wording_en": "The day is changed.",
    "ground_kk": "Өкім № 5",
    "ground_ru": "Распоряжение № 5",
    "ground_en": "Order No. 5",
    "decided_on": FIRST,
    "document_number": "5",
    "document_address": "https://example.kz/5",
}


class Killed(Exception):
    """The process was killed."""


class KilledAt:
    """An execute wrapper that kills before one statement, counted from 1."""

    def __init__(self, statement: int) -> None:
        self.statement = statement
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        if self.count == self.statement:
            raise Killed(sql)
        return execute(sql, params, many, context)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Chronicle:
    """One history. Each act is done by the services; what the contract says of it is noted beside.

    `is_exact` until a sweep is killed and nobody starts it again: from then on it is not known which of its chunks
    were written, so only what is true in any case is asked.
    """

    country: Country
    today: date = FIRST
    is_exact: bool = True
    #: Days on which somebody tried: no rung may be told on another one.
    looks: set[date] = field(default_factory=set)
    climbed: dict[int, Climbed] = field(default_factory=dict)
    late: dict[int, date] = field(default_factory=dict)
    #: Looked at while they had no day.
    heard: set[int] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = dict(CalendarDay.objects.values_list("date", "kind"))

        def is_working(day: date) -> bool:
            kind = kinds.get(day)
            return day.weekday() < 5 if kind is None else kind == DayKind.WORKDAY

        self.is_working = is_working

    # -- what time does -------------------------------------------------------------------------------------------
    def pass_days(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), LAST)

    def sweep(self, back: int = 0, times: int = 1) -> None:
        """Whole, `back` days before today by a clock that jumped."""
        on = self.today - timedelta(days=back)
        for _time in range(times):
            assert sweep(on=on).ran
        self._swept(on)

    def killed_sweep(self, statement: int, again: bool) -> None:
        """Killed before one of its statements; started again, or not."""
        with suppress(Killed), connection.execute_wrapper(killer := KilledAt(statement)):
            sweep(on=self.today)
        if again:
            self.sweep()
        elif killer.count >= statement:
            self.is_exact = False
            self.looks.add(self.today)
        else:
            self._swept(self.today)

    def _swept(self, on: date) -> None:
        for row in Obligation.objects.unmet():
            self._look(row, on)

    def _look(self, row: Obligation, on: date) -> None:
        """What becomes of an obligation that is still expected when it is looked at on `on`."""
        self.looks.add(on)
        if row.due_on is None:
            if reference.told_when_open(row.due_on, row.opened_on, [on]):
                self.heard.add(row.pk)
            return
        if row.due_on < on:
            self.late.setdefault(row.pk, row.due_on + reference.DAY)
        # A day that moved is looked at by sweeps of that day and later: one whose clock jumped back passes it by.
        if row.due_changes.filter(on__gt=on).exists():
            return
        self._ladder(row).look(row.due_on, row.opened_on, row.reopened_on, on)

    def _ladder(self, row: Obligation) -> Climbed:
        return self.climbed.setdefault(row.pk, Climbed(self.is_working, reference.ladder(row.period_key)))

    # -- what people do -------------------------------------------------------------------------------------------
    def file(self, who: int, which: int, back: int) -> None:
        """An act on the portal, which counts for today, or for a day before when the upper floor says so."""
        slug, role, by_act, _by_hand = ACTORS[who % len(ACTORS)]
        if not by_act:
            return
        duty, on = by_act[which % len(by_act)], self.today - timedelta(days=back)
        key = {"duty": duty, "body": self.country[slug], "period_key": "2027"}
        before = Obligation.objects.filter(**key).first()
        with self._may_be_refused():
            row = fulfil(
                **key,
                on=on,
                evidence=Proof(kind="act", title="act", address=f"/acts/{duty}/{slug}/"),
                actor=self.country.actor(slug, role, self.today),
                late_reason="late",
            )
            assert row is not None
            # As it was: what is found closed, or released, is not looked at again.
            if before is None or not (before.is_met or before.is_released):
                self._look(replace_due(row, before), self.today)

    def record(self, who: int, which: int, back: int) -> None:
        """Evidence of something done `back` days ago."""
        row, _role = self._row(who, which)
        if row is None:
            return
        signed_on = self.today - timedelta(days=back)
        with self._may_be_refused():
            record_evidence(
                obligation=row,
                proof=_proof_for(row, signed_on),
                actor=self._head_of(row),
                today=self.today,
                late_reason="late",
                # Said every second time: of what goes to a receiver it makes the day of the document count.
                outside_reason="on paper" if back % 2 or row.duty != SENT else "",
            )
            self._look(row, self.today)

    def attach(self, who: int, which: int, back: int) -> None:
        """A document put to the duty by whoever prepares it; the head closes by it every second time."""
        row, role = self._row(who, which)
        if row is None:
            return
        with self._may_be_refused():
            attach_evidence(
                obligation=row,
                proof=_proof_for(row, self.today - timedelta(days=back)),
                actor=self.country.actor(row.body.slug, role, self.today),
                today=self.today,
            )
        if back % 2:
            with self._may_be_refused():
                close_by_attached(
                    obligation=row,
                    actor=self._head_of(row),
                    today=self.today,
                    late_reason="late",
                    outside_reason="on paper",
                )
                self._look(row, self.today)

    def give_back(self) -> None:
        """The receiver returns the oldest document it has not answered."""
        sent = Transmittal.objects.unanswered().filter(evidence__withdrawn_on=None).order_by("pk").first()
        if sent is not None:
            actor = self.country.actor(sent.receiver.slug, "head", self.today)
            give_back(transmittal=sent, reason="no table", actor=actor, today=self.today)

    def confirm(self) -> None:
        """An overseer confirms the day of whatever waits for it."""
        overseer = self.country.actor("administration", "overseer", self.today)
        row = Obligation.objects.to_confirm(overseer).order_by("pk").first()
        if row is not None:
            assert row.met_on is not None
            confirm_day(obligation=row, met_on=row.met_on, reason="seen", actor=overseer, today=self.today)

    def _head_of(self, row: Obligation) -> Actor:
        return self.country.actor(row.body.slug, "head", self.today)

    def withdraw(self, who: int, which: int) -> None:
        row, _role = self._row(who, which)
        if row is None or not row.is_met:
            return
        withdraw_fulfilment(
            obligation=row,
            reason="not done",
            actor=self.country.actor(row.body.slug, "head", self.today),
            today=self.today,
        )

    def correct(self, who: int, which: int, back: int) -> None:
        row, _role = self._row(who, which)
        proof = row and row.evidence.standing().exclude(kind=EvidenceKind.ACT).order_by("pk").last()
        if row is None or proof is None:
            return
        signed_on = self.today - timedelta(days=back)
        with self._may_be_refused():
            correct_evidence(
                evidence=proof,
                proof=_proof_for(row, signed_on),
                reason="mistyped",
                actor=self._head_of(row),
                today=self.today,
            )
            if row.is_met and not row.is_released and signed_on != proof.signed_on:
                self._note_late_if_over(row)

    # -- what the owner of the portal decides ---------------------------------------------------------------------
    def extend(self, who: int, which: int, days: int) -> None:
        """The last day of one body is put off, from the day it has now."""
        row, _role = self._row(who, which)
        if row is not None and row.due_on is not None:
            self._rule(row, extended_to=row.due_on + timedelta(days=days))

    def release(self, who: int, which: int, how: int) -> None:
        row, _role = self._row(who, which)
        if row is not None:
            self._rule(row, released_as=("waived", "exempt")[how % 2])

    def _rule(self, row: Obligation, **said: Any) -> None:
        draft = Decision(
            duty=row.duty,
            body=row.body,
            period_key=row.period_key,
            subject=row.subject,
            applies_from=date(2026, 1, 1),
            **said,
            **PAPERS,
        )
        with self._may_be_refused():
            shown = preview(draft, today=self.today)
            record_decision(draft=draft, seen=shown.fingerprint, actor=self._administrator(), today=self.today)
            self._note_late(row)

    def revoke(self, number: int) -> None:
        rulings = list(Decision.objects.in_force().filter(body__isnull=False).order_by("pk"))
        if not rulings:
            return
        decision = rulings[number % len(rulings)]
        papers = reversal_of(decision)
        for name, value in PAPERS.items():
            setattr(papers, name, value)
        row = Obligation.objects.unmet().filter(duty=decision.duty, body=decision.body_id, subject=decision.subject)
        unmet = list(row.filter(period_key=decision.period_key))
        with self._may_be_refused():
            shown = preview_reversal(decision, today=self.today)
            revoke_decision(
                decision=decision,
                draft=papers,
                seen=shown.fingerprint,
                actor=self._administrator(),
                today=self.today,
            )
            if shown.changes.moves:
                for each in unmet:
                    self._note_late(each)

    def _note_late_if_over(self, row: Obligation) -> None:
        if row.due_on is not None and row.due_on < self.today:
            self.late.setdefault(row.pk, row.due_on + reference.DAY)

    def _note_late(self, row: Obligation) -> None:
        """What time did until today is written before a day moves or a duty is released."""
        if row.due_on is not None and row.due_on < self.today and not row.is_met:
            self.late.setdefault(row.pk, row.due_on + reference.DAY)

    def _administrator(self) -> Actor:
        return self.country.actor("administration", "administrator", self.today)

    # -- what happens ---------------------------------------------------------------------------------------------
    def happen(self, meeting: int, which: int, ahead: int) -> None:
        """An event of the akimat, on a day before or after today; or on a day nobody knows yet."""
        on = None if ahead > 20 else self.today + timedelta(days=ahead - 5)
        event = EVENTS[which % len(EVENTS)]
        happen(
            event=event,
            subject=f"meeting:{meeting}",
            about=Lines("Кездесу", "Встреча", "Meeting"),
            on=on,
            bodies=[self.country["akimat-1"]],
            today=self.today,
        )

    def move_event(self, meeting: int, which: int, ahead: int) -> None:
        on = self.today + timedelta(days=ahead - 5)
        move_event(event=EVENTS[which % len(EVENTS)], subject=f"meeting:{meeting}", on=on, today=self.today)

    def call_off(self, meeting: int) -> None:
        call_off(subject=f"meeting:{meeting}", reason="called off", today=self.today)

    def do_about(self, meeting: int, which: int, back: int) -> None:
        """Evidence of what an event asked for."""
        rows = Obligation.objects.filter(subject=f"meeting:{meeting}").select_related("body").order_by("pk")
        if not rows:
            return
        row, signed_on = rows[which % len(rows)], self.today - timedelta(days=back)
        with self._may_be_refused():
            record_evidence(
                obligation=row,
                proof=_order(signed_on),
                actor=self.country.actor("akimat-1", "head", self.today),
                today=self.today,
                late_reason="late",
            )
            self._look(row, self.today)

    def _row(self, who: int, which: int) -> tuple[Obligation | None, str]:
        slug, role, by_act, by_hand = ACTORS[who % len(ACTORS)]
        duties = (*by_hand, *by_act)
        rows = Obligation.objects.filter(duty=duties[which % len(duties)], body=self.country[slug])
        return rows.select_related("body").order_by("period_key").last(), role

    @contextmanager
    def _may_be_refused(self) -> Iterator[None]:
        """A refusal is whole: nothing of the act is left."""
        try:
            with transaction.atomic():
                yield
        except DomainError as refusal:
            self.refused.append(type(refusal).__name__)

    # -- what must be true in the end -----------------------------------------------------------------------------
    def check(self) -> None:
        self.today = LAST
        self.sweep()
        rows = list(Obligation.objects.select_related("body").prefetch_related("events", "evidence", "due_changes"))
        histories = {row.pk: history(row) for row in rows}
        self._each_once(rows)
        for row in rows:
            self._what_is_kept_follows_from_history(row, histories[row.pk])
        self._states_agree(rows, histories)
        self._rungs_are_those_of_the_contract(rows)
        self._everybody_was_told_once(rows)
        self._what_has_no_day_was_told_once(rows)

    def _each_once(self, rows: list[Obligation]) -> None:
        found = sorted((row.duty, row.body.slug, row.period_key) for row in rows if row.opens_by == "period")
        assert found == sorted(EXPECTED)

    def _what_is_kept_follows_from_history(self, row: Obligation, told: History) -> None:
        kept = (row.due_on, row.met_on, row.known_on, row.late_since, row.released_as, row.reopened_on)
        assert kept == (
            told.due_on,
            told.met_on,
            told.known_on,
            told.late_since,
            told.released_as,
            told.reopened_on,
        ), row
        assert (row.confirmed_on is not None, row.returned_on is not None) == (told.is_confirmed, told.is_returned), row
        assert [event.kind for event in told.events].count("opened") == 1
        if told.late_since is not None:
            assert told.late_since - reference.DAY in told.every_due_on
        if self.is_exact and not row.subject:
            assert row.late_since == self.late.get(row.pk), row
        if row.met_on is None and not row.released_as and row.due_on and row.due_on < LAST:
            assert row.late_since is not None, row

    def _states_agree(self, rows: list[Obligation], histories: dict[int, History]) -> None:
        for on in (FIRST, date(2026, 12, 14), date(2027, 1, 10), LAST):
            expected = {row.pk: reference.state(histories[row.pk], on) for row in rows}
            assert {row.pk: (row.state(on).kind.value, row.state(on).days) for row in rows} == expected
            by_database = Obligation.objects.with_state(on).values_list("pk", "state_kind", "state_days")
            assert {pk: (kind, days) for pk, kind, days in by_database} == expected
        cells: defaultdict[tuple[Any, ...], list[History]] = defaultdict(list)
        for row in rows:
            cells[row.body_id, row.duty, row.period_key, row.is_public].append(histories[row.pk])
        expected_totals = {cell: reference.totals(held, LAST) for cell, held in cells.items()}
        assert kept_totals() == expected_totals

    def _rungs_are_those_of_the_contract(self, rows: list[Obligation]) -> None:
        found = {(rung.obligation_id, rung.rung, rung.due_on): rung for rung in Rung.objects.all()}
        expected = {
            (pk, rung, due_on): told
            for pk, climbed in self.climbed.items()
            for (rung, due_on), told in climbed.written.items()
        }
        if self.is_exact:
            assert set(found) == set(expected)
        self._none_is_skipped(rows, set(found))
        for (_pk, number, due_on), rung in found.items():
            assert rung.on == reference.rung_day(due_on, number, self.is_working)
        if self.is_exact:
            assert {key: rung.told for key, rung in found.items()} == expected

    def _none_is_skipped(self, rows: list[Obligation], found: set[tuple[int, int, date]]) -> None:
        """Whatever was killed before its day moved: the ladder of the day that holds now is whole, and no other's."""
        for row in rows:
            rungs = reference.ladder(row.period_key)
            mine = {(rung, due_on) for pk, rung, due_on in found if pk == row.pk}
            assert {rung for rung, _due_on in mine} <= set(rungs)
            assert {due_on for _rung, due_on in mine} <= history(row).every_due_on
            if row.due_on is not None and not row.is_met and not row.is_released:
                due = Climbed(self.is_working, rungs).due(row.due_on, row.opened_on, row.reopened_on, LAST)
                assert {(rung, row.due_on) for rung in due} <= mine

    def _everybody_was_told_once(self, rows: list[Obligation]) -> None:
        """By the rung and the last day its key names: of a told rung each of its people once, of another nobody."""
        told: defaultdict[tuple[str, date, date], list[int]] = defaultdict(list)
        notices = Notice.objects.filter(key__startswith="rung:")
        for notice in notices:
            assert notice.due_on is not None
            told[notice.thread, notice.due_on, notice.created_for].append(notice.user_id)
        expected: defaultdict[tuple[str, date, date], set[int]] = defaultdict(set)
        by_pk = {row.pk: row for row in rows}
        for rung in Rung.objects.filter(told=True, rung__gte=FIRST_LATE):
            row = by_pk[rung.obligation_id]
            expected[f"obligation:{row.pk}", rung.due_on, rung.on] |= self._own_people(row)
        for key, people in expected.items():
            assert people <= set(told[key]), key
        for key, people in told.items():
            # Two rungs of one day are one told rung: the nearer.
            assert len(people) == len(set(people)), key
        days = {(f"obligation:{rung.obligation_id}", rung.due_on, rung.on) for rung in Rung.objects.filter(told=True)}
        assert set(told) <= days

    def _what_has_no_day_was_told_once(self, rows: list[Obligation]) -> None:
        """Of each that was looked at without a day all of its people heard once, of another nobody."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for thread, user in Notice.objects.filter(kind="duty_opened").values_list("thread", "user"):
            found[thread].append(user)
        for row in rows:
            told = found.pop(f"obligation:{row.pk}", [])
            assert len(told) == len(set(told)), row
            if self.is_exact:
                assert set(told) == (self._own_people(row) if row.pk in self.heard else set()), row
            elif row.due_on is None and not row.is_met and not row.is_released:
                assert set(told) == self._own_people(row), row
        assert not found

    def _own_people(self, row: Obligation) -> set[int]:
        return {
            actor.user.pk
            for name, actor in self.country.people.items()
            if name.partition(" ")[0] == row.body.slug and name.partition(" ")[2] in _CONCERNED
        }


FIRST_LATE = -1
_CONCERNED = ("preparer", "head", "officer", "approver")
EXPECTED = (
    *(("B-1.4-prop", slug, "2027") for slug in ("culture", "ministry-1")),
    *(("B-1.4-plan", slug, "2027") for slug in ("culture", "ministry-1")),
    ("B-6.1", "culture", "2027"),
    ("B-4.3", "government", "2027"),
    *(("B-1.7", slug, "2026-Q4") for slug in ("culture", "ministry-1")),
    ("C-2.1", "akimat-1", "2027"),
    ("C-3.5d", "akimat-1", "2026-Q4"),
    *((SENT, slug, "2026-Q4") for slug in ("culture", "defence", "ministry-1")),
)


def replace_due(row: Obligation, before: Obligation | None) -> Obligation:
    """The row with the days it had when it was looked at."""
    if before is not None:
        row.reopened_on = before.reopened_on
    return row


def history(row: Obligation) -> History:
    """Everything written down about the obligation, in the order in which it was written."""
    return History(
        opened_on=row.opened_on,
        first_due_on=row.computed_due_on,
        events=tuple(
            Event(event.kind, event.on, event.recorded_on)
            for event in sorted(row.events.all(), key=lambda each: each.pk)
        ),
        moves=tuple(change.new_due_on for change in sorted(row.due_changes.all(), key=lambda each: each.pk)),
        proofs=tuple(_proof(proof) for proof in sorted(row.evidence.all(), key=lambda each: each.pk)),
        release=row.released_as,
        waits=any(day is None for day in row.happened.values()),
    )


def kept_totals() -> dict[tuple[Any, ...], dict[str, int]]:
    """The totals of single bodies as they are kept."""
    return {
        (total.body_id, total.duty, total.period_key, total.is_public): {
            column: getattr(total, column) for column in reference.COLUMNS
        }
        for total in Total.objects.filter(body__isnull=False)
    }


def _proof(row: Evidence) -> reference.Proof:
    return reference.Proof(row.signed_on, row.recorded_on, row.withdrawn_on, row.replaces_id is not None)


def _proof_for(row: Obligation, signed_on: date) -> Proof:
    return replace(_order(signed_on), genre="report") if row.duty == SENT else _order(signed_on)


def _order(signed_on: date) -> Proof:
    return Proof(kind="link", title="order", address=f"https://example.kz/{signed_on}", signed_on=signed_on)
