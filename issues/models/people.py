"""Who asked, and who follows: addresses stand in `portal.questions.Person`, with a day on which they go."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues import querysets
from issues.models.issues import Issue
from issues.models.topics import IssueTopic
from portal.bodies.models import Body
from portal.questions.models import AskedQuestion, Person


class Asker(models.Model):
    """A mailbox behind an issue: it hears of each step, and its answer to a claim outweighs those of all who follow.

    It has a row of `Person` of its own (`Purpose.ISSUE`), a copy of the address with a day of its own. `mailbox` and
    `person` go on that day or when somebody withdraws; that somebody asked stays counted. `confirmed_at` is when its
    owner confirmed the address: before, it gets one letter and has no voice.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="askers", verbose_name=_("issue"))
    asked_question = models.ForeignKey(
        AskedQuestion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("question asked before")
    )
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, related_name="asker", verbose_name=_("person")
    )
    mailbox = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = querysets.AskerQuerySet.as_manager()

    class Meta:
        verbose_name = _("who asked")
        verbose_name_plural = _("who asked")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "mailbox"], condition=~Q(mailbox=""), name="issues_asker_once"),
            models.UniqueConstraint(
                fields=["issue", "asked_question"],
                condition=Q(asked_question__isnull=False),
                name="issues_asker_question_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}"


class Follow(models.Model):
    """Somebody wants to hear of an issue, of all issues of a body, or of a topic (places: `questions.Subscription`).

    It stands while its person is confirmed; who leaves is deleted at once, with the row. One letter a day at most:
    `told_until` is up to when what happened has been told, `told_on` the day of the latest letter.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, null=True, blank=True, related_name="follows", db_index=False)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    topic = models.ForeignKey(IssueTopic, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    person = models.OneToOneField(Person, models.CASCADE, related_name="follow", verbose_name=_("person"))
    mailbox = models.CharField(max_length=64)
    told_until = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True)

    objects = querysets.FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription to issues")
        verbose_name_plural = _("subscriptions to issues")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issue__isnull=False, body__isnull=True, topic__isnull=True)
                | Q(issue__isnull=True, body__isnull=False, topic__isnull=True)
                | Q(issue__isnull=True, body__isnull=True, topic__isnull=False),
                name="issues_follow_of_one",
            ),
            models.UniqueConstraint(
                fields=["issue", "mailbox"], condition=Q(issue__isnull=False), name="issues_follow_issue_once"
            ),
            models.UniqueConstraint(
                fields=["body", "mailbox"], condition=Q(body__isnull=False), name="issues_follow_body_once"
            ),
            models.UniqueConstraint(
                fields=["topic", "mailbox"], condition=Q(topic__isnull=False), name="issues_follow_topic_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id or self.body_id or self.topic_id}"
