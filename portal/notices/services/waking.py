"""Asking a worker to deliver now instead of at the next tick of the beat."""

from __future__ import annotations

from portal.kit.waking import wake_after_commit


def wake_delivery() -> None:
    """After the commit. The beat comes anyway, so a silent broker costs minutes and never a letter."""
    wake_after_commit("portal.notices.tasks.deliver")
