"""The control desk: what it counts, who sees which part of it, what it costs, and what is done from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from portal.bodies.choices import Function, Role, TerritoryKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.deadlines.choices import Level
from portal.deadlines.models import Decision, Obligation, ObligationEvent, SweepRun, Transmittal
from portal.deadlines.services import refresh_totals, sweep
from portal.jobs.models import Job
from portal.jobs.work import Progress
from portal.kernel.errors import NotAllowed
from portal.notices.choices import LetterState
from portal.notices.models import Notice
from portal.overview.documents.jobs import make_rehearsal
from portal.overview.permissions import controlled_regions
from portal.overview.queries import desk as my_desk
from portal.overview.queries.control import EVERYWHERE, Group, Scope, control, late_now, scope_of, weeks_ahead
from portal.overview.queries.rehearsing import rehearsal_rows, rehearsed
from portal.overview.services import Reminded, remind_group
from tests.deadlines.conftest import Country, make_country
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory, seed_law
from tests.factories.notices import LetterFactory
from tests.meetings.counting import counted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def person(role: str, body: Body | None = None, **kind: bool) -> Actor:
    return actor_for(RoleGrantFactory(role=role, body=body or BodyFactory(**kind)).user, TODAY)


def authorised() -> Actor:
    body = BodyFactory(slug="culture")
    BodyFunctionFactory(function=Function.AUTHORISED_INFORMATION, body=body)
    return person(Role.PREPARER, body)


def approver() -> Actor:
    body = BodyFactory(government=True)
    BodyFunctionFactory(function=Function.SCHEDULE_APPROVAL, body=body)
    return person(Role.APPROVER, body)


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


class Land:
    """Two regions with a district each and a village in the first, their akimats, and a ministry."""

    def __init__(self) -> None:
        self.one, self.two = TerritoryFactory(name_en="First Region"), TerritoryFactory(name_en="Second Region")
        self.district = TerritoryFactory(kind=TerritoryKind.DISTRICT, parent=self.one, name_en="First District")
        self.village = TerritoryFactory(kind=TerritoryKind.VILLAGE, parent=self.district)
        self.other = TerritoryFactory(kind=TerritoryKind.DISTRICT, parent=self.two)
        self.akimats = {
            name: BodyFactory(akimat=True, territory=getattr(self, name))
            for name in ("one", "two", "district", "village", "other")
        }
        self.ministry = BodyFactory(slug="water")


@pytest.fixture
def land() -> Land:
    return Land()


def owe(body: Body, due_on: date, **more: object) -> Obligation:
    return ObligationFactory(body=body, computed_due_on=due_on, **more)


# -- late now --------------------------------------------------------------------------------------------------------
def test_late_is_counted_by_region_and_level_the_worst_first(land: Land) -> None:
    owe(land.ministry, date(2026, 11, 1))
    owe(land.akimats["one"], date(2026, 11, 10))
    owe(land.akimats["village"], date(2026, 10, 1), is_public=False)
    owe(land.akimats["two"], TODAY)
    owe(land.akimats["other"], date(2026, 11, 1), in_time=True)

    late = late_now(EVERYWHERE, TODAY)

    assert [(line.name, line.count, line.oldest, line.days) for line in late.lines] == [
        ("First Region", 2, date(2026, 10, 1), 54),
        ("Central bodies", 1, date(2026, 11, 1), 23),
    ]
    assert late.levels == [Level.CENTRAL, Level.REGION, Level.RURAL]
    assert [cell.count for cell in late.lines[0].cells] == [0, 1, 1]
    assert (late.total, late.hidden, late.days) == (3, 1, 54)
    assert late.lines[0].url == f"/en/deadlines/?state=overdue&region={land.one.kato}"
    assert late.lines[1].url == "/en/deadlines/?state=overdue&level=central"


def test_late_of_a_region_is_counted_by_district_and_says_nothing_of_the_neighbour(land: Land) -> None:
    for name in ("one", "two", "district", "village", "other"):
        owe(land.akimats[name], date(2026, 11, 10))
    owe(land.ministry, date(2026, 11, 10))

    late = late_now(Scope(frozenset({land.one.pk})), TODAY)

    assert [(line.name, line.count) for line in late.lines] == [("First District", 2), ("The region as a whole", 1)]


# -- ahead -----------------------------------------------------------------------------------------------------------
def test_ahead_shows_thirty_days_by_week_and_how_many_bodies_are_open(land: Land) -> None:
    owe(land.ministry, TODAY)
    owe(land.akimats["one"], date(2026, 12, 15))
    owe(land.akimats["two"], date(2026, 12, 15))
    owe(land.akimats["other"], date(2026, 12, 15), in_time=True)
    owe(land.akimats["district"], TODAY + timedelta(days=31))

    weeks, has_more = weeks_ahead(EVERYWHERE, TODAY)

    assert not has_more
    assert [(week.first, [day.on for day in week.days]) for week in weeks] == [
        (date(2026, 11, 23), [TODAY]),
        (date(2026, 12, 14), [date(2026, 12, 15)]),
    ]
    (row,) = weeks[1].days[0].rows
    assert (row.bodies, row.open, row.reminded) == (2, 2, 0)
    (row,) = weeks_ahead(Scope(frozenset({land.one.pk})), TODAY)[0][0].days[0].rows
    assert row.bodies == 1


def test_reminding_a_group_tells_each_body_once_a_day(land: Land) -> None:
    actor = authorised()
    officers = [person(Role.OFFICER, land.akimats[name]) for name in ("one", "two")]
    for name in ("one", "two"):
        owe(land.akimats[name], date(2026, 12, 15))
    owe(land.akimats["other"], date(2026, 12, 15), in_time=True)
    group = Group("B-1.4-plan", "2027", date(2026, 12, 15))

    assert remind_group(group=group, actor=actor, today=TODAY) == Reminded(now=2, already=0)
    assert remind_group(group=group, actor=actor, today=TODAY) == Reminded(now=0, already=2)

    told = Notice.objects.order_by("user_id").values_list("user_id", "kind")
    assert list(told) == [(officer.user.pk, "deadline_reminded") for officer in officers]
    assert ObligationEvent.objects.filter(kind="reminded", on=TODAY).count() == 2
    assert remind_group(group=group, actor=actor, today=TODAY + timedelta(days=1)).now == 2


def test_reminding_costs_the_same_for_few_and_for_many() -> None:
    actor, group = authorised(), Group("B-1.4-plan", "2027", date(2026, 12, 15))
    for _ in range(2):
        person(Role.HEAD, owe(BodyFactory(), group.due_on).body)
    with counted() as few:
        remind_group(group=group, actor=actor, today=TODAY)
    for _ in range(20):
        person(Role.HEAD, owe(BodyFactory(), group.due_on).body)
    with counted() as many:
        remind_group(group=group, actor=actor, today=TODAY + timedelta(days=1))
    assert len(many) == len(few)


def test_remind_page_names_the_bodies_asks_and_then_reminds(land: Land) -> None:
    owe(land.ministry, date(2026, 12, 15))
    client = browser(authorised())
    asked = {"duty": "B-1.4-plan", "period": "2027", "due": "2026-12-15"}

    page = client.get("/en/work/control/remind/", asked).content.decode()
    assert "Ministry water" in page
    assert not ObligationEvent.objects.filter(kind="reminded").exists()
    done = client.post("/en/work/control/remind/", asked, follow=True).content.decode()
    assert "The reminder goes out about 1 duty." in done
    assert "reminded today: 1" in done
    assert client.get("/en/work/control/remind/", {**asked, "duty": "nothing"}).status_code == 404


# -- who -------------------------------------------------------------------------------------------------------------
def test_everybody_sees_the_control_that_is_theirs(land: Land) -> None:
    past = "?from=2020-01-01&to=2020-01-02"
    seen = {
        "overseer": person(Role.OVERSEER, administration=True),
        "administrator": person(Role.ADMINISTRATOR, government_apparatus=True),
        "authorised": authorised(),
        "approver": approver(),
        "officer of a region": person(Role.OFFICER, land.akimats["one"]),
        "head of a region": person(Role.HEAD, land.akimats["two"]),
        "officer of a district": person(Role.OFFICER, land.akimats["district"]),
        "preparer": person(Role.PREPARER, land.ministry),
        "head": person(Role.HEAD, land.ministry),
        "maslikhat": person(Role.MASLIKHAT, maslikhat=True),
        "nobody": actor_for(UserFactory(), TODAY),
    }
    pages = {
        name: tuple(
            browser(actor).get(f"/en/work/control/{path}").status_code
            # A range that is past costs no rehearsal: whoever may ask is told so, the others are refused.
            for path in ("", "files/", f"rehearsal/{past}", f"rehearsal.csv{past}", "summary/")
        )
        for name, actor in seen.items()
    }
    all_of_it, whole, regional, nothing = (
        (200, 200, 422, 302, 200),
        (200, 200, 403, 403, 200),
        (200, 200, 403, 403, 403),
        (403,) * 5,
    )
    assert pages == {
        "overseer": all_of_it,
        "administrator": all_of_it,
        "authorised": whole,
        "approver": whole,
        "officer of a region": regional,
        "head of a region": regional,
        "officer of a district": nothing,
        "preparer": nothing,
        "head": nothing,
        "maslikhat": nothing,
        "nobody": nothing,
    }
    assert {name: controlled_regions(actor) for name, actor in seen.items()} == {
        **dict.fromkeys(("overseer", "administrator", "authorised", "approver"), None),
        "officer of a region": {land.one.pk},
        "head of a region": {land.two.pk},
        **dict.fromkeys(("officer of a district", "preparer", "head", "maslikhat", "nobody"), frozenset()),
    }
    with pytest.raises(NotAllowed):
        remind_group(group=Group("B-1.4-plan", "2027", TODAY), actor=seen["overseer"], today=TODAY)
    assert "Control" in browser(seen["officer of a region"]).get("/en/desk/").content.decode()
    assert "/work/control/" not in browser(seen["preparer"]).get("/en/desk/").content.decode()


def test_page_of_a_region_shows_nothing_of_the_neighbour_and_no_letters(land: Land) -> None:
    owe(land.akimats["other"], date(2026, 11, 1))
    owe(land.akimats["two"], date(2026, 12, 15))
    LetterFactory(state=LetterState.FAILED, attempts=1, last_error="SMTPRecipientsRefused")
    ruling(land.akimats["two"])
    sent_to(land.akimats["two"])

    page = browser(person(Role.OFFICER, land.akimats["one"])).get("/en/work/control/").content.decode()

    assert "Nothing is late" in page
    assert "Nothing is due in these days." in page
    for leak in ("Second Region", "SMTPRecipientsRefused", land.akimats["two"].plain_en, "Whether the portal works"):
        assert leak not in page
    files = browser(person(Role.OFFICER, land.akimats["one"])).get("/en/work/control/files/").content.decode()
    assert land.akimats["village"].plain_en in files
    assert land.akimats["other"].plain_en not in files


# -- what stands beside ----------------------------------------------------------------------------------------------
def ruling(body: Body, **more: object) -> Decision:
    words = dict.fromkeys(("wording_kk", "wording_ru", "wording_en", "ground_kk", "ground_ru", "ground_en"), "x")
    facts: dict[str, object] = {"extended_to": date(2026, 12, 31), **more}
    return Decision.objects.create(
        number=9, duty="B-1.4-plan", body=body, period_key="2027", applies_from=date(2027, 1, 1),
        decided_on=TODAY, recorded_by=UserFactory(), **words, **facts,
    )  # fmt: skip


def sent_to(body: Body, sent_on: date = date(2026, 11, 10), **more: object) -> Transmittal:
    evidence = EvidenceFactory()
    return Transmittal.objects.create(
        evidence=evidence, obligation=evidence.obligation, receiver=body, sent_on=sent_on, **more
    )


def test_rulings_and_unanswered_documents_are_shown_while_they_matter(land: Land) -> None:
    ruling(land.ministry)
    ruling(land.akimats["one"], extended_to=date(2026, 11, 23))
    waived = owe(land.akimats["two"], date(2026, 12, 15))
    ruling(waived.body, extended_to=None, released_as="waived")
    sent_to(land.ministry)
    sent_to(land.ministry, date(2026, 11, 12))
    sent_to(land.akimats["one"], date(2026, 11, 19))

    desk = control(EVERYWHERE, authorised(), NOW)

    assert [row.decision.body for row in desk.rulings] == [waived.body, land.ministry]
    assert [(row.body, row.count, row.oldest, row.days) for row in desk.unanswered] == [
        (land.ministry, 2, date(2026, 11, 10), 14)
    ]


def test_letters_that_did_not_arrive_are_shown_and_sent_again_by_an_administrator() -> None:
    refused = LetterFactory(state=LetterState.FAILED, attempts=1, last_error="SMTPRecipientsRefused")
    administrator, overseer = person(Role.ADMINISTRATOR), person(Role.OVERSEER, administration=True)

    shown = browser(overseer).get("/en/work/control/").content.decode()
    assert "SMTPRecipientsRefused" in shown
    assert "Send again" not in shown
    asked = {"letter": str(refused.pk)}
    assert browser(overseer).post("/en/work/control/letters/", asked).status_code == 403
    assert browser(authorised()).post("/en/work/control/letters/", asked).status_code == 403
    page = browser(administrator).post("/en/work/control/letters/", asked, follow=True).content.decode()
    assert "1 letter is sent again." in page
    refused.refresh_from_db()
    assert refused.state == LetterState.PENDING


def test_signs_say_what_needs_a_look() -> None:
    actor = person(Role.OVERSEER, administration=True)
    assert [sign.tone for sign in control(EVERYWHERE, actor, NOW).signs] == ["danger", "danger", "warn", "ok", "warn"]
    seed_law()
    assert control(EVERYWHERE, actor, NOW).signs[1].tone == "ok"
    SweepRun.objects.create(on=TODAY, finished_at=NOW - timedelta(minutes=10))
    assert control(EVERYWHERE, actor, NOW).signs[0].tone == "ok"
    assert control(EVERYWHERE, actor, NOW + timedelta(hours=1)).signs[0].tone == "danger"


def test_desk_costs_the_same_for_few_and_for_many(land: Land) -> None:
    actor = authorised()

    def fill() -> None:
        for body in (*land.akimats.values(), BodyFactory()):
            for day in (date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 15)):
                owe(
                    body,
                    day,
                    duty="B-1.7",
                    period_key=f"{day.year}-{day.month:02d}-{body.pk % 7}"[:8],
                    subject=str(Obligation.objects.count()),
                )
            ruling(body)
            sent_to(body)

    fill()
    with counted() as few:
        control(scope_of(actor), actor, NOW)
    fill()
    with counted() as many:
        control(scope_of(actor), actor, NOW)
    assert len(many) == len(few) <= 14


def test_files_of_all_ministries_are_asked_for_once(land: Land) -> None:
    actor = authorised()
    client = browser(actor)
    for _ in range(2):
        answer = client.post("/ru/work/control/files/make/", {"year": "2025"})
    assert answer.headers["Location"] == "/ru/work/jobs/"
    asked = {
        (job.args["body"], job.args["since"], job.args["until"], job.args["language"]) for job in Job.objects.all()
    }
    ministries = Body.objects.filter(kind="ministry")
    assert asked == {(body.pk, "2025-01-01", "2025-12-31", "ru") for body in ministries}
    assert Job.objects.count() == len(ministries) == 2
    assert client.post("/ru/work/control/files/make/", {"year": "2001"}).status_code == 404
    region = browser(person(Role.OFFICER, land.akimats["one"]))
    assert region.post("/ru/work/control/files/make/", {"year": "2025"}).status_code == 403


# -- rehearsal -------------------------------------------------------------------------------------------------------
@pytest.fixture
def country() -> Country:
    seed_law()
    return make_country()


def test_rehearsal_is_grouped_by_day_and_duty_and_writes_nothing(country: Country) -> None:
    sweep(on=TODAY)
    before = Obligation.objects.count()
    days = {day.on: day for day in rehearsed(date(2026, 12, 1), date(2026, 12, 16), today=TODAY)}

    late = next(part for part in days[date(2026, 12, 16)].parts if part.name == "late")
    assert {(group.title, group.due_on) for group in late.groups} >= {("Departmental plan", date(2026, 12, 15))}
    assert sum(group.count for group in late.groups) == late.count
    assert Obligation.objects.count() == before
    # The days before are lived through, not caught up with: the day alone says what it says among the others.
    rows = list(rehearsal_rows(date(2026, 12, 16), date(2026, 12, 16), today=TODAY))
    assert sum(row["what"] == "late" for row in rows) == late.count


def test_rehearsal_page_csv_and_long_ranges(country: Country) -> None:
    sweep(on=TODAY)
    client = browser(actor_for(country.people["administration overseer"].user, TODAY))
    path = "/en/work/control/rehearsal"

    page = client.get(f"{path}/", {"from": "15.12.2026", "to": "16.12.2026"})
    assert "Found late" in page.content.decode()
    table = b"".join(client.get(f"{path}.csv", {"from": "2026-12-15", "to": "2026-12-16"})).decode()
    assert table.startswith("\ufeffday,what,duty,title,period,body,name,subject,due_on,rung,people")
    assert "2026-12-16,late,B-1.4-plan" in table

    wrong = client.get(f"{path}/", {"from": "16.12.2026", "to": "15.12.2026"})
    assert (wrong.status_code, "The end must not be before the beginning." in wrong.content.decode()) == (422, True)
    past = client.get(f"{path}/", {"from": "01.11.2026", "to": "15.12.2026"})
    assert past.status_code == 422

    year = {"from": "2026-12-01", "to": "2027-11-30"}
    assert "is made in the background" in client.get(f"{path}/", year).content.decode()
    answer = client.post(f"{path}/make/", year)
    job = Job.objects.get(kind="overview.rehearsal")
    assert answer.headers["Location"] == f"/en/work/jobs/{job.pk}/"


def test_long_rehearsal_becomes_a_workbook(country: Country) -> None:
    user = country.people["administration overseer"].user
    args = {"first": "2026-12-14", "last": "2026-12-16"}
    result = make_rehearsal(args=args, user=user, today=TODAY, progress=Progress())
    assert result.file is not None
    assert result.file.name.endswith(".xlsx")
    with pytest.raises(NotAllowed):
        make_rehearsal(args=args, user=country.people["culture head"].user, today=TODAY, progress=Progress())


# -- my desk ---------------------------------------------------------------------------------------------------------
def test_my_desk_shows_documents_to_answer_and_documents_given_back(land: Land) -> None:
    sender, receiver = person(Role.HEAD, land.ministry), person(Role.OFFICER, land.akimats["one"])
    evidence = EvidenceFactory(obligation=ObligationFactory(body=land.ministry, in_time=True))
    sent = Transmittal.objects.create(
        evidence=evidence, obligation=evidence.obligation, receiver=land.akimats["one"], sent_on=date(2026, 11, 14)
    )

    (task,) = my_desk(receiver).waiting
    assert (task.days, task.title, task.url) == (10, "1 document received is to be answered", "/en/work/received/")
    assert my_desk(sender).waiting == []

    Transmittal.objects.filter(pk=sent.pk).update(
        returned_on=date(2026, 11, 20), return_reason="no signature", answered_by=receiver.user
    )
    (task,) = my_desk(sender).waiting
    assert (task.days, task.notes[1], task.url) == (4, "no signature", evidence.obligation.get_work_url())
    better = EvidenceFactory(obligation=evidence.obligation)
    Transmittal.objects.create(
        evidence=better, obligation=evidence.obligation, receiver=land.akimats["one"], sent_on=TODAY
    )
    assert my_desk(sender).waiting == []


def test_duties_without_a_day_are_counted_and_not_listed_as_due(land: Land) -> None:
    ObligationFactory(body=land.ministry, waiting=True, period_key="2026", subject="meeting:1", opens_by="event")
    ObligationFactory(body=land.ministry, no_day=True, period_key="standing", opens_by="standing")
    shown = my_desk(person(Role.HEAD, land.ministry))
    assert (shown.due, shown.standing) == ([], 2)


# -- the year --------------------------------------------------------------------------------------------------------
@time_machine.travel("2026-11-24 07:00Z", tick=False)
def test_numbers_of_the_year_add_up_with_what_was_confirmed_and_what_is_only_claimed(land: Land) -> None:
    due = date(2026, 10, 10)
    claimed = {"met_on": due, "entered_on": date(2026, 10, 14), "late_since": date(2026, 10, 11)}
    confirmed = {"confirmed_on": TODAY, "confirmed_by": UserFactory(), "confirm_reason": "seen"}
    for number, facts in enumerate(({"in_time": True}, claimed, {**claimed, **confirmed}, {})):
        more = {"confirmed_for": land.akimats["one"]} if "confirmed_on" in facts else {}
        owe(land.ministry, due, subject=f"{number}", period_key="2026", **facts, **more)
    refresh_totals(on=TODAY, now=datetime(2026, 11, 24, 7, tzinfo=UTC))
    page = browser(person(Role.OVERSEER, administration=True)).get("/en/work/control/").content.decode()
    labels = ("Counted", "In time", "Late", "Not done")
    found = [int(re.findall(rf'class="num" data-l="{label}">(\d+)</td>', page)[-1]) for label in labels]
    assert found == [4, 2, 1, 1]
