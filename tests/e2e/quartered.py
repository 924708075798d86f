"""A published quarter of the akimat of the region."""

from __future__ import annotations

from django.db import transaction

from issues.choices import Verb
from issues.models import QuarterVersion
from issues.services.quarters.chaining import chain_quarter
from issues.services.quarters.freezing import Made, freeze, rows_of
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.factories.issues import EventFactory, IssueFactory


def published() -> tuple[str, str]:
    """Of the last quarter, by the portal, with one issue in it."""
    body, now = Body.objects.get(slug="akimat-430000000"), clock.now()
    period = Period.containing("quarter", clock.today()).previous()
    with transaction.atomic():
        if not QuarterVersion.objects.of(body, period.key).exists():
            issue = IssueFactory(registered_by=body, registered_on=period.start, due_on=period.start)
            EventFactory(issue=issue, verb=Verb.ASSIGN, on=period.start)
            made = Made(body=body, period=period, number=1, as_of=now, at=now, on=clock.today())
            chain_quarter(freeze(made, rows_of(body, period, before=now)))
    return body.slug, period.key


def printed() -> tuple[str, str, str]:
    """The same in a newspaper."""
    slug, key = published()
    version = QuarterVersion.objects.get(body__slug=slug, period_key=key)
    said = {"outlet": "«Сыр бойы»", "number": "28 (1204)", "printed_on": clock.today()}
    by = User.objects.filter(role_grants__body=version.body).order_by("pk")[0]
    record, _made = version.prints.get_or_create(**said, defaults={"by": by, "recorded_on": clock.today()})
    return slug, key, str(record.pk)
