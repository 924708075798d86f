"""Asking a worker to deliver at once; a silent broker costs minutes and never a letter."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pytest
from kombu.exceptions import OperationalError

from portal.kernel import clock
from portal.kit.waking import queue
from portal.notices.models import Letter
from portal.notices.services import account_mail
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory

HERE = "tests.notices.test_services_waking.broker"
NOW = clock.at(TODAY, 9)

pytestmark = pytest.mark.django_db


class Broker:
    """Stands where the Celery application stands."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.silent = False

    def connection_for_write(self, **options: object) -> AbstractContextManager[None]:
        return nullcontext()

    def send_task(self, name: str, **options: object) -> None:
        self.asked.append(name)
        if self.silent:
            raise OperationalError


broker = Broker()


@pytest.fixture(autouse=True)
def _listening(settings) -> None:
    settings.KEZDESU_CELERY = HERE
    broker.asked, broker.silent = [], False
    queue.reset()


def test_account_letter_wakes_delivery_after_the_commit(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        account_mail.send_password_link(user=UserFactory(), now=NOW)
    assert broker.asked == []
    for callback in waiting:
        callback()
    assert broker.asked == ["portal.notices.tasks.deliver"]


def test_account_letter_stays_when_the_broker_is_silent(django_capture_on_commit_callbacks) -> None:
    broker.silent = True
    with django_capture_on_commit_callbacks(execute=True):
        account_mail.send_password_link(user=UserFactory(), now=NOW)
    assert (len(broker.asked), Letter.objects.pending().count()) == (1, 1)


def test_account_letter_without_a_broker_waits_for_the_beat(settings, django_capture_on_commit_callbacks) -> None:
    settings.KEZDESU_CELERY = ""
    with django_capture_on_commit_callbacks(execute=True) as waiting:
        account_mail.send_password_link(user=UserFactory(), now=NOW)
    assert (waiting, broker.asked) == ([], [])
