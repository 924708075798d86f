"""Codes and sentences of refusals about what people ask and demand."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

#: Somebody else has saved since it was read.
CHANGED: Final = "question_changed"
#: The meeting takes no questions any more, or takes none at all.
CLOSED: Final = "questions_closed"
#: A public text still shows what belongs to one person alone.
PRIVATE: Final = "private_data"
#: Who asked for a removal does not decide about it.
SECOND_PERSON: Final = "second_person"
#: The link of the letter is not known, or its time is over.
KEY: Final = "key"

MOVED_ON = _("This is not possible any more: somebody else has decided meanwhile. See what stands now.")
