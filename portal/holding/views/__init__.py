"""Pages of the log, the close-out and the results of meetings."""

from portal.holding.views.account import account, section
from portal.holding.views.attachments import attachment_remove, attachments
from portal.holding.views.documents import public_document, work_document
from portal.holding.views.drafts import drop_draft
from portal.holding.views.log import choose, draft, log
from portal.holding.views.month import month, month_xlsx
from portal.holding.views.photo_removal import photo_removal
from portal.holding.views.photos import photo, photo_small, photo_state, photos
from portal.holding.views.programme import programme
from portal.holding.views.publishing import close, publish, step_back
from portal.holding.views.register import drop_question, new_question, question, questions
from portal.holding.views.results import public_questions, questions_csv
from portal.holding.views.summaries import make, summary, summary_file, work_summaries, work_summary

__all__ = [
    "account",
    "attachment_remove",
    "attachments",
    "choose",
    "close",
    "draft",
    "drop_draft",
    "drop_question",
    "log",
    "make",
    "month",
    "month_xlsx",
    "new_question",
    "photo",
    "photo_removal",
    "photo_small",
    "photo_state",
    "photos",
    "programme",
    "public_document",
    "public_questions",
    "publish",
    "question",
    "questions",
    "questions_csv",
    "section",
    "step_back",
    "summary",
    "summary_file",
    "work_document",
    "work_summaries",
    "work_summary",
]
