"""Announced meetings and the approved or published schedules they come from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory

from meetings.choices import MeetingState
from meetings.models import Meeting, kind_of
from portal.bodies.models import Body, Official
from portal.kernel.folding import fold
from portal.kernel.periods import Period
from schedules.choices import MeetingFormat, ScheduleState
from schedules.models import Schedule, ScheduleEntry
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, OfficialFactory, TerritoryFactory

PUBLISHED_AT = datetime(2027, 1, 10, 4, 0, tzinfo=UTC)


def _head(body: Body) -> Official:
    """A body has one first head at a time, however many meetings."""
    return body.officials.first() or OfficialFactory(body=body)


class GraphFactory(factory.django.DjangoModelFactory):
    """An approved schedule of 2027, not public; `published=True` opens it."""

    class Meta:
        model = Schedule
        django_get_or_create = ("kind", "period_key")

    class Params:
        published = factory.Trait(state=ScheduleState.PUBLISHED, published_at=PUBLISHED_AT)

    kind = "graph"
    period_key = "2027"
    state = ScheduleState.APPROVED
    act_number = "7"
    act_on = date(2027, 1, 8)
    approved_on = date(2027, 1, 8)
    approved_by = factory.SubFactory(UserFactory)


class EntryFactory(factory.django.DjangoModelFactory):
    """A promised meeting; by default on Thursday 18 March 2027 without a time."""

    class Meta:
        model = ScheduleEntry

    class Params:
        in_march = factory.Trait(day=None, month_key="2027-03")
        in_first_quarter = factory.Trait(day=None, quarter_key="2027-Q1")

    schedule = factory.SubFactory(GraphFactory)
    body = factory.SubFactory(BodyFactory)
    official = factory.LazyAttribute(lambda row: _head(row.body))
    territory = factory.SubFactory(TerritoryFactory)
    day = date(2027, 3, 18)
    span_start = factory.LazyAttribute(
        lambda entry: entry.day or Period.parse(getattr(entry, "month_key", "") or entry.quarter_key).start
    )
    format = MeetingFormat.ON_SITE
    subject_kk = factory.Sequence(lambda n: f"Тақырып {n}")
    subject_ru = factory.Sequence(lambda n: f"Тема {n}")
    key = factory.Sequence(lambda n: f"k{n:011d}")


class MeetingFactory(factory.django.DjangoModelFactory):
    """A public meeting on Thursday 18 March 2027; `hidden=True` belongs to a schedule that is not published."""

    class Meta:
        model = Meeting

    class Params:
        #: Held beside the schedules, and told to nobody yet.
        beside = factory.Trait(
            origin="risk",
            entry=None,
            schedule=None,
            published_at=None,
            ground_kk="Шағымдар көбейді",
            ground_ru="Жалоб стало больше",
        )
        hidden = factory.Trait(schedule=factory.SubFactory(GraphFactory, period_key="2031"))
        in_march = factory.Trait(on=None, month_key="2027-03", span_start=date(2027, 3, 1), span_end=date(2027, 4, 1))
        in_first_quarter = factory.Trait(
            on=None, quarter_key="2027-Q1", span_start=date(2027, 1, 1), span_end=date(2027, 4, 1)
        )

    number = factory.Sequence(lambda n: f"2027-{n + 1:06d}")
    schedule = factory.SubFactory(GraphFactory, published=True)
    body = factory.SubFactory(BodyFactory)
    official = factory.LazyAttribute(lambda row: _head(row.body))
    kind = factory.LazyAttribute(lambda row: kind_of(row.official, row.body, is_report=False))
    territory = factory.SubFactory(TerritoryFactory)
    region = factory.LazyAttribute(lambda meeting: meeting.territory.region)
    state = factory.LazyAttribute(lambda row: MeetingState.ANNOUNCED if row.on else MeetingState.PLANNED)
    on = date(2027, 3, 18)
    month_key = ""
    quarter_key = ""
    span_start = factory.SelfAttribute("on")
    span_end = factory.LazyAttribute(lambda meeting: meeting.on + timedelta(days=1))
    format = MeetingFormat.ON_SITE
    subject_kk = factory.Sequence(lambda n: f"Тақырып {n}")
    subject_ru = factory.Sequence(lambda n: f"Тема {n}")
    published_at = PUBLISHED_AT
    changed_at = PUBLISHED_AT
    entry = factory.SubFactory(
        EntryFactory,
        schedule=factory.SelfAttribute("..schedule"),
        body=factory.SelfAttribute("..body"),
        official=factory.SelfAttribute("..official"),
        territory=factory.SelfAttribute("..territory"),
        day=factory.SelfAttribute("..on"),
        month_key=factory.SelfAttribute("..month_key"),
        quarter_key=factory.SelfAttribute("..quarter_key"),
        span_start=factory.SelfAttribute("..span_start"),
        subject_kk=factory.SelfAttribute("..subject_kk"),
        subject_ru=factory.SelfAttribute("..subject_ru"),
    )
    search_text = factory.LazyAttribute(
        lambda meeting: "\n".join(
            fold(text)
            for text in (
                meeting.official.title_ru,
                meeting.body.name_ru,
                meeting.territory.name_kk,
                meeting.territory.name_ru,
                meeting.subject_kk,
                meeting.subject_ru,
            )
        )
    )


def copies(meeting: Meeting, count: int) -> list[Meeting]:
    """`count` more meetings like this one, of the same body and place, in three statements: for long lists."""
    last = Meeting.objects.filter(number__startswith="2026-").count()
    entries = ScheduleEntry.objects.bulk_create(
        [_copy(meeting.entry, key=f"c{last + number:011d}") for number in range(count)]
    )
    return Meeting.objects.bulk_create(
        [_copy(meeting, entry=entry, number=f"2026-{last + place:06d}") for place, entry in enumerate(entries, start=1)]
    )


def _copy(row: Any, **changes: Any) -> Any:
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    for name in changes:
        values.pop(f"{name}_id", None)
    return type(row)(**{**values, **changes})
