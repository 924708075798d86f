"""Refusals of this floor, said once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

RISK_MOVED_ON = _("This risk signal is closed already, or somebody else has just done this.")
NO_RISK_REASON = _("Say why the signal is withdrawn.")
