"""A decision gives a day to what events open; and two decisions that contradict each other stop nobody else."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from django.test import Client

from portal.deadlines.choices import ChangeReason, EventKind
from portal.deadlines.models import Decision, DueChange, Obligation
from portal.deadlines.queries.calculator import Question, calculate
from portal.deadlines.queries.duty_list import law_list
from portal.deadlines.queries.law import doubtful_duties
from portal.deadlines.queries.rehearsal import rehearse
from portal.deadlines.queries.why.page import why
from portal.deadlines.services import happen, move_event, sweep
from portal.deadlines.services.ruling import preview
from portal.kernel.errors import Invalid
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from portal.notices.models import Notice
from tests.deadlines.chronicle import PAPERS
from tests.deadlines.conftest import Country, Login, make_country
from tests.deadlines.doing import LANGUAGES, address
from tests.deadlines.test_ruling import draft, revoke, save
from tests.deadlines.test_ruling_views import hidden
from tests.texts import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_law")]

ABOUT = Lines("Кездесу", "Встреча", "Meeting")
TODAY = date(2027, 3, 10)
END_OF_DAY = {"duty": "C-3.3", "due_counting": "days_after", "due_day": 0, "due_bound": "NLT"}


@pytest.fixture
def country() -> Country:
    """Under the whole law."""
    return make_country()


def ended(country: Country, on: date, subject: str = "meeting:1", event: Event = Event.MEETING_ENDED) -> None:
    happen(event=event, subject=subject, about=ABOUT, on=on, bodies=[country["akimat-1"]], today=min(on, TODAY))


def row(duty: str, subject: str = "meeting:1") -> Obligation:
    return Obligation.objects.get(duty=duty, subject=subject)


def titles(obligation: Obligation) -> list[str]:
    return [step.text for step in why(obligation, TODAY).steps]


# -- a day by decision -------------------------------------------------------------------------------------------------
def test_what_is_open_gets_its_day_and_what_is_over_already_is_not_late_backwards(country: Country) -> None:
    ended(country, TODAY)
    ended(country, date(2027, 2, 1), "meeting:2")
    shown = preview(draft(**END_OF_DAY), today=TODAY)
    assert [(move.obligation.subject, move.old, move.new) for move in shown.changes.moves] == [
        ("meeting:1", None, TODAY)
    ]
    assert [(kept.obligation.subject, kept.why, kept.new) for kept in shown.changes.kept] == [
        ("meeting:2", "past", date(2027, 2, 1))
    ]
    decision = save(country, draft(**END_OF_DAY), on=TODAY)
    given = row("C-3.3")
    assert (given.due_on, given.computed_due_on, given.nominal_due_on, given.act_due_on) == (TODAY,) * 3 + (None,)
    assert row("C-3.3", "meeting:2").due_on is None
    change = DueChange.objects.get()
    assert (change.obligation, change.old_due_on, change.new_due_on) == (given, None, TODAY)
    assert (change.reason, change.decision) == (ChangeReason.DECISION, decision)
    assert Notice.objects.filter(kind="deadline_moved", thread=f"obligation:{given.pk}").count() == 2
    sweep(on=date(2027, 3, 11))
    given.refresh_from_db()
    assert given.late_since == date(2027, 3, 11)


@pytest.mark.parametrize(
    ("counting", "days", "due_on"),
    [
        ("days_after", 0, date(2027, 3, 19)),
        ("days_after", 5, date(2027, 3, 24)),
        # Friday the 19th; Nauryz and the days off for it are the 22nd to the 24th.
        ("working_days_after", 1, date(2027, 3, 25)),
    ],
)
def test_what_opens_later_is_counted_so(country: Country, counting: str, days: int, due_on: date) -> None:
    save(country, draft(duty="C-3.3", due_counting=counting, due_day=days, due_bound="NLT"), on=TODAY)
    ended(country, date(2027, 3, 19))
    found = row("C-3.3")
    assert (found.due_on, found.nominal_due_on, found.act_due_on) == (due_on, due_on, None)
    assert found.look_on is not None


def test_day_of_the_act_gives_way_and_is_shown_beside(country: Country) -> None:
    save(country, draft(duty="C-3.4d-14", due_counting="days_before", due_day=20, due_bound="NLT"), on=date(2027, 2, 1))
    ended(country, date(2027, 4, 30), event=Event.MEETING_PLANNED)
    found = row("C-3.4d-14")
    assert (found.due_on, found.act_due_on) == (date(2027, 4, 10), date(2027, 4, 16))
    said = " ".join(titles(found))
    assert "By the act the last day is 16\xa0April 2027; on the portal it is 10\xa0April 2027." in said
    move_event(event=Event.MEETING_PLANNED, subject="meeting:1", on=date(2027, 5, 30), today=TODAY)
    found.refresh_from_db()
    assert (found.due_on, found.act_due_on) == (date(2027, 5, 10), date(2027, 5, 16))


def test_page_says_that_the_decision_sets_what_the_act_does_not(country: Country) -> None:
    save(country, draft(**END_OF_DAY), on=TODAY)
    ended(country, date(2027, 3, 19))
    page = why(row("C-3.3"), TODAY)
    assert "The act sets no day; the decision sets 19\xa0March 2027." in [step.text for step in page.steps]
    assert [panel.number for panel in page.decisions] == [9]
    assert page.act.day == "The act sets no day."


def test_duty_of_several_events_counts_from_the_latest(country: Country) -> None:
    save(country, draft(duty="C-3.5c", due_counting="days_after", due_day=3, due_bound="NLT"), on=TODAY)
    ended(country, date(2027, 3, 15))
    assert row("C-3.5c").due_on == date(2027, 3, 18)
    ended(country, date(2027, 3, 17), event=Event.RECEPTION_ENDED)
    found = row("C-3.5c")
    assert (found.due_on, found.act_due_on) == (date(2027, 3, 20), date(2027, 3, 27))


def test_reversal_leaves_the_day_that_was_given_and_gives_no_more(country: Country) -> None:
    ended(country, TODAY)
    decision = save(country, draft(**END_OF_DAY), on=TODAY)
    revoke(country, decision, on=TODAY)
    assert row("C-3.3").due_on == TODAY
    ended(country, date(2027, 3, 19), "meeting:2")
    assert row("C-3.3", "meeting:2").due_on is None


def test_only_events_of_its_time_are_counted_by_it(country: Country) -> None:
    save(country, draft(**END_OF_DAY, applies_from=date(2027, 4, 1), applies_to=date(2027, 5, 1)), on=TODAY)
    for subject, on, due_on in (
        ("meeting:3", date(2027, 3, 31), None),
        ("meeting:4", date(2027, 4, 1), date(2027, 4, 1)),
        ("meeting:5", date(2027, 4, 30), date(2027, 4, 30)),
        ("meeting:6", date(2027, 5, 1), None),
    ):
        ended(country, on, subject)
        assert row("C-3.3", subject).due_on == due_on, on


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"duty": "C-2.1", "due_counting": "days_after", "due_day": 3}, "duty"),
        ({"duty": "L-16.3", "due_counting": "days_after", "due_day": 3}, "duty"),
        ({"duty": "C-3.3", "due_day": 3}, "duty"),
        ({"duty": "C-3.3", "due_counting": "days_before", "due_day": 3}, "due_counting"),
        ({"duty": "C-3.5c", "due_counting": "working_days_before", "due_day": 3}, "due_counting"),
    ],
)
def test_what_cannot_be_counted_so_is_refused(country: Country, said: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        preview(draft(due_bound="NLT", **said), today=TODAY)
    assert list(refusal.value.errors) == [field]


def test_second_day_for_the_same_time_is_refused(country: Country) -> None:
    save(country, draft(**END_OF_DAY), on=TODAY)
    with pytest.raises(Invalid, match="Decision 9 settles the same"):
        preview(draft(**{**END_OF_DAY, "due_day": 2}), today=TODAY)


def test_calculator_counts_by_the_decision(country: Country) -> None:
    save(country, draft(**END_OF_DAY), on=TODAY)
    on = date(2027, 3, 19)
    answer = calculate(Question("C-3.3", on, None, {Event.MEETING_ENDED: on}, None))
    assert (answer.due_on, answer.act.day if answer.act else "") == (on, "The act sets no day.")
    assert any("the decision sets" in step.text for step in answer.steps)


def test_list_of_duties_counts_by_the_decision_and_opens_in_spite_of_a_doubt(country: Country, client: Client) -> None:
    save(country, draft(duty="C-3.3", due_counting="days_after", due_day=2, due_bound="NLT"), on=TODAY)
    contradict(country, duty="C-3.5b", since=date(2026, 1, 1))
    lines = {line.key: line for act in law_list(TODAY, whole=False) for line in act.duties}
    assert lines["C-3.3"].when == "Not later than 2 calendar days after, from this: the meeting ended."
    assert lines["C-3.2"].when.endswith("No day is set.")
    assert "C-3.5b" not in lines
    assert client.get(address("duties")).status_code == 200


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("language", LANGUAGES)
def test_administrator_enters_it_in_two_steps(country: Country, login: Login, language: str) -> None:
    url = f"{address('decide', language=language)}?kind=term"
    papers = {"ground_kk": "Өкім № 5", "ground_ru": "Распоряжение № 5", "decided_on": "14.12.2026"}
    typed = {**papers, "document_number": "5", "document_address": "https://example.kz/5", "applies_from": "01.12.2026"}
    client = login("administration administrator")
    happen(
        event=Event.MEETING_ENDED,
        subject="meeting:1",
        about=ABOUT,
        on=date(2026, 12, 13),
        bodies=[country["akimat-1"]],
        today=date(2026, 12, 14),
    )
    page = client.get(url).content.decode()
    assert 'value="C-3.3"' in page
    assert 'value="C-2.1"' not in page
    look = client.post(url, {**typed, "duty": "C-3.3", "due_counting": "days_after", "due_day": "2", "step": "look"})
    day = {"kk": "2026 жылғы 15 желтоқсан", "ru": "15 декабря 2026", "en": "15 December 2026"}
    assert day[language] in plain(look.content.decode())
    client.post(url, {**hidden(look), "step": "save"})
    decision = Decision.objects.get(is_shipped=False)
    assert (decision.due_counting, decision.due_day, decision.due_month) == ("days_after", 2, None)
    assert "{" not in decision.wording_kk
    assert row("C-3.3").due_on == date(2026, 12, 15)


# -- two decisions that contradict each other --------------------------------------------------------------------------
def contradict(country: Country, duty: str = "C-3.5b", since: date = date(2027, 1, 1)) -> None:
    """Two rows that say the opposite, as nobody can enter them."""
    recorded_by = country.people["administration administrator"].user
    for stands in (True, False):
        Decision.objects.create(
            number=90, duty=duty, stands=stands, applies_from=since, recorded_by=recorded_by, **PAPERS
        )


def test_preview_refuses_the_second_of_two_that_contradict_each_other_about_events(country: Country) -> None:
    save(country, draft(duty="C-3.5b", stands=True), on=TODAY)
    with pytest.raises(Invalid) as refusal:
        preview(draft(act="C2", stands=False), today=TODAY)
    assert list(refusal.value.errors) == ["act"]
    assert refusal.value.code == "two_rules"
    assert "C-3.5b" in str(refusal.value.message)


def test_preview_looks_far_ahead(country: Country) -> None:
    """A key of two editions is revived from the year 2040: a guess, of which the sweep would hear in 2039."""
    with pytest.raises(Invalid) as refusal:
        save(country, draft(act="C1", stands=True, applies_from=date(2040, 1, 1)), on=TODAY)
    assert list(refusal.value.errors) == ["act"]


def test_doubt_that_was_there_is_not_held_against_another_decision(country: Country) -> None:
    contradict(country)
    assert preview(draft(duty="C-3.5b", visibility="internal"), today=TODAY)
    assert preview(draft(duty="C-3.3", visibility="internal"), today=TODAY)


def test_one_of_two_that_contradict_each_other_is_revoked_and_pages_stay_open(
    country: Country, login: Login, client: Client
) -> None:
    sweep(on=TODAY)
    ended(country, TODAY)
    contradict(country, duty="D-1.4", since=date(2026, 1, 1))
    contradict(country, duty="C-3.5b", since=date(2026, 1, 1))
    owed = Obligation.objects.filter(duty="D-1.4", body=country["ministry-1"]).order_by("-due_on")[0]
    assert client.get(owed.get_absolute_url()).status_code == 200
    assert login("akimat-1 officer").get(row("C-3.5b").get_work_url()).status_code == 200
    assert rehearse(first=TODAY, last=date(2027, 3, 20))
    for duty in ("D-1.4", "C-3.5b"):
        revoke(country, Decision.objects.get(number=90, duty=duty, stands=False), on=TODAY)
    assert doubtful_duties(TODAY) == []
    assert sweep(on=TODAY).counts.get("doubtful") is None
    owed.refresh_from_db()
    assert (owed.released_as, owed.due_changes.count()) == ("", 0)


def test_doubtful_duty_of_an_event_stops_no_other(country: Country, caplog: pytest.LogCaptureFixture) -> None:
    contradict(country)
    with caplog.at_level(logging.ERROR):
        ended(country, TODAY)
    assert set(Obligation.objects.values_list("duty", flat=True)) == {"C-3.3", "C-3.5a", "C-3.5c"}
    assert "two_rules: C-3.5b" in caplog.text


def test_doubtful_duty_of_a_period_stops_no_other(country: Country, caplog: pytest.LogCaptureFixture) -> None:
    contradict(country, duty="D-1.4", since=date(2026, 1, 1))
    with caplog.at_level(logging.ERROR):
        swept = sweep(on=TODAY)
    assert swept.counts["doubtful"] == 1
    assert "two_rules: nothing is opened for D-1.4" in caplog.text
    duties = set(Obligation.objects.values_list("duty", flat=True))
    assert "D-1.4" not in duties
    assert {"D-1.1", "C-2.1", "P-3", "L-16.3"} <= duties
    assert sweep(on=TODAY).counts["opened"] == 0
    wrong = Decision.objects.get(number=90, stands=False)
    Decision.objects.create(
        number=91, duty="D-1.4", revokes=wrong, applies_from=wrong.applies_from, recorded_by=wrong.recorded_by, **PAPERS
    )
    assert sweep(on=TODAY).counts["opened"] > 0
    assert Obligation.objects.filter(duty="D-1.4").exists()


def test_days_of_a_doubtful_duty_still_follow_their_event(country: Country) -> None:
    ended(country, date(2027, 4, 30), event=Event.MEETING_PLANNED)
    contradict(country, duty="C-3.4d-14")
    move_event(event=Event.MEETING_PLANNED, subject="meeting:1", on=date(2027, 5, 30), today=TODAY)
    assert row("C-3.4d-14").due_on == date(2027, 5, 16)
    assert row("C-3.4d-14").events.get().kind == EventKind.OPENED


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("language", LANGUAGES)
def test_administrator_sees_which_duty_is_doubtful(country: Country, login: Login, language: str) -> None:
    client: Client = login("administration administrator")
    url = f"/{language}/work/control/"
    sweep(on=date(2026, 12, 14))
    assert "C-3.5b" not in sign(client, url)
    contradict(country, duty="D-1.4", since=date(2026, 1, 1))
    contradict(country, duty="C-3.5b", since=date(2026, 1, 1))
    assert "C-3.5b, D-1.4" in sign(client, url)


def sign(client: Client, url: str) -> str:
    return plain(client.get(url).content.decode())
