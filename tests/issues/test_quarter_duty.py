"""What counts as publishing a quarter, and who publishes it at a time that was set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from issues.choices import NoteKind, QuarterStanding
from issues.models import QuarterNote, QuarterTimer, QuarterVersion
from issues.queries.quarters.board import board, board_rows
from issues.services.hiding import hide_text
from issues.services.quarters import publishing, silence
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.silence import publish_silence
from issues.services.quarters.timers import publish_set, set_time
from issues.services.working import correct
from portal.accounts.models import User
from portal.bodies.choices import Role, TerritoryKind
from portal.bodies.models import Body, RoleGrant, Territory
from portal.bodies.permissions import Actor
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.periods import Period
from portal.notices.models import Notice
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.issues import EventFactory
from tests.issues.quarter import AFTER, LAST, NOW, QUARTER, RENAMED, TODAY, WORDS, Office

pytestmark = pytest.mark.django_db

SENT = date(2027, 4, 9)
AT = clock.at(SENT, 9)


def save(office: Office, *said: Said, actor: Actor | None = None) -> None:
    by = actor or office.actor()
    save_notes(body=office.body, period_key=QUARTER, said=said, actor=by, today=by.on, now=clock.at(by.on, 11))


def publish(body: Body, number: int, actor: Actor, key: str = QUARTER, **more: str) -> QuarterVersion:
    told = {"body": body, "period_key": key, "number": number, "actor": actor, "today": actor.on}
    return publish_quarter(**told, now=clock.at(actor.on, 12), **more)


def standing(body: Body) -> QuarterStanding:
    return dict(board(Period.parse(QUARTER)).bodies)[body.pk]


# -- what is no publication ------------------------------------------------------------------------------------------
def test_where_nothing_is_said_of_any_open_issue_there_is_no_progress_to_publish(office: Office) -> None:
    """C-3.5d, B-1.7, C-5.3 ask for the progress of issues: an empty press is none, in time or late."""
    with pytest.raises(Invalid) as refused:
        publish(office.body, 1, office.actor())
    assert (refused.value.code, list(refused.value.errors)) == ("no_information", [""])
    publish_silence(now=clock.at(AFTER, 0))
    with pytest.raises(Invalid) as refused:
        publish(office.body, 2, office.actor(AFTER), late_reason="We forgot")
    assert refused.value.code == "no_information"
    assert (QuarterVersion.objects.count(), standing(office.body)) == (1, QuarterStanding.SILENT)
    office.duty.refresh_from_db()
    assert office.duty.met_on is None


def test_a_sentence_of_one_or_a_reason_why_nothing_is_new_is_progress_and_the_others_are_told(office: Office) -> None:
    save(office, Said(office.old.pk, NoteKind.NOTHING, "Сот күтілуде", "Ждём суда"))
    version = publish(office.body, 1, office.actor())
    assert (version.silent, version.closing) == (2, 3)
    (row,) = board_rows(Period.parse(QUARTER), [(office.body.pk, standing(office.body))])
    assert (row.standing, row.version) == (QuarterStanding.IN_TIME, version)


def test_what_the_portal_published_already_is_nothing_new_while_anything_is_wanting(office: Office) -> None:
    EventFactory(issue=office.new, on=date(2027, 3, 31))
    publish_silence(now=clock.at(AFTER, 0))
    assert QuarterVersion.objects.get().silent == 2
    with pytest.raises(Conflict) as refused:
        publish(office.body, 2, office.actor(AFTER), late_reason="We forgot")
    assert refused.value.code == "nothing_new"
    office.duty.refresh_from_db()
    assert (office.duty.met_on, standing(office.body)) == (None, QuarterStanding.SILENT)


def rename(office: Office, on: date) -> None:
    correct(issue=office.old, texts=RENAMED, actor=office.actor(on), today=on, now=clock.at(on, 9))


def hide(office: Office, on: date) -> None:
    hide_text(issue=office.new, why="Names a neighbour", actor=office.actor(on), today=on, now=clock.at(on, 9))


@pytest.mark.parametrize("change", [rename, hide])
def test_what_reads_otherwise_is_no_progress_after_silence_but_the_first_word_is(
    office: Office, change: Callable[[Office, date], None]
) -> None:
    EventFactory(issue=office.new, on=date(2027, 3, 31))
    publish_silence(now=clock.at(AFTER, 0))
    change(office, AFTER)
    with pytest.raises(Conflict) as refused:
        publish(office.body, 2, office.actor(AFTER), late_reason="We forgot")
    office.duty.refresh_from_db()
    assert (refused.value.code, office.duty.met_on) == ("nothing_new", None)
    assert (QuarterVersion.objects.count(), standing(office.body)) == (1, QuarterStanding.SILENT)
    save(office, Said(office.old.pk, **WORDS), actor=office.actor(AFTER))
    assert publish(office.body, 2, office.actor(AFTER), late_reason="We forgot").silent == 1
    office.duty.refresh_from_db()
    assert (office.duty.met_on, standing(office.body)) == (AFTER, QuarterStanding.LATE)


def test_what_reads_otherwise_is_another_version_of_what_the_body_published(office: Office) -> None:
    save(office, Said(office.old.pk, **WORDS))
    publish(office.body, 1, office.actor())
    rename(office, TODAY)
    assert publish(office.body, 2, office.actor()).number == 2


def test_who_told_of_every_issue_in_the_quarter_makes_what_the_portal_published_its_own(office: Office) -> None:
    for issue in (office.old, office.new, office.inner):
        EventFactory(issue=issue, on=date(2027, 3, 31))
    publish_silence(now=clock.at(AFTER, 0))
    assert QuarterVersion.objects.get().silent == 0
    late = publish(office.body, 2, office.actor(AFTER), late_reason="We forgot")
    office.duty.refresh_from_db()
    assert (late.is_late, office.duty.met_on, standing(office.body)) == (True, AFTER, QuarterStanding.LATE)
    with pytest.raises(Conflict):
        publish(office.body, 3, office.actor(AFTER), late_reason="We forgot")


def test_a_body_without_an_open_issue_publishes_that_there_is_none(office: Office) -> None:
    other = BodyFactory(akimat=True, joined_on=date(2026, 1, 1))
    duty = ObligationFactory(duty="C-3.5d", act="C2", body=other, period_key=QUARTER, computed_due_on=LAST)
    actor = Office(other, office.old, office.new, office.solved, office.inner, duty).actor()
    version = publish(other, 1, actor)
    duty.refresh_from_db()
    assert (version.closing, duty.met_on, standing(other)) == (0, TODAY, QuarterStanding.IN_TIME)


@pytest.mark.parametrize(
    ("key", "joined_on", "is_known"),
    [
        ("2001-Q1", date(2001, 1, 1), False),
        ("2026-Q3", date(2026, 1, 1), False),
        # The first line of any life bears 3 November 2026.
        ("2026-Q4", date(2026, 1, 1), True),
        ("2026-Q4", date(2026, 12, 31), True),
        ("2026-Q4", date(2027, 1, 1), False),
    ],
)
def test_of_a_quarter_before_the_first_life_or_before_the_body_joined_nothing_is_published(
    office: Office, key: str, joined_on: date, is_known: bool
) -> None:
    """Without a duty it has no last day: whenever it came it would be said to be in time, and never go again."""
    Body.objects.filter(pk=office.body.pk).update(joined_on=joined_on)
    actor, at = office.actor(), {"publish_at": AT, "now": NOW, "today": TODAY}
    told = {"body": office.body, "period_key": key, "actor": actor}
    for act in (lambda: publish(office.body, 1, actor, key), lambda: set_time(**told, **at)):
        with pytest.raises(Invalid) as refused:
            act()
        assert (refused.value.code == "period") is not is_known
    assert (QuarterVersion.objects.exists(), QuarterTimer.objects.exists()) == (False, False)


def test_who_owes_a_quarter_before_the_first_life_publishes_that_there_is_no_issue(office: Office) -> None:
    ObligationFactory(
        duty="C-3.5d", act="C2", body=office.body, period_key="2026-Q3", computed_due_on=date(2026, 10, 10)
    )
    version = publish(office.body, 1, office.actor(), "2026-Q3", late_reason="We forgot")
    assert (version.closing, version.is_late) == (0, True)


# -- a set time ------------------------------------------------------------------------------------------------------
def timed(office: Office, actor: Actor, at: datetime = AT) -> None:
    save(office, Said(office.old.pk, **WORDS), actor=actor)
    told = {"body": office.body, "period_key": QUARTER, "today": TODAY, "now": NOW}
    set_time(**told, publish_at=at, actor=actor)


def dismiss(user: User, on: date) -> None:
    RoleGrant.objects.filter(user=user).update(ends_on=on)


def told_of_time() -> list[User]:
    return [notice.user for notice in Notice.objects.filter(kind="issues.set_time").order_by("user_id")]


@pytest.mark.parametrize("is_active", [True, False])
def test_a_time_goes_on_the_day_its_setter_is_dismissed_and_the_others_are_told(
    office: Office, is_active: bool
) -> None:
    actor, other = office.actor(), office.actor()
    timed(office, actor)
    dismissed = TODAY + timedelta(days=1)
    assert publish_set(now=clock.at(dismissed, 8)) == 0
    assert QuarterTimer.objects.exists()
    if is_active:
        dismiss(actor.user, dismissed)
    else:
        User.objects.filter(pk=actor.user.pk).update(is_active=False)
    for hour in (9, 10):
        assert publish_set(now=clock.at(dismissed, hour)) == 0
    assert (QuarterTimer.objects.exists(), told_of_time()) == (False, [other.user])
    assert QuarterNote.objects.get().text_ru == WORDS["ru"]
    publish_silence(now=clock.at(AFTER, 0))
    assert QuarterVersion.objects.get().by_portal


def test_at_the_time_itself_it_is_asked_again_and_a_late_beat_asks_for_that_day(office: Office) -> None:
    actor = office.actor()
    timed(office, actor)
    dismiss(actor.user, SENT + timedelta(days=1))
    assert publish_set(now=clock.at(SENT + timedelta(days=3), 9)) == 1
    assert QuarterVersion.objects.get().by == actor.user


def test_of_an_office_of_one_person_the_akimat_above_is_told(office: Office) -> None:
    actor = office.actor()
    above = BodyFactory(akimat=True)
    place = Territory.objects.filter(pk=office.body.territory_id)
    place.update(kind=TerritoryKind.DISTRICT, parent=above.territory)
    head = RoleGrantFactory(role=Role.OFFICER, body=above).user
    timed(office, actor)
    dismiss(actor.user, SENT)
    assert publish_set(now=AT) == 0
    assert told_of_time() == [head]


def test_who_has_lost_another_role_keeps_the_time(office: Office) -> None:
    actor = office.actor()
    RoleGrantFactory(user=actor.user, role=Role.OFFICER, body=BodyFactory(akimat=True), ends_on=TODAY)
    timed(office, actor)
    assert publish_set(now=NOW) == 0
    assert QuarterTimer.objects.exists()
    assert publish_set(now=AT) == 1


def test_what_became_empty_until_its_time_is_not_published_and_can_be_written_again(office: Office) -> None:
    """The text of its one issue was taken away for a person's sake meanwhile, and the note went with it."""
    actor = office.actor()
    timed(office, actor)
    QuarterNote.objects.all().delete()
    other = office.actor()
    assert publish_set(now=AT) == 0
    assert (QuarterVersion.objects.exists(), QuarterTimer.objects.exists(), told_of_time()) == (
        False,
        False,
        [other.user],
    )
    save(office, Said(office.old.pk, **WORDS))


# -- one that fails --------------------------------------------------------------------------------------------------
def other_office() -> Body:
    body = BodyFactory(akimat=True, joined_on=date(2026, 1, 1))
    ObligationFactory(duty="C-3.5d", act="C2", body=body, period_key=QUARTER, computed_due_on=LAST)
    return body


def test_silence_of_one_that_fails_stops_no_other_and_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, broken = silence.rows_of, min(office.body, other_office(), key=lambda body: body.pk)

    def rows_of(body: Body, *args: object, **told: object) -> object:
        if body == broken:
            raise RuntimeError("a row that nobody foresaw")
        return whole(body, *args, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(silence, "rows_of", rows_of)
    assert publish_silence(now=clock.at(AFTER, 0)) == 1
    monkeypatch.setattr(silence, "rows_of", whole)
    assert publish_silence(now=clock.at(AFTER, 1)) == 1
    assert QuarterVersion.objects.filter(by_portal=True).count() == 2


def test_a_set_time_that_fails_stops_no_other_and_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = other_office()
    timed(office, office.actor())
    officer = Office(other, office.old, office.new, office.solved, office.inner, office.duty).actor()
    told = {"body": other, "period_key": QUARTER, "today": TODAY, "now": NOW}
    set_time(**told, publish_at=AT + timedelta(minutes=5), actor=officer)
    whole = publishing.rows_of

    def rows_of(body: Body, *args: object, **told: object) -> object:
        if body == office.body:
            raise RuntimeError("a row that nobody foresaw")
        return whole(body, *args, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "rows_of", rows_of)
    assert publish_set(now=AT + timedelta(hours=1)) == 1
    assert QuarterTimer.objects.get().body == office.body
    monkeypatch.setattr(publishing, "rows_of", whole)
    assert publish_set(now=AT + timedelta(hours=2)) == 1


def broken(*_args: object, **_told: object) -> object:
    raise RuntimeError("the database was away")


def test_a_time_that_fails_at_the_last_beat_is_tried_again_before_its_body_counts_as_silent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the beat was away: it is waited for from the first try."""
    timed(office, office.actor(), at=clock.at(LAST, 23))
    back = AFTER + timedelta(days=3)
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "rows_of", broken)
        assert publish_silence(now=clock.at(back, 0)) == 0
    assert not QuarterVersion.objects.exists()
    publish_silence(now=clock.at(back, 0, 5))
    version = QuarterVersion.objects.get()
    assert (version.by_portal, version.is_late, version.silent, version.published_on) == (False, False, 2, LAST)
    assert (QuarterTimer.objects.exists(), told_of_time()) == (False, [])
    office.duty.refresh_from_db()
    assert office.duty.met_on == LAST


def test_a_time_that_fails_for_a_day_is_silence_and_everybody_of_the_body_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, other = office.actor(), office.actor()
    timed(office, actor, at=clock.at(LAST, 23))
    first = clock.at(LAST, 23, 5)
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "rows_of", broken)
        publish_silence(now=first)
        assert publish_silence(now=first + timedelta(hours=23, minutes=55)) == 0
        assert told_of_time() == []
        assert publish_silence(now=first + timedelta(hours=24)) == 1
    for minutes in (5, 10):
        assert publish_silence(now=first + timedelta(hours=24, minutes=minutes)) == 0
    version = QuarterVersion.objects.get()
    assert (version.by_portal, version.as_of) == (True, clock.at(AFTER, 0))
    assert (QuarterTimer.objects.exists(), told_of_time()) == (False, [actor.user, other.user])
    assert QuarterNote.objects.get().text_ru == WORDS["ru"]
    on = AFTER + timedelta(days=1)
    late = publish(office.body, 2, office.actor(on), late_reason="The portal could not publish at the set time")
    assert (late.silent, late.is_late) == (2, True)


def test_a_time_set_anew_is_tried_anew(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = office.actor()
    timed(office, actor, at=AT)
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "rows_of", broken)
        publish_silence(now=AT)
        assert QuarterTimer.objects.get().tried_at == AT
    told = {"body": office.body, "period_key": QUARTER, "today": SENT, "now": AT + timedelta(hours=1)}
    set_time(**told, publish_at=clock.at(LAST, 23), actor=actor)
    assert QuarterTimer.objects.get().tried_at is None


def test_of_a_time_set_for_a_body_below_whoever_set_it_is_told(office: Office) -> None:
    """The last day was moved back after it was set: silence came first."""
    above = BodyFactory(akimat=True)
    Territory.objects.filter(pk=office.body.territory_id).update(kind=TerritoryKind.DISTRICT, parent=above.territory)
    office.body.refresh_from_db()
    setter, other = RoleGrantFactory(role=Role.OFFICER, body=above).user, office.actor()
    publish_silence(now=clock.at(AFTER, 0))
    QuarterTimer.objects.create(
        body=office.body, period_key=QUARTER, publish_at=clock.at(AFTER, 9), set_by=setter, set_at=NOW
    )
    publish_set(now=clock.at(AFTER, 9))
    assert (QuarterTimer.objects.exists(), set(told_of_time())) == (False, {setter, other.user})
