"""How long what speaks of people is kept. One table: the nightly task follows it, and the public page prints it.

What has no term is part of the record of the State, or stands as long as its person has a login; a test asks for a
line of every table that speaks of somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.files.rules import LAID_ASIDE_KEPT
from portal.jobs.rules import KEPT as JOBS_KEPT
from portal.questions.rules.times import KEPT_DAYS, MARK_DAYS, UNCONFIRMED_DAYS
from schedules.rules import IMPORTS_KEPT

_DAYS = ngettext_lazy("%(days)d day", "%(days)d days", "days")


class Kind(StrEnum):
    """What is forgotten by itself."""

    SESSIONS = "sessions"
    ATTEMPTS = "attempts"
    CONFIRMATIONS = "confirmations"
    LETTERS = "letters"
    INVITATIONS = "invitations"
    JOBS = "jobs"
    LAID_ASIDE = "laid_aside"
    IMPORTS = "imports"
    LOG_DRAFTS = "log_drafts"
    REMOVALS = "removals"
    HALL = "hall"
    UNCONFIRMED = "unconfirmed"
    ASKED = "asked"
    MARKS = "marks"


@dataclass(frozen=True)
class Term:
    """`kept` is counted from when the thing was over; `models` are the tables it is about."""

    kind: Kind
    what: str | Promise
    since: str | Promise
    kept: timedelta
    models: frozenset[str]

    @property
    def how_long(self) -> str:
        """In words, in the active language."""
        return str(_DAYS % {"days": self.kept.days})


TERMS: tuple[Term, ...] = (
    Term(
        Kind.SESSIONS,
        _("Sessions, with the network address and the name of the browser"),
        _("after the session has ended; one lasts 12 hours at most"),
        timedelta(days=1),
        frozenset({"sessions.Session", "usersessions.UserSession"}),
    ),
    Term(
        Kind.ATTEMPTS,
        _("Failed attempts to sign in, with the network address"),
        _("after the last attempt"),
        timedelta(days=1),
        frozenset({"axes.AccessAttempt", "axes.AccessAttemptExpiration", "axes.AccessLog", "axes.AccessFailureLog"}),
    ),
    Term(
        Kind.CONFIRMATIONS,
        _("Links that confirm an e-mail address"),
        _("after they were sent"),
        timedelta(days=30),
        frozenset({"account.EmailConfirmation"}),
    ),
    Term(
        Kind.INVITATIONS,
        _("Invitations that nobody took up, with name and e-mail"),
        _("after they ran out or were withdrawn"),
        timedelta(days=90),
        frozenset({"bodies.Invitation"}),
    ),
    Term(
        Kind.LETTERS,
        _("The text of letters and notices; that somebody was told on a day stays"),
        _("after they were sent"),
        timedelta(days=365),
        frozenset({"notices.Letter", "notices.Notice"}),
    ),
    Term(
        Kind.JOBS,
        _("Documents made on request, and files given for work that failed"),
        _("after the work ended"),
        JOBS_KEPT,
        frozenset({"jobs.Job"}),
    ),
    Term(
        Kind.LAID_ASIDE,
        _("Files that were chosen with a form nobody sent"),
        _("after they were chosen"),
        LAID_ASIDE_KEPT,
        frozenset(),
    ),
    Term(
        Kind.IMPORTS,
        _("Workbooks that were imported, and what was read in them"),
        _("after they were given"),
        IMPORTS_KEPT,
        frozenset({"schedules.Import", "schedules.ImportRow"}),
    ),
    Term(
        Kind.LOG_DRAFTS,
        _("What was typed of a held meeting and not recorded"),
        _("after it was last changed"),
        timedelta(days=90),
        frozenset({"holding.LogDraft"}),
    ),
    Term(
        Kind.REMOVALS,
        _("Words of those who asked to take a photo off"),
        _("after they asked"),
        timedelta(days=30),
        frozenset({"holding.RemovalRequest"}),
    ),
    Term(
        Kind.HALL,
        _("Questions as they were asked in the hall, and notes of the body for itself; the public text stays"),
        _("after the results of the meeting were published"),
        timedelta(days=KEPT_DAYS),
        frozenset({"holding.Question"}),
    ),
    Term(
        Kind.UNCONFIRMED,
        _("Questions, demands, voices and subscriptions that nobody confirmed"),
        _("after the letter that asks to confirm them"),
        timedelta(days=UNCONFIRMED_DAYS),
        frozenset({"questions.Subscription", "issues.Follow"}),
    ),
    Term(
        Kind.ASKED,
        _(
            "Who asked, demanded or supported, their own words and pictures, letters to them, and what offices wrote "
            "of an issue for each other; the public text stays"
        ),
        _("after the meeting, after the answer to a demand, or after the issue was solved or closed"),
        timedelta(days=KEPT_DAYS),
        frozenset(
            {
                "questions.AskedQuestion",
                "questions.Demand",
                "questions.Person",
                "questions.PersonLetter",
                "questions.Voice",
                "issues.Answer",
                "issues.Asker",
            }
        ),
    ),
    Term(
        Kind.MARKS,
        _("Keyed hashes of the network addresses from which people sent something"),
        _("after it was sent"),
        timedelta(days=MARK_DAYS),
        frozenset({"questions.SendMark"}),
    ),
)

_RECORD = _("Who filed, agreed, approved, published or changed what: part of an official act, kept with it for good.")
_LOGIN = _(
    "The login of an official: name, working e-mail, language, second factor, roles with their dates, own choices."
)
_PUBLIC = _("Names of officials who meet people, and of those who signed: published with the meeting or document.")

#: What has no term, as the page says it, and the tables it is about.
FOR_GOOD: tuple[tuple[str | Promise, frozenset[str]], ...] = (
    (
        _RECORD,
        frozenset(
            {
                "audit.Change",
                "audit.Link",
                "bodies.BodyChange",
                "bodies.Edition",
                "bodies.Handover",
                "bodies.UnitCorrection",
                "calendars.Delegation",
                "calendars.Part",
                "calendars.RiskEvent",
                "calendars.RiskSignal",
                "deadlines.CalendarDay",
                "deadlines.Decision",
                "deadlines.DueChange",
                "deadlines.Ladder",
                "deadlines.Obligation",
                "deadlines.ObligationEvent",
                "deadlines.Transmittal",
                "files.StoredFile",
                "holding.Account",
                "holding.AccountEvent",
                "holding.Attachment",
                "holding.Part",
                "holding.Photo",
                "holding.Programme",
                "holding.Summary",
                "issues.Aside",
                "issues.Claim",
                "issues.HandOver",
                "issues.HighAct",
                "issues.Package",
                "issues.SystemicProblem",
                "issues.IssueEvent",
                "issues.Proof",
                "issues.QuarterNote",
                "issues.QuarterPrint",
                "issues.QuarterTimer",
                "issues.QuarterVersion",
                "meetings.MeetingEvent",
                "meetings.MeetingHeld",
                "meetings.ChannelToTell",
                "meetings.MeetingAnnouncement",
                "questions.DemandEvent",
                "questions.DemandPolicy",
                "questions.PersonRead",
                "questions.QuestionEvent",
                "schedules.AgreementSlot",
                "schedules.BulkAct",
                "schedules.Forwarding",
                "schedules.Hearing",
                "schedules.HearingLink",
                "schedules.Proposal",
                "schedules.ProposalEvent",
                "schedules.Schedule",
                "schedules.ScheduleAnnouncement",
                "schedules.ScheduleEvent",
            }
        ),
    ),
    (
        _LOGIN,
        frozenset(
            {
                "account.EmailAddress",
                "accounts.User",
                "bodies.RoleGrant",
                "deadlines.CalendarAddress",
                "deadlines.CopyChoice",
                "mfa.Authenticator",
            }
        ),
    ),
    (_PUBLIC, frozenset({"bodies.Official", "deadlines.Evidence"})),
)
