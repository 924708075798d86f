"""Resolution No. 12, from January 2024: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from datetime import date

from portal.law import catalogue, registry
from portal.law.counting.events import Event
from portal.law.duty import Always, Confidence
from portal.law.owner_decisions import SETTLED
from portal.law.printed.plain import exempt_bodies
from portal.law.registry import keys_of as keys_of_event
from portal.law.resolution_12_ministers import D
from tests.law.asking import keys_of, stands, version


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("D") == ["D-1.1", "D-1.2", "D-1.3", "D-1.4", "D-2", "D-3.1", "D-3.2", "D-3.3"]


def test_five_ministries_are_exempt() -> None:
    five = ("defence", "emergencies", "foreign", "interior", "justice")
    assert exempt_bodies(version("D-1.1", date(2027, 1, 1))) == five
    assert exempt_bodies(version("D-2", date(2027, 1, 1))) == ()


def test_half_years_follow_one_another() -> None:
    assert stands(date(2026, 12, 14))["D-3.1"].rule.period.key == "2027-H1"  # type: ignore[union-attr]
    assert stands(date(2026, 12, 15))["D-3.1"].rule.period.key == "2027-H2"  # type: ignore[union-attr]
    assert stands(date(2026, 12, 15))["D-3.1"].due_on == date(2027, 6, 14)


def test_procedure_stands_with_no_day_and_is_not_confirmed() -> None:
    procedure = version("D-3.2", date(2026, 11, 24))
    assert procedure.opens == Always()
    assert procedure.confidence is Confidence.UNVERIFIED
    assert [duty.key for duty in catalogue.of_act("D") if duty.doubt] == ["D-3.2"]


def test_planning_opens_the_choice_of_the_region() -> None:
    assert keys_of_event(Event.PLANNING) == ("B-1.4-rank", "D-1.2")
    assert registry.find_rule_on("B-1.4-rank", date(2026, 10, 1), SETTLED) is None
    assert registry.rule_on("D-1.2", date(2026, 10, 1), SETTLED).is_by_act


def test_day_it_came_into_force_is_said_to_be_unconfirmed() -> None:
    assert "не подтверждено: портал считает с 18 января" in D.note.ru


def test_half_year_stands_in_the_kazakh_text_only() -> None:
    assert "тек қазақша мәтінде" in version("D-3.1", date(2027, 1, 1)).wording.kk
    assert "только в казахском тексте" in version("D-3.1", date(2027, 1, 1)).wording.ru


def test_reports_go_to_those_the_resolution_names() -> None:
    assert version("D-1.4", date(2027, 1, 1)).recipients == ("authorised_information",)
    assert version("D-3.1", date(2027, 1, 1)).recipients == ("schedule_approval",)
    assert version("D-3.3", date(2027, 1, 1)).recipients == ("control_government",)
