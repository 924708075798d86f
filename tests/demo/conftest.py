"""The demonstration that browsers walk in is judged here too: it is loaded once for both."""

from tests.e2e.conftest import stage

__all__ = ["stage"]
