"""Kinds of jobs of the tests, as the settings name them; imports nothing, so that settings may read it."""

from __future__ import annotations

_NAMES = ("write", "slowly", "refuse", "fail", "stumble", "stop", "file")
KINDS = {f"tests.{name}": f"tests.jobs.handlers.{name}" for name in _NAMES}
