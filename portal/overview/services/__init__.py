"""Use cases over all floors."""

from portal.overview.services.chain import Verified, verify_chain
from portal.overview.services.reminding import Reminded, remind_group
from portal.overview.services.retention import forget

__all__ = ["Reminded", "Verified", "forget", "remind_group", "verify_chain"]
