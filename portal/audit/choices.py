"""What a link of the chain records."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    APPROVAL = "approval", pgettext_lazy("chain", "approval")
    PUBLICATION = "publication", pgettext_lazy("chain", "publication")
    DECISION = "decision", pgettext_lazy("chain", "decision on a duty")
    CORRECTION = "correction", pgettext_lazy("chain", "correction of evidence")
