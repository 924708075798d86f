"""Who may fetch a file: everybody a public one, else a person for whom a page has just signed the address."""

from __future__ import annotations

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.kernel.verdicts import ALLOWED, Verdict, denied

#: Long enough to read the page and press the link, too short to pass the address on.
LINK_SECONDS = 10 * 60

_signer = TimestampSigner(salt="portal.files.download")


def signature(file: StoredFile, user: User) -> str:
    """Lets `user` alone fetch `file` for LINK_SECONDS."""
    return _signer.sign(f"{file.pk}.{user.pk}").split(":", 1)[1]


def can_fetch(file: StoredFile, user: User | None, key: str) -> Verdict:
    """`user` is None for a reader who has not signed in."""
    if file.is_public:
        return ALLOWED
    if user is None or not user.is_active:
        return denied("not_public", _("Access to this file is restricted."))
    try:
        _signer.unsign(f"{file.pk}.{user.pk}:{key}", max_age=LINK_SECONDS)
    except SignatureExpired:
        return denied("link_expired", _("The link has run out. Go back, reload the page and press the link again."))
    except BadSignature:
        return denied("not_public", _("Access to this file is restricted."))
    return ALLOWED
