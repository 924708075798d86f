"""The schedule (graph) of meetings of first heads: one for all ministries, approved by the Government."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from portal.bodies.choices import BodyKind, Post
from portal.kernel.verdicts import denied
from schedules.choices import FILED, IN_FORCE, ScheduleState
from schedules.kinds.kind import Duties, Kind, Letter, Letters, Page, Pages, Right, Rights, Rows, Shown, Who
from schedules.kinds.words import Words
from schedules.rules import APPROVAL_DUTY, HEADS_MEETING_DUTY, PROPOSAL_ACT, PROPOSAL_DUTY

_AUTHORISED = Right(
    Who.AUTHORISED,
    denied("not_authorised_body", _("Only people of the authorised body for access to information do this.")),
)
_YEAR = ("year",)
_PROPOSAL = Page("schedules:proposal", ("pk",))
_REVIEW = Page("schedules:review", ("year", "slug"))
_WORK = Page("schedules:work_graph", _YEAR)
_PROPOSALS = Page("schedules:proposals", ())
_INTAKE = Page("schedules:intake", _YEAR)

GRAPH = Kind(
    key="graph",
    label=pgettext_lazy("kind of a schedule", "schedule of meetings of first heads"),
    bodies=BodyKind.MINISTRY,
    is_common=True,
    folder="graph",
    file_word="schedule",
    rights=Rights(
        files=Right(Who.BODY, denied("other_body", _("Only people of the ministry itself work on its proposal."))),
        reviews=_AUTHORISED,
        returns=_AUTHORISED,
        own_filing=denied("own_filing", _("You filed this proposal yourself: somebody else has to review it.")),
        prepares=_AUTHORISED,
        decides=Right(
            Who.GOVERNMENT, denied("not_approver", _("Only an approver of the Government decides on the schedule."))
        ),
        publishes=Right(
            Who.AUTHORISED,
            denied(
                "not_authorised_body",
                _("Only people of the authorised body for access to information publish the schedule of meetings."),
            ),
        ),
        amends=_AUTHORISED,
        announces=_AUTHORISED,
    ),
    shown=Shown(
        proposals=FILED,
        watchers=tuple(ScheduleState),
        ministries=tuple(
            state for state in ScheduleState if state not in (ScheduleState.DRAFT, ScheduleState.ABANDONED)
        ),
        approvers=(ScheduleState.GOVERNMENT, *IN_FORCE),
        refusal=denied("not_shown", _("This schedule is not shown to you yet.")),
    ),
    duties=Duties(
        act=PROPOSAL_ACT,
        filing=PROPOSAL_DUTY,
        approval=APPROVAL_DUTY,
        of_meetings=True,
        of_planning=True,
        holding=HEADS_MEETING_DUTY,
    ),
    rows=Rows(by_default=Post.FIRST_HEAD, in_every_quarter=True),
    pages=Pages(
        public=Page("schedules:graph", _YEAR),
        differences=Page("schedules:differences", (*_YEAR, "first", "second")),
        changes=Page("meetings:changes_atom", _YEAR),
        work=_WORK,
        publish=Page("meetings:publish", _YEAR),
        amend=Page("schedules:amend", _YEAR),
        abandon=Page("schedules:abandon", _YEAR),
        announcements=Page("schedules:announcements", _YEAR),
        proposals=_PROPOSALS,
        open=Page("schedules:open_proposal", ()),
        board=_INTAKE,
        review=_REVIEW,
        back=_PROPOSALS,
        filed=_PROPOSAL,
    ),
    letters=Letters(
        filed=Letter(
            key="proposal_submitted",
            to=Who.AUTHORISED,
            text=_("%(body)s has filed its proposal for %(year)s."),
            again=_("%(body)s has filed its proposal for %(year)s again after revision."),
            page=_REVIEW,
            digest=True,
        ),
        returned=Letter(
            key="proposal_returned",
            to=Who.BODY,
            text=_("The proposal of %(body)s for %(year)s was returned for revision: %(comment)s"),
            page=_PROPOSAL,
        ),
        taken_back=Letter(
            key="proposal_taken_back",
            to=Who.AUTHORISED,
            text=_("%(body)s has taken its proposal for %(year)s back to change it."),
            page=_INTAKE,
            digest=True,
        ),
        taken_back_own=Letter(
            key="own_proposal_taken_back",
            to=Who.BODY,
            text=_("%(body)s: the proposal for %(year)s was taken back and has to be filed again."),
            page=_PROPOSAL,
        ),
        accepted=Letter(
            key="proposal_accepted",
            to=Who.BODY,
            text=_("The proposal of %(body)s for %(year)s was accepted."),
            page=_PROPOSAL,
        ),
        approved=Letter(
            key="schedule_approved",
            to=Who.AUTHORISED,
            text=_("The schedule of meetings for %(year)s was approved by act No. %(number)s of %(day)s."),
            page=_WORK,
        ),
        change_proposed=Letter(
            key="change_proposed",
            to=Who.AUTHORISED,
            text=_("%(body)s: a change of its meetings in the schedule for %(year)s is being prepared: %(reason)s"),
            page=_INTAKE,
            digest=True,
        ),
    ),
    words=Words(
        name=_("Schedule of meetings for %(year)s"),
        proposal=_("Proposal for %(year)s"),
        back=_("All proposals"),
        nothing_yet=_(
            "Add the meetings of the minister with people: where, when, about what. At least one in every quarter."
        ),
        to_revise=_("What the authorised body asks to revise"),
        check=_("Check and file"),
        filing=_("Filing the proposal for %(year)s"),
        file=_("File the proposal"),
        after_filing=(
            _("The people of the authorised body get a notice and review the proposal."),
            _("The rows can be changed again only if the proposal is returned."),
        ),
        filing_meets=_(
            "The duty to send proposals counts as done today; the record of deadlines shows it to everyone."
        ),
        filed=_("The proposal is filed. The authorised body has been told."),
        taken_back=_("The proposal for %(year)s was taken back by the ministry itself"),
        open=_("Open the schedule"),
        not_approved=_("The schedule is not approved yet"),
        not_approved_why=_("It can be published once the Government has approved it."),
        publication=pgettext_lazy("page", "Publication of the schedule for %(year)s"),
        published=ngettext_lazy(
            "The schedule is published. %(count)d meeting is now public.",
            "The schedule is published. %(count)d meetings are now public.",
            "count",
        ),
        told_published=ngettext_lazy(
            "The schedule of meetings for %(year)s is published. %(count)d meeting of your body is now public.",
            "The schedule of meetings for %(year)s is published. %(count)d meetings of your body are now public.",
            "count",
        ),
        told_amended=ngettext_lazy(
            "The amendment of the schedule for %(year)s is published. %(count)d meeting of your body has changed.",
            "The amendment of the schedule for %(year)s is published. %(count)d meetings of your body have changed.",
            "count",
        ),
        told_amendment_opened=_(
            "The schedule for %(year)s is amended: %(body)s is asked to look at its meetings. %(reason)s"
        ),
        version_published=_("Schedule of meetings for %(year)s: version %(number)s is published"),
        changes=_("Changes of the schedule of meetings for %(year)s"),
        in_force=_("The schedule in force"),
        why_amended=_("Why the schedule was amended"),
        approved_by=_("Approved by the act No. %(number)s of %(day)s"),
        version=_("Schedule of meetings for %(year)s, version %(number)s"),
        differences=_("Schedule of meetings for %(year)s: what changed from version %(first)s to version %(second)s"),
        announcements=_("Announcements of the schedule for %(year)s"),
        document=_(
            "Schedule of meetings of the first heads of central executive bodies with the population for %(year)s"
        ),
        corner=pgettext_lazy(
            "corner of a document",
            "Approved\nby an act of the Government of the Republic of Kazakhstan\nNo. %(number)s of %(day)s",
        ),
        link=_("Schedule of meetings for %(period)s, version %(version)s"),
    ),
)
