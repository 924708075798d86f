"""Residents demand a meeting: opened, confirmed, supported until the akimat owes an answer, answered or closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from meetings.choices import Origin
from meetings.models import Meeting
from meetings.services.off_plan import OffPlan
from portal.kernel.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from portal.kernel.wording import Lines
from portal.questions.choices import DemandState, Held, MailKind
from portal.questions.models import Demand, DemandEvent, DemandPolicy, PersonLetter, Voice
from portal.questions.permissions import can_answer_demand, can_publish_policy
from portal.questions.queries.demands import followers_of, meetings_to_join
from portal.questions.queries.owed import answers_owed
from portal.questions.queries.policies import policy_for
from portal.questions.services.answering import appoint_meeting, decline_demand, join_to_meeting, with_ground
from portal.questions.services.demanding import confirm_demand, count_voices, lapse_demands, withdraw_demand
from portal.questions.services.keys import key_of
from portal.questions.services.opening import open_demand
from portal.questions.services.origin import origin_of
from portal.questions.services.policies import Rules, publish_policy
from portal.questions.services.posting import post_letters
from portal.questions.services.supporting import confirm_voice, support, take_back_voice
from portal.questions.tasks import lapse_demands as lapse_task
from tests.factories.questions import DemandFactory, DemandPolicyFactory, PersonFactory, voice_of
from tests.ground import GROUND
from tests.meetings.valley import DAY, Valley, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

TODAY = DAY - timedelta(days=8)
NOW = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
TEXT = "Воды нет с сентября, пусть аким района назовёт срок."
MAIL = "aigul@mail.example"
ANSWER = Lines("Кездесу 18 наурызда өтеді.", "Встреча будет 18 марта.", "")
RULES = Rules(40, 30, 7, Lines("Өкім № 5", "Распоряжение № 5", ""))
EVERYBODY = ("region", "officer", "head", "rural", "neighbour", "minister", "preparer", "administrator", "nobody")


@GROUND.fixture
def demanding_valley() -> Valley:
    return make_valley()


@pytest.fixture
def valley(demanding_valley: Valley) -> Valley:
    return demanding_valley


@pytest.fixture(autouse=True)
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def demanded(valley: Valley, **facts: Any) -> Demand:
    """Of the akim of the district, by people of the first rural district, gathering voices."""
    facts = {"public": True, "body": valley.district, "territory": valley.rural.territory, **facts}
    person = PersonFactory(purpose="demand", confirmed=True)
    return DemandFactory(person=facts.pop("person", person), **facts)


def acting(valley: Valley, who: str = "officer", today: date = TODAY) -> dict[str, Any]:
    return {"actor": valley.actor(who, today), "today": today, "now": NOW}


def meeting_facts(valley: Valley, **facts: Any) -> OffPlan:
    told: dict[str, Any] = {
        "origin": Origin.DEMAND,
        "official": valley.akim(valley.district),
        "territory": valley.rural.territory,
        "day": date(2027, 3, 18),
        "ground_kk": "",
        "ground_ru": "",
        "subject_kk": "Ауыз су",
        "subject_ru": "Питьевая вода",
    }
    return OffPlan(**{**told, **facts})


def told() -> list[tuple[str, str]]:
    rows = PersonLetter.objects.filter(kind=MailKind.FATE).order_by("person__email", "key")
    return list(rows.values_list("person__email", "key"))


def signed_in(valley: Valley, who: str) -> Client:
    client = Client()
    client.force_login(valley.people[who])
    return client


def form_page(valley: Valley, language: str = "ru") -> str:
    assert valley.rural.territory is not None
    return f"/{language}/demands/new/?place={valley.rural.territory.kato}"


def hidden(content: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', content.replace("\n", " "))
    return found[1] if found else ""


def typed(path: str, moment: time_machine.Traveller, seconds: int = 60, **more: str) -> dict[str, str]:
    """The form as it is sent so many seconds after its page was opened."""
    stamp = hidden(Client().get(path).content.decode(), "stamp")
    moment.shift(timedelta(seconds=seconds))
    return {"email": MAIL, "consent": "on", "stamp": stamp, **more}


def wanted(valley: Valley, moment: time_machine.Traveller, **more: Any) -> dict[str, str]:
    data = typed(form_page(valley), moment, seconds=more.pop("seconds", 60))
    return {**data, "text": TEXT, "body": valley.district.slug, **more}


# -- opening -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_somebody_demands_a_meeting_and_confirms_it_by_the_button(
    valley: Valley, moment: time_machine.Traveller, language: str
) -> None:
    valley.meeting()
    path = form_page(valley, language)
    client = Client(enforce_csrf_checks=True)
    form = plain(client.get(path).content.decode())
    # What stands already comes first: the akim comes anyway, and no petition is opened here.
    assert form.index("/meetings/2027-") < form.index('name="text"')
    assert "eotinish.kz" in form
    assert "epetition.kz" in form
    answer = client.post(path, {**wanted(valley, moment)})
    demand = Demand.objects.select_related("person").get()
    assert (demand.state, demand.body, demand.territory) == ("sent", valley.district, valley.rural.territory)
    assert demand.number in plain(answer.content.decode())
    assert post_letters(now=datetime(2027, 3, 1, 8, 3, tzinfo=UTC)) == (1, 0)
    (letter,) = mail.outbox
    assert demand.person is not None
    own = f"/{language}/questions/k/{key_of(demand.person)}/"
    assert own in letter.body
    assert str(demand.number) in letter.body
    # Nothing that was typed: whoever gives a stranger's address writes nothing to them.
    assert TEXT not in letter.body
    for look in (client.get, client.head):
        assert look(own).status_code == 200
    demand.refresh_from_db()
    assert demand.state == "sent"
    assert TEXT in plain(client.get(own).content.decode())
    for _press in range(2):
        assert client.post(own, {"act": "confirm"}).status_code == 303
    demand.refresh_from_db()
    assert demand.state == DemandState.WAITING
    assert list(DemandEvent.objects.values_list("verb", flat=True)) == ["send", "confirm"]
    public = client.get(f"/{language}/demands/{demand.number}/")
    assert TEXT not in plain(public.content.decode())
    assert MAIL not in public.content.decode()
    for page in (answer, public):
        assert not page.cookies


def test_a_form_sent_twice_is_one_demand_and_every_address_gets_the_same_answer(
    valley: Valley, moment: time_machine.Traveller
) -> None:
    data = wanted(valley, moment)
    pages = [Client().post(form_page(valley), data) for _each in range(2)]
    assert Demand.objects.count() == 1
    assert pages[0].content == pages[1].content
    other = Client().post(form_page(valley), {**data, "email": "nobody@no.example"})
    first, second = Demand.objects.order_by("pk").values_list("number", flat=True)
    assert other.content.decode().replace(second, first) == pages[0].content.decode()


def test_what_is_sent_too_quickly_or_with_a_forged_mark_is_held_and_looks_the_same(
    valley: Valley, moment: time_machine.Traveller
) -> None:
    quick = Client().post(form_page(valley), wanted(valley, moment, seconds=5))
    forged = Client().post(form_page(valley), wanted(valley, moment, stamp="x:y", text="Другой текст про дорогу."))
    assert [page.status_code for page in (quick, forged)] == [200, 200]
    assert set(Demand.objects.values_list("held", flat=True)) == {Held.QUICK}
    assert not PersonLetter.objects.exists()
    demand = Demand.objects.select_related("person").first()
    assert demand is not None
    assert demand.person is not None
    with pytest.raises(Conflict):
        confirm_demand(demand=demand, today=TODAY, now=NOW)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("text", "", "Напишите, о чём должна быть встреча."),
        ("text", "а" * 10_000, "10000"),
        ("email", "not an address", "name@mail.kz"),
        ("email", "", "адрес"),
        ("body", "no-such-body", "Такого варианта нет"),
        ("consent", "", "согласия"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    valley: Valley, moment: time_machine.Traveller, field: str, value: str, said: str
) -> None:
    data = {**wanted(valley, moment), field: value}
    page = Client().post(form_page(valley), data)
    content = plain(page.content.decode()).replace(" ", "")
    assert not Demand.objects.exists()
    assert said.replace(" ", "") in content
    assert "fld--bad" in content
    if field != "text":
        assert TEXT.replace(" ", "") in content
    if field != "email":
        assert MAIL in content


def test_an_akim_of_another_place_is_no_choice(valley: Valley, moment: time_machine.Traveller) -> None:
    page = Client().post(form_page(valley), wanted(valley, moment, body=valley.beside.slug))
    assert "fld--bad" in page.content.decode()
    assert not Demand.objects.exists()


def test_markup_emoji_and_letters_from_right_to_left_are_a_text_like_any_other(
    valley: Valley, moment: time_machine.Traveller
) -> None:
    text = "<script>alert(1)</script> 💧 مياه"
    page = Client().post(form_page(valley), wanted(valley, moment, text=text))
    assert Demand.objects.get().own_text == text
    assert "<script>alert" not in page.content.decode()


def test_what_belongs_to_one_person_is_told_once_for_each_piece(valley: Valley, moment: time_machine.Traveller) -> None:
    data = wanted(valley, moment, text=f"{TEXT} Мой телефон 8 701 555-66-77.")
    page = Client().post(form_page(valley), data)
    assert "8 701 555-66-77" in plain(page.content.decode())
    assert not Demand.objects.exists()
    seen = hidden(page.content.decode(), "seen")
    # What was seen of one text says nothing of another.
    again = Client().post(form_page(valley), {**data, "text": "Мой телефон 8 702 555-66-77.", "seen": seen})
    assert not Demand.objects.exists()
    assert "8 702 555-66-77" in plain(again.content.decode())
    Client().post(form_page(valley), {**data, "seen": seen})
    assert Demand.objects.count() == 1


@pytest.mark.parametrize("place", ["", "999999999", "абв", "1" * 500])
def test_without_a_place_the_form_leads_to_one(place: str) -> None:
    page = Client().get("/ru/demands/new/", {"place": place})
    assert page.status_code == 200
    assert "/ru/territories/" in page.content.decode()
    assert 'name="text"' not in page.content.decode()


def test_similar_demands_of_the_place_and_around_it_are_shown_first(valley: Valley) -> None:
    here, above = demanded(valley), demanded(valley, territory=valley.district.territory)
    away = demanded(valley, territory=valley.silent.territory)
    over = demanded(valley, state=DemandState.LAPSED)
    form = Client().get(form_page(valley)).content.decode()
    assert all(row.number in form for row in (here, above))
    assert not any(row.number in form for row in (away, over))


def test_a_link_that_ran_out_confirms_nothing_and_another_letter_can_be_had(
    valley: Valley, moment: time_machine.Traveller
) -> None:
    Client().post(form_page(valley), wanted(valley, moment))
    demand = Demand.objects.select_related("person").get()
    assert demand.person is not None
    own = f"/ru/questions/k/{key_of(demand.person)}/"
    moment.shift(timedelta(hours=25))
    assert "истёк" in plain(Client().post(own, {"act": "confirm"}).content.decode())
    demand.refresh_from_db()
    assert demand.state == DemandState.SENT
    Client().post(own, {"act": "again"})
    Client().post(own, {"act": "confirm"})
    demand.refresh_from_db()
    assert demand.state == DemandState.WAITING


def test_an_author_withdraws_while_voices_are_gathered_and_every_word_is_gone(valley: Valley) -> None:
    demand = demanded(valley)
    assert demand.person is not None
    own = f"/ru/questions/k/{key_of(demand.person)}/"
    asked = Client().post(own, {"act": "withdraw"})
    assert "withdraw-sure" in asked.content.decode()
    assert Demand.objects.get().state == DemandState.OPEN
    for _press in range(2):
        assert Client().post(own, {"act": "withdraw-sure"}).status_code == 303
    demand.refresh_from_db()
    assert (demand.state, demand.own_text, demand.text_kk, demand.text_ru) == ("withdrawn", "", "", "")
    owed = demanded(valley, state=DemandState.REACHED, reached_on=TODAY, answer_due_on=DAY)
    with pytest.raises(IllegalTransition):
        withdraw_demand(demand=owed, today=TODAY, now=NOW)


# -- rules -------------------------------------------------------------------------------------------------------------
def test_only_the_head_of_the_akimat_publishes_its_rules(valley: Valley) -> None:
    for who in EVERYBODY:
        actor = valley.actor(who, TODAY)
        assert bool(can_publish_policy(actor, valley.district)) is (who == "head"), who
        assert not can_publish_policy(actor, valley.ministry), who
        if who != "head":
            with pytest.raises(NotAllowed):
                publish_policy(body=valley.district, rules=RULES, actor=actor, today=TODAY)
        page = signed_in(valley, who).get("/ru/work/demand-rules/")
        assert page.status_code == (200 if who == "head" else 403), who
    assert not DemandPolicy.objects.exists()


def test_rules_are_shown_once_more_before_they_count_and_twice_is_once(valley: Valley) -> None:
    demanded(valley)
    head = signed_in(valley, "head")
    data = {"threshold": "40", "gather_days": "30", "answer_days": "7", "ground_kk": "Өкім", "ground_ru": "Акт № 5"}
    seen = plain(head.post("/ru/work/demand-rules/", data).content.decode())
    assert "1 открытое требование сохраняет свои числа" in seen
    assert not DemandPolicy.objects.exists()
    for _press in range(2):
        assert head.post("/ru/work/demand-rules/", {**data, "confirm": "1"}).status_code == 302
    assert DemandPolicy.objects.get().published_on == TODAY
    assert Demand.objects.get().threshold == 50
    public = plain(Client().get("/ru/demands/rules/").content.decode())
    assert "Акт № 5" in public
    body = plain(Client().get(f"/ru/bodies/{valley.district.slug}/").content.decode())
    assert "40 голосов" in body
    assert "законом не установлено" in body.lower()


@pytest.mark.parametrize(
    ("field", "value"),
    [("threshold", "0"), ("threshold", "5001"), ("threshold", "x"), ("gather_days", "6"), ("gather_days", "181"),
     ("answer_days", "31"), ("ground_ru", ""), ("ground_kk", "а" * 301)],
)  # fmt: skip
def test_wrong_rules_are_refused_at_their_field(valley: Valley, field: str, value: str) -> None:
    data = {"threshold": "40", "gather_days": "30", "answer_days": "7", "ground_kk": "Өкім", "ground_ru": "Акт"}
    page = signed_in(valley, "head").post("/ru/work/demand-rules/", {**data, field: value, "confirm": "1"})
    assert page.status_code == 422
    assert "fld--bad" in page.content.decode()
    assert not DemandPolicy.objects.exists()


def test_the_nearest_akimat_above_counts_for_those_that_have_published_none(valley: Valley) -> None:
    assert policy_for(valley.rural, TODAY) is None
    demand = DemandFactory(body=valley.rural, territory=valley.rural.territory)
    open_demand(demand, today=TODAY)
    # Where none is published no number is asked for.
    assert (demand.opened_on, demand.threshold, demand.until) == (TODAY, None, None)
    far = DemandPolicyFactory(body=valley.region)
    assert policy_for(valley.rural, TODAY) == far
    assert valley.rural.pk in followers_of(valley.region, TODAY)
    near = publish_policy(body=valley.district, rules=RULES, actor=valley.actor("head", TODAY), today=TODAY)
    assert policy_for(valley.rural, TODAY) == near
    assert set(followers_of(valley.region, TODAY)) == {valley.beside.pk}
    assert set(followers_of(valley.district, TODAY)) == {valley.rural.pk, valley.silent.pk}
    later = DemandFactory(body=valley.rural, territory=valley.rural.territory)
    open_demand(later, today=TODAY)
    assert (later.threshold, later.answer_days, later.until) == (40, 7, TODAY + timedelta(days=30))


def test_the_head_of_one_akimat_does_not_reach_another_by_the_address(valley: Valley) -> None:
    page = signed_in(valley, "head").get("/ru/work/demand-rules/", {"body": valley.beside.slug})
    assert page.status_code == 403


# -- voices ------------------------------------------------------------------------------------------------------------
def voice(valley: Valley, moment: time_machine.Traveller, demand: Demand, address: str) -> None:
    path = f"/ru/demands/{demand.number}/support/"
    assert Client().post(path, typed(path, moment, email=address)).status_code == 200


def test_voices_are_counted_when_they_are_confirmed_and_enough_of_them_oblige_the_akimat(
    valley: Valley, moment: time_machine.Traveller
) -> None:
    demand = demanded(valley, threshold=2)
    for address in ("a@mail.example", "A@MAIL.example", "b@mail.example"):
        voice(valley, moment, demand, address)
    voices = list(Voice.objects.select_related("person").order_by("pk"))
    assert len(voices) == 2
    assert not Voice.objects.counted().exists()
    for row in voices:
        assert row.person is not None
        own = f"/ru/questions/k/{key_of(row.person)}/"
        Client().get(own)
        assert Demand.objects.get().state == DemandState.OPEN
        for _press in range(2):
            Client().post(own, {"act": "confirm"})
    demand.refresh_from_db()
    assert (demand.state, demand.reached_on) == (DemandState.REACHED, TODAY)
    # Ten working days from the first of March; the eighth and the fifteenth are days off.
    assert demand.answer_due_on == date(2027, 3, 17)
    assert [key for _mail, key in told()] == [f"fate:{demand.number}:reached"] * 3
    # One that is taken back later changes nothing of what is owed.
    take_back_voice(voice=voices[0], now=NOW)
    assert not count_voices(demand=demand, today=TODAY, now=NOW)
    page = plain(Client().get(f"/ru/demands/{demand.number}/").content.decode())
    assert "17 марта" in page


def test_a_voice_taken_back_does_not_count(valley: Valley) -> None:
    demand = demanded(valley, threshold=2)
    voice_of(demand, withdrawn_at=NOW)
    voice_of(demand)
    assert not count_voices(demand=demand, today=TODAY, now=NOW)
    voice_of(demand)
    assert count_voices(demand=demand, today=TODAY, now=NOW)


def test_without_a_number_nothing_is_reached(valley: Valley) -> None:
    demand = demanded(valley, threshold=None, answer_days=None, until=None)
    for _each in range(3):
        voice_of(demand)
    assert not count_voices(demand=demand, today=TODAY, now=NOW)
    page = plain(Client().get(f"/ru/demands/{demand.number}/").content.decode())
    assert "не опубликовали, сколько голосов нужно" in page


def test_voices_of_one_network_are_held_and_none_is_refused(
    valley: Valley, moment: time_machine.Traveller, settings: Any
) -> None:
    settings.KEZDESU_ADDRESS_HOURLY = 3
    demand = demanded(valley)
    for number in range(5):
        voice(valley, moment, demand, f"n{number}@mail.example")
    assert Voice.objects.count() == 5
    assert Voice.objects.filter(held=Held.NETWORK).count() == 2
    assert PersonLetter.objects.count() == 3


def test_on_its_last_day_a_voice_counts_and_the_day_after_none_does_even_before_the_beat(valley: Valley) -> None:
    demand = demanded(valley, until=TODAY)
    given = {"email": MAIL, "language": "ru", "now": NOW, "origin": origin_of(address="1.2.3.4", stamp="", now=NOW)}
    support(about=demand, today=TODAY, **given)
    with pytest.raises(Conflict):
        support(about=demand, today=TODAY + timedelta(days=1), **given)
    waits = Voice.objects.get()
    assert waits.person is not None
    PersonLetter.objects.create(person=waits.person, kind="confirm", key="confirm", next_try_at=NOW, created_at=NOW)
    with pytest.raises(Conflict):
        confirm_voice(voice=waits, today=TODAY + timedelta(days=1), now=NOW)
    confirm_voice(voice=waits, today=TODAY, now=NOW)
    assert Voice.objects.counted().count() == 1


def test_after_its_days_a_demand_is_closed_once_however_late_the_beat_comes(
    valley: Valley, moment: time_machine.Traveller
) -> None:
    over, last, endless = demanded(valley, until=TODAY), demanded(valley, until=DAY), demanded(valley, until=None)
    owed = demanded(valley, state=DemandState.REACHED, reached_on=TODAY, until=TODAY, answer_due_on=DAY)
    voice_of(over)
    assert lapse_demands(today=TODAY, now=NOW) == 0
    moment.shift(timedelta(days=8))
    for _run in range(2):
        lapse_task()
    states = {row.pk: row.state for row in Demand.objects.all()}
    assert [states[row.pk] for row in (over, last, endless, owed)] == ["lapsed", "open", "open", "reached"]
    assert [key for _mail, key in told()] == [f"fate:{over.number}:lapsed"] * 2
    assert DemandEvent.objects.filter(verb="lapse").count() == 1
    page = plain(Client().get(f"/ru/demands/{over.number}/support/").content.decode())
    assert 'name="email"' not in page


# -- answering ---------------------------------------------------------------------------------------------------------
def test_only_people_of_the_body_answer(valley: Valley) -> None:
    demand = demanded(valley)
    for who in EVERYBODY:
        actor = valley.actor(who, TODAY)
        may = who in {"officer", "head"}
        assert bool(can_answer_demand(actor, demand)) is may, who
        if not may:
            with pytest.raises(NotAllowed):
                decline_demand(demand=demand, answer=ANSWER, expected=1, **acting(valley, who))
        page = signed_in(valley, who).get(f"/ru/work/demands/{demand.number}/answer/")
        # The akimat above reads it, and does not answer for its own below.
        assert page.status_code == (200 if may or who == "region" else 404), who
        assert ('name="act"' in page.content.decode()) is may, who
        sent = signed_in(valley, who).post(f"/ru/work/demands/{demand.number}/answer/", {"act": "decline"})
        assert sent.status_code == (422 if may else 403 if who == "region" else 404), who
    assert Demand.objects.get().state == DemandState.OPEN


def test_a_meeting_is_appointed_with_the_demand_as_its_ground_and_all_are_told_once(valley: Valley) -> None:
    demand = demanded(valley, state=DemandState.REACHED, reached_on=TODAY, answer_due_on=DAY)
    supporter = voice_of(demand)
    given = {"demand": demand, "facts": meeting_facts(valley), "answer": ANSWER, "expected": demand.version}
    for _press in range(2):
        answered = appoint_meeting(**given, **acting(valley))
    assert answered.state == DemandState.APPOINTED
    meeting = Meeting.objects.get()
    assert answered.meeting == meeting
    assert (meeting.origin, meeting.territory, meeting.on) == (Origin.DEMAND, demand.territory, date(2027, 3, 18))
    assert demand.number in meeting.ground_kk
    assert demand.number in meeting.ground_ru
    assert "встретьтесь с нами" in meeting.ground_ru.lower()
    assert supporter.person is not None
    assert demand.person is not None
    mails = {supporter.person.email, demand.person.email}
    assert set(told()) == {(each, f"fate:{demand.number}:appointed") for each in mails}
    supporter.person.refresh_from_db()
    assert supporter.person.erase_on == date(2028, 3, 17)
    page = plain(Client().get(f"/ru/demands/{demand.number}/").content.decode())
    assert ANSWER.ru in page
    assert f"/ru/meetings/{meeting.number}/" in page


def test_a_meeting_appointed_lies_ahead(valley: Valley) -> None:
    demand = demanded(valley)
    facts = meeting_facts(valley, day=TODAY - timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        appoint_meeting(demand=demand, facts=facts, answer=ANSWER, expected=1, **acting(valley))
    assert set(refused.value.errors) == {"day"}
    assert not Meeting.objects.exists()


def test_the_ground_holds_no_private_piece_and_fits_its_field(valley: Valley) -> None:
    private = demanded(valley, text_ru="Звоните 8 701 555-66-77", text_kk="8 701 555-66-77")
    facts = with_ground(meeting_facts(valley), private)
    assert private.number in facts.ground_ru
    assert "701" not in facts.ground_kk + facts.ground_ru
    long = demanded(valley, text_kk="ә" * 1000, text_ru="я" * 1000)
    facts = with_ground(meeting_facts(valley), long)
    assert 1000 < len(facts.ground_kk) <= 2000


def test_it_is_joined_to_a_meeting_of_this_akim_that_is_to_come_and_to_no_other(valley: Valley) -> None:
    here = valley.meeting()
    away = valley.meeting(place=valley.silent.territory)
    foreign = valley.meeting(body=valley.rural)
    over = valley.meeting(on=TODAY - timedelta(days=3))
    demand = demanded(valley)
    assert list(meetings_to_join(demand, TODAY)) == [here]
    for wrong in (away.number, foreign.number, over.number, "2027-999999", ""):
        with pytest.raises(Invalid):
            join_to_meeting(demand=demand, number=wrong, answer=ANSWER, expected=1, **acting(valley))
    joined = join_to_meeting(demand=demand, number=here.number, answer=ANSWER, expected=1, **acting(valley))
    assert (joined.state, joined.meeting) == (DemandState.JOINED, here)


def test_two_officers_at_once_give_one_answer(valley: Valley) -> None:
    demand = demanded(valley)
    decline_demand(demand=demand, answer=ANSWER, expected=1, **acting(valley))
    with pytest.raises(Conflict):
        decline_demand(demand=demand, answer=Lines("Басқа", "Другой", ""), expected=1, **acting(valley, "head"))
    with pytest.raises(Conflict):
        appoint_meeting(demand=demand, facts=meeting_facts(valley), answer=ANSWER, expected=1, **acting(valley, "head"))
    demand.refresh_from_db()
    assert (demand.state, demand.answer_ru, demand.answered_by) == ("declined", ANSWER.ru, valley.people["officer"])
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("kk", "ru", "field"),
    [("", "Нет", "answer_kk"), ("Жоқ", " ", "answer_ru"), ("Жоқ", "Звоните 8 701 555-66-77", "answer_ru")],
)
def test_an_answer_stands_in_both_languages_and_names_nobody(valley: Valley, kk: str, ru: str, field: str) -> None:
    demand = demanded(valley)
    with pytest.raises(Invalid) as refused:
        decline_demand(demand=demand, answer=Lines(kk, ru, ""), expected=1, **acting(valley))
    assert set(refused.value.errors) == {field}
    assert not told()


def test_an_officer_answers_on_the_page_and_what_was_typed_stays_when_it_is_refused(valley: Valley) -> None:
    demand = demanded(valley)
    path = f"/ru/work/demands/{demand.number}/answer/"
    officer = signed_in(valley, "officer")
    data = {"act": "appoint", "version": "1", "day": "31.02.2027", "start_time": "11:00", "format": "on_site",
            "venue_kk": "", "venue_ru": "", "subject_kk": "Су", "subject_ru": "Вода",
            "answer_kk": ANSWER.kk, "answer_ru": ANSWER.ru}  # fmt: skip
    page = officer.post(path, data)
    assert page.status_code == 422
    assert "31.02.2027" in page.content.decode()
    assert ANSWER.ru in plain(page.content.decode())
    assert officer.post(path, {**data, "version": "9", "day": "18.03.2027"}).status_code == 422
    done = officer.post(path, {**data, "day": "18.03.2027"})
    assert (done.status_code, done.headers["Location"]) == (302, f"/ru/demands/{demand.number}/")
    assert Demand.objects.get().state == DemandState.APPOINTED
    # After it there is nothing to press.
    assert 'name="act"' not in officer.get(path).content.decode()


def test_the_desk_counts_down_to_the_answer_and_the_public_page_says_that_it_is_late(
    valley: Valley, moment: time_machine.Traveller
) -> None:
    demand = demanded(valley, state=DemandState.REACHED, reached_on=TODAY, answer_due_on=DAY)
    demanded(valley)
    for who in EVERYBODY:
        items = answers_owed(valley.actor(who, TODAY))
        assert [item.due_on for item in items] == ([DAY] if who in {"officer", "head"} else []), who
    assert demand.number in signed_in(valley, "officer").get("/ru/desk/").content.decode()
    assert "просрочен" not in plain(Client().get(f"/ru/demands/{demand.number}/").content.decode())
    moment.shift(timedelta(days=11))
    assert "просрочен на 3 дня" in plain(Client().get(f"/ru/demands/{demand.number}/").content.decode())
    decline_demand(demand=demand, answer=ANSWER, expected=1, **acting(valley))
    assert "просрочен" not in plain(Client().get(f"/ru/demands/{demand.number}/").content.decode())


# -- reading -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", DemandState.values)
def test_what_is_not_public_shows_no_word_of_it(valley: Valley, state: str) -> None:
    facts: dict[str, Any] = {"refusal": "private"} if state == "refused" else {}
    if state in {"appointed", "joined"}:
        facts["meeting"] = valley.meeting()
    if state in {"appointed", "joined", "declined"}:
        facts |= {"answer_kk": "Жоқ", "answer_ru": "Нет", "answered_on": TODAY, "answered_by": valley.people["officer"]}
    demand = demanded(valley, state=state, own_text="OWN", text_kk="ҚАЗАҚША", text_ru="ПУБЛИЧНО", **facts)
    page = Client().get(f"/ru/demands/{demand.number}/")
    assert page.status_code == 200
    content = plain(page.content.decode())
    is_public = state in {"open", "reached", "appointed", "joined", "declined", "lapsed"}
    assert ("ПУБЛИЧНО" in content) is is_public
    assert "OWN" not in content
    assert (demand.number in Client().get("/ru/demands/").content.decode()) is is_public
    assert Client().get(f"/ru/demands/{demand.number}/support/").status_code == (200 if is_public else 404)


def test_the_list_is_filtered_by_place_and_state_and_costs_the_same_with_many(
    valley: Valley, django_assert_max_num_queries: Any
) -> None:
    first, beside = demanded(valley), demanded(valley, territory=valley.beside.territory, state=DemandState.LAPSED)
    assert valley.region.territory is not None
    assert valley.beside.territory is not None
    there = Client().get("/ru/demands/", {"place": valley.beside.territory.kato}).content.decode()
    assert beside.number in there
    assert first.number not in there
    lapsed = Client().get("/ru/demands/", {"state": "lapsed"}).content.decode()
    assert beside.number in lapsed
    assert first.number not in lapsed
    wrong = Client().get("/ru/demands/", {"state": "nonsense", "page": "x"})
    assert wrong.status_code in {200, 422}
    for _each in range(12):
        voice_of(demanded(valley))
    with django_assert_max_num_queries(8):
        assert Client().get("/kk/demands/").status_code == 200
    with django_assert_max_num_queries(8):
        Client().get(f"/kk/demands/{first.number}/")
    with django_assert_max_num_queries(14):
        Client().get(form_page(valley, "kk"))


def test_an_unknown_number_is_no_page_and_the_finder_leads_to_a_demand(valley: Valley) -> None:
    assert Client().get("/ru/demands/T-2027-999999/").status_code == 404
    demand = demanded(valley)
    found = Client().get("/ru/questions/find/", {"number": demand.number.lower()})
    assert found.headers["Location"] == f"/ru/demands/{demand.number}/"


def test_the_rail_offers_rules_to_heads_of_akimats_alone(valley: Valley) -> None:
    for who in ("officer", "head", "minister"):
        page = signed_in(valley, who).get("/ru/desk/").content.decode()
        assert ("/ru/work/demand-rules/" in page) is (who == "head"), who
