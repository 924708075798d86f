"""The history of governed tables: what changed, by whom, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date
from functools import cache

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.audit.choices import Operation, Source
from portal.audit.models import Change
from portal.audit.querysets import ChangeQuerySet
from portal.bodies.permissions import Actor
from portal.overview.facts import GOVERNED, INSERTS_UNTOLD, OF_PEOPLE
from portal.overview.permissions import can_see_history_of_people
from portal.overview.queries.history_visible import seen_by
from portal.overview.queries.history_words import (
    Names,
    column_name,
    is_empty,
    language_of,
    names_of,
    read_names,
    value_words,
)

#: A page of the list is counted up to here; whoever looks for older changes narrows the filter or takes the export.
MOST = 10_000


@dataclass(frozen=True)
class Wanted:
    """What of the history is asked for. `table` is a model's label; `row` counts only beside it."""

    table: str = ""
    row: int | None = None
    person: str = ""
    user: int | None = None
    operation: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Kept:
    """What the triggers of one table are told to keep."""

    columns: tuple[str, ...]
    inserts: bool


@cache
def tables() -> dict[str, type[models.Model]]:
    """Table -> the model it holds, of all that are governed."""
    return {model._meta.db_table: model for model in map(apps.get_model, GOVERNED)}


def kept() -> dict[str, Kept]:
    """Table -> what its triggers must keep: every column that is not left out. Migrations write it down."""
    return {
        table: Kept(
            tuple(
                sorted({str(field.column) for field in model._meta.local_concrete_fields} - GOVERNED[model._meta.label])
            ),
            model._meta.label not in INSERTS_UNTOLD,
        )
        for table, model in tables().items()
    }


def table_choices(*, people: bool) -> list[tuple[str, str]]:
    """Governed models by their names; those of people only for who may see them."""
    found = [
        (model._meta.label, capfirst(str(model._meta.verbose_name_plural)))
        for model in tables().values()
        if people or model._meta.label not in OF_PEOPLE
    ]
    return sorted(found, key=lambda choice: choice[1])


def changes(wanted: Wanted, *, actor: Actor) -> ChangeQuerySet:
    """The latest first, as far as pages show it to the reader. What speaks of people only to administrators."""
    people = bool(can_see_history_of_people(actor))
    found = Change.objects.between(wanted.first, wanted.last).select_related("user")
    seen = {table for table, model in tables().items() if people or model._meta.label not in OF_PEOPLE}
    if wanted.table:
        seen &= {apps.get_model(wanted.table)._meta.db_table}
    found = found.of_tables(sorted(seen))
    if wanted.table and wanted.row is not None:
        found = found.filter(row=wanted.row)
    if wanted.person:
        found = found.filter(user__full_name__icontains=wanted.person)
    if wanted.user is not None:
        found = found.filter(user=wanted.user)
    if wanted.operation:
        found = found.filter(operation=wanted.operation)
    return seen_by(found, actor).order_by("-id")


@dataclass(frozen=True)
class Line:
    """One column of a change. `before` and `after` are empty where there was nothing to compare with.

    `language` is that of its text, where it is written in one; `is_code`: words for machines, in no language.
    """

    name: str
    before: str
    after: str
    language: str
    is_code: bool


@dataclass(frozen=True)
class ChangeRow:
    """One change in words."""

    change: Change
    table: str
    what: str
    hand: str
    lines: list[Line]


def change_rows(found: Iterable[Change]) -> list[ChangeRow]:
    """Four statements at most, for the names of bodies, places, officials and people, however many rows."""
    page = list(found)
    wanted: dict[str, set[int]] = {}
    for change in page:
        for label, ids in names_of(tables()[change.table], (change.before, change.after)).items():
            wanted.setdefault(label, set()).update(ids)
    names = read_names(wanted)
    return [_row(change, names) for change in page]


def _row(change: Change, names: Names) -> ChangeRow:
    model = tables()[change.table]
    return ChangeRow(
        change=change,
        table=model._meta.label,
        what=capfirst(str(model._meta.verbose_name)),
        hand=hand_words(change),
        lines=list(_lines(change, model, names)),
    )


def _lines(change: Change, model: type[models.Model], names: Names) -> Iterator[Line]:
    """In the order of the model. Of what was added or removed only what was filled in."""
    before, after = change.before or {}, change.after or {}
    places = {field.column: place for place, field in enumerate(model._meta.concrete_fields)}
    for column in sorted(change.columns, key=lambda column: (places.get(column, len(places)), column)):
        old, new = before.get(column), after.get(column)
        if column == "id" or (change.operation != Operation.CHANGED and is_empty(old) and is_empty(new)):
            continue
        yield Line(
            column_name(model, column),
            value_words(model, column, old, names) if change.before is not None else "",
            value_words(model, column, new, names) if change.after is not None else "",
            language_of(model, column),
            column == "slug",
        )


def hand_words(change: Change) -> str:
    """Through what it was done."""
    place = {"place": change.place or "—"}
    match change.source:
        case Source.PAGE:
            return _("On a page: %(place)s") % place
        case Source.JOB:
            return _("By background work: %(place)s") % place
        case Source.TASK:
            return _("By a task of the portal: %(place)s") % place
        case Source.COMMAND:
            return _("By a command on the server: %(place)s") % place
    return _("Past the portal, in the database itself")


#: Columns of an export.
COLUMNS = ("number", "at", "table", "row", "operation", "before", "after", "user", "source", "place", "act")


def exported(wanted: Wanted, *, actor: Actor) -> Iterator[dict[str, object]]:
    """Every change that is asked for, from the first on, as it is stored."""
    for change in changes(wanted, actor=actor).select_related(None).in_order().iterator(chunk_size=500):
        yield {
            "number": change.pk,
            "at": change.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "table": change.table,
            "row": change.row,
            "operation": change.operation,
            "before": change.before,
            "after": change.after,
            "user": change.user_id,
            "source": change.source,
            "place": change.place,
            "act": str(change.act) if change.act else None,
        }
