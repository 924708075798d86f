"""What the database promises about meetings, and facts of one row."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from meetings.models import Meeting, MeetingEvent
from portal.kernel.periods import Period
from portal.kernel.when import When
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import PUBLISHED_AT, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "broken",
    [
        {"number": "27-1"},
        {"month_key": "2027-03"},
        {"on": None, "span_start": date(2027, 3, 18), "span_end": date(2027, 3, 19)},
        {"on": None, "in_march": True, "start_time": time(11)},
        {"span_start": date(2027, 3, 19), "span_end": date(2027, 3, 20)},
        {"span_end": date(2027, 3, 18)},
        {"subject_kk": ""},
        {"subject_ru": ""},
    ],
    ids=lambda broken: ",".join(broken),
)
def test_meeting_that_breaks_a_promise_is_refused_by_the_database(broken):
    good = {"day": None, "month_key": "2027-03", "quarter_key": "", "span_start": date(2027, 3, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(**broken, **{f"entry__{name}": value for name, value in good.items()})


def test_number_is_unique():
    MeetingFactory(number="2027-000001")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(number="2027-000001")


def test_history_cannot_be_rewritten():
    event = MeetingEvent.objects.create(
        meeting=MeetingFactory(), verb="publish", to_state="planned", at=PUBLISHED_AT, on=date(2027, 1, 10)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingEvent.objects.update(comment="otherwise")
    with pytest.raises(IntegrityError), transaction.atomic():
        event.delete()


def test_when_is_a_day_or_a_period():
    assert MeetingFactory().when == When((date(2027, 3, 18),))
    assert MeetingFactory(in_march=True).when == When(period=Period.month(2027, 3))
    assert MeetingFactory(in_first_quarter=True).promised == Period.quarter(2027, 1)


def test_starts_at_is_the_instant_by_kazakhstan_clock():
    assert MeetingFactory(start_time=time(11)).starts_at == datetime(2027, 3, 18, 6, tzinfo=UTC)
    assert MeetingFactory().starts_at is None
    assert MeetingFactory(in_march=True).starts_at is None


def test_address_is_the_number():
    meeting = MeetingFactory(number="2027-000123")
    with translation.override("kk"):
        assert meeting.get_absolute_url() == "/kk/meetings/2027-000123/"


@pytest.mark.parametrize(
    ("language", "title", "headline"),
    [
        (
            "kk",
            "Су ресурстары және ирригация министрі: Қызылорда облысының тұрғындарымен кездесу",
            "Су ресурстары және ирригация министрі Қызылорда облысының тұрғындарымен кездеседі",
        ),
        (
            "ru",
            "Министр водных ресурсов и ирригации: встреча с жителями Кызылординской области",
            "Министр водных ресурсов и ирригации встретится с жителями Кызылординской области",
        ),
        (
            "en",
            "Minister of Water Resources and Irrigation with the residents of Kyzylorda Region",
            "Minister of Water Resources and Irrigation will meet the residents of Kyzylorda Region",
        ),
    ],
)
def test_title_names_the_official_and_the_place_in_its_case(language, title, headline):
    body = BodyFactory(
        head_title_kk="Су ресурстары және ирригация министрі",
        head_title_ru="Министр водных ресурсов и ирригации",
        head_title_en="Minister of Water Resources and Irrigation",
    )
    region = TerritoryFactory(
        genitive_kk="Қызылорда облысының", genitive_ru="Кызылординской области", name_en="Kyzylorda Region"
    )
    meeting: Meeting = MeetingFactory(body=body, territory=region)
    with translation.override(language):
        assert meeting.title.replace("\N{NO-BREAK SPACE}", " ") == title
        assert meeting.headline.replace("\N{NO-BREAK SPACE}", " ") == headline
