"""Obligations and the law they rest on."""

from __future__ import annotations

from datetime import date

import factory

from portal.deadlines.choices import EvidenceKind, StandsBy
from portal.deadlines.models import DutyStart, Evidence, Obligation
from portal.deadlines.services import seed_calendar
from portal.deadlines.services import seed_decisions as seed_shipped
from portal.law import registry
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory

__all__ = ["SEASON", "EvidenceFactory", "ObligationFactory", "seed_decisions", "seed_law"]

#: Duties of the planning season: enough for whatever is not about the whole law.
SEASON = ("B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3", "B-1.7", "C-2.1", "C-3.5d")
_NOT_YET = date(9000, 1, 1)


def seed_law(*, whole: bool = False) -> None:
    """Shipped decisions and the working calendar; unless `whole`, only the duties of the season are kept."""
    seed_decisions(whole=whole)
    seed_calendar()


def seed_decisions(*, whole: bool = False) -> None:
    """Shipped decisions alone; unless `whole`, only the duties of the season are kept."""
    seed_shipped()
    if not whole:
        others = [DutyStart(duty=key, since=_NOT_YET) for key in registry.KEYS if key not in SEASON]
        DutyStart.objects.bulk_create(others, ignore_conflicts=True)


class ObligationFactory(factory.django.DjangoModelFactory):
    """A departmental plan of a ministry for 2027, due on 15 December 2026, open; traits tell what became of it."""

    class Meta:
        model = Obligation

    class Params:
        in_time = factory.Trait(met_on=factory.SelfAttribute("due_on"))
        two_days_late = factory.Trait(met_on=date(2026, 12, 17), late_since=date(2026, 12, 16), late_reason="no quorum")
        waived = factory.Trait(released_as="waived", released_on=date(2026, 12, 1), release_ground="order 5")
        exempt = factory.Trait(released_as="exempt", released_on=date(2026, 12, 1), release_ground="order 6")
        waiting = factory.Trait(due_on=None, computed_due_on=None, happened={"reception_ended": None})
        no_day = factory.Trait(due_on=None, computed_due_on=None)
        gone = factory.Trait(released_as="gone", released_on=date(2026, 12, 1), release_ground="called off")
        internal = factory.Trait(is_public=False)
        apart = factory.Trait(is_apart=True)

    duty = "B-1.4-plan"
    body = factory.SubFactory(BodyFactory)
    period_key = "2027"
    act = "B0"
    stands_by = StandsBy.DECISION
    is_public = True
    act_due_on = date(2026, 12, 15)
    computed_due_on = date(2026, 12, 15)
    due_on = factory.SelfAttribute("computed_due_on")
    opened_on = date(2026, 10, 16)
    # Entered on the day it was done, unless a test says otherwise.
    met_on = None
    entered_on = factory.SelfAttribute("met_on")
    known_on = factory.SelfAttribute("entered_on")


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    obligation = factory.SubFactory(ObligationFactory)
    kind = EvidenceKind.LINK
    address = "https://example.kz/order-7"
    title = "Order on the plan"
    number = "7"
    signed_on = date(2026, 12, 14)
    signer = "First head"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_on = date(2026, 12, 14)
