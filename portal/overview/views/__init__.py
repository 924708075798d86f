"""Pages over all floors."""

from portal.overview.views.chain import audit, audit_csv, audit_json, audit_verify
from portal.overview.views.desk import desk
from portal.overview.views.history import history, history_csv, history_json
from portal.overview.views.places import bodies, body, territories, territory

__all__ = [
    "audit",
    "audit_csv",
    "audit_json",
    "audit_verify",
    "bodies",
    "body",
    "desk",
    "history",
    "history_csv",
    "history_json",
    "territories",
    "territory",
]
