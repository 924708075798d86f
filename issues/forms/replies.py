"""What is typed of a prepared reply."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.choices import ReplyKind
from issues.models import ReplyTemplate
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kit import forms
from portal.kit.fields import in_both
from portal.kit.forms import choices_of
from portal.kit.texts import longest
from schedules.querysets import PLANNING_ROLES

_TEXTS = ("title_kk", "title_ru", "text_kk", "text_ru")


class ReplyForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is for"), choices=ReplyKind)
    title_kk, title_ru = in_both(
        _("Name in Kazakh"),
        _("Name in Russian"),
        max_length=longest(ReplyTemplate, "title"),
        help_text=_("By which it is found again."),
    )
    text_kk, text_ru = in_both(
        _("Words in Kazakh"),
        _("Words in Russian"),
        lines=4,
        max_length=longest(ReplyTemplate, "text"),
        help_text=_("No names, no telephones, no addresses of private people."),
    )

    use_required_attribute = False

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in _TEXTS}


class NewReplyForm(ReplyForm):
    """`body` is a key, or "" for replies of everybody, which an administrator alone offers."""

    body = forms.ChoiceField(label=_("Whose reply"), required=False)

    field_order = ("body",)

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        super().__init__(data)
        rows = Body.objects.filter(pk__in=actor.bodies(*PLANNING_ROLES)).order_by("pk")
        self.bodies = {str(row.pk): row for row in rows}
        everybody = [("", pgettext_lazy("prepared reply", "of everybody"))] if actor.is_administrator else []
        choices_of(self, "body").choices = [*everybody, *((key, row.plain) for key, row in self.bodies.items())]

    def owner(self) -> Body | None:
        return self.bodies.get(self.cleaned_data["body"])
