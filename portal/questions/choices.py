"""What people ask and demand: topics, states, reasons, and what is told of them."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy


class Topic(models.TextChoices):
    """What a question is about, as published notes of results call it."""

    HOUSING = "housing", pgettext_lazy("topic", "utilities and housing")
    ROADS = "roads", pgettext_lazy("topic", "roads")
    WATER = "water", pgettext_lazy("topic", "water")
    ENERGY = "energy", pgettext_lazy("topic", "gas and electricity")
    ECOLOGY = "ecology", pgettext_lazy("topic", "landscaping and ecology")
    EDUCATION = "education", pgettext_lazy("topic", "education")
    HEALTH = "health", pgettext_lazy("topic", "health and insurance")
    SOCIAL = "social", pgettext_lazy("topic", "social protection and disability")
    LAND = "land", pgettext_lazy("topic", "land")
    AGRICULTURE = "agriculture", pgettext_lazy("topic", "agriculture")
    JOBS = "jobs", pgettext_lazy("topic", "jobs and wages")
    COMMUNICATIONS = "communications", pgettext_lazy("topic", "communications")
    TRANSPORT = "transport", pgettext_lazy("topic", "transport")
    PRICES = "prices", pgettext_lazy("topic", "prices")
    BUSINESS = "business", pgettext_lazy("topic", "business")
    ORDER = "order", pgettext_lazy("topic", "police and public order")
    CULTURE = "culture", pgettext_lazy("topic", "culture and sport")
    OTHER = "other", pgettext_lazy("topic", "other")


class Way(models.TextChoices):
    """How a question or a demand came in. Everything but the portal is entered by the office, on behalf."""

    PORTAL = "portal", pgettext_lazy("how it came in", "on the portal")
    PHONE = "phone", pgettext_lazy("how it came in", "by telephone")
    PAPER = "paper", pgettext_lazy("how it came in", "on paper")
    MESSENGER = "messenger", pgettext_lazy("how it came in", "by messenger")
    OFFICE = "office", pgettext_lazy("how it came in", "at the office")


class State(models.TextChoices):
    """Of a question. One machine, `portal.questions.workflow.QUESTIONS`."""

    SENT = "sent", pgettext_lazy("state of a question", "waits for its author to confirm it")
    WAITING = "waiting", pgettext_lazy("state of a question", "waits for the moderator")
    REFUSED = "refused", pgettext_lazy("state of a question", "not published")
    JOINED = "joined", pgettext_lazy("state of a question", "joined with another question")
    AGENDA = "agenda", pgettext_lazy("state of a question", "on the agenda of the meeting")
    ANSWERED = "answered", pgettext_lazy("state of a question", "answered at the meeting")
    TAKEN = "taken", pgettext_lazy("state of a question", "taken to be solved")
    OUTSIDE = "outside", pgettext_lazy("state of a question", "outside the powers of the body")
    PASSED = "passed", pgettext_lazy("state of a question", "the meeting passed without an answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a question", "withdrawn by its author")
    REMOVED = "removed", pgettext_lazy("state of a question", "removed by two people")


#: Everybody reads the public text of these.
PUBLIC_STATES: Final = (State.AGENDA, State.ANSWERED, State.TAKEN, State.OUTSIDE, State.PASSED)
#: What the meeting made of a question on its agenda.
FATES: Final = (State.ANSWERED, State.TAKEN, State.OUTSIDE, State.PASSED)
#: Nothing was said of these in the hall: they may come before another meeting.
MOVED_FROM: Final = (State.WAITING, State.AGENDA, State.PASSED)


class DemandState(models.TextChoices):
    """Of a demand for a meeting. One machine, `portal.questions.workflow.DEMANDS`."""

    SENT = "sent", pgettext_lazy("state of a demand", "waits for its author to confirm it")
    WAITING = "waiting", pgettext_lazy("state of a demand", "waits for the moderator")
    REFUSED = "refused", pgettext_lazy("state of a demand", "not published")
    OPEN = "open", pgettext_lazy("state of a demand", "gathers voices")
    REACHED = "reached", pgettext_lazy("state of a demand", "waits for the answer of the akimat")
    APPOINTED = "appointed", pgettext_lazy("state of a demand", "a meeting is appointed")
    JOINED = "joined", pgettext_lazy("state of a demand", "joined to a meeting that was planned")
    DECLINED = "declined", pgettext_lazy("state of a demand", "declined with a reason")
    LAPSED = "lapsed", pgettext_lazy("state of a demand", "too few voices by its day")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a demand", "withdrawn by its author")
    REMOVED = "removed", pgettext_lazy("state of a demand", "removed by two people")


#: Answered by the akimat, for everybody to read.
ANSWERED_DEMANDS: Final = (DemandState.APPOINTED, DemandState.JOINED, DemandState.DECLINED)
PUBLIC_DEMANDS: Final = (DemandState.OPEN, DemandState.REACHED, *ANSWERED_DEMANDS, DemandState.LAPSED)


class Refusal(models.TextChoices):
    """Why a text of a person does not become public. `questions.rules.reasons` has the sentence told to its author."""

    OFF_TOPIC = "off_topic", pgettext_lazy("reason not to publish", "not about this place or this meeting")
    PERSONAL = "personal", pgettext_lazy("reason not to publish", "a matter of one person: it needs an official appeal")
    PRIVATE = "private", pgettext_lazy("reason not to publish", "cannot be understood without data of a person")
    INSULT = "insult", pgettext_lazy("reason not to publish", "insults somebody")
    ADVERTISING = "advert", pgettext_lazy("reason not to publish", "advertising")
    UNLAWFUL = "unlawful", pgettext_lazy("reason not to publish", "calls for what the law forbids")
    UNCLEAR = "unclear", pgettext_lazy("reason not to publish", "cannot be understood")
    LATE = "late", pgettext_lazy("reason not to publish", "came after questions were closed")
    OTHER = "other", pgettext_lazy("reason not to publish", "another reason")


class Held(models.TextChoices):
    """Why what was sent waits for a person before anything is mailed. It is never refused for it."""

    NO = "", pgettext_lazy("why it is held", "not held")
    QUICK = "quick", pgettext_lazy("why it is held", "sent faster than a person writes")
    NETWORK = "network", pgettext_lazy("why it is held", "much was sent from one network")
    MEETING = "meeting", pgettext_lazy("why it is held", "much was sent to one meeting")
    MAILBOX = "mailbox", pgettext_lazy("why it is held", "many letters went to one mailbox")


class Verb(models.TextChoices):
    """What happened to a question or a demand."""

    SEND = "send", pgettext_lazy("history of a question", "Sent")
    ENTER = "enter", pgettext_lazy("history of a question", "Entered by the office")
    RELEASE = "release", pgettext_lazy("history of a question", "Let through by a person")
    CONFIRM = "confirm", pgettext_lazy("history of a question", "Confirmed by its author")
    PUBLISH = "publish", pgettext_lazy("history of a question", "Published")
    EDIT = "edit", pgettext_lazy("history of a question", "Public text changed")
    REFUSE = "refuse", pgettext_lazy("history of a question", "Not published")
    JOIN = "join", pgettext_lazy("history of a question", "Joined")
    ANSWER = "answer", pgettext_lazy("history of a question", "Answered")
    TAKE = "take", pgettext_lazy("history of a question", "Taken to be solved")
    OUTSIDE = "outside", pgettext_lazy("history of a question", "Outside the powers of the body")
    PASS = "pass", pgettext_lazy("history of a question", "The meeting passed without an answer")
    UNSETTLE = "unsettle", pgettext_lazy("history of a question", "On the agenda again")
    REACH = "reach", pgettext_lazy("history of a question", "Voices reached what the akimat asks for")
    APPOINT = "appoint", pgettext_lazy("history of a question", "Meeting appointed")
    DECLINE = "decline", pgettext_lazy("history of a question", "Declined with a reason")
    LAPSE = "lapse", pgettext_lazy("history of a question", "Closed: too few voices")
    WITHDRAW = "withdraw", pgettext_lazy("history of a question", "Withdrawn by its author")
    ASK_REMOVAL = "ask_removal", pgettext_lazy("history of a question", "Removal asked for")
    KEEP = "keep", pgettext_lazy("history of a question", "Removal refused")
    REMOVE = "remove", pgettext_lazy("history of a question", "Removed")
    MOVE = "move", pgettext_lazy("history of a question", "Moved to another meeting")
    FORGET = "forget", pgettext_lazy("history of a question", "Private data deleted on its day")


class ReadReason(models.TextChoices):
    """Why somebody of an office looks at who asked. Chosen, not typed: the record of looks is kept for good."""

    ANSWER = "answer", pgettext_lazy("why who asked is looked at", "to answer the person")
    UNCLEAR = "unclear", pgettext_lazy("why who asked is looked at", "to ask what is meant")
    WISH = "wish", pgettext_lazy("why who asked is looked at", "the person asks for it")
    ABUSE = "abuse", pgettext_lazy("why who asked is looked at", "the text breaks the law")


class Purpose(models.TextChoices):
    """Why the portal keeps an address of a person."""

    QUESTION = "question", pgettext_lazy("why an address is kept", "asked a question")
    DEMAND = "demand", pgettext_lazy("why an address is kept", "demanded a meeting")
    VOICE = "voice", pgettext_lazy("why an address is kept", "supported a question or a demand")
    SUBSCRIPTION = "subscription", pgettext_lazy("why an address is kept", "subscribed to a place")
    ISSUE = "issue", pgettext_lazy("why an address is kept", "raised an issue")
    FOLLOW = "follow", pgettext_lazy("why an address is kept", "follows issues")


class MailKind(models.TextChoices):
    """What a letter to a person says; its words are made when it is sent."""

    CONFIRM = "confirm", pgettext_lazy("letter", "please confirm")
    FATE = "fate", pgettext_lazy("letter", "what became of it")
    DIGEST = "digest", pgettext_lazy("letter", "news of a place")
    STEP = "step", pgettext_lazy("letter", "what was done about an issue")
    CLAIM = "claim", pgettext_lazy("letter", "is an issue solved?")
    NEWS = "news", pgettext_lazy("letter", "news of issues")


class MailState(models.TextChoices):
    PENDING = "pending", pgettext_lazy("state of a letter to a person", "waits")
    SENT = "sent", pgettext_lazy("state of a letter to a person", "sent")
    FAILED = "failed", pgettext_lazy("state of a letter to a person", "given up")
