"""A meeting: what is true now of what an approved schedule promised, or of what was announced beside the schedules."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from meetings import querysets
from meetings.choices import (
    AWAITED,
    BESIDE_SCHEDULES,
    HAPPENED,
    OF_HEADS,
    OFF,
    Attendee,
    MeetingKind,
    MeetingState,
    Origin,
)
from meetings.models.naming import is_unrecorded, meeting_title, whose
from portal.bodies.models import Body, Official, Territory
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.when import When
from portal.kit.texts import LongText, ShortText
from schedules.choices import MeetingFormat
from schedules.models import Schedule, ScheduleEntry

NUMBER = r"[0-9]{4}-[0-9]{6}"
#: What `MeetingQuerySet.in_order` goes by. An index of it gives a page of a list without looking at the rest, and tells
#: what is over without its rows.
IN_ORDER = ("on", "start_time", "span_start", "span_end", "number")


class NumberCounter(models.Model):
    """Where the numbers of a year stood before sequences gave them. Read by nobody; the next release drops it."""

    year = models.PositiveIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Meeting(models.Model):
    """An announced meeting. Its number and address are for ever."""

    number = models.CharField(_("number"), max_length=11, unique=True, validators=[RegexValidator(rf"\A{NUMBER}\Z")])
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.PLAN)
    # By whom it is held, or that it is a report meeting: `kind_of`, kept beside it for the filter.
    kind = models.CharField(_("kind"), max_length=16, choices=MeetingKind)
    entry = models.OneToOneField(ScheduleEntry, models.PROTECT, null=True, blank=True, related_name="meeting")
    schedule = models.ForeignKey(Schedule, models.PROTECT, null=True, blank=True, related_name="meetings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", db_index=False, verbose_name=_("body"))
    official = models.ForeignKey(Official, models.PROTECT, related_name="meetings", verbose_name=_("official"))
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="meetings", db_index=False, verbose_name=_("place")
    )
    # The unit of the first rank the place lies in, kept beside it: counting by region then needs no join.
    region = models.ForeignKey(Territory, models.PROTECT, related_name="+", db_index=False, verbose_name=_("region"))
    state = models.CharField(_("state"), max_length=16, choices=MeetingState, default=MeetingState.PLANNED)
    on = models.DateField(_("day"), null=True, blank=True)
    more_days: ArrayField[list[date], list[date]] = ArrayField(
        models.DateField(), blank=True, default=list, verbose_name=_("further days")
    )
    # For calendars on phones: the day whose event bears the number alone, when it is not the first; days taken away.
    lasting_on = models.DateField(null=True, blank=True)
    gone_days: ArrayField[list[date], list[date]] = ArrayField(models.DateField(), blank=True, default=list)
    month_key = models.CharField(_("month"), max_length=7, blank=True)
    quarter_key = models.CharField(_("quarter"), max_length=7, blank=True)
    half_key = models.CharField(_("half-year"), max_length=7, blank=True, default="")
    # The days, month, quarter or half-year as half-open days: one overlap answers every question about time.
    span_start = models.DateField()
    span_end = models.DateField()
    start_time = models.TimeField(_("time"), null=True, blank=True)
    format = models.CharField(_("format"), max_length=8, choices=MeetingFormat)
    venue = ShortText(max_length=250, blank=True)
    subject = ShortText(max_length=300, blank={"en"})
    ground = LongText(max_length=2000, blank=True)
    # Lower-case words of the row in every language, for the search box.
    search_text = models.TextField()
    # The same words and their stems, by functions of the database; see `MeetingQuerySet.matching`.
    search_words = models.GeneratedField(
        expression=models.Func("search_text", function="meetings_search_words"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Roles that are to take part, in the order of the list; said before the day. See `queries.participants`.
    required: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=16, choices=Attendee),
        blank=True,
        default=list,
        verbose_name=_("who is to take part"),
    )
    published_at = models.DateTimeField(
        _("announced"), null=True, blank=True, help_text=_("Without an entry a meeting is public from here on.")
    )
    changed_at = models.DateTimeField(_("changed"))
    # Grows with every change people must hear of: calendars on phones take a greater one for the newer.
    sequence = models.PositiveIntegerField(default=0)
    # People who came, of a meeting that is recorded as held; see `services.held`.
    attendance = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    # When it stood before an amendment moved it: a day as 2027-03-18, or the key of a month, quarter or half-year.
    moved_from = models.CharField(_("moved from"), max_length=10, blank=True, default="")

    objects: ClassVar[querysets.MeetingManager[Meeting]] = querysets.MeetingManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.MeetingManager[Meeting]]
        venue_kk = venue_ru = venue_en = ""
        subject_kk = subject_ru = subject_en = ""
        ground_kk = ground_ru = ground_en = ""

    class Meta:
        verbose_name = pgettext_lazy("one", "meeting")
        verbose_name_plural = _("meetings")
        ordering = ["number"]
        indexes = [
            models.Index(fields=[*IN_ORDER], name="meetings_order"),
            models.Index(fields=["region", *IN_ORDER], name="meetings_region_order"),
            models.Index(fields=["territory", *IN_ORDER], name="meetings_territory_order"),
            models.Index(fields=["body", *IN_ORDER], name="meetings_body_order"),
            models.Index(fields=["span_start", "span_end"], name="meetings_several_days", condition=~Q(more_days=[])),
            models.Index(fields=["span_start", "span_end"], name="meetings_span"),
            # What counting asks for stands in the index: a meeting is two kilobytes wide, and none of it is read.
            models.Index(
                fields=["span_end"],
                include=["id", "span_start", "schedule", "published_at", "state", "region", "territory", "on"],
                name="meetings_upcoming",
            ),
            models.Index(fields=["schedule", "published_at"], name="meetings_public"),
            # What changed last, for those who keep a copy.
            models.Index(fields=["-changed_at", "-number"], name="meetings_changed"),
            models.Index(fields=["body", "span_end"], name="meetings_body"),
            models.Index(fields=["region", "span_end"], name="meetings_region"),
            models.Index(fields=["territory", "span_end"], name="meetings_territory"),
            models.Index(fields=["format", "span_end"], name="meetings_format"),
            models.Index(fields=["kind", "span_end"], name="meetings_kind"),
            GinIndex(fields=["search_words"], name="meetings_words"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="meetings_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=rf"^{NUMBER}$"),
                name="meetings_number_form",
                violation_error_message=_("A meeting is numbered by the year and six digits."),
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.PLAN, entry__isnull=False, schedule__isnull=False, published_at__isnull=False)
                | (
                    Q(origin__in=BESIDE_SCHEDULES, entry__isnull=True, schedule__isnull=True)
                    & ~Q(ground_kk="")
                    & ~Q(ground_ru="")
                ),
                name="meetings_origin",
                violation_error_message=_(
                    "A meeting by schedule has its entry; any other has none and says its ground in Kazakh and Russian."
                ),
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=False, month_key="", quarter_key="", half_key="")
                | (Q(on__isnull=True, quarter_key="", half_key="") & ~Q(month_key=""))
                | (Q(on__isnull=True, month_key="", half_key="") & ~Q(quarter_key=""))
                | (Q(on__isnull=True, month_key="", quarter_key="") & ~Q(half_key="")),
                name="meetings_one_when",
                violation_error_message=_(
                    "A meeting has a day, a month, a quarter or a half-year, and only one of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=HAPPENED, attendance__isnull=False, on__isnull=False)
                | (~Q(state__in=HAPPENED) & Q(attendance__isnull=True)),
                name="meetings_held_facts",
                violation_error_message=_("A meeting that was held has its day and how many people came."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AWAITED)
                | Q(state=MeetingState.ANNOUNCED, on__isnull=False)
                | Q(state=MeetingState.PLANNED, on__isnull=True),
                name="meetings_announced_has_day",
                violation_error_message=_("A meeting is announced once its day is set, and planned until then."),
            ),
            models.CheckConstraint(
                condition=Q(more_days=[]) | Q(on__isnull=False),
                name="meetings_more_days",
                violation_error_message=_("Add the first day before further days."),
            ),
            models.CheckConstraint(
                condition=Q(start_time__isnull=True) | Q(on__isnull=False),
                name="meetings_time_needs_day",
                violation_error_message=_("A time needs a day."),
            ),
            models.CheckConstraint(
                condition=Q(span_end__gt=F("span_start"))
                & (Q(on__isnull=True) | Q(on__gte=F("span_start"), on__lt=F("span_end"))),
                name="meetings_span_holds_day",
                violation_error_message=_("The day lies outside the time kept for the meeting."),
            ),
            models.CheckConstraint(
                # A calendar of akims says where and when; what a visit is about comes with its announcement.
                condition=Q(subject_kk="", subject_ru="") | (~Q(subject_kk="") & ~Q(subject_ru="")),
                name="meetings_subject_in_both",
                violation_error_message=_("A published subject needs Kazakh and Russian."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.number])

    @property
    def title(self) -> str:
        """Like "Министр … – с жителями Кызылординской области", in the active language."""
        return meeting_title(self.official, self.territory)

    @property
    def headline(self) -> str:
        """Like "Министр … встретится с жителями Кызылординской области"."""
        return pgettext("headline of a meeting", "%(official)s will meet the residents of %(place)s") % {
            "official": self.official.title,
            "place": whose(self.territory),
        }

    @property
    def when(self) -> When:
        """Its days, or the month, quarter or half-year inside which the day will be set."""
        return When.of(self.on, self.more_days, self.month_key or self.quarter_key or self.half_key)

    @property
    def days(self) -> list[date]:
        """Every day of the meeting, in order; none while only a period is named."""
        return [self.on, *self.more_days] if self.on else []

    @property
    def lasting_day(self) -> date | None:
        """The day whose event on phones bears the number of the meeting alone."""
        return self.lasting_on or self.on

    @property
    def is_owing(self) -> bool:
        """Acts ask something of it; the twin of `MeetingQuerySet.owing`."""
        if self.schedule is None:
            return self.kind in OF_HEADS
        return self.schedule.its_kind.duties.of_meetings

    @property
    def is_report(self) -> bool:
        return self.kind == MeetingKind.REPORT

    @property
    def required_roles(self) -> list[str]:
        """In words, in the active language."""
        return [str(Attendee(role).label) for role in self.required]

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def is_held(self) -> bool:
        """It took place; its results may be published since."""
        return self.state in HAPPENED

    @property
    def is_off(self) -> bool:
        """Cancelled, or it did not take place."""
        return self.state in OFF

    @property
    def is_awaited(self) -> bool:
        """Nobody has said yet what became of it."""
        return self.state in AWAITED

    def is_unrecorded(self, on: date) -> bool:
        return is_unrecorded(self.state, self.span_end, on)

    def has_come(self, on: date) -> bool:
        """Its first day is there, or the time is over in which its day was to be set."""
        return self.days[0] <= on if self.days else self.span_end <= on

    @property
    def was(self) -> When | None:
        """When it stood before it was moved."""
        return When.parse(self.moved_from) if self.moved_from else None

    @property
    def promised(self) -> Period | None:
        """The month, quarter or half-year while the day is not set."""
        return self.when.period

    @property
    def starts_at(self) -> datetime | None:
        """The instant of the beginning, when day and time are both set."""
        if self.on is None or self.start_time is None:
            return None
        return clock.at(self.on, self.start_time.hour, self.start_time.minute)
