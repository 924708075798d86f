"""What is owed by whom, and what became of it. States are derived, never stored."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.deadlines import querysets
from portal.deadlines.choices import ChangeReason, EventKind, Opens, Release, StandsBy
from portal.deadlines.models.ruling import Decision
from portal.kernel.periods import Period
from portal.kit.translated import Translated
from portal.law.counting import states
from portal.law.counting.events import Event
from portal.law.counting.planning import Key

_USER = settings.AUTH_USER_MODEL


class Obligation(models.Model):
    """A duty of a body about a subject for a period. `late_since` is the first day late, noted once and kept.

    `met_on` is the day of the document, or of the meeting; `entered_on` the day on which it was entered here, and
    `known_on` the one it is judged by: that of the entry, or of a meeting that stood announced here and was logged in
    time. Another body may confirm `met_on`: `confirmed_by` did it for the body `confirmed_for`. `outside_reason` says
    why it was done outside although the portal has the act. `returned_on` stands while what the receiver returned is
    not replaced.

    One opened by events has the year of its first known event as its period, and the days of its events in `happened`
    ("meeting_ended": "2027-03-03", or null while it has not happened: then no day is set yet, or it is provisional;
    what is known not to be is not there). One owed at all times has the period "standing". `subject` names what it is
    about ("territory:351000000", "meeting:12"), `about` says it.
    `is_apart`: its text is not confirmed, so it is shown with that mark and counted in no share.
    `nominal_due_on` is the day as counted, before the rule on days off. `look_on` is the next day on which the ladder
    has something to write, or that what has no day is open; any earlier day is right too, it only costs a look.
    """

    duty = models.CharField(_("duty"), max_length=16)
    body = models.ForeignKey(Body, models.PROTECT, related_name="obligations", verbose_name=_("body"))
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    period_key = models.CharField(_("period"), max_length=8)
    about_kk = models.CharField(max_length=300, blank=True)
    about_ru = models.CharField(max_length=300, blank=True)
    about_en = models.CharField(max_length=300, blank=True)
    opens_by = models.CharField(_("opened by"), max_length=8, choices=Opens, default=Opens.PERIOD)
    happened = models.JSONField(_("days of its events"), default=dict, blank=True)
    act = models.CharField(_("act"), max_length=8)
    stands_by = models.CharField(_("rests on"), max_length=8, choices=StandsBy)
    is_public = models.BooleanField(_("public"))
    is_apart = models.BooleanField(_("counted apart"), default=False)
    act_due_on = models.DateField(_("last day by the act"), null=True, blank=True)
    computed_due_on = models.DateField(_("last day when opened"), null=True, blank=True)
    nominal_due_on = models.DateField(_("last day as counted"), null=True, blank=True)
    due_on = models.DateField(_("last day"), null=True, blank=True)
    look_on = models.DateField(_("next reminder"), null=True, blank=True)
    opened_on = models.DateField(_("opened"))
    reopened_on = models.DateField(_("open again since"), null=True, blank=True)
    met_on = models.DateField(_("done"), null=True, blank=True)
    met_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    entered_on = models.DateField(_("entered"), null=True, blank=True)
    known_on = models.DateField(_("judged by"), null=True, blank=True)
    closed_by_officer = models.BooleanField(_("closed without a head"), default=False)
    outside_reason = models.TextField(_("reason for doing it outside the portal"), blank=True)
    confirmed_on = models.DateField(_("day confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_for = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    confirm_reason = models.TextField(_("reason for confirming"), blank=True)
    returned_on = models.DateField(_("returned"), null=True, blank=True)
    late_since = models.DateField(_("late since"), null=True, blank=True)
    late_reason = models.TextField(_("reason for being late"), blank=True)
    released_as = models.CharField(_("released"), max_length=8, choices=Release, blank=True)
    released_on = models.DateField(null=True, blank=True)
    release_ground = models.TextField(blank=True)

    objects = querysets.ObligationQuerySet.as_manager()

    about = Translated("about")

    # Put by `with_state`.
    state_kind: str
    state_days: int | None

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(met_on__isnull=True, released_as=""), name="deadlines_unmet"),
            models.Index(
                fields=["due_on"],
                condition=Q(met_on__isnull=True, released_as="", late_since__isnull=True),
                name="deadlines_unmarked",
            ),
            models.Index(
                fields=["look_on"], condition=Q(met_on__isnull=True, released_as=""), name="deadlines_to_look_at"
            ),
            models.Index(fields=["-due_on"], condition=querysets.UNCONFIRMED, name="deadlines_unconfirmed"),
            models.Index(fields=["subject"], condition=Q(opens_by=Opens.EVENT), name="deadlines_subject"),
            models.Index(fields=["body", "due_on"], name="deadlines_body_due"),
            models.Index(fields=["period_key", "duty"], name="deadlines_period_duty"),
            models.Index(fields=["-due_on", "duty"], condition=Q(is_public=True), name="deadlines_public_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "period_key", "body", "subject"],
                name="deadlines_obligation_once",
                violation_error_message=_("The body already has this duty for this period."),
            ),
            # The day of an event may move into another year; the obligation is the same.
            models.UniqueConstraint(
                fields=["duty", "body", "subject"],
                condition=Q(opens_by=Opens.EVENT),
                name="deadlines_obligation_once_an_event",
            ),
            models.CheckConstraint(
                condition=~Q(opens_by=Opens.EVENT) | ~Q(subject=""), name="deadlines_obligation_of_event"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, computed_due_on__isnull=True)
                | Q(due_on__isnull=False, computed_due_on__isnull=False),
                name="deadlines_obligation_due",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, entered_on__isnull=True, known_on__isnull=True)
                | Q(met_on__isnull=False, known_on__gte=F("met_on"), entered_on__gte=F("known_on")),
                name="deadlines_obligation_two_days",
                violation_error_message=_("What is done has the day of the document and the day of the entry."),
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(known_on__lte=F("due_on"))
                | Q(late_since__isnull=False),
                name="deadlines_obligation_late_noted",
                violation_error_message=_("Done after the due day: the first day late must be noted."),
            ),
            models.CheckConstraint(
                condition=Q(
                    confirmed_on__isnull=True,
                    confirmed_by__isnull=True,
                    confirmed_for__isnull=True,
                    confirm_reason="",
                )
                | (
                    Q(
                        met_on__isnull=False,
                        confirmed_on__isnull=False,
                        confirmed_by__isnull=False,
                        confirmed_for__isnull=False,
                    )
                    & ~Q(confirm_reason="")
                    & ~Q(confirmed_for=F("body"))
                ),
                name="deadlines_obligation_confirmed",
                violation_error_message=_("Another body confirms a day, by a named person and with a reason."),
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(met_on__isnull=True),
                name="deadlines_obligation_returned",
                violation_error_message=_("What was returned is not done until it is replaced."),
            ),
            models.CheckConstraint(
                condition=Q(released_as="", released_on__isnull=True, release_ground="")
                | (~Q(released_as="") & Q(released_on__isnull=False) & ~Q(release_ground="")),
                name="deadlines_obligation_release",
                violation_error_message=_("A release needs its day and its ground."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.period_key}: {self.body_id}"

    def get_absolute_url(self) -> str:
        """The public page "why this date"."""
        return reverse("deadlines:why", args=[self.pk])

    def get_work_url(self) -> str:
        """The page in the workspace, with the form."""
        return reverse("deadlines:obligation", args=[self.pk])

    def get_confirm_url(self) -> str:
        """The page on which another body confirms its day."""
        return reverse("deadlines:confirm", args=[self.pk])

    @property
    def key(self) -> Key:
        return Key(self.duty, self.body_id, self.period_key, self.subject)

    @property
    def period(self) -> Period | None:
        """The period it is for; none for what is owed at all times."""
        return None if self.opens_by == Opens.STANDING else Period.parse(self.period_key)

    @property
    def is_waiting(self) -> bool:
        """One of its events has not happened yet."""
        return self.due_on is None and any(day is None for day in self.happened.values())

    @property
    def awaited(self) -> tuple[Event, ...]:
        """Events that would move the day, which is counted without them already."""
        if self.due_on is None or self.is_met or self.is_released:
            return ()
        return tuple(Event(name) for name, day in self.happened.items() if day is None)

    @property
    def facts(self) -> states.Facts:
        return states.Facts(
            due_on=self.due_on,
            computed_due_on=self.computed_due_on,
            met_on=self.met_on,
            known_on=self.known_on,
            late_since=self.late_since,
            released_as=self.released_as,
            is_confirmed=self.confirmed_on is not None,
            is_returned=self.returned_on is not None,
            is_waiting=self.is_waiting,
        )

    def state(self, on: date) -> states.State:
        """Derived on `on`; `with_state` says the same in a query."""
        return states.state(self.facts, on)

    @property
    def is_met(self) -> bool:
        return self.met_on is not None

    @property
    def is_released(self) -> bool:
        return bool(self.released_as)

    @property
    def is_outside(self) -> bool:
        """Done outside the portal, which has the act too."""
        return bool(self.outside_reason)

    @property
    def was_entered_late(self) -> bool:
        """Done, and by what the portal itself knows after the last day: late, or in time by its own word alone."""
        return self.late_since is not None and self.known_on is not None and self.known_on >= self.late_since


class DueChange(models.Model):
    """How a due day moved. Append-only; the only way `due_on` changes."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="due_changes")
    old_due_on = models.DateField(_("before"), null=True, blank=True)
    new_due_on = models.DateField(_("after"))
    reason = models.CharField(_("reason"), max_length=10, choices=ChangeReason)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.TextField(_("ground"))
    on = models.DateField(_("day"))
    changed_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of a due day")
        verbose_name_plural = _("changes of due days")
        ordering = ["pk"]


class ObligationEvent(models.Model):
    """What happened to an obligation. Append-only. `on` is the day it counts for, whenever it was noticed."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="events")
    kind = models.CharField(_("event"), max_length=10, choices=EventKind)
    on = models.DateField(_("day"))
    actor = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.TextField(blank=True)
    # The civil day on which it was entered: what the record showed on a past day is told by it.
    recorded_on = models.DateField(_("recorded"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event of an obligation")
        verbose_name_plural = _("events of obligations")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "kind"],
                condition=Q(kind__in=[EventKind.OPENED, EventKind.LATE]),
                name="deadlines_event_once",
            ),
            # One click reminds at most once a day, however often it is pressed.
            models.UniqueConstraint(
                fields=["obligation", "on"], condition=Q(kind=EventKind.REMINDED), name="deadlines_event_reminded_a_day"
            ),
        ]


class Rung(models.Model):
    """One rung of the ladder of reminders, written once for each last day. `on` is the day it fell on.

    One that was passed over in a hole, when a nearer one said the same, is written and not `told`.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="rungs")
    rung = models.SmallIntegerField(_("days before"))
    due_on = models.DateField(_("last day"))
    on = models.DateField(_("day"))
    told = models.BooleanField(_("told"), default=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "rung", "due_on"], name="deadlines_rung_once"),
        ]
