"""The forms of the framework, with text fields that keep each letter as one character.

A form of the product imports `forms` from here: what people type passes through `to_python` of these fields, so a «й»
that a Mac sends as two characters is stored, found and compared as everybody else's. A test refuses the other import.
"""

from __future__ import annotations

from typing import Any

from django import forms as framework
from django.forms import *  # noqa: F403 all but what is named below is the framework's own

from portal.kernel.folding import composed


class ComposedText:
    """A secret is left as it is: it is compared with what was set elsewhere, letter by letter."""

    widget: Any

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)  # type: ignore[misc]
        if isinstance(text, str) and not isinstance(self.widget, framework.PasswordInput):
            return composed(text)
        return text


class CharField(ComposedText, framework.CharField):
    pass


class EmailField(ComposedText, framework.EmailField):
    pass


class RegexField(ComposedText, framework.RegexField):
    pass
