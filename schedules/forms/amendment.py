"""Opening an amendment, proposing a change, giving it up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Body
from portal.kernel.periods import Period
from portal.kit import forms
from portal.kit.fields import in_both
from portal.kit.formats import period_name
from portal.kit.forms import choices_of
from portal.kit.texts import longest
from schedules.models import Schedule


class AmendmentForm(forms.Form):
    """What the authorised body opens: single ministries, or the revision of a half-year with all of them."""

    SOME = "some"

    scope = forms.ChoiceField(label=pgettext_lazy("of an amendment", "What is amended"), widget=forms.RadioSelect)
    bodies = forms.MultipleChoiceField(
        required=False,
        label=_("Ministries asked to change their meetings"),
        help_text=_("For the revision of a half-year all are asked."),
        widget=forms.CheckboxSelectMultiple,
    )
    reason_kk, reason_ru = in_both(
        _("Why the schedule is amended, in Kazakh"),
        _("Why the schedule is amended, in Russian"),
        required=False,
        max_length=longest(Schedule, "amendment_reason"),
        lines=3,
        help_text=_("It is published with the amendment."),
    )

    use_required_attribute = False

    def __init__(self, *args: Any, period: Period, bodies: list[Body], outside: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        halves = [
            (half.key, _("Revision of a half-year: %(half)s") % {"half": period_name(half)})
            for half in period.parts("half")
        ]
        some = (self.SOME, _("Meetings of the ministries chosen below"))
        choices_of(self, "scope").choices = [some, *halves]
        choices_of(self, "bodies").choices = [
            (
                body.slug,
                _("%(body)s: no meeting in the schedule yet") % {"body": body.plain}
                if body.pk in outside
                else str(body.plain),
            )
            for body in bodies
        ]
        self._bodies = {body.slug: body for body in bodies}

    @property
    def scope_key(self) -> str:
        """Empty for single ministries."""
        scope: str = self.cleaned_data["scope"]
        return "" if scope == self.SOME else scope

    @property
    def chosen(self) -> list[Body] | None:
        """None asks all."""
        if self.scope_key:
            return None
        return [self._bodies[slug] for slug in self.cleaned_data["bodies"]]


class ProposeChangeForm(forms.Form):
    reason = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Why the meetings have to change"),
        help_text=_("The authorised body sees it. Each changed meeting is given a reason of its own later."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    use_required_attribute = False


class AbandonForm(forms.Form):
    comment = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Why the amendment is withdrawn"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    use_required_attribute = False
