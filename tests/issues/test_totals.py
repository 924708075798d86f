"""The numbers of issues that lists read are those of the issues, whatever was written."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from issues.choices import CLOSED, OPEN, Grain, State
from issues.models import Issue, IssueTotal
from issues.querysets import DISPUTED, STATE_SETS
from issues.services.totals import gather_totals
from portal.bodies.models import Territory
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.issues import IssueFactory, topic

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 20)
_STEPS = 40
_ALIKE = ("year", "state", "is_disputed")


def recounted(places: list[Territory]) -> None:
    for place in (None, *places):
        rows = Issue.objects.public() if place is None else Issue.objects.public().in_place(place)
        totals = IssueTotal.objects.in_place(place)
        by_topic = Counter((row.topic_id, row.year, row.state, row.is_disputed) for row in rows)
        by_body = Counter((row.holder_id, row.year, row.state, row.is_disputed) for row in rows)
        alone = Counter((row.year, row.state, row.is_disputed) for row in rows)
        told = totals.by(Grain.ALONE).summed_by(*_ALIKE)
        assert dict(_keyed(told, _ALIKE)) == alone
        told = totals.by(Grain.TOPIC).summed_by("topic", *_ALIKE)
        assert dict(_keyed(told, ("topic", *_ALIKE))) == by_topic
        told = totals.by(Grain.BODY).summed_by("holder", *_ALIKE)
        assert dict(_keyed(told, ("holder", *_ALIKE))) == by_body
        for state in ("", DISPUTED, *STATE_SETS):
            if state == "late":
                continue
            number = sum(totals.by(Grain.ALONE).shown_as(state).values_list("number", flat=True))
            assert number == rows.shown_as(state, DAY).count(), state


def _keyed(rows: Any, names: tuple[str, ...]) -> Any:
    return (((*(row[name] for name in names),), row["number_of"]) for row in rows)


class _Life:
    """Issues that are registered, made public, handed over, moved, solved, disputed and taken away, at random."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        region, other = TerritoryFactory(kato="430000000"), TerritoryFactory(kato="470000000")
        district = TerritoryFactory(kato="433200000", kind="district", parent=region)
        rural = TerritoryFactory(kato="433233000", kind="rural_district", parent=district)
        self.places = [region, other, district, rural]
        self.bodies = [BodyFactory(), BodyFactory(akimat=True, territory=region)]
        self.topics = [topic("water"), topic("roads")]

    def step(self) -> None:
        acts = [self.add, self.add, self.add, self.publish, self.hide, self.hand, self.move, self.close, self.dispute,
                self.reopen, self.sort, self.follow, self.take_away, self.give_up, gather_totals]  # fmt: skip
        self.chance.choice(acts)()

    def add(self) -> None:
        silent = self.chance.random() < 0.3
        IssueFactory(
            silent=silent,
            registered_by=self.chance.choice(self.bodies),
            territory=self.chance.choice(self.places),
            topic=self.chance.choice(self.topics),
            registered_on=date(self.chance.choice([2026, 2027]), 2, 1),
        )

    def some(self) -> Any:
        return Issue.objects.filter(pk__in=[row.pk for row in Issue.objects.all() if self.chance.random() < 0.4])

    def publish(self) -> None:
        self.some().update(title_kk="Су", title_ru="Вода", published_on=DAY)

    def hide(self) -> None:
        self.some().update(published_on=None)

    def hand(self) -> None:
        self.some().update(holder=self.chance.choice(self.bodies))

    def move(self) -> None:
        place = self.chance.choice(self.places)
        self.some().update(territory=place, region=place.region)

    def close(self) -> None:
        state = self.chance.choice([State.CLAIMED, State.CONFIRMED, *(set(CLOSED) - {State.DUPLICATE})])
        self.some().filter(state__in=OPEN).update(
            state=state, closed_on=DAY, disputed_on=None, reason_kk="Себебі", reason_ru="Причина"
        )

    def dispute(self) -> None:
        self.some().filter(state__in=OPEN).update(disputed_on=DAY)

    def reopen(self) -> None:
        self.some().update(state=State.WORK, closed_on=None)

    def sort(self) -> None:
        self.some().update(topic=self.chance.choice(self.topics), registered_on=date(2025, 1, 9))

    def follow(self) -> None:
        self.some().update(followers=7)

    def take_away(self) -> None:
        self.some().delete()

    def give_up(self) -> None:
        with transaction.atomic():
            self.add()
            self.close()
            transaction.set_rollback(True)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_totals_are_what_issues_are(seed: int) -> None:
    life = _Life(seed)
    for _step in range(_STEPS):
        life.step()
    assert Issue.objects.public().exists()
    recounted(life.places)
    gather_totals()
    assert not IssueTotal.objects.filter(is_gathered=False).exists()
    recounted(life.places)


def test_what_lists_do_not_count_by_adds_no_number() -> None:
    IssueFactory()
    gather_totals()
    before = IssueTotal.objects.count()
    Issue.objects.update(followers=3, last_news_on=DAY)
    assert IssueTotal.objects.count() == before
