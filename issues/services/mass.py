"""The same for several issues at once: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from issues.models import Issue
from issues.services.working import note_news, note_nothing, set_term
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid, NotAllowed

#: What one page shows.
MOST_AT_ONCE: Final = 50


@transaction.atomic
def news_of_many(
    *, versions: Mapping[str, int], note_kk: str, note_ru: str, actor: Actor, today: date, now: datetime
) -> int:
    """The same news for each issue of these numbers, against the versions that were read. Says how many.

    Raises NotAllowed and Conflict that name the issue that is another's or otherwise by now, Invalid ("numbers",
    "note_kk", …).
    """
    for issue in _rows(versions):
        with _Named(issue):
            note_news(
                issue=issue,
                note_kk=note_kk,
                note_ru=note_ru,
                actor=actor,
                today=today,
                now=now,
                expected_version=versions[issue.number],
            )
    return len(versions)


@transaction.atomic
def nothing_of_many(
    *, versions: Mapping[str, int], reason_kk: str, reason_ru: str, actor: Actor, today: date, now: datetime
) -> int:
    """Nothing is new of each, for the same reason. Raises as `news_of_many`."""
    for issue in _rows(versions):
        with _Named(issue):
            note_nothing(
                issue=issue,
                reason_kk=reason_kk,
                reason_ru=reason_ru,
                actor=actor,
                today=today,
                now=now,
                expected_version=versions[issue.number],
            )
    return len(versions)


@transaction.atomic
def term_of_many(
    *,
    versions: Mapping[str, int],
    due_on: date,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> int:
    """The same term for each, with one reason. Raises as `news_of_many`, and Invalid ("due_on")."""
    for issue in _rows(versions):
        with _Named(issue):
            set_term(
                issue=issue,
                due_on=due_on,
                reason_kk=reason_kk,
                reason_ru=reason_ru,
                actor=actor,
                today=today,
                now=now,
                expected_version=versions[issue.number],
            )
    return len(versions)


def _rows(versions: Mapping[str, int]) -> list[Issue]:
    """In the order in which every act locks them: nobody waits for each other in a ring."""
    if not versions:
        raise Invalid.at("numbers", _("Tick the issues it is for."))
    if len(versions) > MOST_AT_ONCE:
        raise Invalid.at("numbers", _("At most %(count)d issues at once.") % {"count": MOST_AT_ONCE})
    rows = list(Issue.objects.filter(number__in=versions).order_by("pk"))
    if len(rows) != len(versions):
        raise Invalid.at("numbers", _("Some of these issues are not there."))
    return rows


class _Named:
    """A refusal says of which issue it is."""

    def __init__(self, issue: Issue) -> None:
        self.number = issue.number

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, refusal: BaseException | None, _trace: object) -> None:
        if isinstance(refusal, (Conflict, NotAllowed)):
            kind = NotAllowed if isinstance(refusal, NotAllowed) else Conflict
            raise kind(f"{self.number}: {refusal.message}", code=refusal.code) from refusal
