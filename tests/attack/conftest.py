"""A small country with something at every address, and a draft in it that only its ministry may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from portal.bodies.models import RoleGrant
from portal.deadlines.models import Decision
from portal.notices.choices import LetterState
from schedules.models import Import
from tests.factories.calendars import RiskSignalFactory
from tests.factories.deadlines import EvidenceFactory, ObligationFactory
from tests.factories.files import StoredFileFactory
from tests.factories.issues import IssueFactory
from tests.factories.jobs import JobFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.notices import LetterFactory
from tests.factories.schedules import AgreementSlotFactory, ProposalFactory, ProposalRowFactory, ScheduleFactory
from tests.schedules.conftest import World, make_world

SECRET = "Черновая-тема-Ж7Щ"
#: Who works on the draft; nobody else reads it anywhere.
ITS_OWN = ("preparer", "head")


@dataclass
class Target:
    """The country, and the part of an address by its name."""

    world: World
    parts: dict[str, str]
    clients: dict[str, Client] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """Signed in as that person, whatever the answers so far have done to the cookies; a reader without a name."""
        if name not in self.clients:
            client = self.clients[name] = Client(raise_request_exception=False)
            if name:
                client.force_login(self.world.people[name])
                self.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
        client = self.clients[name]
        client.cookies.clear()
        if name:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client

    @property
    def people(self) -> list[str]:
        return ["", *self.world.people]


@pytest.fixture
def target(db: None) -> Iterator[Target]:
    with time_machine.travel("2026-11-25 05:00Z", tick=False):
        cache.clear()
        yield Target(world := make_world(), _parts(world))


def _parts(world: World) -> dict[str, str]:
    body = world.ministry
    draft = ProposalFactory(body=body, period_key="2027")
    row = ProposalRowFactory(proposal=draft, territory=world.region, subject_ru=SECRET, ground_kk=SECRET)
    plan = ProposalFactory(body=body, period_key="2027", kind="plan", submitted=True)
    ProposalRowFactory(proposal=plan, territory=world.region, subject_ru=SECRET)
    returned = ProposalFactory(body=body, period_key="2026", returned=True)
    ProposalRowFactory(proposal=returned, territory=world.region, subject_ru=SECRET)
    own = ScheduleFactory(kind="plan", body=body, period_key="2028", entries=1)
    own.entries.update(subject_ru=SECRET)
    imported = Import.objects.create(proposal=draft, name=f"{SECRET}.xlsx", started_on=date(2026, 11, 24))
    ScheduleFactory(period_key="2026", published=True, entries=1)
    AgreementSlotFactory(schedule=ScheduleFactory(agreement=True, entries=2), body=body)
    meeting = MeetingFactory(body=body, territory=world.region, start_time=time(11))
    obligation = ObligationFactory(body=body)
    evidence = EvidenceFactory(obligation=obligation)
    file = StoredFileFactory()
    LetterFactory(state=LetterState.FAILED)
    session = UserSession.objects.create(
        user=world.people["preparer"], session_key="x", ip="192.0.2.1", user_agent="x", data={}
    )
    return {
        "slug": body.slug,
        "body": body.slug,
        "quarter": "2026-Q3",
        "kato": world.region.kato,
        "number": meeting.number,
        "meeting": meeting.number,
        "issue": IssueFactory(registered_by=body, territory=world.region, internal=SECRET).number,
        "rest": "akimat-430000000/2026/",
        "year": "2026",
        "period": "2026",
        "first": "1",
        "second": "1",
        "version": "1",
        "ending": "xlsx",
        "paper": "a4",
        "size": "1200x630",
        "kind": "quarter",
        "month": "2026-10",
        "place": "1",
        "step": "withdraw",
        "name": "protocol",
        "key": "none",
        "uidb36": "1",
        "function": "mass_media",
        "duty": "B-4.3",
        "day": "2027-01-02",
        "digest": file.sha256[:12],
        "row_pk": str(row.pk),
        "import_pk": str(imported.pk),
        "evidence": str(evidence.pk),
        "proposal": str(draft.pk),
        "obligation": str(obligation.pk),
        "file": str(file.pk),
        "event": "1",
        "session": str(session.pk),
        "invitation": "1",
        "job": str(JobFactory().pk),
        "risk": str(RiskSignalFactory(ministry=body, territory=world.region).pk),
        "grant": str(RoleGrant.objects.earliest("pk").pk),
        "decision": str(Decision.objects.earliest("pk").pk),
    }
