"""The duties of one meeting are one line on the desk and in letters, which opens to its parts."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from portal.bodies.permissions import actor_for
from portal.deadlines.models import Obligation
from portal.deadlines.services import happen, sweep
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from portal.notices.models import Letter, Notice
from portal.notices.services.writing import write_letter
from portal.overview.queries import desk
from tests.deadlines.conftest import Country, Login, make_country
from tests.deadlines.doing import LANGUAGES
from tests.factories.notices import LetterFactory
from tests.meetings.counting import counted
from tests.texts import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_law")]

TODAY = date(2026, 12, 14)
ABOUT = {
    "meeting:1": Lines("2026-000001, кездесу", "2026-000001, встреча", "2026-000001, a meeting"),
    "meeting:2": Lines("2026-000002, кездесу", "2026-000002, встреча", "2026-000002, a meeting"),
}


@pytest.fixture
def country() -> Country:
    return make_country(akimats=2)


@pytest.fixture(autouse=True)
def _noon() -> object:
    with time_machine.travel("2026-12-14 07:00Z", tick=False):
        yield


def planned(country: Country, subject: str, on: date, *slugs: str) -> None:
    happen(
        event=Event.MEETING_PLANNED,
        subject=subject,
        about=ABOUT[subject],
        on=on,
        bodies=[country[slug] for slug in slugs],
        today=TODAY,
    )


def meetings_on_the_desk(country: Country, name: str = "akimat-1 officer") -> list[tuple[str, list[str]]]:
    due = desk(actor_for(country.people[name].user, TODAY)).due
    return [(task.title, [part.note for part in task.parts]) for task in due if task.parts]


def test_duties_of_one_meeting_are_one_row_with_its_parts(country: Country) -> None:
    planned(country, "meeting:1", date(2027, 1, 20), "akimat-1", "akimat-2")
    planned(country, "meeting:2", date(2027, 1, 30), "akimat-1")
    found = meetings_on_the_desk(country)
    assert [title for title, _parts in found] == [
        "2026-000001, a meeting: 6 duties",
        "2026-000002, a meeting: 6 duties",
    ]
    assert found[0][1] == [
        "Last day: Wednesday 6\xa0January 2027",
        *["Last day: Wednesday 20\xa0January 2027"] * 3,
        *["No day is set"] * 2,
    ]


def test_row_is_that_of_the_nearest_duty(country: Country) -> None:
    planned(country, "meeting:1", date(2027, 1, 20), "akimat-1")
    actor = actor_for(country.people["akimat-1 officer"].user, TODAY)
    (task,) = [task for task in desk(actor).due if task.parts]
    nearest = Obligation.objects.get(duty="C-3.4d-14")
    assert (task.days, task.url, task.label) == (23, nearest.get_work_url(), "Record what was done")
    assert task.notes[-1].startswith("Nearest: ")


def test_single_duty_of_an_event_is_a_row_like_any(country: Country) -> None:
    happen(
        event=Event.APPLICATION_REGISTERED,
        subject="event:1",
        about=ABOUT["meeting:1"],
        on=TODAY,
        bodies=[country["akimat-1"]],
        today=TODAY,
    )
    assert meetings_on_the_desk(country) == []


def test_desk_costs_the_same_for_one_meeting_and_for_many(country: Country) -> None:
    def cost() -> int:
        with counted() as asked:
            meetings_on_the_desk(country)
        return len(asked)

    planned(country, "meeting:1", date(2027, 1, 20), "akimat-1")
    one = cost()
    planned(country, "meeting:2", date(2027, 1, 21), "akimat-1")
    assert cost() == one


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_opens_to_the_parts_without_a_script(country: Country, login: Login, language: str) -> None:
    planned(country, "meeting:1", date(2027, 1, 20), "akimat-1")
    client: Client = login("akimat-1 officer")
    page = plain(client.get(f"/{language}/desk/").content.decode())
    about = ABOUT["meeting:1"].get(language)
    number = {"kk": "6 міндет", "ru": "6 обязанностей", "en": "6 duties"}[language]
    assert f"{about}: {number}" in page
    assert page.count("<details") >= 1
    for row in Obligation.objects.filter(subject="meeting:1"):
        assert f'href="/{language}/work/obligations/{row.pk}/"' in page


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("kk", "2026-000001, кездесу (akimat-1 министрлігі). Міндеттер саны: 6"),
        ("ru", "2026-000001, встреча (Министерство akimat-1). Обязанностей: 6"),
        ("en", "2026-000001, a meeting (Ministry akimat-1). Duties: 6"),
    ],
)
def test_letter_tells_them_as_one_line_with_its_parts(country: Country, language: str, named: str) -> None:
    planned(country, "meeting:1", date(2026, 12, 21), "akimat-1", "akimat-2")
    sweep(on=TODAY)
    user = country.people["akimat-1 officer"].user
    user.language = language
    user.save()
    letter: Letter = LetterFactory(user=user, kind="digest", on=TODAY)
    mine = Notice.objects.filter(user=user, thread__in=threads("meeting:1", country))
    assert mine.count() >= 6
    mine.update(letter=letter)
    written = write_letter(letter, today=TODAY)
    assert written is not None
    lines = plain(written.text).splitlines()
    assert [line for line in lines if line.startswith("1. ")] == [f"1. {named}"]
    assert sum(line.startswith("– ") for line in lines) == 6
    assert not any(line.startswith("2. ") for line in lines)
    assert "1 " in plain(written.subject).replace("14 ", "")


def threads(subject: str, country: Country) -> list[str]:
    rows = Obligation.objects.filter(subject=subject, body=country["akimat-1"])
    return [f"obligation:{pk}" for pk in rows.values_list("pk", flat=True)]
