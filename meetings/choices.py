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


class MeetingKind(models.TextChoices):
    """Who meets the people; or that it is the yearly report to them. `models.kind_of` alone says which."""

    FIRST_HEAD = "first_head", pgettext_lazy("kind of a meeting", "meeting of a first head")
    DEPUTY = "deputy", pgettext_lazy("kind of a meeting", "meeting of a deputy head")
    COMMITTEE_CHAIR = "committee_chair", pgettext_lazy("kind of a meeting", "meeting of a committee chair")
    AKIM = "akim", pgettext_lazy("kind of a meeting", "meeting of an akim")
    REPORT = "report", pgettext_lazy("kind of a meeting", "report meeting")


#: Held by the first head of its body, an akim among them.
OF_HEADS = (MeetingKind.FIRST_HEAD, MeetingKind.AKIM, MeetingKind.REPORT)


class MeetingState(models.TextChoices):
    """Moved is no state: it is a mark, and the old day stays beside it."""

    #: Public in a schedule; its day is not set yet.
    PLANNED = "planned", pgettext_lazy("state of a meeting", "planned")
    #: Its day is public here.
    ANNOUNCED = "announced", pgettext_lazy("state of a meeting", "announced")
    CANCELLED = "cancelled", pgettext_lazy("state of a meeting", "cancelled")
    NOT_TAKEN_PLACE = "not_taken_place", pgettext_lazy("state of a meeting", "did not take place")
    HELD = "held", pgettext_lazy("state of a meeting", "held")
    #: Held, and its results are published.
    REPORTED = "reported", pgettext_lazy("state of a meeting", "results published")
    #: Reported, and nothing about it is left to do.
    CLOSED = "closed", pgettext_lazy("state of a meeting", "closed")


#: What becomes of it nobody has said yet.
AWAITED = (MeetingState.PLANNED, MeetingState.ANNOUNCED)
#: It will not take place, or did not.
OFF = (MeetingState.CANCELLED, MeetingState.NOT_TAKEN_PLACE)
#: It took place, whatever was told of it since.
HAPPENED = (MeetingState.HELD, MeetingState.REPORTED, MeetingState.CLOSED)
#: Whoever looks for what was held, or reported, means also what came of it.
FOUND_BY_STATE: dict[str, tuple[MeetingState, ...]] = {
    MeetingState.HELD: HAPPENED,
    MeetingState.REPORTED: (MeetingState.REPORTED, MeetingState.CLOSED),
}


class Attendee(models.TextChoices):
    """Who took part, by role; nobody is named."""

    DEPUTY_PM = "deputy_pm", pgettext_lazy("took part", "Deputy Prime Minister")
    AKIM_REGION = "akim_region", pgettext_lazy("took part", "akim of the region")
    AKIM_DISTRICT = "akim_district", pgettext_lazy("took part", "akim of the district or city")
    AKIM_LOCAL = "akim_local", pgettext_lazy("took part", "akim of the rural district, settlement or village")
    EXECUTIVES = "executives", pgettext_lazy("took part", "heads of local departments")
    PROSECUTOR = "prosecutor", pgettext_lazy("took part", "prosecutor's office")
    POLICE = "police", pgettext_lazy("took part", "police")
    DEPUTIES = "deputies", pgettext_lazy("took part", "deputies of the maslikhat")
    PARTIES = "parties", pgettext_lazy("took part", "political parties")
    COUNCIL = "council", pgettext_lazy("took part", "public council or local community assembly")
    NGO = "ngo", pgettext_lazy("took part", "non-governmental organisations")
    ELDERS = "elders", pgettext_lazy("took part", "elders and local intelligentsia")
    MEDIA = "media", pgettext_lazy("took part", "mass media")


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
    MOVE = "move", pgettext_lazy("history of a meeting", "Moved")
    CHANGE = "change", pgettext_lazy("history of a meeting", "Changed")
    HOLD = "hold", pgettext_lazy("history of a meeting", "Recorded as held")
    NOT_HELD = "not_held", pgettext_lazy("history of a meeting", "Record of the meeting taken back")
    REPORT = "report", pgettext_lazy("history of a meeting", "Results published")
    UNREPORT = "unreport", pgettext_lazy("history of a meeting", "Publication of the results taken back")
    CLOSE = "close", pgettext_lazy("history of a meeting", "Closed: nothing is left to do")
    REOPEN = "reopen", pgettext_lazy("history of a meeting", "Opened again")
    FALL_THROUGH = "fall_through", pgettext_lazy("history of a meeting", "Declared not to have taken place")
    NOT_FALL_THROUGH = (
        "not_fall_through",
        pgettext_lazy("history of a meeting", "Declaration that it did not take place taken back"),
    )
    DESCRIBE = "describe", pgettext_lazy("history of a meeting", "Kind or required participants changed")
    CANCEL = "cancel", pgettext_lazy("history of a meeting", "Cancelled")
    RESTORE = "restore", pgettext_lazy("history of a meeting", "Takes place after all")
