"""Akimats say where akims owe meetings, against what the classifier alone would tell."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.choices import FIRST_RANK, SECOND_RANK
from portal.bodies.models import ClassifierEntry, Territory, UnitCorrection
from portal.bodies.permissions import Actor, can_correct_unit
from portal.bodies.services.territories import territory_of
from portal.kernel.errors import Invalid

#: How far ahead a correction may begin: the year that is being planned, and no mistyped one.
_AHEAD = timedelta(days=400)


def correct_unit(
    *, actor: Actor, code: str, is_unit: bool, visitor: Territory | None, on: date, reason: str, today: date
) -> UnitCorrection:
    """From a day on the place is a unit or none, or the akim of another unit comes there. A row that stays.

    Never from a day that is over: nobody becomes late backwards. Saying the same again writes nothing more. Raises
    NotAllowed, Invalid by field, Territory.DoesNotExist for what is nowhere.
    """
    with transaction.atomic():
        place = _place(code, today)
        can_correct_unit(actor, place, visitor).require()
        _check(place, is_unit, visitor, on, reason, today)
        latest = place.unit_corrections.select_for_update().order_by("-on", "-pk").first()
        said = (is_unit, visitor.pk if visitor else None, on)
        if latest is not None and (latest.is_unit, latest.visitor_id, latest.on) == said:
            return latest
        return UnitCorrection.objects.create(
            place=place, is_unit=is_unit, visitor=visitor, on=on, reason=reason.strip(), user=actor.user
        )


def _place(code: str, today: date) -> Territory:
    """The territory of the code, made when it is a place nobody needed before. With what it lies in."""
    if not Territory.objects.in_force(today).filter(kato=code).exists():
        entry = ClassifierEntry.objects.in_force(today).filter(code=code).first()
        if entry is None:
            raise Territory.DoesNotExist
        territory_of(entry)
    return Territory.objects.select_related("parent__parent__parent").by_kato(code, today)


def _check(place: Territory, is_unit: bool, visitor: Territory | None, on: date, reason: str, today: date) -> None:
    errors: dict[str, list[str]] = {}
    if place.kind in (*FIRST_RANK, *SECOND_RANK):
        errors["is_unit"] = [_("Districts, cities and city districts are units by the act itself.")]
    if visitor is not None and not is_unit:
        errors["visitor"] = [_("Another akim visits only a place that is a unit.")]
    elif visitor is not None and (visitor.pk == place.pk or visitor.region != place.region):
        errors["visitor"] = [_("Choose another unit of the same region.")]
    if on < today:
        errors["on"] = [_("A correction counts from today or from a later day.")]
    elif on > today + _AHEAD:
        errors["on"] = [_("This day is too far ahead.")]
    if not reason.strip():
        errors["reason"] = [_("Name the act or the circumstance that this follows from.")]
    if errors:
        raise Invalid(_("The correction was not entered."), errors=errors)
