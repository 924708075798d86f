"""The same problem is found again, whichever of the two languages it was raised in."""

from __future__ import annotations

from typing import Any

import pytest

from issues.choices import State
from issues.models import Issue
from issues.queries.similar import LEAST, REPEATED, SHOWN, known, similar
from issues.rules.alike import alike, marks
from tests.factories.issues import IssueFactory, topic
from tests.issues.village import DAY, Village

SAID = "Екі көшеге кешкі алтыдан кейін су жетпейді. Мұнараның сорғысы ескі, көктемде екі рет жанып кетті"


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (SAID, "Вечером нет воды на двух улицах, насос башни старый", REPEATED, 1),
        (SAID, "Замена насоса водонапорной башни, село Жанкент", LEAST, 1),
        (SAID, "Когда откроют клуб?", 0, 0.1),
        (SAID, "Ремонт дороги от трассы до села", 0, 0.1),
        (SAID, SAID.upper(), 1, 1),
        ("Мектеп автобусы екі ауылға жүрмейді", "Школьный автобус не ходит в два села", REPEATED, 1),
        ("Көпірдің тақтайы шіріген", "Настил моста сгнил", REPEATED, 1),
        ("Жол", "Дорога до кладбища размыта паводком", 0, REPEATED),
        ("", "Нет воды", 0, 0),
        ("жоқ неге", "Нет воды", 0, 0),
    ],
)
def test_a_problem_is_known_again_across_the_languages(one: str, other: str, least: float, most: float) -> None:
    told = alike([marks(one)], [marks(other)])
    assert least <= told <= most
    assert told == alike([marks(other)], [marks(one)])


def _found(village: Village, who: str = "officer", said: str = SAID) -> list[Issue]:
    among = known(topics=["water"], place=village.account.meeting.territory, actor=village.actor(who))
    return [row.issue for row in similar([marks(said)], among)]


def _issue(village: Village, **facts: Any) -> Issue:
    facts = {"holder": village.district, "territory": village.rural.territory, **facts}
    return IssueFactory(registered_by=facts["holder"], **facts)


@pytest.mark.django_db
def test_found_are_those_of_the_place_and_of_the_topic_that_the_actor_reads(
    village: Village, django_assert_num_queries: Any
) -> None:
    same = _issue(village, title_ru="Вечером нет воды на двух улицах, насос старый")
    beside = _issue(
        village, title_ru="Вечером нет воды, насос старый", holder=village.neighbour,
        territory=village.neighbour.territory,
    )  # fmt: skip
    silent = _issue(village, silent=True, internal="Кешке су жоқ, сорғы ескі")
    away = _issue(village, title_ru="Вечером нет воды, насос старый", silent=True, holder=village.neighbour,
                  internal="Кешке су жоқ, сорғы ескі")  # fmt: skip
    _issue(village, title_kk="Мектеп жоқ", title_ru="Нет школы", topic=topic("education"))
    joined = _issue(village, title_ru="Вечером нет воды, насос", state=State.DUPLICATE, closed_on=DAY, joined_to=same)
    elsewhere = IssueFactory(title_ru="Вечером нет воды, насос старый")
    hidden = _issue(village, title_kk="", title_ru="", hidden_on=DAY, internal="Кешке су жоқ, сорғы ескі")
    found = _found(village)
    assert set(found) == {same, beside, silent}
    assert away not in found
    assert joined not in found
    assert elsewhere not in found
    assert hidden not in found
    assert away in _found(village, "neighbour")
    assert silent not in _found(village, "neighbour")
    # Of the place also what stands under another topic.
    roads = _issue(village, title_ru="Вечером нет воды, насос старый", topic=topic("roads"))
    assert roads in _found(village)
    actor = village.actor()
    with django_assert_num_queries(1):
        known(topics=["water", "roads"], place=village.rural.territory, actor=actor)


@pytest.mark.django_db
def test_no_more_are_shown_than_fit(village: Village) -> None:
    for number in range(SHOWN + 2):
        _issue(village, title_ru=f"Вечером нет воды, насос {number}")
    assert len(_found(village)) == SHOWN
