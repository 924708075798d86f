"""Use cases over all floors."""

from portal.overview.services.chain import Verified, verify_chain
from portal.overview.services.reminding import Reminded, remind_group

__all__ = ["Reminded", "Verified", "remind_group", "verify_chain"]
