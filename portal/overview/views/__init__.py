"""Pages over all floors."""

from portal.overview.views.chain import audit, audit_csv, audit_json, audit_verify
from portal.overview.views.desk import desk
from portal.overview.views.places import bodies, body, territories, territory

__all__ = ["audit", "audit_csv", "audit_json", "audit_verify", "bodies", "body", "desk", "territories", "territory"]
