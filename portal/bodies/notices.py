"""Ready lines about roles, in three languages."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext, override

from portal.bodies.choices import Role
from portal.bodies.models import RoleGrant
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
