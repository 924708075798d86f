"""Published quarters by the API and as a feed: the same as on the pages and in the files, for whoever has no login."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.test import Client

from issues.models import QuarterVersion
from issues.services.hiding import hide_text
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.silence import publish_silence
from portal.kernel import clock
from tests.api.test_views import check, description, found, read
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.issues import EventFactory, IssueFactory
from tests.issues.quarter import AFTER, LAST, NOW, QUARTER, TODAY, WORDS, Office, make_office
from tests.meetings.counting import counted
from tests.texts import plain

__all__ = ["description"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_april():
    with time_machine.travel(clock.at(AFTER, 12), tick=False):
        yield


@pytest.fixture
def office() -> Office:
    return make_office()


def publish(office: Office, number: int, on: Any, *said: Said, **more: str) -> QuarterVersion:
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(on), "today": on, "now": clock.at(on, 11)}
    save_notes(**told, said=said)
    return publish_quarter(**told, number=number, **more)


def rows(client: Client, office: Office, version: int = 1, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(client, f"quarters/{office.body.slug}/{QUARTER}/{version}/rows/", **asked)[
        "results"
    ]
    return found


def test_one_version_says_its_figures_and_its_rows_as_they_froze(
    office: Office, client: Client, description: Any
) -> None:
    version = publish(office, 1, TODAY, Said(office.old.pk, **WORDS))
    one = read(client, f"quarters/{office.body.slug}/{QUARTER}/1/")
    figures = {"opening": 3, "registered": 1, "claimed": 1, "closing": 3, "late": 1, "silent": 2, "unprinted": 1}
    assert {name: one[name] for name in figures} == figures
    assert (one["state"], one["by_portal"], one["is_late"], one["sha256"]) == ("in_time", False, False, version.sha256)
    listed = rows(client, office)
    assert one["rows"] == f"http://testserver/api/v1/quarters/{office.body.slug}/{QUARTER}/1/rows/"
    assert [row["number"] for row in listed] == [office.old.number, office.new.number, office.solved.number, None]
    assert listed[0]["news"] == {"kind": "news", "on": TODAY.isoformat(), **WORDS, "en": ""}
    inner = {name: value for name, value in listed[3].items() if value not in (None, "")}
    assert inner.keys() == {"position", "came", "state", "is_late", "is_silent", "sha256"}
    assert len(rows(client, office, silent="true")) == version.silent
    odd = client.get(f"/api/v1/quarters/{office.body.slug}/{QUARTER}/1/rows/", {"silent": "yes"})
    assert (odd.status_code, set(odd.json())) == (400, {"silent"})
    for path in ("", "rows/"):
        check(
            description,
            "Quarter" if not path else "PaginatedQuarterRowList",
            read(client, f"quarters/{office.body.slug}/{QUARTER}/1/{path}"),
        )
        assert client.get(f"/api/v1/quarters/{office.body.slug}/{QUARTER}/2/{path}").status_code == 404


def test_figures_are_those_of_the_csv_and_of_the_rows(office: Office, client: Client) -> None:
    publish(office, 1, TODAY, Said(office.old.pk, **WORDS))
    one, listed = read(client, f"quarters/{office.body.slug}/{QUARTER}/1/"), rows(client, office)
    answer = client.get(f"/ru/issues/quarters/{office.body.slug}/{QUARTER}.csv")
    lines = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode().removeprefix("\ufeff"))))
    assert [(row["came"], row["left"], row["sha256"]) for row in listed] == [
        (line["came"], line["left"], line["sha256"]) for line in lines
    ]
    came, left = Counter(row["came"] for row in listed), Counter(row["left"] for row in listed)
    assert {name: came[name] for name in ("opening", "registered", "received", "reopened")} == {
        name: one[name] for name in ("opening", "registered", "received", "reopened")
    }
    assert {name: left[name] for name in ("handed", "claimed", "confirmed", "closed")} == {
        name: one[name] for name in ("handed", "claimed", "confirmed", "closed")
    }
    assert left[""] == one["closing"]


def test_silence_then_late_supply_are_told_apart_and_who_was_in_time_stays_so(office: Office, client: Client) -> None:
    neighbour = BodyFactory(akimat=True, slug="akimat-neighbour")
    ObligationFactory(duty="C-3.5d", act="C2", body=neighbour, period_key=QUARTER, computed_due_on=LAST)
    EventFactory(issue=IssueFactory(registered_by=neighbour))
    publish(office, 1, TODAY, Said(office.new.pk, **WORDS))
    publish_silence(now=clock.at(AFTER, 1))
    assert found(client, "quarters", "state", quarter=QUARTER) == ["in_time", "silent"]
    assert found(client, "quarters", "state", body=neighbour.slug) == ["silent"]
    # A correction after the last day is a late version of a body that was in time.
    publish(office, 2, AFTER, Said(office.old.pk, **WORDS))
    assert [(row["version"], row["state"], row["is_late"]) for row in read(client, "quarters/")["results"]] == [
        (1, "silent", False),
        (2, "in_time", True),
    ]
    assert found(client, "quarters", "version", versions="every") == [1, 1, 2]
    assert found(client, "quarters", "version", state="late") == []
    html = plain(client.get(f"/ru/issues/quarters/{office.body.slug}/{QUARTER}/").content.decode())
    assert ("Опубликовано в срок" in html, "опубликовано позже срока" in html) == (True, True)


def test_a_text_that_is_hidden_now_is_not_said(office: Office, client: Client) -> None:
    publish(office, 1, TODAY, Said(office.old.pk, **WORDS))
    hide_text(issue=office.old, why="Names a neighbour", actor=office.actor(), today=TODAY, now=NOW)
    row = rows(client, office)[0]
    assert (row["number"], row["title"], row["news"], row["responsible"]) == (office.old.number, None, None, None)


def test_rows_cost_the_same_statements_however_many_there_are(office: Office, client: Client) -> None:
    publish(office, 1, TODAY, Said(office.old.pk, **WORDS))
    rows(client, office)
    with counted() as few:
        rows(client, office)
    for _each in range(60):
        EventFactory(issue=IssueFactory(registered_by=office.body), on=TODAY.replace(month=3))
    publish(office, 2, TODAY)
    with counted() as many:
        assert len(rows(client, office, 2)) == 50
    assert len(many) == len(few) <= 3


# -- the feed --------------------------------------------------------------------------------------------------------
def test_the_feed_tells_each_version_once_the_latest_first(office: Office, client: Client) -> None:
    assert "<entry>" not in client.get("/ru/issues/quarters.atom").content.decode()
    publish_silence(now=clock.at(AFTER, 1))
    publish(office, 2, AFTER, Said(office.old.pk, **WORDS), late_reason="Нет связи")
    for address in ("/ru/issues/quarters.atom", f"/ru/issues/quarters.atom?body={office.body.slug}"):
        answer = client.get(address)
        told = answer.content.decode()
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        key = f"tag:kezdesu,2027:issues/quarters/{office.body.slug}/{QUARTER}"
        assert re.findall(r"<id>(tag:kezdesu,2027:issues/quarters/[^<]+)</id>", told) == [f"{key}/2:ru", f"{key}/1:ru"]
        titles = re.findall(r"<title>([^<]*)</title>", told)
        assert [title.rpartition(" – ")[2] for title in titles[1:]] == [
            "опубликовано позже срока",
            "опубликовано порталом: орган молчал",
        ]
        assert "3 + 1 − 0 − 1 − 0 = 3" in told
        assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    other = BodyFactory()
    assert "<entry>" not in client.get(f"/ru/issues/quarters.atom?body={other.slug}").content.decode()
    assert client.get("/ru/issues/quarters.atom?body=nobody").status_code == 404
