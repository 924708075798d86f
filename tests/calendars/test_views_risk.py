"""Pages of risk signals, as the people they concern meet them, and as others do not."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from meetings.models import Meeting
from portal.calendars.models import RiskSignal
from portal.deadlines.models import Obligation
from tests.calendars.land import Land
from tests.factories.calendars import RiskSignalFactory
from tests.meetings.counting import counted
from tests.texts import plain

pytestmark = pytest.mark.django_db

Login = Callable[[str], Client]
SECRET = "Құпия-негіз-Ж7Щ"


def page(name: str, *args: object, language: str = "en") -> str:
    with override(language):
        return reverse(name, args=args)


def form(land: Land, **more: str) -> dict[str, str]:
    return {
        "body": "akimat-d",
        "territory": land.places["village"].kato,
        "ministry": "ministry-1",
        "sign": "actual",
        "level": "high",
        "on": "11.12.2026",
        "ground_kk": "",
        "ground_ru": SECRET,
        **more,
    }


def test_an_officer_registers_and_sees_what_it_opens(land: Land, login: Login) -> None:
    client = login("akimat-d officer")
    started = client.get(page("calendars:new_risk"))
    assert started.status_code == 302
    shown = client.get(started["Location"]).content.decode()
    # The district and what lies in it, and no neighbour.
    assert land.places["village"].kato in shown
    assert land.places["beside"].kato not in shown
    assert f'value="{land.places["region"].kato}"' not in shown
    done = client.post(started["Location"], form(land))
    assert done.status_code == 302
    again = client.post(started["Location"], form(land))
    assert again["Location"] == done["Location"]
    signal = RiskSignal.objects.get()
    assert done["Location"] == page("calendars:risk", signal.pk)
    text = plain(client.get(done["Location"]).content.decode())
    assert SECRET in text
    # The akimat reads what it has brought about, and opens only what is its own.
    owed = Obligation.objects.get(duty="D-1.3")
    assert "Off-graph meeting in case of social tension" in text
    with override("en"):
        address = owed.get_work_url()
    assert address not in text
    text = plain(login("ministry-1 preparer").get(done["Location"]).content.decode())
    assert "Off-graph meeting in case of social tension" in text
    assert "Set the meeting" in text
    assert SECRET in text
    assert address in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "15.12.2026"}, "This day has not come yet"),
        ({"ground_kk": "", "ground_ru": " "}, "Say the ground in Kazakh or in Russian"),
        ({"ground_ru": "Иванов 8 701 123 45 67"}, "Leave telephones"),
        ({"level": "huge"}, "There is no such choice"),
        ({"ministry": "akimat-1"}, "There is no such choice"),
    ],
)
def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(
    land: Land, login: Login, fields: dict[str, str], words: str
) -> None:
    address = f"{page('calendars:new_risk')}?key={uuid4()}"
    answer = login("akimat-d officer").post(address, form(land, **{"ground_kk": "Жазылған сөз", **fields}))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text
    assert "11.12.2026" in text or "15.12.2026" in text
    assert not RiskSignal.objects.exists()


def test_a_ministry_names_its_own_branch_alone(land: Land, login: Login) -> None:
    address = f"{page('calendars:new_risk')}?key={uuid4()}"
    client = login("ministry-1 preparer")
    assert 'value="ministry-2"' not in client.get(address).content.decode()
    wrong = form(land, body="ministry-1", ministry="ministry-2", territory=land.places["other"].kato)
    assert client.post(address, wrong).status_code == 422


@pytest.mark.parametrize("who", ["government approver", "administration administrator", "apparatus overseer"])
def test_who_registers_nothing_has_no_form(land: Land, login: Login, who: str) -> None:
    assert login(who).get(page("calendars:new_risk")).status_code == 403


def test_a_neighbour_meets_no_page_of_it(land: Land, login: Login) -> None:
    signal = RiskSignalFactory(
        ministry=land["ministry-1"], body=land["akimat-d"], territory=land.places["village"], ground_ru=SECRET
    )
    names = ("risk", "withdraw_risk", "publish_risk", "take_up_risk")
    addresses = [*(page(f"calendars:{name}", signal.pk) for name in names), page("meetings:risk_meeting", signal.pk)]
    for who in ("akimat-e officer", "akimat-2 head", "ministry-2 head", "defence preparer", "government approver"):
        client = login(who)
        answers = {client.get(address).status_code for address in addresses[:3]}
        answers |= {client.post(address).status_code for address in addresses[1:]}
        assert answers == {404}, who
        assert SECRET not in client.get(page("calendars:risks")).content.decode()
        assert (
            land.places["village"].name_en not in client.get(page("calendars:risks")).content.decode().split("<ul")[-1]
        )
    # Who sees it and did not enter it may not speak of it.
    client = login("ministry-1 head")
    assert [client.get(address).status_code for address in addresses[:3]] == [200, 403, 403]
    assert {Client().get(address).status_code for address in addresses[:3]} == {302}


def test_the_ministry_sets_the_meeting_on_its_page(land: Land, login: Login) -> None:
    signal = RiskSignalFactory(ministry=land["ministry-1"], territory=land.places["district"], ground_ru=SECRET)
    client, address = login("ministry-1 head"), page("meetings:risk_meeting", signal.pk)
    offered = client.get(address).content.decode()
    assert land.places["beside"].kato in offered
    assert land.places["other"].kato not in offered
    typed = {
        "territory": land.places["beside"].kato,
        "day": "21.12.2026",
        "start_time": "11.00",
        "format": "on_site",
        "subject_kk": "Ауыз су",
        "subject_ru": "Питьевая вода",
        "ground_kk": "Өтініштер",
        "ground_ru": "",
    }
    assert client.post(address, typed).status_code == 422
    done = client.post(address, typed | {"ground_ru": "Обращения"})
    meeting = Meeting.objects.get()
    assert done["Location"] == meeting.get_absolute_url()
    public = Client().get(done["Location"]).content.decode()
    assert "Питьевая вода" in Client().get(f"/ru/meetings/{meeting.number}/").content.decode()
    assert SECRET not in public
    assert client.post(address, typed | {"ground_ru": "Обращения"}).status_code == 409
    # Whoever looks again is led to the signal, where the meeting stands.
    assert client.get(address)["Location"] == page("calendars:risk", signal.pk)


def test_what_is_closed_is_closed_once_and_its_forms_lead_back(land: Land, login: Login) -> None:
    signal = RiskSignalFactory(ministry=land["ministry-1"], body=land["akimat-d"], territory=land.places["village"])
    RiskSignal.objects.update(meeting_number="2026-000007", offers_deputy=True, level="high")
    client, at = login("akimat-d head"), page("calendars:risk", signal.pk)
    address = page("calendars:withdraw_risk", signal.pk)
    assert "2026-000007" in client.get(address).content.decode()
    assert "may take part" in client.get(at).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Су берілді"})["Location"] == at
    assert client.post(address, {"reason": "Тағы"}).status_code == 409
    for name in ("withdraw_risk", "publish_risk"):
        assert client.get(page(f"calendars:{name}", signal.pk))["Location"] == at
    text = client.get(at).content.decode()
    assert "Су берілді" in text
    assert "Тағы" not in text
    assert "may take part" not in text


def test_published_it_stands_on_the_public_page_and_its_ground_does_not(land: Land, login: Login) -> None:
    signal = RiskSignalFactory(ministry=land["ministry-1"], territory=land.places["district"], ground_ru=SECRET)
    RiskSignalFactory(ministry=land["ministry-1"], territory=land.places["beside"])
    address = page("calendars:publish_risk", signal.pk)
    assert login("ministry-1 head").post(address, {"statement_kk": "Ашық сөз", "statement_ru": ""}).status_code == 422
    told = login("ministry-1 head").post(address, {"statement_kk": "Ашық сөз", "statement_ru": "Открыто сказано"})
    assert told.status_code == 302
    answer = Client().get("/ru/risks/")
    text = answer.content.decode()
    assert not answer.cookies
    assert "Открыто сказано" in text
    assert SECRET not in text
    assert land.places["beside"].name_ru not in text
    gone = login("ministry-1 preparer").post(page("calendars:withdraw_risk", signal.pk), {"reason": SECRET})
    assert gone.status_code == 302
    assert SECRET not in Client().get("/ru/risks/").content.decode()


def test_the_register_is_filtered_and_a_wrong_filter_finds_nothing(land: Land, login: Login) -> None:
    RiskSignalFactory(ministry=land["ministry-1"], territory=land.places["village"], high=True)
    RiskSignalFactory(ministry=land["ministry-2"], territory=land.places["other"], withdrawn=True)
    client, register = login("administration overseer"), page("calendars:risks")

    def found(**query: str) -> int:
        return client.get(register, query).content.decode().count('class="panel stack-s"')

    assert found() == 2
    region = land.places["region"].kato
    for query in ({"state": "open"}, {"level": "high"}, {"ministry": "ministry-1"}, {"place": region}):
        assert found(**query) == 1, query
    assert found(state="met") == 0
    wrong = client.get(register, {"level": "huge"})
    assert wrong.status_code == 422
    assert "There is no such choice" in wrong.content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_register_costs_the_same_for_one_and_for_many(land: Land, login: Login, language: str) -> None:
    client, register = login("administration overseer"), page("calendars:risks", language=language)
    RiskSignalFactory(ministry=land["ministry-1"], territory=land.places["village"])
    client.get(register)
    with counted() as one:
        assert client.get(register).status_code == 200
    RiskSignalFactory.create_batch(20, ministry=land["ministry-1"], territory=land.places["village"], published=True)
    with counted() as many:
        assert client.get(register).status_code == 200
    assert len(many) == len(one) <= 20
    with counted() as public:
        assert Client().get(page("calendars:published_risks", language=language)).status_code == 200
    assert len(public) <= 6
