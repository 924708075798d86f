"""What is told of a held meeting: the account of it, its questions, photos and files; drafts; summaries."""

from portal.holding.models.account import Account, AccountEvent, Part, Programme
from portal.holding.models.drafts import LogDraft
from portal.holding.models.files import Attachment, Photo, RemovalRequest
from portal.holding.models.questions import LONGEST_QUESTION, Question
from portal.holding.models.summaries import Summary

__all__ = [
    "LONGEST_QUESTION",
    "Account",
    "AccountEvent",
    "Attachment",
    "LogDraft",
    "Part",
    "Photo",
    "Programme",
    "Question",
    "RemovalRequest",
    "Summary",
]
