"""State tables of the proposal, of a ministry's agreement, and of the schedule. Who may do what: `permissions`."""

from __future__ import annotations

from portal.kernel.workflow import Comment, Machine, Transition
from schedules.errors import (
    ANSWER_STANDS,
    HEARING_MOVED_ON,
    PROPOSAL_MOVED_ON,
    SAY_WHAT_TO_REVISE,
    SAY_WHY_REFUSED,
    SAY_WHY_TAKEN_BACK,
    SAY_WHY_TO_CHANGE,
    SAY_WHY_WITHDRAWN,
    SCHEDULE_MOVED_ON,
    WRITE_ANSWER,
    WRITE_REMARKS,
)

PROPOSAL = Machine(
    PROPOSAL_MOVED_ON,
    [
        # The ministry's own people. Rows may be changed exactly while the proposal may be filed.
        Transition("submit", frozenset({"draft", "returned"}), "submitted"),
        # Until it is judged: a first filing becomes a draft again, a later one what it was returned as.
        Transition("take_back", frozenset({"submitted"}), "draft"),
        Transition("take_back_revision", frozenset({"submitted"}), "returned"),
        # The authorised body's. An accepted proposal can still go back while no agreement on the schedule is under way.
        Transition("return", frozenset({"submitted", "accepted"}), "returned", Comment(SAY_WHAT_TO_REVISE)),
        Transition("accept", frozenset({"submitted"}), "accepted"),
        # Once its meetings are in force: opened again by the ministry or by the authorised body, and left as it was.
        Transition("amend", frozenset({"accepted"}), "returned", Comment(SAY_WHY_TO_CHANGE, "reason")),
        Transition("drop_change", frozenset({"returned"}), "accepted"),
    ],
)

SLOT = Machine(
    ANSWER_STANDS,
    [
        Transition("agree", frozenset({"pending", "remarks"}), "agreed"),
        # A ministry may think again while its term runs.
        Transition("object", frozenset({"pending", "agreed"}), "remarks", Comment(WRITE_REMARKS, "remarks")),
        Transition("fall_silent", frozenset({"pending"}), "silent"),
    ],
)

HEARING = Machine(
    HEARING_MOVED_ON,
    [
        # The maslikhat's, once; silence is the beat's.
        Transition("agree", frozenset({"asked"}), "agreed"),
        Transition("refuse", frozenset({"asked"}), "refused", Comment(SAY_WHY_REFUSED, "remarks")),
        Transition("fall_silent", frozenset({"asked"}), "silent"),
        # What it was told of binds nobody, and what it remarks is kept.
        Transition("remark", frozenset({"told"}), "told", Comment(WRITE_REMARKS, "remarks")),
        Transition("receive", frozenset({"told"}), "told"),
    ],
)

SCHEDULE = Machine(
    SCHEDULE_MOVED_ON,
    [
        # The authorised body's people.
        Transition("assemble", frozenset({"draft"}), "draft"),
        Transition("start_agreement", frozenset({"draft"}), "agreement"),
        Transition("answer", frozenset({"agreement"}), "agreement", Comment(WRITE_ANSWER, "answer")),
        Transition("remind", frozenset({"agreement"}), "agreement"),
        Transition("reopen", frozenset({"agreement"}), "draft", Comment(SAY_WHY_TAKEN_BACK)),
        Transition("send", frozenset({"agreement"}), "government"),
        # The ministries', one slot each, and silence.
        Transition("decide_slot", frozenset({"agreement"}), "agreement"),
        # The Government's approver.
        Transition("return", frozenset({"government"}), "draft", Comment(SAY_WHAT_TO_REVISE)),
        Transition("approve", frozenset({"government"}), "approved"),
        # A departmental plan: the head of the ministry approves what the ministry's own people have submitted.
        Transition("approve_plan", frozenset({"draft"}), "approved"),
        # The authorised body's people again; publishing itself is a use case of `meetings`.
        Transition("plan_publication", frozenset({"approved"}), "approved"),
        Transition("publish", frozenset({"approved"}), "published"),
        # What is in force is changed by an amendment: a working copy of its own that takes its place when published.
        # Its reasons, one in each language, are asked together with the rest of its form.
        Transition("send_up", frozenset({"published"}), "published"),
        Transition("open_amendment", frozenset({"published"}), "published"),
        Transition("supersede", frozenset({"published"}), "superseded"),
        Transition("abandon", frozenset({"draft"}), "abandoned", Comment(SAY_WHY_WITHDRAWN)),
    ],
)
