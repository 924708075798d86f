"""What is kept in three languages."""

from issues.models import (
    Answer,
    Aside,
    Claim,
    HandOver,
    HighAct,
    Issue,
    IssueEvent,
    IssueTopic,
    Laid,
    Milestone,
    PackageItem,
    PastText,
    Proof,
    QuarterNote,
    ReplyTemplate,
    SystemicProblem,
)
from portal.kit.texts import register

register(
    Answer,
    Aside,
    Claim,
    HandOver,
    HighAct,
    Issue,
    IssueEvent,
    IssueTopic,
    Laid,
    Milestone,
    PackageItem,
    PastText,
    Proof,
    QuarterNote,
    ReplyTemplate,
    SystemicProblem,
)
