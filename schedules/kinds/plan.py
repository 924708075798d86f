"""The departmental plan: a ministry's own, of deputies and committee chairs, approved by its head."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from portal.bodies.choices import BodyKind, Post
from portal.kernel.verdicts import denied
from schedules.choices import IN_FORCE
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
from schedules.kinds.words import OwnWords, Words
from schedules.rules import DEPUTIES_MEETING_DUTY, PLAN_DUTY, PROPOSAL_ACT

_HEAD = Right(Who.HEAD, denied("not_the_head", _("Only the head of the ministry decides on its departmental plan.")))
_BODY = Right(Who.BODY, denied("other_body", _("Only people of the ministry itself work on its proposal.")))
_NO_SUCH_STEP = Right(
    Who.NOBODY,
    denied(
        "not_a_graph",
        _("A departmental plan is approved by the head of the ministry: it is neither assembled nor sent."),
    ),
)
_PAGES = pages_of_own("plan")
_PROPOSAL = Page("schedules:proposal", ("pk",))

PLAN = Kind(
    key="plan",
    label=pgettext_lazy("kind of a schedule", "departmental plan"),
    bodies=BodyKind.MINISTRY,
    is_common=False,
    folder="plans",
    file_word="plan",
    rights=Rights(
        files=_BODY,
        reviews=_HEAD,
        returns=_HEAD,
        own_filing=denied("own_filing", _("You submitted this plan yourself: somebody else has to approve it.")),
        # The head may give back also a plan the same head has submitted.
        filer_may_return=True,
        forgets_filings=True,
        prepares=_NO_SUCH_STEP,
        decides=_NO_SUCH_STEP,
        publishes=Right(Who.BODY, denied("other_body", _("Only people of the ministry itself publish its plan."))),
        amends=_HEAD,
        announces=_BODY,
    ),
    shown=Shown(
        # Until it is approved, a departmental plan is the ministry's own affair.
        proposals=(),
        watchers=IN_FORCE,
        ministries=(),
        approvers=(),
        refusal=denied("not_shown", _("This departmental plan is not shown to you yet.")),
    ),
    # The duty is to approve it, so that filing it is neither in time nor late.
    duties=Duties(act=PROPOSAL_ACT, filing="", approval=PLAN_DUTY, of_meetings=False, holding=DEPUTIES_MEETING_DUTY),
    rows=Rows(
        not_for=frozenset({Post.FIRST_HEAD}),
        refusal=_(
            "Meetings of the minister belong to the schedule of ministers. The plan is for deputies and "
            "committee chairs."
        ),
    ),
    pages=_PAGES,
    letters=Letters(
        filed=Letter(
            key="plan_submitted",
            to=Who.HEAD,
            text=_("%(body)s: the departmental plan for %(year)s waits for your approval."),
            page=_PAGES.review,
        ),
        returned=Letter(
            key="plan_returned",
            to=Who.BODY,
            text=_("%(body)s: the departmental plan for %(year)s was returned for revision: %(comment)s"),
            page=_PROPOSAL,
        ),
        taken_back=Letter(
            key="plan_taken_back",
            to=Who.HEAD,
            text=_("%(body)s: the departmental plan for %(year)s was taken back by those who prepare it."),
            page=_PROPOSAL,
            digest=True,
        ),
        taken_back_own=Letter(
            key="own_plan_taken_back",
            to=Who.BODY,
            text=_("%(body)s: the departmental plan for %(year)s was taken back and has to be submitted again."),
            page=_PROPOSAL,
        ),
        approved=Letter(
            key="plan_approved",
            to=Who.BODY,
            text=_("%(body)s: the departmental plan for %(year)s was approved by order No. %(number)s of %(day)s."),
            page=_PAGES.work,
        ),
        # The plan is the ministry's own: its head hears of it.
        change_proposed=Letter(
            key="plan_change_proposed",
            to=Who.HEAD,
            text=_("%(body)s: a change of the departmental plan for %(year)s is prepared: %(reason)s"),
            page=_PROPOSAL,
            digest=True,
        ),
    ),
    words=Words(
        name=_("Departmental plan for %(year)s"),
        proposal=_("Departmental plan for %(year)s"),
        back=_("State of the plan"),
        nothing_yet=_("Add the meetings of deputies and committee chairs with people: where, when, about what."),
        to_revise=_("What has to be revised"),
        check=_("Check and submit"),
        filing=_("Submitting the departmental plan for %(year)s"),
        file=_("Submit the plan"),
        after_filing=(
            _("The head of the ministry gets a notice and approves the plan or returns it."),
            _("Whoever submits the plan may not approve it: two people are needed."),
            _("The meetings can be changed again only if the plan is returned."),
        ),
        filing_meets="",
        filed=_("The plan is submitted. The head of the ministry has been told."),
        taken_back=_("The departmental plan for %(year)s was taken back by those who prepare it"),
        open=_("Open the plan"),
        not_approved=_("The plan is not approved yet"),
        not_approved_why=_("It can be published once the head of the ministry has approved it."),
        publication=pgettext_lazy("page", "Publication of the departmental plan for %(year)s"),
        published=ngettext_lazy(
            "The plan is published. %(count)d meeting is now public.",
            "The plan is published. %(count)d meetings are now public.",
            "count",
        ),
        told_published=ngettext_lazy(
            "The departmental plan for %(year)s is published. %(count)d meeting of your body is now public.",
            "The departmental plan for %(year)s is published. %(count)d meetings of your body are now public.",
            "count",
        ),
        told_amended=ngettext_lazy(
            "The amendment of the departmental plan for %(year)s is published. "
            "%(count)d meeting of your body has changed.",
            "The amendment of the departmental plan for %(year)s is published. "
            "%(count)d meetings of your body have changed.",
            "count",
        ),
        told_amendment_opened=_("%(body)s: the departmental plan for %(year)s is open for an amendment. %(reason)s"),
        version_published=_("Departmental plan for %(year)s: version %(number)s is published"),
        changes=_("%(body)s: changes of the departmental plan for %(year)s"),
        in_force=_("The plan in force"),
        why_amended=_("Why the plan was amended"),
        approved_by=_("Approved by order No. %(number)s of %(day)s"),
        version=_("Departmental plan for %(year)s, version %(number)s"),
        differences=_("Departmental plan for %(year)s: what changed from version %(first)s to version %(second)s"),
        announcements=_("Announcements of the departmental plan for %(year)s"),
        document=_("Departmental plan of meetings with the population for %(year)s"),
        corner=pgettext_lazy(
            "corner of a document", "Approved\nby an order of the head of the body\nNo. %(number)s of %(day)s"
        ),
        link=_("Departmental plan for %(period)s, version %(version)s, body: %(body)s"),
    ),
    tasks=Tasks(
        submit=_("Submit the departmental plan for %(year)s"),
        revise=_("Revise the departmental plan for %(year)s"),
        decide=_("Decide on the departmental plan for %(year)s"),
        publish=_("Publish the departmental plan for %(year)s"),
        approved=_("Approved by order No. %(number)s."),
        open=pgettext_lazy("action", "Open the plan"),
    ),
    own=OwnWords(
        all_years=_("Departmental plans"),
        about_all=_(
            "Meetings of deputy heads and committee chairs, year by year. The head of the ministry approves the plan."
        ),
        of_all_bodies=_("Plans of all ministries"),
        body=_("Ministry"),
        for_others=_("Departmental plans are made by preparers and approved by heads of ministries."),
        board=_("Departmental plans for %(year)s"),
        board_over=_("Plans were to be approved by %(due)s, today is %(today)s"),
        board_left=ngettext_lazy(
            "Plans are to be approved by %(due)s, %(days)d day left",
            "Plans are to be approved by %(due)s, %(days)d days left",
            "days",
        ),
        nobody_owes=_("No ministry owes a plan"),
        shown_later=_("What a plan says is shown once it is published."),
        in_index=_("Meetings of deputy heads and committee chairs, approved by the heads of ministries"),
        none_published=_("No departmental plan is published yet."),
        lead=_("Meetings of deputy heads and committee chairs with the population"),
        about=_("About this plan"),
        order=_("Order of the ministry"),
        meetings=_("Meetings of the plan"),
        begin=_("Begin the plan"),
        history=_("History of the work on the plan"),
        approved_here=_("The duty to approve the plan is met: see the record"),
        approved_on_paper=_("Approved on paper? Record the order with the deadline"),
        decision=_("Decision on the departmental plan for %(year)s"),
        number=_("Number of the order"),
        day=_("Date of the order"),
        scan=_("Scan of the order"),
        scan_is_public=_("PDF, up to 20 MB. It becomes public with the plan."),
        is_early=_("The date is right: the order was signed before the plan was submitted on the portal"),
        no_number=_("Write the number of the order."),
        no_day=_("Write the date of the order."),
        too_early=_("The order is dated before the plan was submitted. Correct the date or confirm it."),
        cannot_approve=_("The plan cannot be approved like this."),
        meets_duty=_(
            "The duty to approve the plan counts as done today; the record of deadlines shows number and date of the "
            "order to everyone."
        ),
        not_public_yet=_("Nothing is public until the ministry publishes the plan."),
        approved=_("The plan is approved. It becomes public once it is published."),
        returned=_("The plan is returned. The preparers have been told."),
        amend=_("Amend the plan"),
        amendment=_("Amendment of the departmental plan for %(year)s"),
        amending=_("An amendment of the plan is under way"),
        amended_as=_("The amendment is submitted, approved by an order and published as the plan itself was."),
        stands=_("Until it is published, the plan in force stands as it is."),
        why_kk=_("Why the plan is amended, in Kazakh"),
        why_ru=_("Why the plan is amended, in Russian"),
        opened=_("The plan is open for an amendment. What is published stands until then."),
        withdrawing=_("Withdrawing the amendment of the departmental plan for %(year)s"),
        when_withdrawn=_(
            "The plan in force stands. Changes of the meetings stay with the preparers until they are undone there."
        ),
        nothing_differs=_("Nothing differs from the plan in force."),
    ),
)
