"""Numbers beside the entries of the workspace's menu: what presses there."""

from __future__ import annotations

from datetime import timedelta

from portal.bodies.choices import Role
from portal.bodies.permissions import Actor
from portal.deadlines.models import Obligation, Transmittal
from portal.deadlines.querysets import RECEIVING_ROLES
from portal.law.counting.states import SOON_DAYS
from portal.questions.queries.desk import count_waiting
from schedules.models import AgreementSlot
from schedules.queries.desk import reviewable
from schedules.querysets import MINISTRY_ROLES, sees_all_filed

_CONCERNED = (Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER)


def rail_counts(actor: Actor) -> dict[str, int]:
    """By the name of the address; an entry without a number is not there. At most six statements.

    On the desk: own duties overdue or due within a week. On the intake board: proposals this person may review.
    At the received documents: those that wait for an answer.
    On the schedule: ministries of this person whose answer is awaited. At the questions of people: those to be judged.
    """
    counts = {}
    if bodies := actor.bodies(*_CONCERNED):
        after = actor.on + timedelta(days=SOON_DAYS + 1)
        counts["overview:desk"] = Obligation.objects.for_bodies(bodies).unmet().due_before(after).count()
    if actor.bodies(*RECEIVING_ROLES) and (waiting := Transmittal.objects.waiting_for(actor).count()):
        counts["deadlines:received"] = waiting
    if waiting := count_waiting(actor):
        counts["questions:work_questions"] = waiting
    if ministries := actor.bodies(*MINISTRY_ROLES):
        counts["schedules:work_graph_now"] = AgreementSlot.objects.open().filter(body__in=ministries).count()
        if sees_all_filed(actor):
            counts["schedules:intake_now"] = reviewable(actor).count()
    return counts
