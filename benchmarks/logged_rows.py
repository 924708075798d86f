"""One logged meeting as services leave it: its account, record and history, its parts and questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time, timedelta

from meetings.choices import Attendee, MeetingState, MeetingVerb
from meetings.models import Meeting, MeetingEvent, MeetingHeld
from portal.accounts.models import User
from portal.holding.choices import AccountVerb, Fate, Obtained, VisitPart
from portal.holding.models import Account, AccountEvent, Part, Question
from portal.kernel import clock
from portal.questions.choices import Topic

#: Of a hundred logged ones: results are published, and nothing is left to do.
PUBLISHED, CLOSED = 70, 20
_ASKED = ("Неге кешке су жоқ", "Когда отсыплют дорогу до школы", "Газ қашан келеді", "Почему закрыт клуб")


def state_of(number: int) -> MeetingState:
    dice = number * 37 % 100
    if dice < CLOSED:
        return MeetingState.CLOSED
    return MeetingState.REPORTED if dice < PUBLISHED else MeetingState.HELD


def account_of(meeting: Meeting, writer: User) -> Account:
    assert meeting.on is not None
    account = Account(
        meeting=meeting,
        talk_minutes=20,
        questions_minutes=70,
        obtained=Obtained.MEASURED,
        attendees=list(Attendee)[meeting.pk % 4 : meeting.pk % 4 + 5],
        logged_on=meeting.on,
        logged_by=writer,
        changed_at=clock.at(meeting.on, 18),
        summary_kk="Тұрғындар су, жол және газ туралы сұрады. Әкім әр сұраққа жауап берді.",
        summary_ru="Жители спрашивали о воде, дорогах и газе. Аким ответил на каждый вопрос.",
        report_kk="Баяндама мәтіні. " * 60,
        report_ru="Текст доклада. " * 60,
    )
    if state_of(meeting.pk) != MeetingState.HELD:
        account.published_at, account.published_by = clock.at(meeting.on + timedelta(days=1), 10), account.logged_by
    return account


def record_of(meeting: Meeting, writer: User) -> MeetingHeld:
    assert meeting.on is not None
    return MeetingHeld(
        meeting=meeting,
        held_on=meeting.on,
        start_time=time(10),
        end_time=time(11, 40),
        held_by=meeting.official,
        attendance=30 + meeting.pk % 100,
        announced=meeting.on.isoformat(),
        announced_days=meeting.days,
        recorded_for=meeting.body,
        recorded_by=writer,
        recorded_on=meeting.on,
    )


def event_of(meeting: Meeting, writer: User) -> MeetingEvent:
    assert meeting.on is not None
    key = meeting.when.key
    return MeetingEvent(meeting=meeting, verb=MeetingVerb.HOLD, from_state=meeting.state, to_state=MeetingState.HELD,
                        actor=writer, at=clock.at(meeting.on, 18), on=meeting.on, was=key,
                        became=key)  # fmt: skip


def history_of(accounts: Sequence[Account]) -> Iterator[AccountEvent]:
    for account in accounts:
        verbs = [AccountVerb.LOG, AccountVerb.FILL, *([AccountVerb.PUBLISH] if account.published_at else [])]
        for verb in verbs:
            yield AccountEvent(
                account=account, verb=verb, actor=account.logged_by, at=account.changed_at, on=account.logged_on
            )


def parts_of(accounts: Sequence[Account]) -> Iterator[Part]:
    for account in accounts:
        who = {"account": account, "recorded_on": account.logged_on, "recorded_by": account.logged_by}
        yield Part(kind=VisitPart.RECEPTION, held_on=account.logged_on, people=7, **who)
        yield Part(kind=VisitPart.NGO, missed_reason_kk="Ауданда ҮЕҰ жоқ", missed_reason_ru="В районе нет НПО", **who)
        yield Part(kind=VisitPart.BRIEFING, held_on=account.logged_on, **who)


def question_of(account: Account, number: int) -> Question:
    text = f"{_ASKED[number % len(_ASKED)]}? {number}"
    fate = (Fate.TAKEN, Fate.ANSWERED, Fate.TAKEN, Fate.OUTSIDE)[number % 4]
    is_taken = fate == Fate.TAKEN
    return Question(
        account=account,
        number=number,
        asked=text,
        text_kk=text,
        text_ru=text,
        territory_id=account.meeting.territory_id,
        topic=list(Topic)[number % len(Topic)],
        fate=fate,
        answer_kk="" if is_taken else "Жауап берілді",
        answer_ru="" if is_taken else "Ответ дан",
        body=account.meeting.body if is_taken else None,
        responsible_kk="бөлім басшысы" if is_taken else "",
        responsible_ru="руководитель отдела" if is_taken else "",
        measure_kk="Құбыр ауыстырылады" if is_taken else "",
        measure_ru="Заменят трубу" if is_taken else "",
        due_on=account.logged_on + timedelta(days=60) if is_taken else None,
    )
