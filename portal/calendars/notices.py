"""Whom to tell of parts of a calendar: akimats given one; the region and the akimat above of what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.bodies.models import RoleGrant
from portal.calendars.models import Delegation, Part
from portal.calendars.querysets import AKIMAT_ROLES
from portal.kernel.wording import Lines
from portal.kit.formats import day
from portal.kit.translated import in_language
from portal.notices.services import Draft


def given_out(delegation: Delegation, parts: Iterable[Part], on: date) -> list[Draft]:
    """To the people of each akimat: that its part waits for it, until the inner day. Two statements."""
    parts = list(parts)
    people = _people([part.body_id for part in parts], on)
    drafts = []
    for part in parts:
        for user in people.get(part.body_id, []):

            def write(language: str, part: Part = part) -> str:
                return _("%(body)s: fill in your part of the calendar of akims' meetings for %(year)s by %(day)s.") % {
                    "body": in_language(part.body, "name", language),
                    "year": delegation.proposal.period_key,
                    "day": day(delegation.due_on, language),
                }

            drafts.append(
                Draft(
                    user=user,
                    key=f"calendar_part:{part.pk}:{delegation.due_on.isoformat()}:{user.pk}",
                    kind="calendar_part",
                    lines=_lines(write),
                    path=part_path(part),
                    created_for=on,
                    thread=f"calendar_part:{part.pk}",
                    due_on=delegation.due_on,
                )
            )
    return drafts


def part_marked(part: Part, above: Iterable[int], on: date, *, ready: bool, actor: int) -> list[Draft]:
    """To the region and to the akimat right above: a part is ready, or is worked on again."""
    region = part.delegation.proposal.body_id
    drafts = []

    def write(language: str) -> str:
        values = {
            "body": in_language(part.body, "name", language),
            "year": part.delegation.proposal.period_key,
        }
        if ready:
            return _("%(body)s: the part of the calendar of akims' meetings for %(year)s is ready.") % values
        return (
            _("%(body)s: the part of the calendar of akims' meetings for %(year)s, which was ready, is changed.")
            % values
        )

    with translation.override("kk"):
        url = reverse(
            "calendars:progress", args=[part.delegation.proposal.body.slug, part.delegation.proposal.period_key]
        )
    for body, users in _people([region, *above], on).items():
        for user in users:
            if user.pk == actor:
                continue
            drafts.append(
                Draft(
                    user=user,
                    key=f"calendar_part_{ready}:{part.pk}:{on.isoformat()}:{user.pk}",
                    kind="calendar_part_ready" if ready else "calendar_part_changed",
                    lines=_lines(write),
                    path=url.removeprefix("/kk") if body == region else "/work/akims/",
                    created_for=on,
                    thread=f"calendar_part_ready:{part.pk}",
                    digest=True,
                )
            )
    return drafts


def part_path(part: Part) -> str:
    """Without the language: the letter puts its reader\'s in front."""
    with translation.override("kk"):
        url = reverse("calendars:part", args=[part.body.slug, part.delegation.proposal.period_key])
    return url.removeprefix("/kk")


def _people(bodies: Iterable[int], on: date) -> dict[int, list[User]]:
    """One statement, however many akimats."""
    found: dict[int, list[User]] = defaultdict(list)
    grants = RoleGrant.objects.in_force(on).filter(body__in=list(bodies), role__in=AKIMAT_ROLES)
    for grant in grants.select_related("user").order_by("user"):
        if grant.user not in found[grant.body_id]:
            found[grant.body_id].append(grant.user)
    return found


def _lines(write: Callable[[str], str]) -> Lines:
    def said(language: str) -> str:
        with translation.override(language):
            return write(language)

    return Lines.written(said)
