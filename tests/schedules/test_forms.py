"""Untyped input: what is understood, what is refused and at which field."""

from __future__ import annotations

from datetime import date, time

import pytest

from portal.kernel.periods import Period
from schedules.forms import DecisionForm, ReviewForm, RowForm, SendForm, SlotForm, SubmitForm
from tests.factories.bodies import TerritoryFactory
from tests.factories.schedules import ProposalFactory, ProposalRowFactory, first_head

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    proposal = ProposalFactory()
    region, other = TerritoryFactory(), TerritoryFactory()
    return {
        "official": first_head(proposal.body),
        "region": region,
        "other": other,
        "district": TerritoryFactory(district=True, parent=region),
        "proposal": proposal,
    }


def row_form(country, **typed) -> RowForm:
    given = {
        "official": country["official"].pk,
        "region": country["region"].pk,
        "when": "day",
        "day": "18.05.2027",
        "format": "on_site",
        **typed,
    }
    return RowForm(
        given,
        period=Period.year(2027),
        officials=[country["official"]],
        regions=[country["region"], country["other"]],
        districts=[country["district"]],
    )


def test_row_form_reads_a_day_with_a_time(country) -> None:
    form = row_form(country, start_time="15:30", subject_kk=" Су ", venue_ru="Зал")
    assert form.is_valid(), form.errors
    data = form.row_data
    assert (data.day, data.start_time, data.month_key, data.quarter_key) == (date(2027, 5, 18), time(15, 30), "", "")
    assert (data.territory, data.subject_kk, data.venue_ru) == (country["region"], "Су", "Зал")


@pytest.mark.parametrize(
    ("when", "typed", "expected"),
    [
        ("month", {"month": "2027-05"}, (None, "2027-05", "", None)),
        ("quarter", {"quarter": "2027-Q3"}, (None, "", "2027-Q3", None)),
    ],
)
def test_row_form_takes_only_the_chosen_way_to_say_when(country, when, typed, expected) -> None:
    form = row_form(country, when=when, start_time="15:00", **typed)
    assert form.is_valid(), form.errors
    data = form.row_data
    assert (data.day, data.month_key, data.quarter_key, data.start_time) == expected


@pytest.mark.parametrize("when", ["day", "month", "quarter"])
def test_row_form_asks_for_the_field_of_the_chosen_way(country, when) -> None:
    form = row_form(country, when=when, day="")
    assert not form.is_valid()
    assert list(form.errors) == [when]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": "31.02.2027"}, "day"),
        ({"day": "tomorrow"}, "day"),
        ({"start_time": "25:00"}, "start_time"),
        ({"when": "month", "month": "2028-01"}, "month"),
        ({"when": "someday"}, "when"),
        ({"region": ""}, "region"),
        ({"region": "999999"}, "region"),
        ({"official": ""}, "official"),
        ({"format": "by_letter"}, "format"),
        ({"subject_kk": "а" * 301}, "subject_kk"),
    ],
)
def test_row_form_with_bad_input_names_the_field(country, typed, field) -> None:
    form = row_form(country, **typed)
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_row_form_takes_a_district_of_the_region(country) -> None:
    form = row_form(country, district=country["district"].pk)
    assert form.is_valid(), form.errors
    assert form.row_data.territory == country["district"]


def test_row_form_refuses_a_district_of_another_region(country) -> None:
    form = row_form(country, region=country["other"].pk, district=country["district"].pk)
    assert not form.is_valid()
    assert list(form.errors) == ["district"]


def test_row_form_groups_districts_by_region(country) -> None:
    choices = row_form(country).fields["district"].choices
    assert choices[1:] == [(str(country["region"].name), [(country["district"].pk, str(country["district"].name))])]


@pytest.mark.parametrize("traits", [{}, {"month": True}, {"quarter": True}])
def test_row_form_shows_a_row_and_reads_it_back_unchanged(country, traits) -> None:
    row = ProposalRowFactory(proposal=country["proposal"], territory=country["district"], **traits)
    initial = RowForm.initial_of(row)
    typed = {name: value for name, value in initial.items() if value not in (None, "")}
    form = row_form(country, **typed)
    assert form.is_valid(), form.errors
    data = form.row_data
    assert (data.territory, data.day, data.month_key, data.quarter_key, data.subject_kk) == (
        row.territory,
        row.day,
        row.month_key,
        row.quarter_key,
        row.subject_kk,
    )


def test_submit_form_asks_for_a_reason_only_when_late() -> None:
    assert SubmitForm({"version": 1}, is_late=False).is_valid()
    late = SubmitForm({"version": 1}, is_late=True)
    assert not late.is_valid()
    assert list(late.errors) == ["late_reason"]


def review(**typed) -> tuple[ReviewForm, int]:
    row = ProposalRowFactory()
    named = {key.replace("row", f"row_{row.pk}"): value for key, value in typed.items()}
    return ReviewForm({"version": 1, **named}, rows=[row], can_accept=True), row.pk


def test_review_form_reads_remarks_by_row() -> None:
    form, pk = review(decision="return", comment="Another day", row="A holiday")
    assert form.is_valid(), form.errors
    assert form.row_comments == {pk: "A holiday"}


@pytest.mark.parametrize("typed", [{"comment": "Another day"}, {"row": "A holiday"}])
def test_review_form_does_not_accept_with_remarks_written(typed) -> None:
    form, _pk = review(decision="accept", **typed)
    assert not form.is_valid()
    assert list(form.errors) == ["decision"]


def test_review_form_without_a_decision_is_refused() -> None:
    form, _pk = review()
    assert not form.is_valid()
    assert list(form.errors) == ["decision"]


def test_review_form_offers_only_returning_where_accepting_is_over() -> None:
    form = ReviewForm({"version": 1, "decision": "accept"}, rows=[], can_accept=False)
    assert not form.is_valid()
    assert [value for value, _label in form.fields["decision"].choices] == ["return"]


def test_slot_form_does_not_agree_with_remarks_written() -> None:
    form = SlotForm({"decision": "agree", "remarks": "Another day"}, can_agree=True, can_give_remarks=True)
    assert not form.is_valid()
    assert list(form.errors) == ["decision"]


@pytest.mark.parametrize(
    ("has_gaps", "is_late", "fields"),
    [
        (False, False, []),
        (True, False, ["quarter_reason"]),
        (False, True, ["late_reason"]),
        (True, True, ["quarter_reason", "late_reason"]),
    ],
)
def test_send_form_asks_only_for_reasons_that_are_needed(has_gaps, is_late, fields) -> None:
    assert list(SendForm({}, has_gaps=has_gaps, is_late=is_late).fields) == fields


def decision(**typed) -> DecisionForm:
    return DecisionForm({"decision": "approve", **typed}, is_late=False, sent_on=date(2026, 12, 14))


def test_decision_form_asks_for_the_date_of_the_act() -> None:
    form = decision(act_number="12")
    assert not form.is_valid()
    assert list(form.errors) == ["act_on"]


@pytest.mark.parametrize(("act_on", "asks"), [("13.12.2026", True), ("14.12.2026", False), ("", False), ("x", False)])
def test_decision_form_asks_about_an_act_older_than_the_sending(act_on: str, asks: bool) -> None:
    assert ("act_precedes_sending" in decision(act_number="12", act_on=act_on).fields) is asks


def test_decision_form_needs_no_act_to_return() -> None:
    form = DecisionForm({"decision": "return", "comment": "Too few"}, is_late=True, sent_on=None)
    assert form.is_valid(), form.errors
