"""Ready lines about roles, in three languages."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext, override

from portal.bodies.choices import Role
from portal.bodies.models import Handover, Invitation, RoleGrant
from portal.kernel.wording import Lines
from portal.kit.formats import day
from portal.kit.translated import in_language


def role_given(grant: RoleGrant) -> Lines:
    """To the person, about a role that begins."""

    def write(language: str) -> str:
        with override(language):
            return gettext("You have a new role on the portal: %(role)s. %(body)s, from %(day)s.") % {
                "role": Role(grant.role).label,
                "body": in_language(grant.body, "plain", language),
                "day": day(grant.starts_on, language),
            }

    return Lines.written(write)


def role_ended(grant: RoleGrant) -> Lines:
    """To the person, about a role that has an end now."""
    assert grant.ends_on is not None
    last = grant.ends_on - timedelta(days=1)

    def write(language: str) -> str:
        with override(language):
            return gettext("Your role on the portal ends: %(role)s. %(body)s, last day %(day)s.") % {
                "role": Role(grant.role).label,
                "body": in_language(grant.body, "plain", language),
                "day": day(last, language),
            }

    return Lines.written(write)


def role_acting(grant: RoleGrant) -> Lines:
    """To the person who stands in for somebody absent."""
    assert grant.acting_for is not None
    absent, last = grant.acting_for.user, grant.last_day
    assert last is not None

    def write(language: str) -> str:
        with override(language):
            return gettext(
                "You act for somebody absent: %(person)s. Role: %(role)s. %(body)s, from %(first)s to %(last)s."
            ) % {
                "person": absent.full_name,
                "role": Role(grant.role).label,
                "body": in_language(grant.body, "plain", language),
                "first": day(grant.starts_on, language),
                "last": day(last, language),
            }

    return Lines.written(write)


def acted_for(grant: RoleGrant) -> Lines:
    """To the absent person, about who stands in."""
    last = grant.last_day
    assert last is not None

    def write(language: str) -> str:
        with override(language):
            return gettext("Your role is also held by an acting person: %(person)s, from %(first)s to %(last)s.") % {
                "person": grant.user.full_name,
                "first": day(grant.starts_on, language),
                "last": day(last, language),
            }

    return Lines.written(write)


def invitation_accepted(invitation: Invitation) -> Lines:
    """To whoever invited."""

    def write(language: str) -> str:
        with override(language):
            return gettext("The invitation was accepted: %(person)s. Role: %(role)s. %(body)s.") % {
                "person": invitation.full_name,
                "role": Role(invitation.role).label,
                "body": in_language(invitation.body, "plain", language),
            }

    return Lines.written(write)


def taken_over(handover: Handover) -> Lines:
    """To the successor of somebody who leaves."""

    def write(language: str) -> str:
        with override(language):
            said = gettext("You take over from somebody who leaves: %(person)s. %(body)s, from %(day)s.") % {
                "person": handover.person.full_name,
                "body": in_language(handover.body, "plain", language),
                "day": day(handover.on, language),
            }
            return f"{said} {handover.note}".strip()

    return Lines.written(write)
