"""The life of an issue in words: asked, raised, each public line, where it stands now, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from issues.choices import CLOSED, Origin, Outcome, State, Verb
from issues.models import Answer, Claim, Issue, IssueEvent, Proof
from issues.queries.life import IssuePage
from issues.queries.showing import shown, shows
from portal.bodies.models import Body
from portal.kit import formats

#: What a step looks like: done, solved, bad news, where it stands, still to come.
DONE, OK, BAD, NOW, NEXT = "", "ok", "bad", "now", "next"
_LOOKS: Final = {
    Verb.ASSIGN: (DONE, "person"),
    Verb.TERM: (DONE, "clock"),
    Verb.EDIT: (DONE, "edit"),
    Verb.PLACE: (DONE, "place"),
    Verb.WORK: (DONE, "clock"),
    Verb.PLAN: (DONE, "calendar"),
    Verb.CONTROL: (DONE, "eye"),
    Verb.HAND: (DONE, "send"),
    Verb.ACCEPT: (DONE, "check"),
    Verb.RETURN: (DONE, "undo"),
    Verb.RECALL: (DONE, "undo"),
    Verb.NOTHING: (DONE, "dash"),
    Verb.LAID: (DONE, "law"),
    Verb.CLAIM: (DONE, "flag"),
    Verb.UNCLAIM: (DONE, "undo"),
    Verb.CONFIRM: (OK, "check"),
    Verb.DISPUTE: (BAD, "warning"),
    Verb.SILENCE: (DONE, "dash"),
    Verb.JOIN: (DONE, "sync"),
    Verb.GATHER: (DONE, "sync"),
    Verb.REOPEN: (BAD, "undo"),
    Verb.HIDE: (DONE, "lock"),
}
_PLAIN: Final = (DONE, "document")
#: What people made of a claim: their numbers stand here, and their words.
_ANSWERED: Final = (Verb.CONFIRM, Verb.DISPUTE, Verb.SILENCE)


@dataclass(frozen=True)
class Link:
    """ "Label: text", of which the text leads on: no name needs an ending."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class Step:
    """`at` is a day or a moment. `notes` are sentences of the portal, `said` what the body wrote."""

    kind: str
    icon: str
    title: str
    at: date | datetime | None = None
    #: The line of the life it tells of; none of what stood before the lines, stands now or is to come.
    event: IssueEvent | None = None
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    said: str = ""
    #: Days of its term before and after it was changed.
    term: tuple[date, date] | None = None
    claim: Claim | None = None
    proofs: tuple[Proof, ...] = ()
    answers: tuple[Answer, ...] = ()


def life(page: IssuePage) -> list[Step]:
    """No statement. Of an issue whose words wait to be judged what happened and when, and no word of anybody."""
    steps = [*_begun(page.issue), *(_line(page, event) for event in page.events), *_now(page), *_next(page)]
    return [replace(each, said="", claim=None, proofs=(), answers=()) for each in steps] if page.is_silent else steps


def _begun(issue: Issue) -> Iterator[Step]:
    asked, voices = issue.asked_question, vars(issue)["question_voices"]
    if asked is not None:
        sentence = ngettext("%(count)s person supports it", "%(count)s people support it", voices or 0)
        yield Step(
            DONE,
            "question",
            pgettext("life of an issue", "Asked before the meeting"),
            asked.sent_at,
            notes=(sentence % {"count": formats.number(voices)},) if voices else (),
            links=() if voices is None else (Link(_("Question"), asked.number, asked.get_absolute_url()),),
        )
    title = _RAISED[Origin(issue.origin)]()
    yield Step(DONE, "people", title, issue.raised_on, notes=_said_at(issue), links=_where(issue))


_RAISED: Final = {
    Origin.MEETING: lambda: _("Raised at a meeting"),
    Origin.QUESTION: lambda: _("Raised at a meeting"),
    Origin.RECEPTION: lambda: _("Raised at a personal reception"),
    Origin.ENTERED: lambda: pgettext("life of an issue", "Raised"),
}


def _said_at(issue: Issue) -> tuple[str, ...]:
    notes = []
    if issue.minute is not None:
        notes.append(_("minute %(minute)d of the meeting") % {"minute": issue.minute})
    if issue.repeats:
        sentence = ngettext("Raised %(times)s more time", "Raised %(times)s more times", issue.repeats)
        notes.append(sentence % {"times": formats.number(issue.repeats)})
    return tuple(notes)


def _where(issue: Issue) -> tuple[Link, ...]:
    if issue.meeting is None or not vars(issue)["shows_meeting"]:
        return ()
    anchor = f"#question-{issue.question.number}" if issue.question is not None else ""
    return (Link(_("Meeting"), issue.meeting.title, f"{issue.meeting.get_absolute_url()}{anchor}"),)


def _line(page: IssuePage, event: IssueEvent) -> Step:
    verb = Verb(event.verb)
    kind, icon = _LOOKS.get(verb, _PLAIN)
    told = _is_told(page, event)
    return Step(
        kind,
        icon,
        str(event.get_verb_display()),
        event.on,
        event,
        notes=tuple(_notes(event)),
        links=tuple(_links(event)),
        said=_said(page.issue, event, is_last=event is page.events[-1]),
        term=(event.was_due_on, event.due_on) if event.was_due_on and event.due_on else None,
        claim=event.claim if verb == Verb.CLAIM else None,
        proofs=tuple(page.proofs.get(event.claim_id or 0, ())) if verb == Verb.CLAIM else (),
        answers=tuple(page.answers.get(event.claim_id or 0, ())) if told else (),
    )


def _is_told(page: IssuePage, event: IssueEvent) -> bool:
    """Whether words of people stand at this line: where it is said what they made of the claim, else at the claim."""
    lines = [each for each in page.events if each.claim_id is not None and each.claim_id == event.claim_id]
    answered = [each for each in lines if each.verb in _ANSWERED]
    return bool(lines) and event is (answered or lines)[-1]


def _notes(event: IssueEvent) -> Iterator[str]:
    verb, claim = Verb(event.verb), event.claim
    if event.due_on is not None and event.was_due_on is None:
        yield _("Term: %(day)s") % {"day": formats.day(event.due_on)}
    if event.was_place is not None and event.place is not None:
        yield _("Place before: %(place)s") % {"place": event.was_place.name}
        yield _("Place now: %(place)s") % {"place": event.place.name}
    if claim is None:
        return
    if verb == Verb.CLAIM and claim.outcome == Outcome.OPEN:
        yield _("People answer until: %(day)s") % {"day": formats.day(claim.until)}
    if verb in (Verb.CONFIRM, Verb.DISPUTE):
        yield _("Confirmed by: %(yes)s; disputed by: %(no)s") % {
            "yes": formats.number(claim.yes),
            "no": formats.number(claim.no),
        }
    if verb == Verb.SILENCE:
        yield _("It stays a claim, and is never counted as confirmed.")


def _links(event: IssueEvent) -> Iterator[Link]:
    verb = Verb(event.verb)
    if verb in (Verb.REGISTER, Verb.CLAIM) and event.body is not None:
        yield _body(_("Body"), event.body)
    if verb in (Verb.ASSIGN, Verb.ACCEPT):
        yield _body(_("Answers now"), event.holder)
    if verb in (Verb.HAND, Verb.RECALL) and event.other is not None:
        yield _body(_("Asked to take it over"), event.other)
    if verb == Verb.RETURN and event.other is not None:
        yield _body(_("Returned by"), event.other)
    if event.about is not None and event.about.is_public:
        yield Link(event.about.number, _named(event.about), event.about.get_absolute_url())


def _body(label: str, body: Body) -> Link:
    return Link(label, body.plain, body.get_absolute_url())


def _named(issue: Issue) -> str:
    return shown(issue, "title") if shows(issue, "title") else pgettext("other issue", "texts were taken away")


def _said(issue: Issue, event: IssueEvent, *, is_last: bool) -> str:
    """What the body wrote; why it is closed stands with the issue when the line does not say it. Of one whose words
    were taken away the line says what it says: its reason is no way back for them.
    """
    if not event.note and is_last and issue.state in CLOSED and event.to_state == issue.state:
        return issue.reason if issue.hidden_on is None else ""
    return event.note


def _now(page: IssuePage) -> Iterator[Step]:
    issue = page.issue
    if issue.is_open:
        title = pgettext("life of an issue", "Now: %(state)s") % {"state": issue.get_state_display()}
        yield Step(NOW, "clock", title, page.today, notes=tuple(_standing(page)), links=tuple(_answering(page)))
    elif page.asks_people and page.claim is not None:
        sentence = _("Who asked or follows it answers by the link in the letter, until: %(day)s")
        notes = (sentence % {"day": formats.day(page.claim.until)},)
        yield Step(NOW, "people", _("Now: people confirm or dispute it"), page.today, notes=notes)


def _answering(page: IssuePage) -> Iterator[Link]:
    yield _body(_("Answers now"), page.issue.holder)
    if page.receiver is not None:
        yield Link(_("Asked to take it over"), page.receiver.name, page.receiver.get_absolute_url())


def _standing(page: IssuePage) -> Iterator[str]:
    issue = page.issue
    if page.days_late:
        yield late(page.days_late)
    if issue.disputed_on is not None:
        yield _("Disputed on: %(day)s") % {"day": formats.day(issue.disputed_on)}
    if issue.state == State.PLANNED:
        yield _("In the plan of the year: %(year)s") % {"year": issue.plan_year}
    if issue.level:
        yield _("Level that can solve it: %(level)s") % {"level": issue.get_level_display()}
    if page.receiver is not None:
        sentence = _(
            "It is handed over, and its body answers until that is accepted. The receiver answers until: %(day)s"
        )
        yield sentence % {"day": formats.day(page.receiver.answer_by)}
    if issue.due_on is None:
        yield _("No term is set yet")


def _next(page: IssuePage) -> Iterator[Step]:
    for each in () if page.is_silent else page.ahead:
        notes = (late(each.days_late),) if each.days_late else ()
        yield Step(NEXT, "document", _("Step: %(text)s") % {"text": each.text}, each.due_on, notes=notes)
    if page.asks_people and page.claim is not None:
        title = _("Next: it is counted what people answered")
        after = _("after %(day)s") % {"day": formats.day(page.claim.until)}
        yield Step(NEXT, "dash", title, notes=(after,))
    if page.published_by is not None:
        title = _("Next: publication of the quarter")
        until = _("not later than %(day)s") % {"day": formats.day(page.published_by)}
        yield Step(NEXT, "dash", title, notes=(until,))


def late(days: int) -> str:
    """How long after its last day."""
    sentence = npgettext("issue", "%(days)s day late", "%(days)s days late", days)
    return sentence % {"days": formats.number(days)}
