"""Who comes to stand behind a question after it became an issue is told of the issue like the others.

An office wrote down an address that is confirmed later, somebody supports a question whose results are not published,
or a question is joined with one of which an issue was made. On a claim that stands they have no voice, whenever they
confirmed what they asked: they are of the issue from this moment on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from issues.models import Asker, Issue
from issues.queries.joined import joined_above
from issues.services.askers import add_followers, copy_of
from issues.services.bringing import confirm_as
from issues.services.steps import locked_all
from portal.questions.choices import Purpose
from portal.questions.models import AskedQuestion, Person
from portal.questions.services import telling


def gather_late(question: AskedQuestion, people: Iterable[Person], today: date, now: datetime) -> None:
    """Authors as who asked, supporters as who follows, at each issue and at what that was joined with.

    One statement where no issue was made of the question, or of what it was joined with; a second time nobody is new.
    """
    asked = [question.pk, *(each.pk for each in telling.joined_above(question))]
    made = list(Issue.objects.filter(asked_question__in=asked).order_by("pk"))
    if not made:
        return
    issues = locked_all(lambda: _with_joined(made))
    for person in people:
        for issue in issues:
            if person.purpose == Purpose.QUESTION:
                _come_asker(issue, person, today, now)
            elif not Asker.objects.filter(issue=issue, mailbox=person.mailbox).exists():
                add_followers(issue, [person], today, now, since=now)


def _come_asker(issue: Issue, author: Person, today: date, now: datetime) -> None:
    asked = AskedQuestion.objects.get(person=author)
    same = Q(asked_question=asked) | Q(mailbox=author.mailbox)
    standing = list(Asker.objects.filter(same, issue=issue).select_related("person"))
    for row in standing:
        # An office wrote the same mailbox down for the issue: its owner has confirmed it now, by another letter.
        if row.mailbox == author.mailbox:
            confirm_as(row, now)
    if not standing:
        person = copy_of(author, Purpose.ISSUE, today, since=now)
        Asker.objects.create(
            issue=issue,
            asked_question=asked,
            person=person,
            mailbox=person.mailbox,
            confirmed_at=person.confirmed_at,
        )


def _with_joined(made: list[Issue]) -> set[int]:
    return {row.pk for issue in made for row in (issue, *joined_above(issue))}
