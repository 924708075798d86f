"""Ending sessions: the list of a person's signed-in browsers is kept by allauth's UserSession."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from portal.accounts.models import User


def end_session(*, session: UserSession) -> None:
    """Sign one browser out."""
    session.end()


def end_other_sessions(*, user: User, current_key: str) -> int:
    """Sign out every browser of the person except the one with `current_key`; says how many."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=current_key))
    for session in others:
        session.end()
    return len(others)


def end_all_sessions(*, user: User) -> int:
    """Sign the person out everywhere, also where no list knows of: every session made before now is void."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
        listed = list(UserSession.objects.filter(user=user))
        for session in listed:
            session.end()
    return len(listed)
