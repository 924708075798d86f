"""Which tables the database keeps a history of, and which columns stay out of it.

Kept is every column that is not named here, so a new one needs a decision: a test compares this page with the triggers.
Names of people, addresses of mail, keys and free words about a person never enter the history: nobody can take them
out of it again.
"""

from __future__ import annotations

from collections.abc import Mapping

_NOTHING: frozenset[str] = frozenset()

#: Model -> columns that stay out: private ones, and long or technical ones that nobody would look up.
GOVERNED: Mapping[str, frozenset[str]] = {
    "accounts.User": frozenset({"password", "last_login", "email", "full_name", "session_epoch", "created_at"}),
    "bodies.Territory": _NOTHING,
    "bodies.Body": _NOTHING,
    "bodies.Exemption": _NOTHING,
    "bodies.BodyFunction": _NOTHING,
    "bodies.Official": frozenset({"full_name_kk", "full_name_ru", "full_name_en"}),
    "bodies.RoleGrant": frozenset({"ground", "sessions_ended_at"}),
    "bodies.Invitation": frozenset({"email", "full_name", "language", "nonce", "key_sha256"}),
    "bodies.Handover": frozenset({"note"}),
    "files.StoredFile": frozenset({"name", "content"}),
    "deadlines.Decision": _NOTHING,
    "deadlines.CalendarDay": _NOTHING,
    # When the ladder looks next follows from the other columns.
    "deadlines.Obligation": frozenset({"look_on"}),
    "deadlines.DueChange": _NOTHING,
    "deadlines.Evidence": frozenset({"signer"}),
    "deadlines.Transmittal": _NOTHING,
    "deadlines.Ladder": _NOTHING,
    "deadlines.DutyStart": _NOTHING,
    # A copy of rows that have a history of their own.
    "schedules.Proposal": frozenset({"filed_rows"}),
    "schedules.ProposalRow": frozenset({"sent_key"}),
    "schedules.Schedule": _NOTHING,
    "schedules.ScheduleEntry": _NOTHING,
    # The content is fingerprinted, and the fingerprint stands in the chain.
    "schedules.ScheduleVersion": frozenset({"content"}),
    "schedules.AgreementSlot": _NOTHING,
    "schedules.ScheduleAnnouncement": _NOTHING,
    "schedules.RegionFacts": _NOTHING,
    # What is entered about tension is internal, and so are the words it is told in.
    "calendars.RiskSignal": frozenset(
        {
            *(f"{text}_{language}" for text in ("ground", "statement") for language in ("kk", "ru", "en")),
            *("withdrawn_reason", "sent_key"),
        }
    ),
    "meetings.Meeting": frozenset({"search_text", "search_words", "lasting_on", "gone_days"}),
    "meetings.MeetingHeld": _NOTHING,
    "meetings.MeetingAnnouncement": _NOTHING,
    # Free words of people in the hall and about them: the history of an account tells who changed it, and when.
    "holding.Account": frozenset(
        {
            *(
                f"{text}_{language}"
                for text in ("split_note", "summary", "report", "secretary", "stream_none", "venue")
                for language in ("kk", "ru", "en")
            ),
            # Public with the results alone, and the history is read before.
            *("internal_note", "protocol_number", "changed_at"),
        }
    ),
    "holding.Question": frozenset(
        {
            *(
                f"{text}_{language}"
                for text in ("text", "answer", "responsible", "measure")
                for language in ("kk", "ru", "en")
            ),
            "asked",
        }
    ),
    "holding.Photo": frozenset(
        {
            *(f"alt_{language}" for language in ("kk", "ru", "en")),
            *("consent", "judged_note", "position", "sent_sha256", "attempts", "failure"),
        }
    ),
    # Words of people, and whatever leads to them: the history of a question tells what became of it.
    "questions.AskedQuestion": frozenset(
        {
            *(
                f"{text}_{language}"
                for text in ("text", "note", "answer", "picture_alt")
                for language in ("kk", "ru", "en")
            ),
            *("own_text", "person_id", "picture_id", "sent_key"),
        }
    ),
    "questions.Demand": frozenset(
        {
            *(f"{text}_{language}" for text in ("text", "note", "answer") for language in ("kk", "ru", "en")),
            *("own_text", "person_id", "sent_key"),
        }
    ),
    "questions.DemandPolicy": _NOTHING,
    # Words that may have to be taken away for a person's sake: the life of an issue tells who changed it, and when.
    "issues.Issue": frozenset(
        {
            *(
                f"{text}_{language}"
                for text in ("title", "text", "position", "measure", "instruction", "reason")
                for language in ("kk", "ru", "en")
            ),
            *("internal", "ranked_why", "search_text", "search_words", "followers", "last_news_on", "year", "sent_key"),
        }
    ),
    "issues.IssueTopic": _NOTHING,
    "issues.Claim": frozenset(
        # When letters were written is no change of what is claimed.
        {
            "asked_at",
            "times_judged",
            *(f"{text}_{language}" for text in ("text", "no_proof") for language in ("kk", "ru", "en")),
        }
    ),
    "issues.HandOver": frozenset(f"{text}_{language}" for text in ("why", "answer") for language in ("kk", "ru", "en")),
    "issues.Laid": frozenset(f"decision_{language}" for language in ("kk", "ru", "en")),
    "issues.SystemicProblem": frozenset(
        f"{text}_{language}" for text in ("title", "text", "proposal") for language in ("kk", "ru", "en")
    ),
    # The content is fingerprinted.
    "issues.Package": frozenset({"content"}),
    "issues.QuarterPrint": _NOTHING,
    "issues.HighAct": frozenset({"content", *(f"text_{language}" for language in ("kk", "ru", "en"))}),
}

#: Filled by the thousand, and told of elsewhere: by the file that is kept, by the event that opened the obligation.
INSERTS_UNTOLD: frozenset[str] = frozenset({"bodies.Territory", "deadlines.Obligation"})

#: Governed tables that speak of people: read by administrators alone.
OF_PEOPLE: frozenset[str] = frozenset(
    {"accounts.User", "bodies.RoleGrant", "bodies.Invitation", "bodies.Handover", "files.StoredFile"}
)

#: Model -> why no history of it is kept.
NOT_GOVERNED: Mapping[str, str] = {
    "audit.Link": "the chain itself; never changed",
    "audit.Verification": "never changed",
    "audit.Change": "the history itself; never changed",
    "bodies.BodyChange": "a history itself",
    "bodies.UnitCorrection": "a history itself",
    "bodies.Edition": "what a file held; fingerprinted",
    "bodies.ClassifierEntry": "rows between dates are their own history",
    "deadlines.ObligationEvent": "a history itself; never changed",
    "deadlines.Rung": "written once by the sweep",
    "deadlines.SweepRun": "a log",
    "deadlines.RuleMark": "found anew whenever it is wanting",
    "deadlines.Total": "counted from obligations",
    "deadlines.StaleTotal": "stands only until its total is counted",
    "deadlines.CalendarAddress": "a key of one person",
    "deadlines.CopyChoice": "a wish of one person",
    "schedules.ProposalEvent": "a history itself; never changed",
    "schedules.ScheduleEvent": "a history itself; never changed",
    "schedules.BulkAct": "rows as they were, whose history is kept; stands until it is taken back or forgotten",
    "calendars.Delegation": "an inner day of the region; who went on and why stands in the row",
    "calendars.Part": "marks that block nothing",
    "schedules.Hearing": "each step of it stands in the history of the proposal, which is never changed",
    "schedules.HearingLink": "a key, and the name of a person",
    "schedules.Forwarding": "written once, with its hash",
    "schedules.Import": "stands only until it is taken over",
    "schedules.ImportRow": "stands only until it is taken over",
    "calendars.RiskEvent": "a history itself; never changed",
    "meetings.MeetingEvent": "a history itself; never changed",
    "schedules.EntryTotal": "counted from entries",
    "meetings.MeetingTotal": "counted from meetings",
    "meetings.ChannelToTell": "internal, and each line says who settled it and when",
    "meetings.MeetingsNoted": "a mark of the beat, found anew when it is wanting",
    "meetings.MeetingText": "made of its meeting whenever it is wanting",
    "meetings.NumberCounter": "a counter that counts no more",
    "calendars.ProposedDay": "why a row was given its day; the row has a history of its own",
    "holding.Programme": "two numbers, with who set them when",
    "holding.Part": "its day, or why there was none, with who recorded it when",
    "holding.AccountEvent": "a history itself; never changed",
    "holding.LogDraft": "what a person is typing",
    "holding.RemovalRequest": "free words of a person; who decided stands in the row",
    "holding.Attachment": "a title beside a file, whose history is kept",
    "holding.Summary": "written once, with its hash",
    "questions.Person": "who asked: private, and gone on its day",
    "questions.PersonRead": "a history itself; never changed",
    "questions.SendMark": "hashes that are kept thirty days",
    "questions.PersonLetter": "what one person was told",
    "questions.Subscription": "a wish of one person",
    "questions.Voice": "a mailbox of one person; how many there are is public",
    "questions.QuestionEvent": "a history itself; never changed",
    "questions.DemandEvent": "a history itself; never changed",
    "issues.IssueEvent": "a history itself; never changed",
    "issues.IssueTotal": "counted from issues",
    "issues.IssueWord": "gathered from what a search looks in",
    "issues.Asker": "who asked: private, and gone on its day",
    "issues.Follow": "a wish of one person",
    "issues.Answer": "an answer of one person; what it comes to stands in the claim",
    "issues.Proof": "a title beside a file, whose history is kept",
    "issues.CoExecutor": "each is a line of the life of its issue",
    "issues.Milestone": "each is a line of the life of its issue",
    "issues.ReplyTemplate": "words that are offered, and changed before they are used",
    "issues.QuarterVersion": "written once, with its hash",
    "issues.QuarterRow": "written once, with its hash",
    "issues.QuarterNote": "what a body is writing; published it is a line of the life of its issue",
    "issues.QuarterTimer": "stands until its time; who set it stands in the row",
    "issues.PastText": "a history itself",
    "issues.Gathered": "which issues stand under a problem; sent, it is frozen in the package",
    "issues.PackageItem": "written once, by who answered the package",
    "issues.Aside": "why triage left a question aside, with who did it when",
    "notices.Notice": "what one person was told",
    "notices.Letter": "what one person was told",
    "jobs.Job": "cleared away after its time",
}

_BOTH = ("deadlines", "meetings")
#: What public pages are made of -> the topics whose version another row of it makes. A test reads all public pages and
#: compares: a page that is kept may read nothing else.
PUBLIC_CONTENT: Mapping[str, tuple[str, ...]] = {
    "bodies.Territory": _BOTH,
    "bodies.Body": _BOTH,
    "bodies.BodyFunction": _BOTH,
    "bodies.Exemption": _BOTH,
    "bodies.Official": _BOTH,
    "bodies.ClassifierEntry": _BOTH,
    "bodies.UnitCorrection": _BOTH,
    "deadlines.CalendarDay": _BOTH,
    "deadlines.Decision": _BOTH,
    "files.StoredFile": _BOTH,
    "meetings.Meeting": ("meetings",),
    "meetings.MeetingAnnouncement": ("meetings",),
    "meetings.MeetingEvent": ("meetings",),
    "meetings.MeetingHeld": ("meetings",),
    "holding.Account": ("meetings",),
    "holding.AccountEvent": ("meetings",),
    "holding.Attachment": ("meetings",),
    "holding.Part": ("meetings",),
    "holding.Photo": ("meetings",),
    "holding.Programme": ("meetings",),
    "holding.Question": ("meetings",),
    "questions.AskedQuestion": ("meetings",),
    "questions.Demand": ("meetings",),
    "questions.DemandPolicy": ("meetings",),
    "questions.Voice": ("meetings",),
    "issues.Issue": ("issues",),
    "issues.IssueEvent": ("issues",),
    "issues.IssueTopic": ("issues",),
    "issues.Claim": ("issues",),
    "issues.Answer": ("issues",),
    "issues.Proof": ("issues",),
    "issues.CoExecutor": ("issues",),
    "issues.HandOver": ("issues",),
    "issues.Milestone": ("issues",),
    "issues.Laid": ("issues",),
    "issues.QuarterVersion": ("issues",),
    "issues.QuarterRow": ("issues",),
    "issues.QuarterPrint": ("issues",),
    "issues.Package": ("issues",),
    "issues.PackageItem": ("issues",),
    "issues.HighAct": ("issues",),
    "schedules.Schedule": ("meetings",),
    "schedules.ScheduleEntry": ("meetings",),
    "schedules.ScheduleVersion": ("meetings",),
    "schedules.ScheduleAnnouncement": ("meetings",),
    "deadlines.DueChange": ("deadlines",),
    "deadlines.DutyStart": ("deadlines",),
    "deadlines.Evidence": ("deadlines",),
    "deadlines.Obligation": ("deadlines",),
    "deadlines.ObligationEvent": ("deadlines",),
    "deadlines.Total": ("deadlines",),
    "deadlines.Transmittal": ("deadlines",),
}
#: Made of those, and good only while its mark says so.
MADE_OF_PUBLIC_CONTENT: frozenset[str] = frozenset({"meetings.MeetingText"})

#: Read by public pages, and written together with what they are counted from, or speak of.
COUNTED_FROM: Mapping[str, str] = {
    "meetings.MeetingTotal": "meetings.Meeting",
    "schedules.EntryTotal": "schedules.ScheduleEntry",
    "issues.IssueTotal": "issues.Issue",
    "issues.IssueWord": "issues.Issue",
    "audit.Link": "issues.QuarterVersion",
}
