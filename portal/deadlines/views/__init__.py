"""Pages of deadlines: the public record, and the workspace of those who owe."""

from portal.deadlines.views.public import board, why
from portal.deadlines.views.work import correct, obligation, own, remind, withdraw, working_days

__all__ = ["board", "correct", "obligation", "own", "remind", "why", "withdraw", "working_days"]
