"""Who asked, and what they wrote, goes on its day: a year after the issue was solved or closed. Answers stay counted.

Late, doubled or killed: the next night ends in the same. It runs before `portal.questions.services.forgetting`, which
deletes the rows of people themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Case, DateField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value, When

from issues.choices import OPEN, Outcome, State
from issues.models import Answer, Aside, Asker, Follow, Issue, IssueEvent
from issues.rules.times import KEPT_DAYS
from issues.services.askers import empty_answer
from issues.services.following_people import count_follower
from portal.files.services import discard
from portal.kernel import clock
from portal.kernel.wording import LANGUAGES
from portal.questions.models import Person
from portal.questions.rules.times import MARK_DAYS
from portal.questions.services.forgetting import BATCH

_KEPT: Final = timedelta(days=KEPT_DAYS)
#: The day of who asked about an open issue is put off when it comes so near.
_NEAR: Final = timedelta(days=30)
_INNER: Final = ("internal", "ranked_why", *(f"instruction_{language}" for language in LANGUAGES))


def forget_askers(*, today: date) -> int:
    """Everything private of issues whose day has come. Says how many rows were deleted or emptied."""
    _set_days(today)
    gone = Q(person__erase_on__lte=today)
    count = _each(Asker.objects.filter(gone), _forget_asker)
    count += _each(Follow.objects.filter(gone, person__confirmed_at__isnull=False), _forget_follow)
    private = ~Q(mailbox="") | ~Q(own_text="") | Q(person__isnull=False)
    over = Q(claim__issue__closed_on__lte=today - _KEPT)
    count += _each(Answer.objects.filter(private, over), lambda row: empty_answer(row, with_public=False))
    # Words go a year after their claim was settled; the mailbox stays while the issue may be claimed again.
    said = Answer.objects.filter(claim__settled_on__lte=today - _KEPT).filter(
        ~Q(own_text="") | Q(picture__isnull=False, picture__is_public=False)
    )
    count += _each(said, _forget_words)
    # Who left: the words go with the next night, the mailbox when the claim is settled or, after that, with them.
    is_kept = ~Q(own_text="") | (~Q(mailbox="") & ~Q(claim__outcome=Outcome.OPEN))
    left = Answer.objects.filter(person=None).filter(is_kept)
    return count + _each(left, _forget_words) + _forget_inner(today - _KEPT) + _forget_asides(today)


def _forget_inner(closed_by: date) -> int:
    """What was said in the hall, and what offices wrote for each other, may name people; public texts stay. With its
    reason a place set by hand goes: it orders nothing any more. Two statements.
    """
    over = Issue.objects.filter(closed_on__lte=closed_by)
    emptied = dict.fromkeys(_INNER, "")
    count = over.exclude(**emptied).update(ranked=None, **emptied)
    lines = IssueEvent.objects.filter(issue__closed_on__lte=closed_by).exclude(internal="")
    return count + lines.update(internal="")


def _forget_asides(today: date) -> int:
    """Why triage left a question aside, a year after that, once it is not left until a later day. One statement."""
    emptied = {f"reason_{language}": "" for language in LANGUAGES}
    before = clock.at(today - _KEPT + timedelta(days=1), 0)
    over = Aside.objects.filter(Q(until=None) | Q(until__lte=today), at__lt=before)
    return over.exclude(**emptied).update(**emptied)


def forget_networks(*, now: datetime) -> int:
    """Hashes of networks from which people answered. Of one that is held nobody waits so long."""
    return Answer.objects.filter(at__lt=now - timedelta(days=MARK_DAYS)).exclude(network="").update(network="")


def _set_days(today: date) -> None:
    """While an issue is open its people are kept; solved or closed, for a year from that day; opened again, anew.

    Of one that was joined with another the other counts. Three statements, which change what is otherwise alone.
    """
    _put(Asker.objects.exclude(person=None), today)
    # A subscription to an issue goes with it; to one that is open it has no day.
    is_open = Q(issue__state__in=OPEN) | Q(issue__state=State.DUPLICATE, issue__joined_to__state__in=OPEN)
    follows = Follow.objects.filter(issue__isnull=False, person__confirmed_at__isnull=False)
    standing = follows.filter(is_open, person__erase_on__isnull=False).values("person")
    Person.objects.filter(pk__in=standing).update(erase_on=None)
    _put(follows.exclude(is_open), today)


def _put(rows: QuerySet[Any], today: date) -> None:
    ahead = Value(today + _KEPT, output_field=DateField())
    closed = ExpressionWrapper(F("issue__closed_on") + _KEPT, output_field=DateField())
    root = ExpressionWrapper(F("issue__joined_to__closed_on") + _KEPT, output_field=DateField())
    day = Case(
        When(issue__state=State.DUPLICATE, issue__joined_to__state__in=OPEN, then=ahead),
        When(issue__state=State.DUPLICATE, then=root),
        When(issue__state__in=OPEN, then=ahead),
        default=closed,
        output_field=DateField(),
    )
    is_near = Q(day__lt=today + _KEPT) | Q(person__erase_on=None) | Q(person__erase_on__lte=today + _NEAR)
    changed = rows.annotate(day=day).filter(is_near).exclude(person__erase_on=F("day"), person__erase_on__isnull=False)
    days = rows.filter(person=OuterRef("pk")).annotate(day=day).order_by().values("day")[:1]
    keys = changed.order_by().values("person")
    Person.objects.filter(pk__in=keys).update(erase_on=Subquery(days, output_field=DateField()))


def _forget_asker(row: Asker) -> None:
    answers = Answer.objects.filter(claim__issue=row.issue_id, mailbox=row.mailbox) if row.mailbox else ()
    for answer in answers:
        empty_answer(answer, with_public=False)
    person = row.person
    row.person, row.mailbox = None, ""
    row.save(update_fields=["person", "mailbox"])
    if person is not None:
        person.delete()


def _forget_follow(row: Follow) -> None:
    count_follower(row, -1)
    row.person.delete()


def _forget_words(row: Answer) -> None:
    is_settled = row.claim.outcome != Outcome.OPEN
    picture = row.picture
    row.own_text = ""
    if row.person_id is None and is_settled:
        row.mailbox = ""
    if picture is not None and not picture.is_public:
        row.picture = None
    row.save(update_fields=["own_text", "mailbox", "picture"])
    if picture is not None and row.picture is None:
        discard(picture)


def _each(found: QuerySet[Any], forget: Callable[[Any], None]) -> int:
    def once() -> int:
        with transaction.atomic():
            rows = list(found.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:BATCH])
            for row in rows:
                forget(row)
        return len(rows)

    whole = 0
    while count := once():
        whole += count
    return whole
