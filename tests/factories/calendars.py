"""Signals of risk."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import factory

from portal.calendars.choices import RiskLevel, RiskSign
from portal.calendars.models import RiskSignal
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, TerritoryFactory


class RiskSignalFactory(factory.django.DjangoModelFactory):
    """An internal signal that a ministry entered for its own branch, open; traits tell what became of it."""

    class Meta:
        model = RiskSignal

    class Params:
        published = factory.Trait(
            published_at=datetime(2026, 12, 14, 7, tzinfo=UTC), statement_kk="Ашық мәтін", statement_ru="Открытый текст"
        )
        withdrawn = factory.Trait(withdrawn_on=date(2026, 12, 14), withdrawn_reason="Passed")
        met = factory.Trait(meeting_number="2026-000001", met_on=date(2026, 12, 14))
        high = factory.Trait(level=RiskLevel.HIGH, offers_deputy=True)

    territory = factory.SubFactory(TerritoryFactory)
    ministry = factory.SubFactory(BodyFactory)
    body = factory.SelfAttribute("ministry")
    level = RiskLevel.RAISED
    sign = RiskSign.FORECAST
    on = date(2026, 12, 11)
    ground_kk = "Шағымдар көбейді"
    ground_ru = ""
    sent_key = factory.LazyFunction(uuid4)
    registered_by = factory.SubFactory(UserFactory)
    registered_at = datetime(2026, 12, 11, 7, tzinfo=UTC)
