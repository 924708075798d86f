"""Starting long work, doing it, stopping it, clearing it away."""

from portal.jobs.services.clearing import clear_old
from portal.jobs.services.running import run
from portal.jobs.services.starting import cancel, silent, start, throw_given_away

__all__ = ["cancel", "clear_old", "run", "silent", "start", "throw_given_away"]
