"""Kinds and states of obligations, evidence, decisions and days."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class StateKind(models.TextChoices):
    """Derived, never stored."""

    UPCOMING = "upcoming", pgettext_lazy("duty", "Upcoming")
    DUE_SOON = "due_soon", pgettext_lazy("duty", "Due soon")
    EXTENDED = "extended", pgettext_lazy("duty", "Term extended")
    WAITING = "waiting", pgettext_lazy("duty", "Waiting for the event")
    MET = "met", pgettext_lazy("duty", "In time")
    CONFIRMED = "confirmed", pgettext_lazy("duty", "In time, confirmed")
    CLAIMED = "claimed", pgettext_lazy("duty", "In time by its own word, entered late")
    MET_LATE = "met_late", pgettext_lazy("duty", "Done late")
    RETURNED = "returned", pgettext_lazy("duty", "Returned, not replaced")
    RETURNED_LATE = "returned_late", pgettext_lazy("duty", "Returned, not replaced in time")
    OVERDUE = "overdue", pgettext_lazy("duty", "Not done")
    WAIVED = "waived", pgettext_lazy("duty", "Waived")
    EXEMPT = "exempt", pgettext_lazy("duty", "Exempt")
    STANDING = "standing", pgettext_lazy("duty", "No day is set")
    GONE = "gone", pgettext_lazy("duty", "Not needed any more")


class Level(models.TextChoices):
    """Where in the state a body stands: central bodies, akimats by the rank of their territory, maslikhats."""

    CENTRAL = "central", pgettext_lazy("level of bodies", "Central bodies")
    REGION = "region", pgettext_lazy("level of bodies", "Regions, cities of republican significance, the capital")
    DISTRICT = "district", pgettext_lazy("level of bodies", "Districts")
    CITY = "city", pgettext_lazy("level of bodies", "Cities of regional significance")
    CITY_DISTRICT = "city_district", pgettext_lazy("level of bodies", "City districts")
    RURAL = "rural", pgettext_lazy("level of bodies", "Towns, settlements, villages, rural districts")
    MASLIKHAT = "maslikhat", pgettext_lazy("level of bodies", "Maslikhats")


class Opens(models.TextChoices):
    """What opened an obligation: a period, something that happened, or the act by being in force."""

    PERIOD = "period", pgettext_lazy("duty", "a period")
    EVENT = "event", pgettext_lazy("duty", "an event")
    STANDING = "standing", pgettext_lazy("duty", "at all times")


class Release(models.TextChoices):
    """Why nothing more is expected, although nothing was done."""

    WAIVED = "waived", pgettext_lazy("duty", "Waived")
    EXEMPT = "exempt", pgettext_lazy("duty", "Exempt")
    # What it was about did not take place: a meeting called off.
    GONE = "gone", pgettext_lazy("duty", "Not needed any more")


class EvidenceKind(models.TextChoices):
    ACT = "act", pgettext_lazy("evidence", "done on the portal")
    FILE = "file", pgettext_lazy("evidence", "file")
    LINK = "link", pgettext_lazy("evidence", "link")


class EventKind(models.TextChoices):
    OPENED = "opened", pgettext_lazy("duty", "opened")
    FULFILLED = "fulfilled", pgettext_lazy("duty", "fulfilled")
    # What was to be held stood announced here: it is judged by its own day.
    HELD = "held", pgettext_lazy("duty", "held as announced")
    CONFIRMED = "confirmed", pgettext_lazy("duty", "day confirmed")
    REOPENED = "reopened", pgettext_lazy("duty", "fulfilment withdrawn")
    LATE = "late", pgettext_lazy("duty", "first day late")
    CORRECTED = "corrected", pgettext_lazy("duty", "evidence corrected")
    # Only its title, number or signer: what proves the duty is the same.
    REWORDED = "reworded", pgettext_lazy("duty", "description corrected")
    ADDED = "added", pgettext_lazy("duty", "evidence added")
    # To a duty that is still open, for the head to close it by: for the workspace alone.
    ATTACHED = "attached", pgettext_lazy("duty", "evidence attached")
    REMINDED = "reminded", pgettext_lazy("duty", "reminded")
    RELEASED = "released", pgettext_lazy("duty", "released")
    RESUMED = "resumed", pgettext_lazy("duty", "owed again")
    RECEIVED = "received", pgettext_lazy("duty", "receipt acknowledged")
    RETURNED = "returned", pgettext_lazy("duty", "returned by the receiver")
    NOT_HELD = "not_held", pgettext_lazy("duty", "an event it waited for will not be")
    # It was told by mistake: the event is awaited again.
    FORGOTTEN = "forgotten", pgettext_lazy("duty", "an event was told by mistake")
    # The same, of what closed the duty: it is owed again.
    SENT_BACK = "sent_back", pgettext_lazy("duty", "returned by the receiver, to be replaced")


class ChangeReason(models.TextChoices):
    """What may move a due day."""

    DECISION = "decision", pgettext_lazy("due day", "decision")
    EXTENSION = "extension", pgettext_lazy("due day", "extension")
    CALENDAR = "calendar", pgettext_lazy("due day", "change of the working calendar")
    EVENT = "event", pgettext_lazy("due day", "change of the event it is counted from")


class StandsBy(models.TextChoices):
    """What a duty rests on for its period."""

    ACT = "act", pgettext_lazy("duty", "Required by the act")
    DECISION = "decision", pgettext_lazy("duty", "Ordered on this portal")


class Visibility(models.TextChoices):
    PUBLIC = "public", pgettext_lazy("duty", "public")
    INTERNAL = "internal", pgettext_lazy("duty", "internal")


class DayOffRule(models.TextChoices):
    """What a day off does to a due day."""

    NONE = "none", pgettext_lazy("due day", "does not move")
    NEXT = "next", pgettext_lazy("due day", "moves to the next working day")
    PREVIOUS = "previous", pgettext_lazy("due day", "moves to the working day before")


class NormReading(models.TextChoices):
    """How a norm is read that names units with villages inside them."""

    NARROW = "narrow", pgettext_lazy("norm", "each unit once")
    WIDE = "wide", pgettext_lazy("norm", "each unit, and each village inside it")


class Term(models.TextChoices):
    """How a decision counts a last day from what happened."""

    DAYS_AFTER = "days_after", pgettext_lazy("due day", "calendar days after the event")
    WORKING_DAYS_AFTER = "working_days_after", pgettext_lazy("due day", "working days after the event")
    DAYS_BEFORE = "days_before", pgettext_lazy("due day", "calendar days before the event")
    WORKING_DAYS_BEFORE = "working_days_before", pgettext_lazy("due day", "working days before the event")


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", pgettext_lazy("day", "holiday")
    OBSERVED = "observed", pgettext_lazy("day", "day off for a holiday")
    DAY_OFF = "day_off", pgettext_lazy("day", "moved day off")
    WORKDAY = "workday", pgettext_lazy("day", "working day by decision")
    # Taken out of the list; the row stays, so that seeding does not bring the day back.
    PLAIN = "plain", pgettext_lazy("day", "an ordinary day")
