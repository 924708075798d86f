"""A published quarter stands in the chain of records; what is changed behind the portal's back is found."""

from __future__ import annotations

from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.test import Client, override_settings

from issues.models import QuarterVersion
from issues.services.hiding import hide_text, take_away_text
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.silence import publish_silence
from portal.audit.models import Link
from portal.audit.rules import RECORDED_LATER
from portal.kernel import clock
from portal.overview.queries.chain import faults, link_rows
from tests.issues.quarter import AFTER, NOW, QUARTER, TODAY, WORDS, Office
from tests.overview.test_chain import behind_the_back, codes
from tests.texts import plain

pytestmark = pytest.mark.django_db


def publish(office: Office) -> QuarterVersion:
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
    save_notes(**told, said=[Said(office.new.pk, **WORDS)])
    return publish_quarter(**told, number=1)


def page(office: Office, client: Client) -> str:
    """As it is made now, whatever was kept of it."""
    with time_machine.travel("2027-04-12 06:00Z", tick=False), override_settings(KEZDESU_KEEP_PAGES=False):
        return plain(client.get(f"/ru/issues/quarters/{office.body.slug}/{QUARTER}/").content.decode())


def links() -> list[Link]:
    return list(Link.objects.filter(kind="publication").order_by("number"))


def test_a_body_that_publishes_and_the_portal_in_its_place_each_write_a_link(office: Office) -> None:
    before = Link.objects.count()
    version = publish(office)
    [link] = links()
    facts = {"kind": "quarter", "body": office.body.slug, "period": QUARTER, "version": 1}
    assert (link.number, link.subject, link.digest) == (before + 1, f"quarter:{version.pk}", version.sha256)
    assert (link.on, link.user, link.facts) == (TODAY, version.by, {**facts, "by_portal": False, "late": False})
    assert link_rows([link])[0].title.endswith(f": {office.body.plain}")
    assert faults() == []


def test_silence_is_linked_once_as_done_by_the_portal(office: Office) -> None:
    publish_silence(now=clock.at(AFTER, 1))
    publish_silence(now=clock.at(AFTER, 2))
    [link] = links()
    assert (link.user, link.on, link.facts["by_portal"]) == (None, AFTER, True)
    assert faults() == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE issues_quarterrow SET content = content || '{\"silent\": false}' WHERE is_silent", "content"),
        ("UPDATE issues_quarterversion SET silent = 0", "content"),
        ("DELETE FROM issues_quarterrow WHERE is_silent", "content"),
        ("UPDATE issues_quarterrow SET sha256 = repeat('0', 64)", "content"),
        ("DELETE FROM audit_link WHERE subject LIKE 'quarter:%'", "missing"),
    ],
)
def test_whatever_is_changed_behind_its_back_is_found_and_said_on_its_page(
    office: Office, client: Client, statement: str, code: str
) -> None:
    publish(office)
    with behind_the_back() as execute:
        execute(statement)
    assert codes() == [(code, "quarter")]
    said = ("журнале портала такой записи нет", "Контрольные суммы не совпадают")
    assert [words in page(office, client) for words in said] == [code == "missing", code == "content"]


def test_its_page_says_which_entry_it_is(office: Office, client: Client) -> None:
    publish(office)
    [link] = links()
    html = page(office, client)
    assert (f"запись {link.number}, 6 апреля 2027" in html, link.hash in html) == (True, True)
    with behind_the_back() as execute:
        execute("UPDATE audit_link SET facts = '{}' WHERE subject LIKE 'quarter:%%'", [])
    assert link.hash not in page(office, client)


def test_a_text_that_is_taken_away_for_a_persons_sake_leaves_the_chain_whole(office: Office) -> None:
    publish(office)
    hide_text(issue=office.old, why="Names a neighbour", actor=office.actor(), today=TODAY, now=NOW)
    take_away_text(issue=office.old, actor=office.actor(), today=TODAY, now=NOW)
    assert faults() == []


def test_what_was_published_before_is_linked_once_and_marked(office: Office) -> None:
    version = publish(office)
    publish_silence(now=clock.at(AFTER, 1))
    with behind_the_back() as execute:
        execute("DELETE FROM audit_link WHERE subject LIKE 'quarter:%%'", [])
    record = import_module("issues.migrations.0021_quarters_in_the_chain").record
    record(apps, None)
    record(apps, None)
    [link] = links()
    assert (link.subject, link.on, link.user, link.facts[RECORDED_LATER]) == (
        f"quarter:{version.pk}", TODAY, version.by, True,
    )  # fmt: skip
    assert faults() == []
