"""Django's templates, whose pages and letters come out with their lines bound (`portal.kit.typography`)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
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
