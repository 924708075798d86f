"""The protocol of a meeting, its action plan and summaries: PDF and DOCX in Kazakh and Russian."""

from portal.holding.documents.making import ENDINGS, action_plan, is_made, protocol

__all__ = ["ENDINGS", "action_plan", "is_made", "protocol"]
