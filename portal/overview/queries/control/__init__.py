"""The control desk: where bodies are late, what comes, what waits for an answer, whether the portal itself works."""

from portal.overview.queries.control.ahead import DAYS_AHEAD, Group, Week, weeks_ahead
from portal.overview.queries.control.desk import ControlDesk, control
from portal.overview.queries.control.late import Late, late_now
from portal.overview.queries.control.scope import EVERYWHERE, Scope, scope_of

__all__ = [
    "DAYS_AHEAD",
    "EVERYWHERE",
    "ControlDesk",
    "Group",
    "Late",
    "Scope",
    "Week",
    "control",
    "late_now",
    "scope_of",
    "weeks_ahead",
]
