"""What of issues waits on a desk: whose answer to a hand-over or a package, which terms, what residents dispute."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from issues.choices import OPEN, PackageState, State
from issues.models import HandOver, Issue, Package
from issues.permissions import REVIEW_ROLES
from issues.queries.claims import answers_to_judge
from issues.queries.triage import count_to_triage
from portal.bodies.permissions import Actor
from schedules.queries import DeskItem
from schedules.querysets import PLANNING_ROLES, of_helped_bodies

#: A term is told of so many days before it ends.
SOON: Final = timedelta(days=7)


def desk_items(actor: Actor) -> list[DeskItem]:
    """Eleven lines at most. Five statements for people who plan, one for those who oversee, none for others; the menu
    of the page asks two of them.
    """
    found = {**_found(actor), "judged": _to_judge(actor)}
    if _found(actor):
        found |= {"triage": count_to_triage(actor), **_packages(actor)}
    return [
        DeskItem(f"issues_{name}", words(found[name]), note="", url=url, action=action, due_on=found.get(day))
        for name, day, url, action, words in _lines(found)
        if found.get(name)
    ]


def count_pressing(actor: Actor) -> int:
    """For the menu: what this person is to do at once. Statements as for `desk_items`."""
    found = _found(actor)
    return sum(found.get(name, 0) for name in ("asked", "unassigned", "late"))


def _found(actor: Actor) -> dict[str, Any]:
    """Asked once a request."""
    if "issues_to_do" not in actor.known:
        mine = actor.bodies(*PLANNING_ROLES)
        actor.known["issues_to_do"] = {**_issues(mine, actor.on), **_hand_overs(mine, actor)} if mine else {}
    found: dict[str, Any] = actor.known["issues_to_do"]
    return found


def _issues(mine: frozenset[int], on: date) -> dict[str, Any]:
    late, soon = Q(due_on__lt=on), Q(due_on__gte=on, due_on__lte=on + SOON)
    return (
        Issue.objects.filter(holder__in=mine, state__in=OPEN)
        .order_by()
        .aggregate(
            unassigned=Count("pk", filter=Q(state=State.REGISTERED)),
            late=Count("pk", filter=late),
            late_on=Min("due_on", filter=late),
            soon=Count("pk", filter=soon),
            soon_on=Min("due_on", filter=soon),
            disputed=Count("pk", filter=Q(disputed_on__isnull=False)),
        )
    )


def _hand_overs(mine: frozenset[int], actor: Actor) -> dict[str, Any]:
    """A receiver that is late is on the desks of both, and of the akimat above the holder."""
    asked, given = Q(to_body__in=mine) & ~Q(asked_by=actor.user.pk), Q(from_body__in=mine, answer_by__lt=actor.on)
    below = of_helped_bodies(actor, "from_body") & ~Q(from_body__in=mine) & Q(answer_by__lt=actor.on)
    rows = HandOver.objects.pending().filter(of_helped_bodies(actor, "from_body") | Q(to_body__in=mine)).order_by()
    return rows.aggregate(
        asked=Count("pk", filter=asked),
        asked_on=Min("answer_by", filter=asked),
        given=Count("pk", filter=given),
        given_on=Min("answer_by", filter=given),
        below=Count("pk", filter=below),
        below_on=Min("answer_by", filter=below),
    )


def _packages(actor: Actor) -> dict[str, Any]:
    """Those for the own bodies; of the only one, which."""
    sent, registered = Q(state=PackageState.SENT), Q(state=PackageState.REGISTERED)
    rows = Package.objects.waiting().filter(to_body__in=actor.bodies(*PLANNING_ROLES)).order_by()
    return rows.aggregate(
        sent=Count("pk", filter=sent),
        sent_by=Min("answer_by", filter=sent),
        sent_as=Min("pk", filter=sent),
        registered=Count("pk", filter=registered),
        registered_by=Min("answer_by", filter=registered),
        registered_as=Min("pk", filter=registered),
    )


def _to_judge(actor: Actor) -> int:
    return answers_to_judge(actor).count() if actor.bodies(*REVIEW_ROLES) else 0


def _lines(found: dict[str, Any]) -> list[tuple[str, str, str, str, Any]]:
    here, show = reverse("issues:work_issues"), pgettext("action", "Show")
    handed = f"{here}?tab=handed"
    return [
        ("triage", "no_day", reverse("issues:triage_meetings"), pgettext("action", "Triage"), _triage),
        ("asked", "asked_on", handed, _("Answer"), _asked),
        ("sent", "sent_by", _package_url(found, "sent"), _("Register"), _sent),
        ("registered", "registered_by", _package_url(found, "registered"), _("Answer"), _registered),
        ("judged", "no_day", reverse("issues:work_answers"), _("Judge"), _judged),
        ("given", "given_on", handed, show, _given),
        ("below", "below_on", handed, show, _below),
        ("disputed", "no_day", here, show, _disputed),
        ("unassigned", "no_day", f"{here}?state={State.REGISTERED}", _("Set who answers"), _unassigned),
        ("late", "late_on", f"{here}?tab=late", show, _late),
        ("soon", "soon_on", here, show, _soon),
    ]


def _triage(count: int) -> str:
    said = ngettext(
        "%(count)d question was taken at a meeting and is no issue yet",
        "%(count)d questions were taken at meetings and are no issues yet",
        count,
    )
    return said % {"count": count}


def _asked(count: int) -> str:
    said = ngettext(
        "%(count)d issue is handed over to you: accept or return it",
        "%(count)d issues are handed over to you: accept or return them",
        count,
    )
    return said % {"count": count}


def _package_url(found: dict[str, Any], name: str) -> str:
    """Of the only one its page."""
    if found.get(name) == 1:
        return reverse("issues:work_package", args=[found[f"{name}_as"]])
    return reverse("issues:problems")


def _sent(count: int) -> str:
    said = ngettext(
        "%(count)d package of systemic problems waits to be registered",
        "%(count)d packages of systemic problems wait to be registered",
        count,
    )
    return said % {"count": count}


def _registered(count: int) -> str:
    said = ngettext(
        "%(count)d package of systemic problems waits for your answer",
        "%(count)d packages of systemic problems wait for your answer",
        count,
    )
    return said % {"count": count}


def _judged(count: int) -> str:
    said = ngettext(
        "%(count)d answer to a claim waits for your judgement",
        "%(count)d answers to claims wait for your judgement",
        count,
    )
    return said % {"count": count}


def _given(count: int) -> str:
    said = ngettext(
        "%(count)d issue you handed over is not answered in time",
        "%(count)d issues you handed over are not answered in time",
        count,
    )
    return said % {"count": count}


def _below(count: int) -> str:
    said = ngettext(
        "%(count)d hand-over of offices below you is not answered in time",
        "%(count)d hand-overs of offices below you are not answered in time",
        count,
    )
    return said % {"count": count}


def _disputed(count: int) -> str:
    said = ngettext(
        "Residents do not agree that %(count)d issue is solved",
        "Residents do not agree that %(count)d issues are solved",
        count,
    )
    return said % {"count": count}


def _unassigned(count: int) -> str:
    said = ngettext(
        "%(count)d issue is registered, and nobody and no term is set",
        "%(count)d issues are registered, and nobody and no term is set",
        count,
    )
    return said % {"count": count}


def _late(count: int) -> str:
    said = ngettext("The term of %(count)d issue has passed", "The terms of %(count)d issues have passed", count)
    return said % {"count": count}


def _soon(count: int) -> str:
    said = ngettext(
        "The term of %(count)d issue ends within a week", "The terms of %(count)d issues end within a week", count
    )
    return said % {"count": count}
