"""Adding to the chain, and noting that it was looked through."""

from portal.audit.services.appending import append
from portal.audit.services.noting import note_verification
from portal.audit.services.still import still

__all__ = ["append", "note_verification", "still"]
