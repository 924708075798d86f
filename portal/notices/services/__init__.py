"""Telling people: rows written with what happened, letters made and sent from them."""

from portal.notices.services.delivery import Delivered, deliver
from portal.notices.services.outbox import Draft, settle, tell, tell_many, withdraw
from portal.notices.services.retrying import try_again

__all__ = ["Delivered", "Draft", "deliver", "settle", "tell", "tell_many", "try_again", "withdraw"]
