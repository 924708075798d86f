"""Words of the state table of a meeting."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MEETING_MOVED_ON = _("This meeting has moved on since you opened it. Look at its present state and decide again.")
