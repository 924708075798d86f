"""The forms of the framework, with text fields that keep each letter as one character.

A form of the product imports `forms` from here: what people type passes through `to_python` of these fields, so a «й»
that a Mac sends as two characters is stored, found and compared as everybody else's, and what is no text is left out.
A test refuses the other import.
At the end stands what forms and their views do in the same way in every app.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms as framework
from django.forms import *  # noqa: F403 all but what is named below is the framework's own
from django.utils.safestring import SafeString

from portal.kernel.errors import Invalid
from portal.kernel.folding import typed
from portal.kit.rendering import select


class ComposedText:
    """A secret is left as it is: it is compared with what was set elsewhere, letter by letter."""

    widget: Any

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)  # type: ignore[misc]
        if isinstance(text, str) and not isinstance(self.widget, framework.PasswordInput):
            return typed(text)
        return text


class CharField(ComposedText, framework.CharField):  # type: ignore[no-redef]
    pass


class EmailField(ComposedText, framework.EmailField):  # type: ignore[no-redef]
    pass


class LinkField(ComposedText, framework.URLField):
    """An address of the web, typed with or without its scheme."""


class RegexField(ComposedText, framework.RegexField):  # type: ignore[no-redef]
    pass


class RememberedSelect(framework.Select):
    """A list whose choices many pages have: they are written once, see `kit.rendering.select`."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return select(name, value, self.build_attrs(self.attrs, attrs), _told(self.choices))


def _told(choices: Iterable[Any]) -> tuple[tuple[str, Any], ...]:
    """In the active language; what stands below a title is a group."""
    return tuple(
        (str(value), _told(label) if isinstance(label, list | tuple) else str(label)) for value, label in choices
    )


class ShownFor(NamedTuple):
    """A field belongs to some choices of another one. `is_needed`: of whoever makes such a choice it is asked."""

    chooser: str
    values: tuple[str, ...]
    is_needed: bool = False


def show_for(form: framework.BaseForm, fields: Mapping[str, ShownFor]) -> None:
    """Let pages show the fields of the choice that is made; without scripts all stand there.

    What is hidden is sent all the same: the form judges by the choice. A field at fault is always shown.
    """
    for name, shown in fields.items():
        if name in form.fields and shown.chooser in form.fields:
            attrs = form.fields[name].widget.attrs
            attrs |= {"data-for": form.add_prefix(shown.chooser), "data-is": " ".join(shown.values)}
            if shown.is_needed:
                attrs["data-needed"] = True


def add_refusal(form: framework.Form, refusal: Invalid, names: Mapping[str, str] | None = None) -> None:
    """Put what a service refused at the fields at fault; what is about no field of the form stands above it.

    `names` gives the form's name of a field where the service calls it otherwise.
    """
    for name, sentences in refusal.errors.items():
        field = (names or {}).get(name, name)
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)


def sent_again(data: Any, **standing: object) -> Any:
    """What was typed, with what stands now in the fields named: sent once more it is meant so."""
    again = data.copy()
    for name, value in standing.items():
        again[name] = str(value)
    return again


def typed_texts(form: type[framework.Form], data: Mapping[str, str]) -> list[tuple[str, str]]:
    """Labels and what was typed in lines and boxes, to be shown where the form itself has nothing to do any more."""
    fields = form.base_fields.items()
    typed = [(str(field.label), data.get(name, "")) for name, field in fields if isinstance(field, framework.CharField)]
    return [(label, text) for label, text in typed if text.strip()]


def offer(form: framework.BaseForm, name: str, choices: Any) -> None:
    """What a page prints to choose from; what is accepted stays as the field says."""
    widget = form.fields[name].widget
    assert isinstance(widget, framework.Select)
    widget.choices = choices


def choices_of(form: framework.BaseForm, name: str) -> framework.ChoiceField:
    """The field, to be told what there is to choose from."""
    field = form.fields[name]
    assert isinstance(field, framework.ChoiceField)
    return field


def rows_of(form: framework.BaseForm, name: str) -> framework.ModelChoiceField:
    """The field, to be told which rows there are to choose from."""
    field = form.fields[name]
    assert isinstance(field, framework.ModelChoiceField)
    return field
