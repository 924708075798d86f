"""States and verbs of a meeting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Origin(models.TextChoices):
    """Why there is a meeting: an entry of a schedule, or a ground of its own."""

    PLAN = "plan", pgettext_lazy("origin of a meeting", "by schedule")
    RISK = "risk", pgettext_lazy("origin of a meeting", "by risk")
    NEED = "need", pgettext_lazy("origin of a meeting", "by need")
    DEMAND = "demand", pgettext_lazy("origin of a meeting", "by demand of the people")


#: Origins of meetings that stand in no schedule.
BESIDE_SCHEDULES = (Origin.RISK, Origin.NEED, Origin.DEMAND)


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("state of a meeting", "planned")
    CANCELLED = "cancelled", pgettext_lazy("state of a meeting", "cancelled")
    HELD = "held", pgettext_lazy("state of a meeting", "held")


class TextKind(models.TextChoices):
    """What is kept of a meeting, ready to be joined with others."""

    EVENTS = "events", "iCalendar"
    JSON = "json", "JSON"
    ROW = "row", "HTML"
    CELL = "cell", "HTML, in a day of the month table"


class MeetingVerb(models.TextChoices):
    PUBLISH = "publish", pgettext_lazy("history of a meeting", "Announced with the published schedule")
    ANNOUNCE = "announce", pgettext_lazy("history of a meeting", "Announced")
    FIX_DAY = "fix_day", pgettext_lazy("history of a meeting", "Day set")
    CHANGE_DAY = "change_day", pgettext_lazy("history of a meeting", "Day changed inside the approved time")
    MOVE = "move", pgettext_lazy("history of a meeting", "Moved by an amendment of the schedule")
    CHANGE = "change", pgettext_lazy("history of a meeting", "Changed by an amendment of the schedule")
    HOLD = "hold", pgettext_lazy("history of a meeting", "Recorded as held")
    NOT_HELD = "not_held", pgettext_lazy("history of a meeting", "Record of the meeting taken back")
    CANCEL = "cancel", pgettext_lazy("history of a meeting", "Cancelled by an amendment of the schedule")
