"""A random history of issues, lived by the services, with what the contract says of it noted beside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from issues.choices import Origin, Outcome, Review, Says, Verb
from issues.models import Answer, Asker, Claim, Follow, HandOver, Issue, IssueEvent
from issues.queries.figures import Asked, figures_by
from issues.queries.recounting import lines
from issues.rules.figures import NONE, Figures
from issues.rules.recount import recount, recount_bodies, standings
from issues.services.answering import answer_claim
from issues.services.askers import add_asker, confirm_asker, withdraw
from issues.services.claiming import claim, unclaim
from issues.services.closing import CLOSINGS, close, control, plan, reopen
from issues.services.following_people import confirm_follow, follow
from issues.services.handing import accept, hand_over, recall, return_back
from issues.services.joining import join, part
from issues.services.placing import correct_place
from issues.services.register import Raised, enter
from issues.services.reviewing import uphold
from issues.services.settling import settle_claims
from issues.services.working import Assignment, assign, note_news, set_term
from portal.bodies.choices import Function, Role, TerritoryKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.kernel.errors import DomainError
from portal.kernel.periods import Period
from portal.questions.services.keys import mailbox_of
from portal.questions.services.origin import Origin as Sent
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.issues import topic

START = date(2027, 2, 1)
YEAR = Period.year(2027)
BOTH = {"kk": "Себебі айтылды.", "ru": "Причина названа."}
REASON = {"reason_kk": BOTH["kk"], "reason_ru": BOTH["ru"]}
#: Of strangers; the last is of somebody at each body who works on issues there.
STRANGERS = 3


@dataclass(frozen=True)
class Bodies:
    """A region, two districts in it, a ministry; each with somebody who works on issues."""

    places: list[Body]
    actors: dict[int, Actor]
    emails: dict[int, str]


def make_bodies() -> Bodies:
    region = TerritoryFactory(kato="430000000")
    districts = [TerritoryFactory(kind=TerritoryKind.DISTRICT, parent=region) for _number in range(2)]
    bodies = [BodyFactory(akimat=True, territory=place) for place in (*districts, region)]
    bodies.append(BodyFactory(slug="water"))
    BodyFunctionFactory(function=Function.CONTROL_GOVERNMENT, body=BodyFactory(government_apparatus=True))
    actors, emails = {}, {}
    for number, body in enumerate(bodies):
        user = UserFactory(email=f"officer@body{number}.example")
        RoleGrantFactory(user=user, body=body, role=Role.OFFICER if body.territory_id else Role.PREPARER)
        actors[body.pk], emails[body.pk] = actor_for(user, START), user.email
    return Bodies(bodies, actors, emails)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Lives:
    """Each act takes small numbers and does what they come to; one that the services refuse changes nothing."""

    bodies: Bodies
    day: date = START
    minute: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    #: When each mailbox of an issue was confirmed, by what this history did.
    confirmed: dict[tuple[int, str], datetime] = field(default_factory=dict)
    #: How figures and holders stood at the end of each day.
    days: dict[date, tuple[dict[int, Figures], dict[int, int]]] = field(default_factory=dict)

    # -- living ------------------------------------------------------------------------------------------------------
    def live(self, days: int, name: str, numbers: tuple[int, ...]) -> None:
        self.pass_days(days)
        before = figures_by("body", Asked(YEAR), on=self.day)
        last = IssueEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        try:
            with transaction.atomic():
                getattr(self, name)(*numbers)
            self.done.add(name)
        except DomainError as refusal:
            self.refused.append((name, refusal.code))
        self._compare_shares(name, before, last)

    def pass_days(self, days: int) -> None:
        if days:
            self._close_day()
            self.day += timedelta(days=days)
            self.minute = 0

    @property
    def now(self) -> datetime:
        self.minute += 1
        return datetime(self.day.year, self.day.month, self.day.day, 5, tzinfo=UTC) + timedelta(minutes=self.minute)

    def _issue(self, number: int) -> Issue:
        rows = list(Issue.objects.select_related("holder__territory", "territory").order_by("pk"))
        return rows[number % len(rows)] if rows else self.register(number)

    def _by(self, issue: Issue, above: int = 0) -> dict[str, Any]:
        """Whoever answers for it; or the akimat of the region, which may help those below it."""
        body = self.bodies.places[2].pk if above else issue.holder_id
        return {"actor": self.bodies.actors[body], "today": self.day, "now": self.now}

    def _email(self, number: int) -> str:
        if number < STRANGERS:
            return f"villager{number}@mail.example"
        return self.bodies.emails[self.bodies.places[number % len(self.bodies.places)].pk]

    # -- acts of offices ---------------------------------------------------------------------------------------------
    def register(self, number: int) -> Issue:
        body = self.bodies.places[number % 2]
        texts = {"title_kk": "Кешке су жоқ", "title_ru": "Вечером нет воды"} if number % 3 else {}
        assert body.territory is not None
        about = topic(("water", "roads")[number % 2])
        raised = Raised(territory=body.territory, topic=about, texts=texts, internal="Су")
        acting = {"actor": self.bodies.actors[body.pk], "today": self.day, "now": self.now}
        return enter(raised=raised, origin=Origin.ENTERED, body=body, raised_on=self.day, **acting)

    def assign(self, number: int, days: int) -> None:
        issue = self._issue(number)
        wanted = Assignment(
            due_on=self.day + timedelta(days=days), position_kk="Маман", position_ru="Специалист", measure_kk="Құдық",
            measure_ru="Колодец", instruction_kk="Жөндеу", instruction_ru="Починить",
        )  # fmt: skip
        assign(issue=issue, assignment=wanted, **self._by(issue))

    def term(self, number: int, days: int) -> None:
        issue = self._issue(number)
        set_term(issue=issue, due_on=self.day + timedelta(days=days), **REASON, **self._by(issue))

    def move(self, number: int, to: int, above: int) -> None:
        """Whoever answers, or the akimat of the region, says that it lies elsewhere."""
        issue, place = self._issue(number), self.bodies.places[to % 3].territory
        assert place is not None
        correct_place(issue=issue, territory=place, **REASON, **self._by(issue, above=above))

    def news(self, number: int) -> None:
        issue = self._issue(number)
        note_news(issue=issue, note_kk=BOTH["kk"], note_ru=BOTH["ru"], **self._by(issue))

    def close(self, number: int, how: int) -> None:
        issue = self._issue(number)
        close(issue=issue, how=list(CLOSINGS)[how % len(CLOSINGS)], **REASON, **self._by(issue))

    def put_off(self, number: int, how: int) -> None:
        issue = self._issue(number)
        if how % 2:
            plan(issue=issue, year=self.day.year, **self._by(issue))
        else:
            control(issue=issue, level="central", **self._by(issue))

    def reopen(self, number: int) -> None:
        issue = self._issue(number)
        reopen(issue=issue, **REASON, **self._by(issue))

    def hand(self, number: int, to: int) -> None:
        issue, body = self._issue(number), self.bodies.places[to % len(self.bodies.places)]
        hand_over(issue=issue, to_body=body, why_kk=BOTH["kk"], why_ru=BOTH["ru"], **self._by(issue))

    def receive(self, number: int, how: int) -> None:
        issue = self._issue(number)
        waits = HandOver.objects.pending().filter(issue=issue).first()
        if waits is not None and how == 2:
            recall(hand_over=waits, **self._by(issue))
        elif waits is not None:
            acting = self._by(issue) | {"actor": self.bodies.actors[waits.to_body_id]}
            accept(hand_over=waits, **acting) if how else return_back(hand_over=waits, **REASON, **acting)

    def join(self, number: int, to: int) -> None:
        """Whoever confirmed the one is known at the other from the moment at which that was."""
        issue = self._issue(number)
        joined = join(issue=issue, to=self._issue(to), **self._by(issue, above=1))
        for (of, mailbox), moment in list(self.confirmed.items()):
            if of == issue.pk:
                self._confirm(joined, mailbox, moment)

    def part(self, number: int) -> None:
        issue = self._issue(number)
        part(issue=issue, **REASON, **self._by(issue))

    def claim(self, number: int, above: int) -> None:
        issue = self._issue(number)
        texts = {f"{name}_{language}": BOTH[language] for name in ("text", "no_proof") for language in BOTH}
        claim(issue=issue, texts=texts, **self._by(issue, above))

    def unclaim(self, number: int) -> None:
        """No way round a dispute: one that stood, judged or not, is in the life of the issue afterwards."""
        issue = self._issue(number)
        of = Claim.objects.open().filter(issue=issue).first()
        said = list(Answer.objects.filter(claim=of).exclude(review=Review.SET_ASIDE).values_list("says", "review"))
        unclaim(issue=issue, note=BOTH, **self._by(issue))
        yes, no = ([review for each, review in said if each == says] for says in (Says.YES, Says.NO))
        held = [each for each, review in said if review in (Review.NETWORK, Review.SECOND) and each != Says.NOT_MINE]
        is_confirmed = of is not None and self.day > of.until and not held and len(yes) > len(no)
        issue.refresh_from_db()
        if of is not None:
            assert issue.is_disputed == (bool(no) and not is_confirmed), "a dispute was escaped"

    def settle(self) -> None:
        settle_claims(today=self.day, now=self.now)

    def judge(self, number: int) -> None:
        issue = self._issue(number)
        held = Answer.objects.held().filter(claim__issue=issue).order_by("pk").first()
        if held is not None and held.review_body_id in self.bodies.actors:
            uphold(answer=held, **self._by(issue) | {"actor": self.bodies.actors[held.review_body_id]})

    def _confirm(self, issue: Issue, mailbox: str, moment: datetime) -> None:
        """Also at what it stands joined with, and at what that does."""
        about: Issue | None = issue
        while about is not None:
            self.confirmed.setdefault((about.pk, mailbox), moment)
            about = Issue.objects.filter(joined=about.pk).first()

    # -- acts of people ----------------------------------------------------------------------------------------------
    def ask(self, number: int, who: int) -> None:
        """Confirmed by its owner, who may be of the body itself, at the same minute or never."""
        issue = self._issue(number)
        asker = add_asker(issue=issue, email=self._email(who), language="kk", **self._by(issue))
        if asker.confirmed_at is None and asker.person is not None:
            confirm_asker(person=asker.person, now=(moment := self.now))
            self._confirm(issue, mailbox_of(self._email(who)), moment)

    def follow(self, number: int, who: int) -> None:
        issue, email = self._issue(number), self._email(who)
        sent = Sent(f"198.51.{who}.{number}")
        follow(about=issue, email=email, language="kk", origin=sent, today=self.day, now=self.now)
        row = Follow.objects.select_related("person").get(issue=issue, mailbox=mailbox_of(email))
        if not row.person.is_confirmed:
            confirm_follow(person=row.person, now=(moment := self.now))
            self._confirm(issue, row.mailbox, moment)

    def answer(self, number: int, who: int, says: int, network: int) -> None:
        issue, mailbox = self._issue(number), mailbox_of(self._email(who))
        of = Claim.objects.filter(issue=issue).order_by("-number").first()
        asked = Asker.objects.filter(issue=issue, mailbox=mailbox, person__isnull=False).first()
        followed = Follow.objects.filter(issue=issue, mailbox=mailbox).first()
        person = (asked or followed).person if asked or followed else None
        if of is not None and person is not None:
            address = "203.0.113.7" if network else f"203.0.{100 + who}.7"
            answer_claim(claim=of, person=person, says=Says.values[says], address=address, today=self.day, now=self.now)

    def withdraw(self, number: int, who: int) -> None:
        issue = self._issue(number)
        asked = Asker.objects.filter(issue=issue, mailbox=mailbox_of(self._email(who))).first()
        if asked is not None:
            withdraw(asker=asked, today=self.day)

    # -- what the contract says --------------------------------------------------------------------------------------
    def _compare_shares(self, name: str, before: dict[int, Figures], last: int) -> None:
        """No act makes a share of confirmed ones larger but a confirmation by mailboxes confirmed before the claim."""
        confirmations = IssueEvent.objects.filter(pk__gt=last, verb=Verb.CONFIRM).select_related("claim", "issue")
        found = list(confirmations)
        for event in found:
            assert event.claim is not None
            assert self._good(event.claim), f"confirmed by nobody who may, after {name}"
        for body, figures in figures_by("body", Asked(YEAR), on=self.day).items():
            was, now = before.get(body, NONE).confirmed_share, figures.confirmed_share
            is_larger = now.part * max(was.base, 1) > was.part * max(now.base, 1)
            assert not is_larger or found, f"{name} made the share of {body} larger: {was} to {now}"

    def _good(self, of: Claim) -> bool:
        """Whether somebody counted who had confirmed before the claim said that it is solved, and is of no body that
        gains by it: neither of the one that claims nor of any that ever answered.
        """
        answered = {of.body_id, *IssueEvent.objects.filter(issue=of.issue_id).values_list("holder", flat=True)}
        if self.bodies.places[2].pk in answered:
            answered |= {body.pk for body in self.bodies.places[:2]}
        boxes = {mailbox_of(self.bodies.emails[body]) for body in answered if body in self.bodies.emails}
        said = Answer.objects.filter(claim=of, review__in=[Review.NO, Review.UPHELD], says=Says.YES).exclude(mailbox="")
        related = {of.issue_id, *Issue.objects.filter(joined_to=of.issue_id).values_list("pk", flat=True)}
        return any(
            mailbox not in boxes
            and any(self.confirmed.get((issue, mailbox), of.claimed_at) < of.claimed_at for issue in related)
            for mailbox in said.values_list("mailbox", flat=True)
        )

    def _close_day(self) -> None:
        holders = dict(Issue.objects.order_by().values_list("pk", "holder_id"))
        self.days[self.day] = (figures_by("body", Asked(YEAR), on=self.day), holders)

    def check(self) -> None:
        """Columns of each day say what the lines tell of it, by body, region and topic; one body answers at a time."""
        self._close_day()
        told = list(lines(YEAR))
        for day, (figures, holders) in self.days.items():
            found = standings(told, on=day)
            assert recount_bodies(found, start=YEAR.start, end=YEAR.end, on=day) == figures, day
            assert {issue: each.holder for issue, each in found.items()} == holders, day
        self._check_places()
        taken_back = Answer.objects.filter(claim__outcome=Outcome.TAKEN_BACK, says=Says.NO)
        assert not taken_back.exclude(review=Review.SET_ASIDE).exists(), "a dispute was escaped"
        places: dict[int, Any] = {
            issue: (region, about)
            for issue, region, about in Issue.objects.values_list("pk", "region_id", "topic__topic").order_by()
        }
        for place, by in enumerate(("region", "topic")):
            again = recount(
                standings(told, on=self.day), start=YEAR.start, end=YEAR.end, on=self.day,
                key=lambda issue, _standing, place=place: places[issue][place],
            )  # fmt: skip
            assert again == figures_by(by, Asked(YEAR), on=self.day)  # type: ignore[arg-type]

    def _check_places(self) -> None:
        """Where each issue lies is what its lines tell, of one region, and it bears the number it was given."""
        for issue in Issue.objects.select_related("territory__parent", "region").order_by():
            told = list(issue.events.filter(verb=Verb.PLACE).order_by("pk").values_list("was_place", "place"))
            assert [was for was, _now in told[1:]] == [now for _was, now in told[:-1]]
            assert not told or told[-1][1] == issue.territory_id
            assert all(was != now for was, now in told)
            assert issue.region == issue.territory.region
            assert issue.number.startswith("KZ-43-2027-")
