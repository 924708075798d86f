"""Decisions: how the law stands with them, and what another one would move."""
