"""Rows that are chosen by typing their names: hundreds of bodies or places on a telephone, with and without scripts.

The browser offers the names while one is typed (`datalist`); the server takes a name however it is spelled, in every
language of the portal, and says which are like it where it is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms as framework
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.kernel.folding import fold
from portal.kit.forms import CharField, TextInput

#: Names that are told to whoever typed none of them.
LIKE = 5
_LANGUAGES = ("kk", "ru", "en")


class Names:
    """Rows with a `name` in three languages. Of two that are called the same `beside` says where each lies."""

    def __init__(self, rows: Iterable[Any], beside: Callable[[Any], str] = lambda _row: "") -> None:
        self.rows: Sequence[Any] = list(rows)
        said = {row.pk: str(row.name) for row in self.rows}
        times = Counter(said.values())
        self._labels: dict[int, str] = {}
        known: dict[str, list[Any]] = {}
        for row in self.rows:
            name, more = said[row.pk], str(beside(row)) if times[said[row.pk]] > 1 else ""
            self._labels[row.pk] = f"{name}, {more}" if more else name
            texts = {self._labels[row.pk], *(getattr(row, f"name_{language}") for language in _LANGUAGES)}
            for text in {fold(text) for text in texts if text}:
                known.setdefault(text, []).append(row)
        self._known: Mapping[str, list[Any]] = known

    @property
    def labels(self) -> Iterable[str]:
        return self._labels.values()

    def label(self, row: Any) -> str:
        """What the field says of the row; also of one that is offered no more."""
        return self._labels.get(row.pk) or str(row.name)

    def find(self, text: str) -> Any | None:
        """The one row of this name; none where no row has it, or several."""
        rows = self._known.get(fold(text), [])
        return rows[0] if len(rows) == 1 else None

    def like(self, text: str) -> list[Any]:
        """Rows in whose names every typed word stands, in the order of the rows."""
        asked = fold(text).split()
        found = {row.pk for name, rows in self._known.items() if all(word in name for word in asked) for row in rows}
        return [row for row in self.rows if row.pk in found] if asked else []


class _NamedInput(TextInput):
    """A text field with the names that are offered; `None` while nobody has said which."""

    names: Names | None = None

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        key = f"{(attrs or {}).get('id', name)}-names"
        field = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((text,) for text in self._texts()))
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)

    def _texts(self) -> Iterable[str]:
        return self.names.labels if self.names is not None else ()


class NamedField(CharField):
    """One row, by its name. What is typed is kept; where it is part of one name alone, that name stands in its place.

    It is asked for all the same: nobody chooses what they have not seen.
    """

    widget = _NamedInput

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=_NamedInput(attrs={"autocomplete": "off", "maxlength": 300}), **options)
        self.names = Names(())
        self._meant = ""

    def offer(self, names: Names) -> None:
        self.names = self.widget.names = names

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = next((row for row in self.names.rows if row.pk == value), None)
        return value if value is None or isinstance(value, str) else self.names.label(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return self._meant or super().bound_data(data, initial)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = self.names.find(text)
        if found is None:
            raise ValidationError(self._refusal(text), code="named")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def _refusal(self, text: str) -> str:
        like = self.names.like(text)
        if len(like) == 1:
            self._meant = self.names.label(like[0])
            return _("Is this meant: %(name)s? It stands in the field now: send the form again, or write another.") % {
                "name": self._meant
            }
        if not like:
            return _("There is no such name here. Write a part of it to see which are like it.")
        names = "; ".join(self.names.label(row) for row in like[:LIKE])
        if len(like) > LIKE:
            return _("Several names are like this, among them: %(names)s. Write one of them whole.") % {"names": names}
        return _("Several names are like this: %(names)s. Write one of them whole.") % {"names": names}


def named(form: framework.BaseForm, name: str) -> NamedField:
    """The field, to be told which rows there are."""
    field = form.fields[name]
    assert isinstance(field, NamedField)
    return field
