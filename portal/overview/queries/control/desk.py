"""The desk of control as one page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.overview.permissions import can_rehearse, can_remind_all, can_see_mail, can_summarise
from portal.overview.queries.control.ahead import Week, weeks_ahead
from portal.overview.queries.control.health import Sign, signs
from portal.overview.queries.control.late import Late, late_now
from portal.overview.queries.control.scope import Scope
from portal.overview.queries.control.standing import Ruling, Unanswered, rulings, unanswered
from portal.overview.queries.control.year import YearNumbers, year_numbers


@dataclass(frozen=True)
class ControlDesk:
    """`regions` names what a regional desk is limited to; `signs` are shown to those who see the whole country."""

    regions: list[Territory]
    year: YearNumbers
    late: Late
    weeks: list[Week]
    has_more_weeks: bool
    rulings: list[Ruling]
    unanswered: list[Unanswered]
    signs: list[Sign]
    may_rehearse: bool
    may_remind: bool
    may_summarise: bool
    sees_mail: bool


def control(scope: Scope, actor: Actor, now: datetime) -> ControlDesk:
    """The desk on the actor's day. At most fifteen statements, however much is owed; mail is asked for by the page."""
    weeks, has_more = weeks_ahead(scope, actor.on)
    regions = [] if scope.regions is None else list(Territory.objects.filter(pk__in=scope.regions).order_by("kato"))
    return ControlDesk(
        regions=regions,
        year=year_numbers(scope, actor.on.year),
        late=late_now(scope, actor.on),
        weeks=weeks,
        has_more_weeks=has_more,
        rulings=rulings(scope, actor.on),
        unanswered=unanswered(scope, actor.on),
        signs=signs(now) if scope.is_everywhere else [],
        may_rehearse=bool(can_rehearse(actor)),
        may_remind=bool(can_remind_all(actor)),
        may_summarise=bool(can_summarise(actor)),
        sees_mail=bool(can_see_mail(actor)),
    )
