"""The inbox of received documents, receipts at the sender, and several documents of one duty."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.deadlines.models import Obligation, Transmittal
from tests.deadlines.conftest import Country, Login
from tests.deadlines.doing import LANGUAGES, PDF, address
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LINK = {"kind": "link", "address": "https://gov.kz/7", "title": "Summary", "signed_on": "14.12.2026"}


def deliver(country: Country, number: int = 1) -> Transmittal:
    """A summary of a ministry, sent to the authorised body."""
    body = country["ministry-1"] if number == 1 else BodyFactory(slug=f"sender-{number}")
    obligation = ObligationFactory(body=body, duty="D-1.4", act="D", period_key="2026-Q3", met_on=date(2026, 12, 14))
    evidence = EvidenceFactory(obligation=obligation, title=f"Summary {number}", genre="report")
    return Transmittal.objects.create(
        evidence=evidence, obligation=obligation, receiver=country["culture"], sent_on=date(2026, 12, 14)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_inbox_shows_what_waits_in_three_languages(login: Login, country: Country, language: str) -> None:
    row = deliver(country)
    client = login("culture preparer")
    answer = client.get(address("received", language=language))
    assert answer.status_code == 200
    assert "Summary 1" in answer.content.decode()
    page = client.get(address("received_document", row.pk, language=language))
    assert page.status_code == 200
    assert "https://example.kz/order-7" in page.content.decode()


def test_inbox_of_others_is_empty_and_their_documents_do_not_exist(login: Login, country: Country) -> None:
    row = deliver(country)
    for name in ("defence head", "ministry-1 head", "akimat-1 officer", "government approver"):
        client = login(name)
        assert "Summary 1" not in client.get(address("received")).content.decode()
        assert client.get(address("received_document", row.pk)).status_code == 404
        assert client.post(address("acknowledge", row.pk)).status_code == 404
        assert client.post(address("give_back", row.pk), {"reason": "x"}).status_code == 404
        client.post(address("acknowledge_many"), {"document": [row.pk]})
    row.refresh_from_db()
    assert not row.is_answered


def test_inbox_asks_to_sign_in(client: Client, country: Country) -> None:
    row = deliver(country)
    for url in (address("received"), address("received_document", row.pk), address("give_back", row.pk)):
        assert client.get(url).status_code == 302


def test_documents_are_acknowledged_by_their_boxes(login: Login, country: Country) -> None:
    rows = [deliver(country, number) for number in (1, 2, 3)]
    client = login("culture head")
    assert "Tick the documents" in client.post(address("acknowledge_many"), follow=True).content.decode()
    ticked = {"document": [str(rows[0].pk), str(rows[1].pk), "x"]}
    answer = client.post(address("acknowledge_many"), ticked, follow=True).content.decode()
    assert "Receipt of 2 documents is acknowledged." in answer
    assert "Summary 3" in answer
    assert "Summary 1" not in answer
    done = client.get(address("received") + "?show=answered").content.decode()
    assert "Summary 1" in done
    assert "Summary 3" not in done
    assert client.get(address("acknowledge_many")).status_code == 405


def test_document_is_acknowledged_once_by_post(login: Login, country: Country) -> None:
    row = deliver(country)
    client = login("culture preparer")
    url = address("acknowledge", row.pk)
    assert client.get(url).status_code == 405
    assert "Receipt is acknowledged" in client.post(url, follow=True).content.decode()
    assert "acknowledged already" in client.post(url, follow=True).content.decode()
    assert url not in client.get(row.get_absolute_url()).content.decode()
    assert client.post(address("give_back", row.pk), {"reason": "x"}).status_code == 409


def test_return_says_what_it_does_and_keeps_what_was_typed(login: Login, country: Country) -> None:
    row = deliver(country)
    client = login("culture head")
    url = address("give_back", row.pk)
    assert "Their duty is open again" in client.get(url).content.decode()
    assert client.post(url, {"reason": " "}).status_code == 422
    answer = client.post(url, {"reason": "No table in it"}, follow=True).content.decode()
    assert "No table in it" in answer
    sender = login("ministry-1 preparer").get(row.obligation.get_work_url()).content.decode()
    assert "No table in it" in sender
    assert "Acknowledged: 0 of 1" in sender
    assert "returned: 1" in sender


def test_inbox_is_narrowed_by_duty_sender_and_period(login: Login, country: Country) -> None:
    deliver(country, 1)
    deliver(country, 2)
    client = login("culture head")
    found = client.get(address("received") + "?sender=sender-2&duty=D-1.4&period=2026-Q3").content.decode()
    assert "Summary 2" in found
    assert "Summary 1" not in found
    unknown = client.get(address("received") + "?sender=nobody").content.decode()
    assert "There is no such choice." in unknown
    assert "Summary 1" not in unknown


def test_inbox_costs_the_same_for_one_document_and_for_many(login: Login, country: Country) -> None:
    client = login("culture head")
    deliver(country, 1)
    client.get(address("received"))
    counts = []
    for last in (1, 60):
        for number in range(2, last):
            deliver(country, number)
        with CaptureQueriesContext(connection) as captured:
            text = client.get(address("received")).content.decode()
        reads = [query for query in captured if query["sql"].startswith("SELECT") and "usersession" not in query["sql"]]
        counts.append((len(reads), len(re.findall(r'type="checkbox"', text))))
    assert counts[0][0] >= counts[1][0] - 1
    assert [boxes for _statements, boxes in counts] == [1, 50]


def test_rail_counts_what_waits(login: Login, country: Country) -> None:
    deliver(country)
    text = login("culture head").get(address("own")).content.decode()
    assert re.search(r'Received documents\s*<span\s+class="count">1</span>', text)
    assert "Received documents" not in login("akimat-1 head").get(address("own")).content.decode()


# -- the page of a duty ----------------------------------------------------------------------------------------------
def test_met_duty_says_which_kind_is_missing_and_takes_it(login: Login, country: Country) -> None:
    obligation = ObligationFactory(body=country["akimat-1"], duty="C-2.1", act="C2", period_key="2027")
    client, url = login("akimat-1 head"), obligation.get_work_url()
    first = client.post(url, {**LINK, "genre": "order", "more": "1"})
    assert first["Location"] == f"{url}?more=1#record"
    page = client.get(url).content.decode()
    assert "Still to be recorded" in page
    assert "a document of the maslikhat" in page
    second = {**LINK, "address": "https://gov.kz/8", "title": "Notice", "genre": "maslikhat"}
    assert "Still to be recorded" not in client.post(url, second, follow=True).content.decode()
    assert list(obligation.evidence.values_list("genre", flat=True)) == ["order", "maslikhat"]
    assert client.post(url, {**LINK, "genre": "minutes"}).status_code == 422
    assert login("akimat-1 head").get(url).status_code == 200
    assert login("culture head").post(url, LINK).status_code == 403


def test_newspaper_page_is_recorded_with_its_issue_and_shown_to_everyone(
    login: Login, country: Country, client: Client
) -> None:
    obligation = ObligationFactory(body=country["akimat-1"], duty="C-3.5d", act="C2", period_key="2026-Q3")
    head, url = login("akimat-1 head"), obligation.get_work_url()
    form = {
        "genre": "newspaper",
        "kind": "file",
        "title": "Progress of issues",
        "signed_on": "14.12.2026",
        "outlet": "Aiqyn",
        "number": "48",
    }
    refused = head.post(url, {**form, "outlet": ""})
    assert refused.status_code == 422
    assert "Name the newspaper." in refused.content.decode()
    scan = SimpleUploadedFile("page.pdf", PDF, content_type="application/pdf")
    assert head.post(url, {**form, "file": scan}).status_code == 302
    text = client.get(address("why", obligation.pk)).content.decode()
    assert "Aiqyn" in text
    assert obligation.evidence.get().sha256 in text


def test_several_pages_are_recorded_at_once(login: Login, country: Country) -> None:
    obligation = ObligationFactory(body=country["akimat-1"], duty="D-2", act="D", subject="meeting:1", opens_by="event")
    client, url = login("akimat-1 officer"), address("record_pages", obligation.pk)
    typed = {"pages-pages": "https://a.kz/1 First\nhttps://a.kz/2", "pages-signed_on": "14.12.2026"}
    wrong = client.post(url, {**typed, "pages-pages": "https://a.kz/1 First\nsomewhere"})
    assert wrong.status_code == 422
    assert "Line 2 does not begin with an address: somewhere" in wrong.content.decode()
    assert "https://a.kz/1 First" in wrong.content.decode()
    answer = client.post(url, typed, follow=True).content.decode()
    assert "2 pages are recorded." in answer
    assert list(obligation.evidence.values_list("title", flat=True)) == ["First", "https://a.kz/2"]
    obligation.refresh_from_db()
    assert not obligation.is_met
    close = address("close", obligation.pk)
    assert login("akimat-1 head").post(close, {}).status_code == 302
    obligation.refresh_from_db()
    assert obligation.met_on == date(2026, 12, 14)
    assert login("defence head").post(url, typed).status_code == 404
    assert login("culture head").post(url, typed).status_code == 403


def test_sender_reminds_of_receipts_once_a_day(login: Login, country: Country) -> None:
    row = deliver(country)
    url = address("remind_receivers", row.obligation_id)
    sender = login("ministry-1 preparer")
    assert url in sender.get(row.obligation.get_work_url()).content.decode()
    assert "The reminder goes to the receivers" in sender.post(url, follow=True).content.decode()
    assert "reminded today already" in sender.post(url, follow=True).content.decode()
    with time_machine.travel("2026-12-15 07:00Z", tick=False):
        sender = login("ministry-1 preparer")
        assert "The reminder goes to the receivers" in sender.post(url, follow=True).content.decode()
    assert login("administration overseer").post(url).status_code == 403


def test_correction_of_a_document_keeps_its_kind(login: Login, country: Country) -> None:
    obligation = ObligationFactory(body=country["akimat-1"], duty="C-2.1", act="C2", period_key="2027")
    client = login("akimat-1 officer")
    client.post(obligation.get_work_url(), {**LINK, "genre": "maslikhat"})
    old = obligation.evidence.get()
    url = address("correct", obligation.pk, old.pk)
    assert re.search(r'value="maslikhat"[^>]* checked', client.get(url).content.decode())
    client.post(url, {**LINK, "genre": "maslikhat", "title": "Notice 2", "reason": "typing error"})
    assert Obligation.objects.get(pk=obligation.pk).evidence.standing().get().genre == "maslikhat"
