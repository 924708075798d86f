"""The only writers of roles, functions and the facts about places and bodies."""

from portal.bodies.services.akimats import correct_office, join_portal, raise_akimats
from portal.bodies.services.classifier import (
    accept_closures,
    apply_edition,
    discard_edition,
    import_edition,
    keep_edition,
    plan_edition,
)
from portal.bodies.services.coverage import correct_unit
from portal.bodies.services.functions import move_function
from portal.bodies.services.handover import complete_handovers, hand_over
from portal.bodies.services.invitations import accept_invitation, invite, send_again, withdraw_invitation
from portal.bodies.services.localities import make_localities, raise_localities
from portal.bodies.services.roles import appoint_first_administrator, end_role, end_sessions_of_ended_roles, grant_role
from portal.bodies.services.seeding import seed_reference
from portal.bodies.services.substitutions import appoint_acting, end_acting
from portal.bodies.services.territories import territory_of

__all__ = [
    "accept_closures",
    "accept_invitation",
    "apply_edition",
    "appoint_acting",
    "appoint_first_administrator",
    "complete_handovers",
    "correct_office",
    "correct_unit",
    "discard_edition",
    "end_acting",
    "end_role",
    "end_sessions_of_ended_roles",
    "grant_role",
    "hand_over",
    "import_edition",
    "invite",
    "join_portal",
    "keep_edition",
    "make_localities",
    "move_function",
    "plan_edition",
    "raise_akimats",
    "raise_localities",
    "seed_reference",
    "send_again",
    "territory_of",
    "withdraw_invitation",
]
