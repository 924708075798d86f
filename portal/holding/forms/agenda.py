"""Questions that were asked before the meeting, as rows of its log: what became of each in the hall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.holding.choices import Fate
from portal.holding.models import LONGEST_QUESTION
from portal.holding.services.logging import Asked
from portal.kit import forms
from portal.kit.fields import in_both
from portal.questions.models import AskedQuestion

_NOT_REACHED = ("", pgettext_lazy("fate of a question", "not reached"))
_LONGEST_MINUTE = 24 * 60


@dataclass(frozen=True)
class AgendaRow:
    """One question with its fields, bound to the form."""

    question: AskedQuestion
    fate: Any
    minute: Any
    answers: tuple[Any, Any]

    @property
    def is_open(self) -> bool:
        return any(field.errors for field in (self.fate, self.minute, *self.answers))


def minute_field() -> forms.IntegerField:
    """On which minute of the meeting a question was answered."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4})
    return forms.IntegerField(
        label=_("Minute of the meeting"), min_value=0, max_value=_LONGEST_MINUTE, required=False, widget=widget
    )


def add_agenda(form: forms.Form, agenda: Sequence[AskedQuestion]) -> None:
    """Fields of each question; of one that nobody came to nothing is said."""
    for question in agenda:
        fate, minute, answer_kk, answer_ru = _names(question)
        form.fields[fate] = forms.ChoiceField(
            label=_("What became of it"), choices=[_NOT_REACHED, *Fate.choices], required=False
        )
        form.fields[minute] = minute_field()
        form.fields[answer_kk], form.fields[answer_ru] = in_both(
            _("Short answer, in Kazakh"),
            _("Short answer, in Russian"),
            required=False,
            lines=2,
            max_length=LONGEST_QUESTION,
        )


def agenda_rows(form: forms.Form, agenda: Sequence[AskedQuestion]) -> Iterator[AgendaRow]:
    for question in agenda:
        fate, minute, answer_kk, answer_ru = _names(question)
        yield AgendaRow(question, form[fate], form[minute], (form[answer_kk], form[answer_ru]))


def told(form: forms.Form, agenda: Sequence[AskedQuestion]) -> tuple[Asked, ...]:
    """Of a valid form: what is said of those that somebody came to."""
    rows = []
    for question in agenda:
        fate, minute, answer_kk, answer_ru = (form.cleaned_data[name] for name in _names(question))
        if fate:
            rows.append(
                Asked(
                    text=str(question.text_kk),
                    territory=question.territory,
                    topic=question.topic,
                    fate=fate,
                    before=question,
                    minute=minute,
                    answer_kk=answer_kk,
                    answer_ru=answer_ru,
                )
            )
    return tuple(rows)


def _names(question: AskedQuestion) -> tuple[str, str, str, str]:
    start = f"asked_{question.pk}"
    return f"{start}_fate", f"{start}_minute", f"{start}_answer_kk", f"{start}_answer_ru"
