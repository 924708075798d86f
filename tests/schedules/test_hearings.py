"""The maslikhat is heard as the law of the year asks: by agreement under the first edition, by notice since 2024."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.audit.models import Change
from portal.bodies.choices import Role
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.law.decree_826_akims.maslikhat import silence
from portal.notices.models import Notice
from schedules.choices import HearingState, Manner, ScheduleState
from schedules.kinds.akim_calendar import AKIM_CALENDAR
from schedules.models import Hearing, HearingLink, Proposal
from schedules.permissions import can_see_hearing
from schedules.queries.desk import desk_items
from schedules.queries.hearings import manner_of
from schedules.services.hearings import (
    answer_by_link,
    answer_hearing,
    close_silent_hearings,
    digest_of,
    find_link,
    make_link,
    revoke_link,
    send_to_maslikhat,
)
from schedules.services.plans import approve_plan
from schedules.services.proposals import return_proposal, submit_proposal, take_back
from tests.conftest import TODAY
from tests.factories.bodies import RoleGrantFactory
from tests.factories.land import REGION, RURAL, Land, make_land, submitted_calendar
from tests.ground import GROUND
from tests.texts import plain

pytestmark = pytest.mark.django_db

#: A day on which the calendar of 2023 is prepared, under the first edition.
C1_DAY = date(2022, 12, 1)
NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
WHO = {"name": "Серік Ахметов", "post": "Мәслихат хатшысы"}


@GROUND.fixture
def hearing_ground() -> Land:
    return make_land()


@pytest.fixture
def land(hearing_ground: Land) -> Land:
    return hearing_ground


def _sent(land: Land, proposal: Proposal, day: date = TODAY) -> Hearing:
    return send_to_maslikhat(proposal=proposal, actor=land.actor("officer", day), today=day)


def _asked(land: Land) -> Hearing:
    """The calendar of 2023, sent for agreement."""
    return _sent(land, submitted_calendar(land, "2023", C1_DAY), C1_DAY)


def _approve(land: Land, proposal: Proposal, day: date) -> ScheduleState:
    proposal.refresh_from_db()
    actor = land.actor("head", day)
    return ScheduleState(approve_plan(proposal=proposal, act_number="5", act_on=day, actor=actor, today=day).state)


def _answer(
    land: Land, hearing: Hearing, *, agrees: bool, remarks: str = "", day: date = C1_DAY, by: str = "maslikhat"
):
    return answer_hearing(hearing=hearing, agrees=agrees, remarks=remarks, actor=land.actor(by, day), today=day)


# -- the law of the year says how --------------------------------------------------------------------------------------
def test_the_law_of_the_year_says_how_the_maslikhat_is_heard(land: Land) -> None:
    years = {year: manner_of(Proposal(kind="akim_calendar", body=land.region, period_key=year)) for year in
             ("2023", "2024", "2027")}  # fmt: skip
    assert years == {"2023": Manner.AGREEMENT, "2024": Manner.NOTICE, "2027": Manner.NOTICE}


def test_a_notice_is_met_by_sending_and_approval_is_refused_before_it(land: Land) -> None:
    proposal = submitted_calendar(land)
    with pytest.raises(Conflict) as refused:
        _approve(land, proposal, TODAY)
    assert refused.value.code == "maslikhat_not_told"
    hearing = _sent(land, proposal)
    assert (hearing.manner, hearing.state, hearing.due_on) == (Manner.NOTICE, HearingState.TOLD, None)
    assert Notice.objects.get(kind="calendar_to_maslikhat").user == land.people["maslikhat"]
    assert _approve(land, proposal, TODAY) == ScheduleState.APPROVED


def test_under_the_first_edition_approval_waits_for_agreement(land: Land) -> None:
    hearing = _asked(land)
    assert (hearing.manner, hearing.state) == (Manner.AGREEMENT, HearingState.ASKED)
    assert hearing.due_on == C1_DAY + timedelta(days=silence(C1_DAY).days)
    with pytest.raises(Conflict) as refused:
        _approve(land, hearing.proposal, C1_DAY)
    assert refused.value.code == "maslikhat_not_agreed"
    _answer(land, hearing, agrees=True)
    assert _approve(land, hearing.proposal, C1_DAY) == ScheduleState.APPROVED


def test_a_refusal_needs_words_and_the_calendar_is_sent_again(land: Land) -> None:
    hearing = _asked(land)
    with pytest.raises(Invalid):
        _answer(land, hearing, agrees=False, remarks="  ")
    refused = _answer(land, hearing, agrees=False, remarks="Тасарыкту да қосыңыз")
    assert (refused.state, refused.answered_by) == (HearingState.REFUSED, land.people["maslikhat"])
    assert {notice.user for notice in Notice.objects.filter(kind="maslikhat_heard")} == {
        land.people[name] for name in ("officer", "second_officer", "head")
    }
    with pytest.raises(Conflict):
        _approve(land, hearing.proposal, C1_DAY)
    again = _sent(land, hearing.proposal, C1_DAY)
    _answer(land, again, agrees=True)
    assert _approve(land, hearing.proposal, C1_DAY) == ScheduleState.APPROVED


@pytest.mark.parametrize(("days", "closed"), [(0, 0), (1, 1)], ids=["the last day", "the day after"])
def test_silence_counts_as_agreement_after_the_last_day(land: Land, days: int, closed: int) -> None:
    hearing = _asked(land)
    assert hearing.due_on is not None
    day = hearing.due_on + timedelta(days=days)
    assert close_silent_hearings(today=day) == closed
    assert close_silent_hearings(today=day) == 0
    hearing.refresh_from_db()
    assert hearing.state == (HearingState.SILENT if closed else HearingState.ASKED)
    if closed:
        with pytest.raises(Conflict):
            _answer(land, hearing, agrees=False, remarks="Кеш", day=day)
        assert _approve(land, hearing.proposal, day) == ScheduleState.APPROVED


def test_an_answer_after_the_last_day_is_late(land: Land) -> None:
    hearing = _asked(land)
    assert hearing.due_on is not None
    with pytest.raises(Conflict):
        _answer(land, hearing, agrees=True, day=hearing.due_on + timedelta(days=1))


def test_remarks_on_a_notice_are_kept_and_bind_nobody(land: Land) -> None:
    hearing = _sent(land, submitted_calendar(land))
    told = _answer(land, hearing, agrees=True, remarks="Ескерту", day=TODAY)
    assert (told.state, told.remarks) == (HearingState.TOLD, "Ескерту")
    assert _approve(land, hearing.proposal, TODAY) == ScheduleState.APPROVED


def test_what_was_sent_twice_is_one_and_changed_rows_are_heard_anew(land: Land) -> None:
    proposal = submitted_calendar(land)
    _sent(land, proposal)
    with pytest.raises(Conflict) as twice:
        _sent(land, proposal)
    assert twice.value.code == "sent_already"
    take_back(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    with pytest.raises(Conflict):
        _sent(land, proposal)
    land.row(proposal, RURAL, RURAL, date(2027, 9, 1))
    proposal.refresh_from_db()
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    with pytest.raises(Conflict) as refused:
        _approve(land, proposal, TODAY)
    assert refused.value.code == "maslikhat_not_told"
    _sent(land, proposal)
    assert _approve(land, proposal, TODAY) == ScheduleState.APPROVED


def test_two_hands_at_once_send_one_notice(land: Land) -> None:
    hearing = _sent(land, submitted_calendar(land))
    with pytest.raises(IntegrityError), transaction.atomic():
        Hearing.objects.create(
            proposal=hearing.proposal, body=hearing.body, manner=Manner.NOTICE, state=HearingState.TOLD,
            proposal_version=hearing.proposal_version, sent_on=TODAY, sent_by=land.people["head"],
        )  # fmt: skip


def test_what_the_head_returned_and_nobody_changed_was_heard(land: Land) -> None:
    proposal = submitted_calendar(land)
    _sent(land, proposal)
    return_proposal(proposal=proposal, comment="Кейін", actor=land.actor("head"), today=TODAY)
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    assert _approve(land, proposal, TODAY) == ScheduleState.APPROVED


# -- who -------------------------------------------------------------------------------------------------------------
def test_only_people_of_the_region_send_and_only_the_maslikhat_answers(land: Land) -> None:
    proposal = submitted_calendar(land, "2023", C1_DAY)
    own = ("officer", "second_officer", "head")
    for name in set(land.people) - {*own}:
        with pytest.raises(NotAllowed):
            send_to_maslikhat(proposal=proposal, actor=land.actor(name, C1_DAY), today=C1_DAY)
    hearing = _sent(land, proposal, C1_DAY)
    for name in set(land.people) - {"maslikhat"}:
        with pytest.raises(NotAllowed):
            _answer(land, hearing, agrees=True, by=name)
    for name in land.people:
        actor, sees = land.actor(name), name in (*own, "maslikhat")
        assert bool(can_see_hearing(actor, hearing)) is sees, name
        assert Hearing.objects.visible_to(actor).exists() is sees, name


def test_who_works_on_the_calendar_does_not_answer_for_the_maslikhat_too(land: Land) -> None:
    hearing = _asked(land)
    RoleGrantFactory(user=land.people["second_officer"], role=Role.MASLIKHAT, body=hearing.body)
    with pytest.raises(NotAllowed) as refused:
        _answer(land, hearing, agrees=True, by="second_officer")
    assert refused.value.code == "own_hearing"


def test_a_draft_is_not_sent(land: Land) -> None:
    with pytest.raises(Conflict):
        _sent(land, land.opened())


# -- links -----------------------------------------------------------------------------------------------------------
def _linked(land: Land, now: datetime = NOW) -> tuple[Hearing, str]:
    hearing = _sent(land, submitted_calendar(land))
    return hearing, make_link(hearing=hearing, actor=land.actor("officer"), now=now)[1]


def test_a_link_answers_once_and_says_who(land: Land) -> None:
    hearing, key = _linked(land)
    answer_by_link(key=key, agrees=True, remarks="Ескерту", now=NOW, today=TODAY, **WHO)
    hearing.refresh_from_db()
    assert (hearing.remarks, hearing.answered_by) == ("Ескерту", None)
    link = HearingLink.objects.get()
    assert (link.signer_name, link.signer_post, link.used_at) == (WHO["name"], WHO["post"], NOW)
    with pytest.raises(Conflict) as dead:
        answer_by_link(key=key, agrees=True, remarks="Тағы", now=NOW, today=TODAY, **WHO)
    assert dead.value.code == "dead_key"


def test_of_the_key_only_a_hash_is_kept(land: Land) -> None:
    _hearing, key = _linked(land)
    kept = " ".join(str(value) for row in HearingLink.objects.values() for value in row.values())
    assert digest_of(key) in kept
    # What logs know for a key wherever it stands: with a digit soon.
    assert set(key) <= set("0123456789abcdef")
    assert key not in kept


def test_a_link_that_ran_out_was_revoked_or_replaced_is_dead(land: Land) -> None:
    hearing, key = _linked(land)
    assert find_link(key=key, now=NOW + timedelta(days=14, seconds=-1)) is not None
    assert find_link(key=key, now=NOW + timedelta(days=14)) is None
    _link, second = make_link(hearing=hearing, actor=land.actor("officer"), now=NOW)
    assert [find_link(key=each, now=NOW) is not None for each in (key, second)] == [False, True]
    assert revoke_link(hearing=hearing, actor=land.actor("head"), now=NOW) == 1
    assert find_link(key=second, now=NOW) is None
    assert find_link(key="x" * 43, now=NOW) is None


def test_a_link_of_rows_that_have_changed_is_dead(land: Land) -> None:
    hearing, key = _linked(land)
    proposal = hearing.proposal
    take_back(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    assert find_link(key=key, now=NOW) is None
    land.row(proposal, REGION, RURAL, date(2027, 9, 1))
    proposal.refresh_from_db()
    submit_proposal(proposal=proposal, actor=land.actor("officer"), today=TODAY)
    assert find_link(key=key, now=NOW) is None


def test_nobody_but_the_region_makes_or_revokes_links(land: Land) -> None:
    hearing = _sent(land, submitted_calendar(land))
    for name in set(land.people) - {"officer", "second_officer", "head"}:
        for act in (make_link, revoke_link):
            with pytest.raises(NotAllowed):
                act(hearing=hearing, actor=land.actor(name), now=NOW)


def test_name_and_post_reach_neither_history_nor_notices(land: Land) -> None:
    _hearing, key = _linked(land)
    answer_by_link(key=key, agrees=True, remarks="Ескерту", now=NOW, today=TODAY, **WHO)
    told = " ".join(f"{row.before}{row.after}" for row in Change.objects.all())
    told += " ".join(f"{row.line_kk}{row.line_ru}{row.line_en}" for row in Notice.objects.all())
    told += " ".join(event.comment for proposal in Proposal.objects.all() for event in proposal.events.all())
    assert "Ескерту" in told
    assert not any(word in told for word in WHO.values())


# -- pages -----------------------------------------------------------------------------------------------------------
@time_machine.travel(NOW, tick=False)
def test_opening_the_link_changes_nothing_and_the_button_answers(land: Land, client: Client) -> None:
    hearing, key = _linked(land)
    with override("kk"):
        url = reverse("schedules:hearing_by_link", args=[key])
    page = client.get(url)
    assert (page.status_code, page["Referrer-Policy"], page["X-Robots-Tag"]) == (200, "strict-origin", "noindex")
    assert "no-store" in page["Cache-Control"]
    hearing.refresh_from_db()
    assert hearing.answered_on is None
    missing = client.post(url, {"name": "", "post": "", "remarks": "Ескерту"})
    assert (missing.status_code, "Ескерту" in missing.content.decode()) == (200, True)
    done = client.post(url, {**WHO, "remarks": "Ескерту"})
    assert done.status_code == 200
    assert not any(word in done.content.decode() for word in WHO.values())
    assert client.get(url).status_code == 404
    assert client.post(url, {**WHO, "remarks": "Тағы"}).status_code == 404


@time_machine.travel(NOW, tick=False)
def test_a_browser_may_send_what_the_link_and_the_region_are_shown(land: Land) -> None:
    """With the key of the form that stands in the page, and the origin a browser gives under the page's own policy."""
    proposal = submitted_calendar(land)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(land.people["officer"])

    def sent(url: str, to: str, **said: str) -> int:
        page = browser.get(url)
        (token, *_more) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
        origin = "null" if page.headers.get("Referrer-Policy") == "no-referrer" else "http://testserver"
        return browser.post(to, {"csrfmiddlewaretoken": token, **said}, headers={"Origin": origin}).status_code

    with override("kk"):
        work = AKIM_CALENDAR.pages.work.url(slug=land.region.slug, year="2027")
    assert sent(work, f"{work}maslikhat/send/") == 302
    _made, key = make_link(hearing=Hearing.objects.get(proposal=proposal), actor=land.actor("officer"), now=NOW)
    with override("kk"):
        link = reverse("schedules:hearing_by_link", args=[key])
    assert sent(link, link, **WHO, remarks="Ескерту") == 200
    assert Hearing.objects.get().answered_on == TODAY


@time_machine.travel(NOW, tick=False)
def test_the_region_walks_its_page_to_the_letter_and_the_link(land: Land, client: Client) -> None:
    proposal = submitted_calendar(land)
    client.force_login(land.people["officer"])
    [item] = [item for item in desk_items(land.actor("officer"), TODAY) if item.kind == "maslikhat_send"]
    page = client.get(item.url)
    assert page.status_code == 200
    base = item.url + "maslikhat/"
    assert client.post(base + "send/", {"version": str(proposal.version + 1)}).status_code == 409
    assert client.post(base + "send/", {"version": str(proposal.version)}).status_code == 302
    assert [item.kind for item in desk_items(land.actor("officer"), TODAY)] == []
    letter = client.get(base + "letter/").content.decode()
    assert 'lang="kk"' in letter
    assert 'lang="ru"' in letter
    made = client.post(base + "link/").content.decode()
    assert "/maslikhat/" in made
    assert client.post(base + "revoke/").status_code == 302
    client.force_login(land.people["neighbour"])
    for name in ("send/", "link/", "revoke/"):
        assert client.post(base + name).status_code == 404
    assert client.get(base + "letter/").status_code == 404


@time_machine.travel(NOW, tick=False)
def test_the_maslikhat_reads_and_answers_on_its_own_page(land: Land, client: Client) -> None:
    hearing = _sent(land, submitted_calendar(land))
    [item] = [item for item in desk_items(land.actor("maslikhat"), TODAY) if item.kind == "maslikhat_answer"]
    client.force_login(land.people["maslikhat"])
    assert item.url in client.get(reverse("schedules:hearings")).content.decode()
    assert client.get(item.url).status_code == 200
    assert client.post(item.url, {"remarks": "Ескерту"}).status_code == 302
    hearing.refresh_from_db()
    assert hearing.remarks == "Ескерту"
    client.force_login(land.people["neighbour"])
    assert client.get(item.url).status_code == 404


def test_under_the_first_edition_the_page_of_the_year_leads_through_refusal_and_silence(
    land: Land, client: Client
) -> None:
    """What the officer sees: asked, refused with words and sent anew, then nobody answers and the head goes on."""
    proposal = submitted_calendar(land, "2023", C1_DAY)
    with override("ru"):
        work = AKIM_CALENDAR.pages.work.url(slug=land.region.slug, year="2023")

    def seen(day: date) -> tuple[str, str, str]:
        """The step it stands at, what is noted of the maslikhat, the page."""
        with time_machine.travel(clock.at(day, 10), tick=False):
            client.force_login(land.people["officer"])
            page = client.get(work)
        steps = page.context["steps"]
        now = next(str(step.icon) for step in steps if step.is_now)
        return now, plain(steps[1].note), plain(page.content.decode())

    assert seen(C1_DAY)[:2] == ("mail", "согласование")
    with time_machine.travel(clock.at(C1_DAY, 10), tick=False):
        assert client.post(f"{work}maslikhat/send/", {"version": str(proposal.version)}).status_code == 302
    step, note, page = seen(C1_DAY)
    assert (step, note) == ("mail", "ожидается, 1 декабря 2022 г.")
    assert "Направить в маслихат на согласование" not in page
    _answer(land, Hearing.objects.get(), agrees=False, remarks="Тасарыкту да қосыңыз")
    step, note, page = seen(C1_DAY)
    assert step == "mail"
    assert "Тасарыкту да қосыңыз" in page
    assert f'action="{work}maslikhat/send/"' in page, "it is sent anew by a button on the same page"
    again = _sent(land, proposal, C1_DAY)
    assert again.due_on is not None
    after = again.due_on + timedelta(days=1)
    assert close_silent_hearings(today=after) == 1
    step, note, page = seen(after)
    assert step == "person", "the head may approve"
    assert "Тасарыкту да қосыңыз" in page, "what was said before stays to be read"
    assert _approve(land, proposal, after) == ScheduleState.APPROVED
