"""Pages over all floors."""

from portal.overview.views.chain import audit, audit_csv, audit_json, audit_verify
from portal.overview.views.control import (
    control_desk,
    control_files,
    control_files_make,
    control_remind,
    control_try_again,
)
from portal.overview.views.desk import desk
from portal.overview.views.history import history, history_csv, history_json
from portal.overview.views.places import bodies, body, territories, territory
from portal.overview.views.rehearsing import control_rehearsal, control_rehearsal_csv, control_rehearsal_job
from portal.overview.views.search import search
from portal.overview.views.summary import control_summary

__all__ = [
    "audit",
    "audit_csv",
    "audit_json",
    "audit_verify",
    "bodies",
    "body",
    "control_desk",
    "control_files",
    "control_files_make",
    "control_rehearsal",
    "control_rehearsal_csv",
    "control_rehearsal_job",
    "control_remind",
    "control_summary",
    "control_try_again",
    "desk",
    "history",
    "history_csv",
    "history_json",
    "search",
    "territories",
    "territory",
]
