"""Moving a function to another body, as an act has decided."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.choices import FUNCTION_BODIES, Function
from portal.bodies.errors import invalid
from portal.bodies.models import Body, BodyFunction
from portal.bodies.permissions import Actor, can_move_functions
from portal.kernel.errors import Conflict


def move_function(*, actor: Actor, function: str, body: Body, on: date, today: date) -> BodyFunction:
    """From `on` the function belongs to `body`; its present holder keeps it up to the day before.

    Not in the past: what was done in the function then stays done by its holder of then. Raises NotAllowed, Invalid by
    field, Conflict when a later move is planned already.
    """
    can_move_functions(actor).require()
    function = Function(function)
    if body.kind != FUNCTION_BODIES[function]:
        raise invalid("body", _("A body of this kind cannot hold this function."))
    if on < today:
        raise invalid("on", _("A function cannot be moved in the past."))
    if on < body.starts_on or (body.ends_on is not None and on >= body.ends_on):
        raise invalid("on", _("The body does not exist on this day."))
    with transaction.atomic():
        rows = list(
            BodyFunction.objects.filter(function=function).order_by("starts_on").select_for_update(of=("self",))
        )
        if any(row.starts_on >= on for row in rows):
            raise Conflict(_("The function moves on this day or later already."))
        present = rows[-1] if rows else None
        if present is not None and (present.ends_on is None or present.ends_on > on):
            if present.body_id == body.pk:
                raise invalid("body", _("This body holds the function already."))
            present.ends_on = on
            present.save(update_fields=["ends_on"])
        return BodyFunction.objects.create(function=function, body=body, starts_on=on)
