"""What a file is for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    EVIDENCE = "evidence", pgettext_lazy("file", "evidence")
    ACT = "act", pgettext_lazy("file", "scan of an act")
    RESULT = "result", pgettext_lazy("file", "made by the portal")
    WORKBOOK = "workbook", pgettext_lazy("file", "workbook to import")
    PHOTO = "photo", pgettext_lazy("file", "photo of a meeting")
