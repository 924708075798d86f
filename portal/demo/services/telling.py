"""What is told of held meetings of the demonstration: logged, completed, published, corrected, signed and closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import TypedDict
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Prefetch

from meetings.choices import MeetingState
from meetings.models import Meeting, MeetingHeld
from meetings.services.held import Facts
from portal.bodies.permissions import Actor
from portal.demo.content import results
from portal.demo.content.asked import Asking
from portal.demo.people import DOMAIN, LOGINS
from portal.demo.services.crew import Crew
from portal.demo.told import Meant, Told, told
from portal.holding.choices import Fate, VisitPart
from portal.holding.documents import protocol
from portal.holding.models import Account
from portal.holding.queries.protocol import working_sheet
from portal.holding.services.filling import PartFacts, fill, set_parts, sign
from portal.holding.services.logging import Asked, Log, log_meeting
from portal.holding.services.publishing import close_account, publish_results
from portal.holding.services.register import Entry, set_question
from portal.holding.services.steps import Said
from portal.kernel import clock
from portal.law.sharing import is_talk_in_measure
from portal.questions.models import AskedQuestion

#: At these hours a meeting is recorded, and its results come out.
_RECORDED_AT, _PUBLISHED_AT = 18, 11
#: Of the last days the results of those who can sign in are left to them; of others they are awaited so long.
_LEFT, _AWAITED = timedelta(days=30), timedelta(days=40)
_WEEK = timedelta(days=7)
#: What is to be done has so long.
_TERM, _LONGER = timedelta(days=60), timedelta(days=30)
#: People watched and came to the reception, one of so many who were there.
_WATCHED, _RECEIVED = 2, 12
#: Every so-manieth visit is without a briefing.
_WITHOUT = 3
#: A log that is sent twice is known by its key.
_KEYS = UUID("6b0f4b0e-7c42-4f0e-9c39-5f6d1b7a2f10")
_SIGNED_IN = frozenset(person.slug for person in LOGINS)

#: Something that is left to do, by those who are there.
Step = Callable[[Crew], None]


def meant(meeting: Meeting, facts: Facts, recorded_on: date) -> Meant:
    lasted = (facts.end_time.hour - facts.start_time.hour) * 60 + facts.end_time.minute - facts.start_time.minute
    return Meant(
        slug=meeting.body.slug,
        kato=meeting.territory.kato,
        kind=meeting.territory.kind,
        on=facts.held_on,
        lasted=lasted,
        recorded_on=recorded_on,
        is_ministry=meeting.body.territory_id is None,
        is_signed_in=meeting.body.slug in _SIGNED_IN,
    )


def tell_of(
    crew: Crew,
    meeting: Meeting,
    facts: Facts,
    *,
    on: date,
    today: date,
    reason_kk: str = "",
    reason_ru: str = "",
    is_published: bool = False,
    asked_before: Mapping[AskedQuestion, Asking] = MappingProxyType({}),
) -> Account:
    """Log the meeting on that day, and do about its results what was done by today; or publish them a week later.

    Of `asked_before`, which stood on its agenda, it is told what was said.
    """
    said = told(meant(meeting, facts, on))
    own = len(said.asked)
    said = replace(said, asked=(*said.asked, *asked_before.values()))
    before = dict(enumerate(asked_before, own))
    if is_published:
        said = replace(said, published_on=facts.held_on + _WEEK, corrected_on=None, closed_on=None)
    account = log_meeting(
        meeting=meeting,
        facts=facts,
        log=Log(
            talk_minutes=said.talk_minutes,
            questions_minutes=said.questions_minutes,
            obtained=said.obtained,
            attendees=said.attendees,
            questions=tuple(
                Asked(
                    asking.text.ru if number % 3 == 2 else asking.text.kk,
                    meeting.territory,
                    asking.topic,
                    asking.fate,
                    before.get(number),
                    asking.minute,
                )
                for number, asking in enumerate(said.asked)
            ),
        ),
        key=uuid5(_KEYS, meeting.number),
        actor=crew.speaker(meeting.body, on),
        today=on,
        now=clock.at(on, _RECORDED_AT),
        reason_kk=reason_kk,
        reason_ru=reason_ru,
    )
    is_left = meeting.body.slug in _SIGNED_IN and facts.held_on >= today - _LEFT
    if said.published_on is not None and said.published_on <= today and not is_left:
        account = publish(crew, account, facts, said, today)
    return account


def publish_due(today: date) -> list[Step]:
    """Results whose day has come since their meeting was recorded; only of accounts nobody has touched. One statement.

    What people of the demonstration can do themselves is left to them.
    """
    held = MeetingHeld.objects.standing()
    untouched = (
        Account.objects.filter(version=1, logged_on__gte=today - _AWAITED, meeting__state=MeetingState.HELD)
        .filter(logged_by__email__endswith=f"@{DOMAIN}")
        .exclude(meeting__body__slug__in=_SIGNED_IN)
        .select_related("meeting__body", "meeting__territory")
        .prefetch_related(Prefetch("meeting__holdings", queryset=held))
    )
    return [step for account in untouched.order_by("pk") if (step := _due(account, today)) is not None]


def _due(account: Account, today: date) -> Step | None:
    record = account.meeting.holdings.all()[0]
    facts = Facts(record.held_on, record.start_time, record.end_time, record.held_by, record.attendance)
    said = told(meant(account.meeting, facts, account.logged_on))
    if said.published_on is None or said.published_on > today or account.asked_in_all != len(said.asked):
        return None
    return partial(_publish, account=account, facts=facts, said=said, today=today)


def _publish(crew: Crew, *, account: Account, facts: Facts, said: Told, today: date) -> None:
    publish(crew, account, facts, said, today)


def publish(crew: Crew, account: Account, facts: Facts, said: Told, today: date) -> Account:
    """Complete and publish; correct or close where that was done by today."""
    on = said.published_on
    assert on is not None
    hand = _hand(crew, account, on)
    account = _complete(account, facts, said, hand)
    account = publish_results(account=account, **hand)
    if said.corrected_on is not None and said.corrected_on <= today:
        account = _correct(account, said, _hand(crew, account, said.corrected_on))
    if said.closed_on is not None and said.closed_on <= today:
        account = _close(account, _hand(crew, account, said.closed_on))
    return account


class _Hand(TypedDict):
    """Who does it, on which day and when: what every change of an account is told."""

    actor: Actor
    today: date
    now: datetime


def _hand(crew: Crew, account: Account, on: date) -> _Hand:
    return {"actor": crew.speaker(account.meeting.body, on), "today": on, "now": clock.at(on, _PUBLISHED_AT)}


def _complete(account: Account, facts: Facts, said: Told, hand: _Hand) -> Account:
    fates = Counter(asking.fate for asking in said.asked)
    topic = said.asked[0].topic
    report = results.report(topic)
    words = {
        f"summary_{code}": getattr(results.SUMMARY, code).format(
            came=facts.attendance,
            asked=len(said.asked),
            answered=fates[Fate.ANSWERED],
            taken=fates[Fate.TAKEN],
            subject=getattr(account.meeting, f"subject_{code}") or str(topic.label),
        )
        for code in ("kk", "ru")
    }
    typed = {**words, "report_kk": report.kk, "report_ru": report.ru}
    account = fill(account=account, section="words", typed=typed, **hand)
    if not is_talk_in_measure(talk_minutes=said.talk_minutes, questions_minutes=said.questions_minutes):
        note = {"split_note_kk": results.SPLIT_NOTE.kk, "split_note_ru": results.SPLIT_NOTE.ru}
        account = fill(account=account, section="times", typed=note, **hand)
    if account.meeting.body.territory_id is None:
        account = _of_a_visit(account, facts, hand)
    for number in range(1, len(said.asked) + 1):
        account = set_question(
            account=account, number=number, entry=_entry(account, said, number, hand["today"]), **hand
        )
    return account


def _of_a_visit(account: Account, facts: Facts, hand: _Hand) -> Account:
    """A minister comes with a reception and more, and the meeting is broadcast."""
    link = f"https://{account.meeting.body.slug}.kezdesu.example/live/{account.meeting.number}/"
    audience = {"stream_link": link, "comments_open": True, "viewers": facts.attendance * _WATCHED}
    account = fill(account=account, section="audience", typed=audience, **hand)
    account = fill(account=account, section="note", typed={"internal_note": results.PRIVATE_NOTE}, **hand)
    briefing = PartFacts(VisitPart.BRIEFING, facts.held_on)
    if facts.attendance % _WITHOUT == 0:
        why = results.MISSED_BRIEFING
        briefing = PartFacts(VisitPart.BRIEFING, missed_reason_kk=why.kk, missed_reason_ru=why.ru)
    parts = [
        PartFacts(VisitPart.RECEPTION, facts.held_on, people=1 + facts.attendance // _RECEIVED),
        PartFacts(VisitPart.NGO, facts.held_on, people=8 + facts.attendance % 9),
        briefing,
    ]
    return set_parts(account=account, parts=parts, **hand)


def _entry(account: Account, said: Told, number: int, on: date) -> Entry:
    asking = said.asked[number - 1]
    entry = Entry(
        text_kk=asking.text.kk,
        text_ru=asking.text.ru,
        territory=account.meeting.territory,
        topic=asking.topic,
        fate=asking.fate,
        minute=asking.minute,
    )
    if asking.fate != Fate.TAKEN:
        return replace(entry, answer_kk=asking.then.kk, answer_ru=asking.then.ru)
    return replace(
        entry,
        body=account.meeting.body,
        responsible_kk=results.RESPONSIBLE.kk,
        responsible_ru=results.RESPONSIBLE.ru,
        measure_kk=asking.then.kk,
        measure_ru=asking.then.ru,
        due_on=on + _TERM + number * _LONGER,
    )


def _correct(account: Account, said: Told, hand: _Hand) -> Account:
    """A term was wrong: of the first question that was taken, if there is any."""
    number = next((place for place, asking in enumerate(said.asked, 1) if asking.fate == Fate.TAKEN), None)
    if number is None:
        return account
    entry = _entry(account, said, number, hand["today"] + _LONGER)
    why = Said(results.CORRECTION.kk, results.CORRECTION.ru)
    return set_question(account=account, number=number, entry=entry, **hand, said=why)


def _close(account: Account, hand: _Hand) -> Account:
    """The protocol that the portal prints comes back signed."""
    number = account.meeting.number
    content = protocol(working_sheet(hand["actor"], number), ending="pdf", language="kk")
    account = sign(
        account=account,
        number=number.rpartition("-")[2].lstrip("0"),
        secretary_kk=results.SECRETARY.kk,
        secretary_ru=results.SECRETARY.ru,
        signed_on=hand["today"],
        upload=SimpleUploadedFile(f"{number}.pdf", content, "application/pdf"),
        **hand,
    )
    return close_account(account=account, **hand)
