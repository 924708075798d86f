"""The key of an invitation: in the letter, and nowhere else."""

from __future__ import annotations

import hashlib
from typing import Any

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.text import capfirst

from portal.bodies.choices import Role
from portal.bodies.models import Invitation
from portal.kernel import clock
from portal.kit import formats

_SALT = "portal.bodies.invitation"


def letter_facts(matter: str) -> dict[str, Any] | None:
    """What the letter of this version says; None when it was accepted, withdrawn, sent anew or has run out.

    Called when the letter is written, also when it is written again after a failure: the key is the same then.
    """
    number, _dot, version = matter.partition(".")
    found = (
        Invitation.objects.waiting(clock.now()).select_related("body").filter(pk=number, version=version or 0).first()
    )
    if found is None:
        return None
    return {
        "path": reverse("bodies:accept", args=[seal(found)]),
        "body": str(found.body.plain),
        "role": capfirst(str(Role(found.role).label)),
        "until": formats.day(clock.civil_date(found.expires_at)),
    }


def seal(invitation: Invitation) -> str:
    """Make the key of this version and keep its hash, by which alone the page finds the invitation.

    It cannot be guessed from the database: it needs the row's random number and the portal's secret. It stands for this
    invitation, address, role, body and version.
    """
    bound = "\x1f".join(
        map(
            str,
            (
                invitation.pk,
                invitation.version,
                invitation.email,
                invitation.role,
                invitation.body_id,
                invitation.nonce,
            ),
        )
    )
    key = salted_hmac(_SALT, bound, algorithm="sha256").hexdigest()
    digest = digest_of(key)
    if invitation.key_sha256 != digest:
        Invitation.objects.filter(pk=invitation.pk, version=invitation.version).update(key_sha256=digest)
        invitation.key_sha256 = digest
    return key


def digest_of(key: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
