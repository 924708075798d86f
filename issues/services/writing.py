"""Words of letters to who asked, who has a voice and who follows, put together when they are sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from issues.choices import Outcome
from issues.models import Asker, Claim, Follow, Issue, IssueEvent
from issues.queries.news import News, news
from issues.queries.showing import called, shown
from issues.queries.voices import standing_of
from portal.kernel import clock
from portal.kit import formats
from portal.notices.services.writing import link, site
from portal.questions.choices import MailKind, Purpose
from portal.questions.models import Person, PersonLetter
from portal.questions.services.keys import key_of
from portal.questions.services.writing import (
    PersonWords,
    asks_to_confirm,
    left_by_one_press,
    own_page,
    words,
    writes,
)

#: Lines of one letter about one issue.
_MOST: Final = 20


def answer_page(person: Person, issue: Issue) -> str:
    """Full address at which this person answers whether it is solved. Opening it changes nothing."""
    return link(f"/issues/{issue.number}/answer/{key_of(person)}/")


def told_at_start() -> None:
    """Says to the floor of people which letters are written here."""
    writes(MailKind.CLAIM, _claim)
    writes(MailKind.STEP, _step)
    writes(MailKind.NEWS, _news)
    asks_to_confirm(
        Purpose.ISSUE,
        _("Confirm your address"),
        _("An office wrote down that you want to be told of an issue, and gave this address."),
        _about_asked,
    )
    asks_to_confirm(
        Purpose.FOLLOW,
        _("Confirm your subscription"),
        _("Somebody, probably you, asked for news of issues to be sent to this address."),
        _about_followed,
    )


def followed_named(row: Follow) -> str:
    """What somebody follows, as everybody knows it, in the active language. Its issue, body and topic are loaded."""
    if row.issue is not None:
        return called(row.issue)
    return str(row.body.plain) if row.body is not None else str(row.topic)


def _claim(letter: PersonLetter, today: date) -> PersonWords | None:
    """Nothing when it is settled, or whoever it goes to has no voice any more."""
    _kind, number, place = letter.key.split(":")
    rows = Claim.objects.select_related("issue__territory", "issue__holder", "body")
    claim = rows.filter(issue__number=number, number=int(place)).first()
    if claim is None or claim.outcome != Outcome.OPEN or today > claim.until:
        return None
    if standing_of(claim, letter.person) is None:
        return None
    facts = {
        "about": called(claim.issue),
        "body": claim.issue.holder.name,
        # While it is hidden, what was done is read by nobody; whether it is solved is asked all the same.
        "text": shown(claim.issue, "text", of=claim),
        "until": formats.day(claim.until),
        "link": answer_page(letter.person, claim.issue),
        "own": _leaving(letter.person),
    }
    return words(gettext("Is issue %(number)s solved?") % {"number": number}, "issues/mail/claim.txt", facts)


def _step(letter: PersonLetter, today: date) -> PersonWords | None:
    """All that everybody reads of one day of an issue; nothing of it is of an office alone."""
    _kind, number, day = letter.key.split(":", 2)
    issue = Issue.objects.filter(number=number).first()
    if issue is None or not Asker.objects.standing().of_issue(issue).filter(person=letter.person).exists():
        return None
    on = date.fromisoformat(day)
    # Also what bears an earlier day and was written on this one (`tell_step`).
    late = Q(written_at__gte=clock.at(on, 0), written_at__lt=clock.at(on + timedelta(days=1), 0))
    lines = IssueEvent.objects.filter(Q(on=on, written_at=None) | late, issue=issue, is_public=True).order_by("pk")
    facts = {
        "about": called(issue),
        "state": issue.get_state_display(),
        "lines": [(line.get_verb_display(), shown(issue, "note", of=line)) for line in lines[:_MOST]],
        "due": formats.day(issue.due_on) if issue.due_on is not None and issue.is_open else "",
        "public": site(issue.get_absolute_url()) if issue.is_public else "",
        "own": own_page(letter.person),
    }
    return words(gettext("Issue %(number)s: what was done") % {"number": number}, "issues/mail/step.txt", facts)


def _news(letter: PersonLetter, today: date) -> PersonWords | None:
    since, until = map(datetime.fromisoformat, letter.key.removeprefix("news:").split("|"))
    rows = Follow.objects.select_related("issue", "body", "topic__parent")
    row = rows.filter(person=letter.person).first()
    found: News | None = news(row, since, until) if row else None
    if row is None or found is None or not found.lines:
        return None
    leaving = link(f"/issues/leave/{key_of(letter.person)}/")
    facts: dict[str, Any] = {
        "about": followed_named(row),
        "items": [{"item": line, "link": site(line.path)} for line in found.lines],
        "left_out": found.left_out,
        "leaving": leaving,
    }
    subject = gettext("News of issues: %(about)s") % {"about": followed_named(row)}
    return left_by_one_press(words(subject, "issues/mail/news.txt", facts), leaving)


def news_key(since: datetime, until: datetime) -> str:
    """Of a letter with what happened after the one and not after the other."""
    return f"news:{since.isoformat()}|{until.isoformat()}"


def _leaving(person: Person) -> str:
    """Where somebody leaves: a list by its own page, who asked by theirs."""
    if person.purpose == Purpose.SUBSCRIPTION:
        return link(f"/places/leave/{key_of(person)}/")
    return own_page(person)


def _about_asked(person: Person) -> str:
    asker = Asker.objects.select_related("issue").filter(person=person).first()
    return called(asker.issue) if asker else ""


def _about_followed(person: Person) -> str:
    row = Follow.objects.select_related("issue", "body", "topic__parent").filter(person=person).first()
    return followed_named(row) if row else ""
