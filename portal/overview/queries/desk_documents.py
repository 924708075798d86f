"""Documents on the desk: received ones that wait for an answer, and own ones that a receiver gave back."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.bodies.permissions import Actor
from portal.deadlines.models import Transmittal
from portal.deadlines.queries.words import action
from portal.deadlines.querysets import RECEIVING_ROLES
from portal.kit import formats
from portal.overview.queries.counted import received
from portal.overview.queries.desk_rows import Task

#: Documents given back, shown one by one.
_RETURNED = 5
#: From so many days on, an answer presses.
_LONG = 5


def document_tasks(actor: Actor) -> list[Task]:
    """Returned documents first, for they are to be mended. Two statements, none for whoever answers for no body."""
    if not actor.bodies(*RECEIVING_ROLES):
        return []
    return [*_returned(actor), *_received(actor)]


def _received(actor: Actor) -> list[Task]:
    count, oldest = (received(actor)[name] for name in ("count", "oldest"))
    if not count:
        return []
    days = (actor.on - oldest).days
    title = ngettext(
        "%(count)s document received is to be answered", "%(count)s documents received are to be answered", count
    )
    return [
        _task(
            days,
            title % {"count": formats.number(count)},
            [_("The oldest was sent: %(day)s") % {"day": formats.day(oldest)}],
            reverse("deadlines:received"),
            is_pressing=days > _LONG,
        )
    ]


def _returned(actor: Actor) -> list[Task]:
    """Given back, and not sent to the same receiver again since."""
    again = Transmittal.objects.filter(
        obligation=OuterRef("obligation"), receiver=OuterRef("receiver"), pk__gt=OuterRef("pk")
    )
    rows = (
        Transmittal.objects.filter(
            ~Exists(again),
            obligation__body__in=actor.bodies(*RECEIVING_ROLES),
            returned_on__isnull=False,
            evidence__withdrawn_on__isnull=True,
        )
        .select_related("obligation__body", "receiver")
        .order_by("returned_on", "pk")
    )
    return [_given_back(row, actor.on) for row in rows[:_RETURNED]]


def _given_back(row: Transmittal, on: date) -> Task:
    assert row.returned_on is not None
    return _task(
        (on - row.returned_on).days,
        _("A document was given back: %(action)s") % {"action": action(row.obligation)},
        [_("Returned by: %(body)s") % {"body": row.receiver.plain}, row.return_reason],
        row.obligation.get_work_url(),
        is_pressing=True,
    )


def _task(days: int, title: str, notes: list[str], url: str, *, is_pressing: bool) -> Task:
    if days:
        number, words = days, ngettext("day of waiting", "days of waiting", days)
    else:
        number, words = None, pgettext("due", "today")
    return Task(number, words, "", title, notes, url, pgettext("action", "Open"), is_pressing)
