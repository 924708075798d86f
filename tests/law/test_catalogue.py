"""What holds of every duty of every act, and of the list of those that stand on a day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

import pytest

from portal.bodies.choices import Function
from portal.kernel.wording import LANGUAGES
from portal.law import catalogue, listing, registry, resolution_12_ministers
from portal.law.counting.planning import BodyFacts, Group, Span, is_obliged
from portal.law.decree_826_akims import calendar
from portal.law.decree_863_ministers.decree import B
from portal.law.duty import Confidence, OnEvents
from portal.law.errors import NoRule, TwoRules, UnknownDuty
from portal.law.evidence import NAMES, Evidence, proof_of
from portal.law.opening import rules_opening
from portal.law.owner_decisions import SETTLED, SHIPPED
from tests.law.asking import stands

TODAY = date(2026, 11, 24)
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")


def test_every_text_of_law_is_written_in_three_languages() -> None:
    for duty in catalogue.DUTIES:
        texts = [duty.clause, duty.title, duty.action, duty.wording, duty.proof]
        texts += [duty.act.title, duty.act.short, duty.act.note]
        texts += [duty.doubt] if duty.doubt else []
        for lines in texts:
            assert all(lines.get(language).strip() for language in LANGUAGES), duty.key
            assert len({lines.kk, lines.ru, lines.en}) == len(LANGUAGES), duty.key


def test_every_wording_is_a_sentence_of_its_language() -> None:
    for duty in catalogue.DUTIES:
        for lines in (duty.wording, *([duty.doubt] if duty.doubt else [])):
            assert all(lines.get(language).endswith(".") for language in LANGUAGES), duty.key
            assert not any("  " in lines.get(language) or "{" in lines.get(language) for language in LANGUAGES)
            assert _KAZAKH.search(lines.kk), duty.key
            assert not _KAZAKH.search(lines.ru), duty.key
            assert not re.search("[а-яА-Я]", lines.en), duty.key


def test_kinds_of_evidence_are_named() -> None:
    assert set(NAMES) == set(Evidence)
    assert proof_of((Evidence.DOCUMENT, Evidence.RECEIPTS)).en == "A document, receipts."
    assert proof_of((Evidence.ORDER,)).kk == "Бұйрық немесе өкім."


def test_every_act_has_the_address_of_its_text_and_says_whether_it_was_seen() -> None:
    register = "https://adilet.zan.kz/rus/docs/"
    assert {act.key: (act.address.removeprefix(register), act.address_confirmed) for act in catalogue.ACTS} == {
        "A16": ("U1600000190", False),
        "A18": ("U1600000190", False),
        "A": ("U1600000190", False),
        "B0": ("P2200000112", False),
        "B": ("U2200000863", True),
        "C1": ("U2200000826", True),
        "C2": ("U2200000826", True),
        "D": ("P2400000012", False),
        "L": ("Z1500000401", True),
        "P0": ("K2000000350", True),
        "P": ("P2600000663", False),
    }


def test_editions_of_a_duty_do_not_overlap() -> None:
    for key in catalogue.KEYS:
        spans = dict.fromkeys(duty.for_periods for duty in catalogue.versions(key) if duty.for_periods)
        for earlier, later in pairwise(spans):
            assert earlier.ends_on == later.starts_on, key


def test_versions_of_one_edition_at_once_are_counted_apart_and_for_bodies_of_their_own() -> None:
    for duty, other in combinations(catalogue.DUTIES, 2):
        if (duty.key, duty.act.key, duty.for_periods) == (other.key, other.act.key, other.for_periods):
            assert duty.opens != other.opens, duty.key
            assert not set(duty.addressee.groups) & set(other.addressee.groups), duty.key


def test_unknown_duty_is_an_error() -> None:
    with pytest.raises(UnknownDuty):
        catalogue.versions("A-3")
    with pytest.raises(UnknownDuty):
        listing.named_in("A-3", SETTLED)
    with pytest.raises(UnknownDuty):
        listing.duty_on("A-3", TODAY, SETTLED)


def test_duty_that_does_not_stand_is_a_gap_that_names_the_day() -> None:
    with pytest.raises(NoRule) as gap:
        listing.duty_on("A-7", TODAY, SETTLED)
    assert gap.value.params == {"duty": "A-7", "period": "2026-11-24"}
    assert listing.duty_on("D-1.4", TODAY, SETTLED).due_on == date(2027, 1, 10)


@pytest.mark.parametrize("key", ["D-1.3", "D-3.2", "D-1.4"])
def test_two_versions_at_once_are_an_error(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (duty,) = catalogue.versions(key)
    monkeypatch.setattr(catalogue, "DUTIES", (*catalogue.DUTIES, replace(duty, act=B)))
    with pytest.raises(TwoRules) as gap:
        listing.duties_on(TODAY, ())
    assert gap.value.params["duty"] == key


def test_functions_named_by_acts_are_functions_bodies_hold() -> None:
    known = set(Function.values) | {str(group) for group in Group}
    for duty in catalogue.DUTIES:
        assert bool(duty.addressee.function) is not bool(duty.addressee.groups), duty.key
        assert {duty.addressee.function, duty.control_function, *duty.recipients} - {""} <= known


def test_doubt_and_confidence_go_together_where_duties_are_new() -> None:
    for duty in catalogue.DUTIES:
        assert (duty.doubt is None) is (duty.confidence is Confidence.VERIFIED), duty.key


def test_every_duty_of_the_acts_is_kept() -> None:
    assert registry.KEYS == catalogue.KEYS
    found = {rule.duty.key for rule in rules_opening(date(2027, 12, 31), date(2026, 1, 1), SETTLED)}
    standing = {key for key, each in stands(date(2027, 6, 1), SETTLED).items()}
    on_events = {duty.key for duty in registry.DUTIES if isinstance(duty.opens, OnEvents)}
    assert found == standing - on_events


def test_events_and_days_are_told_apart() -> None:
    for duty in catalogue.DUTIES:
        if isinstance(duty.opens, OnEvents):
            assert duty.due is None, duty.key
            assert len(set(duty.opens.events)) == len(duty.opens.events) > 0


def test_decisions_of_the_owner_cover_every_duty_they_name() -> None:
    assert {order.duty for order in SETTLED} <= set(catalogue.KEYS)
    assert SETTLED == SHIPPED
    assert listing.named_in("B-1.7", SETTLED) == (1, 2)
    assert listing.named_in("C-3.5d", SETTLED) == (2, 4)
    assert listing.named_in("C-5.3", SETTLED) == (2,)
    assert listing.named_in("A-7", SETTLED) == ()


def test_old_law_gives_its_own_duties() -> None:
    acts = {
        on: {each.duty.act.key for each in stands(on).values()}
        for on in (date(2014, 5, 1), date(2018, 5, 1), date(2022, 3, 7), date(2022, 5, 1), date(2024, 1, 9), TODAY)
    }
    assert acts == {
        date(2014, 5, 1): set(),
        date(2018, 5, 1): {"A18", "L"},
        date(2022, 3, 7): {"C1", "L"},
        date(2022, 5, 1): {"B", "C1", "L"},
        # Reports on the last periods of the first edition were still to come.
        date(2024, 1, 9): {"C1", "C2", "L"},
        TODAY: {"C2", "D", "L", "P"},
    }
    assert {each.duty.act.key for each in stands(date(2025, 5, 1), SETTLED).values()} == {"B", "B0", "C2", "D", "L"}


def test_owner_may_take_any_duty_out_of_force() -> None:
    order = replace(SHIPPED[0], duty="D-1.4", stands=False, due=None)
    assert "D-1.4" not in stands(TODAY, (order,))


def test_addressee_beside_the_first_is_obliged_too() -> None:
    term = listing.rule_for("C-5.3", "2026-Q4", SETTLED).term()
    span = Span(date(2020, 1, 1))
    company = BodyFacts(1, frozenset({Group.NATIONAL_COMPANIES}), span, date(2026, 1, 1))
    assert is_obliged(term, company)
    assert is_obliged(term, replace(company, groups=frozenset({Group.MINISTRIES})))
    assert not is_obliged(term, replace(company, groups=frozenset({Group.REGIONAL_AKIMATS})))
    assert not is_obliged(term, replace(company, groups=frozenset()))


def test_action_of_a_half_year_names_it() -> None:
    period = listing.rule_for("D-3.1", "2027-H2", SETTLED).period
    action = replace(
        resolution_12_ministers.D.short,
        en="Draft for H{number} {year}",
        ru="{roman} полугодие {year}",
        kk="{year} {roman}",
    )
    duty = replace(catalogue.versions("D-3.1")[0], action=action)
    assert duty.action_for(period).ru == "II полугодие 2027"
    assert calendar.CALENDAR.action_for(listing.rule_for("C-2.1", "2027", ()).period).en.endswith("2027")
