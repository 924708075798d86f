"""How the calendar of akims is called, in its chain and on its pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from schedules.kinds.words import OwnWords, Words

WORDS = Words(
    name=_("Calendar of akims' meetings for %(year)s"),
    proposal=_("Calendar of akims' meetings for %(year)s"),
    back=_("State of the calendar"),
    nothing_yet=_("Add the meetings of akims with people: which akim comes where, on which day and at what time."),
    to_revise=_("What has to be revised"),
    check=_("Check and submit"),
    filing=_("Submitting the calendar of akims' meetings for %(year)s"),
    file=_("Submit the calendar"),
    after_filing=(
        _("The head of the akimat gets a notice and approves the calendar or returns it."),
        _("Whoever submits the calendar may not approve it: two people are needed."),
        _("The meetings can be changed again only if the calendar is returned or taken back."),
    ),
    filing_meets="",
    filed=_("The calendar is submitted. The head of the akimat has been told."),
    taken_back=_("The calendar of akims' meetings for %(year)s was taken back by those who prepare it"),
    open=_("Open the calendar of meetings"),
    not_approved=_("The calendar is not approved yet"),
    not_approved_why=_("It can be published once the head of the akimat has approved it."),
    publication=pgettext_lazy("page", "Publication of the calendar of akims' meetings for %(year)s"),
    published=ngettext_lazy(
        "The calendar is published. %(count)d meeting is now public.",
        "The calendar is published. %(count)d meetings are now public.",
        "count",
    ),
    told_published=ngettext_lazy(
        "The calendar of akims' meetings for %(year)s is published. %(count)d meeting of your akim is now public.",
        "The calendar of akims' meetings for %(year)s is published. %(count)d meetings of your akim are now public.",
        "count",
    ),
    told_amended=ngettext_lazy(
        "The correction of the calendar of akims' meetings for %(year)s is published. "
        "%(count)d meeting of your akim has changed.",
        "The correction of the calendar of akims' meetings for %(year)s is published. "
        "%(count)d meetings of your akim have changed.",
        "count",
    ),
    told_amendment_opened=_(
        "%(body)s: the calendar of akims' meetings for %(year)s is open for a correction. %(reason)s"
    ),
    version_published=_("Calendar of akims' meetings for %(year)s: version %(number)s is published"),
    changes=_("%(body)s: changes of the calendar of akims' meetings for %(year)s"),
    in_force=_("The calendar in force"),
    why_amended=_("Why the calendar was corrected"),
    approved_by=_("Approved by act No. %(number)s of %(day)s"),
    version=_("Calendar of akims' meetings for %(year)s, version %(number)s"),
    differences=_(
        "Calendar of akims' meetings for %(year)s: what changed from version %(first)s to version %(second)s"
    ),
    announcements=_("Announcements of the calendar of akims' meetings for %(year)s"),
    document=_("Flexible calendar of akims' meetings with the population for %(year)s"),
    corner=pgettext_lazy("corner of a document", "Approved\nby an act of the akim\nNo. %(number)s of %(day)s"),
    link=_("Calendar of akims' meetings for %(period)s, version %(version)s, body: %(body)s"),
)

OWN_WORDS = OwnWords(
    all_years=_("Calendars of akims' meetings"),
    about_all=_("Meetings of all akims of the region, year by year. The head of the akimat approves the calendar."),
    of_all_bodies=_("Calendars of all regions"),
    body=_("Akimat"),
    for_others=_("Calendars are made by officers of akimats of regions and approved by the heads of these akimats."),
    board=_("Calendars of akims' meetings for %(year)s"),
    board_over=_("Calendars were to be approved by %(due)s, today is %(today)s"),
    board_left=ngettext_lazy(
        "Calendars are to be approved by %(due)s, %(days)d day left",
        "Calendars are to be approved by %(due)s, %(days)d days left",
        "days",
    ),
    nobody_owes=_("No akimat owes a calendar"),
    shown_later=_("What a calendar says is shown once it is published."),
    in_index=_("Meetings of all akims of a region, approved by the akim of the region"),
    none_published=_("No calendar of akims' meetings is published yet."),
    lead=_("Meetings of the akims of the region with the population"),
    about=_("About this calendar"),
    order=_("Act of the akim"),
    meetings=_("Meetings of the calendar"),
    begin=_("Begin the calendar"),
    history=_("History of the work on the calendar"),
    approved_here=_("The duty to approve the calendar is met: see the record"),
    approved_on_paper=_("Approved on paper? Record the act with the deadline"),
    decision=_("Decision on the calendar of akims' meetings for %(year)s"),
    number=_("Number of the act"),
    day=_("Date of the act"),
    scan=_("Scan of the act"),
    scan_is_public=_("PDF, up to 20 MB. It becomes public with the calendar."),
    is_early=_("The date is right: the act was signed before the calendar was submitted on the portal"),
    no_number=_("Write the number of the act."),
    no_day=_("Write the date of the act."),
    too_early=_("The act is dated before the calendar was submitted. Correct the date or confirm it."),
    cannot_approve=_("The calendar cannot be approved like this."),
    meets_duty=_(
        "The duty to approve the calendar counts as done today; the record of deadlines shows number and date of the "
        "act to everyone."
    ),
    not_public_yet=_("Nothing is public until the akimat publishes the calendar."),
    approved=_("The calendar is approved. It becomes public once it is published."),
    returned=_("The calendar is returned. The officers have been told."),
    amend=_("Correct the calendar"),
    amendment=_("Correction of the calendar of akims' meetings for %(year)s"),
    amending=_("A correction of the calendar is under way"),
    amended_as=_(
        "The correction is submitted, told to the maslikhat, approved by an act and published as the calendar itself "
        "was."
    ),
    stands=_("Until it is published, the calendar in force stands as it is."),
    why_kk=_("Why the calendar is corrected, in Kazakh"),
    why_ru=_("Why the calendar is corrected, in Russian"),
    opened=_("The calendar is open for a correction. What is published stands until then."),
    withdrawing=_("Withdrawing the correction of the calendar of akims' meetings for %(year)s"),
    when_withdrawn=_(
        "The calendar in force stands. Changes of the meetings stay with the officers until they are undone there."
    ),
    nothing_differs=_("Nothing differs from the calendar in force."),
)
