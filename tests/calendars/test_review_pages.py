"""The head judges a long calendar page by page: what was typed on one page comes along to the next and is not lost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.accounts.models import User
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import actor_for
from schedules.choices import ProposalState
from schedules.models import Proposal, ProposalRow, Schedule
from schedules.services.hearings import send_to_maslikhat
from schedules.services.proposals import submit_proposal
from tests.calendars.region import office
from tests.conftest import TODAY
from tests.factories.schedules import ProposalFactory
from tests.texts import plain

pytestmark = pytest.mark.django_db

KAZALY, SHIELI = "434400000", "434600000"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-24 06:00:00+00:00", tick=False):
        yield


def submitted(akimat: Body, count: int) -> Proposal:
    """Rows of two districts in turn, a day each."""
    proposal = ProposalFactory(body=akimat, kind="akim_calendar")
    akims = [office(code).officials.get() for code in (KAZALY, SHIELI)]
    units = [Territory.objects.get(kato=code) for code in ("434451000", "434633000")]
    ProposalRow.objects.bulk_create(
        ProposalRow(
            proposal=proposal,
            official=akims[number % 2],
            territory=units[number % 2],
            day=(day := date(2027, 1, 1) + timedelta(days=number)),
            span_start=day,
            position=number,
        )
        for number in range(count)
    )
    officer = actor_for(User.objects.get(full_name="region_officer"), TODAY)
    submit_proposal(proposal=proposal, actor=officer, today=TODAY)
    send_to_maslikhat(proposal=Proposal.objects.get(pk=proposal.pk), actor=officer, today=TODAY)
    return Proposal.objects.select_related("body").get(pk=proposal.pk)


def head_of(proposal: Proposal) -> tuple[Client, str]:
    client = Client()
    client.force_login(User.objects.get(full_name="region_head"))
    return client, f"/ru/work/akim-calendar/{proposal.body.slug}/2027/review/"


def values(page: str) -> dict[str, str]:
    """What the form would send again, of hidden fields and texts."""
    found = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    return found | dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', page))


def test_fifty_rows_stand_on_a_page_and_the_decision_beside_them(
    region_ground: Body, django_assert_max_num_queries: Any
) -> None:
    proposal = submitted(region_ground, 120)
    client, url = head_of(proposal)
    page = client.get(url).content.decode()
    assert (page.count('id="row-'), page.count("<textarea")) == (50, 51)
    assert page.index('name="decision"') < page.index('id="row-')
    # Who turns the page comes back to the table, with the decision beside it.
    assert page.count('formaction="#sent" name="go"') == page.count('name="go"') == 4
    assert 'id="sent"' in page
    with django_assert_max_num_queries(60) as asked:
        client.get(url)
    proposal.rows.filter(position__gte=60).delete()
    with django_assert_max_num_queries(len(asked)):
        client.get(url)


def test_what_was_typed_comes_along_from_page_to_page(region_ground: Body) -> None:
    proposal = submitted(region_ground, 120)
    client, url = head_of(proposal)
    first, second = proposal.rows.in_order()[0], proposal.rows.in_order()[70]
    version = str(proposal.version)
    typed = {"version": version, "page": "1", f"row_{first.pk}": "Күнін ауыстырыңыз", "comment": "Қараңыз",
             "decision": "return", "act_number": "17", "act_on": "3.13.2026"}  # fmt: skip
    scan = SimpleUploadedFile("act.pdf", b"%PDF-1.4 act", content_type="application/pdf")
    turned = client.post(url, {**typed, "act_scan": scan, "go": "2"}).content.decode()
    kept = values(turned)
    assert f'id="row-{second.pk}"' in turned
    assert f'id="row-{first.pk}"' not in turned
    assert (kept[f"row_{first.pk}"], kept["comment"], kept["act_number"], kept["act_on"], kept["page"]) == (
        "Күнін ауыстырыңыз", "Қараңыз", "17", "3.13.2026", "2")  # fmt: skip
    assert "act.pdf" in turned, "a chosen file comes along, too"
    assert "Замечание к 1 встрече на другой странице" in plain(turned)
    assert re.search(r'name="decision"[^>]*value="return"[^>]*checked', turned)
    assert "error-summary" not in turned
    assert Proposal.objects.get().state == ProposalState.SUBMITTED
    sent = {name: text for name, text in kept.items() if name not in ("csrfmiddlewaretoken", "go")}
    answer = client.post(url, {**sent, "decision": "return", "act_on": "", f"row_{second.pk}": "Орнын нақтылаңыз"})
    assert answer.status_code == 302
    assert dict(proposal.rows.exclude(comment="").values_list("pk", "comment")) == {
        first.pk: "Күнін ауыстырыңыз",
        second.pk: "Орнын нақтылаңыз",
    }


def test_a_mistake_in_the_form_keeps_the_page_and_remarks_of_other_pages(region_ground: Body) -> None:
    proposal = submitted(region_ground, 120)
    client, url = head_of(proposal)
    first = proposal.rows.in_order()[0]
    answer = client.post(
        url, {"version": proposal.version, "page": "3", f"row_{first.pk}": "Күні", "decision": "return", "comment": ""}
    )
    page = answer.content.decode()
    assert (answer.status_code, page.count('id="row-')) == (200, 20)
    assert values(page)[f"row_{first.pk}"] == "Күні"
    assert "error-summary" in page


def test_a_district_is_looked_at_alone_and_the_whole_is_approved(region_ground: Body) -> None:
    proposal = submitted(region_ground, 120)
    client, url = head_of(proposal)
    page = client.post(url, {"version": proposal.version, "district": SHIELI, "go": "1"}).content.decode()
    shown = set(map(int, re.findall(r'id="row-(\d+)"', page)))
    assert len(shown) == 50
    assert shown <= set(proposal.rows.filter(official__body=office(SHIELI)).values_list("pk", flat=True))
    approved = {"version": proposal.version, "decision": "approve", "act_number": "17", "act_on": "24.11.2026"}
    assert client.post(url, {**approved, "district": SHIELI, "page": "1"}).status_code == 302
    assert Schedule.objects.get().entries.count() == 120


def test_remarks_to_rows_of_others_and_names_that_are_none_are_passed_over(region_ground: Body) -> None:
    other = submitted(region_ground, 2)
    Proposal.objects.filter(pk=other.pk).update(period_key="2026")
    foreign = other.rows.get(position=0)
    proposal = submitted(region_ground, 60)
    client, url = head_of(proposal)
    odd = {f"row_{foreign.pk}": "x", "row_0": "x", "row_9999999999": "x", "row_x": "x", "go": "99", "page": "-1"}
    page = client.post(url, {"version": proposal.version, **odd}).content.decode()
    assert (page.count('id="row-'), f"row_{foreign.pk}" in page) == (10, False)


def test_filing_lists_no_rows_of_a_long_calendar_and_leads_to_its_table(region_ground: Body) -> None:
    proposal = submitted(region_ground, 120)
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.DRAFT, submitted_on=None, submitted_by=None)
    client = Client()
    client.force_login(User.objects.get(full_name="region_officer"))
    page = client.get(f"/ru/work/proposals/{proposal.pk}/submit/").content.decode()
    assert "120 встреч" in plain(page)
    assert page.count("<h3>") == 0
    assert f'href="/ru/work/proposals/{proposal.pk}/"' in page
    proposal.rows.all().delete()
    empty = client.get(f"/ru/work/proposals/{proposal.pk}/submit/").content.decode()
    assert "disabled" in empty
