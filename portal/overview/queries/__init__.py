"""Reads over all floors, each with a known count of statements."""

from portal.overview.queries.desk import Desk, desk
from portal.overview.queries.home import Home, home
from portal.overview.queries.institutions import BodyOverview, body_groups, body_overview
from portal.overview.queries.places import Place, place, region_lines, village_in
from portal.overview.queries.rail import rail_counts
from portal.overview.queries.search import Search, search, straight

__all__ = [
    "BodyOverview",
    "Desk",
    "Home",
    "Place",
    "Search",
    "body_groups",
    "body_overview",
    "desk",
    "home",
    "place",
    "rail_counts",
    "region_lines",
    "search",
    "straight",
    "village_in",
]
