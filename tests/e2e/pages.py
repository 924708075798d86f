"""Every kind of page of the portal with an address at which it can be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.urls import URLResolver, get_resolver, reverse
from django.utils.http import int_to_base36
from django.utils.translation import override

from meetings.models import Meeting
from portal.accounts.models import User
from portal.bodies.choices import Function
from portal.bodies.models import RoleGrant
from portal.deadlines.models import Evidence, Obligation
from schedules.models import Proposal, ProposalRow

#: The year planned in the demonstration of the tests, and the running one, whose schedule is published.
NEXT, RUNNING = "2027", "2026"


@dataclass(frozen=True)
class Sample:
    """A page as `who` (a login of the demonstration; a reader when empty) sees it.

    `stage` says how far the schedule of the next year must have come. `args` are asked for when the world stands.
    """

    name: str
    args: Callable[[], tuple[Any, ...]] = tuple
    who: str = ""
    query: str = ""
    stage: str = ""
    status: int = 200
    tail: str = ""
    debug: bool = False

    @property
    def title(self) -> str:
        return "-".join(filter(None, [self.name.replace(":", "-"), self.who, self.tail, self.stage]))

    def path(self, language: str) -> str:
        with override(language):
            return reverse(self.name, args=self.args()) + self.query


def _given(*values: Any) -> Callable[[], tuple[Any, ...]]:
    return lambda: values


# -- rows of the demonstration ------------------------------------------------------------------------------------
def _draft() -> tuple[int]:
    return (Proposal.objects.get(body__slug="water", period_key=NEXT).pk,)


def _draft_row() -> tuple[int, int]:
    row = ProposalRow.objects.filter(proposal_id=_draft()[0]).order_by("pk").first()
    assert row is not None
    return row.proposal_id, row.pk


def _awaiting_review() -> tuple[str, str]:
    proposal = Proposal.objects.for_year(NEXT).awaiting_review().select_related("body").order_by("body__slug").first()
    assert proposal is not None
    return NEXT, proposal.body.slug


def _meeting(*, dated: bool = True) -> tuple[str]:
    found = Meeting.objects.public().filter(on__isnull=not dated).order_by("-number").first()
    if found is None:
        found = Meeting.objects.public().earliest("number")
    return (found.number,)


def _obligation(duty: str, slug: str, **facts: Any) -> int:
    found = Obligation.objects.filter(duty=duty, body__slug=slug, **facts).order_by("-due_on").first()
    assert found is not None
    return int(found.pk)


def _late() -> tuple[int]:
    return (Obligation.objects.public().filter(late_since__isnull=False).earliest("pk").pk,)


def _evidence() -> tuple[int, int]:
    pk = _obligation("B-1.7", "water", met_on__isnull=False)
    return pk, Evidence.objects.filter(obligation=pk).earliest("pk").pk


def _reset_key() -> tuple[str, str]:
    user = User.objects.get(email="preparer@kezdesu.example")
    return int_to_base36(user.pk), default_token_generator.make_token(user)


def _grant() -> tuple[int]:
    return (RoleGrant.objects.get(user__email="officer@kezdesu.example").pk,)


_DISTRICT = "431000000"

SAMPLES = (
    Sample("web:home"),
    Sample("web:about"),
    Sample("web:accessibility"),
    Sample("web:privacy"),
    Sample("web:open_data"),
    Sample("web:components", debug=True),
    Sample("overview:bodies"),
    Sample("overview:body", _given("water")),
    Sample("overview:body", _given("akimat-430000000"), tail="akimat"),
    Sample("overview:territories"),
    Sample("overview:territory", _given("430000000")),
    Sample("meetings:calendar"),
    Sample("meetings:calendar", query="?view=list", tail="list"),
    Sample("meetings:calendar", query="?view=list&place=430000000&body=water&format=online", tail="nothing"),
    Sample("meetings:meeting", _meeting),
    Sample("meetings:meeting", lambda: _meeting(dated=False), tail="undated"),
    Sample("schedules:index"),
    Sample("schedules:graph", _given(RUNNING)),
    Sample("deadlines:board"),
    Sample("deadlines:why", _late),
    Sample("account_login"),
    Sample("account_reset_password"),
    Sample("account_reset_password_done"),
    Sample("account_reset_password_from_key", _given("1", "no-such-key"), tail="used"),
    Sample("account_reset_password_from_key_done"),
    Sample("account_inactive"),
    Sample("account_logout", who="preparer"),
    Sample("account_change_password", who="preparer"),
    Sample("accounts:profile", who="preparer"),
    Sample("accounts:sessions", who="preparer"),
    *(
        Sample("overview:desk", who=who)
        for who in (
            "preparer", "head", "authorised", "authorised.head", "approver", "officer", "maslikhat", "overseer",
            "administrator",
        )
    ),
    Sample("deadlines:own", who="preparer"),
    Sample("deadlines:own", who="overseer"),
    Sample("deadlines:obligation", lambda: (_obligation("B-1.4-plan", "water"),), who="preparer"),
    Sample("deadlines:obligation", lambda: _evidence()[:1], who="preparer", tail="met"),
    Sample("deadlines:correct", _evidence, who="preparer"),
    Sample("deadlines:withdraw", lambda: _evidence()[:1], who="head"),
    Sample("deadlines:working_days", who="administrator"),
    Sample("bodies:people", who="administrator"),
    Sample("bodies:grant", who="administrator"),
    Sample("bodies:end_role", _grant, who="administrator"),
    Sample("bodies:functions", who="administrator"),
    Sample("bodies:move_function", _given(Function.MASS_MEDIA.value), who="administrator"),
    Sample("deadlines:working_days", who="preparer", status=403, tail="forbidden"),
    Sample("schedules:proposals", who="preparer"),
    Sample("schedules:proposal", _draft, who="preparer"),
    Sample("schedules:row_new", _draft, who="preparer"),
    Sample("schedules:row", _draft_row, who="preparer"),
    Sample("schedules:row_delete", _draft_row, who="preparer"),
    Sample("schedules:submit", _draft, who="preparer"),
    Sample("schedules:intake", _given(NEXT), who="authorised"),
    Sample("schedules:review", _awaiting_review, who="authorised.head"),
    Sample("schedules:work_graph", _given(RUNNING), who="authorised"),
    Sample("schedules:work_graph", _given(NEXT), who="authorised", tail="empty"),
    Sample("schedules:assemble", _given(NEXT), who="authorised"),
    Sample("schedules:agreement", _given(NEXT), who="authorised", stage="draft"),
    Sample("schedules:work_graph", _given(NEXT), who="authorised", stage="agreement"),
    Sample("schedules:slot", _given(NEXT, "finance"), who="authorised", stage="agreement"),
    Sample("schedules:slot", _given(NEXT, "water"), who="head", stage="agreement"),
    Sample("schedules:reopen", _given(NEXT), who="authorised", stage="agreement"),
    Sample("schedules:send", _given(NEXT), who="authorised", stage="agreement"),
    Sample("schedules:decide", _given(NEXT), who="approver", stage="government"),
    Sample("meetings:publish", _given(NEXT), who="authorised", stage="approved"),
)  # fmt: skip

#: Addresses that print no page of their own, and why.
NOT_PAGES = {
    "choose_language": "leads on to a language",
    "robots": "text for machines",
    "healthz": "for machines",
    "readyz": "for machines",
    "meetings:calendar_ics": "a calendar file",
    "meetings:meeting_ics": "a calendar file",
    "files:download": "a file",
    "schedules:open_proposal": "takes a form, leads on",
    "schedules:intake_now": "leads on to the year",
    "schedules:work_graph_now": "leads on to the year",
    "schedules:remind": "takes a form, leads on",
    "deadlines:remind": "takes a form, leads on",
    "accounts:end_session": "takes a form, leads on",
    "accounts:end_other_sessions": "takes a form, leads on",
}


def url_names() -> Iterator[str]:
    """Names of all addresses, with their namespaces; those of the API are for machines."""
    with override("kk"):
        yield from _names(get_resolver(), "")


def _names(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            if inner != "api:":
                yield from _names(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}"
