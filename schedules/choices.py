"""States and kinds of what is planned."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class MeetingFormat(models.TextChoices):
    ON_SITE = "on_site", pgettext_lazy("format of a meeting", "on site")
    ONLINE = "online", pgettext_lazy("format of a meeting", "online")
    MIXED = "mixed", pgettext_lazy("format of a meeting", "on site and online")


class ProposalState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a proposal", "draft, not filed")
    SUBMITTED = "submitted", pgettext_lazy("state of a proposal", "filed")
    RETURNED = "returned", pgettext_lazy("state of a proposal", "returned for revision")
    ACCEPTED = "accepted", pgettext_lazy("state of a proposal", "accepted")


class ScheduleKind(models.TextChoices):
    GRAPH = "graph", pgettext_lazy("kind of a schedule", "schedule of meetings of first heads")


class ScheduleState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a schedule", "draft schedule")
    AGREEMENT = "agreement", pgettext_lazy("state of a schedule", "under agreement")
    GOVERNMENT = "government", pgettext_lazy("state of a schedule", "before the Government")
    APPROVED = "approved", pgettext_lazy("state of a schedule", "approved")
    PUBLISHED = "published", pgettext_lazy("state of a schedule", "published")


#: Approved by an act; from here on number and date of the act stand.
IN_FORCE = (ScheduleState.APPROVED, ScheduleState.PUBLISHED)


class SlotState(models.TextChoices):
    PENDING = "pending", pgettext_lazy("state of agreement", "awaited")
    AGREED = "agreed", pgettext_lazy("state of agreement", "agreed")
    REMARKS = "remarks", pgettext_lazy("state of agreement", "remarks given")
    SILENT = "silent", pgettext_lazy("state of agreement", "agreed by silence")


class ProposalVerb(models.TextChoices):
    OPEN = "open", pgettext_lazy("history of a proposal", "opened")
    SUBMIT = "submit", pgettext_lazy("history of a proposal", "filed")
    RETURN = "return", pgettext_lazy("history of a proposal", "returned for revision")
    ACCEPT = "accept", pgettext_lazy("history of a proposal", "accepted")


class ScheduleVerb(models.TextChoices):
    ASSEMBLE = "assemble", pgettext_lazy("history of a schedule", "draft assembled")
    START_AGREEMENT = "start_agreement", pgettext_lazy("history of a schedule", "sent for agreement")
    AGREE = "agree", pgettext_lazy("history of a schedule", "agreed")
    OBJECT = "object", pgettext_lazy("history of a schedule", "remarks given")
    FALL_SILENT = "fall_silent", pgettext_lazy("history of a schedule", "agreed by silence")
    ANSWER = "answer", pgettext_lazy("history of a schedule", "remarks answered")
    REOPEN = "reopen", pgettext_lazy("history of a schedule", "taken back to draft")
    SEND = "send", pgettext_lazy("history of a schedule", "sent to the Government")
    RETURN = "return", pgettext_lazy("history of a schedule", "returned by the Government")
    APPROVE = "approve", pgettext_lazy("history of a schedule", "approved")
    PLAN_PUBLICATION = "plan_publication", pgettext_lazy("history of a schedule", "publication planned")
    CANCEL_PUBLICATION = "cancel_publication", pgettext_lazy("history of a schedule", "planned publication cancelled")
    PUBLISH = "publish", pgettext_lazy("history of a schedule", "published")
