"""An issue: what people raised, who answers for it until when, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from issues import querysets
from issues.choices import CLOSED, FAMILIES, OPEN, SOLVED, Competence, Family, Origin, Risk, State
from issues.models.topics import IssueTopic
from meetings.models import Meeting
from portal.bodies.models import Body, Territory
from portal.holding.models import Question
from portal.kit.texts import LongText, ShortText
from portal.questions.models import AskedQuestion

_USER = settings.AUTH_USER_MODEL
#: "KZ-43-2027-000045": region by the first two digits of its code, 00 of the whole country; year of registration.
NUMBER = r"KZ-[0-9]{2}-[0-9]{4}-[0-9]{6}"
LONGEST_TITLE = 160
LONGEST_TEXT = 2000
LONGEST_MEASURE = 1000
#: Open, and for everybody.
_LISTED = Q(state__in=OPEN, published_on__isnull=False)


class Issue(models.Model):
    """Its number and address are for ever. `holder` is who answers now: always one body, also while it is handed over.

    `title` and `text` are what everybody reads, once `published_on` is set; `internal` is as it was said, for offices
    alone. `hidden_on` and `taken_on` say which of these and of all other words may be read: `rules.showing`. Who asked
    stands apart, in `Asker`. `due_on` changes only with a line of its life that keeps the old day;
    `first_due_on` is what was promised first. `reason` says why it is closed without a solution. `last_news_on` is the
    day of the latest line everybody reads that its bodies wrote. `repeats` counts whoever raised it beside the first.
    """

    number = models.CharField(_("number"), max_length=17, unique=True, validators=[RegexValidator(rf"\A{NUMBER}\Z")])
    origin = models.CharField(_("where it was raised"), max_length=9, choices=Origin)
    question = models.OneToOneField(
        Question, models.PROTECT, null=True, blank=True, related_name="issue", verbose_name=_("question of a meeting")
    )
    asked_question = models.ForeignKey(
        AskedQuestion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("question asked before")
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="issues", verbose_name=_("meeting")
    )
    raised_on = models.DateField(_("raised on"))
    minute = models.PositiveSmallIntegerField(
        _("minute of the meeting"), null=True, blank=True, validators=[MaxValueValidator(24 * 60)]
    )
    registered_on = models.DateField(_("registered on"))
    year = models.GeneratedField(
        expression=ExtractYear("registered_on"), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )
    registered_by = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("registered by"))
    region = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region"), db_index=False
    )
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("place"))
    topic = models.ForeignKey(IssueTopic, models.PROTECT, related_name="+", verbose_name=_("topic"), db_index=False)

    title = ShortText(max_length=LONGEST_TITLE, blank=True)
    text = LongText(max_length=LONGEST_TEXT, blank=True)
    internal = models.TextField(_("as it was said"), blank=True)
    published_on = models.DateField(_("public since"), null=True, blank=True)
    hidden_on = models.DateField(_("texts taken away on"), null=True, blank=True)
    taken_on = models.DateField(_("decided which words go, on"), null=True, blank=True)

    competence = models.CharField(_("competence"), max_length=8, choices=Competence, default=Competence.DISTRICT)
    holder = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("responsible body"))
    position = ShortText(max_length=200, blank=True)
    measure = LongText(max_length=LONGEST_MEASURE, blank=True)
    instruction = LongText(max_length=LONGEST_MEASURE, blank=True)
    due_on = models.DateField(_("term"), null=True, blank=True)
    first_due_on = models.DateField(_("first term"), null=True, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REGISTERED)
    plan_year = models.PositiveSmallIntegerField(_("in the plan of the year"), null=True, blank=True)
    level = models.CharField(_("level that can solve it"), max_length=8, choices=Competence, blank=True)
    reason = LongText(max_length=LONGEST_MEASURE, blank=True)
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name=_("joined with")
    )
    closed_on = models.DateField(_("solved or closed on"), null=True, blank=True)
    disputed_on = models.DateField(_("disputed on"), null=True, blank=True)

    affected = models.PositiveIntegerField(_("people affected"), null=True, blank=True)
    risk = models.CharField(_("risk"), max_length=8, choices=Risk, blank=True, default=Risk.NONE)
    repeats = models.PositiveIntegerField(_("times repeated"), default=0)
    ranked = models.PositiveSmallIntegerField(
        _("place set by hand"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    ranked_why = models.TextField(_("why the place was set by hand"), blank=True)

    followers = models.PositiveIntegerField(_("people who follow it"), default=0)
    last_news_on = models.DateField(_("latest news on"))
    version = models.PositiveIntegerField(_("number of the change"), default=1)
    # Of the form it was entered with: sent twice it is one.
    sent_key = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    # What a search looks in: number and public texts of three languages, folded. Empty while it is not public.
    search_text = models.TextField(blank=True)
    search_words = models.GeneratedField(
        expression=models.Func("search_text", function="meetings_search_words"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects: ClassVar[querysets.IssueManager[Issue]] = querysets.IssueManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.IssueManager[Issue]]
        title_kk = title_ru = title_en = text_kk = text_ru = text_en = ""
        position_kk = position_ru = position_en = measure_kk = measure_ru = measure_en = ""
        instruction_kk = instruction_ru = instruction_en = reason_kk = reason_ru = reason_en = ""

    # Put by `services.steps.locked`: public texts as they were read.
    texts_read: dict[str, str]

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-last_news_on", "-id"]
        indexes = [
            models.Index(fields=["region", "state", "-last_news_on", "-id"], name="issues_region_state"),
            models.Index(fields=["territory", "state", "-last_news_on", "-id"], name="issues_territory_state"),
            models.Index(fields=["holder", "state", "due_on"], name="issues_holder_state"),
            models.Index(fields=["topic", "state", "-last_news_on", "-id"], name="issues_topic_state"),
            # In the order of a list, with what narrows it behind: a page of fifty is found without sorting.
            models.Index(fields=["-last_news_on", "-id", "state", "year", "topic"], name="issues_news"),
            models.Index(
                fields=["region", "-last_news_on", "-id", "state", "year", "topic"], name="issues_region_news"
            ),
            models.Index(fields=["-followers", "-last_news_on", "-id", "region", "state"], name="issues_followed"),
            models.Index(
                fields=["-last_news_on", "-id"], condition=Q(disputed_on__isnull=False), name="issues_disputed"
            ),
            # Whole, so that figures of a period are counted without the rows.
            models.Index(
                fields=["registered_on"],
                include=["region", "topic", "holder", "state", "due_on", "disputed_on"],
                name="issues_registered",
            ),
            # What is late is counted to ten thousand without a look at the rows.
            models.Index(fields=["due_on", "id"], condition=_LISTED, name="issues_due"),
            models.Index(fields=["region", "due_on", "id"], condition=_LISTED, name="issues_region_due"),
            GinIndex(fields=["search_words"], name="issues_words"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="issues_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(hidden_on__isnull=False)
                | (~Q(title_kk="") & ~Q(title_ru="")),
                name="issues_public_text",
                violation_error_message=_("A public issue has its title in Kazakh and in Russian."),
            ),
            models.CheckConstraint(
                condition=Q(taken_on__isnull=True) | Q(hidden_on__isnull=False), name="issues_taken_hidden"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_on__isnull=True)
                | (Q(state__in=[*SOLVED, *CLOSED]) & Q(closed_on__isnull=False)),
                name="issues_closed",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DUPLICATE, joined_to__isnull=False)
                | (~Q(state=State.DUPLICATE) & Q(joined_to__isnull=True)),
                name="issues_joined",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.EXPLAINED, State.OUTSIDE, State.NEEDS, State.REFUSED])
                | (~Q(reason_kk="") & ~Q(reason_ru="")),
                name="issues_reason",
                violation_error_message=_("Say in both languages why it is closed."),
            ),
            models.CheckConstraint(condition=~Q(state=State.PLANNED) | Q(plan_year__isnull=False), name="issues_plan"),
            models.CheckConstraint(condition=~Q(state=State.CONTROL) | ~Q(level=""), name="issues_control"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(first_due_on__isnull=False), name="issues_first_due"
            ),
            models.CheckConstraint(
                condition=Q(ranked__isnull=True) | ~Q(ranked_why=""),
                name="issues_ranked",
                violation_error_message=_("Say why the place is set by hand."),
            ),
            models.CheckConstraint(
                condition=Q(disputed_on__isnull=True) | Q(state__in=OPEN), name="issues_disputed_open"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("issues:issue", args=[self.number])

    @property
    def family(self) -> Family:
        return next(family for family, states in FAMILIES.items() if self.state in states)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_public(self) -> bool:
        return self.published_on is not None

    @property
    def is_disputed(self) -> bool:
        return self.disputed_on is not None

    def is_late(self, on: date) -> bool:
        """Open after its last day; twin of `IssueQuerySet.late`."""
        return self.is_open and self.due_on is not None and self.due_on < on
