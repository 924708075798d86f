"""An office without a site has its quarter printed in a newspaper, and says in which issue of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from issues.errors import CHANGED
from issues.models import LONGEST_OUTLET, LONGEST_TAKEN_WHY, QuarterPrint, QuarterVersion
from issues.permissions import can_publish_quarter
from issues.services.quarters.publishing import locked_body
from issues.services.steps import require_clean
from issues.services.words import require_short
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid

LONGEST_NUMBER = 40


@transaction.atomic
def record_print(
    *, version: QuarterVersion, outlet: str, number: str, printed_on: date, actor: Actor, today: date
) -> QuarterPrint:
    """Everybody reads where it was printed. Recorded twice it is one record; no duty hangs on it.

    The newspaper may have been quicker than the portal, but not than the end of the quarter.
    Raises NotAllowed, Invalid (fields "outlet", "number", "printed_on").
    """
    own = locked_body(version.body)
    can_publish_quarter(actor, own).require()
    said = {"outlet": outlet.strip(), "number": number.strip()}
    if not said["outlet"]:
        raise Invalid.at("outlet", _("Name the newspaper."))
    if not said["number"]:
        raise Invalid.at("number", _("Give the number of the issue of the newspaper."))
    require_short({"outlet": said["outlet"]}, LONGEST_OUTLET)
    require_short({"number": said["number"]}, LONGEST_NUMBER)
    require_clean(said)
    if printed_on > today:
        raise Invalid.at("printed_on", _("This day has not come yet."))
    if printed_on < version.period.end:
        raise Invalid.at("printed_on", _("The quarter was not over on this day."))
    found, _made = QuarterPrint.objects.public().get_or_create(
        version=version, printed_on=printed_on, **said, defaults={"by": actor.user, "recorded_on": today}
    )
    return found


@transaction.atomic
def take_print_back(*, record: QuarterPrint, why: str, actor: Actor, today: date) -> QuarterPrint:
    """It was entered by mistake: nobody outside reads it any more, and it stays on record with the reason.

    Raises NotAllowed, Conflict (taken back already), Invalid (field "why").
    """
    own = locked_body(record.version.body)
    can_publish_quarter(actor, own).require()
    row = QuarterPrint.objects.get(pk=record.pk)
    if row.taken_on is not None:
        raise Conflict(_("It was taken back already."), code=CHANGED)
    said = {"why": why.strip()}
    if not said["why"]:
        raise Invalid.at("why", _("Say why."))
    require_short(said, LONGEST_TAKEN_WHY)
    require_clean(said)
    row.taken_on, row.taken_by, row.taken_why = today, actor.user, said["why"]
    row.save(update_fields=["taken_on", "taken_by", "taken_why"])
    return row
