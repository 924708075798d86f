"""What people type of the questions of a meeting: one on a card, or the same for many."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.holding.choices import Fate
from portal.holding.forms.account import SectionForm
from portal.holding.forms.agenda import minute_field
from portal.holding.models import LONGEST_QUESTION, Account, Question
from portal.holding.queries.log import district_of
from portal.holding.services.register import Entry
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import ShownFor, show_for
from portal.kit.named import NamedField, Names, named
from portal.kit.texts import longest
from portal.questions.choices import Topic

_NAME = _("Begin to write its name; it is offered as you write.")
#: Letters that Russian does not have.
_KAZAKH = frozenset("әғқңөұүһі")


def bodies_of(account: Account) -> Names:
    """Who may answer: akimats of the region of the meeting, the body itself, and every body that is no akimat.

    One statement, when the names are asked for.
    """
    meeting, region = account.meeting, account.meeting.territory.region
    here = Q(territory=region) | Q(territory__parent=region) | Q(territory__parent__parent=region)
    others = ~Q(kind__in=(BodyKind.AKIMAT, BodyKind.MASLIKHAT))
    rows = Body.objects.filter(others | (Q(kind=BodyKind.AKIMAT) & here) | Q(pk=meeting.body_id))
    return Names(rows.select_related("territory__parent").order_by("kind", "pk"), _where)


def places_of(account: Account, question: Question) -> Names:
    """Units of the region, what lies in the place of the meeting, and where the question is now. One statement."""
    place, region = account.meeting.territory, account.meeting.territory.region
    units = Q(pk=region.pk) | Q(parent=region) | Q(parent__parent=region)
    inside = Q(parent=place) | Q(parent__parent=place)
    rows = Territory.objects.filter(units | inside | Q(pk=question.territory_id))
    return Names(rows.select_related("parent").order_by("kato"), district_of)


def _where(body: Body) -> str:
    return "" if body.territory is None else district_of(body.territory)


def _measure(*, required: bool = False) -> tuple[Any, Any]:
    return in_both(
        _("What is done, in Kazakh"),
        _("What is done, in Russian"),
        required=required,
        lines=2,
        max_length=longest(Question, "measure"),
    )


class QuestionForm(SectionForm):
    """One question a card. What was typed in the hall stands in the text of its language; the other is asked for."""

    fate = forms.ChoiceField(label=_("What became of it"), choices=Fate, widget=forms.RadioSelect)
    text_kk, text_ru = in_both(
        _("Question for everyone, in Kazakh"),
        _("Question for everyone, in Russian"),
        required=False,
        lines=3,
        max_length=LONGEST_QUESTION,
        help_text=_("No names, no telephones, no addresses of private people."),
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic)
    territory = NamedField(label=_("Place"), required=False)
    answer_kk, answer_ru = in_both(
        _("Short answer, in Kazakh"),
        _("Short answer, in Russian"),
        required=False,
        lines=2,
        max_length=LONGEST_QUESTION,
    )
    body = NamedField(label=_("Responsible body"), required=False, help_text=_NAME)
    responsible_kk, responsible_ru = in_both(
        _("Who exactly: the office, in Kazakh"),
        _("Who exactly: the office, in Russian"),
        required=False,
        max_length=longest(Question, "responsible"),
    )
    measure_kk, measure_ru = _measure()
    due_on = DateTextField(required=False, label=pgettext_lazy("action plan", "Term"))
    minute = minute_field()

    def __init__(self, data: Any = None, *, account: Account, question: Question) -> None:
        self.question = question
        super().__init__(data, account=account)
        named(self, "body").offer(bodies_of(account))
        named(self, "territory").offer(places_of(account, question))
        taken = (str(Fate.TAKEN),)
        names = ("body", "responsible_kk", "responsible_ru", "measure_kk", "measure_ru", "due_on")
        others = (str(Fate.ANSWERED), str(Fate.OUTSIDE))
        show_for(self, {name: ShownFor("fate", taken) for name in names})
        show_for(self, {name: ShownFor("fate", others) for name in ("answer_kk", "answer_ru")})

    def of(self, account: Account) -> dict[str, Any]:
        row, names = self.question, [name for name in self.base_fields if name != "version"]
        said = {name: getattr(row, name) for name in names}
        said |= {"body": row.body_id or account.meeting.body_id, "territory": row.territory_id}
        if not row.text_kk and not row.text_ru:
            language = "kk" if _KAZAKH & set(row.asked.casefold()) else "ru"
            said[f"text_{language}"] = row.asked
        return said

    def entry(self) -> Entry:
        typed = {name: value for name, value in self.typed().items() if name in Entry.__dataclass_fields__}
        if typed["fate"] != Fate.TAKEN:
            typed |= {"body": None, "due_on": None}
        return Entry(**typed)


class NewQuestionForm(QuestionForm):
    """One that was left out, with all that is said of it at once; of published results it is a correction."""

    asked = forms.CharField(
        label=_("As it was asked"),
        help_text=_("For the body alone."),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    field_order = ("asked",)

    def __init__(self, data: Any = None, *, account: Account) -> None:
        question = Question(account=account, territory=account.meeting.territory, fate=Fate.TAKEN)
        super().__init__(data, account=account, question=question)


class ManyForm(SectionForm):
    """The same for all questions that are ticked; what is left empty stays as it is."""

    body = NamedField(label=_("Responsible body"), required=False, help_text=_NAME)
    due_on = DateTextField(required=False, label=pgettext_lazy("action plan", "Term"))
    measure_kk, measure_ru = _measure()

    def __init__(self, data: Any = None, *, account: Account) -> None:
        super().__init__(data, account=account)
        named(self, "body").offer(bodies_of(account))

    def of(self, account: Account) -> dict[str, Any]:
        return {}


class AddForm(forms.Form):
    """A question that was left out of the log."""

    asked = forms.CharField(
        label=_("Question that was left out"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    fate = forms.ChoiceField(label=_("What became of it"), choices=Fate, initial=Fate.TAKEN)

    use_required_attribute = False
