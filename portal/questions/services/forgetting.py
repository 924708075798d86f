"""What is private of people goes on its day, with every copy; the public record stays.

Late, doubled or killed: the next night ends in the same. Each batch is a transaction; what somebody holds is left to
the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, DateField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncDate

from portal.files.services import discard
from portal.kernel import clock
from portal.questions.choices import DemandState, State, Verb
from portal.questions.models import AskedQuestion, Demand, Person, SendMark, Subscription, Voice
from portal.questions.rules.times import KEPT_DAYS, MARK_DAYS
from portal.questions.services.steps import note_line

#: Rows of one transaction.
BATCH = 200
_KEPT = timedelta(days=KEPT_DAYS)
#: A demand that nobody has answered keeps its people; their day is put off when it comes so near.
_NEAR = timedelta(days=30)
_UNANSWERED = (DemandState.WAITING, DemandState.OPEN, DemandState.REACHED)


def forget_unconfirmed(*, today: date, now: datetime) -> int:
    """Questions, demands, voices and subscriptions that nobody confirmed in time, with everything of them.

    Their day is that of `rules.times.unconfirmed_until`. What the office wrote down waits for nobody, and is no such.
    """
    gone = Q(person__erase_on__lte=today)
    count = 0
    for sent in (AskedQuestion.objects, Demand.objects):
        count += _each(sent.filter(gone, state=State.SENT), lambda row: _forget(row, now))
    count += _each(Voice.objects.filter(gone, confirmed_at__isnull=True), _forget_voice)
    return count + _deleted(Subscription.objects.filter(gone, person__confirmed_at=None), "person_id")


def forget_people(*, today: date, now: datetime) -> int:
    """Everything private whose day has come."""
    _set_days(today)
    count = 0
    for sent, last in ((AskedQuestion.objects, _MEETING_OVER), (Demand.objects, _ANSWERED)):
        # Of a person, or of nobody: then the words alone are private.
        day = Coalesce("person__erase_on", ExpressionWrapper(last + _KEPT, output_field=DateField()))
        rows: QuerySet[Any] = sent.annotate(day=day).exclude(own_text="", person=None)
        count += _each(rows.filter(day__lte=today), lambda row: _forget(row, now))
    count += _each(Voice.objects.filter(person__erase_on__lte=today), _empty_voice)
    return count + _deleted(Person.objects.gone_on(today))


def forget_marks(*, now: datetime) -> int:
    """Hashes of network addresses."""
    return _deleted(SendMark.objects.filter(at__lt=now - timedelta(days=MARK_DAYS)))


# -- days ------------------------------------------------------------------------------------------------------------
#: The last day of the meeting; the day of the answer, or of the last chance of one.
_MEETING_OVER: Any = Case(
    When(meeting__on__isnull=True, then=F("meeting__span_end")),
    default=ExpressionWrapper(F("meeting__span_end") - timedelta(days=1), output_field=DateField()),
    output_field=DateField(),
)
_ANSWERED: Any = Coalesce("answered_on", "until", "opened_on", TruncDate("sent_at", tzinfo=clock.ZONE))
#: Of both kinds.
_KEPT_STATES = ~Q(state__in=(State.SENT, State.WITHDRAWN))
_STANDS = Q(voices__confirmed_at__isnull=False)


def _set_days(today: date) -> None:
    """A meeting was moved, a demand was answered: who asked or supported is kept as long from the new day on.

    Voices of a question follow its meeting, those of a demand its answer. What nobody has confirmed, and what was
    withdrawn, goes sooner. Four statements, which change what is otherwise alone.
    """
    over = _day_of(_MEETING_OVER)
    people = Person.objects.exclude(erase_on=None)
    questions = AskedQuestion.objects.annotate(day=over).order_by()
    _put(people, "askedquestion", questions.filter(_KEPT_STATES, person=OuterRef("pk")), Q())
    _put(people, "voice__question", questions.filter(_STANDS, voices__person=OuterRef("pk")), Q())
    answered = _day_of(_ANSWERED)
    open_until = Case(When(state__in=_UNANSWERED, then=today + _KEPT), default=answered, output_field=DateField())
    demands = Demand.objects.annotate(day=open_until).order_by()
    near = ~Q(demand__state__in=_UNANSWERED) | Q(erase_on__lte=today + _NEAR)
    _put(people, "demand", demands.filter(_KEPT_STATES, person=OuterRef("pk")), near)
    near = ~Q(voice__demand__state__in=_UNANSWERED) | Q(erase_on__lte=today + _NEAR)
    _put(people, "voice__demand", demands.filter(_STANDS, voices__person=OuterRef("pk")), near)


def _day_of(last: Any) -> Any:
    return ExpressionWrapper(last + _KEPT, output_field=DateField())


def _put(people: QuerySet[Person], path: str, sent: QuerySet[Any], which: Q) -> None:
    day = Subquery(sent.values("day")[:1], output_field=DateField())
    rows = people.filter(which, **{f"{path}__isnull": False}).annotate(day=day).exclude(erase_on=F("day"))
    keys = rows.filter(day__isnull=False).values("pk")
    Person.objects.filter(pk__in=keys).update(erase_on=day)


# -- rows ------------------------------------------------------------------------------------------------------------
def _forget(row: AskedQuestion | Demand, now: datetime) -> None:
    """Of a locked row: the own words, who sent it, and whatever of it was never public."""
    person, row.person = row.person, None
    row.own_text, row.sent_key = "", None
    if not row.is_public:
        row.text_kk = row.text_ru = row.text_en = row.note_kk = row.note_ru = row.note_en = ""
    picture = None
    if isinstance(row, AskedQuestion) and not (row.is_public and row.shows_picture):
        picture, row.picture, row.shows_picture = row.picture, None, False
        row.picture_alt_kk = row.picture_alt_ru = row.picture_alt_en = ""
    note_line(row, Verb.FORGET, now=now, today=clock.civil_date(now))
    if person is not None:
        person.delete()
    if picture is not None:
        discard(picture)


def _forget_voice(voice: Voice) -> None:
    person = voice.person
    voice.delete()
    if person is not None:
        person.delete()


def _empty_voice(voice: Voice) -> None:
    """It stays counted, and nobody can tell any more whose it was."""
    person = voice.person
    voice.mailbox, voice.person = "", None
    voice.save(update_fields=["mailbox", "person"])
    if person is not None:
        person.delete()


# -- in batches ------------------------------------------------------------------------------------------------------
def _each(found: QuerySet[Any], forget: Callable[[Any], None]) -> int:
    def once() -> int:
        with transaction.atomic():
            rows = list(found.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:BATCH])
            for row in rows:
                forget(row)
        return len(rows)

    return _until_none(once)


def _deleted(found: QuerySet[Any], key: str = "pk") -> int:
    """`key` is of the person with whom the row goes."""
    rows_of: Any = (found.model if key == "pk" else Person).objects

    def once() -> int:
        with transaction.atomic():
            rows = found.select_for_update(skip_locked=True, of=("self",)).order_by("pk")
            keys = list(rows.values_list(key, flat=True)[:BATCH])
            rows_of.filter(pk__in=keys).delete()
        return len(keys)

    return _until_none(once)


def _until_none(once: Callable[[], int]) -> int:
    whole = 0
    while count := once():
        whole += count
    return whole
