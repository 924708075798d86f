"""Django's templates, whose pages and letters come out with their lines bound (`portal.kit.typography`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.kit.typography import bind, bind_page

#: Lists of choices that are kept written, of some kilobytes each.
_REMEMBERED = 128


class BoundTemplates(DjangoTemplates):
    """The backend of the settings. What a template includes or extends is bound once, with the whole."""

    def get_template(self, template_name: str) -> Template:
        return BoundTemplate(self.engine.get_template(template_name), self)

    def from_string(self, template_code: str) -> Template:
        return BoundTemplate(self.engine.from_string(template_code), self)


class BoundTemplate(Template):
    def render(self, context: Any = None, request: HttpRequest | None = None) -> SafeString:
        made = super().render(context, request)
        is_plain = str(self.origin.name).endswith(".txt")
        return mark_safe(bind(made) if is_plain else bind_page(made))  # noqa: S308 - spaces alone were changed


class FormRenderer(TemplatesSetting):
    """Writes a list of choices by a loop: a template for each of a hundred options took a tenth of a page's time."""

    def render(self, template_name: str, context: Any, request: HttpRequest | None = None) -> str:
        if template_name == _SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


_SELECT = "django/forms/widgets/select.html"


def _select(widget: Mapping[str, Any]) -> SafeString:
    """As the framework's template says it."""
    groups = []
    for name, choices, _place in widget["optgroups"]:
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', map(_option, choices))
        groups.append(format_html('<optgroup label="{}">\n{}\n</optgroup>', name, options) if name else options)
    head = format_html('<select name="{}"{}>\n', widget["name"], _attributes(widget["attrs"]))
    body = format_html_join("\n", "{}", ((group,) for group in groups))
    return format_html("{}{}\n</select>", head, body)


@lru_cache(_REMEMBERED)
def _options(choices: tuple[tuple[str, Any], ...]) -> SafeString:
    """None of them chosen. A choice with a tuple of choices is a group."""
    return format_html_join(
        "\n",
        "{}",
        (
            (
                format_html('<optgroup label="{}">\n{}\n</optgroup>', value, _options(label))
                if isinstance(label, tuple)
                else format_html('<option value="{}">{}</option>', value, label),
            )
            for value, label in choices
        ),
    )


def select(name: str, value: object, attrs: Mapping[str, Any], choices: tuple[tuple[str, Any], ...]) -> SafeString:
    """The same of choices that many pages have: their options are written once, and of them the chosen one marked."""
    head = format_html('<select name="{}"{}>\n', name, _attributes(attrs))
    chosen = f'<option value="{escape("" if value is None else value)}"'
    body = _options(choices).replace(f"{chosen}>", f"{chosen} selected>", 1)
    return mark_safe(f"{head}{body}\n</select>")  # noqa: S308 - the parts are escaped


def _option(option: Mapping[str, Any]) -> tuple[str, SafeString, str]:
    return str(option["value"]), _attributes(option["attrs"]), option["label"]


def _attributes(attrs: Mapping[str, Any]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value)),)
            for name, value in attrs.items()
            if value is not False
        ),
    )
