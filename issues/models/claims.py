"""Solved is a claim with proof, and people answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues import querysets
from issues.choices import Outcome, ProofKind, Review, Says, Standing
from issues.models.issues import Issue
from portal.bodies.models import Body
from portal.files.models import StoredFile
from portal.kit.texts import LongText, ShortText
from portal.questions.models import Person

_USER = settings.AUTH_USER_MODEL
LONGEST_CLAIM = 1000
LONGEST_NO_PROOF = 300
LONGEST_ANSWER = 500


class Claim(models.Model):
    """`until` is the last civil day on which people answer. It is settled once (`settled_on`), late or not; until then
    the numbers are those of the answers counted so far. Of several claims of an issue the last one counts. `body` is
    the one whose people claimed: the holder, or an akimat above it that helps. `no_proof` says why there is neither a
    photo nor a document.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="claims", verbose_name=_("issue"))
    number = models.PositiveSmallIntegerField(_("number"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("by whom it is claimed"))
    actor = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("who claimed"))
    claimed_at = models.DateTimeField(_("claimed at"))
    claimed_on = models.DateField(_("claimed on"))
    until = models.DateField(_("people answer until"))
    text = LongText(max_length=LONGEST_CLAIM)
    no_proof = ShortText(max_length=LONGEST_NO_PROOF, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    # When the letters to everybody with a voice had been written; those to who asked are written with the claim.
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    # How often all that was held had been judged: of what is held after that its judge is told anew.
    times_judged = models.PositiveSmallIntegerField(default=0, editable=False)
    # Of mailboxes confirmed before the claim, counted when it was settled.
    yes = models.PositiveIntegerField(_("confirmations"), default=0)
    no = models.PositiveIntegerField(_("disputes"), default=0)

    objects: ClassVar[querysets.ClaimManager[Claim]] = querysets.ClaimManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.ClaimManager[Claim]]
        text_kk = text_ru = text_en = no_proof_kk = no_proof_ru = no_proof_en = ""

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["issue_id", "number"]
        indexes = [
            models.Index(fields=["until"], condition=Q(outcome=Outcome.OPEN), name="issues_claim_open"),
            models.Index(fields=["id"], condition=Q(outcome=Outcome.OPEN, asked_at=None), name="issues_claim_to_ask"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="issues_claim_number"),
            models.UniqueConstraint(fields=["issue"], condition=Q(outcome=Outcome.OPEN), name="issues_claim_one_open"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN, settled_on__isnull=True)
                | (~Q(outcome=Outcome.OPEN) & Q(settled_on__isnull=False)),
                name="issues_claim_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}/{self.number}"


class Proof(models.Model):
    """A photo (a small copy without metadata) or a document of a claim. Public once a second person has said so."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="proofs", verbose_name=_("claim"))
    kind = models.CharField(_("kind"), max_length=8, choices=ProofKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    alt = ShortText(max_length=250, blank=True)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    added_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:
        alt_kk = alt_ru = alt_en = ""

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=models.F("added_by")),
                name="issues_proof_second_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.kind}"


class Answer(models.Model):
    """One mailbox, one answer a claim. `mailbox`, `person`, `own_text` and `network` go on the person's day; the answer
    stays counted. `network` is a keyed hash kept thirty days. `text` is the public copy a moderator accepted;
    `published_at` without it says that somebody looked and published nothing.

    One that is held (`review`) counts nothing until `review_body`, which is never the answerable one, has judged it.
    The same body moderates words and picture.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="answers", verbose_name=_("claim"))
    standing = models.CharField(_("in what capacity"), max_length=8, choices=Standing)
    says = models.CharField(_("answer"), max_length=8, choices=Says)
    mailbox = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="claim_answers", verbose_name=_("person")
    )
    at = models.DateTimeField(_("when"))
    own_text = models.TextField(_("as it was written"), blank=True)
    text = LongText(max_length=LONGEST_ANSWER, blank=True)
    picture = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_alt = ShortText(max_length=250, blank=True)
    published_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    network = models.CharField(max_length=64, blank=True)
    review = models.CharField(_("review"), max_length=9, choices=Review, blank=True, default=Review.NO)
    review_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_by = models.ForeignKey(_USER, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = LongText(max_length=500, blank=True)

    objects: ClassVar[querysets.AnswerManager[Answer]] = querysets.AnswerManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.AnswerManager[Answer]]
        text_kk = text_ru = text_en = picture_alt_kk = picture_alt_ru = picture_alt_en = ""
        review_note_kk = review_note_ru = review_note_en = ""

    class Meta:
        verbose_name = _("answer to a claim")
        verbose_name_plural = _("answers to claims")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["review_body"],
                condition=Q(review__in=[Review.NETWORK, Review.SECOND]),
                name="issues_answer_held",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["claim", "mailbox"], condition=~Q(mailbox=""), name="issues_answer_once"),
            models.CheckConstraint(
                condition=Q(review=Review.NO) | Q(review_body__isnull=False), name="issues_answer_reviewed_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.says}"

    @property
    def version(self) -> str:
        """Another one each time its author says something else."""
        return self.at.isoformat()
