"""What an office types of an issue that is being registered: of a question of a meeting, or by hand."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.choices import Competence, Origin, Risk
from issues.forms.working import NO_PEOPLE
from issues.models import LONGEST_MEASURE, LONGEST_TEXT, LONGEST_TITLE, IssueTopic, ReplyTemplate
from issues.queries.replies import offered
from issues.queries.triage import Waiting
from issues.rules.score import MOST
from issues.services.asides import LONGEST_REASON
from issues.services.entering import Wish
from issues.services.register import Raised
from issues.services.triaging import Place, as_it_stands, assigned_of
from issues.services.words import LONGEST_INTERNAL, LONGEST_POSITION
from issues.services.working import Assignment
from portal.accounts.models import Language
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.holding.forms.register import bodies_of, places_of
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import choices_of, rows_of
from portal.kit.named import NamedField, Names, named

#: No more people than live in the country.
_MOST_AFFECTED = 25_000_000
_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 9}


class RaisedForm(forms.Form):
    """What is registered. Public texts may wait: without a title in both languages it is not public."""

    title_kk, title_ru = in_both(
        _("What everyone reads, in one line, in Kazakh"),
        _("What everyone reads, in one line, in Russian"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=NO_PEOPLE,
    )
    text_kk, text_ru = in_both(
        _("More about it, in Kazakh"),
        _("More about it, in Russian"),
        required=False,
        lines=3,
        max_length=LONGEST_TEXT,
    )
    territory = NamedField(label=pgettext_lazy("issue", "Place"))
    topic = forms.ModelChoiceField(IssueTopic.objects.none(), label=_("Topic"))
    competence = forms.ChoiceField(label=_("Who can solve it"), choices=Competence)
    affected = forms.IntegerField(
        label=_("How many people it concerns"),
        required=False,
        min_value=0,
        max_value=_MOST_AFFECTED,
        widget=forms.TextInput(attrs=_DIGITS),
    )
    risk = forms.ChoiceField(label=pgettext_lazy("issue", "Risk"), choices=Risk, required=False)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, initial: dict[str, Any], places: Names) -> None:
        super().__init__(data, initial=initial)
        named(self, "territory").offer(places)
        rows_of(self, "topic").queryset = IssueTopic.objects.offered().order_by("position", "pk")
        choices_of(self, "topic").choices = topic_choices()

    def raised(self, internal: str) -> Raised:
        typed = self.cleaned_data
        return Raised(
            territory=typed["territory"],
            topic=typed["topic"],
            texts={name: typed[name] for name in ("title_kk", "title_ru", "text_kk", "text_ru")},
            internal=internal,
            competence=typed["competence"],
            affected=typed["affected"],
            risk=typed["risk"],
        )


class TriageForm(RaisedForm):
    """One question of a queue, with all that may become of it: each button takes of it what it needs."""

    ranked = forms.IntegerField(
        label=_("Place set by hand"),
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={**_DIGITS, "maxlength": 3}),
        help_text=_("From 0 to 100, in place of the score."),
    )
    ranked_why = forms.CharField(
        label=_("Why this place"), required=False, max_length=500, help_text=_("For offices alone.")
    )
    body = NamedField(
        label=_("Responsible body"), required=False, help_text=_("Another body is asked to take it over.")
    )
    position_kk, position_ru = in_both(
        _("Who exactly: the office, in Kazakh"),
        _("Who exactly: the office, in Russian"),
        required=False,
        max_length=LONGEST_POSITION,
        help_text=_("An office, no person."),
    )
    measure_kk, measure_ru = in_both(
        _("What is done, in Kazakh"),
        _("What is done, in Russian"),
        required=False,
        lines=2,
        max_length=LONGEST_MEASURE,
    )
    due_on = DateTextField(required=False, label=pgettext_lazy("issue", "Term"))
    reply = forms.ModelChoiceField(ReplyTemplate.objects.none(), label=_("Prepared reply"), required=False)
    answer_kk, answer_ru = in_both(
        _("What is answered, in Kazakh"),
        _("What is answered, in Russian"),
        required=False,
        lines=3,
        max_length=LONGEST_MEASURE,
        help_text=NO_PEOPLE,
    )
    aside_reason = forms.CharField(
        label=_("Why it is left aside"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("For offices alone."),
    )
    aside_until = DateTextField(
        required=False,
        label=_("Look at it again on"),
        help_text=_("DD.MM.YYYY. Without a day it comes back only when you take it up again."),
    )

    def __init__(self, data: Any = None, *, waiting: Waiting, actor: Actor) -> None:
        question = waiting.question
        account, stands = question.account, as_it_stands(question)
        assigned = assigned_of(question)
        begun: dict[str, Any] = {
            **stands.texts,
            "territory": stands.territory.pk,
            "topic": stands.topic.pk,
            "competence": stands.competence,
            "body": question.body_id or account.meeting.body_id,
            "answer_kk": question.answer_kk,
            "answer_ru": question.answer_ru,
            **{name: getattr(assigned, name) for name in Assignment.__dataclass_fields__ if name in self.base_fields},
        }
        super().__init__(data, initial=begun, places=places_of(account, question))
        named(self, "body").offer(bodies_of(account))
        replies = offered(account.meeting.body, actor)
        self._replies = replies.order_by().values("pk")
        rows_of(self, "reply").queryset = replies
        named_so = [(row.pk, f"{row.get_kind_display()}: {row}") for row in replies]
        choices_of(self, "reply").choices = [("", "–"), *named_so]

    def assignment(self) -> Assignment:
        typed = self.cleaned_data
        names = [name for name in Assignment.__dataclass_fields__ if name in typed]
        return Assignment(**{name: typed[name] for name in names})

    def place(self) -> Place | None:
        typed = self.cleaned_data
        return None if typed["ranked"] is None else Place(typed["ranked"], typed["ranked_why"])

    def with_reply(self) -> dict[str, str]:
        """What was sent, with the words of the reply that was chosen in its two fields; nothing else is done."""
        sent = {name: self.data.get(name, "") for name in self.fields}
        row = ReplyTemplate.objects.filter(pk__in=self._replies, pk=_key(sent["reply"])).first()
        if row is not None:
            sent["answer_kk"], sent["answer_ru"] = row.text_kk, row.text_ru
        return sent


class EnterForm(RaisedForm):
    """What came by a reception, or is entered later. An address of mail only with the person's consent."""

    origin = forms.ChoiceField(
        label=_("Where it was raised"),
        choices=[(each.value, each.label) for each in (Origin.RECEPTION, Origin.ENTERED)],
        widget=forms.RadioSelect,
    )
    body = NamedField(label=_("At which body"))
    raised_on = DateTextField(label=_("When it was raised"))
    internal = forms.CharField(
        label=_("As it was said"),
        required=False,
        max_length=LONGEST_INTERNAL,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("For offices alone."),
    )
    email = forms.EmailField(
        label=_("Mail of the person"),
        required=False,
        max_length=254,
        help_text=_("The person confirms it by a letter, and then hears of each step."),
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=Language, initial="kk", required=False)
    consents = forms.BooleanField(
        label=_("The person agrees that the address is kept until a year after the issue is closed"), required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("origin", "body", "raised_on", "internal")

    def __init__(self, data: Any = None, *, bodies: Names, places: Names, actor: Actor) -> None:
        first: Body | None = next(iter(bodies.rows), None)
        begun: dict[str, Any] = {"key": str(uuid4()), "origin": Origin.RECEPTION, "raised_on": actor.on}
        if first is not None:
            begun |= {"body": first.pk, "territory": first.territory_id}
        super().__init__(data, initial=begun, places=places)
        named(self, "body").offer(bodies)

    def wish(self) -> Wish:
        typed = self.cleaned_data
        return Wish(typed["email"], typed["language"] or "kk", typed["consents"])


def topic_choices() -> list[tuple[int, str]]:
    """Those that take new issues, branches after their root."""
    rows = list(IssueTopic.objects.offered().order_by("position", "pk"))
    roots = [row for row in rows if row.parent_id is None]
    found = []
    for root in roots:
        found.append((root.pk, str(root).capitalize()))
        found += [(row.pk, f"{str(root).capitalize()}: {row}") for row in rows if row.parent_id == root.pk]
    return found


def _key(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def place_names(places: Any) -> Names:
    """Places to choose from, each with what it lies in where two are called the same."""

    def beside(place: Territory) -> str:
        return str(place.parent.name) if place.parent is not None else ""

    return Names(places.select_related("parent").order_by("kato"), beside)
