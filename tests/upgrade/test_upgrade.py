"""Data that earlier steps wrote: brought to the present schema, nothing lost, every page opens over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command
from django.db.models import F, Sum
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from meetings.models import Meeting, MeetingTotal
from portal.deadlines.models import DutyStart, Obligation, ObligationEvent, Rung, StaleTotal
from portal.deadlines.services import sweep
from portal.demo.services.crew import keep_logins
from portal.kernel import clock
from portal.law import catalogue
from portal.notices.models import Notice
from tests.e2e.pages import SAMPLES, Sample
from tests.e2e.stages import advance
from tests.e2e.worlds import World
from tests.upgrade.playing import Nowhere, facts, upgraded_from

#: The previous step; the one before it is asked the same by the long rigs.
STEPS = ["step3", pytest.param("step2", marks=pytest.mark.slow)]
#: The last civil day of every step, and the day on which the present one took over.
UPGRADE = date(2026, 11, 24)
#: What bodies planned, announced and owed; seeding may add facts to the other tables, nothing may go from any.
UNTOUCHED = (
    *("meetings.Meeting", "schedules.Proposal", "schedules.ProposalRow", "schedules.Schedule"),
    *("schedules.ScheduleEntry", "schedules.ScheduleVersion", "deadlines.Obligation", "deadlines.Evidence"),
    *("bodies.RoleGrant", "accounts.User"),
)
#: Duties the first two steps kept; every other one is kept from the upgrade on.
KEPT_BEFORE = {"B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3", "B-1.7", "C-2.1", "C-3.5d"}
#: Duties that each step did not keep yet.
FRESH = {"step2": set(catalogue.KEYS) - KEPT_BEFORE, "step3": set()}
#: New since the third step, or owed by more bodies or for more periods: from the upgrade on. What was open stays.
CORRECTED = {
    *("A-2", "A-12.5", "B-3", "B-online", "B-pool", "C-3.5d", "L-6-2", "L-9.3", "L-16.3", "L-19-1", "P-3"),
}
STAGES = ("", "draft", "agreement", "government", "approved")


@pytest.fixture(scope="module", params=STEPS)
def step(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def upgraded(step: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The database of `step` in the present schema, on the day it was written."""
    with upgraded_from(step, django_db_blocker):
        yield World(url="")


def test_no_row_is_lost(step: str, upgraded: World):
    assert _lost(facts(step)) == {}


def test_a_meeting_with_a_day_is_announced_and_the_numbers_are_the_same(upgraded: World):
    announced = Meeting.objects.in_state("announced")
    assert announced.exists()
    assert not announced.without_fixed_day().exists()
    assert not Meeting.objects.in_state("planned").with_fixed_day().exists()
    counted = MeetingTotal.objects.filter(place__isnull=True, by_month=True, is_cancelled=False).aggregate(
        Sum("number")
    )
    assert counted["number__sum"] == Meeting.objects.standing().count()


def test_what_is_kept_from_now_on_is_not_asked_for_before(step: str, upgraded: World):
    """Each duty new to the portal starts on the day of the upgrade; one kept before goes on as it began."""
    starts = dict(DutyStart.objects.values_list("duty", "since"))
    began = {duty: date.fromisoformat(since) for duty, since in facts(step).get("starts", {}).items()}

    corrected = {duty: max(began.get(duty, UPGRADE), UPGRADE) for duty in CORRECTED}
    assert starts == began | dict.fromkeys(FRESH[step], UPGRADE) | corrected


def test_what_the_law_was_corrected_to_holds_for_what_was_owed(step: str, upgraded: World):
    owed = Obligation.objects.order_by()
    assert set(owed.filter(duty="L-9.3").values_list("period_key", "due_on")) <= {("2026", date(2026, 12, 31))}
    assert owed.filter(duty="L-9.3").exists() is (step == "step3")
    assert not owed.filter(act="P", is_public=True, body__kind="government_apparatus", duty="P-3").unmet().exists()
    assert not owed.filter(act="P", is_public=False).exists()
    assert not owed.filter(act="C2", duty="C-1", is_public=False).exists()
    assert not owed.filter(duty="D-1.3", is_public=True).exists()


def test_what_stood_before_is_told_in_the_new_columns(step: str, upgraded: World):
    owed = Obligation.objects.order_by()
    assert not owed.exclude(nominal_due_on=None, computed_due_on=None).filter(nominal_due_on=None).exists()
    if step != "step3":
        # The first sweep looks at everything that is still expected. Step 3 had the column: what has no day, and what
        # was told of to the end, is looked at no more.
        assert not owed.unmet().filter(look_on=None).exists()
    assert not ObligationEvent.objects.filter(recorded_on=None).exists()
    if step != "step3":
        assert not Rung.objects.filter(told=False).exists()
    assert StaleTotal.objects.exists()
    # What was done is known from the day it was entered, and nothing else was made late by that.
    done = owed.filter(met_on__isnull=False)
    assert not done.filter(entered_on=None).exists()
    assert not done.filter(late_since=None, known_on__gt=F("due_on")).exists()


def test_every_page_opens(step: str, upgraded: World):
    known, visited, troubles = set(facts(step)["pages"]), set(), []
    clients: dict[str, Client] = {}
    # Logins that the present demonstration has more, as the next start puts them there.
    keep_logins(today=UPGRADE)
    for sample in sorted(SAMPLES, key=_progress):
        if sample.debug:
            continue
        advance(upgraded, sample.stage)
        path = _path(sample)
        if path is None:
            continue
        if sample.who not in clients:
            clients[sample.who] = _client(upgraded, sample.who)
        answer = clients[sample.who].get(path, follow=True)
        visited.add(sample.title)
        if answer.status_code != sample.status:
            troubles.append((sample.title, path, answer.status_code))

    assert troubles == []
    # A page of that step that still exists must find its rows among that step's data.
    assert {sample.title for sample in SAMPLES} & known - visited == set()
    assert len(visited) >= len(known) // 2


def test_sweep_goes_on_where_it_was(upgraded: World):
    """What the present rules ask for is opened beside what was owed before, with no lateness of the days before.

    A second sweep opens nothing. Nobody is told again what the previous step told, and nothing stale is told.
    """
    before = set(Obligation.objects.values_list("pk", flat=True))
    late_before = Obligation.objects.filter(late_since__isnull=False).count()
    said_before = set(Notice.objects.values_list("thread", "created_for", "user"))
    known_notices = set(Notice.objects.values_list("pk", flat=True))

    call_command("sweep", stdout=Nowhere())

    opened = Obligation.objects.exclude(pk__in=before)
    assert not opened.filter(due_on__lt=UPGRADE).exists()
    assert not opened.filter(late_since__isnull=False).exists()
    assert Obligation.objects.filter(late_since__isnull=False).count() == late_before
    said = Notice.objects.exclude(pk__in=known_notices).filter(key__startswith="rung:")
    assert not said_before & set(said.filter(thread__in=_threads(before)).values_list("thread", "created_for", "user"))
    # What fell on earlier days is told once more by nobody: the nearest reminder alone, and while the day is ahead.
    assert not said.filter(due_on__lt=UPGRADE, created_for__gt=UPGRADE - timedelta(days=1)).exists()
    per_thread = list(said.values_list("thread", "user"))
    assert len(per_thread) == len(set(per_thread))

    known = Obligation.objects.count()
    call_command("sweep", stdout=Nowhere())
    assert Obligation.objects.count() == known
    assert set(Obligation.objects.values_list("pk", flat=True)) >= before


def test_a_month_after_the_upgrade_nothing_of_before_is_late(step: str, upgraded: World):
    """Duties new to the portal become late by their own days alone."""
    late_before = _late_at_the_upgrade()

    later = UPGRADE + timedelta(days=30)
    with time_machine.travel(clock.at(later, 10), tick=True):
        sweep(on=later)

    assert Obligation.objects.filter(duty__in=FRESH[step], late_since__lte=UPGRADE).count() == 0
    assert _late_at_the_upgrade() == late_before


@pytest.mark.slow
def test_step_before_the_previous_still_comes_to_the_present(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Whoever left steps out upgrades through all of them at once."""
    with upgraded_from("step1", django_db_blocker):
        assert _lost(facts("step1")) == {}
        call_command("sweep", stdout=Nowhere())
        assert not Obligation.objects.exclude(duty__in=KEPT_BEFORE).filter(due_on__lt=UPGRADE).exists()


def _lost(before: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Tables with fewer rows than there were, and those of UNTOUCHED with more."""
    lost = {}
    for label, count in before["rows"].items():
        model = _model(label)
        # A model that was renamed or taken away since says so by its own migration's test.
        if model is None:
            continue
        now = model._base_manager.count()
        if now < count or (label in UNTOUCHED and now != count):
            lost[label] = (count, now)
    return lost


def _late_at_the_upgrade() -> set[int]:
    return set(Obligation.objects.filter(late_since__lte=UPGRADE).values_list("pk", flat=True))


def _threads(obligations: set[int]) -> list[str]:
    return [f"obligation:{pk}" for pk in obligations]


def _model(label: str) -> Any:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _progress(sample: Sample) -> int:
    """Pages of the data as they are first, then those that need the planning to go on."""
    return STAGES.index(sample.stage) if sample.stage in STAGES else len(STAGES)


def _path(sample: Sample) -> str | None:
    """None for a page whose rows only the present demonstration makes."""
    try:
        return sample.path("kk")
    except (ObjectDoesNotExist, AssertionError, IndexError, TypeError, ValueError):
        return None


def _client(world: World, who: str) -> Client:
    client = Client()
    if who:
        client.force_login(world.user(who), settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.mark.parametrize("step", ["step1", "step2", "step3"])
def test_upgrade_day_is_that_of_the_data(step: str) -> None:
    assert clock.civil_date(datetime.fromisoformat(facts(step)["now"])) == UPGRADE
