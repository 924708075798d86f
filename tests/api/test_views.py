"""The open API: what it shows, how it is filtered, and that it keeps to its own description."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
import yaml
from django.test import Client, RequestFactory
from jsonschema import Draft202012Validator
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from issues.services.quarters.freezing import Made, freeze
from meetings.models import Meeting
from portal.api.meetings import MeetingSerializer
from portal.bodies.models import Body
from portal.kernel.periods import Period
from portal.questions.models import AskedQuestion
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.issues import IssueFactory, asker_of, topic
from tests.factories.meetings import GraphFactory, MeetingFactory, copies
from tests.factories.questions import AskedQuestionFactory, voice_of
from tests.factories.schedules import ScheduleFactory
from tests.meetings.counting import counted

pytestmark = pytest.mark.django_db
LISTS = ("bodies", "territories", "schedules", "meetings", "obligations", "asked-questions", "issues", "quarters")


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        yield


@pytest.fixture
def world() -> dict[str, str]:
    """One row of each kind and the address of its detail."""
    region = TerritoryFactory(kato="430000000")
    body = BodyFactory(slug="akimat-430000000", akimat=True, territory=region)
    schedule = ScheduleFactory(published=True)
    meeting = MeetingFactory(number="2027-000001", body=body, territory=region, schedule=schedule, start_time=time(11))
    question = AskedQuestionFactory(public=True, meeting=meeting)
    obligation = ObligationFactory(body=body, two_days_late=True)
    published(body)
    return {
        "bodies": "akimat-430000000",
        "territories": "430000000",
        "schedules": "2027",
        "meetings": "2027-000001",
        "obligations": str(obligation.pk),
        "asked-questions": question.number,
        "issues": IssueFactory(registered_by=body).number,
        "quarters": "akimat-430000000/2026-Q4/1",
    }


def published(body: Body) -> None:
    """A quarter of the body, by the portal, without a row."""
    at = datetime(2027, 1, 10, 19, tzinfo=UTC)
    freeze(Made(body=body, period=Period.quarter(2026, 4), number=1, as_of=at, at=at, on=date(2027, 1, 11)), [])


def read(client, path: str, /, **query) -> Any:
    answer = client.get(f"/api/v1/{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def found(client, kind: str, key: str, /, **query) -> list[str]:
    return [row[key] for row in read(client, f"{kind}/", **query)["results"]]


# -- description -----------------------------------------------------------------------------------------------------
@pytest.fixture
def description(client) -> dict[str, Any]:
    answer = client.get("/api/schema/")
    assert answer.status_code == 200
    return yaml.safe_load(answer.content)


def check(description: dict[str, Any], name: str, data: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    errors = [error.message for error in Draft202012Validator(schema).iter_errors(data)]
    assert errors == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("bodies", "Body"),
        ("territories", "Territory"),
        ("schedules", "Schedule"),
        ("meetings", "Meeting"),
        ("obligations", "Obligation"),
        ("asked-questions", "AskedQuestion"),
        ("issues", "Issue"),
        ("quarters", "Quarter"),
    ],
)
def test_answers_keep_to_the_description(client, world, description, kind, name):
    listed = read(client, f"{kind}/")
    one = read(client, f"{kind}/{world[kind]}/")

    check(description, f"Paginated{name}List", listed)
    check(description, name, one)
    assert one in listed["results"]
    assert listed["count"] == len(listed["results"])


def test_description_has_no_gaps(client, capsys):
    from django.core.management import call_command

    call_command("spectacular", "--validate", "--fail-on-warn")

    assert "Warning" not in capsys.readouterr().err


def test_every_address_says_how_it_refuses(description):
    refusals = {"400": "Mistakes", "404": "Refusal", "429": "Refusal"}
    for path, operations in description["paths"].items():
        answers = operations["get"]["responses"]
        schemas = {status: answers[status]["content"]["application/json"]["schema"]["$ref"] for status in refusals}
        assert schemas == {status: f"#/components/schemas/{name}" for status, name in refusals.items()}, path
        assert "Retry-After" in answers["429"]["headers"], path


def test_description_is_one_text_for_every_reader(client):
    kazakh, english = (
        client.get("/api/schema/", headers={"Accept-Language": language}).content for language in ("kk", "en")
    )

    assert kazakh == english


@pytest.mark.parametrize("path", ["/api/", "/api/v1/"])
def test_root_lists_where_the_data_is(client, path):
    links = client.get(path).json()

    assert set(links) == {*LISTS, "schema"}
    for address in links.values():
        assert client.get(address).status_code == 200


# -- rows ------------------------------------------------------------------------------------------------------------
def test_meeting_says_everything_in_three_languages(client):
    body = BodyFactory(slug="water", head_title_kk="Су министрі", head_title_ru="Министр вод", head_title_en="Minister")
    region = TerritoryFactory(kato="430000000", name_kk="Қызылорда облысы", name_ru="Кызылординская область")
    district = TerritoryFactory(kato="431000000", district=True, parent=region)
    MeetingFactory(
        number="2027-000123",
        body=body,
        territory=district,
        start_time=time(11),
        subject_kk="Су",
        subject_ru="Вода",
        schedule=GraphFactory(published=True),
    )

    row = read(client, "meetings/2027-000123/")

    assert row["subject"] == {"kk": "Су", "ru": "Вода", "en": ""}
    assert row["region"] == {
        "kato": "430000000",
        "name": {"kk": "Қызылорда облысы", "ru": "Кызылординская область", "en": region.name_en},
    }
    assert row["territory"]["kato"] == "431000000"
    assert row["title"]["ru"].startswith("Министр вод")
    assert row["title"]["kk"].startswith("Су министрі")
    assert (row["on"], row["month"], row["quarter"], row["start_time"]) == ("2027-03-18", None, None, "11:00:00")
    assert row["starts_at"] == "2027-03-18T06:00:00Z"
    assert row["pages"]["kk"] == "http://testserver/kk/meetings/2027-000123/"
    assert (row["body"]["slug"], row["schedule"], row["state"]) == ("water", "2027", "announced")


def test_meeting_without_a_day_says_its_month_or_quarter(client):
    MeetingFactory(number="2027-000001", in_march=True)
    MeetingFactory(number="2027-000002", in_first_quarter=True)

    month, quarter = read(client, "meetings/")["results"]

    assert (month["on"], month["month"], month["quarter"], month["starts_at"]) == (None, "2027-03", None, None)
    assert (quarter["on"], quarter["month"], quarter["quarter"]) == (None, None, "2027-Q1")


def test_schedule_tells_its_act_and_versions(client):
    schedule = ScheduleFactory(published=True)
    MeetingFactory(schedule=schedule)

    row = read(client, "schedules/2027/")

    version = schedule.versions.get()
    assert (row["act_number"], row["act_on"], row["meetings"]) == ("12", "2027-01-08", 1)
    assert [(each["number"], each["sha256"]) for each in row["versions"]] == [(1, version.sha256)]


@pytest.mark.parametrize(
    ("traits", "state", "days"),
    [
        ({"in_time": True}, "met", None),
        ({"two_days_late": True}, "met_late", 2),
        ({}, "overdue", 85),
        ({"waived": True}, "waived", None),
        ({"computed_due_on": date(2027, 4, 10)}, "upcoming", 31),
    ],
)
def test_obligation_tells_its_state_of_today(client, traits, state, days):
    obligation = ObligationFactory(**traits)

    row = read(client, f"obligations/{obligation.pk}/")

    assert (row["state"], row["days"]) == (state, days)
    assert row["action"]["ru"] == "Утвердить ведомственный план на 2027 год"


# -- what is hidden --------------------------------------------------------------------------------------------------
def test_hidden_rows_are_neither_listed_nor_found(client):
    MeetingFactory(hidden=True, number="2031-000001")
    ScheduleFactory(period_key="2032", approved=True)
    internal = ObligationFactory(internal=True)

    for kind, key in (("meetings", "2031-000001"), ("schedules", "2031"), ("schedules", "2032")):
        assert client.get(f"/api/v1/{kind}/{key}/").status_code == 404
    assert client.get(f"/api/v1/obligations/{internal.pk}/").status_code == 404
    assert [read(client, f"{kind}/")["count"] for kind in ("meetings", "schedules", "obligations")] == [0, 0, 0]
    assert read(client, "meetings/", schedule="2031")["count"] == 0


def test_past_places_are_not_listed_under_a_code_that_another_bears(client):
    TerritoryFactory(kato="430000000", ends_on=date(2026, 1, 1), name_en="Former")
    TerritoryFactory(kato="430000000", starts_on=date(2026, 1, 1), name_en="Present")

    assert [row["name"]["en"] for row in read(client, "territories/")["results"]] == ["Present"]
    assert read(client, "territories/430000000/")["name"]["en"] == "Present"


# -- filters ---------------------------------------------------------------------------------------------------------
def test_meetings_are_filtered_as_the_calendar_is(client):
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="431000000", district=True, parent=region)
    body = BodyFactory(slug="water")
    MeetingFactory(number="2027-000001", body=body, territory=district, format="online", search_text="полив")
    MeetingFactory(number="2027-000002", on=date(2027, 4, 1), search_text="дороги")
    MeetingFactory(number="2027-000003", in_march=True, search_text="дороги")

    assert found(client, "meetings", "number") == ["2027-000001", "2027-000002", "2027-000003"]
    for query, numbers in (
        ({"place": "430000000"}, ["2027-000001"]),
        ({"place": "431000000"}, ["2027-000001"]),
        ({"body": "water"}, ["2027-000001"]),
        ({"format": "online"}, ["2027-000001"]),
        ({"month": "2027-03"}, ["2027-000001", "2027-000003"]),
        ({"day": "2027-04-01"}, ["2027-000002"]),
        ({"since": "2027-04-01"}, ["2027-000002"]),
        ({"q": "полив"}, ["2027-000001"]),
        ({"schedule": "2027"}, ["2027-000001", "2027-000002", "2027-000003"]),
        ({"schedule": "2026"}, []),
        ({"body": "water", "month": "2027-04"}, []),
    ):
        assert found(client, "meetings", "number", **query) == numbers, query


def test_other_lists_are_filtered(client):
    region = TerritoryFactory(kato="430000000")
    TerritoryFactory(kato="431000000", district=True, parent=region)
    akimat = BodyFactory(akimat=True, territory=region)
    BodyFactory(slug="water")
    ObligationFactory(body=akimat, duty="C-2.1", act="C2", computed_due_on=date(2027, 1, 15))
    ObligationFactory(in_time=True)
    ScheduleFactory(published=True)

    assert found(client, "territories", "kato", parent="430000000") == ["431000000"]
    assert found(client, "territories", "kato", kind="region") == ["430000000"]
    assert found(client, "bodies", "slug", kind="akimat") == [akimat.slug]
    assert found(client, "bodies", "slug", place="430000000") == [akimat.slug]
    assert found(client, "schedules", "period", period="2028") == []
    for query in ({"body": akimat.slug}, {"duty": "C-2.1"}, {"state": "overdue"}, {"due_from": "2027-01-01"}):
        assert found(client, "obligations", "duty", **query) == ["C-2.1"], query
    assert found(client, "obligations", "duty", period="2027", due_to="2026-12-31") == ["B-1.4-plan"]


def test_obligations_are_narrowed_as_the_record_is(client):
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="431000000", district=True, parent=region)
    akimat = BodyFactory(akimat=True, territory=district, name_en="Akimat of Aral")
    ObligationFactory(body=akimat, duty="C-2.1", act="C2")
    ObligationFactory(period_key="standing", no_day=True, opens_by="standing")
    for query, duties in (
        ({"year": "2027"}, ["C-2.1"]),
        ({"year": "standing"}, ["B-1.4-plan"]),
        ({"region": "430000000"}, ["C-2.1"]),
        ({"level": "district"}, ["C-2.1"]),
        ({"level": "central"}, ["B-1.4-plan"]),
        ({"act": "B"}, ["B-1.4-plan"]),
        ({"q": "aral"}, ["C-2.1"]),
    ):
        assert found(client, "obligations", "duty", **query) == duties, query


def test_obligations_of_a_past_day_are_told_by_what_was_known_then(client):
    ObligationFactory(two_days_late=True)

    (row,) = read(client, "obligations/", as_of="2026-12-16")["results"]

    assert (row["state"], row["days"], row["due_on"], row["met_on"]) == ("overdue", 1, "2026-12-15", None)
    assert found(client, "obligations", "state", as_of="2026-12-16", state="overdue") == ["overdue"]
    assert found(client, "obligations", "state", as_of="2026-12-17", state="overdue") == []
    assert client.get("/api/v1/obligations/", {"as_of": "2027-03-11"}).status_code == 400
    assert client.get("/api/v1/obligations/", {"year": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("meetings", {"place": "999999999"}),
        ("meetings", {"body": "nobody"}),
        ("meetings", {"format": "dream"}),
        ("meetings", {"month": "2027-13"}),
        ("meetings", {"day": "tomorrow"}),
        ("meetings", {"q": "x" * 101}),
        ("meetings", {"q": "\0"}),
        ("meetings", {"place": "\0"}),
        ("obligations", {"state": "dream"}),
        ("issues", {"state": "dream"}),
        ("issues", {"topic": "dream"}),
        ("issues", {"late": "yes"}),
        ("issues", {"year": "27"}),
        ("quarters", {"quarter": "2027-Q5"}),
        ("quarters", {"body": "nobody"}),
        ("quarters", {"state": "waited"}),
        ("quarters", {"versions": "first"}),
        ("bodies", {"kind": "dream"}),
        ("territories", {"parent": "1"}),
    ],
    ids=str,
)
def test_wrong_filter_is_refused_by_name(client, kind, query):
    answer = client.get(f"/api/v1/{kind}/", query)

    assert answer.status_code == 400
    assert set(answer.json()) == set(query)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("meetings/", "region=35"),
        ("meetings/", "x=1&x=2"),
        ("meetings/2027-000001/", "page=1"),
        ("", "x=1"),
        ("meetings/", "body=water&body=water"),
        ("meetings/", "body="),
        ("obligations/", "as_of="),
        ("bodies/", "page="),
        ("bodies/", "page=last"),
        ("bodies/", "page=0"),
        ("bodies/", "page_size=-1"),
        ("bodies/", "page_size=x"),
        ("bodies/", "page=" + "9" * 30),
        ("meetings/", "q=%ED%A0%80"),
    ],
)
def test_what_would_be_passed_over_is_refused_by_name(client, world, path, query):
    answer = client.get(f"/api/v1/{path}?{query}")

    assert answer.status_code == 400
    assert set(answer.json()) == {query.partition("=")[0]}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("Бұл мекенжайда ештеңе жарияланбаған.", "Мұнда мұндай параметр жоқ.")),
        ("ru", ("По этому адресу ничего не опубликовано.", "Здесь нет такого параметра.")),
        ("en", ("Nothing is published at this address.", "There is no such parameter here.")),
    ],
)
def test_refusals_are_in_the_language_of_who_asks(client, language, words):
    asker = {"headers": {"Accept-Language": language}}

    for path in ("meetings/2027-999999/", "obligations/999/", "bodies/?page=9", "meetings/none/", "nothing/"):
        gone = client.get(f"/api/v1/{path}", **asker)
        assert (gone.status_code, gone.json()) == (404, {"code": "not_found", "detail": words[0]})
    unknown = client.get("/api/v1/meetings/?region=35", **asker)
    assert unknown.json() == {"region": [words[1]]}


def test_obligations_tell_apart_what_no_text_confirms(client):
    ObligationFactory(is_apart=True, duty="C-2.1", act="C2")
    ObligationFactory()

    assert found(client, "obligations", "duty", text="apart") == ["C-2.1"]
    assert found(client, "obligations", "duty", text="confirmed") == ["B-1.4-plan"]


def test_questions_are_those_everybody_reads_without_who_asked(client, world):
    question = AskedQuestion.objects.get()
    voice_of(question)
    AskedQuestionFactory(public=True, meeting=MeetingFactory(hidden=True))
    waiting = AskedQuestionFactory(meeting=question.meeting, text_kk="Су", text_ru="Вода")
    row = read(client, f"asked-questions/{question.number}/")
    assert (row["meeting"], row["state"], row["topic"], row["voices"]) == ("2027-000001", "agenda", "water", 1)
    assert row["text"] == {"kk": question.text_kk, "ru": question.text_ru, "en": ""}
    assert question.person.email not in str(row)
    assert client.get(f"/api/v1/asked-questions/{waiting.number}/").status_code == 404
    for asked in ({"place": "430000000"}, {"topic": "water"}, {"state": "agenda"}, {"meeting": "2027-000001"}):
        assert found(client, "asked-questions", "number", **asked) == [question.number]
    for nothing in ({"topic": "roads"}, {"state": "answered"}):
        assert found(client, "asked-questions", "number", **nothing) == []
    hidden = MeetingFactory(hidden=True).number
    for unknown in ("2027-000009", "zz", hidden):
        assert client.get("/api/v1/asked-questions/", {"meeting": unknown}).status_code == 400


def test_issues_are_those_everybody_reads_without_who_asked(client):
    region = TerritoryFactory(kato="430000000")
    akimat = BodyFactory(akimat=True, territory=region)
    late = IssueFactory(registered_by=akimat, due_on=date(2027, 3, 1), internal="Меня зовут Асель")
    road = IssueFactory(
        topic=topic("roads"), last_news_on=date(2027, 3, 9), state="claimed", closed_on=date(2027, 3, 9)
    )
    silent, hidden = IssueFactory(silent=True), IssueFactory(hidden_on=date(2027, 3, 2), title_ru="Тайна")
    asker = asker_of(late)
    row = read(client, f"issues/{late.number}/")
    assert (row["state"], row["is_late"], row["topic"], row["body"]["slug"]) == ("work", True, "water", akimat.slug)
    assert row["title"] == {"kk": late.title_kk, "ru": late.title_ru, "en": ""}
    assert row["pages"]["ru"] == f"http://testserver/ru/issues/{late.number}/"
    assert [word for word in (asker.person.email, "Асель", asker.mailbox) if word in str(row)] == []
    assert client.get(f"/api/v1/issues/{silent.number}/").status_code == 404
    assert read(client, f"issues/{hidden.number}/")["title"] == {"kk": "", "ru": "", "en": ""}
    assert found(client, "issues", "number") == [late.number, road.number, hidden.number]
    for query, numbers in (
        ({"place": "430000000"}, [late.number]),
        ({"body": akimat.slug}, [late.number]),
        ({"topic": "roads"}, [road.number]),
        ({"state": "claimed"}, [road.number]),
        ({"state": "late"}, [late.number]),
        ({"late": "true"}, [late.number]),
        ({"late": "false"}, [road.number, hidden.number]),
        ({"since": "2027-03-09"}, [road.number]),
        ({"year": "2026"}, []),
        ({"q": road.number}, [road.number]),
        ({"q": "ничего"}, []),
    ):
        assert found(client, "issues", "number", **query) == numbers, query


# -- manners ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", LISTS)
def test_answers_are_cacheable_set_no_cookie_and_take_no_writing(client, world, kind):
    path = f"/api/v1/{kind}/"
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=30"
    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")
    assert again.status_code == 304
    for write in (client.post, client.put, client.patch, client.delete):
        assert write(path).status_code == 405


def test_pages_are_numbered_and_counted(client):
    copies(MeetingFactory(), 60)

    first, last = read(client, "meetings/"), read(client, "meetings/", page=2)

    assert (first["count"], len(first["results"]), len(last["results"])) == (61, 50, 11)
    assert last["previous"]
    assert last["next"] is None
    assert len(read(client, "meetings/", page_size=500)["results"]) == 61
    assert client.get("/api/v1/meetings/", {"page": 9}).status_code == 404


@pytest.mark.parametrize("kind", LISTS)
def test_lists_cost_the_same_statements_and_bounded_rows(client, world, kind):
    read(client, f"{kind}/")
    with counted() as few:
        read(client, f"{kind}/")
    meeting = MeetingFactory()
    copies(meeting, 299)
    for body in BodyFactory.create_batch(60):
        published(body)
    TerritoryFactory.create_batch(60)
    AskedQuestionFactory.create_batch(60, public=True, meeting=meeting)
    for number in range(60):
        ObligationFactory(body=meeting.body, subject=str(number))
    # Meetings that are new are written by who reads them first.
    read(client, f"{kind}/")
    with counted() as many:
        read(client, f"{kind}/")

    assert len(many) == len(few)
    assert len(many) <= 3
    assert many.rows <= 51


def test_instants_are_in_utc(client):
    MeetingFactory(number="2027-000001", start_time=time(0, 30), on=date(2027, 1, 1))

    row = read(client, "meetings/2027-000001/")

    assert datetime.fromisoformat(row["starts_at"]) == datetime(2026, 12, 31, 19, 30, tzinfo=UTC)


def test_a_list_of_meetings_is_what_the_serializer_prints(client: Client) -> None:
    MeetingFactory(start_time=time(11), subject_ru='"Вода"\u2028 и \\дороги\x1f')
    MeetingFactory(in_march=True)
    request = Request(RequestFactory().get("/api/v1/meetings/"))
    rows = Meeting.objects.order_by("number")
    serializer = MeetingSerializer(rows, many=True, context={"request": request})
    wanted = {"count": 2, "next": None, "previous": None, "results": serializer.data}

    for _turn in ("written", "kept"):
        assert client.get("/api/v1/meetings/").content == JSONRenderer().render(wanted)
    elsewhere = client.get("/api/v1/meetings/", headers={"Host": "localhost"}).json()["results"][0]["pages"]["kk"]
    assert elsewhere == f"http://localhost/kk/meetings/{rows[0].number}/"
