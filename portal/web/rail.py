"""The rail of the workspace: what each person has work with, and whose workspace it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from issues.permissions import HIGH_BY, SOLVES_PROBLEMS, STATES_PROBLEMS
from portal.bodies.choices import FIRST_RANK, SECOND_RANK, BodyKind, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, WorkspaceRequest, sees_team
from portal.calendars.permissions import can_see_risks
from portal.deadlines.permissions import can_record_events
from portal.deadlines.querysets import RECEIVING_ROLES
from portal.holding.choices import SummaryKind
from portal.holding.permissions import can_summarise
from portal.kit.prepared import Among, prepared
from portal.overview.permissions import REGION_ROLES, can_see_chain, controls_all
from portal.overview.queries import rail_counts
from portal.questions.permissions import can_publish_policy
from schedules.kinds import AKIM_CALENDAR
from schedules.permissions import can_forward_calendars, can_see_intake, is_approver
from schedules.querysets import PLANNING_ROLES

#: Addresses that belong to a menu entry without standing below its own.
_ALSO = {"overview:bodies": "territories/", "meetings:calendar": "meetings/", "accounts:profile": "accounts/"}


@dataclass(frozen=True)
class Person:
    """Who looks at the rail: the actor, and the bodies where a role is held today."""

    actor: Actor
    bodies: tuple[Body, ...]

    @property
    def is_of_ministry(self) -> bool:
        return any(
            body.kind == BodyKind.MINISTRY and self.actor.has_any((Role.PREPARER, Role.HEAD), body)
            for body in self.bodies
        )

    @property
    def has_meetings(self) -> bool:
        return bool(self.actor.bodies(*PLANNING_ROLES))

    @property
    def sees_unrecorded(self) -> bool:
        """Whether there are bodies below, or all of them, whose meetings the person looks after."""
        return controls_all(self.actor) or any(
            body.kind == BodyKind.AKIMAT
            and body.territory is not None
            and body.territory.kind in (*FIRST_RANK, *SECOND_RANK)
            and self.actor.has_any(PLANNING_ROLES, body)
            for body in self.bodies
        )

    @property
    def sees_graph(self) -> bool:
        return self.is_of_ministry or is_approver(self.actor) or self.sees_intake

    @property
    def sees_plans(self) -> bool:
        return self.is_of_ministry or self.sees_intake

    @property
    def sees_calendars(self) -> bool:
        """Works on the calendar of akims of a region, or watches over all."""
        return self.sees_intake or any(
            AKIM_CALENDAR.is_of(body.kind, body.territory.kind if body.territory else "")
            and self.actor.has_any(AKIM_CALENDAR.roles, body)
            for body in self.bodies
        )

    @property
    def heads_akimat(self) -> bool:
        return any(bool(can_publish_policy(self.actor, body)) for body in self.bodies)

    @property
    def is_of_maslikhat(self) -> bool:
        return self.actor.has(Role.MASLIKHAT)

    @property
    def forwards_calendars(self) -> bool:
        return bool(can_forward_calendars(self.actor))

    @property
    def fills_parts(self) -> bool:
        """Works for an akimat below the regions, which fills in its part of the region's calendar."""
        return any(
            body.kind == BodyKind.AKIMAT
            and body.territory is not None
            and not body.territory.is_first_rank
            and self.actor.has_any(AKIM_CALENDAR.roles, body)
            for body in self.bodies
        )

    @property
    def sees_intake(self) -> bool:
        return bool(can_see_intake(self.actor))

    @property
    def sees_control(self) -> bool:
        """Whether the person controls everything, or the territory of an akimat of a region."""
        return controls_all(self.actor) or any(
            body.kind == BodyKind.AKIMAT
            and body.territory is not None
            and body.territory.is_first_rank
            and self.actor.has_any(REGION_ROLES, body)
            for body in self.bodies
        )

    @property
    def sees_chain(self) -> bool:
        return bool(can_see_chain(self.actor))

    @property
    def leads_people(self) -> bool:
        return sees_team(self.actor) and not self.actor.is_administrator

    @property
    def is_administrator(self) -> bool:
        return self.actor.is_administrator

    @property
    def sees_akimats(self) -> bool:
        """Whether there is an office below the regions that the person may correct."""
        return self.is_administrator or any(
            body.kind == BodyKind.AKIMAT and body.territory is not None and not body.territory.is_first_rank
            for body in self.bodies
        )

    @property
    def receives(self) -> bool:
        """Answers for what others send to the body; no act has anything sent to an akimat."""
        return any(body.kind != BodyKind.AKIMAT and self.actor.has_any(RECEIVING_ROLES, body) for body in self.bodies)

    @property
    def records_events(self) -> bool:
        return bool(can_record_events(self.actor))

    @property
    def makes_summaries(self) -> bool:
        """Twin of `can_summarise`."""
        return any(bool(can_summarise(self.actor, kind, body)) for body in self.bodies for kind in SummaryKind.values)

    @property
    def sees_issues(self) -> bool:
        """Works on those of a body, or oversees those of all."""
        return bool(self.actor.bodies(*PLANNING_ROLES)) or self.actor.is_overseer

    @property
    def sees_problems(self) -> bool:
        """States systemic problems or answers them, or records what is done about them above the regions."""
        kinds = (*STATES_PROBLEMS, *SOLVES_PROBLEMS)
        works = any(body.kind in kinds and self.actor.has_any(PLANNING_ROLES, body) for body in self.bodies)
        return works or any(self.actor.holds(function, *roles) for function, roles in HIGH_BY.values())

    @property
    def sees_risks(self) -> bool:
        return bool(can_see_risks(self.actor))

    @property
    def is_anyone(self) -> bool:
        return True


#: The rail: address, icon, label, and to whom it is of use. It only guides: every page asks for itself.
RAIL = (
    ("overview:desk", "check", pgettext_lazy("menu", "My desk"), "is_anyone"),
    ("overview:control", "eye", pgettext_lazy("menu", "Control"), "sees_control"),
    ("schedules:proposals", "document", pgettext_lazy("menu", "Proposals"), "is_of_ministry"),
    ("schedules:plans", "document", pgettext_lazy("menu", "Departmental plans"), "sees_plans"),
    ("schedules:akim_calendars", "calendar", pgettext_lazy("menu", "Calendar of akims"), "sees_calendars"),
    ("calendars:parts", "calendar", pgettext_lazy("menu", "Calendar of akims"), "fills_parts"),
    ("schedules:hearings", "calendar", pgettext_lazy("menu", "Calendars of akims received"), "is_of_maslikhat"),
    (
        "schedules:forwarding_now",
        "calendar",
        pgettext_lazy("menu", "Calendars of akims received"),
        "forwards_calendars",
    ),
    ("meetings:work_meetings", "calendar", pgettext_lazy("menu", "Meetings of my body"), "has_meetings"),
    ("questions:work_questions", "question", pgettext_lazy("menu", "Questions of people"), "has_meetings"),
    ("issues:work_issues", "flag", pgettext_lazy("menu", "Issues"), "sees_issues"),
    ("issues:problems", "send", pgettext_lazy("menu", "Systemic problems"), "sees_problems"),
    ("questions:rules", "law", pgettext_lazy("menu", "Rules for demands"), "heads_akimat"),
    ("meetings:unrecorded", "question", pgettext_lazy("menu", "Meetings not recorded"), "sees_unrecorded"),
    ("holding:work_summaries", "document", pgettext_lazy("menu", "Summaries of meetings"), "makes_summaries"),
    ("schedules:intake_now", "download", pgettext_lazy("menu", "Proposals received"), "sees_intake"),
    ("schedules:work_graph_now", "law", pgettext_lazy("menu", "Agreement and approval"), "sees_graph"),
    ("deadlines:own", "clock", pgettext_lazy("menu", "Deadlines"), "is_anyone"),
    ("deadlines:events", "flag", pgettext_lazy("menu", "Recorded events"), "records_events"),
    ("calendars:risks", "warning", pgettext_lazy("menu", "Risk signals"), "sees_risks"),
    ("deadlines:received", "mail", pgettext_lazy("menu", "Received documents"), "receives"),
    ("bodies:team", "people", pgettext_lazy("menu", "People of my bodies"), "leads_people"),
    ("deadlines:decisions", "law", pgettext_lazy("menu", "Decisions"), "is_administrator"),
    ("deadlines:working_days", "calendar", pgettext_lazy("menu", "Working calendar"), "is_administrator"),
    ("deadlines:ladders", "bell", pgettext_lazy("menu", "Reminders"), "is_administrator"),
    ("issues:topics", "flag", pgettext_lazy("menu", "Topics of issues"), "is_administrator"),
    ("bodies:people", "people", pgettext_lazy("menu", "People and roles"), "is_administrator"),
    ("bodies:functions", "flag", pgettext_lazy("menu", "Functions of bodies"), "is_administrator"),
    ("bodies:classifier", "globe", pgettext_lazy("menu", "Classifier of places"), "is_administrator"),
    ("bodies:akimats", "place", pgettext_lazy("menu", "Offices of akims"), "sees_akimats"),
    ("overview:audit", "lock", pgettext_lazy("menu", "Tamper-evident log"), "sees_chain"),
    ("jobs:index", "sync", pgettext_lazy("menu", "Background work"), "is_anyone"),
    ("deadlines:copies", "mail", pgettext_lazy("menu", "Notification settings"), "is_anyone"),
    ("deadlines:calendars", "calendar", pgettext_lazy("menu", "Deadlines in my calendar"), "is_anyone"),
    ("accounts:profile", "person", pgettext_lazy("menu", "My login"), "is_anyone"),
)
#: With which entry a group of the rail begins, and what stands above it; what comes before is the work itself.
RAIL_GROUPS = {
    "deadlines:decisions": pgettext_lazy("group of a menu", "Reference and settings"),
    "jobs:index": pgettext_lazy("group of a menu", "For me"),
}


def menu_link(request: HttpRequest, code: str, name: str) -> dict[str, str]:
    """Address of a menu entry and its `aria-current`."""
    url = reverse(name)
    below = f"/{code}/{_ALSO[name]}" if name in _ALSO else url
    current = "page" if request.path == url else "true" if request.path.startswith((url, below)) else ""
    return {"url": url, "current": current}


def person_of(request: WorkspaceRequest) -> Person:
    """One statement."""
    actor = request.actor
    return Person(actor, tuple(_bodies(sorted(actor.bodies()))))


@prepared
def _bodies(keys: list[int]) -> QuerySet[Body, Any]:
    return Body.objects.filter(Among("pk", keys)).select_related("territory").order_by("pk")


def rail(request: HttpRequest, code: str, person: Person) -> list[dict[str, Any]]:
    """What this person has work with, and how much of it presses; how much is not asked for a page of an error."""
    counts = {} if getattr(request, "is_uncounted", False) else rail_counts(person.actor)
    links, group = [], ""
    for name, icon, label, concerns in RAIL:
        group = str(RAIL_GROUPS.get(name, group))
        if getattr(person, concerns):
            link = menu_link(request, code, name)
            links.append({"group": group, "icon": icon, "label": label, "count": counts.get(name), **link})
    # Below the page of one entry the page of another may lie: the nearest is where the person is.
    nearest = max((str(link["url"]) for link in links if link["current"]), key=len, default="")
    return [link | {"current": link["current"] if link["url"] == nearest else ""} for link in links]


def who(person: Person) -> dict[str, str]:
    """Whose workspace it is: the bodies, the person, and what the person does for somebody absent."""
    acting = ", ".join(sorted({str(Role(role).label) for role, _at in person.actor.acting}))
    return {
        "place": ", ".join(body.plain for body in person.bodies),
        "name": person.actor.user.full_name,
        "acting": acting,
    }
