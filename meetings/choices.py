"""States and verbs of a meeting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("state of a meeting", "planned")


class MeetingVerb(models.TextChoices):
    PUBLISH = "publish", pgettext_lazy("history of a meeting", "Announced with the published schedule")
