"""The chain over all floors: what writes into it, what breaks it, who may look at it and take it away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from meetings.services.publication import publish_schedule
from portal.audit.models import Link, Verification
from portal.audit.rules import GENESIS, RECORDED_LATER, link_hash
from portal.audit.services import append
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.services import Proof, correct_evidence, record_evidence, seed_decisions, sweep
from portal.notices.models import Notice
from portal.overview.queries import desk
from portal.overview.queries.chain import faults
from portal.overview.services import verify_chain
from portal.overview.tasks import verify_chain as nightly
from schedules.models import Schedule, ScheduleVersion
from schedules.services import graphs
from tests.factories.schedules import ScheduleFactory
from tests.meetings.counting import counted
from tests.schedules.conftest import World, world, world_ground  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

APPROVED, PUBLISHED = date(2027, 1, 8), date(2027, 1, 11)
NOW = datetime(2027, 1, 11, 5, 0, tzinfo=UTC)


@pytest.fixture
def schedule(world: World) -> Schedule:  # noqa: F811
    """Approved and published by its services."""
    made = ScheduleFactory(government=True, entries=2)
    approver = world.actor("approver", APPROVED)
    graphs.approve_schedule(schedule=made, act_number="12", act_on=APPROVED, actor=approver, today=APPROVED)
    publish_schedule(schedule=made, actor=world.actor("intake", PUBLISHED), today=PUBLISHED, now=NOW)
    return made


@contextmanager
def behind_the_back() -> Iterator[Callable[..., None]]:
    """Statements as somebody with the whole database in hand gives them: no trigger looks."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor.execute
        cursor.execute("SET LOCAL session_replication_role = origin")


def codes() -> list[tuple[str, str]]:
    return [(fault.code, fault.subject.partition(":")[0]) for fault in faults()]


# -- what writes into it ---------------------------------------------------------------------------------------------
def test_approval_and_publication_are_linked_with_the_hash_of_the_version(
    world: World,  # noqa: F811
    schedule: Schedule,
) -> None:
    version = schedule.versions.get()
    facts = {"kind": "graph", "period": "2027", "version": 1, "act": "12", "act_on": "2027-01-08"}
    links = Link.objects.exclude(kind="decision")
    assert [(row.kind, row.subject, row.digest, row.on, row.user, row.facts) for row in links] == [
        ("approval", f"version:{version.pk}", version.sha256, APPROVED, world.people["approver"], facts),
        (
            "publication",
            f"version:{version.pk}",
            version.sha256,
            PUBLISHED,
            world.people["intake"],
            {**facts, "meetings": 2},
        ),
    ]
    assert faults() == []


def test_shipped_decisions_are_linked_once() -> None:
    count = seed_decisions()
    assert count == Link.objects.filter(kind="decision").count()
    assert seed_decisions() == 0
    assert Link.objects.count() == count
    assert faults() == []


def test_correction_of_evidence_is_linked(world: World) -> None:  # noqa: F811
    on = date(2026, 12, 20)
    sweep(on=on)
    obligation = Obligation.objects.get(duty="B-1.4-plan", body=world.ministry, period_key="2027")
    proof = Proof(kind="link", title="Order 7", address="https://example.kz/7", signed_on=date(2026, 12, 14))
    said = {"late_reason": "the head was ill", "outside_reason": "on paper"}
    record_evidence(obligation=obligation, proof=proof, actor=world.actor("head", on), today=on, **said)
    better = Proof(kind="link", title="Order 8", address="https://example.kz/8", signed_on=date(2026, 12, 14))
    head = world.actor("head", on)
    corrected = correct_evidence(
        evidence=obligation.evidence.get(), proof=better, reason="misprint", actor=head, today=on
    )
    link = Link.objects.get(kind="correction")
    assert (link.subject, link.user, link.on) == (f"evidence:{corrected.pk}", head.user, on)
    assert faults() == []
    with behind_the_back() as execute:
        execute("UPDATE deadlines_evidence SET address = 'https://example.kz/9' WHERE id = %s", [corrected.pk])
    assert codes() == [("content", "evidence")]


def test_refused_approval_leaves_no_link(world: World) -> None:  # noqa: F811
    made = ScheduleFactory(government=True, entries=1)
    before = Link.objects.count()
    with pytest.raises(Exception, match="act_in_future"):
        graphs.approve_schedule(
            schedule=made,
            act_number="12",
            act_on=APPROVED + timedelta(days=1),
            actor=world.actor("approver", APPROVED),
            today=APPROVED,
        )
    assert Link.objects.count() == before


def test_what_was_before_the_chain_is_linked_once_and_marked(world: World, schedule: Schedule) -> None:  # noqa: F811
    with behind_the_back() as execute:
        execute("DELETE FROM audit_link")
        # Nobody had decided how a norm is read by then.
        execute("UPDATE deadlines_decision SET reading = ''")
    assert {fault.code for fault in faults()} == {"missing"}
    record = import_module("portal.audit.migrations.0003_what_was_before").record
    with time_machine.travel("2027-02-01 05:00Z", tick=False):
        record(apps, None)
        record(apps, None)
    assert faults() == []
    assert all(link.facts[RECORDED_LATER] for link in Link.objects.all())
    assert list(Link.objects.exclude(kind="decision").values_list("kind", "on", "at__date")) == [
        ("approval", APPROVED, date(2027, 2, 1)),
        ("publication", PUBLISHED, date(2027, 2, 1)),
    ]


# -- what breaks it --------------------------------------------------------------------------------------------------
_LAST = "(SELECT max(number) FROM audit_link)"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (f"UPDATE audit_link SET digest = repeat('f', 64) WHERE number = {_LAST}", {"changed", "content"}),
        (f"UPDATE audit_link SET facts = '{{}}' WHERE number = {_LAST}", {"changed"}),
        (f"UPDATE audit_link SET \"on\" = '2026-12-01' WHERE number = {_LAST}", {"changed"}),
        (f"UPDATE audit_link SET user_id = NULL WHERE number = {_LAST}", {"changed"}),
        ("UPDATE audit_link SET at = at + interval '1 day' WHERE number = 2", {"changed"}),
        ("UPDATE audit_link SET hash = repeat('a', 64) WHERE number = 2", {"changed", "order"}),
        ("DELETE FROM audit_link WHERE number = 2", {"gap", "missing"}),
        (f"DELETE FROM audit_link WHERE number = {_LAST}", {"missing"}),
        ("UPDATE audit_link SET number = number + 1 WHERE number = (SELECT max(number) FROM audit_link)", {"gap"}),
        ('UPDATE schedules_scheduleversion SET content = content || \'{"period": "2028"}\'', {"content"}),
        (
            "UPDATE schedules_scheduleversion SET content = '{}', sha256 = encode(sha256('{}'), 'hex')",
            {"content"},
        ),
        ("UPDATE schedules_scheduleversion SET sha256 = repeat('b', 64)", {"content"}),
        (
            "UPDATE deadlines_decision SET ground_kk = 'басқа' WHERE id = (SELECT min(id) FROM deadlines_decision)",
            {"content"},
        ),
        ("DELETE FROM deadlines_decision WHERE id = (SELECT min(id) FROM deadlines_decision)", {"lost"}),
    ],
)
def test_every_tampering_is_found(schedule: Schedule, statement: str, expected: set[str]) -> None:
    with behind_the_back() as execute:
        execute(statement)
    assert {fault.code for fault in faults()} == expected


def test_version_written_past_the_services_is_missed(schedule: Schedule) -> None:
    version = schedule.versions.get()
    ScheduleVersion.objects.create(
        schedule=schedule,
        number=2,
        content=version.content,
        sha256=version.sha256,
        act_number="13",
        act_on=APPROVED,
        approved_on=APPROVED,
    )
    assert codes() == [("missing", "version")]


def test_chain_written_anew_from_a_link_on_is_still_caught_by_the_content(schedule: Schedule) -> None:
    """Somebody patient computes all hashes again: what the links speak of does not agree."""
    with behind_the_back() as execute:
        previous = GENESIS
        for link in Link.objects.in_order():
            digest = "f" * 64 if link.number == 2 else link.digest
            hash_ = link_hash(
                previous=previous,
                number=link.number,
                kind=link.kind,
                subject=link.subject,
                digest=digest,
                on=link.on,
                at=link.at,
                user=link.user_id,
                facts=link.facts,
            )
            execute(
                "UPDATE audit_link SET previous = %s, digest = %s, hash = %s WHERE id = %s",
                [previous, digest, hash_, link.pk],
            )
            previous = hash_
    assert codes() == [("content", "decision")]


# -- the command and the beat ----------------------------------------------------------------------------------------
def test_command_names_the_first_broken_link(schedule: Schedule, capsys) -> None:
    call_command("verify_chain")
    assert f"The chain is whole: {Link.objects.count()} links" in capsys.readouterr().out
    with behind_the_back() as execute:
        execute("UPDATE audit_link SET at = at + interval '1 day' WHERE number IN (3, 4)")
    third = Link.objects.get(number=3)
    with pytest.raises(CommandError, match=rf"Link 3 \({third.subject}\) was changed.*Faults in all: 2") as refusal:
        call_command("verify_chain", "--format", "json")
    assert refusal.value.returncode == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["whole"], [fault["number"] for fault in said["faults"]]) == (False, [3, 4])
    assert [(row.is_whole, row.broken_at, row.count) for row in Verification.objects.order_by("pk")] == [
        (True, None, 0),
        (False, 3, 2),
    ]


def test_verification_tells_administrators_once_a_day_and_their_desk(
    world: World,  # noqa: F811
    schedule: Schedule,
) -> None:
    administrator, overseer = world.actor("administrator"), world.actor("overseer")
    assert not [task for task in desk(administrator).waiting if task.url == reverse("overview:audit")]
    with behind_the_back() as execute:
        execute("DELETE FROM deadlines_decision WHERE id = (SELECT min(id) FROM deadlines_decision)")
    with time_machine.travel(NOW, tick=False):
        nightly()
        nightly()
    notices = Notice.objects.filter(kind="overview.chain_broken")
    assert [notice.user for notice in notices] == [administrator.user]
    assert "what it speaks of is gone" in notices.get().line_en
    tasks = [task for task in desk(administrator).waiting if task.url == reverse("overview:audit")]
    assert [task.title for task in tasks] == ["Find out who changed the record"]
    assert not [task for task in desk(overseer).waiting if task.url == reverse("overview:audit")]


# -- the page --------------------------------------------------------------------------------------------------------
def _paths() -> list[str]:
    return [reverse(f"overview:{name}") for name in ("audit", "audit_csv", "audit_json")]


def test_page_and_exports_are_for_administrators_and_overseers(client, world: World, schedule: Schedule) -> None:  # noqa: F811
    for name, person in world.people.items():
        client.force_login(person)
        expected = 200 if name in ("administrator", "overseer") else 403
        assert {client.get(path).status_code for path in _paths()} == {expected}, name
        verified = client.post(reverse("overview:audit_verify")).status_code
        assert verified == (302 if name == "administrator" else 403), name
    client.logout()
    assert {client.get(path).status_code for path in _paths()} == {302}
    assert Verification.objects.count() == 1


def test_page_filters_and_shows_what_happened(client, world: World, schedule: Schedule) -> None:  # noqa: F811
    client.force_login(world.people["overseer"])
    text = client.get(
        _paths()[0], {"kind": "publication", "first": "11.01.2027", "last": "11.01.2027"}
    ).content.decode()
    assert "1 link found" in text
    assert "Schedule of meetings for 2027, version 1" in text
    assert "Act 12 of 8\xa0January 2027" in text
    assert schedule.versions.get().sha256 in text
    assert "Verify now" not in text
    assert "No matching entries" in client.get(_paths()[0], {"kind": "correction"}).content.decode()
    bad = client.get(_paths()[0], {"first": "31.02.2027"})
    assert bad.status_code == 422
    assert "There is no such day: 31.02.2027." in bad.content.decode()


def test_page_opens_over_a_damaged_chain(client, world: World, schedule: Schedule) -> None:  # noqa: F811
    with behind_the_back() as execute:
        execute('UPDATE audit_link SET facts = \'{"act": 1, "act_on": 5}\'')
    verify_chain(today=PUBLISHED, now=NOW)
    client.force_login(world.people["administrator"])
    page = client.get(_paths()[0])
    assert page.status_code == 200
    assert "The log has been tampered with or damaged" in page.content.decode()


def test_page_costs_the_same_with_few_links_and_with_many(client, world: World, schedule: Schedule) -> None:  # noqa: F811
    client.force_login(world.people["administrator"])
    for _visit in range(2):  # the first visits of a session are noted
        client.get(_paths()[0])
    with counted() as few:
        client.get(_paths()[0])
    for number in range(100):
        append(
            kind="approval",
            subject=f"version:{10_000 + number}",
            digest="a" * 64,
            on=APPROVED,
            user=world.people["approver"],
            facts={},
        )
    with counted() as many:
        client.get(_paths()[0])
    assert len(many) == len(few)


def test_exports_hold_all_that_a_hash_is_made_of(client, world: World, schedule: Schedule) -> None:  # noqa: F811
    append(
        kind="approval", subject="=HYPERLINK(1)", digest="a" * 64, on=APPROVED, user=None, facts={"act": "=1+1", "n": 1}
    )
    client.force_login(world.people["overseer"])
    whole = json.loads(b"".join(client.get(_paths()[2]).streaming_content))
    previous = whole["genesis"]
    for row in whole["links"]:
        assert row["previous"] == previous
        own = {name: row[name] for name in ("number", "kind", "subject", "digest", "user", "facts")}
        dates = {"on": date.fromisoformat(row["on"]), "at": datetime.fromisoformat(row["at"])}
        previous = link_hash(previous=previous, **own, **dates)
        assert previous == row["hash"]
    assert len(whole["links"]) == Link.objects.count()
    answer = client.get(_paths()[1])
    table = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["hash"] for row in table] == [row["hash"] for row in whole["links"]]
    assert table[-1]["subject"] == "'=HYPERLINK(1)"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="chain.csv"'
    narrow = json.loads(b"".join(client.get(_paths()[2], {"kind": "publication"}).streaming_content))
    assert {row["kind"] for row in narrow["links"]} == {"publication"}


def test_decision_written_by_hand_is_missed(world: World) -> None:  # noqa: F811
    shipped = Decision.objects.earliest("pk")
    shipped.pk, shipped.is_shipped, shipped.decided_on = None, False, APPROVED
    shipped.recorded_by = world.people["administrator"]
    shipped.save(force_insert=True)
    assert codes() == [("missing", "decision")]
