"""What people raised, who answers for it, what was done, and what they say of it."""

from issues.models.claims import LONGEST_ANSWER, LONGEST_CLAIM, LONGEST_NO_PROOF, Answer, Claim, Proof
from issues.models.events import Aside, IssueEvent
from issues.models.issues import LONGEST_MEASURE, LONGEST_TEXT, LONGEST_TITLE, NUMBER, Issue
from issues.models.people import Asker, Follow
from issues.models.quarters import (
    LONGEST_NOTE,
    LONGEST_OUTLET,
    LONGEST_TAKEN_WHY,
    PastText,
    QuarterNote,
    QuarterPrint,
    QuarterRow,
    QuarterTimer,
    QuarterVersion,
)
from issues.models.topics import IssueTopic
from issues.models.totals import IssueTotal
from issues.models.upward import LONGEST_PROBLEM, Gathered, HighAct, Package, PackageItem, SystemicProblem
from issues.models.words import LONGEST_WORD, IssueWord
from issues.models.work import CoExecutor, HandOver, Laid, Milestone, ReplyTemplate

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_CLAIM",
    "LONGEST_MEASURE",
    "LONGEST_NOTE",
    "LONGEST_NO_PROOF",
    "LONGEST_OUTLET",
    "LONGEST_PROBLEM",
    "LONGEST_TAKEN_WHY",
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "LONGEST_WORD",
    "NUMBER",
    "Answer",
    "Aside",
    "Asker",
    "Claim",
    "CoExecutor",
    "Follow",
    "Gathered",
    "HandOver",
    "HighAct",
    "Issue",
    "IssueEvent",
    "IssueTopic",
    "IssueTotal",
    "IssueWord",
    "Laid",
    "Milestone",
    "Package",
    "PackageItem",
    "PastText",
    "Proof",
    "QuarterNote",
    "QuarterPrint",
    "QuarterRow",
    "QuarterTimer",
    "QuarterVersion",
    "ReplyTemplate",
    "SystemicProblem",
]
