"""Numbers beside the entries of the workspace's menu: what presses there."""

from __future__ import annotations

from issues.queries.desk import count_pressing
from portal.bodies.permissions import Actor
from portal.overview.queries.counted import CONCERNED, open_duties, received
from portal.questions.queries.desk import count_waiting
from schedules.models import AgreementSlot
from schedules.queries.desk import reviewable
from schedules.querysets import MINISTRY_ROLES, sees_all_filed


def rail_counts(actor: Actor) -> dict[str, int]:
    """By the name of the address; an entry without a number is not there. At most eight statements.

    On the desk: own duties overdue or due within a week. On the intake board: proposals this person may review.
    At the received documents: those that wait for an answer.
    On the schedule: ministries of this person whose answer is awaited. At the questions of people: those to be judged.
    At the issues: handed over and not answered, nobody's yet, late.
    """
    counts = {}
    if actor.bodies(*CONCERNED):
        counts["overview:desk"] = open_duties(actor)["pressing"]
    if waiting := received(actor)["count"]:
        counts["deadlines:received"] = waiting
    if waiting := count_waiting(actor):
        counts["questions:work_questions"] = waiting
    if pressing := count_pressing(actor):
        counts["issues:work_issues"] = pressing
    if ministries := actor.bodies(*MINISTRY_ROLES):
        counts["schedules:work_graph_now"] = AgreementSlot.objects.open().filter(body__in=ministries).count()
        if sees_all_filed(actor):
            counts["schedules:intake_now"] = reviewable(actor).count()
    return counts
