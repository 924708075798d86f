"""Grounds of akim calendars."""

from __future__ import annotations

import io

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import actor_for
from portal.bodies.rules import codes
from portal.bodies.services import import_edition, raise_akimats, seed_reference
from portal.bodies.workbooks import read_classifier
from portal.calendars.services.proposing import propose
from schedules.models import Proposal
from schedules.services.proposals import open_proposal
from tests.bodies import kato
from tests.calendars.land import land, land_ground, login
from tests.calendars.region import make_region
from tests.conftest import TODAY
from tests.ground import GROUND
from tests.shared import is_there, shared

__all__ = ["filled_ground", "land", "land_ground", "login", "region_ground", "sampled_regions"]


@GROUND.fixture
def region_ground() -> Body:
    return make_region()


@GROUND.fixture
def filled_ground() -> Proposal:
    """The region's calendar of 2027 as the portal proposes it."""
    akimat = make_region()
    officer = actor_for(User.objects.get(full_name="region_officer"), TODAY)
    proposal = open_proposal(body=akimat, period_key="2027", actor=officer, today=TODAY, kind="akim_calendar")
    propose(proposal=proposal, actor=officer, today=TODAY)
    return Proposal.objects.select_related("body__territory").get(pk=proposal.pk)


@GROUND.fixture
def sampled_regions() -> None:
    """The regions of the sample workbooks, as the classifier has them."""
    if not is_there():
        return
    rows = read_classifier(io.BytesIO(shared(kato.REAL).read_bytes())).rows
    sampled = {code: row for code, row in rows.items() if codes.region(code) in ("47", "62")}
    seed_reference(on=TODAY, joined_on=TODAY)
    import_edition(rows=sampled, source="kato.csv", edition_on=kato.EDITION, today=TODAY)
    raise_akimats(on=TODAY)
