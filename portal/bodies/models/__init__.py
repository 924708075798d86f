"""Who and where: places, bodies, functions, officials and the roles people hold, each between dates.

All date ranges are half-open: `starts_on` is the first day, `ends_on` the first day no longer.
"""

from portal.bodies.models.changes import BodyChange
from portal.bodies.models.classifier import ClassifierEntry, Edition
from portal.bodies.models.coverage import UnitCorrection
from portal.bodies.models.institutions import Body, BodyFunction, Exemption, Official
from portal.bodies.models.joining import Handover, Invitation
from portal.bodies.models.people import RoleGrant
from portal.bodies.models.places import Territory

__all__ = [
    "Body",
    "BodyChange",
    "BodyFunction",
    "ClassifierEntry",
    "Edition",
    "Exemption",
    "Handover",
    "Invitation",
    "Official",
    "RoleGrant",
    "Territory",
    "UnitCorrection",
]
