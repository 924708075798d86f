"""Who is to take part in a meeting: by the risk when it is made, by its body before the day; what everybody reads."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client

from meetings.choices import Attendee, MeetingKind
from meetings.models import Meeting
from meetings.queries.participants import proposed_roles, required_by_risk
from meetings.services.describing import describe_meeting
from meetings.services.risk import RiskMeeting, make_risk_meeting
from portal.bodies.choices import Post
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories.bodies import OfficialFactory
from tests.factories.calendars import RiskSignalFactory
from tests.meetings.test_off_plan import TODAY, announced
from tests.meetings.valley import DAY, Valley, at, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

WHY: dict[str, Any] = {"reason_kk": "Тәуекел жоғары", "reason_ru": "Риск высокий"}
DEPUTY_PM = Attendee.DEPUTY_PM.value


@pytest.fixture
def valley() -> Valley:
    return make_valley()


def described(valley: Valley, meeting: Meeting, who: str = "officer", today: date = TODAY, **more: Any) -> Meeting:
    said: dict[str, Any] = {"is_report": False, "required": [], **WHY, **more}
    return describe_meeting(meeting=meeting, actor=valley.actor(who, today), today=today, now=at(today), **said)


def ministers(valley: Valley, **more: Any) -> Meeting:
    head = valley.akim(valley.ministry)
    return announced(valley, "minister", official=head, territory=valley.beside.territory, **more)


def signal(valley: Valley, **more: Any) -> Any:
    given = {
        "level": "high",
        "ministry": valley.ministry,
        "body": valley.ministry,
        "territory": valley.district.territory,
    }
    return RiskSignalFactory(**{**given, **more})


PUBLISHED = {"published_at": at(TODAY), "statement_kk": "Су", "statement_ru": "Вода"}


@pytest.mark.parametrize(
    ("more", "required"),
    [
        (PUBLISHED, [DEPUTY_PM]),
        # What is not published would be told to everybody by whom a meeting requires.
        ({}, []),
        ({**PUBLISHED, "level": "raised"}, []),
        ({**PUBLISHED, "withdrawn_on": TODAY, "withdrawn_reason": "Passed"}, []),
    ],
)
def test_a_published_high_risk_requires_a_deputy_of_a_minister_s_meeting(
    valley: Valley, more: dict[str, Any], required: list[str]
) -> None:
    signal(valley, **more)
    assert ministers(valley).required == required
    assert announced(valley).required == []


def test_making_many_asks_once_and_only_for_ministers(valley: Valley, django_assert_num_queries) -> None:
    signal(valley, **PUBLISHED)
    akims = [valley.meeting(), valley.meeting()]
    theirs = [valley.meeting(valley.ministry), valley.meeting(valley.ministry)]
    with django_assert_num_queries(0):
        required_by_risk(akims)
    with django_assert_num_queries(1):
        required_by_risk([*akims, *theirs])
    assert [meeting.required for meeting in (*akims, *theirs)] == [[], [], [DEPUTY_PM], [DEPUTY_PM]]


def test_an_internal_risk_is_proposed_to_those_who_see_it(valley: Valley) -> None:
    signal(valley)
    meeting = ministers(valley)
    assert proposed_roles(meeting, valley.actor("minister", TODAY)) == [DEPUTY_PM]
    assert proposed_roles(meeting, valley.actor("nobody", TODAY)) == []
    described(valley, meeting, "minister", required=[DEPUTY_PM])
    assert proposed_roles(Meeting.objects.get(pk=meeting.pk), valley.actor("minister", TODAY)) == []
    assert proposed_roles(announced(valley), valley.actor("region", TODAY)) == []


@pytest.mark.parametrize("required", [(), (DEPUTY_PM,)])
def test_the_meeting_of_a_signal_requires_what_its_ministry_says(valley: Valley, required: tuple[str, ...]) -> None:
    facts = RiskMeeting(
        valley.region.territory, DAY, time(11), "on_site", "", "", "Су", "Вода", "Шағым", "Жалобы", required
    )  # fmt: skip
    actor = valley.actor("minister", TODAY)
    made = make_risk_meeting(
        signal_id=signal(valley, **PUBLISHED).pk, facts=facts, actor=actor, today=TODAY, now=at(TODAY)
    )
    assert made.required == list(required)


def test_what_is_said_is_public_with_its_reason_and_once(valley: Valley, client: Client) -> None:
    meeting = announced(valley)
    described(valley, meeting, is_report=True, required=["ngo", DEPUTY_PM])
    described(valley, meeting, is_report=True, required=[DEPUTY_PM, "ngo"])
    meeting.refresh_from_db()
    assert (meeting.kind, meeting.required, meeting.sequence) == (MeetingKind.REPORT, [DEPUTY_PM, "ngo"], 1)
    assert [event.verb for event in meeting.events.order_by("pk")] == ["announce", "describe"]
    page = plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
    events = client.get(f"/ru/meetings/{meeting.number}.ics").content.decode().replace("\r\n ", "")
    roles = "аместитель Премьер-Министра, неправительственные организации"
    assert roles in page
    assert "Риск высокий" in page
    assert f"Кто должен участвовать: заместитель Премьер-Министра\\, {roles.partition(', ')[2]}" in events
    described(valley, meeting, reason_ru="Отчёт отложен")
    meeting.refresh_from_db()
    assert (meeting.kind, meeting.required, meeting.sequence) == (MeetingKind.AKIM, [], 2)


def test_by_whom(valley: Valley) -> None:
    meeting = announced(valley)
    for who in sorted(set(valley.people) - {"officer", "head"}):
        with pytest.raises(NotAllowed):
            described(valley, meeting, who, required=["ngo"])
    described(valley, meeting, "head", required=["ngo"])


def test_from_its_day_on_what_was_said_stands(valley: Valley) -> None:
    meeting = announced(valley)
    described(valley, meeting, today=date(2027, 3, 8), required=["ngo"])
    with pytest.raises(Conflict) as refused:
        described(valley, meeting, today=DAY)
    assert refused.value.code == "day_has_come"
    with pytest.raises(Conflict) as refused:
        described(valley, meeting, expected_sequence=0)
    assert refused.value.code == "meeting_changed"


@pytest.mark.parametrize(
    ("more", "field"), [({"reason_kk": " "}, "reason_kk"), ({"reason_ru": ""}, "reason_ru"), ({}, "is_report")]
)
def test_what_cannot_be_is_refused_at_its_field(valley: Valley, more: dict[str, Any], field: str) -> None:
    deputy = OfficialFactory(body=valley.district, post=Post.DEPUTY)
    meeting = announced(valley, official=deputy)
    with pytest.raises(Invalid) as refused:
        described(valley, meeting, is_report=field == "is_report", required=["ngo"], **more)
    assert list(refused.value.errors) == [field]


def test_the_page_keeps_what_was_typed_over_somebody_else_s_word(valley: Valley) -> None:
    meeting = announced(valley)
    address, client = f"/ru/work/meetings/{meeting.number}/about/", Client()
    typed = {"is_report": "on", "required": ["ngo", "police"], "sequence": "0", **WHY}
    with time_machine.travel(at(TODAY), tick=False):
        client.force_login(valley.people["officer"])
        assert client.get(address).status_code == 200
        assert f'href="{address}"' in client.get(f"/ru/work/meetings/{meeting.number}/").content.decode()
        described(valley, meeting, required=[DEPUTY_PM])
        over = client.post(address, typed)
        assert over.status_code == 422
        assert Meeting.objects.get(pk=meeting.pk).required == [DEPUTY_PM]
        assert 'name="sequence" value="1"' in over.content.decode()
        assert client.post(address, {**typed, "sequence": "1"}).status_code == 302
        client.force_login(valley.people["neighbour"])
        assert client.get(address).status_code == 404
    meeting.refresh_from_db()
    assert (meeting.kind, meeting.required) == (MeetingKind.REPORT, ["police", "ngo"])
