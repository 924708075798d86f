"""The small country of the floor below: amendments begin there, or where its schedule was published or amended."""

from datetime import UTC, datetime

import time_machine

from tests.ground import GROUND
from tests.meetings.amendment import moved_and_cancelled, publish, published
from tests.schedules.conftest import World, make_world, world, world_ground

__all__ = ["amended_ground", "published_ground", "world", "world_ground"]

#: When the amendment is read.
NOON = datetime(2027, 3, 10, 7, tzinfo=UTC)


@GROUND.fixture
def published_ground() -> World:
    """Its schedule is published; see `amendment.published`."""
    land = make_world()
    published(land)
    return land


@GROUND.fixture
def amended_ground() -> World:
    """Its schedule was published and amended; see `amendment.moved_and_cancelled`."""
    with time_machine.travel(NOON, tick=False):
        land = make_world()
        published(land)
        publish(land, moved_and_cancelled(land))
    return land
