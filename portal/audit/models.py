"""The hash chain over publications, approvals and decisions, and the history of what is governed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from portal.audit import querysets
from portal.audit.choices import Kind, Operation, Source
from portal.audit.rules import RECORDED_LATER, link_hash

_HASH = r"^[0-9a-f]{64}$"


class Link(models.Model):
    """One thing that happened and the fingerprint of its content. The database refuses to change or delete it."""

    number = models.PositiveBigIntegerField(unique=True)
    previous = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=Kind)
    # What it is about, like "version:12".
    subject = models.CharField(max_length=100)
    # Of the content, in canonical JSON.
    digest = models.CharField(max_length=64)
    on = models.DateField()
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    facts = models.JSONField(default=dict)
    hash = models.CharField(max_length=64, unique=True)

    objects = querysets.LinkQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "entry of the log")
        verbose_name_plural = pgettext_lazy("models", "tamper-evident log")
        ordering = ["number"]
        indexes = [models.Index(fields=["kind", "on"], name="audit_link_kind_on")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="audit_link_subject_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="audit_link_number"),
            models.CheckConstraint(
                condition=Q(hash__regex=_HASH, previous__regex=_HASH, digest__regex=_HASH), name="audit_link_hashes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.subject}"

    @property
    def computed(self) -> str:
        """The hash this link must have if nothing in it was changed."""
        return link_hash(
            previous=self.previous,
            number=self.number,
            kind=self.kind,
            subject=self.subject,
            digest=self.digest,
            on=self.on,
            at=self.at,
            user=self.user_id,
            facts=self.facts,
        )

    @property
    def is_late(self) -> bool:
        """Written for something that happened before the chain was kept."""
        return bool(self.facts.get(RECORDED_LATER))


class Verification(models.Model):
    """One look through the whole chain."""

    at = models.DateTimeField()
    links = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64, blank=True)
    broken_at = models.PositiveBigIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=100, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("model", "verification of the chain")
        verbose_name_plural = pgettext_lazy("models", "verifications of the chain")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fault="", count=0) | (~Q(fault="") & Q(count__gt=0)), name="audit_verification_fault"
            ),
        ]

    @property
    def is_whole(self) -> bool:
        return not self.fault


class Change(models.Model):
    """One row of a governed table that was added, changed or removed. Only triggers of the database write here.

    `before` and `after` hold columns as they are stored: of a change those that changed, else all that are kept.
    """

    at = models.DateTimeField()
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    operation = models.CharField(max_length=6, choices=Operation)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    # Told by whoever writes, so the database does not hold it against the people; empty past the portal.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    source = models.CharField(max_length=7, choices=Source, blank=True)
    place = models.CharField(max_length=100, blank=True)
    act = models.UUIDField(null=True, blank=True)

    objects = querysets.ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "change of a row")
        verbose_name_plural = pgettext_lazy("models", "history of changes")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["table", "row"], name="audit_change_row"),
            models.Index(fields=["user"], condition=Q(user__isnull=False), name="audit_change_user"),
            # Rows lie in the order of their time: a few pages of index do, and cost next to nothing to write.
            BrinIndex(fields=["at"], name="audit_change_at", autosummarize=True),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table} {self.row}"

    @property
    def columns(self) -> list[str]:
        """What was added, changed or removed, in alphabetical order."""
        return sorted({*(self.before or {}), *(self.after or {})})
