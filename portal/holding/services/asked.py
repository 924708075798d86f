"""Questions that were asked before the meeting, and what its account says of each."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.holding.choices import Fate
from portal.holding.models import Account, Question
from portal.holding.queries.agenda import not_yet_told
from portal.holding.services.register import Entry, add_question
from portal.kernel.errors import Invalid
from portal.questions.models import AskedQuestion


@transaction.atomic
def add_asked(
    *, account: Account, question: AskedQuestion, fate: str, actor: Actor, today: date, now: datetime
) -> Question:
    """Take one that was asked before the meeting into its account, with the texts everybody reads already.

    Twice it stands there once. Raises as `add_question`; Invalid (field "fate").
    """
    if fate not in Fate.values:
        raise Invalid.at("fate", _("Say what became of the question."))
    known = Question.objects.standing().filter(account=account, asked_before=question).first()
    if known is not None:
        return known
    if question.pk not in {each.pk for each in not_yet_told(account)}:
        raise Invalid.at("fate", _("This question is not on the agenda of the meeting."))
    entry = Entry(
        text_kk=question.text_kk,
        text_ru=question.text_ru,
        territory=question.territory,
        topic=question.topic,
        fate=fate,
        asked_before=question,
    )
    return add_question(
        account=account, asked=question.text_kk, fate=fate, entry=entry, actor=actor, today=today, now=now
    )
