"""What bodies of the demonstration did about one issue, from its registration to today; all through the services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from issues.choices import Competence, Verb
from issues.models import Issue
from issues.services import beside, closing, handing, joining, working
from portal.bodies.models import Body
from portal.demo.content import lives as words
from portal.demo.content.asked import Both
from portal.demo.raising import Planned, Way
from portal.demo.services.claims import Claiming
from portal.demo.services.hands import Hand, pair
from portal.kernel.periods import Period

#: Days from registration to assignment, and from there to a term that is over; from today to one that is not.
_ASSIGNED, _OVER, _AHEAD = (timedelta(days=days) for days in (4, 75, 45))
#: A term is moved so many days before it, and so far; news are told on this day of a quarter, the first so soon.
_BEFORE, _LONGER, _NEWS, _SOON = timedelta(days=3), timedelta(days=20), timedelta(days=33), timedelta(days=9)
TOLD = timedelta(days=2)
_A_DAY, _RECENTLY, _AFTER, _LAID = (timedelta(days=days) for days in (1, 9, 12, 30))
COMPETENCES: Final = {"region": Competence.REGION, "district": Competence.DISTRICT, "office": Competence.DISTRICT}
_BRANCHES: Final = {
    "water": "water", "roads": "transport", "transport": "transport", "energy": "energy", "health": "health",
    "education": "education", "ecology": "ecology", "agriculture": "agriculture", "communications": "digital",
    "culture": "culture", "social": "labour", "jobs": "labour", "order": "interior", "prices": "trade",
}  # fmt: skip
#: Of the ministry of transport: roads go to one company, railways to the other.
_COMPANIES: Final = {"roads": "kazavtozhol", "transport": "temir-zholy"}
#: Whose claims have photos.
PHOTOGRAPHED: Final = ("akimat-434835000", "water")
#: Ways of those whose term is over and who are late with it.
_LATE: Final = (Way.LATE, Way.QUIET, Way.OVERDUE)
#: Of those nothing is told; and those that go on after what they are called by, a while later.
_UNTOLD: Final = (Way.QUIET, Way.JOINED)
_GOING_ON: Final = (Way.PLANNED, Way.CONTROL, Way.LAID, Way.DISPUTED, Way.RETURNED, Way.ACCEPTED, Way.AGAIN)


class Life:
    """What happened to one issue from its registration to today."""

    def __init__(self, hand: Hand, planned: Planned, known: list[Issue], *, due_on: date | None = None) -> None:
        self.hand, self.planned, self.known = hand, planned, known
        self.matter = planned.matter
        # What happens on a day is told the next morning: all of it was told before today.
        self.today = hand.ground.today - TOLD
        self.said = words.saying(planned.matter.topic)
        registered_on = hand.issue.registered_on
        # In the quarter in which it was registered: of what nobody works on the quarter has nothing to say.
        end = Period.containing("quarter", registered_on).last_day
        self.assigned_on = min(registered_on + _ASSIGNED, max(registered_on, end - _A_DAY))
        self.ends_on = min(self.today, max(planned.ends_on(self.today), self.assigned_on + _A_DAY))
        if planned.way == Way.NOTHING:
            # There were news until there were none.
            self.ends_on = max(self.assigned_on, self.today - _RECENTLY)
        self.due_on = due_on
        is_shown = planned.slug in PHOTOGRAPHED
        self.claiming = Claiming(hand, self.said, planned.seed, since=self.assigned_on, with_photos=is_shown)

    def live(self) -> None:
        way = self.planned.way
        if way == Way.NEW or self.assigned_on >= self.today:
            return
        self._assign()
        ending = self._endings().get(way)
        news = [] if way in _UNTOLD else self._news()
        acts = [(on, partial(self._tell_news, number, on)) for number, on in news]
        acts += [(on, partial(self._move_term, on)) for on in self._moved_on()]
        acts.sort(key=lambda act: act[0])
        for on, act in acts:
            if ending is None or on <= self.ends_on:
                act()
        if ending is not None:
            ending()
            self.hand.refresh()
            for on, act in acts:
                if way in _GOING_ON and on > self.ends_on + _AFTER:
                    act()

    def _assign(self) -> None:
        is_late = self.planned.way in _LATE
        counted = self.assigned_on + _OVER if is_late else self.today + _AHEAD * (1 + self.planned.seed % 4)
        due_on = self.due_on if self.due_on and self.due_on >= self.assigned_on else counted
        self.hand.act(
            working.assign,
            self.assigned_on,
            assignment=working.Assignment(
                due_on=due_on,
                **pair("position", self.matter.post),
                **pair("measure", self.matter.measure),
                **pair("instruction", words.INSTRUCTION),
            ),
        )

    def _news(self) -> list[tuple[int, date]]:
        """Days of a quarter each, numbered from its assignment; what is late has told little."""
        days = list(enumerate(news_days(self.assigned_on, self.today)))
        return days[:1] if self.planned.way in _LATE else days

    def _tell_news(self, number: int, on: date) -> None:
        """In turn; then why there is nothing new."""
        if number < len(self.said.news):
            self.hand.act(working.note_news, on, **pair("note", self.said.news[number]))
        else:
            why = words.NOTHING[(self.planned.seed + number) % len(words.NOTHING)]
            self.hand.act(working.note_nothing, on, **pair("reason", why))

    def _moved_on(self) -> Iterator[date]:
        """A term that would be over is moved before it, but of those who are late."""
        due_on = self.hand.issue.due_on
        if due_on is not None and due_on <= self.today and self.planned.way not in _LATE:
            yield max(self.assigned_on + _A_DAY, due_on - _BEFORE)

    def _move_term(self, on: date) -> None:
        why = words.TERMS[self.planned.seed % len(words.TERMS)]
        self.hand.act(working.set_term, on, due_on=self.today + _AHEAD, **pair("reason", why))

    def _endings(self) -> dict[Way, Callable[[], None]]:
        return {
            Way.NOTHING: self._nothing,
            Way.LATE: self._moved,
            Way.PLANNED: self._planned,
            Way.CONTROL: self._control,
            Way.LAID: self._laid,
            Way.CLAIMED: partial(self.claiming.claimed, self.ends_on),
            Way.SILENT: partial(self.claiming.silent, self.ends_on),
            Way.CONFIRMED: partial(self.claiming.confirmed, self.ends_on),
            Way.DISPUTED: partial(self.claiming.disputed, self.ends_on),
            Way.HELD: partial(self.claiming.held, self.ends_on),
            Way.EXPLAINED: self._explained,
            Way.OUTSIDE: self._outside,
            Way.NEEDS: self._needs,
            Way.REFUSED: self._refused,
            Way.JOINED: self._joined,
            Way.PENDING: self._pending,
            Way.OVERDUE: self._pending,
            Way.RETURNED: self._returned,
            Way.ACCEPTED: self._accepted,
            Way.AGAIN: self._again,
        }

    # -- how it ends ---------------------------------------------------------------------------------------------------
    def _nothing(self) -> None:
        why = words.NOTHING[self.planned.seed % len(words.NOTHING)]
        self.hand.act(working.note_nothing, max(self.assigned_on, self.today - _RECENTLY), **pair("reason", why))

    def _moved(self) -> None:
        """Its term was moved, and is over again."""
        due_on = self.hand.issue.due_on
        assert due_on is not None
        on, why = due_on - _BEFORE, words.TERMS[self.planned.seed % len(words.TERMS)]
        if self.planned.seed % 2 and on > self.assigned_on and on + _LONGER < self.today:
            self.hand.act(working.set_term, on, due_on=on + _LONGER, **pair("reason", why))

    def _planned(self) -> None:
        year = min(self.ends_on.year + 1, self.today.year + 1)
        self.hand.act(closing.plan, self.ends_on, year=year, **pair("note", words.PLAN))

    def _control(self) -> None:
        level = Competence.CENTRAL if self.matter.of == "region" else Competence.REGION
        if self.matter.of not in COMPETENCES:
            level = Competence.COMPANY
        self.hand.act(closing.control, self.ends_on, level=level, **pair("note", words.CONTROL))

    def _explained(self) -> None:
        self._close(Verb.EXPLAIN, words.EXPLAINED)

    def _outside(self) -> None:
        self._close(Verb.OUTSIDE, words.OUTSIDE)

    def _needs(self) -> None:
        self._close(Verb.NEED, words.NEEDS)

    def _refused(self) -> None:
        self._close(Verb.REFUSE, words.REFUSED)

    def _close(self, how: Verb, reasons: tuple[Both, ...]) -> None:
        why = pair("reason", reasons[self.planned.seed % len(reasons)])
        self.hand.act(closing.close, self.ends_on, how=how, **why)

    def _again(self) -> None:
        self._explained()
        on = min(self.today, self.ends_on + _AFTER)
        self.hand.act(closing.reopen, on, **pair("reason", words.REOPENED))

    def _joined(self) -> None:
        """With one of the same body that stands, where there is any."""
        for other in self.known:
            other.refresh_from_db()
            is_near = other.holder_id == self.hand.issue.holder_id and other.pk != self.hand.issue.pk
            if is_near and other.is_open and not other.hand_overs.pending().exists():
                self.hand.act(joining.join, max(self.ends_on, other.registered_on), to=other)
                return

    def _laid(self) -> None:
        """Steps towards it, a body beside, and of an akimat its money laid before a session."""
        on, due_on = self.assigned_on, self.hand.issue.due_on
        assert due_on is not None
        helper = _receiver(self.hand)
        if helper is not None:
            self.hand.act(beside.set_co_executors, on, bodies=[helper])
        for number, step in enumerate(words.STEPS, 1):
            day = on + (due_on - on) * number / len(words.STEPS)
            self.hand.act(beside.add_step, on, due_on=day, **pair("text", step))
        first = self.hand.issue.milestones.order_by("due_on").first()
        if first is not None:
            beside.finish_step(step=first, **self.hand.does(self.ends_on))
        maslikhat = _maslikhat(self.hand)
        # A maslikhat gives money to akims.
        if maslikhat is None or self.matter.of not in COMPETENCES:
            return
        session_on = min(self.today, self.ends_on + _LAID)
        laid = beside.lay(
            issue=self.hand.issue, maslikhat=maslikhat, session_on=session_on, **self.hand.does(session_on)
        )
        if session_on < self.today:
            on = min(self.today, session_on + _BEFORE)
            beside.decide_laid(
                laid=laid, decided_on=session_on, **pair("decision", words.DECIDED), **self.hand.does(on)
            )

    # -- another body --------------------------------------------------------------------------------------------------
    def _pending(self) -> None:
        self._hand_over(self.ends_on)

    def _returned(self) -> None:
        asked = self._hand_over(self.ends_on)
        if asked is not None:
            on = min(self.today, self.ends_on + _A_DAY)
            handing.return_back(hand_over=asked, **pair("reason", words.RETURNED), **self.hand.does(on, asked.to_body))

    def _accepted(self) -> None:
        asked = self._hand_over(self.ends_on)
        if asked is None:
            return
        on = min(self.today, self.ends_on + _A_DAY)
        handing.accept(hand_over=asked, **pair("position", self.matter.post), **self.hand.does(on, asked.to_body))

    def _hand_over(self, on: date) -> Any:
        receiver = _receiver(self.hand)
        if receiver is None:
            return None
        why = words.HANDED[self.planned.seed % len(words.HANDED)]
        return handing.hand_over(issue=self.hand.issue, to_body=receiver, **pair("why", why), **self.hand.does(on))


def news_days(since: date, until: date) -> Iterator[date]:
    """Once in each quarter in between: in its second month, or soon after the first day where that is later, on the
    last day of the quarter at the latest: whoever publishes it has something to say of what has just begun.
    """
    quarter = Period.containing("quarter", since)
    while quarter.start <= until:
        on = min(max(quarter.start + _NEWS, since + _SOON), quarter.last_day)
        if since < on <= until:
            yield on
        quarter = quarter.next()


def _receiver(hand: Hand) -> Body | None:
    """The akimat above; of a region the ministry of the branch, of a ministry a company or another one."""
    ground, body, topic = hand.ground, hand.holder, hand.issue.topic.topic
    slug = _BRANCHES.get(topic, "economy")
    place = ground.bodies[body.slug].territory
    if place is not None and place.parent is not None:
        slug = f"akimat-{place.parent.kato}"
    if slug == body.slug:
        slug = _COMPANIES.get(topic, "finance")
    found = ground.bodies.get(slug)
    return found if found is not None and ground.crew.speaks_for(found) else None


def _maslikhat(hand: Hand) -> Body | None:
    """Of the place, or of the nearest it lies in."""
    place = hand.issue.territory
    slugs = (f"maslikhat-{each.kato}" for each in (place, *reversed(place.above)))
    return next((found for slug in slugs if (found := hand.ground.bodies.get(slug)) is not None), None)
