"""Quarters of the demonstration's bodies: one that is published, and issues of the quarter that is over."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from issues.choices import State, Verb
from issues.models import Issue, QuarterVersion
from issues.queries.quarters.writing import writing
from issues.services.quarters.chaining import chain_quarter
from issues.services.quarters.freezing import Made, freeze, rows_of
from portal.accounts.models import User
from portal.bodies.models import Body, Territory
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


def brought_to(body: Body, period: Period, *, open_ones: int, told: int) -> list[Issue]:
    """Raise issues of the body until so many are open at the end of the quarter, `told` of them with news in it. Gives
    those without news, of which an office has to write.
    """
    with transaction.atomic():
        stand = writing(body, period, now=clock.now()).rows
        told -= sum(row.is_said for row in stand)
        for number in range(open_ones - len(stand)):
            _raised(body, period, number, is_told=number < told)
        made = writing(body, period, now=clock.now())
    assert len(made.rows) == open_ones
    return [row.issue for row in made.wanting]


def _raised(body: Body, period: Period, number: int, *, is_told: bool) -> None:
    begun = period.start + timedelta(days=number % 60)
    issue = IssueFactory(
        registered_by=body,
        territory=body.territory or Territory.objects.get(kato="430000000"),
        raised_on=begun,
        registered_on=begun,
        published_on=begun,
        last_news_on=begun,
        due_on=period.end + timedelta(days=90),
        title_kk=f"{number + 1}-көшеде кешке су жоқ",
        title_ru=f"Вечером нет воды, улица {number + 1}",
    )
    EventFactory(issue=issue, verb=Verb.REGISTER, to_state=State.REGISTERED, on=begun)
    EventFactory(issue=issue, verb=Verb.ASSIGN, on=begun)
    if is_told:
        note = {"note_kk": "Сорғы сатып алынды.", "note_ru": "Насос куплен."}
        EventFactory(issue=issue, on=begun + timedelta(days=20), **note)
