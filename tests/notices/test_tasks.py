from __future__ import annotations

import pytest
import time_machine
from django.conf import settings
from django.core import mail

from portal.celery import app
from portal.notices import tasks
from tests.factories.notices import NoticeFactory


@pytest.mark.django_db
def test_deliver_reads_the_clock_and_sends() -> None:
    NoticeFactory()
    with time_machine.travel("2026-11-24 02:59Z", tick=False):
        tasks.deliver()
    assert mail.outbox == []
    with time_machine.travel("2026-11-24 03:00Z", tick=False):
        tasks.deliver()
    assert len(mail.outbox) == 1


def test_beat_names_tasks_that_exist() -> None:
    app.loader.import_default_modules()
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"portal.notices.tasks.deliver", "portal.bodies.tasks.end_sessions"} <= named
    assert {"portal.notices.tasks.deliver", "portal.bodies.tasks.end_sessions"} <= set(app.tasks)
