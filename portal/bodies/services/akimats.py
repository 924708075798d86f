"""Offices of akims for every unit that has one: raised from the territories, corrected by the akimats themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.choices import (
    FIRST_RANK,
    LOWEST_RANK,
    WITH_MASLIKHAT,
    BodyKind,
    ChangeKind,
    Post,
    TerritoryKind,
)
from portal.bodies.errors import invalid
from portal.bodies.models import Body, BodyChange, Official, Territory
from portal.bodies.permissions import Actor, can_correct_office, can_load_classifier
from portal.bodies.rules import codes, offices
from portal.bodies.rules.offices import OfficeNames
from portal.bodies.services.localities import make_localities, raise_localities
from portal.bodies.services.locking import hold_places
from portal.bodies.services.territories import names_of
from portal.kernel.errors import Conflict, Invalid

_LANGUAGES = ("kk", "ru", "en")
#: Leased until 2050 under a treaty: whether it has an akim and a maslikhat of its own is not confirmed.
UNCONFIRMED = ("431900000",)


@dataclass
class Raised:
    """Counts by kind of territory, and the codes a person should look at."""

    offices: Counter[str] = field(default_factory=Counter)
    maslikhats: Counter[str] = field(default_factory=Counter)
    standing: Counter[str] = field(default_factory=Counter)
    #: Villages without an akim that became territories.
    villages: int = 0
    renamed: int = 0
    ended: int = 0
    unconfirmed: list[str] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.offices or self.maslikhats or self.villages or self.renamed or self.ended)


def raise_akimats(*, on: date, region: str = "", dry_run: bool = False) -> Raised:
    """An office for every unit with an akim on that day, and a maslikhat where one is elected; `region`: of one.

    A second run does nothing. New offices have not joined the portal and owe nothing. An office whose place was renamed
    is renamed, one whose place ended is ended, both in its history. `dry_run` does everything and takes it back.
    """
    raised = Raised()
    with transaction.atomic():
        hold_places()
        within = Territory.objects.filter(kato__startswith=codes.region(region) if region else "")
        places = list(within.with_akim().in_force(on).select_related("parent"))
        standing = {
            (body.kind, body.territory_id): body
            for body in Body.objects.in_force(on).filter(kind__in=[BodyKind.AKIMAT, BodyKind.MASLIKHAT])
        }
        _end_offices(raised, on)
        _raise(raised, places, standing)
        _rename_offices(raised, places, standing, on)
        raised.villages = raise_localities(on=on)
        raised.unconfirmed = [place.kato for place in places if place.kato in UNCONFIRMED]
        if dry_run:
            transaction.set_rollback(True)
    return raised


def join_portal(*, actor: Actor, body: Body, on: date) -> bool:
    """From `on` the body's duties count. Once: a body that has joined stays joined. Says whether it joined now.

    Raises NotAllowed.
    """
    can_load_classifier(actor).require()
    return note_joined(body=body, on=on)


def note_joined(*, body: Body, on: date) -> bool:
    """The same, for services that have asked who may already: somebody of the body was let in."""
    joined = Body.objects.filter(pk=body.pk, joined_on__isnull=True).update(joined_on=on)
    if joined:
        body.joined_on = on
        if body.territory is not None and body.kind == BodyKind.AKIMAT:
            # Its region alone: somebody waits for the answer.
            make_localities({codes.region(body.territory.kato)}, on=on)
    return bool(joined)


def correct_office(
    *, actor: Actor, body: Body, kind: str, predecessor: Body | None, on: date, reason: str, today: date
) -> list[BodyChange]:
    """The type of the unit, the office it succeeds, or both, from a day on and for a reason; into the history.

    An office that still stands is ended by this only when an administrator enters it. Raises NotAllowed, Invalid by
    field, Conflict.
    """
    can_correct_office(actor, body).require()
    _check(body, kind, on, reason, today)
    with transaction.atomic():
        hold_places()
        body = Body.objects.select_for_update(of=("self",)).select_related("territory__parent").get(pk=body.pk)
        territory = body.territory
        assert territory is not None
        changes = []
        if kind != territory.kind:
            changes.append(_change_type(body, territory, kind))
        if predecessor is not None:
            changes.extend(_change_predecessor(actor, body, predecessor, on))
        if not changes:
            raise invalid("kind", _("Nothing is changed: choose another type or a predecessor."))
        for change in changes:
            change.on, change.reason, change.user = on, reason.strip(), actor.user
        return BodyChange.objects.bulk_create(changes)


# -- raising ---------------------------------------------------------------------------------------------------------
def _raise(raised: Raised, places: Iterable[Territory], standing: dict[tuple[str, int | None], Body]) -> None:
    slugs = set(Body.objects.values_list("slug", flat=True))
    made = []
    for place in places:
        if (BodyKind.AKIMAT, place.pk) in standing:
            raised.standing[place.kind] += 1
        else:
            made.append(_body(BodyKind.AKIMAT, place, slugs))
            raised.offices[place.kind] += 1
        if place.kind in WITH_MASLIKHAT and (BodyKind.MASLIKHAT, place.pk) not in standing:
            made.append(_body(BodyKind.MASLIKHAT, place, slugs))
            raised.maslikhats[place.kind] += 1
    made = Body.objects.bulk_create(made, batch_size=500)
    Official.objects.bulk_create([_head(body) for body in made], batch_size=500)


def _body(kind: BodyKind, place: Territory, slugs: set[str]) -> Body:
    slug = f"{kind.value}-{place.kato}"
    if slug in slugs:
        # The code was borne by another place before: its office keeps the short address.
        slug = f"{slug}-{place.starts_on.isoformat()}"
    slugs.add(slug)
    return Body(
        slug=slug, kind=kind, territory=place, starts_on=place.starts_on, **_office_names(kind, place).columns()
    )


def _office_names(kind: str, place: Territory) -> OfficeNames:
    if kind == BodyKind.MASLIKHAT:
        return offices.maslikhat(place)
    if place.kind in WITH_MASLIKHAT or place.parent is None:
        return offices.akimat(place)
    return offices.office(place, place.parent)


def _head(body: Body) -> Official:
    return Official(body=body, post=Post.FIRST_HEAD, starts_on=body.starts_on, **_titles(body))


def _titles(body: Body) -> dict[str, str]:
    return {f"title_{code}": getattr(body, f"head_title_{code}") for code in _LANGUAGES}


def _end_offices(raised: Raised, on: date) -> None:
    """Offices of places that have ended by that day."""
    rows = list(
        Body.objects.in_force(on)
        .filter(kind__in=[BodyKind.AKIMAT, BodyKind.MASLIKHAT], territory__ends_on__lte=on)
        .exclude(territory__kind__in=FIRST_RANK)
        .select_related("territory")
    )
    changes = []
    for body in rows:
        assert body.territory is not None
        assert body.territory.ends_on is not None
        end = max(body.territory.ends_on, body.starts_on + timedelta(days=1))
        body.ends_on = end
        changes.append(BodyChange(body=body, kind=ChangeKind.END, on=end, before=body.name_kk))
    Body.objects.bulk_update(rows, ["ends_on"], batch_size=500)
    BodyChange.objects.bulk_create(changes)
    raised.ended = len(rows)


def _rename_offices(
    raised: Raised, places: Iterable[Territory], standing: dict[tuple[str, int | None], Body], on: date
) -> None:
    """Offices are called after their places. Those of the first rank are authored."""
    renamed, changes = [], []
    for place in places:
        if place.kind in FIRST_RANK:
            continue
        for kind in (BodyKind.AKIMAT, BodyKind.MASLIKHAT):
            body = standing.get((kind, place.pk))
            if body is not None and (change := _rename(body, _office_names(kind, place))) is not None:
                change.on = on
                renamed.append(body)
                changes.append(change)
    _save_names(renamed)
    BodyChange.objects.bulk_create(changes)
    raised.renamed = len(renamed)


def _rename(body: Body, names: OfficeNames) -> BodyChange | None:
    columns = names.columns()
    if all(getattr(body, name) == text for name, text in columns.items()):
        return None
    before = body.name_kk
    for name, text in columns.items():
        setattr(body, name, text)
    return BodyChange(body=body, kind=ChangeKind.NAME, before=before, after=body.name_kk)


def _save_names(bodies: list[Body]) -> None:
    if not bodies:
        return
    columns = [f"{name}_{code}" for name in ("name", "plain", "short", "head_title") for code in _LANGUAGES]
    Body.objects.bulk_update(bodies, columns, batch_size=500)
    by_pk = {body.pk: body for body in bodies}
    heads = list(Official.objects.filter(body__in=by_pk, post=Post.FIRST_HEAD, ends_on__isnull=True))
    for head in heads:
        for name, text in _titles(by_pk[head.body_id]).items():
            setattr(head, name, text)
    Official.objects.bulk_update(heads, [f"title_{code}" for code in _LANGUAGES], batch_size=500)


# -- correcting ------------------------------------------------------------------------------------------------------
def _check(body: Body, kind: str, on: date, reason: str, today: date) -> None:
    errors: dict[str, list[str]] = {}
    if body.kind != BodyKind.AKIMAT or body.territory is None or body.territory.kind in FIRST_RANK:
        raise invalid("", _("The entry of this body is not corrected here."))
    if kind != body.territory.kind and (kind not in LOWEST_RANK or body.territory.kind not in LOWEST_RANK):
        errors["kind"] = [
            _("Only towns, settlements, villages and rural districts change their type among themselves.")
        ]
    if on > today:
        errors["on"] = [_("A change is entered when it has come into force.")]
    elif on < body.starts_on or (body.ends_on is not None and on >= body.ends_on):
        errors["on"] = [_("The body does not exist on this day.")]
    if not reason.strip():
        errors["reason"] = [_("Name the act or the circumstance that this follows from.")]
    if errors:
        raise Invalid(_("The change was not entered."), errors=errors)


def _change_type(body: Body, territory: Territory, kind: str) -> BodyChange:
    before = territory.kind
    territory.kind = kind
    names = names_of(territory, kind)
    if names is not None:
        for name, text in vars(names).items():
            setattr(territory, name, text)
    territory.save()
    _rename(body, _office_names(body.kind, territory))
    _save_names([body])
    return BodyChange(body=body, kind=ChangeKind.TYPE, before=before, after=TerritoryKind(kind).value)


def _change_predecessor(actor: Actor, body: Body, predecessor: Body, on: date) -> list[BodyChange]:
    if predecessor.pk == body.pk or predecessor.kind != BodyKind.AKIMAT:
        raise invalid("predecessor", _("This body cannot be the predecessor."))
    earlier = Body.objects.select_for_update(of=("self",)).get(pk=predecessor.pk)
    if BodyChange.objects.filter(body=body, predecessor=earlier).exists():
        raise Conflict(_("This succession is entered already."))
    changes = [
        BodyChange(
            body=body, kind=ChangeKind.SUCCESSION, predecessor=earlier, before=earlier.name_kk, after=body.name_kk
        )
    ]
    if earlier.ends_on is None or earlier.ends_on > on:
        if not actor.is_administrator:
            raise invalid("predecessor", _("This office still stands. Only an administrator ends an office."))
        if on <= earlier.starts_on:
            raise invalid("on", _("The predecessor did not exist before this day."))
        earlier.ends_on = on
        earlier.save(update_fields=["ends_on"])
        changes.append(BodyChange(body=earlier, kind=ChangeKind.END, before=earlier.name_kk, after=body.name_kk))
    return changes
