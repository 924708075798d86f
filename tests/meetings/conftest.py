"""The small country of the floor below: amendments begin there."""

from tests.schedules.conftest import world

__all__ = ["world"]
