"""The wording a decision is proposed with, in three languages, and its part in one line."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.deadlines.choices import DayOffRule, NormReading, Release, Term, Visibility
from portal.deadlines.models import Decision
from portal.deadlines.queries.words import in_words
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.kit.translated import in_language, written_in_all
from portal.law import catalogue, registry
from portal.law.counting.due import FixedDay

#: A common year, to write a day that comes every year.
_ANY_YEAR = 2027


def proposed_wording(draft: Decision) -> Lines:
    """What the decision says, ready to be edited. Whole sentences, each in every language."""
    return written_in_all(lambda: " ".join(filter(None, (settled(draft), _span(draft)))))


def duty_title(key: str) -> str:
    return in_words(registry.duty(key).title)


def act_title(key: str) -> str:
    act = next(act for act in catalogue.ACTS if act.key == key)
    # Editions of one act share a short name: the full one tells them apart.
    is_alone = sum(each.short == act.short for each in catalogue.ACTS) == 1
    return in_words(act.short if is_alone else act.title)


def settled(decision: Decision) -> str:
    """What is settled, in the active language."""
    if decision.revokes is not None:
        return _("Decision %(number)s is revoked.") % {"number": decision.revokes.number}
    if decision.is_ruling:
        return _ruled(decision)
    if decision.act:
        named = {"act": act_title(decision.act)}
        if decision.stands:
            return _("On the portal the act is in force: “%(act)s”.") % named
        return _("On the portal the act is not in force: “%(act)s”.") % named
    said = [part for part in (_stands(decision), _due(decision), _day_off(decision), _reading(decision)) if part]
    return " ".join([*said, *filter(None, [_visibility(decision, is_named=bool(said))])])


def _stands(decision: Decision) -> str:
    named = {"duty": duty_title(decision.duty)}
    if decision.stands:
        return _("The duty is kept on the portal: “%(duty)s”.") % named
    if decision.stands is False:
        return _("The duty is not kept on the portal: “%(duty)s”.") % named
    return ""


def _due(decision: Decision) -> str:
    if decision.due_counting:
        return _counted(decision)
    due = decision.due
    if due is None:
        return ""
    named = {"duty": duty_title(decision.duty)}
    if isinstance(due, FixedDay):
        day = formats.day_month(date(_ANY_YEAR, due.month, due.day))
        texts = {
            -1: _("The day named for the duty “%(duty)s”: %(day)s of the year before."),
            0: _("The day named for the duty “%(duty)s”: %(day)s of the same year."),
            1: _("The day named for the duty “%(duty)s”: %(day)s of the year after."),
        }
        said = texts[due.year_offset] % {**named, "day": day}
    else:
        said = _("The day named for the duty “%(duty)s”: day %(number)s of the month after the period.") % {
            **named,
            "number": decision.due_day,
        }
    inclusive = _("That day is in time.") if due.bound.is_inclusive else _("The last day in time is the day before it.")
    return f"{said} {inclusive}"


def _counted(decision: Decision) -> str:
    """How the day comes from what happened."""
    count = decision.due_day or 0
    named = {"duty": duty_title(decision.duty), "count": formats.number(count)}
    if not count:
        return _("The last day of the duty “%(duty)s” is the day of the event itself.") % named
    texts = {
        Term.DAYS_AFTER: ngettext(
            "The last day of the duty “%(duty)s”: %(count)s calendar day after the event.",
            "The last day of the duty “%(duty)s”: %(count)s calendar days after the event.",
            count,
        ),
        Term.WORKING_DAYS_AFTER: ngettext(
            "The last day of the duty “%(duty)s”: %(count)s working day after the event.",
            "The last day of the duty “%(duty)s”: %(count)s working days after the event.",
            count,
        ),
        Term.DAYS_BEFORE: ngettext(
            "The last day of the duty “%(duty)s”: %(count)s calendar day before the event.",
            "The last day of the duty “%(duty)s”: %(count)s calendar days before the event.",
            count,
        ),
        Term.WORKING_DAYS_BEFORE: ngettext(
            "The last day of the duty “%(duty)s”: %(count)s working day before the event.",
            "The last day of the duty “%(duty)s”: %(count)s working days before the event.",
            count,
        ),
    }
    return texts[Term(decision.due_counting)] % named


def _day_off(decision: Decision) -> str:
    named = {"duty": duty_title(decision.duty)}
    texts = {
        DayOffRule.NONE: _("A last day that is a day off does not move. Duty: “%(duty)s”."),
        DayOffRule.NEXT: _("A last day that is a day off moves to the next working day. Duty: “%(duty)s”."),
        DayOffRule.PREVIOUS: _("A last day that is a day off moves to the working day before. Duty: “%(duty)s”."),
    }
    return texts[DayOffRule(decision.day_off)] % named if decision.day_off else ""


def _reading(decision: Decision) -> str:
    named = {"duty": duty_title(decision.duty)}
    texts = {
        NormReading.NARROW: _("Meetings are owed in each unit once. Norm: “%(duty)s”."),
        NormReading.WIDE: _("Meetings are owed in each unit and in each village inside it. Norm: “%(duty)s”."),
    }
    return texts[NormReading(decision.reading)] % named if decision.reading else ""


def _visibility(decision: Decision, *, is_named: bool) -> str:
    """Who sees it; after a sentence that names the duty, without its name."""
    named = {"duty": duty_title(decision.duty)}
    if is_named and decision.visibility == Visibility.PUBLIC:
        return _("Everyone may see who keeps it.")
    if is_named and decision.visibility == Visibility.INTERNAL:
        return _("It is shown only in the workspace.")
    if decision.visibility == Visibility.PUBLIC:
        return _("Everyone may see who keeps the duty: “%(duty)s”.") % named
    if decision.visibility == Visibility.INTERNAL:
        return _("The duty is shown only in the workspace: “%(duty)s”.") % named
    return ""


def _ruled(decision: Decision) -> str:
    named = {
        "body": in_language(decision.body, "plain"),
        "duty": duty_title(decision.duty),
        "period": period_words(decision.period_key),
    }
    if decision.extended_to is not None:
        return _("The term is extended. Body: %(body)s. Duty: “%(duty)s”, %(period)s. New last day: %(day)s.") % {
            **named,
            "day": formats.day(decision.extended_to),
        }
    if decision.released_as == Release.EXEMPT:
        return _("The body is exempt. Body: %(body)s. Duty: “%(duty)s”, %(period)s.") % named
    return _("The duty is waived. Body: %(body)s. Duty: “%(duty)s”, %(period)s.") % named


def period_words(key: str) -> str:
    """The name of a period; of what is owed at all times, that."""
    if key == registry.STANDING:
        return _("at all times")
    return formats.period_name(Period.parse(key), get_language())


def _span(decision: Decision) -> str:
    if decision.is_ruling or decision.revokes is not None:
        return ""
    return span_words(decision)


def span_words(decision: Decision) -> str:
    """For which periods, as a sentence."""
    first = formats.day(decision.applies_from)
    if decision.due_counting:
        return _span_of_events(decision, first)
    if decision.applies_to is None:
        return _("It applies to periods that begin on %(first)s or later.") % {"first": first}
    return _("It applies to periods that begin from %(first)s and before %(last)s.") % {
        "first": first,
        "last": formats.day(decision.applies_to),
    }


def _span_of_events(decision: Decision, first: str) -> str:
    if decision.applies_to is None:
        return _("It applies to what happens on %(first)s or later.") % {"first": first}
    return _("It applies to what happens from %(first)s and before %(last)s.") % {
        "first": first,
        "last": formats.day(decision.applies_to),
    }
