"""The law can be asked with nothing beside it, and what is said about it above is said of the same values."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest
from django.db.models import TextChoices
from django.utils.translation import override

from portal.deadlines import choices
from portal.kernel.errors import DomainError
from portal.kernel.wording import LANGUAGES
from portal.kit.translated import sentence
from portal.law import errors, kinds

ROOT = Path(__file__).parents[2]
FRAMEWORKS = ("django", "rest_framework", "celery", "psycopg2")


def test_whole_law_is_read_without_a_framework() -> None:
    """In a process of its own, as this one has Django already."""
    names = [path.relative_to(ROOT).with_suffix("") for path in (ROOT / "portal" / "law").rglob("*.py")]
    modules = [".".join(name.parts).removesuffix(".__init__") for name in sorted(names)]
    assert len(modules) > 1
    program = "import importlib, sys; list(map(importlib.import_module, sys.argv[1:])); print(*sys.modules)"
    command = [sys.executable, "-c", program, *modules]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert set(modules) <= loaded
    assert sorted(name for name in loaded if name.partition(".")[0] in FRAMEWORKS) == []


@pytest.mark.parametrize(
    ("law", "labelled"),
    [
        (kinds.StateKind, choices.StateKind),
        (kinds.Release, choices.Release),
        (kinds.DayOffRule, choices.DayOffRule),
        (kinds.DayKind, choices.DayKind),
    ],
)
def test_labels_are_given_to_the_values_of_the_law(law: type[StrEnum], labelled: type[TextChoices]) -> None:
    assert {each.name: each.value for each in law} == {each.name: each.value for each in labelled}
    # Either stands for the other as a key: what the law answers is looked up by what the rows hold.
    assert {law(each.value): each.label for each in labelled} == {each: each.label for each in labelled}


GAPS = (errors.LawGap, errors.NoRule, errors.TwoRules, errors.NoDay)


@pytest.mark.parametrize("gap", GAPS)
def test_gap_of_the_law_names_duty_and_period_in_every_language(gap: type[errors.LawGap]) -> None:
    refusal = gap("B-4.3", "2021")
    assert (refusal.params, refusal.status) == ({"duty": "B-4.3", "period": "2021"}, 500)
    said = []
    for code in LANGUAGES:
        with override(code):
            said.append(sentence(refusal.message))
    assert len(set(said)) == len(LANGUAGES)
    assert all("B-4.3" in each and "2021" in each for each in said)
    assert str(refusal) == f"{refusal.code}: {refusal.message.en}"


def test_gaps_are_told_apart_by_code() -> None:
    assert [gap.code for gap in GAPS[1:]] == ["no_rule", "two_rules", "no_day"]
    assert errors.UnknownDuty.code == "unknown_duty"


def test_unknown_duty_is_named_in_every_language() -> None:
    refusal = errors.UnknownDuty("A-3")
    with override("ru"):
        assert sentence(refusal.message) == "Обязанности A-3 нет."
    with override("kk"):
        assert sentence(refusal.message) == "A-3 міндеті жоқ."
    with override("en"):
        assert sentence(refusal.message) == "There is no duty A-3."
    assert (str(refusal), refusal.params) == ("unknown_duty: There is no duty A-3.", {"duty": "A-3"})


def test_other_refusals_are_said_as_they_are() -> None:
    assert sentence(DomainError("as it is").message) == "as it is"
