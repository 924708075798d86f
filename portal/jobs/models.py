"""Long work: who asked for it, how far it is, what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from portal.files.models import StoredFile
from portal.jobs import querysets
from portal.jobs.choices import OPEN, State
from portal.jobs.rules import per_cent
from portal.kit.translated import Translated


class Job(models.Model):
    """One piece of long work. It ends in the same transaction as what it wrote."""

    kind = models.CharField(max_length=60)
    # Ids, keys and days only: never anything about a person.
    args = models.JSONField(default=dict)
    args_hash = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    title_kk = models.CharField(max_length=300)
    title_ru = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    then = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Names the try that owns the row: an earlier one that comes back to life finds another name and gives up.
    run_key = models.UUIDField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    summary_kk = models.TextField(blank=True)
    summary_ru = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    # What the person gave for it to work on. Whoever does it lets go of it; it stays while the work has failed.
    given = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=300, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_kk = models.TextField(blank=True)
    error_ru = models.TextField(blank=True)
    error_en = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.JobQuerySet.as_manager()

    title = Translated("title")
    summary = Translated("summary")
    error = Translated("error")

    class Meta:
        verbose_name = pgettext_lazy("model", "background work")
        verbose_name_plural = pgettext_lazy("models", "background work")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "-id"], name="jobs_job_of_user"),
            models.Index(fields=["created_at"], condition=Q(state__in=OPEN), name="jobs_job_open"),
            models.Index(fields=["ended_at"], name="jobs_job_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "args_hash"],
                condition=Q(state__in=OPEN, cancel_asked_at__isnull=True),
                name="jobs_job_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at__isnull=True) | (~Q(state__in=OPEN) & Q(ended_at__isnull=False)),
                name="jobs_job_ended_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING) | Q(run_key__isnull=False, heartbeat_at__isnull=False),
                name="jobs_job_running_is_owned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def per_cent(self) -> int | None:
        return per_cent(self.done, self.total)
