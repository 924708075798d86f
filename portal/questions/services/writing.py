"""Subject and text of a letter to a person, put together when it is sent: neither its words nor its links are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from portal.bodies.models import Territory
from portal.kit import formats
from portal.notices.services.writing import letter_of, link, site
from portal.questions.choices import DemandState, MailKind, Purpose, State
from portal.questions.models import AskedQuestion, Demand, Person, PersonLetter, Subscription, Voice
from portal.questions.queries.happened import happened
from portal.questions.queries.raised import issue_called
from portal.questions.rules.reasons import told
from portal.questions.rules.times import CONFIRM_HOURS
from portal.questions.services.keys import key_of
from portal.questions.services.numbers import QUESTION

#: Meetings named to somebody whose own is off.
_NEXT = 2


@dataclass(frozen=True)
class PersonWords:
    """A letter as it goes out. `headers` are its own, as those by which a mail program leaves a list."""

    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


#: Gives the words of a letter, or None when nothing is left to say.
Writer = Callable[[PersonLetter, date], PersonWords | None]


def written(letter: PersonLetter, *, today: date) -> PersonWords | None:
    """What `letter` says today in its person's language, or None when nothing is left to say.

    `letter.person` must be loaded. A few statements.
    """
    with override(letter.person.language):
        return _WRITERS[letter.kind](letter, today)


def writes(kind: str, writer: Writer) -> None:
    """Letters of this kind are written by a floor above, from its own rows; told once, at the start."""
    _WRITERS[kind] = writer


def asks_to_confirm(purpose: str, subject: Promise, sentence: Promise, about: Callable[[Person], str]) -> None:
    """What a letter of confirmation says to people whom a floor above keeps for this purpose; told once, at the start.

    `about` names the thing as everybody knows it, in the active language: nothing that somebody typed.
    """
    _ASKED[purpose] = subject, sentence
    _ABOUT[purpose] = about


def own_page(person: Person) -> str:
    """Full address of the page to which this person's letters alone lead. Opening it changes nothing."""
    return link(f"/questions/k/{key_of(person)}/")


def digest_key(since: datetime, until: datetime) -> str:
    """Of a letter with what happened after the one and not after the other."""
    return f"digest:{since.isoformat()}|{until.isoformat()}"


def _confirm(letter: PersonLetter, today: date) -> PersonWords | None:
    """Nothing that somebody typed stands in it: whoever gives a stranger's address cannot write to them by it."""
    person = letter.person
    if person.is_confirmed:
        return None
    subject, asked = _ASKED[person.purpose]
    facts = {
        "asked": asked,
        "about": _about(person),
        "link": own_page(person),
        "until": formats.instant(letter.created_at + timedelta(hours=CONFIRM_HOURS)),
    }
    return words(str(subject), "questions/mail/confirm.txt", facts)


def _fate(letter: PersonLetter, today: date) -> PersonWords | None:
    _kind, number, state = letter.key.split(":")[:3]
    sent = _found(number)
    if sent is None or sent.state != state:
        # It moved on meanwhile, and another letter says so.
        return None
    is_question = isinstance(sent, AskedQuestion)
    subject = gettext("Question %(number)s") if is_question else gettext("Demand for a meeting %(number)s")
    followed = sent.joined_to if isinstance(sent, AskedQuestion) and sent.joined_to else sent
    facts = {
        "is_author": letter.person.purpose != Purpose.VOICE,
        "is_question": is_question,
        "number": number,
        "was": _joined(letter.person, number),
        "next": _next(sent, today),
        "text": sent.text if sent.is_public else "",
        "said": sent.get_state_display(),
        "reason": told(sent.refusal).get(formats.language()) if sent.state == State.REFUSED else "",
        "note": sent.note if sent.state in _WITH_NOTE else "",
        "answer": sent.answer if sent.state in _WITH_ANSWER else "",
        "minute": sent.answered_minute if isinstance(sent, AskedQuestion) else None,
        "issue": _issue(sent),
        "meeting": _named(sent.meeting) if sent.meeting else "",
        "public": link(_path(followed)) if followed.is_public else "",
        "own": own_page(letter.person),
    }
    return words(subject % {"number": number}, "questions/mail/fate.txt", facts)


def _digest(letter: PersonLetter, today: date) -> PersonWords | None:
    """What happened since the last one; a mail program leaves by one press, without opening anything (RFC 8058)."""
    since, until = map(datetime.fromisoformat, letter.key.removeprefix("digest:").split("|"))
    row = Subscription.objects.select_related("territory").filter(person=letter.person).first()
    news = happened(row.territory, since, until) if row else None
    if row is None or news is None or not news.lines:
        return None
    leaving = link(f"/places/leave/{key_of(letter.person)}/")
    facts = {
        "place": row.territory.name,
        "items": [{"item": line, "link": site(line.path)} for line in news.lines],
        "left_out": news.left_out,
        "page": site(row.territory.get_absolute_url()),
        "leaving": leaving,
    }
    subject = gettext("News of the place: %(place)s") % {"place": row.territory.name}
    return left_by_one_press(words(subject, "questions/mail/digest.txt", facts), leaving)


def _issue(sent: AskedQuestion | Demand) -> str:
    """Number and state of the issue a question has become, if everybody reads it; "" else."""
    found = issue_called(sent.issue) if isinstance(sent, AskedQuestion) else None
    return f"{found.number}: {found.text}" if found is not None else ""


def _joined(person: Person, number: str) -> str:
    """Number of the person's own question when it is another one that it was joined with; "" else."""
    own = AskedQuestion.objects.filter(person=person).values_list("number", flat=True).first()
    return own if own is not None and own != number else ""


def _next(sent: AskedQuestion | Demand, today: date) -> list[tuple[str, str]]:
    """Where somebody may ask again whose meeting is off: meetings of the place, with their addresses."""
    if not isinstance(sent, AskedQuestion) or sent.state != State.PASSED or not sent.meeting.is_off:
        return []
    rows = Meeting.objects.public().awaited().upcoming(today).filter(territory__in=_around(sent)).with_names()
    return [(_named(row), link(f"/meetings/{row.number}/ask/")) for row in rows.in_order()[:_NEXT]]


def _around(question: AskedQuestion) -> list[int]:
    return [question.territory_id, *(place.pk for place in question.territory.above)]


def words(subject: str, template: str, facts: Mapping[str, object]) -> PersonWords:
    """Of a template of letters, which knows `facts` and the address of the portal."""
    made = letter_of(subject, template, facts)
    return PersonWords(made.subject, made.text)


def left_by_one_press(made: PersonWords, leaving: str) -> PersonWords:
    """A mail program shows a button of its own, which sends `leaving` (RFC 8058)."""
    headers = {"List-Unsubscribe": f"<{leaving}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return replace(made, headers=headers)


def _found(number: str) -> AskedQuestion | Demand | None:
    of_meeting = ("meeting__official__body", "meeting__territory")
    if number.startswith(QUESTION):
        return AskedQuestion.objects.select_related("joined_to", *of_meeting).filter(number=number).first()
    return Demand.objects.select_related(*of_meeting).filter(number=number).first()


def _path(sent: AskedQuestion | Demand) -> str:
    return f"/questions/{sent.number}/" if isinstance(sent, AskedQuestion) else f"/demands/{sent.number}/"


def _about(person: Person) -> str:
    """The meeting or the place, as everybody knows them; "" when the act behind the person is gone."""
    if person.purpose == Purpose.QUESTION:
        question = AskedQuestion.objects.select_related("meeting__official__body", "meeting__territory")
        found = question.filter(person=person).first()
        return _named(found.meeting) if found else ""
    if person.purpose == Purpose.DEMAND:
        demand = Demand.objects.with_names().filter(person=person).first()
        return _demanded(demand) if demand else ""
    return _ABOUT[person.purpose](person)


def _supported(person: Person) -> str:
    of_meeting = ("question__meeting__official__body", "question__meeting__territory")
    rows = Voice.objects.select_related(*of_meeting, "demand__territory", "demand__body")
    voice = rows.filter(person=person).first()
    if voice is not None and voice.question is not None:
        return f"{voice.question.number}: {_named(voice.question.meeting)}"
    return _demanded(voice.demand) if voice is not None and voice.demand is not None else ""


def _demanded(demand: Demand) -> str:
    return f"{demand.number}: {demand.territory.name}, {demand.body.name}"


def _places(person: Person) -> str:
    place = Territory.objects.filter(subscriptions__person=person).first()
    return str(place.name) if place else ""


def _named(meeting: Meeting) -> str:
    when = formats.when_text(meeting.when, at=meeting.start_time)
    return f"{meeting.title}, {when}"


_WITH_NOTE = frozenset({State.REFUSED, State.PASSED, State.OUTSIDE})
_WITH_ANSWER = frozenset(
    {State.ANSWERED, State.TAKEN, State.OUTSIDE, DemandState.APPOINTED, DemandState.JOINED, DemandState.DECLINED}
)
_WRITERS: dict[str, Writer] = {
    MailKind.CONFIRM: _confirm,
    MailKind.FATE: _fate,
    MailKind.DIGEST: _digest,
}
#: What else somebody confirms, by purpose.
_ABOUT: dict[str, Callable[[Person], str]] = {Purpose.VOICE: _supported, Purpose.SUBSCRIPTION: _places}
_ASKED: dict[str, tuple[Promise, Promise]] = {
    Purpose.QUESTION: (
        _("Confirm your question to a meeting"),
        _("Somebody, probably you, sent a question to a meeting and gave this address."),
    ),
    Purpose.DEMAND: (
        _("Confirm your demand for a meeting"),
        _("Somebody, probably you, demanded a meeting and gave this address."),
    ),
    Purpose.VOICE: (
        _("Confirm your voice"),
        _("Somebody, probably you, supported a question or a demand and gave this address."),
    ),
    Purpose.SUBSCRIPTION: (
        _("Confirm your subscription"),
        _("Somebody, probably you, asked for news of a place to be sent to this address."),
    ),
}
