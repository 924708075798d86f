"""Claims that issues of the demonstration are solved, and what residents answer to them."""

from __future__ import annotations

from datetime import date, timedelta

from issues.choices import ProofKind, Says
from issues.models import Answer, Claim
from issues.permissions import can_review
from issues.services.answering import answer_claim
from issues.services.claim_letters import ask_people
from issues.services.claiming import NewProof, claim, publish_proof
from issues.services.reviewing import PublicWords, publish_words
from issues.services.settling import settle_claims
from portal.demo.content import lives as words
from portal.demo.pictures import DRAWN, picture
from portal.demo.services.hands import Hand
from portal.demo.services.residents import address, asker, follower
from portal.kernel import clock
from portal.questions.models import Person

_A_DAY, _ANSWERED, _ANEW, _OVER = (timedelta(days=days) for days in (1, 3, 40, 15))
_HOUR, _ANSWERS_AT = 12, 19


class Claiming:
    """Of one issue that somebody works on since a day. `with_photos`: drawn ones, looked at by a second person."""

    def __init__(self, hand: Hand, said: words.Saying, seed: int, *, since: date, with_photos: bool) -> None:
        self.hand, self.said, self.seed, self.since, self.with_photos = hand, said, seed, since, with_photos
        self.latest = hand.ground.today - _OVER - _A_DAY

    def claimed(self, on: date) -> None:
        """People are answering: some have said yes."""
        self._asker(on)
        neighbour = self._follower(1, on)
        made = self._claim(on)
        if self.seed % 2:
            self._answer(made, neighbour, Says.YES, on + _A_DAY)

    def silent(self, on: date) -> None:
        """People were asked, and nobody has answered; while there is time yet they are asked still."""
        if self.latest <= self.since:
            self.claimed(on)
            return
        on = min(on, self.latest)
        self._asker(on)
        self._settle(self._claim(on))

    def confirmed(self, on: date) -> None:
        if self.latest <= self.since:
            self.claimed(on)
            return
        on = min(on, self.latest)
        who, neighbour = self._asker(on), self._follower(1, on)
        made = self._claim(on)
        self._answer(made, who, Says.YES, on + _ANSWERED)
        self._answer(made, neighbour, Says.YES, on + _ANSWERED)
        self._settle(made)

    def disputed(self, on: date) -> None:
        """Who asked said no: it is open again, and everybody reads why."""
        if self.latest <= self.since:
            self.claimed(on)
            return
        self._dispute(self._asker(on), min(on, self.latest))

    def held(self, on: date) -> None:
        """A whole network answers; or it was disputed and claimed anew, and the same person disputes again."""
        if self.seed % 2 or on - _ANEW <= self.since:
            people = [self._follower(number, on) for number in range(1, 4)]
            made = self._claim(on)
            for person in people:
                self._answer(made, person, Says.YES, on + _A_DAY, network=1)
            return
        who = self._asker(on - _ANEW)
        self._dispute(who, on - _ANEW)
        self._answer(self._claim(on), who, Says.NO, on + _A_DAY)

    # -- steps ---------------------------------------------------------------------------------------------------------
    def _asker(self, on: date) -> Person:
        day = max(self.hand.issue.registered_on, on - _ANEW)
        return asker(self.hand.issue, self.hand.actor(day), day)

    def _follower(self, number: int, on: date) -> Person:
        return follower(self.hand.issue, number, max(self.hand.issue.registered_on, on - _ANSWERED))

    def _claim(self, on: date) -> Claim:
        texts = {"text_kk": self.said.claim.kk, "text_ru": self.said.claim.ru}
        texts |= {"no_proof_kk": words.NO_PHOTO.kk, "no_proof_ru": words.NO_PHOTO.ru}
        made = claim(
            issue=self.hand.issue,
            texts=texts,
            proofs=self._proofs(on) if self.with_photos else (),
            **self.hand.does(on),
        )
        ask_people(now=clock.at(on, _HOUR))
        self.hand.refresh()
        for proof in made.proofs.all():
            second = self.hand.second(on)
            if second is not None:
                publish_proof(proof=proof, actor=second, now=clock.at(on, _HOUR + 1))
        return made

    def _proofs(self, on: date) -> list[NewProof]:
        drawn = DRAWN[3 + self.seed % (len(DRAWN) - 3)]
        return [
            NewProof(
                kind=kind,
                content=picture(drawn, f"{self.hand.issue.number} {kind}"),
                alt_kk=f"{said.kk}. {drawn.alt.kk}",
                alt_ru=f"{said.ru}. {drawn.alt.ru}",
                taken_on=on - (_ANEW if kind == ProofKind.BEFORE else _A_DAY),
            )
            for kind, said in ((ProofKind.BEFORE, words.BEFORE), (ProofKind.AFTER, words.AFTER))
        ]

    def _answer(self, made: Claim, person: Person, says: Says, on: date, *, network: int | None = None) -> Answer:
        found = answer_claim(
            claim=made,
            person=person,
            says=says,
            text=self.said.dispute.kk if says == Says.NO else "",
            address=address(self.hand.issue, person.pk if network is None else network),
            today=on,
            now=clock.at(on, _ANSWERS_AT),
        )
        self.hand.refresh()
        return found

    def _dispute(self, who: Person, on: date) -> None:
        answer = self._answer(self._claim(on), who, Says.NO, on + _ANSWERED)
        judge, crew = answer.review_body, self.hand.ground.crew
        if judge is None or not crew.speaks_for(judge):
            return
        day = on + _ANSWERED + _A_DAY
        actor = crew.closer(judge, day)
        if can_review(actor, answer).allowed:
            said = PublicWords(self.said.dispute.kk, self.said.dispute.ru)
            publish_words(answer=answer, words=said, actor=actor, now=clock.at(day, _HOUR))

    def _settle(self, made: Claim) -> None:
        on = made.until + _A_DAY
        settle_claims(today=on, now=clock.at(on, 1))
        self.hand.refresh()
