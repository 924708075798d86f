"""Applying an edition of the classifier: rows keep their past, nothing that is referred to is deleted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.bodies.errors import EditionRefused
from portal.bodies.models import ClassifierEntry, Edition, Territory
from portal.bodies.permissions import Actor, can_load_classifier
from portal.bodies.rules import codes, comparison, units
from portal.bodies.rules.comparison import Comparison, Row
from portal.bodies.rules.naming import searchable
from portal.bodies.rules.one_language import Completed, complete
from portal.bodies.services.localities import raise_localities
from portal.bodies.services.locking import hold_places
from portal.bodies.services.territories import Followed, follow
from portal.kernel import clock
from portal.kernel.errors import Conflict
from portal.kit import formats

#: Why an edition is refused.
FUTURE, OLDER, LOSSES = "future", "older", "losses"
_BATCH = 2_000
#: How many rows of one sort a report names.
_NAMED = 50

Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Plan:
    """What an edition would change, and why it may not, if it may not. `completed` are its rows with both names."""

    edition_on: date
    completed: Completed
    comparison: Comparison
    #: Codes of refusals with their sentences. One for losses alone a person may accept.
    refusals: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rows(self) -> Mapping[str, Row]:
        return self.completed.rows

    def require(self) -> None:
        """Raise EditionRefused unless the edition may be applied."""
        if self.refusals:
            raise EditionRefused(" ".join(sentence for _code, sentence in self.refusals), code=self.refusals[0][0])


def digest_of(rows: Iterable[Row]) -> str:
    """SHA-256 of what the rows say, whatever file they came in."""
    content = json.dumps([row.content for row in rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def plan_edition(rows: Mapping[str, Row], *, edition_on: date, today: date, accept_closures: bool = False) -> Plan:
    """Compare with what stands in the regions of the file. Four statements; nothing is written."""
    regions = sorted({codes.region(code) for code in rows})
    standing = _standing(regions)
    completed = complete(rows, standing)
    retired = set(
        ClassifierEntry.objects.of_regions(regions).filter(ends_on__isnull=False).values_list("code", flat=True)
    )
    compared = comparison.compare(
        standing, completed.rows, retired=retired - standing.keys(), known=_known(regions, today)
    )
    refusals = []
    if edition_on > today:
        refusals.append((FUTURE, _("The date of the edition lies in the future.")))
    latest = _latest(regions)
    if latest is not None and edition_on < latest and not compared.is_nothing:
        sentence = _("An edition of %(day)s is applied already: an older one would undo it.")
        refusals.append((OLDER, sentence % {"day": formats.day(latest)}))
    if not accept_closures:
        refusals.extend((LOSSES, _loss_in_words(loss)) for loss in compared.losses)
    return Plan(edition_on, completed, compared, refusals)


def keep_edition(*, actor: Actor, rows: Mapping[str, Row], source: str, edition_on: date, today: date) -> Edition:
    """Keep an uploaded edition with its report until it is applied or taken back. Raises NotAllowed."""
    can_load_classifier(actor).require()
    plan = plan_edition(rows, edition_on=edition_on, today=today)
    return Edition.objects.create(
        edition_on=edition_on,
        source=source[:150],
        sha256=digest_of(rows.values()),
        rows=len(rows),
        report=report_of(plan),
        content=[row.content for row in rows.values()],
        user=actor.user,
    )


def discard_edition(*, actor: Actor, edition: Edition) -> None:
    """Take back an upload that was not applied. Raises NotAllowed, Conflict."""
    can_load_classifier(actor).require()
    with transaction.atomic():
        waiting = Edition.objects.select_for_update().filter(pk=edition.pk, applied_at__isnull=True).first()
        if waiting is None:
            raise Conflict(_("This edition is applied already."))
        waiting.delete()


def accept_closures(*, actor: Actor, edition: Edition) -> None:
    """An administrator has seen what regions lose and lets it be. Raises NotAllowed."""
    can_load_classifier(actor).require()
    Edition.objects.filter(pk=edition.pk, applied_at__isnull=True).update(accepts_closures=True)


def apply_edition(*, edition: Edition, today: date, step: Step | None = None) -> Edition:
    """Apply an edition that was kept. Doing it twice does it once. Raises EditionRefused."""
    with transaction.atomic():
        kept = Edition.objects.select_for_update().get(pk=edition.pk)
        if kept.applied_at is not None or kept.content is None:
            return kept
        rows = {row.code: row for row in (Row(*values) for values in kept.content)}
        report = _write(kept, rows, today=today, accept=kept.accepts_closures, step=step)
        kept.report, kept.content, kept.applied_at = report, None, clock.now()
        kept.save(update_fields=["report", "content", "applied_at"])
        return kept


def import_edition(
    *,
    rows: Mapping[str, Row],
    source: str,
    edition_on: date,
    today: date,
    accept_closures: bool = False,
    dry_run: bool = False,
    user: User | None = None,
    step: Step | None = None,
) -> dict[str, Any]:
    """Read file to applied edition in one transaction; the report says what changed.

    An edition that changes nothing leaves nothing. `dry_run` does everything and takes it back. Raises EditionRefused.
    """
    with transaction.atomic():
        edition = Edition.objects.create(
            edition_on=edition_on,
            source=source[:150],
            sha256=digest_of(rows.values()),
            rows=len(rows),
            accepts_closures=accept_closures,
            applied_at=clock.now(),
            user=user,
        )
        report = _write(edition, rows, today=today, accept=accept_closures, step=step)
        edition.report = report
        edition.save(update_fields=["report"])
        if dry_run or report["is_nothing"]:
            transaction.set_rollback(True)
        return report


def report_of(plan: Plan, followed: Followed | None = None) -> dict[str, Any]:
    """The report as plain data: counts, and the first rows of each sort."""
    compared, rows = plan.comparison, plan.rows
    unclear = [row for code, row in rows.items() if units.is_unclear(code, row.name_ru, rows)]
    return {
        "edition_on": plan.edition_on.isoformat(),
        "rows": len(rows),
        "regions": sorted({codes.region(code) for code in rows}),
        "levels": {str(level): count for level, count in comparison.levels(rows).items()},
        "climbed": len(comparison.climbed(rows)),
        "orphans": len(comparison.orphans(rows)),
        "counts": {
            "added": len(compared.added),
            "renamed": len(compared.renamed),
            "moved": len(compared.moved),
            "closed": len(compared.closed),
            "reused": len(compared.reused),
            "retyped": len(compared.retyped),
            "unchanged": compared.unchanged,
        },
        "language": plan.completed.language,
        "kept_names": {"count": len(plan.completed.kept), "rows": _rows_of(plan.completed.kept)},
        "one_name": {"count": len(plan.completed.alone), "rows": _rows_of(plan.completed.alone)},
        "added": _rows_of(compared.added),
        "closed": _rows_of(compared.closed),
        "renamed": _changes_of(compared.renamed),
        "moved": _changes_of(compared.moved),
        "reused": _changes_of(compared.reused),
        "retyped": _changes_of(compared.retyped),
        "unclear": _rows_of(unclear),
        "losses": [vars(loss) for loss in compared.losses],
        "refused_for": sorted({code for code, _sentence in plan.refusals}),
        "territories": followed.counts if followed else {},
        "authored": followed.authored if followed else [],
        "is_nothing": compared.is_nothing and (followed is None or not any(followed.counts.values())),
    }


def _write(
    edition: Edition, rows: Mapping[str, Row], *, today: date, accept: bool, step: Step | None
) -> dict[str, Any]:
    hold_places()
    plan = plan_edition(rows, edition_on=edition.edition_on, today=today, accept_closures=accept)
    plan.require()
    compared, rows = plan.comparison, plan.rows
    known = ClassifierEntry.objects.order_by().values_list("region", flat=True).distinct()
    first = {codes.region(code) for code in rows} - set(known)
    ended = [row.code for row in compared.closed]
    again = [change.after for change in compared.replaced if change.before is not change.after]
    again.extend(rows[code] for code in compared.reparented)
    ended.extend(row.code for row in again)
    ClassifierEntry.objects.current().filter(code__in=ended).update(ends_on=edition.edition_on)
    coming = [*compared.added, *again]
    for begin in range(0, len(coming), _BATCH):
        if step is not None:
            step(begin, len(coming) + _BATCH)
        batch = coming[begin : begin + _BATCH]
        ClassifierEntry.objects.bulk_create([_entry(edition, row, rows) for row in batch])
    followed = follow(rows, compared, edition_on=edition.edition_on, first_regions=first)
    raise_localities(on=today)
    if step is not None:
        step(len(coming) + _BATCH, len(coming) + _BATCH)
    return report_of(plan, followed)


def _entry(edition: Edition, row: Row, rows: Mapping[str, Row]) -> ClassifierEntry:
    return ClassifierEntry(
        code=row.code,
        region=codes.region(row.code),
        level=codes.level(row.code),
        type_code=row.type_code,
        parent_code=codes.parent(row.code, rows),
        name_kk=row.name_kk,
        name_ru=row.name_ru,
        folded=searchable(row.name_kk, row.name_ru)[:260],
        edition=edition,
        starts_on=edition.edition_on,
    )


def _standing(regions: Sequence[str]) -> dict[str, Row]:
    entries = ClassifierEntry.objects.current().of_regions(regions)
    return {
        code: Row(code, type_code, name_kk, name_ru)
        for code, type_code, name_kk, name_ru in entries.values_list("code", "type_code", "name_kk", "name_ru")
    }


def _latest(regions: Sequence[str]) -> date | None:
    """The last day on which an edition changed anything in these regions."""
    days = ClassifierEntry.objects.of_regions(regions).aggregate(began=Max("starts_on"), ended=Max("ends_on"))
    return max((day for day in days.values() if day is not None), default=None)


def _known(regions: Sequence[str], today: date) -> list[str]:
    """Codes of the authored places: what an edition may not lose even when no edition was there before."""
    authored = Territory.objects.in_force(today).of_upper_ranks().values_list("kato", flat=True)
    return [kato for kato in authored if codes.region(kato) in regions]


def _loss_in_words(loss: comparison.Loss) -> str:
    return _("Region %(region)s would lose %(lost)d rows of %(before)d: the file may be cut off.") % vars(loss)


def _rows_of(rows: Sequence[Row]) -> list[list[str]]:
    return [[row.code, row.name_kk, row.name_ru] for row in rows[:_NAMED]]


def _changes_of(changes: Sequence[comparison.Change]) -> list[list[str]]:
    return [
        [each.before.code, each.before.name_kk, each.before.name_ru, each.after.code, each.after.name_kk,
         each.after.name_ru]
        for each in changes[:_NAMED]
    ]  # fmt: skip
