"""Taking uploads in and deciding who may fetch them."""

from portal.files.services.discarding import discard
from portal.files.services.storing import publish, store, withhold

__all__ = ["discard", "publish", "store", "withhold"]
