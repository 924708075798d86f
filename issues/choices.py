"""What can be said of an issue that people raised, of a claim that it is solved, and of who answers for it."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Of an issue. One machine, `issues.workflow.ISSUES`; disputed is a mark of an open one, late follows its term."""

    REGISTERED = "registered", pgettext_lazy("state of an issue", "registered")
    WORK = "work", pgettext_lazy("state of an issue", "in work")
    PLANNED = "planned", pgettext_lazy("state of an issue", "in the plan of a year")
    CONTROL = "control", pgettext_lazy("state of an issue", "under control")
    CLAIMED = "claimed", pgettext_lazy("state of an issue", "claimed as solved")
    CONFIRMED = "confirmed", pgettext_lazy("state of an issue", "confirmed by residents")
    EXPLAINED = "explained", pgettext_lazy("state of an issue", "explained")
    OUTSIDE = "outside", pgettext_lazy("state of an issue", "outside the powers of the body")
    NEEDS = "needs", pgettext_lazy("state of an issue", "needs a budget or a law")
    DUPLICATE = "duplicate", pgettext_lazy("state of an issue", "joined with another issue")
    REFUSED = "refused", pgettext_lazy("state of an issue", "refused with a reason")


class Family(models.TextChoices):
    """What the states of an issue come to. Explained is never counted as solved."""

    OPEN = "open", pgettext_lazy("family of states of an issue", "open")
    SOLVED = "solved", pgettext_lazy("family of states of an issue", "solved")
    CLOSED = "closed", pgettext_lazy("family of states of an issue", "closed without a solution")


OPEN: Final = (State.REGISTERED, State.WORK, State.PLANNED, State.CONTROL)
SOLVED: Final = (State.CLAIMED, State.CONFIRMED)
CLOSED: Final = (State.EXPLAINED, State.OUTSIDE, State.NEEDS, State.DUPLICATE, State.REFUSED)
#: In these there may be something new.
TOLD_OF: Final = (*OPEN, State.CLAIMED)
FAMILIES: Final[dict[Family, tuple[State, ...]]] = {Family.OPEN: OPEN, Family.SOLVED: SOLVED, Family.CLOSED: CLOSED}


class Grain(IntEnum):
    """What numbers of issues are kept by, beside place, state and year."""

    ALONE = 0
    TOPIC = 1
    BODY = 2


class Origin(models.TextChoices):
    """Where it was raised."""

    MEETING = "meeting", pgettext_lazy("where an issue was raised", "at a meeting")
    RECEPTION = "reception", pgettext_lazy("where an issue was raised", "at a personal reception")
    QUESTION = "question", pgettext_lazy("where an issue was raised", "by a question before a meeting")
    ENTERED = "entered", pgettext_lazy("where an issue was raised", "entered later")


class Competence(models.TextChoices):
    """Who can solve it, by the acts' own levels."""

    DISTRICT = "district", pgettext_lazy("competence", "district")
    REGION = "region", pgettext_lazy("competence", "region")
    CENTRAL = "central", pgettext_lazy("competence", "central state body")
    COMPANY = "company", pgettext_lazy("competence", "national holding or company")


class Risk(models.TextChoices):
    NONE = "", pgettext_lazy("risk of an issue", "no special risk")
    PROPERTY = "property", pgettext_lazy("risk of an issue", "risk to property")
    HEALTH = "health", pgettext_lazy("risk of an issue", "risk to health")
    LIFE = "life", pgettext_lazy("risk of an issue", "risk to life")


class Verb(models.TextChoices):
    """What happened to an issue: a line of its life."""

    REGISTER = "register", pgettext_lazy("life of an issue", "Registered")
    PUBLISH = "publish", pgettext_lazy("life of an issue", "Made public")
    UNPUBLISH = "unpublish", pgettext_lazy("life of an issue", "Public no more: the results were taken back")
    ASSIGN = "assign", pgettext_lazy("life of an issue", "Responsible body and term set")
    TERM = "term", pgettext_lazy("life of an issue", "Term changed")
    EDIT = "edit", pgettext_lazy("life of an issue", "Corrected")
    PLACE = "place", pgettext_lazy("life of an issue", "Place corrected")
    WORK = "work", pgettext_lazy("life of an issue", "Taken into work")
    PLAN = "plan", pgettext_lazy("life of an issue", "Put into the plan of a year")
    CONTROL = "control", pgettext_lazy("life of an issue", "Put under control")
    HAND = "hand", pgettext_lazy("life of an issue", "Handed over")
    ACCEPT = "accept", pgettext_lazy("life of an issue", "Hand-over accepted")
    RETURN = "return", pgettext_lazy("life of an issue", "Hand-over returned")
    RECALL = "recall", pgettext_lazy("life of an issue", "Hand-over taken back")
    NEWS = "news", pgettext_lazy("life of an issue", "Progress")
    NOTHING = "nothing", pgettext_lazy("life of an issue", "Nothing new, with a reason")
    STEP = "step", pgettext_lazy("life of an issue", "Step done")
    LAID = "laid", pgettext_lazy("life of an issue", "Laid before a session of the maslikhat")
    CLAIM = "claim", pgettext_lazy("life of an issue", "Claimed as solved")
    UNCLAIM = "unclaim", pgettext_lazy("life of an issue", "Claim taken back")
    CONFIRM = "confirm", pgettext_lazy("life of an issue", "Confirmed by residents")
    DISPUTE = "dispute", pgettext_lazy("life of an issue", "Disputed by residents")
    SILENCE = "silence", pgettext_lazy("life of an issue", "Nobody answered the claim")
    EXPLAIN = "explain", pgettext_lazy("life of an issue", "Explained")
    OUTSIDE = "outside", pgettext_lazy("life of an issue", "Outside the powers of the body")
    NEED = "need", pgettext_lazy("life of an issue", "Needs a budget or a law")
    REFUSE = "refuse", pgettext_lazy("life of an issue", "Refused with a reason")
    JOIN = "join", pgettext_lazy("life of an issue", "Joined with another issue")
    GATHER = "gather", pgettext_lazy("life of an issue", "Another issue was joined with this one")
    PART = "part", pgettext_lazy("life of an issue", "An issue that was joined with this one stands apart again")
    REOPEN = "reopen", pgettext_lazy("life of an issue", "Opened again")
    RANK = "rank", pgettext_lazy("life of an issue", "Place in the ranking changed")
    UP = "up", pgettext_lazy("life of an issue", "Sent up as part of a systemic problem")
    DOWN = "down", pgettext_lazy("life of an issue", "Answer from above to the systemic problem")
    HIDE = "hide", pgettext_lazy("life of an issue", "A text was taken away for the sake of a person")


#: What tells everybody how an issue comes along: a quarter without such a line is a quarter without information.
NEWS: Final = (
    *(Verb.NEWS, Verb.NOTHING, Verb.STEP, Verb.LAID, Verb.PLAN, Verb.CONTROL, Verb.CLAIM, Verb.UNCLAIM, Verb.REOPEN),
    *(Verb.EXPLAIN, Verb.OUTSIDE, Verb.NEED, Verb.REFUSE, Verb.JOIN),
)


class HandOverState(models.TextChoices):
    PENDING = "pending", pgettext_lazy("state of a hand-over", "waits for the receiver")
    ACCEPTED = "accepted", pgettext_lazy("state of a hand-over", "accepted")
    RETURNED = "returned", pgettext_lazy("state of a hand-over", "returned with a reason")
    RECALLED = "recalled", pgettext_lazy("state of a hand-over", "taken back")


class Outcome(models.TextChoices):
    """What people made of a claim. Silence is counted apart and is never a confirmation."""

    OPEN = "open", pgettext_lazy("outcome of a claim", "people are answering")
    CONFIRMED = "confirmed", pgettext_lazy("outcome of a claim", "confirmed by residents")
    DISPUTED = "disputed", pgettext_lazy("outcome of a claim", "disputed by residents")
    SILENT = "silent", pgettext_lazy("outcome of a claim", "claimed, nobody answered")
    TAKEN_BACK = "taken_back", pgettext_lazy("outcome of a claim", "taken back by the body")


class Says(models.TextChoices):
    """An answer to a claim."""

    YES = "yes", pgettext_lazy("answer to a claim", "solved")
    NO = "no", pgettext_lazy("answer to a claim", "not solved, or not wholly")
    NOT_MINE = "not_mine", pgettext_lazy("answer to a claim", "I do not know, it does not concern me")


class Standing(models.TextChoices):
    """In what capacity a mailbox answers a claim."""

    ASKER = "asker", pgettext_lazy("who answers a claim", "who asked")
    FOLLOWER = "follower", pgettext_lazy("who answers a claim", "who follows the issue or the place")


class Review(models.TextChoices):
    """Whether an answer counts at once, waits for a body other than the answerable one, or was judged by it."""

    NO = "", pgettext_lazy("review of an answer", "counted at once")
    NETWORK = "network", pgettext_lazy("review of an answer", "held: many from one network")
    SECOND = "second", pgettext_lazy("review of an answer", "held: a second dispute of the same person")
    UPHELD = "upheld", pgettext_lazy("review of an answer", "counted after a look")
    SET_ASIDE = "set_aside", pgettext_lazy("review of an answer", "set aside after a look")


class ProofKind(models.TextChoices):
    BEFORE = "before", pgettext_lazy("proof of a claim", "photo, before")
    AFTER = "after", pgettext_lazy("proof of a claim", "photo, after")
    DOCUMENT = "document", pgettext_lazy("proof of a claim", "document")


class ReplyKind(models.TextChoices):
    """What a prepared reply is for. None of them closes an issue: an officer does, with words of this issue."""

    NEWS = "news", pgettext_lazy("prepared reply", "progress")
    EXPLAIN = "explain", pgettext_lazy("prepared reply", "explanation")
    OUTSIDE = "outside", pgettext_lazy("prepared reply", "outside the powers")
    RETURN = "return", pgettext_lazy("prepared reply", "return of a hand-over")


class Came(models.TextChoices):
    """Whence an issue came into the quarter of a body."""

    OPENING = "opening", pgettext_lazy("came into a quarter", "open at the beginning")
    REGISTERED = "registered", pgettext_lazy("came into a quarter", "new")
    RECEIVED = "received", pgettext_lazy("came into a quarter", "taken over from another body")
    REOPENED = "reopened", pgettext_lazy("came into a quarter", "opened again")


class Left(models.TextChoices):
    """How an issue left the quarter of a body; one that is open at its end has not."""

    NO = "", pgettext_lazy("left a quarter", "open at the end")
    HANDED = "handed", pgettext_lazy("left a quarter", "handed over to another body")
    CLAIMED = "claimed", pgettext_lazy("left a quarter", "claimed as solved")
    CONFIRMED = "confirmed", pgettext_lazy("left a quarter", "confirmed by residents")
    CLOSED = "closed", pgettext_lazy("left a quarter", "closed without a solution")


class NoteKind(models.TextChoices):
    """What is said of an issue for a quarter."""

    NEWS = "news", pgettext_lazy("note for a quarter", "progress")
    NOTHING = "nothing", pgettext_lazy("note for a quarter", "nothing new")


class PackageState(models.TextChoices):
    """Of a half-yearly package of systemic problems."""

    DRAFT = "draft", pgettext_lazy("state of a package", "being prepared")
    SENT = "sent", pgettext_lazy("state of a package", "sent, not registered yet")
    REGISTERED = "registered", pgettext_lazy("state of a package", "registered, waits for the answer")
    ANSWERED = "answered", pgettext_lazy("state of a package", "answered")


class Fate(models.TextChoices):
    """What a central body, a holding or a company decides about a systemic problem."""

    WORK = "work", pgettext_lazy("decision about a problem", "taken into work")
    PLANNED = "planned", pgettext_lazy("decision about a problem", "in a plan or a programme")
    NEEDS = "needs", pgettext_lazy("decision about a problem", "needs a budget or a law")
    DECLINED = "declined", pgettext_lazy("decision about a problem", "declined with a reason")


class HighKind(models.TextChoices):
    """What is done above the regions, each the proof of one duty."""

    COLLECTED = "collected", pgettext_lazy("act above the regions", "Issues that need central bodies, with proposals")
    INFORMATION = "information", pgettext_lazy("act above the regions", "Information on systemic problems")
    MEASURES = "measures", pgettext_lazy("act above the regions", "Measures on problems raised")
    REVIEW = "review", pgettext_lazy("act above the regions", "Review of results at a session of the Government")
    EVALUATION = "evaluation", pgettext_lazy("act above the regions", "Results in the yearly evaluation")


class QuarterStanding(models.TextChoices):
    """What a body that owes the progress of a quarter has done about it."""

    IN_TIME = "in_time", pgettext_lazy("quarter of a body", "published in time")
    LATE = "late", pgettext_lazy("quarter of a body", "published late")
    SILENT = "silent", pgettext_lazy("quarter of a body", "published by the portal: the body was silent")
    WAITED = "waited", pgettext_lazy("quarter of a body", "not published yet")
