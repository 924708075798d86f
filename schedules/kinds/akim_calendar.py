"""The flexible calendar of all akims of a region: one a region, with rows of all its akimats, approved by its head."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.choices import FIRST_RANK, BodyKind, Post, Role
from portal.kernel.verdicts import denied
from schedules.choices import IN_FORCE
from schedules.kinds.akim_calendar_words import OWN_WORDS, WORDS
from schedules.kinds.kind import (
    Duties,
    Kind,
    Letter,
    Letters,
    Page,
    Right,
    Rights,
    Rows,
    Shown,
    Tasks,
    Who,
    pages_of_own,
)
from schedules.rules import CALENDAR_ACT, CALENDAR_CORRECTED_DUTY, CALENDAR_DUTY, CALENDAR_SENT_DUTY

_HEAD = Right(Who.HEAD, denied("not_the_head", _("Only the head of the akimat decides on its calendar of meetings.")))
_BODY = Right(
    Who.BODY, denied("other_body", _("Only people of the akimat of the region work on its calendar of meetings."))
)
_NO_SUCH_STEP = Right(
    Who.NOBODY,
    denied(
        "not_a_graph",
        _("A calendar of akims is approved by the head of the akimat: no draft of it is assembled or sent."),
    ),
)
_KEY = "akim_calendar"
_PAGES = pages_of_own(_KEY)
_PROPOSAL = Page("schedules:proposal", ("pk",))

AKIM_CALENDAR = Kind(
    key=_KEY,
    label=pgettext_lazy("kind of a schedule", "calendar of akims' meetings"),
    bodies=BodyKind.AKIMAT,
    ranks=FIRST_RANK,
    roles=(Role.OFFICER, Role.HEAD),
    is_common=False,
    hears_maslikhat=True,
    folder="akim-calendar",
    file_word="calendar",
    rights=Rights(
        files=_BODY,
        reviews=_HEAD,
        returns=_HEAD,
        own_filing=denied("own_filing", _("You submitted this calendar yourself: somebody else has to approve it.")),
        # The head may give back also a calendar the same head has submitted.
        filer_may_return=True,
        forgets_filings=True,
        prepares=_NO_SUCH_STEP,
        decides=_NO_SUCH_STEP,
        publishes=Right(
            Who.BODY, denied("other_body", _("Only people of the akimat of the region publish its calendar."))
        ),
        amends=_HEAD,
        announces=_BODY,
    ),
    shown=Shown(
        # Until it is approved, a calendar is the affair of the region.
        proposals=(),
        watchers=IN_FORCE,
        ministries=(),
        approvers=(),
        refusal=denied("not_shown", _("This calendar is not shown to you yet.")),
    ),
    # The duty is to approve it, so that filing it is neither in time nor late.
    duties=Duties(
        act=CALENDAR_ACT,
        filing="",
        approval=CALENDAR_DUTY,
        of_meetings=True,
        sending=CALENDAR_SENT_DUTY,
        correction=CALENDAR_CORRECTED_DUTY,
    ),
    rows=Rows(
        not_for=frozenset({Post.DEPUTY, Post.COMMITTEE_CHAIR}),
        refusal=_("The calendar is of the akims themselves: their deputies do not stand in it."),
        of_bodies_below=True,
        # A calendar of 1,500 visits says where and when; what they are about comes with each announcement.
        required_texts=(),
        paired_texts=(),
    ),
    pages=_PAGES,
    proposer=Page("calendars:propose", ("pk",)),
    parts=Page("calendars:parts", ()),
    letters=Letters(
        filed=Letter(
            key="calendar_submitted",
            to=Who.HEAD,
            text=_("%(body)s: the calendar of akims' meetings for %(year)s waits for your approval."),
            page=_PAGES.review,
        ),
        returned=Letter(
            key="calendar_returned",
            to=Who.BODY,
            text=_("%(body)s: the calendar of akims' meetings for %(year)s was returned for revision: %(comment)s"),
            page=_PROPOSAL,
        ),
        taken_back=Letter(
            key="calendar_taken_back",
            to=Who.HEAD,
            text=_("%(body)s: the calendar of akims' meetings for %(year)s was taken back by those who prepare it."),
            page=_PROPOSAL,
            digest=True,
        ),
        taken_back_own=Letter(
            key="own_calendar_taken_back",
            to=Who.BODY,
            text=_(
                "%(body)s: the calendar of akims' meetings for %(year)s was taken back and has to be submitted again."
            ),
            page=_PROPOSAL,
        ),
        approved=Letter(
            key="calendar_approved",
            to=Who.BODY,
            text=_(
                "%(body)s: the calendar of akims' meetings for %(year)s was approved by act No. %(number)s of %(day)s."
            ),
            page=_PAGES.work,
        ),
        change_proposed=Letter(
            key="calendar_change_proposed",
            to=Who.HEAD,
            text=_("%(body)s: a correction of the calendar of akims' meetings for %(year)s is prepared: %(reason)s"),
            page=_PROPOSAL,
            digest=True,
        ),
    ),
    words=WORDS,
    own=OWN_WORDS,
    tasks=Tasks(
        submit=_("Submit the calendar of akims' meetings for %(year)s"),
        revise=_("Revise the calendar of akims' meetings for %(year)s"),
        decide=_("Decide on the calendar of akims' meetings for %(year)s"),
        publish=_("Publish the calendar of akims' meetings for %(year)s"),
        approved=_("Approved by act No. %(number)s."),
        open=pgettext_lazy("action", "Open the calendar"),
    ),
)
