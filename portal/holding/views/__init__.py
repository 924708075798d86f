"""Pages of the log, the close-out and the results of meetings."""

from portal.holding.views.documents import public_document, work_document
from portal.holding.views.log import choose, draft, log
from portal.holding.views.month import month, month_xlsx
from portal.holding.views.photo_removal import photo_removal
from portal.holding.views.photos import photo, photo_small, photo_state, photos
from portal.holding.views.summaries import make, summary, summary_file, work_summaries, work_summary

__all__ = [
    "choose",
    "draft",
    "log",
    "make",
    "month",
    "month_xlsx",
    "photo",
    "photo_removal",
    "photo_small",
    "photo_state",
    "photos",
    "public_document",
    "summary",
    "summary_file",
    "work_document",
    "work_summaries",
    "work_summary",
]
