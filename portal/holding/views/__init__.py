"""Pages of the log, the close-out and the results of meetings."""

from portal.holding.views.documents import public_document, work_document

__all__ = ["public_document", "work_document"]
