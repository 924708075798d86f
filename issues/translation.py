"""What is kept in three languages."""

from issues.models import (
    Answer,
    Aside,
    Claim,
    HandOver,
    Issue,
    IssueEvent,
    IssueTopic,
    Laid,
    Milestone,
    PastText,
    Proof,
    QuarterNote,
    ReplyTemplate,
)
from portal.kit.texts import register

register(
    Answer,
    Aside,
    Claim,
    HandOver,
    Issue,
    IssueEvent,
    IssueTopic,
    Laid,
    Milestone,
    PastText,
    Proof,
    QuarterNote,
    ReplyTemplate,
)
