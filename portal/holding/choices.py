"""What can be told of a held meeting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Obtained(models.TextChoices):
    """How the minutes of talk and questions are known."""

    MEASURED = "measured", pgettext_lazy("how minutes are known", "measured with a watch")
    COUNTED = "counted", pgettext_lazy("how minutes are known", "counted from the recording")
    STATED = "stated", pgettext_lazy("how minutes are known", "stated afterwards")


class Fate(models.TextChoices):
    """What became of a question in the hall."""

    ANSWERED = "answered", pgettext_lazy("fate of a question", "answered on the spot")
    TAKEN = "taken", pgettext_lazy("fate of a question", "taken")
    OUTSIDE = "outside", pgettext_lazy("fate of a question", "outside the powers of the body")


class VisitPart(models.TextChoices):
    """What belongs to a visit beside the meeting."""

    RECEPTION = "reception", pgettext_lazy("part of a visit", "personal reception")
    NGO = "ngo", pgettext_lazy("part of a visit", "meeting with non-governmental organisations")
    BRIEFING = "briefing", pgettext_lazy("part of a visit", "press briefing")


class PhotoState(models.TextChoices):
    NEW = "new", pgettext_lazy("state of a photo", "being prepared")
    WAITING = "waiting", pgettext_lazy("state of a photo", "waits for a second person")
    PUBLIC = "public", pgettext_lazy("state of a photo", "public")
    REFUSED = "refused", pgettext_lazy("state of a photo", "not published")
    HIDDEN = "hidden", pgettext_lazy("state of a photo", "hidden at somebody's request")
    REMOVED = "removed", pgettext_lazy("state of a photo", "removed")
    FAILED = "failed", pgettext_lazy("state of a photo", "could not be read")


class RemovalReason(models.TextChoices):
    """Why somebody asks to take a photo off."""

    ME = "me", pgettext_lazy("reason to remove a photo", "I am in the photo")
    CHILD = "child", pgettext_lazy("reason to remove a photo", "my child is in the photo")
    OTHER = "other", pgettext_lazy("reason to remove a photo", "another reason")


class AttachmentKind(models.TextChoices):
    REPORT = "report", pgettext_lazy("file of a meeting", "report or presentation")
    VIDEO = "video", pgettext_lazy("file of a meeting", "recording, as a link")
    OTHER = "other", pgettext_lazy("file of a meeting", "another document")


class AccountVerb(models.TextChoices):
    LOG = "log", pgettext_lazy("history of an account", "Recorded in the log")
    FILL = "fill", pgettext_lazy("history of an account", "Completed")
    PUBLISH = "publish", pgettext_lazy("history of an account", "Results published")
    WITHDRAW = "withdraw", pgettext_lazy("history of an account", "Publication of the results taken back")
    CORRECT = "correct", pgettext_lazy("history of an account", "Published results corrected")
    SIGN = "sign", pgettext_lazy("history of an account", "Signed protocol attached")
    UNSIGN = "unsign", pgettext_lazy("history of an account", "Signed protocol taken back")
    CLOSE = "close", pgettext_lazy("history of an account", "Closed")
    REOPEN = "reopen", pgettext_lazy("history of an account", "Opened again")


class SummaryKind(models.TextChoices):
    QUARTER = "quarter", pgettext_lazy("summary of meetings", "quarterly summary of held meetings")
    HALF = "half", pgettext_lazy("summary of meetings", "half-year results of meetings")
