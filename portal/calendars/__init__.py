"""Calendars of akims' meetings: what only they need beside the chain of every plan, which is of `schedules`."""
