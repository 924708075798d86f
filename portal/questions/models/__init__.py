"""What people ask, demand and subscribe to, and, apart from it, who they are."""

from portal.questions.models.demands import Demand, DemandPolicy
from portal.questions.models.events import DemandEvent, QuestionEvent
from portal.questions.models.letters import PersonLetter
from portal.questions.models.people import Person, PersonRead, SendMark
from portal.questions.models.questions import LONGEST_TEXT, AskedQuestion
from portal.questions.models.subscriptions import Subscription
from portal.questions.models.voices import Voice

__all__ = [
    "LONGEST_TEXT",
    "AskedQuestion",
    "Demand",
    "DemandEvent",
    "DemandPolicy",
    "Person",
    "PersonLetter",
    "PersonRead",
    "QuestionEvent",
    "SendMark",
    "Subscription",
    "Voice",
]
