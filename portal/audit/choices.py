"""What a link of the chain records, and what the history says of a change."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    APPROVAL = "approval", pgettext_lazy("chain", "approval")
    PUBLICATION = "publication", pgettext_lazy("chain", "publication")
    DECISION = "decision", pgettext_lazy("chain", "decision on a duty")
    CORRECTION = "correction", pgettext_lazy("chain", "correction of evidence")


class Operation(models.TextChoices):
    ADDED = "insert", pgettext_lazy("history", "added")
    CHANGED = "update", pgettext_lazy("history", "changed")
    REMOVED = "delete", pgettext_lazy("history", "removed")


class Source(models.TextChoices):
    PAGE = "page", pgettext_lazy("history", "page")
    JOB = "job", pgettext_lazy("history", "background work")
    TASK = "task", pgettext_lazy("history", "task of the portal")
    COMMAND = "command", pgettext_lazy("history", "command on the server")
