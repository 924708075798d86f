"""The close-out of one meeting, for people who work on it: sections, what is wanting, what is owed and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.holding.choices import Fate
from portal.holding.models import Account, AccountEvent, Question
from portal.holding.queries.owing import Owing, owing
from portal.holding.queries.wanting import Wanting, wanting, whole

#: Lines of its history that a page shows.
EVENTS = 50
#: Pages of the close-out, in their order.
SECTIONS: dict[str, str | Promise] = {
    "times": _("Time of talk and questions"),
    "audience": _("Who came and who watched"),
    "visit": _("Reception, NGO meeting, briefing"),
    "words": _("Summary and report"),
    "questions": _("Questions and action plan"),
    "protocol": _("Protocol"),
    "note": _("Note for the body alone"),
}


@dataclass(frozen=True)
class Section:
    name: str
    title: str | Promise
    wanting: tuple[Wanting, ...]
    is_filled: bool


@dataclass(frozen=True)
class CloseOut:
    account: Account
    sections: tuple[Section, ...]
    wanting: tuple[Wanting, ...]
    owing: Owing
    taken: int
    #: What happened to it, the last first.
    events: tuple[AccountEvent, ...]

    @property
    def may_publish(self) -> bool:
        return not self.wanting and not self.account.is_published


def find_account(actor: Actor, number: str) -> Account:
    """Raises Account.DoesNotExist: for whoever may not work on it there is none."""
    return whole(Account.objects.worked_on_by(actor).get(meeting__number=number))


def bare_account(actor: Actor, number: str) -> Account:
    """As `find_account`, without what is judged of it. One statement."""
    rows = Account.objects.worked_on_by(actor)
    return rows.select_related("meeting__body", "meeting__territory").get(meeting__number=number)


def register_of(account: Account) -> QuerySet[Question]:
    """Its questions as the register shows them: taken ones first."""
    rows = Question.objects.standing().filter(account=account).select_related("body", "territory")
    return rows.order_by(Case(When(fate=Fate.TAKEN, then=0), default=1), "number")


def close_out(account: Account, today: date) -> CloseOut:
    """Of an account read whole; two statements more, whatever was asked in the hall."""
    lacks = tuple(wanting(account))
    sections = tuple(
        Section(name, title, tuple(each for each in lacks if each.section == name), _is_filled(account, name))
        for name, title in SECTIONS.items()
    )
    return CloseOut(
        account=account,
        sections=sections,
        wanting=lacks,
        owing=owing(account.meeting, today),
        taken=sum(row.fate == Fate.TAKEN for row in account.questions.all()),
        events=tuple(account.events.select_related("actor").order_by("-id")[:EVENTS]),
    )


def _is_filled(account: Account, name: str) -> bool:
    return {
        "times": account.talk_minutes is not None,
        "audience": bool(account.attendees),
        "visit": bool(account.parts.all()),
        "words": bool(account.summary_kk),
        "questions": bool(account.questions.all()),
        "protocol": account.signed_copy_id is not None,
        "note": bool(account.internal_note),
    }[name]
