"""Django's templates, whose pages and letters come out with their lines bound (`portal.kit.typography`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.kit.typography import bind, bind_page


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
