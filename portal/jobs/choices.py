"""How far a job has come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("job", "waits its turn")
    RUNNING = "running", pgettext_lazy("job", "is being done")
    DONE = "done", pgettext_lazy("job", "done")
    FAILED = "failed", pgettext_lazy("job", "failed")
    CANCELLED = "cancelled", pgettext_lazy("job", "cancelled")


#: Not ended yet.
OPEN = (State.WAITING, State.RUNNING)
