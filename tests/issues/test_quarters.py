"""A quarter is published by its body, once an act, or by the portal as things stood at the midnight of the last day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from issues.choices import NoteKind, State, Verb
from issues.models import Issue, PastText, QuarterNote, QuarterRow, QuarterTimer, QuarterVersion
from issues.queries.quarters.rows import frozen_rows
from issues.queries.quarters.sealed import seal_of
from issues.rules.balance import Course, Standing
from issues.services.hiding import hide_text, show_text, take_away_text
from issues.services.quarters import silence
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.silence import publish_silence
from issues.services.quarters.timers import call_off_time, publish_set, set_time
from issues.services.register import publish as publish_issue
from issues.services.register import unpublish
from issues.services.steps import Line, locked, note_line, step
from issues.services.working import correct, note_news, set_term
from portal.bodies.choices import Role
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kernel.periods import Period
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.issues import IssueFactory
from tests.issues.quarter import AFTER, LAST, NOW, QUARTER, RENAMED, TODAY, WORDS, Office

pytestmark = pytest.mark.django_db


def save(office: Office, *said: Said, by: Actor | None = None) -> int:
    actor = by or office.actor()
    return save_notes(body=office.body, period_key=QUARTER, said=said, actor=actor, today=actor.on, now=NOW)


def publish(office: Office, number: int = 1, by: Actor | None = None, **more: object) -> QuarterVersion:
    actor = by or office.actor()
    now = clock.at(actor.on, 11)
    told = {"body": office.body, "period_key": QUARTER, "number": number, "actor": actor, "today": actor.on}
    return publish_quarter(**told, now=now, **more)


def said(office: Office) -> Office:
    """Of one issue something is said, so that it can be published."""
    save(office, Said(office.new.pk, **WORDS))
    return office


def frozen() -> list[tuple[object, ...]]:
    """All that is frozen of every version, without when it was made."""
    rows = QuarterRow.objects.order_by("version__body", "version__number", "position")
    return list(rows.values_list("version__sha256", "version__as_of", "content", "salt", "sha256", "came", "left"))


# -- what stands in it -----------------------------------------------------------------------------------------------
def test_a_published_quarter_balances_prints_what_is_public_and_meets_the_duty_that_day(office: Office) -> None:
    save(office, Said(office.old.pk, **WORDS), Said(office.new.pk, NoteKind.NOTHING, "Сот күтілуде", "Ждём суда"))
    version = publish(office)
    figures = {"opening": 3, "registered": 1, "claimed": 1, "closing": 3, "late": 1, "silent": 1, "unprinted": 1}
    assert {name: getattr(version, name) for name in figures} == figures
    rows = list(version.rows.order_by("position"))
    assert [row.issue_id for row in rows] == [office.old.pk, office.new.pk, office.solved.pk, office.inner.pk]
    assert rows[0].content["news"] == {"kind": "news", "on": "2027-04-06", **WORDS, "en": ""}
    assert (rows[1].content["news"]["kind"], rows[1].content["came"]) == ("nothing", "registered")
    assert (rows[2].content["left"], rows[2].content["news"]["ru"]) == ("claimed", "Дорога построена")
    assert rows[3].content == {"came": "opening", "left": "", "state": "work", "late": False, "silent": True}
    assert seal_of(version).holds
    office.duty.refresh_from_db()
    assert (office.duty.met_on, office.duty.late_since) == (TODAY, None)
    assert office.duty.evidence.get().sha256 == version.sha256
    line = office.old.events.last()
    assert (line.verb, line.on, line.of_quarter, line.note_ru) == (Verb.NEWS, TODAY, QUARTER, WORDS["ru"])
    assert not QuarterNote.objects.exists()


def test_news_written_for_a_quarter_afterwards_are_no_news_of_the_next(office: Office) -> None:
    save(office, Said(office.old.pk, **WORDS))
    publish(office)
    ObligationFactory(
        duty="C-3.5d", act="C2", body=office.body, period_key="2027-Q2", computed_due_on=date(2027, 7, 10)
    )
    publish_silence(now=datetime(2027, 7, 11, tzinfo=UTC))
    silence = QuarterVersion.objects.get(period_key="2027-Q2")
    assert (silence.by_portal, silence.opening, silence.silent) == (True, 3, 3)


def test_twice_is_once_and_the_same_again_is_nothing_new(office: Office) -> None:
    actor = said(office).actor()
    assert publish(office, by=actor) == publish(office, by=actor)
    with pytest.raises(Conflict) as refused:
        publish(office, 2, by=actor)
    assert refused.value.code == "nothing_new"
    with pytest.raises(Conflict):
        publish(office, 1)
    assert QuarterVersion.objects.count() == 1


def test_neither_before_the_quarter_is_over_nor_in_one_language_nor_by_others(office: Office) -> None:
    with pytest.raises(Invalid):
        publish(office, by=office.actor(date(2027, 3, 31)))
    save(office, Said(office.old.pk, kk="Сорғы", ru=""))
    with pytest.raises(Invalid) as refused:
        publish(office)
    assert list(refused.value.errors) == [f"note-{office.old.number}"]
    neighbour = BodyFactory(akimat=True)
    for role in Role.values:
        stranger = actor_for(RoleGrantFactory(role=role, body=neighbour).user, TODAY)
        for act in (publish, lambda office, by: save(office, Said(office.old.pk, **WORDS), by=by)):
            with pytest.raises(NotAllowed):
                act(office, by=stranger)
    assert not QuarterVersion.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kk": "8 701 555 44 33", "ru": "Да"}, "note-{pk}-kk"),
        ({"kk": "я" * 601, "ru": "Да"}, "note-{pk}-kk"),
        ({"kind": "solved", **WORDS}, ""),
    ],
)
def test_what_cannot_be_said_is_refused_whole(office: Office, said: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        save(office, Said(office.new.pk, **WORDS), Said(office.old.pk, **said))
    assert list(refused.value.errors) == [field.format(pk=office.old.pk)]
    with pytest.raises(Invalid):
        save(office, Said(office.solved.pk, **WORDS))
    with pytest.raises(Invalid):
        save(office, Said(IssueFactory().pk, **WORDS))
    assert not QuarterNote.objects.exists()


def test_a_note_of_somebody_else_is_not_written_over(office: Office) -> None:
    assert save(office, Said(office.old.pk, **WORDS, version=0)) == 1
    assert save(office, Said(office.old.pk, **WORDS, version=0)) == 0
    with pytest.raises(Conflict):
        save(office, Said(office.old.pk, kk="Басқа", ru="Другое", version=0))
    assert save(office, Said(office.old.pk, version=1)) == 1
    assert not QuarterNote.objects.exists()


# -- silence ---------------------------------------------------------------------------------------------------------
def test_silence_comes_after_the_last_day_and_meets_no_duty(office: Office) -> None:
    save(office, Said(office.old.pk, **WORDS))
    assert publish_silence(now=clock.at(LAST, 23, 59)) == 0
    assert publish_silence(now=clock.at(AFTER, 0)) == 1
    assert publish_silence(now=clock.at(AFTER, 1)) == 0
    silence = QuarterVersion.objects.get()
    assert (silence.by_portal, silence.by, silence.silent, silence.as_of) == (True, None, 3, clock.at(AFTER, 0))
    assert silence.rows.get(issue=office.old).content["news"] is None
    office.duty.refresh_from_db()
    assert office.duty.met_on is None


def test_silence_of_whoever_is_held_back_waits_unless_the_body_is_named(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = BodyFactory(akimat=True, joined_on=date(2026, 1, 1))
    ObligationFactory(duty="C-3.5d", act="C2", body=beside, period_key=QUARTER, computed_due_on=LAST)
    held: set[tuple[int, str]] = {(office.body.pk, QUARTER), (beside.pk, "2026-Q4")}
    asked: list[date] = []

    def asks(on: date) -> set[tuple[int, str]]:
        asked.append(on)
        return held

    monkeypatch.setattr(silence, "_HELD_BACK", [])
    silence.held_back_by(asks)
    silence.held_back_by(asks)
    assert publish_silence(now=clock.at(LAST, 23)) == 0
    assert asked == []
    assert publish_silence(now=clock.at(AFTER, 1)) == 1
    assert publish_silence(now=clock.at(AFTER, 2), period_key=QUARTER) == 0
    assert asked == [AFTER, AFTER]
    assert set(QuarterVersion.objects.values_list("body", flat=True)) == {beside.pk}
    assert publish_silence(now=clock.at(AFTER, 3), period_key=QUARTER, body=office.body) == 1
    assert asked == [AFTER, AFTER]
    assert QuarterVersion.objects.get(body=office.body).as_of == clock.at(AFTER, 0)


def test_late_supply_is_another_version_marked_late_with_a_reason(office: Office) -> None:
    publish_silence(now=clock.at(AFTER, 1))
    save(office, Said(office.old.pk, **WORDS), by=office.actor(AFTER))
    with pytest.raises(Invalid) as refused:
        publish(office, 2, by=office.actor(AFTER))
    assert list(refused.value.errors) == ["late_reason"]
    late = publish(office, 2, by=office.actor(AFTER), late_reason="No network")
    assert (late.number, late.is_late, late.by_portal, late.silent) == (2, True, False, 2)
    office.duty.refresh_from_db()
    assert (office.duty.met_on, office.duty.late_reason) == (AFTER, "No network")


def test_a_sweep_three_days_late_freezes_the_same_bytes(office: Office) -> None:
    def after(freeze_at: datetime) -> list[tuple[object, ...]]:
        with transaction.atomic():
            publish_silence(now=freeze_at)
            found = frozen()
            transaction.set_rollback(True)
        return found

    in_time = after(clock.at(AFTER, 0))
    then, on = clock.at(date(2027, 4, 12), 9), date(2027, 4, 12)
    told = {"issue": office.old, "actor": office.actor(on), "today": on, "now": then}
    note_news(**told, note_kk="Кейін", note_ru="Позже")
    correct(**told, texts=RENAMED)
    set_term(**told, due_on=date(2027, 9, 1), reason_kk="Қаржы", reason_ru="Деньги")
    step(locked(office.new), Verb.CLAIM, now=then, today=on)
    inner = locked(office.inner)
    inner.title_kk, inner.title_ru, inner.published_on = "Су", "Вода", on
    note_line(inner, Verb.PUBLISH, now=then, today=on, line=Line(is_public=False))
    assert after(clock.at(date(2027, 4, 14), 3)) == in_time
    assert in_time


def test_what_is_public_in_a_late_sweep_is_what_was_at_its_midnight(office: Office) -> None:
    """Taken back and published again, hidden and shown again: neither adds a day to what was public then."""
    on = date(2027, 4, 12)
    told = {"today": on, "now": clock.at(on, 9)}
    one, other = office.actor(on), office.actor(on)
    unpublish(issue=office.old, actor=one, **told)
    correct(issue=office.old, texts=RENAMED, actor=one, **told)
    unpublish(issue=office.new, actor=one, **told)
    hide_text(issue=office.solved, why="Names a neighbour", actor=one, today=LAST, now=clock.at(LAST, 12))
    show_text(issue=office.solved, actor=other, **told)
    publish_silence(now=clock.at(date(2027, 4, 14), 3))
    rows = {row.issue_id: row for row in QuarterRow.objects.all()}
    assert (rows[office.old.pk].is_printed, rows[office.new.pk].is_printed) == (True, True)
    assert rows[office.old.pk].content["title"]["ru"] == "Вечером нет воды"
    assert rows[office.new.pk].content["title"]["ru"] == "Вечером нет воды"
    assert (rows[office.solved.pk].taken_on, "title" in rows[office.solved.pk].content) == (LAST, False)


def test_a_late_sweep_prints_the_names_that_were_in_force(office: Office) -> None:
    """By the history of changes, which is written by the clock of the database."""
    before = clock.now()
    place, receiver = office.body.territory, BodyFactory(akimat=True)
    period = Period.parse(QUARTER)

    def names(at: datetime) -> list[tuple[str, str]]:
        way = {office.new.pk: Course("registered", "handed", Standing(receiver.pk, State.WORK))}
        (row,) = frozen_rows(way, period, before=at)
        return [(row.content["place"]["ru"], row.content["to"]["kk"])]

    Issue.objects.filter(pk=office.new.pk).update(published_on=date(2026, 1, 1))
    in_time = names(before)
    for word in ("Бір", "Екі"):
        Territory.objects.filter(pk=place.pk).update(name_kk=word, name_ru=word)
        Body.objects.filter(pk=receiver.pk).update(plain_kk=word)
    assert names(before) == in_time == [(place.name_ru, receiver.plain_kk)]
    assert names(clock.now()) == [("Екі", "Екі")]


# -- a set time ------------------------------------------------------------------------------------------------------
def test_at_a_set_time_the_portal_publishes_as_things_stood_then_however_late_it_comes(office: Office) -> None:
    actor, at = office.actor(), clock.at(date(2027, 4, 9), 9)
    told = {"body": office.body, "period_key": QUARTER, "actor": actor}
    with pytest.raises(Invalid):
        set_time(**told, publish_at=clock.at(AFTER, 0), today=TODAY, now=NOW)
    with pytest.raises(Invalid):
        set_time(**told, publish_at=NOW, today=TODAY, now=NOW)
    save(office, Said(office.old.pk, **WORDS))
    set_time(**told, publish_at=at, today=TODAY, now=NOW)
    with pytest.raises(Conflict):
        save(office, Said(office.old.pk, kk="Басқа", ru="Другое"))
    assert publish_set(now=at - timedelta(seconds=1)) == 0
    # The beat was away over the last day: what the body had set is published, not its silence.
    assert publish_silence(now=clock.at(date(2027, 4, 13), 8)) == 0
    version = QuarterVersion.objects.get()
    assert (version.by, version.published_at, version.is_late, version.silent) == (actor.user, at, False, 2)
    assert not QuarterTimer.objects.exists()
    office.duty.refresh_from_db()
    assert office.duty.met_on == date(2027, 4, 9)


def test_a_set_time_is_called_off_by_the_body_alone(office: Office) -> None:
    told = {"body": said(office).body, "period_key": QUARTER}
    set_time(**told, publish_at=clock.at(LAST, 9), actor=office.actor(), today=TODAY, now=NOW)
    stranger = actor_for(RoleGrantFactory(role=Role.OFFICER, body=BodyFactory(akimat=True)).user, TODAY)
    with pytest.raises(NotAllowed):
        call_off_time(**told, actor=stranger)
    call_off_time(**told, actor=office.actor())
    assert publish_set(now=clock.at(LAST, 10)) == 0


# -- what stays ------------------------------------------------------------------------------------------------------
def test_nothing_of_it_is_ever_changed(office: Office) -> None:
    version = publish(said(office))
    row = version.rows.first()
    for change in (
        lambda: QuarterVersion.objects.update(opening=9),
        lambda: QuarterRow.objects.filter(pk=row.pk).update(content={}),
        lambda: QuarterRow.objects.filter(pk=row.pk).update(sha256="0" * 64, salt="", taken_on=TODAY),
        lambda: QuarterRow.objects.all().delete(),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_a_text_taken_away_leaves_its_hash_and_a_valid_version(office: Office) -> None:
    version = publish(said(office))
    hashes = list(version.rows.values_list("sha256", flat=True))
    correct(issue=office.old, texts=RENAMED, actor=office.actor(), today=TODAY, now=NOW)
    assert PastText.objects.get().title_ru == office.old.title_ru
    hide_text(issue=office.old, why="Names a neighbour", actor=office.actor(), today=TODAY, now=NOW)
    take_away_text(issue=office.old, actor=office.actor(), today=TODAY, now=NOW)
    assert not PastText.objects.exists()
    row = version.rows.get(issue=office.old)
    assert (row.salt, row.taken_on, row.content["number"]) == ("", TODAY, office.old.number)
    assert {"title", "news", "measure", "position"}.isdisjoint(row.content)
    assert list(version.rows.values_list("sha256", flat=True)) == hashes
    seal = seal_of(version)
    assert (seal.holds, seal.taken) == (True, 1)


def test_texts_taken_away_before_are_not_frozen(office: Office) -> None:
    hide_text(issue=office.old, why="Names a neighbour", actor=office.actor(), today=TODAY, now=NOW)
    frozen_row = publish(said(office)).rows.get(issue=office.old)
    assert (frozen_row.is_printed, frozen_row.taken_on) == (True, TODAY)
    assert {"title", "news"}.isdisjoint(frozen_row.content)


def test_words_that_were_hidden_and_written_anew_do_not_come_back_when_the_new_ones_are_shown(office: Office) -> None:
    """The name stood in the frozen title: it goes for good, and so does the text that was kept for a late sweep."""
    version = publish(said(office))
    one, other = office.actor(), office.actor()
    told = {"issue": office.old, "today": TODAY, "now": NOW}
    correct(**told, texts={"title_kk": "Сосед Асан", "title_ru": "Сосед Асан"}, actor=one)
    hide_text(**told, why="Names a neighbour", actor=one)
    correct(**told, texts=RENAMED, actor=one)
    show_text(**told, actor=other)
    row = version.rows.get(issue=office.old)
    assert (row.salt, row.taken_on, {"title", "measure", "news"} & set(row.content)) == ("", TODAY, set())
    assert not PastText.objects.exists()
    assert [row.salt != "" for row in version.rows.exclude(issue=office.old)] == [True, True, True]
    seal = seal_of(version)
    assert (seal.holds, seal.taken) == (True, 1)


def test_words_that_were_hidden_and_shown_as_they_were_stay_published(office: Office) -> None:
    version = publish(said(office))
    told = {"issue": office.old, "today": TODAY, "now": NOW}
    hide_text(**told, why="Names a neighbour", actor=office.actor())
    show_text(**told, actor=office.actor())
    row = version.rows.get(issue=office.old)
    assert (row.salt != "", row.taken_on, row.content["title"]["ru"]) == (True, None, office.old.title_ru)


def test_hidden_words_of_what_is_not_public_are_shown_when_it_is_again(office: Office) -> None:
    told = {"issue": office.old, "today": TODAY, "now": NOW}
    hide_text(**told, why="Names a neighbour", actor=office.actor())
    unpublish(**told, actor=office.actor())
    with pytest.raises(Conflict):
        show_text(**told, actor=office.actor())
    publish_issue(**told, actor=office.actor())
    assert show_text(**told, actor=office.actor()).hidden_on is None
