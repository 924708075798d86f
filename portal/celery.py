"""Celery application; beat and worker start from here."""

from __future__ import annotations

import os
from typing import Any

import celery

from portal.audit.choices import Source
from portal.audit.middleware import done_by

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")


class Task(celery.Task):
    """What it writes is noted as done by it."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with done_by(source=Source.TASK, place=str(self.name)):
            return super().__call__(*args, **kwargs)


app = celery.Celery("kezdesu", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
