"""What risk signals can be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class RiskLevel(models.TextChoices):
    RAISED = "raised", pgettext_lazy("level of risk", "raised")
    HIGH = "high", pgettext_lazy("level of risk", "high")


class RiskSign(models.TextChoices):
    """Whether tension is expected to rise, or has risen."""

    FORECAST = "forecast", pgettext_lazy("risk signal", "tension is forecast to rise")
    ACTUAL = "actual", pgettext_lazy("risk signal", "tension has risen")


class RiskState(models.TextChoices):
    """Never stored: told by the days of the signal."""

    OPEN = "open", pgettext_lazy("state of a risk signal", "open")
    MET = "met", pgettext_lazy("state of a risk signal", "a meeting was held")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a risk signal", "withdrawn")


class RiskVerb(models.TextChoices):
    REGISTER = "register", pgettext_lazy("history of a risk signal", "Registered")
    PUBLISH = "publish", pgettext_lazy("history of a risk signal", "Published")
    WITHDRAW = "withdraw", pgettext_lazy("history of a risk signal", "Withdrawn")
    SET_MEETING = "set_meeting", pgettext_lazy("history of a risk signal", "A meeting is set")
    LOSE_MEETING = "lose_meeting", pgettext_lazy("history of a risk signal", "The meeting is cancelled")
    TAKE_UP = "take_up", pgettext_lazy("history of a risk signal", "A deputy Prime Minister takes part")
    MEET = "meet", pgettext_lazy("history of a risk signal", "The meeting was held")
