"""What offices type of systemic problems, packages and acts above the regions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.choices import Fate
from issues.models import LONGEST_PROBLEM, LONGEST_TITLE, IssueTopic, PackageItem
from issues.queries.package_work import Told
from issues.services.words import LONGEST_NOTE
from meetings.models import Meeting
from portal.bodies.models import Body
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kit import formats, forms
from portal.kit.fields import DateTextField

_TEXTS = tuple(f"{name}_{language}" for name in ("title", "text", "proposal") for language in ("kk", "ru"))


def _line(label: Any, length: int, language: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.TextInput(attrs={"lang": language}))


def _lines(label: Any, language: str, *, longest: int = LONGEST_PROBLEM, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"lang": language, "rows": 3})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget)


class ProblemForm(forms.Form):
    """A systemic problem; `bodies` may state it, `receivers` could solve it."""

    body = forms.ChoiceField(label=_("Stated by"))
    addressee = forms.ChoiceField(label=_("Who can solve it"))
    topic = forms.ModelChoiceField(IssueTopic.objects.none(), label=_("Topic"))
    title_kk = _line(_("Problem, in Kazakh"), LONGEST_TITLE, "kk")
    title_ru = _line(_("Problem, in Russian"), LONGEST_TITLE, "ru")
    text_kk = _lines(_("What it is about, in Kazakh"), "kk", required=False)
    text_ru = _lines(_("What it is about, in Russian"), "ru", required=False)
    proposal_kk = _lines(_("How to solve it, in Kazakh"), "kk")
    proposal_ru = _lines(_("How to solve it, in Russian"), "ru")

    use_required_attribute = False

    def __init__(self, data: Any = None, *, bodies: Iterable[Body], receivers: Iterable[Body], **options: Any) -> None:
        super().__init__(data, **options)
        self._bodies = {body.slug: body for body in (*bodies, *receivers)}
        forms.choices_of(self, "body").choices = [(body.slug, body.name) for body in bodies]
        forms.choices_of(self, "addressee").choices = [("", "–"), *((body.slug, body.name) for body in receivers)]
        forms.rows_of(self, "topic").queryset = IssueTopic.objects.offered()

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in _TEXTS}

    def chosen(self, name: str) -> Body:
        return self._bodies[self.cleaned_data[name]]


class NumbersForm(forms.Form):
    """Numbers of issues, one after the other, however they are parted."""

    numbers = forms.CharField(
        label=_("Numbers of issues"),
        help_text=_("Like KZ-43-2027-000045; several may be pasted, each on its own line or with commas."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    use_required_attribute = False

    def given(self) -> list[str]:
        return [each for each in self.cleaned_data["numbers"].replace(",", " ").replace(";", " ").split() if each]


class HalfForm(forms.Form):
    """For whom and for which half-year a package is made."""

    to_body = forms.ChoiceField(label=_("Receiver"))
    period_key = forms.ChoiceField(label=_("Half-year"))

    use_required_attribute = False

    def __init__(self, data: Any = None, *, receivers: Iterable[Body], **options: Any) -> None:
        super().__init__(data, **options)
        forms.choices_of(self, "to_body").choices = [(body.slug, body.name) for body in receivers]
        forms.choices_of(self, "period_key").choices = halves()


def halves() -> list[tuple[str, str]]:
    """The running half-year and the three before, by their names."""
    period = Period.containing("half", clock.today())
    found = []
    for _number in range(4):
        found.append((period.key, formats.period_name(period)))
        period = period.previous()
    return found


def years() -> list[tuple[str, str]]:
    period = Period.containing("year", clock.today())
    return [(each.key, formats.period_name(each)) for each in (period, period.previous())]


class NumberForm(forms.Form):
    """Under which number something goes out or is registered."""

    number = forms.CharField(label=_("Number"), max_length=60)

    use_required_attribute = False


class AnswersForm(forms.Form):
    """A decision and its words for each problem of a package."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, told: Iterable[Told], **options: Any) -> None:
        super().__init__(data, **options)
        self.told = list(told)
        for item in self._items():
            self.fields[f"{item.pk}-fate"] = forms.ChoiceField(
                label=_("Decision"), choices=Fate.choices, widget=forms.RadioSelect, required=False
            )
            for language, label in (("kk", _("Answer, in Kazakh")), ("ru", _("Answer, in Russian"))):
                words = _lines(label, language, longest=LONGEST_NOTE, required=False)
                self.fields[f"{item.pk}-answer_{language}"] = words

    def _items(self) -> list[PackageItem]:
        return [each.item for each in self.told]

    def rows(self) -> list[tuple[Told, list[Any]]]:
        names = ("fate", "answer_kk", "answer_ru")
        return [(each, [self[f"{each.item.pk}-{name}"] for name in names]) for each in self.told]

    def answers(self) -> dict[int, dict[str, str]]:
        names = ("fate", "answer_kk", "answer_ru")
        return {item.pk: {name: self.cleaned_data[f"{item.pk}-{name}"] for name in names} for item in self._items()}


class VisitForm(forms.Form):
    """On which visit a package is taken up."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Meeting"), required=False, to_field_name="number")

    use_required_attribute = False

    def __init__(self, data: Any = None, *, meetings: Any, **options: Any) -> None:
        super().__init__(data, **options)
        forms.rows_of(self, "meeting").queryset = meetings


class HighForm(forms.Form):
    """An act above the regions: for which period, of which day and number, and its words where it has some."""

    period_key = forms.ChoiceField(label=_("Period"))
    on = DateTextField(label=_("Day of the document"))
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    text_kk = _lines(_("In short, in Kazakh"), "kk", required=False)
    text_ru = _lines(_("In short, in Russian"), "ru", required=False)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, is_yearly: bool, **options: Any) -> None:
        super().__init__(data, **options)
        forms.choices_of(self, "period_key").choices = years() if is_yearly else halves()
