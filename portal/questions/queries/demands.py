"""Demands as pages show them, and whom a place may demand a meeting of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from portal.bodies.choices import Post
from portal.bodies.models import Body, Official, Territory
from portal.questions.choices import ANSWERED_DEMANDS, DemandState
from portal.questions.models import Demand, DemandPolicy
from portal.questions.queries.fate import BAD, DONE, NEXT, NOW, Step
from portal.questions.queries.policies import policy_for
from portal.questions.querysets import DemandQuerySet

#: Beside a demand: others of the place around it.
_OTHERS = 6


def bodies_for(place: Territory, on: date) -> list[Body]:
    """Akimats whose akim may be asked to come: of the place and of those around it, the nearest first. One statement,
    and those of `above`.
    """
    order = [place.pk, *(each.pk for each in reversed(place.above))]
    rows = Body.objects.akimats().in_force(on).filter(territory__in=order).select_related("territory")
    return sorted(rows, key=lambda body: order.index(body.territory_id or 0))


def heads_of(bodies: Iterable[Body], on: date) -> dict[int, Official]:
    """Whose post it is to come, by the key of the body. One statement."""
    rows = Official.objects.in_force(on).filter(body__in=bodies, post=Post.FIRST_HEAD).select_related("body")
    return {official.body_id: official for official in rows}


def next_of(body: Body, place: Territory, on: date) -> Meeting | None:
    """The next meeting of this akim that concerns the place, announced and still to come. One statement."""
    return _to_come(body, place, on).first()


@dataclass(frozen=True)
class Planned:
    """A meeting that an akim of the place holds anyway, and how soon that is."""

    meeting: Meeting
    days: int


def planned_of(bodies: Iterable[Body], place: Territory, on: date) -> list[Planned]:
    """The next one of each, the nearest akim first. One statement a body, and no more of those than ranks."""
    found = [meeting for body in bodies if (meeting := next_of(body, place, on)) is not None]
    return [Planned(meeting, (meeting.on - on).days) for meeting in found if meeting.on is not None]


def _to_come(body: Body, place: Territory, on: date) -> MeetingQuerySet:
    inside = Territory.objects.lying_in(place).values("pk")
    around = [each.pk for each in place.above]
    rows = Meeting.objects.public().filter(body=body, on__gte=on).awaited()
    return rows.filter(Q(territory__in=inside) | Q(territory__in=around)).with_names().in_order()


def meetings_to_join(demand: Demand, today: date) -> MeetingQuerySet:
    """Of the akim it is demanded of, announced and still to come, in the place, inside it or around it."""
    return _to_come(demand.body, demand.territory, today)


def demands_of(*, place: str = "", state: str = "") -> DemandQuerySet:
    """Public ones, those still open first and among them the newest."""
    rows = Demand.objects.public().with_names().with_voices()
    if place:
        around = Territory.objects.filter(kato=place).first()
        inside = Territory.objects.lying_in(around) if around else Territory.objects.none()
        rows = rows.filter(territory__in=inside.values("pk"))
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-opened_on", "-pk")


def others(demand: Demand) -> list[Demand]:
    """Other public demands of the district around it, answered ones among them. One statement."""
    above = demand.territory.above
    around = above[1] if len(above) > 1 else demand.territory
    rows = Demand.objects.public().with_names().with_voices().exclude(pk=demand.pk)
    inside = Territory.objects.lying_in(around).values("pk")
    return list(rows.filter(territory__in=inside).order_by("-opened_on", "-pk")[:_OTHERS])


def similar_demands(place: Territory) -> list[Demand]:
    """Which gather voices or wait for an answer in the place, inside it or around it. One statement."""
    inside = Territory.objects.lying_in(place).values("pk")
    around = [each.pk for each in place.above]
    rows = Demand.objects.public().filter(state__in=(DemandState.OPEN, DemandState.REACHED))
    rows = rows.filter(Q(territory__in=inside) | Q(territory__in=around))
    return list(rows.with_names().with_voices().order_by("-opened_on", "-pk")[:_OTHERS])


def followers_of(body: Body, on: date) -> list[int]:
    """Keys of akimats below for which the rules of this one count, as none nearer has published any. Two statements."""
    if body.territory_id is None:
        return []
    below = Body.objects.akimats_within(body.territory_id).in_force(on).exclude(pk=body.pk)
    rows = list(below.select_related("territory__parent__parent__parent"))
    latest = DemandPolicy.objects.filter(published_on__lte=on, body__in=[row.pk for row in rows])
    own = set(latest.order_by().values_list("body__territory", flat=True).distinct())
    return [row.pk for row in rows if row.territory and not _is_nearer(row.territory, own)]


def _is_nearer(place: Territory, own: set[int]) -> bool:
    return place.pk in own or any(above.pk in own for above in place.above)


@dataclass(frozen=True)
class DemandPage:
    """What the page of a demand shows. `policy` is what counts today, the demand has its own numbers."""

    demand: Demand
    steps: list[Step]
    others: list[Demand]
    policy: DemandPolicy | None
    planned: list[Planned]
    days_late: int
    takes_voices: bool

    @property
    def voices(self) -> int:
        return int(vars(self.demand)["voice_count"])

    @property
    def left(self) -> int:
        """Voices that are wanting."""
        return max((self.demand.threshold or 0) - self.voices, 0)


def demand_called(number: str) -> Demand:
    """In whatever state. One statement. Raises Demand.DoesNotExist."""
    around = ("territory__parent__parent__parent", "body__territory__parent__parent__parent")
    rows = Demand.objects.with_names().with_voices()
    return rows.select_related(*around, "meeting__official", "meeting__territory").get(number=number)


def demand_page(demand: Demand, today: date) -> DemandPage:
    """Five statements at most."""
    due = demand.answer_due_on
    is_late = demand.state == DemandState.REACHED and due is not None and due < today
    return DemandPage(
        demand=demand,
        steps=_steps(demand),
        others=others(demand) if demand.is_public else [],
        policy=policy_for(demand.body, today),
        planned=planned_of([demand.body], demand.territory, today) if demand.takes_voices else [],
        days_late=(today - due).days if is_late and due else 0,
        takes_voices=demand.takes_voices and not demand.has_lapsed(today),
    )


def _steps(demand: Demand) -> list[Step]:
    state = demand.state
    found = [Step(DONE, "send", _("The demand was opened"), demand.opened_on or demand.sent_at)]
    if state == DemandState.SENT and demand.person_id is None:
        return [*found, Step(BAD, "mail", _("Its author did not confirm it in time, and it was deleted"))]
    if state == DemandState.SENT:
        found.append(Step(NOW, "mail", _("Its author confirms it by the letter")))
    if state in (DemandState.SENT, DemandState.WAITING):
        kind = NOW if state == DemandState.WAITING else NEXT
        found.append(Step(kind, "eye", _("A moderator looks at it"), None, _("within one working day")))
    if state == DemandState.REFUSED:
        found.append(Step(BAD, "eye", _("It is not published"), demand.judged_at, demand.get_refusal_display()))
    if state in (DemandState.WITHDRAWN, DemandState.REMOVED):
        found.append(Step(BAD, "cancelled", str(demand.get_state_display()).capitalize()))
    if state in (DemandState.REFUSED, DemandState.WITHDRAWN, DemandState.REMOVED):
        return found
    return [*found, *_gathered(demand), *_told(demand)]


def _gathered(demand: Demand) -> list[Step]:
    title = _("Voices are gathered")
    if demand.state in (DemandState.SENT, DemandState.WAITING):
        return [Step(NEXT, "people", title)]
    if demand.state == DemandState.OPEN:
        return [Step(NOW, "people", title, demand.until)]
    if demand.state == DemandState.LAPSED:
        return [Step(BAD, "people", _("There were too few voices"), demand.until)]
    return [Step(DONE, "people", _("There were enough voices"), demand.reached_on)] if demand.reached_on else []


def _told(demand: Demand) -> list[Step]:
    if demand.state == DemandState.LAPSED:
        return []
    if demand.state in ANSWERED_DEMANDS:
        kind = BAD if demand.state == DemandState.DECLINED else DONE
        return [Step(kind, "document", str(demand.get_state_display()).capitalize(), demand.answered_on)]
    kind = NOW if demand.state == DemandState.REACHED else NEXT
    return [Step(kind, "document", _("The akimat answers: appoints, joins or declines"), demand.answer_due_on)]
