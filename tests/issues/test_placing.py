"""An issue lies elsewhere than was written: who may say so, where it may lie, and what follows it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from issues.choices import State, Verb
from issues.errors import CHANGED, CLAIMED, PENDING
from issues.models import Issue, IssueEvent
from issues.permissions import can_correct_place
from issues.queries.figures import Asked, figures_by
from issues.queries.life import issue_page
from issues.queries.life_steps import life
from issues.queries.placing import places_to_correct
from issues.services.handing import hand_over
from issues.services.placing import correct_place
from issues.services.quarters.freezing import rows_of
from issues.services.register import Raised, enter
from portal.bodies.choices import TerritoryKind
from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kernel.periods import Period
from portal.questions.models import PersonLetter
from tests.factories.bodies import TerritoryFactory
from tests.factories.issues import ClaimFactory, IssueFactory, asker_of, topic
from tests.issues.offices import DAY, EVERYBODY, NOW, WORK, Offices
from tests.issues.test_totals import recounted
from tests.issues.test_work_pages import page, send
from tests.texts import plain

pytestmark = pytest.mark.django_db

WHY = {"reason_kk": "Шағым көрші ауылдан.", "reason_ru": "Жалоба из соседнего села."}


@pytest.fixture(autouse=True)
def _on_a_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def land(offices: Offices, name: str) -> Territory:
    place: Territory | None = getattr(offices, name).territory
    assert place is not None
    return place


def move(offices: Offices, issue: Issue, to: Territory, who: str = "officer", **more: Any) -> Issue:
    return correct_place(issue=issue, territory=to, **{**WHY, **offices.acting(who), **more})


# -- who and where -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_works_on_it_and_people_of_the_body_that_registered_it_correct_its_place(
    offices: Offices, who: str
) -> None:
    own = offices.issue()
    handed = offices.issue(holder=offices.ministry, territory=land(offices, "district"))
    for issue, may in ((own, WORK), (handed, {"officer", "head", "second", "minister", "preparer"})):
        actor, place = offices.actor(who), land(offices, "rural")
        assert bool(can_correct_place(actor, issue)) == (who in may)
        assert places_to_correct(issue, actor).exists() == (who in may)
        if who in may:
            assert move(offices, issue, place, who).territory == place
        else:
            with pytest.raises(NotAllowed):
                move(offices, issue, place, who)
        assert issue.events.exists() == (who in may)


def test_it_lies_inside_the_land_of_the_body_that_says_so(offices: Offices) -> None:
    issue = offices.issue()
    gone = TerritoryFactory(parent=land(offices, "district"), kind=TerritoryKind.VILLAGE, ends_on=date(2027, 1, 1))
    for place in (land(offices, "beside"), land(offices, "region"), gone):
        with pytest.raises(Invalid) as refused:
            move(offices, issue, place)
        assert list(refused.value.errors) == ["territory"]
    assert not IssueEvent.objects.exists()
    # The akimat above works in all of its own land; so does a district that registered what a village answers for.
    assert move(offices, issue, land(offices, "beside"), "region").territory == land(offices, "beside")
    below = offices.issue(holder=offices.rural, territory=land(offices, "rural"))
    with pytest.raises(Invalid):
        move(offices, below, land(offices, "district"), "rural")
    assert move(offices, below, land(offices, "district"), "officer").territory == land(offices, "district")
    # A ministry has no land of its own.
    far = TerritoryFactory(kato="750000000")
    central = offices.issue(registered_by=offices.ministry, territory=land(offices, "rural"))
    assert move(offices, central, far, "preparer").region == far


@pytest.mark.parametrize("field", ["reason_kk", "reason_ru"])
@pytest.mark.parametrize("said", ["", " ", "ж" * 1001, "8 701 555 44 33"])
def test_the_reason_is_asked_for_in_both_languages(offices: Offices, field: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        move(offices, offices.issue(), land(offices, "rural"), **{field: said})
    assert list(refused.value.errors) == [field]


def test_while_people_answer_or_a_receiver_is_asked_the_place_stays(offices: Offices) -> None:
    claimed = offices.issue(state=State.CLAIMED, closed_on=DAY)
    ClaimFactory(issue=claimed)
    waits = offices.issue()
    hand_over(issue=waits, to_body=offices.ministry, why_kk="Су", why_ru="Вода", **offices.acting())
    for issue, code in ((claimed, CLAIMED), (waits, PENDING)):
        with pytest.raises(Conflict) as refused:
            move(offices, issue, land(offices, "rural"))
        assert refused.value.code == code
        assert "place" not in page(offices, f"{issue.number}/").context["offered"]


# -- what follows ------------------------------------------------------------------------------------------------------
def test_a_line_tells_of_both_places_and_the_number_and_the_news_stay(offices: Offices) -> None:
    issue = offices.issue(last_news_on=date(2027, 3, 1))
    asker = asker_of(issue).person
    row = move(offices, issue, land(offices, "rural"), expected_version=1)
    for _again in range(2):
        assert move(offices, issue, land(offices, "rural"), expected_version=1).version == row.version == 2
    line = issue.events.get()
    assert (line.verb, line.was_place, line.place) == (Verb.PLACE, land(offices, "district"), land(offices, "rural"))
    assert (line.note_ru, line.is_public, line.holder) == (WHY["reason_ru"], True, offices.district)
    assert (row.number, row.last_news_on, row.holder) == (issue.number, date(2027, 3, 1), offices.district)
    assert land(offices, "rural").name_ru.lower() in row.search_text
    assert land(offices, "district").name_ru.lower() not in row.search_text.split("\n")
    # Who asked hears of it the next morning.
    letter = PersonLetter.objects.get()
    assert (letter.person, letter.key) == (asker, f"step:{issue.number}:2027-03-18")
    with pytest.raises(Conflict) as stale:
        move(offices, issue, land(offices, "district"), expected_version=1)
    assert stale.value.code == CHANGED
    with override("en"):
        steps = life(issue_page(issue.number, DAY))
    notes = next(step for step in steps if step.event is not None and step.event.verb == Verb.PLACE).notes
    before, after = land(offices, "district").name_en, land(offices, "rural").name_en
    assert notes == (f"Place before: {before}", f"Place now: {after}")
    shown = plain(page(offices, f"{issue.number}/", language="ru").content.decode())
    assert WHY["reason_ru"] in shown


def test_lists_and_figures_of_both_regions_follow(offices: Offices) -> None:
    far = TerritoryFactory(kato="750000000")
    raised = Raised(
        territory=land(offices, "rural"), topic=topic(), texts={"title_kk": "Су жоқ", "title_ru": "Нет воды"}
    )
    said = {"raised": raised, "origin": "entered", "body": offices.ministry, "raised_on": DAY}
    issue = enter(**said, **offices.acting("preparer"))
    IssueFactory(registered_by=offices.district)
    places = [land(offices, name) for name in ("region", "district", "rural")] + [far]
    recounted(places)
    move(offices, issue, far, "preparer")
    recounted(places)
    found = figures_by("region", Asked(Period.year(2027)), on=DAY)
    assert {key: figures.open for key, figures in found.items()} == {land(offices, "region").pk: 1, far.pk: 1}
    issue.refresh_from_db()
    assert (issue.number[:6], issue.region) == ("KZ-43-", far)
    assert list(Issue.objects.in_place(far)) == [issue]


def test_a_quarter_prints_the_place_that_was_written_at_its_moment(offices: Offices) -> None:
    issue = offices.issue()
    at = clock.at(date(2027, 3, 1), 9)
    IssueEvent.objects.create(
        issue=issue, verb=Verb.REGISTER, holder=offices.district, to_state=State.WORK, on=at.date(), at=at
    )

    def printed(before: datetime) -> str:
        (row,) = rows_of(offices.district, Period.containing("quarter", DAY), before=before)
        return str(row.content["place"]["ru"])

    move(offices, issue, land(offices, "rural"))
    move(offices, issue, land(offices, "district"), now=NOW + timedelta(hours=1))
    assert printed(NOW - timedelta(minutes=1)) == land(offices, "district").name_ru
    assert printed(NOW + timedelta(minutes=1)) == land(offices, "rural").name_ru
    assert printed(NOW + timedelta(hours=2)) == land(offices, "district").name_ru


# -- the page ----------------------------------------------------------------------------------------------------------
def test_the_page_begins_with_what_is_written_and_keeps_what_was_typed(offices: Offices) -> None:
    issue = offices.issue()
    form = page(offices, f"{issue.number}/").context["offered"]["place"].form
    assert form["territory"].value() == land(offices, "district").name_en
    labels = set(form.fields["territory"].names.labels)
    assert labels == {land(offices, "district").name_en, land(offices, "rural").name_en}
    for typed in ("Атлантида", "", land(offices, "beside").name_ru):
        refused = send(offices, issue, "place", territory=typed, **WHY)
        text = plain(refused.content.decode())
        assert (refused.status_code, WHY["reason_ru"] in text, typed in text) == (422, True, True)
        assert list(refused.context["offered"]["place"].form.errors) == ["territory"]
    sent = send(offices, issue, "place", territory=land(offices, "rural").name_ru, **WHY)
    assert sent.status_code == 302
    issue.refresh_from_db()
    assert issue.territory == land(offices, "rural")


def test_people_of_the_body_that_registered_it_find_this_act_alone(offices: Offices) -> None:
    issue = offices.issue(holder=offices.ministry, territory=land(offices, "district"))
    assert list(page(offices, f"{issue.number}/", "officer").context["offered"]) == ["place"]
    for who in ("neighbour", "rural", "region"):
        assert page(offices, f"{issue.number}/", who).status_code == 404
        assert send(offices, issue, "place", who, territory=land(offices, "rural").name, **WHY).status_code == 404
    for who in ("overseer", "administrator"):
        assert not page(offices, f"{issue.number}/", who).context["offered"]
        assert send(offices, issue, "place", who, territory=land(offices, "district").name, **WHY).status_code == 403
    assert send(offices, issue, "place", territory=land(offices, "rural").name, **WHY).status_code == 302


def test_a_page_costs_the_same_with_one_place_and_with_forty(offices: Offices) -> None:
    issue = offices.issue()
    page(offices, f"{issue.number}/")
    with CaptureQueriesContext(connection) as few:
        page(offices, f"{issue.number}/")
    for number in range(40):
        TerritoryFactory(parent=land(offices, "district"), kind=TerritoryKind.VILLAGE, kato=f"4332{number + 40:02d}100")
    with CaptureQueriesContext(connection) as many:
        page(offices, f"{issue.number}/")
    assert len(many) == len(few)
