"""Every page in every language, for the person it is for; no inline style or script; nothing untranslated breaks it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories.schedules import (
    AgreementSlotFactory,
    ProposalFactory,
    ProposalRowFactory,
    ScheduleEntryFactory,
    ScheduleFactory,
)
from tests.schedules.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


def page(world: World, person: str, name: str, *args: object, language: str, query: str = "") -> str:
    client = Client()
    if person:
        client.force_login(world.people[person], backend="allauth.account.auth_backends.AuthenticationBackend")
    with translation.override(language):
        url = reverse(name, args=args)
    response = client.get(url + query)
    assert response.status_code == 200, (url, response.status_code, response.get("Location"))
    return response.content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_in_every_language_renders_without_inline_style(world: World, language: str) -> None:
    own = ProposalFactory(body=world.ministry, returned=True)
    row = ProposalRowFactory(proposal=own, territory=world.region, comment="Another day")
    ProposalRowFactory(proposal=own, territory=world.region, bare=True, month=True)
    filed = ProposalFactory(body=world.neighbour, submitted=True, late=True)
    ProposalRowFactory(proposal=filed, territory=world.region, quarter=True)
    accepted = ProposalFactory(body=world.authorised, accepted=True)
    accepted_row = ProposalRowFactory(proposal=accepted, territory=world.region)
    schedule = ScheduleFactory(government=True)
    ScheduleEntryFactory(schedule=schedule, body=world.authorised, source=accepted_row, source_version=1)
    ScheduleEntryFactory(schedule=schedule, body=world.ministry, territory=accepted_row.territory)
    AgreementSlotFactory(schedule=schedule, body=world.ministry, answered=True)
    AgreementSlotFactory(schedule=schedule, body=world.neighbour, remarks_given=True)
    published = ScheduleFactory(published=True, period_key="2026", entries=3)
    in_agreement = ScheduleFactory(agreement=True, period_key="2028", entries=1)
    AgreementSlotFactory(schedule=in_agreement, body=world.ministry)
    AgreementSlotFactory(schedule=in_agreement, body=world.neighbour, remarks_given=True)
    ScheduleFactory(period_key="2029", entries=1)
    for person, name, args, query in (
        ("preparer", "schedules:proposals", (), ""),
        ("nobody", "schedules:proposals", (), ""),
        ("preparer", "schedules:proposal", (own.pk,), ""),
        ("preparer", "schedules:row_new", (own.pk,), f"?copy={row.pk}&key={uuid4()}"),
        ("preparer", "schedules:row", (own.pk, row.pk), ""),
        ("preparer", "schedules:row_delete", (own.pk, row.pk), ""),
        ("preparer", "schedules:submit", (own.pk,), ""),
        ("intake", "schedules:review", ("2027", filed.body.slug), ""),
        ("overseer", "schedules:review", ("2027", filed.body.slug), ""),
        ("intake", "schedules:intake", ("2027",), ""),
        ("overseer", "schedules:intake", ("2027",), ""),
        ("intake", "schedules:work_graph", ("2027",), ""),
        ("preparer", "schedules:work_graph", ("2028",), ""),
        ("preparer", "schedules:work_graph", ("2029",), ""),
        ("intake", "schedules:work_graph", ("2029",), ""),
        ("intake", "schedules:work_graph", ("2030",), ""),
        ("intake", "schedules:work_graph", ("2026",), ""),
        ("intake", "schedules:assemble", ("2027",), ""),
        ("intake", "schedules:agreement", ("2029",), ""),
        ("preparer", "schedules:slot", ("2028", world.ministry.slug), ""),
        ("intake", "schedules:slot", ("2028", world.neighbour.slug), ""),
        ("intake", "schedules:reopen", ("2028",), ""),
        ("intake", "schedules:send", ("2028",), ""),
        ("approver", "schedules:decide", ("2027",), ""),
        ("", "schedules:index", (), ""),
        ("", "schedules:graph", (published.period_key,), ""),
    ):
        html = page(world, person, name, *args, language=language, query=query)
        assert not re.findall(r"<[^>]+ style=|<script>|onclick=", html), name
        assert f'lang="{language}"' in html
        assert "None" not in re.sub(r"<[^>]*>", " ", html), name
