"""The small country of the floor below: amendments begin there."""

from tests.schedules.conftest import world, world_ground

__all__ = ["world", "world_ground"]
