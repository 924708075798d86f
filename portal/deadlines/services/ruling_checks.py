"""Whether a decision can be made so: its shape, its papers, and other decisions about the same."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.deadlines.choices import Opens
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.queries.law import body_facts
from portal.deadlines.queries.ruling.effects import decisions_in_force, whole_calendar
from portal.deadlines.queries.ruling.standing import Reading
from portal.deadlines.querysets import DecisionQuerySet
from portal.kernel.errors import Invalid
from portal.kernel.periods import Kind, Period, WrongPeriod
from portal.kit.addresses import is_web_address, wanted
from portal.law import catalogue, registry
from portal.law.counting.due import DayAfterPeriod, FixedDay
from portal.law.counting.events import SET_AHEAD, DaysBefore, WorkingDaysBefore
from portal.law.counting.planning import is_obliged
from portal.law.duty import Always, ByPeriod, OnEvents, Opening
from portal.law.errors import NoRule

#: Every month has it; the day of a month that not every period has would be a guess in the others.
_LAST_SURE_DAY = 28
#: A common year: a day that it does not have is no day of every year.
_COMMON_YEAR = 2027
#: What one decision settles for a duty or an act; two may not settle the same for the same period.
_PARTS = ("stands", "due_day", "day_off", "visibility", "reading")


def check_draft(draft: Decision, today: date) -> None:
    """Raises Invalid at the field that is wrong; a conflict names the number of the other decision."""
    if draft.is_ruling:
        _check_ruling(draft, today)
        return
    if draft.act and draft.act not in {act.key for act in catalogue.ACTS}:
        raise Invalid.at("act", _("There is no such act."))
    if draft.duty and draft.duty not in registry.KEYS:
        raise Invalid.at("duty", _("There is no such duty."))
    if draft.applies_to is not None and draft.applies_to <= draft.applies_from:
        raise Invalid.at("applies_to", _("The end must be later than the beginning."))
    if draft.due_day is not None:
        _check_due(draft)
    _check_standing(draft, today)
    other = _conflicting(draft)
    if other is not None:
        raise Invalid.at(
            "act" if draft.act else "duty",
            _("Decision %(number)s settles the same for these periods. Revoke it first, or choose other periods.")
            % {"number": other.number},
        )


def check_papers(draft: Decision, today: date) -> None:
    """Ground in both official languages, day and document. Raises Invalid with every field that is not whole."""
    errors: dict[str, list[str]] = {}
    for name in ("ground_kk", "ground_ru"):
        if not getattr(draft, name).strip():
            errors[name] = [_("Write the ground in Kazakh and in Russian.")]
    if draft.decided_on is None:
        errors["decided_on"] = [_("Give the day of the decision.")]
    elif draft.decided_on > today:
        errors["decided_on"] = [_("This day has not come yet.")]
    if not draft.document_number.strip():
        errors["document_number"] = [_("Give the number of the document.")]
    if draft.document_id is None and not draft.document_address:
        errors["file"] = [_("Attach the document, or give its address.")]
    if draft.document_address and not is_web_address(draft.document_address):
        errors["document_address"] = [wanted()]
    if errors:
        raise Invalid(_("The decision is not complete."), errors=errors, code="papers")


def check_wording(draft: Decision) -> None:
    """Raises Invalid (fields "wording_kk", "wording_ru")."""
    missing = [name for name in ("wording_kk", "wording_ru") if not getattr(draft, name).strip()]
    if missing:
        sentence = _("Write what is decided in Kazakh and in Russian.")
        raise Invalid(sentence, errors={name: [sentence] for name in missing}, code="wording")


def _check_due(draft: Decision) -> None:
    opens = registry.duty(draft.duty).opens
    if draft.due_counting:
        _check_counting(draft, opens)
        return
    kinds = _kinds(draft.duty, draft.applies_from)
    if not kinds:
        raise Invalid.at("duty", _("This duty is not counted in periods: its day comes from what happens."))
    due = draft.due
    if "year" in kinds:
        if not isinstance(due, FixedDay):
            raise Invalid.at("due_month", _("This duty is for a year: give the month, and the year it lies in."))
        try:
            date(_COMMON_YEAR, due.month, due.day)
        except ValueError as impossible:
            raise Invalid.at("due_day", _("Not every year has this day.")) from impossible
    elif not isinstance(due, DayAfterPeriod):
        raise Invalid.at(
            "due_month", _("The day of this duty lies in the month after its period: leave the month empty.")
        )
    elif not 1 <= due.day <= _LAST_SURE_DAY:
        raise Invalid.at("due_day", _("Choose a day from 1 to 28: every month has it."))


def _check_counting(draft: Decision, opens: Opening) -> None:
    if not isinstance(opens, OnEvents):
        raise Invalid.at("duty", _("Events do not open this duty: its day comes from its period."))
    if isinstance(draft.counting, DaysBefore | WorkingDaysBefore) and not set(opens.events) <= SET_AHEAD:
        sentence = _("Nobody knows ahead that this will happen: count the days after the event.")
        raise Invalid.at("due_counting", sentence)


def _kinds(key: str, day: date) -> list[Kind]:
    """Kinds of periods the duty is counted in on `day`; of any time when none holds then."""
    versions = [each for each in registry.duties(key) if isinstance(each.opens, ByPeriod)]
    holding = [each for each in versions if each.binds_on(day)] or versions
    return list(dict.fromkeys(each.period_kind for each in holding))


def _check_standing(draft: Decision, today: date) -> None:
    """What is owed at all times has no period to begin with: it is lifted from today on, or was before."""
    if draft.duty and isinstance(registry.duty(draft.duty).opens, Always) and draft.applies_from > today:
        raise Invalid.at("applies_from", _("This duty is owed at all times: the decision takes hold today or before."))


def _conflicting(draft: Decision) -> Decision | None:
    rows: DecisionQuerySet = Decision.objects.in_force().for_all().filter(duty=draft.duty, act=draft.act)
    rows = rows.filter(Q(applies_to__isnull=True) | Q(applies_to__gt=draft.applies_from))
    if draft.applies_to is not None:
        rows = rows.filter(applies_from__lt=draft.applies_to)
    said = [name for name in _PARTS if getattr(draft, name) not in (None, "")]
    return next((row for row in rows if any(getattr(row, name) not in (None, "") for name in said)), None)


# -- rulings about one body ------------------------------------------------------------------------------------------
def _check_ruling(draft: Decision, today: date) -> None:
    if draft.duty not in registry.KEYS:
        raise Invalid.at("duty", _("There is no such duty."))
    other = (
        Decision.objects.in_force()
        .rulings()
        .filter(duty=draft.duty, body=draft.body_id, period_key=draft.period_key, subject=draft.subject)
        .first()
    )
    if other is not None:
        raise Invalid.at(
            "period_key",
            _("Decision %(number)s already rules on this body and period. Revoke it first.") % {"number": other.number},
        )
    row = Obligation.objects.with_key(draft.ruled_key).first()
    if row is None:
        due_on = _day_to_come(draft, today)
    else:
        if row.is_met:
            raise Invalid.at("period_key", _("This was done already: there is nothing to extend or release."))
        if row.is_released:
            raise Invalid.at("period_key", _("Nothing is expected here any more."))
        due_on = row.due_on
    if draft.extended_to is None:
        return
    if due_on is None:
        raise Invalid.at("extended_to", _("No day is set for this duty yet: there is nothing to extend."))
    if draft.extended_to <= due_on:
        raise Invalid.at("extended_to", _("The new last day must be later than the present one."))
    if draft.extended_to < today:
        raise Invalid.at("extended_to", _("The new last day is over already."))


def _day_to_come(draft: Decision, today: date) -> date | None:
    """The day the obligation will have when it is opened. Raises Invalid when the body will not owe it."""
    try:
        period = Period.parse(draft.period_key)
        rule = Reading(decisions_in_force(), whole_calendar(), today).rule(draft.duty, period.key, Opens.PERIOD)
    except (WrongPeriod, NoRule) as wrong:
        sentence = _("Write a period of this duty, for example 2027, 2027-H1, 2027-Q1 or 2027-01.")
        raise Invalid.at("period_key", sentence) from wrong
    if rule is None:
        raise Invalid.at("period_key", _("This duty does not stand for this period."))
    assert draft.body_id is not None
    facts = next(iter(body_facts([draft.body_id])), None)
    if facts is None or not is_obliged(rule.term(), facts):
        raise Invalid.at("body", _("This body does not owe this duty for this period."))
    return rule.due_on if rule.has_day else None
