"""States and kinds of what is planned."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from portal.law.decree_826_akims import maslikhat


class MeetingFormat(models.TextChoices):
    ON_SITE = "on_site", pgettext_lazy("format of a meeting", "on site")
    ONLINE = "online", pgettext_lazy("format of a meeting", "online")
    MIXED = "mixed", pgettext_lazy("format of a meeting", "on site and online")


class Look(models.TextChoices):
    """What may be looked for among the rows of a long plan."""

    DAY_OFF = "day_off", pgettext_lazy("rows to show", "on a day off")
    SAME_DAY = "same_day", pgettext_lazy("rows to show", "of one akim on one day")
    UNDATED = "undated", pgettext_lazy("rows to show", "without a day")


class ProposalState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a proposal", "draft, not filed")
    SUBMITTED = "submitted", pgettext_lazy("state of a proposal", "filed")
    RETURNED = "returned", pgettext_lazy("state of a proposal", "returned for revision")
    ACCEPTED = "accepted", pgettext_lazy("state of a proposal", "accepted")


#: Everything that has left the body.
FILED = (ProposalState.SUBMITTED, ProposalState.RETURNED, ProposalState.ACCEPTED)


class ScheduleState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a schedule", "draft schedule")
    AGREEMENT = "agreement", pgettext_lazy("state of a schedule", "under agreement")
    GOVERNMENT = "government", pgettext_lazy("state of a schedule", "before the Government")
    APPROVED = "approved", pgettext_lazy("state of a schedule", "approved")
    PUBLISHED = "published", pgettext_lazy("state of a schedule", "published")
    SUPERSEDED = "superseded", pgettext_lazy("state of a schedule", "replaced by an amendment")
    ABANDONED = "abandoned", pgettext_lazy("state of a schedule", "amendment withdrawn")


#: Approved by an act; from here on number and date of the act stand.
IN_FORCE = (ScheduleState.APPROVED, ScheduleState.PUBLISHED)
#: Open to the public since some instant, now or until an amendment took its place.
OUT_IN_PUBLIC = (ScheduleState.PUBLISHED, ScheduleState.SUPERSEDED)
#: No work goes on: out in public, or an amendment that was given up.
CLOSED = (*OUT_IN_PUBLIC, ScheduleState.ABANDONED)
#: Approved by an act once.
APPROVED_ONCE = (*IN_FORCE, ScheduleState.SUPERSEDED)


class SlotState(models.TextChoices):
    PENDING = "pending", pgettext_lazy("state of agreement", "awaited")
    AGREED = "agreed", pgettext_lazy("state of agreement", "agreed")
    REMARKS = "remarks", pgettext_lazy("state of agreement", "remarks given")
    SILENT = "silent", pgettext_lazy("state of agreement", "agreed by silence")


class Manner(models.TextChoices):
    """How the maslikhat is heard: the law of the year says which."""

    AGREEMENT = maslikhat.Manner.AGREEMENT, pgettext_lazy("hearing of a maslikhat", "agreement")
    NOTICE = maslikhat.Manner.NOTICE, pgettext_lazy("hearing of a maslikhat", "notice")


class HearingState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("state of a hearing", "awaited")
    AGREED = "agreed", pgettext_lazy("state of a hearing", "agreed")
    REFUSED = "refused", pgettext_lazy("state of a hearing", "refused")
    SILENT = "silent", pgettext_lazy("state of a hearing", "agreed by silence")
    TOLD = "told", pgettext_lazy("state of a hearing", "notified")


#: After which the calendar may be approved.
HEARD = (HearingState.AGREED, HearingState.SILENT, HearingState.TOLD)


class ProposalVerb(models.TextChoices):
    OPEN = "open", pgettext_lazy("history of a proposal", "opened")
    SUBMIT = "submit", pgettext_lazy("history of a proposal", "filed")
    TAKE_BACK = "take_back", pgettext_lazy("history of a proposal", "taken back by the body itself")
    RETURN = "return", pgettext_lazy("history of a proposal", "returned for revision")
    ACCEPT = "accept", pgettext_lazy("history of a proposal", "accepted")
    AMEND = "amend", pgettext_lazy("history of a proposal", "opened again for an amendment")
    DROP_CHANGE = "drop_change", pgettext_lazy("history of a proposal", "left as it was approved")
    ASK_MASLIKHAT = "ask_maslikhat", pgettext_lazy("history of a proposal", "sent to the maslikhat for agreement")
    TELL_MASLIKHAT = "tell_maslikhat", pgettext_lazy("history of a proposal", "maslikhat notified")
    HEARD = "heard", pgettext_lazy("history of a proposal", "answer of the maslikhat")
    HEARD_SILENCE = "heard_silence", pgettext_lazy("history of a proposal", "agreed by silence of the maslikhat")


class ScheduleVerb(models.TextChoices):
    ASSEMBLE = "assemble", pgettext_lazy("history of a schedule", "draft assembled")
    START_AGREEMENT = "start_agreement", pgettext_lazy("history of a schedule", "sent for agreement")
    AGREE = "agree", pgettext_lazy("history of a schedule", "agreed")
    OBJECT = "object", pgettext_lazy("history of a schedule", "remarks given")
    FALL_SILENT = "fall_silent", pgettext_lazy("history of a schedule", "agreed by silence")
    ANSWER = "answer", pgettext_lazy("history of a schedule", "remarks answered")
    REMIND = "remind", pgettext_lazy("history of a schedule", "ministries that have not answered were reminded")
    REOPEN = "reopen", pgettext_lazy("history of a schedule", "taken back to draft")
    SEND = "send", pgettext_lazy("history of a schedule", "sent to the Government")
    RETURN = "return", pgettext_lazy("history of a schedule", "returned by the Government")
    APPROVE = "approve", pgettext_lazy("history of a schedule", "approved")
    PLAN_PUBLICATION = "plan_publication", pgettext_lazy("history of a schedule", "publication planned")
    CANCEL_PUBLICATION = "cancel_publication", pgettext_lazy("history of a schedule", "planned publication cancelled")
    PUBLISH = "publish", pgettext_lazy("history of a schedule", "published")
    OPEN_AMENDMENT = "open_amendment", pgettext_lazy("history of a schedule", "amendment opened")
    ABANDON = "abandon", pgettext_lazy("history of a schedule", "amendment withdrawn")
    SEND_UP = "send_up", pgettext_lazy("history of a schedule", "sent to the Government")
    SUPERSEDE = "supersede", pgettext_lazy("history of a schedule", "replaced by an amendment")


class BulkVerb(models.TextChoices):
    """What was done to many rows at once, as the button that takes it back calls it."""

    SHIFT = "shift", pgettext_lazy("change of many rows", "moved to other days")
    COPY = "copy", pgettext_lazy("change of many rows", "copied from another year")
    PROPOSE = "propose", pgettext_lazy("change of many rows", "proposed by the norms")
    IMPORT = "import", pgettext_lazy("change of many rows", "taken from a workbook")


class ImportState(models.TextChoices):
    READING = "reading", pgettext_lazy("import of a workbook", "being read")
    READY = "ready", pgettext_lazy("import of a workbook", "read, not taken over yet")
    APPLIED = "applied", pgettext_lazy("import of a workbook", "taken into the proposal")
    DISCARDED = "discarded", pgettext_lazy("import of a workbook", "cancelled")


class AnnouncementChannel(models.TextChoices):
    """Where people were told of a schedule or of a meeting."""

    NEWSPAPER = "newspaper", pgettext_lazy("channel of an announcement", "newspaper")
    TELEVISION = "television", pgettext_lazy("channel of an announcement", "television")
    RADIO = "radio", pgettext_lazy("channel of an announcement", "radio")
    SITE = "site", pgettext_lazy("channel of an announcement", "site of the body")
    EGOV = "egov", pgettext_lazy("channel of an announcement", "e-government portal")
    OPEN_DATA = "open_data", pgettext_lazy("channel of an announcement", "open data portal")
    SOCIAL = "social", pgettext_lazy("channel of an announcement", "social network")
    PLACE = "place", pgettext_lazy("channel of an announcement", "notice in a public place")
    CENTRAL = "central", pgettext_lazy("channel of an announcement", "central press")
    REGIONAL = "regional", pgettext_lazy("channel of an announcement", "regional or local press")
    PERSONAL = "personal", pgettext_lazy("channel of an announcement", "personal account of the official")


#: Where people are told of one meeting; lines of before tell no kind of press.
MEETING_CHANNELS = (
    AnnouncementChannel.SITE,
    AnnouncementChannel.EGOV,
    AnnouncementChannel.OPEN_DATA,
    AnnouncementChannel.SOCIAL,
    AnnouncementChannel.PERSONAL,
    AnnouncementChannel.CENTRAL,
    AnnouncementChannel.REGIONAL,
    AnnouncementChannel.TELEVISION,
    AnnouncementChannel.RADIO,
    AnnouncementChannel.PLACE,
)
#: Of a whole schedule.
SCHEDULE_CHANNELS = tuple(
    each
    for each in AnnouncementChannel
    if each not in (AnnouncementChannel.CENTRAL, AnnouncementChannel.REGIONAL, AnnouncementChannel.PERSONAL)
)
#: A printed one is found by its issue, one on the internet by its address.
PRINTED_CHANNELS = (AnnouncementChannel.CENTRAL, AnnouncementChannel.REGIONAL)
WEB_CHANNELS = (
    AnnouncementChannel.SITE,
    AnnouncementChannel.EGOV,
    AnnouncementChannel.OPEN_DATA,
    AnnouncementChannel.SOCIAL,
    AnnouncementChannel.PERSONAL,
)
