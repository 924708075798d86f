"""Pages over all floors."""

from portal.overview.views.desk import desk
from portal.overview.views.places import bodies, body, territories, territory

__all__ = ["bodies", "body", "desk", "territories", "territory"]
