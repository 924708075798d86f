"""The evidence file of a body: what it owed in a stretch of days, what it did, and every proof of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q, Sum, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EvidenceKind, Release, StateKind
from portal.deadlines.models import Evidence, Obligation, Transmittal
from portal.deadlines.queries.evidence_asked import version_of
from portal.deadlines.queries.why.evidence import proof_url
from portal.deadlines.queries.words import Tag, action, in_words, tag
from portal.deadlines.querysets import ObligationQuerySet
from portal.kernel.periods import Period
from portal.kit import formats
from portal.law.evidence import genre_name

_IN_TIME = (StateKind.MET, StateKind.CONFIRMED)
_LATE = (StateKind.MET_LATE, StateKind.CLAIMED)
_MISSING = (StateKind.OVERDUE, StateKind.RETURNED_LATE)
_RELEASED = (StateKind.WAIVED, StateKind.EXEMPT, StateKind.GONE)


@dataclass(frozen=True)
class Stretch:
    """Days from `since` to `until`, both included."""

    since: date
    until: date

    @property
    def words(self) -> str:
        """The period by its name where it is one, else its days."""
        for kind in ("year", "half", "quarter", "month"):
            period = Period.containing(kind, self.since)
            if (period.start, period.last_day) == (self.since, self.until):
                return formats.period_name(period)
        return formats.day_range(self.since, self.until)


@dataclass(frozen=True)
class Figure:
    """One number of the summary with what it counts."""

    tone: str
    value: int
    name: str
    definition: str


@dataclass(frozen=True)
class Summary:
    """Numbers of the file as of a day; `base` is what shares would be taken of."""

    on: date
    total: int
    base: int
    figures: tuple[Figure, ...]
    days_late: int


@dataclass(frozen=True)
class ProofLine:
    """One standing proof. `url` is empty where the reader cannot open it."""

    evidence: Evidence
    genre: str
    signer: str
    url: str


@dataclass(frozen=True)
class Line:
    """One duty of the file, in words. `notes` tell of moved days, releases, reasons, receipts, corrections."""

    obligation: Obligation
    action: str
    rests_on: str
    tag: Tag
    proofs: tuple[ProofLine, ...]
    notes: tuple[str, ...]


def own_files(actor: Actor, language: str) -> list[Body]:
    """Bodies of the actor whose files are offered beside their duties. One statement."""
    return list(Body.objects.filter(pk__in=actor.bodies()).in_order(language))


def file_rows(body: Body, stretch: Stretch, *, public: bool) -> ObligationQuerySet:
    """Duties of the body due in the stretch, then those without a day that were open by its end."""
    rows = Obligation.objects.public() if public else Obligation.objects.all()
    within = Q(due_on__range=(stretch.since, stretch.until)) | Q(due_on__isnull=True, opened_on__lte=stretch.until)
    found = rows.for_body(body).select_related("confirmed_for").filter(within)
    return found.order_by(F("due_on").asc(nulls_last=True), "duty", "subject", "pk")


def summary(rows: ObligationQuerySet, on: date) -> Summary:
    """Numbers over `rows` on `on`; what no text confirms is in no share and told apart. One statement."""
    counts: dict[str, int] = (
        rows.with_state(on)
        .order_by()
        .aggregate(
            total=Count("pk"),
            apart=Count("pk", filter=Q(is_apart=True)),
            days=Sum(F("state_days"), filter=Q(state_kind__in=_LATE, is_apart=False)),
            **{kind.value: Count("pk", filter=Q(state_kind=kind, is_apart=False)) for kind in StateKind},
        )
    )
    total = counts["total"]
    in_time, late, missing, released = (
        sum(counts[kind.value] for kind in kinds) for kinds in (_IN_TIME, _LATE, _MISSING, _RELEASED)
    )
    base = in_time + late + missing
    figures = (
        Figure(
            "ok",
            in_time,
            pgettext("evidence file", "in time"),
            _("Entered not later than the last day, inclusive, or later with a day that another body confirmed."),
        ),
        Figure(
            "sun",
            late,
            pgettext("evidence file", "done late"),
            _(
                "Entered after the last day, also when the document is dated in time by the body’s own word. Lateness"
                " that was noted stays, whatever is corrected afterwards."
            ),
        ),
        Figure(
            "danger",
            missing,
            pgettext("evidence file", "not done"),
            _("The last day is over and there is no evidence, or it was returned and not replaced."),
        ),
        Figure("", released, pgettext("evidence file", "released"), _("Waived, exempt or not needed any more.")),
        Figure(
            "",
            total - base - released - counts["apart"],
            pgettext("evidence file", "not due yet or without a day"),
            _("The last day is still ahead, waits for an event, or is not set by the act."),
        ),
        Figure(
            "",
            counts["apart"],
            pgettext("evidence file", "text not confirmed"),
            _("No primary text confirms that the act says so: in no share, whatever became of it."),
        ),
    )
    return Summary(on, total, base, figures, counts["days"] or 0)


def file_lines(rows: Sequence[Obligation], on: date, *, reader: User | None) -> list[Line]:
    """Rows in words with their proofs; without a reader as the public sees them. Four statements."""
    prefetch_related_objects(
        list(rows),
        Prefetch("evidence", Evidence.objects.filed().select_related("file").order_by("pk")),
        "due_changes",
        Prefetch("transmittals", Transmittal.objects.select_related("receiver").order_by("pk")),
    )
    return [_line(row, on, reader) for row in rows]


def _line(row: Obligation, on: date, reader: User | None) -> Line:
    version = version_of(row)
    evidence = list(row.evidence.all())
    return Line(
        obligation=row,
        action=action(row),
        rests_on=f"{in_words(version.act.short)}, {in_words(version.clause)}",
        tag=tag(row.state(on)),
        proofs=tuple(_proof(each, reader) for each in evidence if not each.is_withdrawn),
        notes=tuple(_notes(row, evidence, reader)),
    )


def _proof(evidence: Evidence, reader: User | None) -> ProofLine:
    return ProofLine(
        evidence=evidence,
        genre=capfirst(in_words(genre_name(evidence.genre))) if evidence.genre else evidence.get_kind_display(),
        # Who pressed a button of the portal is not for the public; who signed a document is.
        signer=evidence.signer if reader or evidence.kind != EvidenceKind.ACT else "",
        url=proof_url(evidence, reader),
    )


def _notes(row: Obligation, evidence: Iterable[Evidence], reader: User | None) -> Iterator[str]:
    for change in row.due_changes.all():
        if change.old_due_on is None:
            yield _("The last day was set to %(new)s. %(ground)s") % {
                "new": formats.day(change.new_due_on),
                "ground": change.ground,
            }
        else:
            yield _("The last day was moved from %(old)s to %(new)s. %(ground)s") % {
                "old": formats.day(change.old_due_on),
                "new": formats.day(change.new_due_on),
                "ground": change.ground,
            }
    if row.released_as and row.released_on:
        yield _("%(what)s, %(day)s. %(ground)s") % {
            "what": Release(row.released_as).label,
            "day": formats.day(row.released_on),
            "ground": row.release_ground,
        }
    if row.entered_on is not None and row.entered_on != row.met_on:
        yield _("Entered here on %(day)s.") % {"day": formats.day(row.entered_on)}
    if row.outside_reason:
        yield _("Done outside the portal: %(reason)s") % {"reason": row.outside_reason}
    if row.confirmed_for is not None and row.confirmed_on is not None:
        yield _("Day confirmed by %(body)s on %(day)s: %(reason)s") % {
            "body": row.confirmed_for.plain,
            "day": formats.day(row.confirmed_on),
            "reason": row.confirm_reason,
        }
    if row.is_apart:
        yield _("Text not confirmed: in no share")
    if row.late_reason:
        yield _("Why it was late: %(reason)s") % {"reason": row.late_reason}
    for old in evidence:
        if old.withdrawn_on is not None:
            yield _("Withdrawn on %(day)s: “%(title)s”. %(reason)s") % {
                "day": formats.day(old.withdrawn_on),
                "title": old.title,
                "reason": old.withdrawn_reason,
            }
    yield from _receipts(row, {old.pk for old in evidence if old.is_withdrawn}, reader)


def _receipts(row: Obligation, withdrawn: set[int], reader: User | None) -> Iterator[str]:
    sent = [each for each in row.transmittals.all() if each.evidence_id not in withdrawn]
    if not sent:
        return
    yield _("Receipts: %(received)s of %(all)s") % {
        "received": formats.number(sum(each.acknowledged_on is not None for each in sent)),
        "all": formats.number(len(sent)),
    }
    for each in sent:
        if each.returned_on is not None:
            said = {"receiver": each.receiver.plain, "day": formats.day(each.returned_on)}
            if reader is None:
                yield _("Returned: %(receiver)s, %(day)s") % said
            else:
                yield _("Returned: %(receiver)s, %(day)s. %(reason)s") % {**said, "reason": each.return_reason}
