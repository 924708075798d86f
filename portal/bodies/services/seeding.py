"""Bringing the authored facts about places, bodies and functions into the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from portal.bodies.choices import BodyKind, Post
from portal.bodies.facts.bodies import bodies as body_facts
from portal.bodies.facts.functions import holdings as holding_facts
from portal.bodies.facts.territories import Place
from portal.bodies.facts.territories import places as place_facts
from portal.bodies.models import Body, BodyFunction, Exemption, Official, Territory
from portal.bodies.services.locking import hold_places
from portal.law.exemptions import exemptions as exemption_facts

_LANGUAGES = ("kk", "ru", "en")


@dataclass
class Seeded:
    """What a run added and changed, by model."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        return not any(self.added.values()) and not any(self.changed.values())


def seed_reference(*, on: date, joined_on: date) -> Seeded:
    """Add the facts that are missing and correct those that changed. Nothing is deleted; a second run does nothing.

    `joined_on` is written to bodies that are new here, but for companies, which owe nothing until somebody of theirs is
    let in. What people of the portal decide is left alone: a function that anybody holds, and the first head of a body
    that has one on the day `on`, are not moved, only retitled.
    """
    seeded = Seeded()
    with transaction.atomic():
        hold_places()
        units = [place for place in place_facts() if place.is_first_rank]
        below = [place for place in place_facts() if not place.is_first_rank]
        _put(seeded, Territory, ("kato", "starts_on"), (_place(unit, None) for unit in units))
        by_kato = {row.kato: row for row in Territory.objects.regions().order_by("starts_on")}
        _put(seeded, Territory, ("kato", "starts_on"), (_place(place, by_kato) for place in below))
        _put(
            seeded,
            Body,
            ("slug",),
            (_body(fact, by_kato) for fact in body_facts()),
            only_new=lambda values: {} if values["kind"] == BodyKind.COMPANY else {"joined_on": joined_on},
        )
        slugs = {row.slug: row for row in Body.objects.all()}
        _put(
            seeded, Exemption, ("body_id", "act", "starts_on"), (_exemption(fact, slugs) for fact in exemption_facts())
        )
        _put_functions(seeded, slugs)
        _put_heads(seeded, on)
    return seeded


def _put(
    seeded: Seeded,
    model: Any,
    key: tuple[str, ...],
    rows: Iterable[Mapping[str, Any]],
    only_new: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda _values: {},
) -> None:
    """Add or correct rows by their natural key. Corrections go first: an end may make room for a successor."""
    there = {tuple(getattr(row, name) for name in key): row for row in model.objects.all()}
    added, changed, names = [], [], set[str]()
    for values in rows:
        row = there.get(tuple(values[name] for name in key))
        if row is None:
            added.append(model(**values, **only_new(values)))
        elif differing := [name for name, value in values.items() if getattr(row, name) != value]:
            for name in differing:
                setattr(row, name, values[name])
            names.update(differing)
            changed.append(row)
    if changed:
        model.objects.bulk_update(changed, sorted(names))
    model.objects.bulk_create(added)
    called = model.__name__.lower()
    seeded.added[called] = seeded.added.get(called, 0) + len(added)
    seeded.changed[called] = seeded.changed.get(called, 0) + len(changed)


def _texts(fact: object, *names: str) -> dict[str, str]:
    return {f"{name}_{lang}": getattr(fact, f"{name}_{lang}") for name in names for lang in _LANGUAGES}


def _place(place: Place, units: Mapping[str, Territory] | None) -> dict[str, Any]:
    return {
        "kato": place.kato,
        "kind": place.kind,
        "parent_id": units[place.parent_kato].pk if units is not None and place.parent_kato else None,
        **_texts(place, "name", "short"),
        "genitive_kk": place.genitive_kk,
        "genitive_ru": place.genitive_ru,
        "starts_on": place.starts_on,
        "ends_on": place.ends_on,
    }


def _body(fact: Any, units: Mapping[str, Territory]) -> dict[str, Any]:
    return {
        "slug": fact.slug,
        "kind": fact.kind,
        **_texts(fact, "name", "plain", "short", "head_title"),
        "territory_id": units[fact.territory_kato].pk if fact.territory_kato else None,
        "starts_on": fact.starts_on,
        "ends_on": fact.ends_on,
    }


def _exemption(fact: Any, bodies: Mapping[str, Body]) -> dict[str, Any]:
    return {
        "body_id": bodies[fact.slug].pk,
        "act": fact.act,
        **_texts(fact, "ground"),
        "starts_on": fact.starts_on,
        "ends_on": fact.ends_on,
    }


def _put_functions(seeded: Seeded, bodies: Mapping[str, Body]) -> None:
    """Only functions that nobody has held yet: later moves are entered by administrators."""
    held = set(BodyFunction.objects.values_list("function", flat=True))
    rows = [
        BodyFunction(function=fact.function, body=bodies[fact.slug], starts_on=fact.starts_on, ends_on=fact.ends_on)
        for fact in holding_facts()
        if fact.function not in held
    ]
    BodyFunction.objects.bulk_create(rows)
    seeded.added["bodyfunction"] = len(rows)


def _put_heads(seeded: Seeded, on: date) -> None:
    """The post of first head of every body that has one on the day `on`; names are not among the facts."""
    heads = {head.body_id: head for head in Official.objects.in_force(on).filter(post=Post.FIRST_HEAD)}
    known = set(Official.objects.filter(post=Post.FIRST_HEAD).values_list("body_id", flat=True))
    added, changed = [], []
    for body in Body.objects.in_force(on):
        head = heads.get(body.pk)
        if head is None:
            if body.pk not in known:
                added.append(Official(body=body, post=Post.FIRST_HEAD, starts_on=body.starts_on, **_title(body)))
        elif any(getattr(head, name) != text for name, text in _title(body).items()):
            for name, text in _title(body).items():
                setattr(head, name, text)
            changed.append(head)
    Official.objects.bulk_create(added)
    Official.objects.bulk_update(changed, [f"title_{lang}" for lang in _LANGUAGES])
    seeded.added["official"] = len(added)
    seeded.changed["official"] = len(changed)


def _title(body: Body) -> dict[str, str]:
    return {f"title_{lang}": getattr(body, f"head_title_{lang}") for lang in _LANGUAGES}
