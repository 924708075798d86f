"""What residents type who demand a meeting, and what an akimat answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.choices import Origin
from meetings.forms.moving_inside_approved import ClockField
from meetings.models import Meeting
from meetings.services.off_plan import OffPlan
from portal.bodies.models import Body, Official, Territory
from portal.kernel.wording import Lines
from portal.kit import asked, forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.texts import longest
from portal.questions.choices import PUBLIC_DEMANDS, DemandState
from portal.questions.forms.asking import MarkField, mail_field
from portal.questions.models import LONGEST_TEXT, DemandPolicy
from portal.questions.models.demands import LONGEST_DEMAND_ANSWER, MOST_VOICES
from portal.questions.services.policies import Rules
from schedules.choices import MeetingFormat

_NO_CHOICE = {"invalid_choice": _("There is no such choice. Choose one from the list.")}


class DemandForm(forms.Form):
    """A demand of a place. `bodies` are those whose akim may be asked to come."""

    body = forms.ChoiceField(label=_("With which akim"), widget=forms.RadioSelect, error_messages=_NO_CHOICE)
    text = forms.CharField(
        label=_("What the meeting is to be about"),
        help_text=_("Up to 1,000 characters. Leave out names, identification numbers, telephones and addresses."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what the meeting is to be about.")},
    )
    email = mail_field(_("To confirm the demand and to tell you of the answer. It is never published."))
    consent = forms.BooleanField(
        label=_(
            "I agree that the text is published without my name, and that my e-mail and the text are kept until a year "
            "after the answer"
        ),
        error_messages={"required": _("Without your consent the demand cannot be taken.")},
    )
    stamp = MarkField()
    seen = MarkField()

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, bodies: Iterable[Body], heads: Mapping[int, Official], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self._bodies = {body.slug: body for body in bodies}
        forms.choices_of(self, "body").choices = [
            (slug, str(heads[body.pk].title) if body.pk in heads else str(body.name))
            for slug, body in self._bodies.items()
        ]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_TEXT:
            sentence = _("The text has %(long)d characters, and at most %(count)d are taken: write the main thing.")
            raise ValidationError(sentence, code="long", params={"long": len(text), "count": LONGEST_TEXT})
        return text

    def chosen(self) -> Body:
        """Of a valid form."""
        return self._bodies[self.cleaned_data["body"]]


#: What the address of the list says, told by its shape.
DEMAND_READERS: Mapping[str, asked.Reader] = {
    "place": asked.shaped("[0-9]{9}"),
    "state": asked.one_of(PUBLIC_DEMANDS),
    **asked.PAGED,
}


class DemandListForm(forms.Form):
    """The filter of public demands."""

    place = forms.ChoiceField(label=_("Place"), required=False, widget=forms.RememberedSelect)
    state = forms.ChoiceField(label=_("What became of it"), required=False, widget=forms.RememberedSelect)

    use_required_attribute = False

    def __init__(self, data: Any, *, places: list[Territory]) -> None:
        super().__init__(data, auto_id="%s")
        forms.choices_of(self, "place").choices = [
            ("", pgettext_lazy("filter", "all places")),
            *((place.kato, place.name) for place in places),
        ]
        states = [(state.value, state.label) for state in DemandState if state in PUBLIC_DEMANDS]
        forms.choices_of(self, "state").choices = [("", pgettext_lazy("filter", "all")), *states]


class RulesForm(forms.Form):
    """The rules of an akimat for demands."""

    threshold = forms.IntegerField(
        label=_("How many voices"),
        help_text=_("From so many on the akimat owes an answer."),
        min_value=1,
        max_value=MOST_VOICES,
    )
    gather_days = forms.IntegerField(label=_("Days to gather them"), min_value=7, max_value=180, initial=60)
    answer_days = forms.IntegerField(label=_("Working days to answer"), min_value=1, max_value=30, initial=10)
    ground_kk, ground_ru = in_both(
        _("Act of the akimat, in Kazakh"),
        _("Act of the akimat, in Russian"),
        max_length=longest(DemandPolicy, "ground"),
        help_text=_("Its kind, day and number, as it was published."),
    )

    def rules(self) -> Rules:
        """Of a valid form."""
        typed = self.cleaned_data
        return Rules(
            threshold=typed["threshold"],
            gather_days=typed["gather_days"],
            answer_days=typed["answer_days"],
            ground=Lines(typed["ground_kk"], typed["ground_ru"], ""),
        )


class AnswerForm(forms.Form):
    """What everybody reads as the answer, in both languages."""

    answer_kk, answer_ru = in_both(
        _("Answer, in Kazakh"), _("Answer, in Russian"), lines=4, max_length=LONGEST_DEMAND_ANSWER
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def answer(self) -> Lines:
        """Of a valid form."""
        return Lines(self.cleaned_data["answer_kk"], self.cleaned_data["answer_ru"], "")


class JoinForm(AnswerForm):
    """`labels` say what each meeting is, by its number."""

    meeting = forms.ChoiceField(
        label=_("To which meeting"), error_messages={**_NO_CHOICE, "required": _("Say which meeting it is.")}
    )
    field_order = ("meeting", "answer_kk", "answer_ru")

    def __init__(self, data: Any = None, *, labels: Mapping[str, str], **more: Any) -> None:
        super().__init__(data, **more)
        forms.choices_of(self, "meeting").choices = list(labels.items())


class AppointForm(AnswerForm):
    """A meeting made for the demand; who comes and where stands already."""

    day = DateTextField(label=pgettext_lazy("of a meeting", "Day"))
    start_time = ClockField(label=pgettext_lazy("of a meeting", "Beginning"))
    format = forms.ChoiceField(label=_("Format"), choices=MeetingFormat.choices, error_messages=_NO_CHOICE)
    venue_kk, venue_ru = in_both(
        _("Venue, in Kazakh"), _("Venue, in Russian"), required=False, max_length=longest(Meeting, "venue")
    )
    subject_kk, subject_ru = in_both(
        _("Subject, in Kazakh"), _("Subject, in Russian"), max_length=longest(Meeting, "subject")
    )
    field_order = ("day", "start_time", "format", "venue_kk", "venue_ru", "subject_kk", "subject_ru")

    def facts(self, official: Official, place: Territory) -> OffPlan:
        """Of a valid form. The ground is added by the service."""
        typed = self.cleaned_data
        day: date = typed["day"]
        return OffPlan(
            origin=Origin.DEMAND,
            official=official,
            territory=place,
            day=day,
            ground_kk="",
            ground_ru="",
            **{
                name: typed[name]
                for name in ("start_time", "format", "venue_kk", "venue_ru", "subject_kk", "subject_ru")
            },
        )
