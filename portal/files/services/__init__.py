"""Taking uploads in and deciding who may fetch them."""

from portal.files.services.discarding import discard
from portal.files.services.storing import keep_made, publish, store, withhold

__all__ = ["discard", "keep_made", "publish", "store", "withhold"]
