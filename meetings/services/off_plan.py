"""A meeting of no schedule, for which people or a need of the moment asked: announced, or added when it was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.choices import Origin
from meetings.models import Meeting
from meetings.permissions import can_make_beside
from meetings.services.making import make_beside
from portal.bodies.choices import Post
from portal.bodies.models import Body, Official, Territory
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.when import When
from portal.kit import formats
from schedules.choices import MeetingFormat

#: What people of a body may say of a meeting outside its plan; what follows from a risk signal has its own way.
OFF_PLAN = (Origin.DEMAND, Origin.NEED)
#: So far ahead a meeting belongs into a plan.
LATEST_DAYS = 366


@dataclass(frozen=True)
class OffPlan:
    """What everybody reads of it from now on. `start_time` is empty while it is not known."""

    origin: str
    official: Official
    territory: Territory
    day: date
    ground_kk: str
    ground_ru: str
    start_time: time | None = None
    format: str = MeetingFormat.ON_SITE
    venue_kk: str = ""
    venue_ru: str = ""
    subject_kk: str = ""
    subject_ru: str = ""
    #: The yearly report to the population, which the law asks of first heads.
    is_report: bool = False

    def texts(self) -> dict[str, str]:
        names = (f"{name}_{language}" for name in ("venue", "subject", "ground") for language in ("kk", "ru"))
        return {name: getattr(self, name).strip() for name in names}


@transaction.atomic
def announce_off_plan(*, facts: OffPlan, actor: Actor, today: date, now: datetime) -> Meeting:
    """Public at once. A day that is over is no announcement, and vouches for nothing: that stands beside it for all.

    Raises NotAllowed, Conflict for a meeting of the same official at the same hour, Invalid with fields.
    """
    check_off_plan(facts, actor=actor, today=today)
    # Whoever sends it twice waits here, and finds the first.
    Official.objects.select_for_update(of=("self",)).get(pk=facts.official.pk)
    _require_single(facts)
    return make_beside(
        origin=Origin(facts.origin),
        official=facts.official,
        territory=facts.territory,
        when=When((facts.day,)),
        start_time=facts.start_time,
        format=facts.format,
        is_report=facts.is_report,
        actor=actor,
        today=today,
        now=now,
        **facts.texts(),
    )


def check_off_plan(facts: OffPlan, *, actor: Actor, today: date) -> None:
    """Whether it could be announced as it is said. Raises as `announce_off_plan`."""
    body = facts.official.body
    can_make_beside(actor, body).require()
    _check(facts, body, today)
    _require_single(facts)


def _require_single(facts: OffPlan) -> None:
    """The same official is at one place at a time; of one whose hour is not known nobody can tell."""
    there = Meeting.objects.standing().filter(official=facts.official).on_day(facts.day)
    alike = there.filter(start_time=facts.start_time)
    if facts.start_time is None:
        alike = alike.filter(territory=facts.territory)
    if (known := alike.first()) is not None:
        sentence = _("At this hour of this day there is a meeting already: %(number)s.") % {"number": known.number}
        raise Conflict(sentence, code="at_once")


def _check(facts: OffPlan, body: Body, today: date) -> None:
    errors: dict[str, list[str]] = {}
    if facts.origin not in OFF_PLAN:
        errors["origin"] = [_("Say whether people demanded it or a need called for it.")]
    if (facts.day - today).days > LATEST_DAYS:
        errors["day"] = [_("A meeting outside the plan is announced at most a year ahead.")]
    elif body.joined_on is None or facts.day < body.joined_on:
        errors["day"] = [_before_it_joined(body)]
    elif not facts.official.is_in_force(facts.day):
        errors["official"] = [_("This person did not hold the office on that day.")]
    elif not Body.objects.in_force(facts.day).filter(pk=body.pk).exists():
        errors["official"] = [_("There is no such body on this day.")]
    if facts.is_report and facts.official.post != Post.FIRST_HEAD:
        errors["is_report"] = [_("Only the first head of a body reports to the population.")]
    if not _governs(body, facts.territory):
        errors["territory"] = [_("The body does not govern this place.")]
    texts = facts.texts()
    for name in ("ground", "subject", "venue"):
        columns = [f"{name}_kk", f"{name}_ru"]
        # The ground is what such a meeting is made of; the others may be said later, or nowhere.
        if name == "ground" or any(texts[column] for column in columns):
            errors |= {column: [_("Write it in both languages.")] for column in columns if not texts[column]}
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="off_plan")


def _before_it_joined(body: Body) -> str:
    if body.joined_on is None:
        return _("The body has not joined the portal yet.")
    return _("The body answers here from %(day)s, when it joined the portal; nothing earlier counts.") % {
        "day": formats.day(body.joined_on)
    }


def _governs(body: Body, place: Territory) -> bool:
    """An akimat its own unit and all inside it, a central body the country."""
    if body.territory_id is None:
        return True
    return body.territory_id in (place.pk, *(above.pk for above in place.above))
