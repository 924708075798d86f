"""The duties of its body about one meeting: which are met, which are open, until when, and what closes each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.services.words import subject_of
from portal.deadlines.choices import Opens
from portal.deadlines.models import Obligation
from portal.deadlines.queries.words import in_words
from portal.holding.rules.marks import MARKS
from portal.law import registry

#: What an account has to show for each mark.
_CLOSES: dict[str, str | Promise] = {
    "timing": _("The minutes of talk and of questions, the talk at most a quarter of the time."),
    "stream": _("A link to the broadcast, beside which people could write."),
    "reception": _("The day on which the personal reception was held."),
    "visit": _("The days of the reception, of the meeting with NGOs and of the briefing."),
    "invited": _("Deputies, parties and NGOs among those who took part."),
    "list": _("Publication of the results."),
    "results": _("Publication of the results."),
    "issues": _("Publication of the results, and the document of the maslikhat on the page of the duty."),
}
_OTHERWISE = _("A proof on the page of the duty.")


@dataclass(frozen=True)
class Owed:
    obligation: Obligation
    #: What is to be done; which meeting it is about the page says.
    action: str
    #: What closes it.
    closes: str | Promise
    is_late: bool


@dataclass(frozen=True)
class Owing:
    """`left` are owed still, those with the nearest day first. Released ones are in neither."""

    met: tuple[Owed, ...]
    left: tuple[Owed, ...]

    @property
    def has_duties(self) -> bool:
        return bool(self.met or self.left)

    @property
    def first_on(self) -> date | None:
        """The nearest day of what is left that is not over."""
        return next((each.obligation.due_on for each in self.left if each.obligation.due_on and not each.is_late), None)


def owing(meeting: Meeting, today: date) -> Owing:
    """One statement."""
    rows = Obligation.objects.filter(opens_by=Opens.EVENT, subject=subject_of(meeting.pk), body=meeting.body_id)
    every = [_owed(row, today) for row in rows.order_by("due_on", "duty") if not row.is_released]
    return Owing(
        met=tuple(each for each in every if each.obligation.is_met),
        left=tuple(each for each in every if not each.obligation.is_met),
    )


def _owed(row: Obligation, today: date) -> Owed:
    mark = MARKS.get(row.duty, "")
    return Owed(
        obligation=row,
        action=in_words(registry.duty(row.duty).action_for(row.period)),
        closes=_CLOSES.get(mark, _OTHERWISE),
        is_late=row.due_on is not None and row.due_on < today,
    )
