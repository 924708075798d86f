"""Codes and sentences of refusals about what people raised."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

#: Somebody else has saved since it was read.
CHANGED: Final = "issue_changed"
#: A public text still shows what belongs to one person alone.
PRIVATE: Final = "private_data"
#: It was handed over, and the receiver has not answered.
PENDING: Final = "handover_pending"
#: A claim stands on which people are answering.
CLAIMED: Final = "claim_stands"
#: The mailbox has no voice on this claim.
NO_VOICE: Final = "no_voice"
#: The days to answer a claim are over.
OVER: Final = "claim_over"
#: Nobody outside an office may read it: it waits for the results of its meeting, for a title, or until somebody decides
#: about words that are hidden.
NOT_PUBLIC: Final = "not_public"

MOVED_ON = _("This is not possible in the state the issue is in now. See what stands.")
UNREAD = _(
    "Nobody can read this issue yet, so nobody can say whether it is solved. It is claimed as solved once it is public."
)
SAY_WHY = _("Say in both languages why it is closed.")
