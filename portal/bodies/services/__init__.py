"""The only writers of roles, functions and the facts about places and bodies."""

from portal.bodies.services.functions import move_function
from portal.bodies.services.roles import appoint_first_administrator, end_role, end_sessions_of_ended_roles, grant_role
from portal.bodies.services.seeding import seed_reference

__all__ = [
    "appoint_first_administrator",
    "end_role",
    "end_sessions_of_ended_roles",
    "grant_role",
    "move_function",
    "seed_reference",
]
