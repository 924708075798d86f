"""A body publishes its quarter; at a time it has set (`timers`) the portal does so in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import NoteKind, Verb
from issues.models import QuarterNote, QuarterTimer, QuarterVersion
from issues.permissions import can_publish_quarter
from issues.queries.quarters.owed import DUTIES, is_known, last_day
from issues.queries.quarters.rows import Frozen
from issues.services.quarters.chaining import chain_quarter
from issues.services.quarters.freezing import Made, freeze, rows_of, same_as
from issues.services.steps import Line, locked, locked_all, note_line, require_clean
from issues.services.words import in_both
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, fulfil
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.periods import Period
from portal.kit import formats
from portal.law.evidence import Evidence

_VERBS = {NoteKind.NEWS: Verb.NEWS, NoteKind.NOTHING: Verb.NOTHING}


@transaction.atomic
def publish_quarter(
    *, body: Body, period_key: str, number: int, actor: Actor, today: date, now: datetime, late_reason: str = ""
) -> QuarterVersion:
    """Publish version `number` at once; sent twice it is published once, but where something was noted since, another
    version stands. What was noted becomes lines of the issues.

    Meets the duties of the body today. Raises NotAllowed, Conflict (another version stands already, nothing is new),
    Invalid (the quarter is not over, or the portal knows nothing of it; of no open issue anything is said; notes in one
    language: fields "note-<issue>"; field "late_reason", wanting or with private data).
    """
    period = ended_quarter(period_key, today)
    own = locked_body(body)
    can_publish_quarter(actor, own).require()
    require_known(own, period)
    last = QuarterVersion.objects.latest_of(own, period.key)
    if last is not None and last.number == number and last.by_id == actor.user.pk and not _notes(own, period):
        return last
    if number != (last.number if last else 0) + 1:
        raise Conflict(_("Another version has been published meanwhile. Look at it as it stands."), code="version")
    said = late_reason.strip()
    if needs_late_reason(own, period, today) and not said:
        raise Invalid.at("late_reason", _("It is published late: say why."))
    require_clean({"late_reason": said})
    QuarterTimer.objects.filter(body=own, period_key=period.key).delete()
    made = publish_locked(own, period, replace(actor, on=today), at=now, late_reason=said)
    if made is None:
        raise Conflict(_("Nothing is new since the last version."), code="nothing_new")
    return made


def publish_locked(
    own: Body, period: Period, actor: Actor, *, at: datetime, written_at: datetime | None = None, late_reason: str
) -> QuarterVersion | None:
    """The body is locked and the right to publish is settled. None when the last version says the same. `written_at`
    is when the portal came to a set time: people are told of its lines after that, not before.
    """
    # Their issues first: a text that somebody takes away at this moment takes its note along before it is read.
    locked_all(lambda: set(QuarterNote.objects.of(own, period.key).values_list("issue", flat=True)))
    notes = _notes(own, period)
    _require_whole(notes)
    for note in notes:
        line = Line(
            note={"kk": note.text_kk, "ru": note.text_ru, "en": note.text_en},
            body=own,
            of_quarter=period.key,
            written_at=written_at,
        )
        note_line(locked(note.issue), _VERBS[NoteKind(note.kind)], now=at, today=actor.on, actor=actor, line=line)
    QuarterNote.objects.of(own, period.key).delete()
    # Lines written at this very instant are seen.
    before = at + datetime.resolution
    last = QuarterVersion.objects.latest_of(own, period.key)
    rows = rows_of(own, period, before=before)
    _require_information(rows)
    if last is not None and not _is_new(last, rows, has_words=bool(notes)):
        return None
    due_on = last_day(own, period)
    version = freeze(
        Made(
            body=own,
            period=period,
            number=(last.number if last else 0) + 1,
            as_of=at,
            at=at,
            on=actor.on,
            by=actor.user,
            is_late=due_on is not None and actor.on > due_on,
        ),
        rows,
    )
    _meet(version, actor, late_reason)
    chain_quarter(version)
    return version


def _is_new(last: QuarterVersion, rows: list[Frozen], *, has_words: bool) -> bool:
    """Whether the body may publish these rows after the last version.

    What the portal published may be made its own as it is where it tells of every open issue. Where it does not, only
    words noted now are new: a corrected title, a place renamed or a text hidden would meet the duty without progress.
    """
    if not last.by_portal:
        return not same_as(last, rows)
    return last.silent == 0 or (has_words and not same_as(last, rows))


def _meet(version: QuarterVersion, actor: Actor, late_reason: str) -> None:
    """Every duty of the body about the progress of this quarter, done on the day of publication and no other."""
    proof = Proof(
        kind=EvidenceKind.ACT,
        genre=Evidence.TABLE,
        title=in_both(lambda: _("Progress on issues, %(quarter)s") % {"quarter": formats.period_name(version.period)}),
        address=f"/issues/quarters/{version.body.slug}/{version.period_key}/",
        signed_on=actor.on,
        signer=actor.user.full_name,
        sha256=version.sha256,
    )
    owed = Obligation.objects.for_body(version.body).for_period(version.period_key).filter(duty__in=DUTIES)
    for duty in owed.order_by("duty").values_list("duty", flat=True):
        fulfil(
            duty=duty,
            body=version.body,
            period_key=version.period_key,
            on=actor.on,
            evidence=proof,
            actor=actor,
            late_reason=late_reason,
        )


def ended_quarter(period_key: str, today: date) -> Period:
    """Raises Invalid at "period" for what is no quarter, or is not over."""
    period = Period.parse(period_key)
    if period.kind != "quarter" or period.end > today:
        raise Invalid.at("period", _("This quarter is not over yet."))
    return period


def require_known(body: Body, period: Period) -> None:
    if not is_known(body, period, last_day(body, period)):
        raise Invalid.at("period", _("The portal did not keep issues of this body in that quarter yet."))


def locked_body(body: Body) -> Body:
    """Two hands that publish, and the portal, wait for each other here.

    Whoever acts on an issue meanwhile holds it and names this body in its line, which this lock lets them: publishing
    waits for that issue next.
    """
    return Body.objects.select_related("territory").select_for_update(of=("self",), no_key=True).get(pk=body.pk)


def needs_late_reason(body: Body, period: Period, today: date) -> bool:
    """A duty about this quarter is past its day and not met."""
    owed = Obligation.objects.for_body(body).for_period(period.key).filter(duty__in=DUTIES, released_as="")
    return owed.unmet().filter(due_on__lt=today).exists()


def require_said(body: Body, period: Period, *, before: datetime) -> None:
    """Raises Invalid where notes are in one language, or nothing would be said of any open issue."""
    notes = _notes(body, period)
    _require_whole(notes)
    _require_information(rows_of(body, period, before=before), {note.issue_id for note in notes})


def _notes(body: Body, period: Period) -> list[QuarterNote]:
    return list(QuarterNote.objects.of(body, period.key).select_related("issue").order_by("issue_id"))


def _require_information(rows: Iterable[Frozen], noted: Collection[int] = ()) -> None:
    """The acts ask for progress: where nothing is said of any open issue, there is none to publish. `noted`: what is
    going to be said. A body without an open issue owes no word.
    """
    still = [row for row in rows if row.course.left == ""]
    if still and all(row.is_silent and row.issue not in noted for row in still):
        sentence = _("Nothing is said of any open issue. Write of each what is done, or that nothing is new and why.")
        raise Invalid.at("", sentence, code="no_information")


def _require_whole(notes: list[QuarterNote]) -> None:
    half = [note for note in notes if not note.is_whole]
    if half:
        sentence = _("Write it in both languages.")
        raise Invalid(
            sentence, errors={f"note-{note.issue.number}": [sentence] for note in half}, code="both_languages"
        )
