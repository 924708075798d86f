"""Small tools of texts: names in order, short names of acts, sentences of decisions."""

from __future__ import annotations

from portal.deadlines.choices import Visibility
from portal.deadlines.models import Decision
from portal.deadlines.queries.ruling.bilingual import name_key
from portal.deadlines.queries.ruling.words import act_title, settled
from portal.law import catalogue


def test_names_stand_in_the_order_of_the_kazakh_alphabet() -> None:
    names = ["Энергетика", "Ішкі істер", "Ғылым", "Ауыл", "Әділет", "Ұлттық", "Өнеркәсіп", "Оқу", "Су"]
    ordered = ["Ауыл", "Әділет", "Ғылым", "Оқу", "Өнеркәсіп", "Су", "Ұлттық", "Ішкі істер", "Энергетика"]
    assert sorted(names, key=name_key) == ordered


def test_every_act_has_a_name_of_its_own() -> None:
    names = [act_title(act.key) for act in catalogue.ACTS]
    assert len(set(names)) == len(names)


def test_a_duty_is_named_once_in_what_a_decision_settles() -> None:
    both = Decision(duty="B-4.3", stands=True, visibility=Visibility.PUBLIC)
    assert settled(both) == "The duty is kept on the portal: “Approval of the schedule”. Everyone may see who keeps it."
    alone = Decision(duty="B-4.3", visibility=Visibility.INTERNAL)
    assert settled(alone) == "The duty is shown only in the workspace: “Approval of the schedule”."
