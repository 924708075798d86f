"""The history in words: names of tables and columns, and values as people read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import User
from portal.bodies.models import Body, Official, Territory
from portal.deadlines.models import Evidence
from portal.deadlines.queries.words import in_words
from portal.kit import formats
from portal.law.evidence import genre_name
from schedules.kinds import KINDS
from schedules.models import Proposal, Schedule, ScheduleAnnouncement

#: A value is shown up to so many letters; the export holds all of it.
_LETTERS = 240
_LANGUAGES = ("kk", "ru", "en")
_EMPTY = "—"


#: Names of columns that no form shows, so their models give them none.
COLUMNS: Mapping[str, Any] = {
    "about": pgettext_lazy("column of the history", "what it is about"),
    "accepted_by": pgettext_lazy("column of the history", "accepted by"),
    "amends": pgettext_lazy("column of the history", "schedule that is amended"),
    "answered_by": pgettext_lazy("column of the history", "answered by"),
    "approved_by": pgettext_lazy("column of the history", "approved by"),
    "body": pgettext_lazy("column of the history", "body"),
    "change_reason": pgettext_lazy("column of the history", "why it was changed"),
    "changed_at": pgettext_lazy("column of the history", "time of the change"),
    "changed_by": pgettext_lazy("column of the history", "changed by"),
    "confirmed_by": pgettext_lazy("column of the history", "day confirmed by"),
    "confirmed_for": pgettext_lazy("column of the history", "body that confirmed the day"),
    "corrects": pgettext_lazy("column of the history", "line that is corrected"),
    "created_at": pgettext_lazy("column of the history", "time of making"),
    "created_by": pgettext_lazy("column of the history", "made by"),
    "decided_by": pgettext_lazy("column of the history", "answered by"),
    "decision": pgettext_lazy("column of the history", "decision"),
    "document": pgettext_lazy("column of the history", "document"),
    "due_bound": pgettext_lazy("column of the history", "up to or before the day"),
    "due_counting": pgettext_lazy("column of the history", "how the last day is counted from the event"),
    "due_day": pgettext_lazy("column of the history", "last day: day"),
    "due_month": pgettext_lazy("column of the history", "last day: month"),
    "due_year_offset": pgettext_lazy("column of the history", "last day: years from the period"),
    "entry": pgettext_lazy("column of the history", "entry of the schedule"),
    "evidence": pgettext_lazy("column of the history", "evidence"),
    "file": pgettext_lazy("column of the history", "file"),
    "genitive": pgettext_lazy("column of the history", "name in the genitive"),
    "grant": pgettext_lazy("column of the history", "role that was given"),
    "granted_at": pgettext_lazy("column of the history", "time of giving"),
    "granted_by": pgettext_lazy("column of the history", "given by"),
    "ground": pgettext_lazy("column of the history", "ground"),
    "head_title": pgettext_lazy("column of the history", "title of the first head"),
    "id": pgettext_lazy("column of the history", "number of the record"),
    "invited_by": pgettext_lazy("column of the history", "invited by"),
    "key": pgettext_lazy("column of the history", "lasting key"),
    "kind": pgettext_lazy("column of the history", "kind"),
    "met_by": pgettext_lazy("column of the history", "done by"),
    "name": pgettext_lazy("column of the history", "name"),
    "named_at": pgettext_lazy("column of the history", "time of naming"),
    "named_by": pgettext_lazy("column of the history", "named by"),
    "note": pgettext_lazy("column of the history", "note"),
    "obligation": pgettext_lazy("column of the history", "obligation"),
    "person": pgettext_lazy("column of the history", "person"),
    "plain": pgettext_lazy("column of the history", "name in everyday use"),
    "proposal": pgettext_lazy("column of the history", "proposal"),
    "recorded_at": pgettext_lazy("column of the history", "time of recording"),
    "recorded_by": pgettext_lazy("column of the history", "recorded by"),
    "release_ground": pgettext_lazy("column of the history", "ground of the release"),
    "released_on": pgettext_lazy("column of the history", "day of the release"),
    "replaces": pgettext_lazy("column of the history", "record that is replaced"),
    "revokes": pgettext_lazy("column of the history", "decision that is revoked"),
    "schedule": pgettext_lazy("column of the history", "schedule"),
    "sent_by": pgettext_lazy("column of the history", "sent by"),
    "sequence": pgettext_lazy("column of the history", "number of changes in calendars"),
    "sha256": pgettext_lazy("column of the history", "fingerprint SHA-256"),
    "short": pgettext_lazy("column of the history", "short name"),
    "source": pgettext_lazy("column of the history", "row it was made from"),
    "source_version": pgettext_lazy("column of the history", "version of that row"),
    "span_end": pgettext_lazy("column of the history", "end of the time kept"),
    "span_start": pgettext_lazy("column of the history", "beginning of the time kept"),
    "subject": pgettext_lazy("column of the history", "subject"),
    "submitted_by": pgettext_lazy("column of the history", "submitted by"),
    "successor": pgettext_lazy("column of the history", "successor"),
    "title": pgettext_lazy("column of the history", "title"),
    "uploaded_by": pgettext_lazy("column of the history", "uploaded by"),
    "user": pgettext_lazy("column of the history", "person"),
    "venue": pgettext_lazy("column of the history", "venue"),
    "version": pgettext_lazy("column of the history", "version"),
    "where": pgettext_lazy("column of the history", "where people were told"),
    "withdrawn_by": pgettext_lazy("column of the history", "taken back by"),
    "withdrawn_reason": pgettext_lazy("column of the history", "why it was taken back"),
    "wording": pgettext_lazy("column of the history", "wording"),
}

#: Model -> how one of its rows is called.
_NAMES: Mapping[str, Callable[[Any], str]] = {
    User._meta.label: lambda row: row.full_name,
    Body._meta.label: lambda row: str(row.plain),
    Territory._meta.label: lambda row: str(row.short),
    Official._meta.label: lambda row: str(row.title),
}


def _kind(key: str) -> str:
    return str(KINDS[key].label) if key in KINDS else key


#: Model and field -> how a value is said that the act, not the model, has words for.
_SPOKEN: Mapping[tuple[str, str], Callable[[str], str]] = {
    (Evidence._meta.label, "genre"): lambda value: in_words(genre_name(value)),
    **{(model._meta.label, "kind"): _kind for model in (Proposal, Schedule, ScheduleAnnouncement)},
}

Names = Mapping[tuple[str, int], str]


def field_of(model: type[models.Model], column: str) -> models.Field[Any, Any] | None:
    """The field that is stored in the column; None when there is no such column any more."""
    return next((field for field in model._meta.concrete_fields if field.column == column), None)


def column_name(model: type[models.Model], column: str) -> str:
    """Name of a column in the reader's language, with the language of its text where it has one."""
    stem, tail = _parts(model, column)
    name = capfirst(str(_lazy_name(model, stem, tail) or column))
    return f"{name} ({tail})" if tail else name


def language_of(model: type[models.Model], column: str) -> str:
    """Of the texts a column holds; "" where it holds one for all languages, or none."""
    return _parts(model, column)[1]


def is_named(model: type[models.Model], column: str) -> bool:
    """Whether the column has a name that is translated."""
    return _lazy_name(model, *_parts(model, column)) is not None


def _parts(model: type[models.Model], column: str) -> tuple[str, str]:
    """The field, and the language of its text: "name" and "kk"."""
    field = field_of(model, column)
    name = field.name if field is not None else column
    stem, _line, tail = name.rpartition("_")
    return (stem, tail) if stem and tail in _LANGUAGES else (name, "")


def _lazy_name(model: type[models.Model], stem: str, tail: str) -> Any:
    """From the model, where the first of several languages carries it; else from the table above; else None."""
    wanted = f"{stem}_{_LANGUAGES[0]}" if tail else stem
    own = next((field.verbose_name for field in model._meta.concrete_fields if field.name == wanted), None)
    return own if isinstance(own, Promise) else COLUMNS.get(stem)


def names_of(model: type[models.Model], changes: Iterable[Mapping[str, Any] | None]) -> dict[str, set[int]]:
    """Model -> ids that the columns speak of, of the models whose rows have names."""
    found: dict[str, set[int]] = {}
    relations = {
        field.column: field.related_model._meta.label
        for field in model._meta.concrete_fields
        if field.related_model is not None and field.related_model != "self"
    }
    for values in changes:
        for column, value in (values or {}).items():
            if isinstance(value, int) and relations.get(column) in _NAMES:
                found.setdefault(relations[column], set()).add(value)
    return found


def read_names(wanted: Mapping[str, set[int]]) -> dict[tuple[str, int], str]:
    """What those rows are called now. One statement a model, four at most."""
    return {
        (label, row.pk): _NAMES[label](row)
        for label, ids in wanted.items()
        for row in apps.get_model(label)._base_manager.filter(pk__in=ids)
    }


def is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def value_words(model: type[models.Model], column: str, value: Any, names: Names) -> str:
    """A stored value as people read it; nothing is a dash. A value that is not understood is shown as it is."""
    if is_empty(value):
        return _EMPTY
    field = field_of(model, column)
    try:
        words = _words(field, value, names) if field is not None else None
    except (ValueError, TypeError):
        words = None
    if words is None:
        words = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    return Truncator(words).chars(_LETTERS)


def _words(field: models.Field[Any, Any], value: Any, names: Names) -> str | None:
    if field.related_model is not None and field.related_model != "self":
        return names.get((field.related_model._meta.label, value)) or _("No. %(number)s") % {"number": value}
    if (spoken := _SPOKEN.get((field.model._meta.label, field.name))) is not None:
        return spoken(value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, models.DateTimeField):
        return formats.instant(datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return formats.day(date.fromisoformat(value))
    if isinstance(field, models.TimeField):
        return formats.clock_time(time.fromisoformat(value))
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return None
