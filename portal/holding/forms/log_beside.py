"""What another page has written in the same log, beside what is typed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.choices import Attendee
from portal.holding.forms.log import LogForm
from portal.holding.forms.questions import Row
from portal.holding.models import LogDraft
from portal.kit import forms


@dataclass(frozen=True)
class Others:
    """`said` says whose it is; `lines` are what it has otherwise, by what it is called."""

    said: str
    lines: list[tuple[str, str]]


def differing(
    others: LogDraft, form: LogForm, rows_of: Callable[[Mapping[str, Any]], Sequence[Row]]
) -> list[tuple[str, str]]:
    """Each field, and what each question that both have is said to be: nothing of it is lost unseen."""
    mine = form.typed()
    found = [
        (str(field.label), _shown(form, name, others.typed[name]))
        for name, field in form.fields.items()
        if name in others.typed and others.typed[name] != mine.get(name)
    ]
    here = {row.key: row for row in rows_of(mine)}
    for row in rows_of(others.typed):
        own = here.get(row.key)
        if own is not None and (own.place, own.topic, own.fate) != (row.place, row.topic, row.fate):
            label = _("Question %(number)s") % {"number": row.number}
            found.append((label, f"{row.text}\n{row.place.name} · {row.topic_name} · {row.fate_name}"))
    return found


def _shown(form: LogForm, name: str, typed: Any) -> str:
    """As a person reads it."""
    if name == "attendees":
        return "\n".join(str(Attendee(role).label) for role in typed if role in Attendee.values)
    if isinstance(form.fields[name], forms.BooleanField):
        return pgettext("answer", "Yes")
    choices = getattr(form.fields[name], "choices", ())
    return str(dict(choices).get(typed, typed))
