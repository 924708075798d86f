"""The workspace: what a body owes, the form of evidence, and who may see and do what."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.deadlines.models import Obligation
from portal.notices.models import Notice
from tests.deadlines.conftest import Country, Login
from tests.deadlines.doing import LANGUAGES, PDF, TODAY, address, record
from tests.factories.deadlines import EvidenceFactory, ObligationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_workspace_asks_to_sign_in(client: Client, plan: Obligation) -> None:
    for url in (address("own"), plan.get_work_url(), address("working_days"), address("withdraw", plan.pk)):
        answer = client.get(url)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/en/accounts/login/?next=")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("ministry-1 preparer", 200),
        ("ministry-1 head", 200),
        ("culture preparer", 200),
        ("culture head", 200),
        ("administration overseer", 200),
        ("administration administrator", 200),
        ("defence preparer", 404),
        ("defence head", 404),
        ("akimat-1 officer", 404),
        ("akimat-1 head", 404),
        ("government approver", 404),
    ],
)
def test_obligation_page_exists_for_those_who_work_with_it(
    login: Login, plan: Obligation, name: str, status: int
) -> None:
    client = login(name)
    assert client.get(plan.get_work_url()).status_code == status
    if status == 404:
        form = {"kind": "link", "address": "https://a.kz", "title": "x", "signed_on": "14.12.2026"}
        assert client.post(plan.get_work_url(), form).status_code == 404
        assert client.post(address("withdraw", plan.pk), {"reason": "x"}).status_code == 404
        assert client.post(address("remind", plan.pk)).status_code == 404
        evidence = EvidenceFactory(obligation=plan)
        assert client.get(address("correct", plan.pk, evidence.pk)).status_code == 404
        assert not Obligation.objects.get(pk=plan.pk).is_met


@pytest.mark.parametrize("language", LANGUAGES)
def test_workspace_pages_speak_three_languages(login: Login, plan: Obligation, language: str) -> None:
    client = login("ministry-1 head")
    for url in (address("own", language=language), address("obligation", plan.pk, language=language)):
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert {"kk": "жоспарды бекіту", "ru": "Утвердить ведомственный план", "en": "departmental plan"}[
            language
        ] in answer.content.decode()


ON_PAPER = {
    "kind": "link",
    "address": "https://gov.kz/7",
    "title": "Order 7",
    "signed_on": "14.12.2026",
    "outside_reason": "signed on paper",
}


def test_preparer_attaches_and_the_head_closes(login: Login, plan: Obligation, client: Client) -> None:
    preparer, head = login("ministry-1 preparer"), login("ministry-1 head")
    page = preparer.get(plan.get_work_url()).content.decode()
    assert "the head of the body closes the duty by them" in page
    assert "Why it was done outside" not in page
    answer = preparer.post(plan.get_work_url(), ON_PAPER, follow=True).content.decode()
    assert "The document is attached; the head closes the duty by it." in answer
    assert "Attached, and not closed yet" in answer
    plan.refresh_from_db()
    assert not plan.is_met
    assert "Order 7" not in client.get(address("why", plan.pk)).content.decode()
    close = address("close", plan.pk)
    assert preparer.post(close, {"close-outside_reason": "on paper"}).status_code == 403
    assert login("culture head").post(close, {"close-outside_reason": "on paper"}).status_code == 403
    assert login("defence head").post(close, {"close-outside_reason": "on paper"}).status_code == 404
    assert close in head.get(plan.get_work_url()).content.decode()
    refused = head.post(close, {"close-outside_reason": ""})
    assert refused.status_code == 422
    assert "say why it was done outside" in refused.content.decode()
    assert head.post(close, {"close-outside_reason": "signed on paper"}).status_code == 302
    plan.refresh_from_db()
    assert (plan.met_on, plan.entered_on, plan.outside_reason) == (TODAY, TODAY, "signed on paper")
    public = client.get(address("why", plan.pk)).content.decode()
    assert "Order 7" in public
    assert "signed on paper" in public
    again = head.post(close, {"close-outside_reason": "pressed twice"}, follow=True)
    assert "The duty is done already." in again.content.decode()
    assert preparer.post(close, {"close-outside_reason": "pressed twice"}).status_code == 403
    plan.refresh_from_db()
    assert plan.outside_reason == "signed on paper"


def test_another_body_confirms_the_day_once_however_often_it_presses(
    login: Login, country: Country, plan: Obligation, client: Client
) -> None:
    late = record(country, date(2026, 12, 20), late_reason="the head was away")
    confirm, given = address("confirm", late.pk), {"met_on": late.met_on.isoformat(), "reason": "seen on 14 December"}
    with time_machine.travel("2026-12-21 07:00Z", tick=False):
        assert client.post(confirm, given).status_code == 302
        assert login("ministry-1 head").post(confirm, given).status_code == 403
        assert login("defence head").post(confirm, given).status_code == 404
        overseer = login("administration overseer")
        refused = overseer.post(confirm, {**given, "reason": " "})
        assert refused.status_code == 422
        late.refresh_from_db()
        assert late.confirmed_by is None
        assert "The day is confirmed." in overseer.post(confirm, given, follow=True).content.decode()
        again = overseer.post(confirm, {**given, "reason": "another"}, follow=True)
        assert "The day is confirmed already." in again.content.decode()
        assert login("culture head").post(confirm, given).status_code == 403
    late.refresh_from_db()
    assert late.confirm_reason == "seen on 14 December"
    assert late.confirmed_for == country["administration"]


def test_record_a_link_closes_the_duty(login: Login, plan: Obligation) -> None:
    client = login("ministry-1 head")
    form = {**ON_PAPER, "number": "7"}
    without_reason = client.post(plan.get_work_url(), {**form, "outside_reason": " "})
    assert without_reason.status_code == 422
    assert "say why it was done outside" in without_reason.content.decode()
    answer = client.post(plan.get_work_url(), form, follow=True)
    assert answer.redirect_chain == [(plan.get_work_url(), 302)]
    assert "The evidence is recorded; the duty is done." in answer.content.decode()
    plan.refresh_from_db()
    assert plan.met_on == TODAY


def test_evidence_typed_with_letters_in_two_characters_is_stored_with_whole_ones(
    login: Login, plan: Obligation
) -> None:
    form = {
        "kind": "link",
        "address": "https://gov.kz/7",
        "title": "Годовои\u0306 отче\u0308т",
        "signed_on": "14.12.2026",
    }
    assert login("ministry-1 preparer").post(plan.get_work_url(), form).status_code == 302
    assert plan.evidence.get().title == "Годовой отчёт"


def test_record_a_file_closes_the_duty(login: Login, plan: Obligation, client: Client) -> None:
    upload = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    form = {"kind": "file", "file": upload, "title": "Order 7", "signed_on": "2026-12-10"}
    form |= {"signer": "Minister", "outside_reason": "signed on paper"}
    assert login("ministry-1 head").post(plan.get_work_url(), form).status_code == 302
    evidence = plan.evidence.select_related("file").get()
    assert evidence.file is not None
    text = client.get(address("why", plan.pk)).content.decode()
    assert evidence.sha256 in text
    assert evidence.file.get_absolute_url() in text


def test_record_keeps_what_was_typed_and_says_what_is_wrong(login: Login, plan: Obligation) -> None:
    client = login("ministry-1 preparer")
    answer = client.post(
        plan.get_work_url(), {"kind": "link", "address": "gov.kz", "title": "Order 7", "signed_on": "15.12.2026"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "begins with https:// and that everybody can open" in text
    assert "This day has not come yet." in text
    assert 'value="Order 7"' in text
    answer = client.post(plan.get_work_url(), {"kind": "file", "title": "", "signed_on": "31.02.2026"})
    assert answer.status_code == 422
    assert "There is no such day" in answer.content.decode()
    bad = SimpleUploadedFile("order.pdf", b"MZ not a document", content_type="application/pdf")
    answer = client.post(plan.get_work_url(), {"kind": "file", "file": bad, "title": "x", "signed_on": "14.12.2026"})
    assert answer.status_code == 422
    plan.refresh_from_db()
    assert not plan.is_met


def test_record_late_asks_for_the_reason_only_when_it_can_be_late(login: Login, plan: Obligation) -> None:
    client = login("ministry-1 head")
    assert "Why it was late" not in client.get(plan.get_work_url()).content.decode()
    with time_machine.travel("2026-12-18 07:00Z", tick=False):
        client = login("ministry-1 head")
        assert "Why it was late" in client.get(plan.get_work_url()).content.decode()
        # Also of what is dated in time: that it is entered late is no secret.
        form = {**ON_PAPER, "signed_on": "15.12.2026"}
        refused = client.post(plan.get_work_url(), form)
        assert refused.status_code == 422
        assert "It is entered after the due day: write why." in refused.content.decode()
        assert client.post(plan.get_work_url(), {**form, "late_reason": "no quorum"}).status_code == 302
    plan.refresh_from_db()
    assert plan.late_reason == "no quorum"


def test_record_for_another_body_is_refused_with_the_reason(login: Login, plan: Obligation) -> None:
    form = {"kind": "link", "address": "https://a.kz", "title": "x", "signed_on": "14.12.2026"}
    for name in ("culture head", "administration overseer", "administration administrator"):
        client = login(name)
        assert "Record evidence" not in client.get(plan.get_work_url()).content.decode()
        answer = client.post(plan.get_work_url(), form)
        assert answer.status_code == 403
        assert "Only people of the body record what it did." in answer.content.decode()


def test_page_of_a_duty_closed_by_an_act_has_no_form(login: Login, country: Country, plan: Obligation) -> None:
    filed = Obligation.objects.get(duty="B-1.4-prop", body=country["ministry-1"])
    text = login("ministry-1 head").get(filed.get_work_url()).content.decode()
    assert "This duty is closed by the act itself, done on the portal." in text
    assert "<textarea" not in text


def test_correct_page_puts_another_document_in_place(login: Login, country: Country, plan: Obligation) -> None:
    client = login("ministry-1 preparer")
    form = {"kind": "link", "address": "https://gov.kz/7", "title": "Order 7", "signed_on": "14.12.2026"}
    client.post(plan.get_work_url(), form)
    evidence = plan.evidence.get()
    url = address("correct", plan.pk, evidence.pk)
    assert url in client.get(plan.get_work_url()).content.decode()
    page = client.get(url).content.decode()
    assert 'value="14.12.2026"' in page
    assert 'value="https://gov.kz/7"' in page
    assert client.post(url, {**form, "reason": ""}).status_code == 422
    answer = client.post(url, {**form, "title": "Order 8", "reason": "wrong number"}, follow=True)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<del>Order 7</del>" in text
    assert "wrong number" in text
    assert client.post(url, {**form, "reason": "again"}).status_code == 403
    other = EvidenceFactory()
    assert client.get(address("correct", plan.pk, other.pk)).status_code == 404


def test_withdraw_page_is_for_the_head_and_asks_for_a_reason(login: Login, plan: Obligation) -> None:
    head, preparer = login("ministry-1 head"), login("ministry-1 preparer")
    url = address("withdraw", plan.pk)
    assert head.get(url).status_code == 403
    head.post(plan.get_work_url(), ON_PAPER)
    assert url in head.get(plan.get_work_url()).content.decode()
    assert url not in preparer.get(plan.get_work_url()).content.decode()
    assert preparer.post(url, {"reason": "void"}).status_code == 403
    assert head.get(url).status_code == 200
    assert head.post(url, {"reason": " "}).status_code == 422
    answer = head.post(url, {"reason": "void"}, follow=True)
    assert "the duty is open again" in answer.content.decode()
    plan.refresh_from_db()
    assert not plan.is_met


def test_remind_goes_once_a_day(login: Login, plan: Obligation) -> None:
    client = login("culture preparer")
    url = address("remind", plan.pk)
    assert url in client.get(plan.get_work_url()).content.decode()
    assert "The reminder goes to the people" in client.post(url, follow=True).content.decode()
    assert "reminded today already" in client.post(url, follow=True).content.decode()
    assert Notice.objects.filter(kind="deadline_reminded").count() == 2
    assert client.get(url).status_code == 405
    assert login("administration overseer").post(url).status_code == 403


def test_own_list_has_the_bodies_of_the_person(login: Login, country: Country, plan: Obligation) -> None:
    text = login("ministry-1 preparer").get(address("own")).content.decode()
    assert plan.get_work_url() in text
    assert "Ministry culture" not in text
    assert "show=all" not in text
    done = login("ministry-1 preparer").get(address("own") + "?show=done").content.decode()
    assert "There is nothing here" in done
    assert "A duty comes here when the head of the body closes it." in done
    waiting = login("ministry-1 preparer").get(address("own") + "?show=claimed").content.decode()
    assert "A day that a body entered late waits here until another body confirms it." in waiting


def test_own_list_of_those_who_control_has_all_bodies(login: Login, plan: Obligation) -> None:
    overseer = login("administration overseer").get(address("own")).content.decode()
    assert plan.get_work_url() in overseer
    authorised = login("culture head")
    assert plan.get_work_url() not in authorised.get(address("own")).content.decode()
    assert plan.get_work_url() in authorised.get(address("own") + "?show=all").content.decode()
    neighbour = login("defence head").get(address("own") + "?show=all").content.decode()
    assert plan.get_work_url() not in neighbour


# The clock stands: after some seconds the session itself is written again, and that is not the list's doing.
@pytest.mark.usefixtures("noon")
def test_own_list_costs_the_same_for_one_row_and_for_three_hundred(login: Login, country: Country) -> None:
    client = login("ministry-1 head")
    body = country["ministry-1"]
    ObligationFactory(body=body)
    client.get(address("own"))
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            text = client.get(address("own")).content.decode()
        counts.append((len(captured), len(re.findall(r'class="task"', text))))
        for number in range(299):
            ObligationFactory(body=body, subject=f"{_round} {number}")
    assert counts[0][0] == counts[1][0]
    assert [rows for _statements, rows in counts] == [1, 50]


def test_working_days_are_for_administrators(login: Login, country: Country) -> None:
    client = login("administration administrator")
    text = client.get(address("working_days") + "?year=2027").content.decode()
    assert "Working calendar of 2027" in text
    assert text.count("<tr ") == 1 + 19
    assert "Constitution Day" in text
    assert client.get(address("working_days")).status_code == 200
    assert "does not hold this year" in client.get(address("working_days") + "?year=1999").content.decode()
    for name in ("ministry-1 head", "culture head", "administration overseer"):
        refused = login(name).get(address("working_days"))
        assert refused.status_code == 403
        assert "kept by administrators" in refused.content.decode()
