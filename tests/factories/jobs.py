"""Long work."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import factory

from portal.jobs.choices import State
from portal.jobs.models import Job
from tests.factories.accounts import UserFactory

ASKED_AT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


class JobFactory(factory.django.DjangoModelFactory):
    """A job that waits."""

    class Meta:
        model = Job

    class Params:
        running = factory.Trait(
            state=State.RUNNING, run_key=factory.LazyFunction(uuid.uuid4), heartbeat_at=ASKED_AT, attempts=1
        )
        finished = factory.Trait(
            state=State.DONE, ended_at=ASKED_AT, summary_kk="Дайын", summary_ru="Готово", summary_en="Ready"
        )

    kind = "tests.write"
    args_hash = factory.Sequence(lambda number: f"{number:064x}")
    user = factory.SubFactory(UserFactory)
    title_kk = "Кітапты оқу"
    title_ru = "Чтение книги"
    title_en = "Reading a workbook"
