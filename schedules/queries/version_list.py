"""Versions of one schedule and year, and what differs between two of them. Public reads see published ones only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel import clock
from portal.kit.translated import Words
from schedules.choices import OUT_IN_PUBLIC
from schedules.models import Schedule, ScheduleAnnouncement, ScheduleVersion
from schedules.queries.tags import Tag, difference_tag
from schedules.queries.version_content import version_content
from schedules.queries.version_entries import TEXT_LABELS, FrozenEntry, said
from schedules.rules import Difference, EntryChange, compare, gathered_reasons


def published_versions(kind: str, body: int | None, period_key: str) -> QuerySet[ScheduleVersion]:
    """Everything the public was shown of the schedule, first version first. One statement."""
    chain = Schedule.objects.in_chain(kind, body, period_key).filter(state__in=OUT_IN_PUBLIC)
    return (
        ScheduleVersion.objects.filter(schedule__in=chain.order_by(), published_at__isnull=False)
        .select_related("schedule__act_file")
        .order_by("number")
    )


def announced_on(version: ScheduleVersion) -> date | None:
    """Kazakhstan's civil day on which the version became public."""
    return clock.civil_date(version.published_at) if version.published_at else None


@dataclass(frozen=True)
class VersionLine:
    """One version in the list; `previous` is the number of the one it replaced."""

    version: ScheduleVersion
    previous: int | None
    is_last: bool

    @property
    def schedule(self) -> Schedule:
        return self.version.schedule


def version_lines(kind: str, body: int | None, period_key: str) -> list[VersionLine]:
    """Latest first. One statement; the content is not fetched."""
    versions = list(published_versions(kind, body, period_key).defer("content"))
    lines = [
        VersionLine(version, before.number if before else None, is_last=version is versions[-1])
        for before, version in pairwise([None, *versions])
        if version is not None
    ]
    return lines[::-1]


@dataclass(frozen=True)
class Pair:
    """One thing that was and is now."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class ChangeView:
    """One difference as a page shows it."""

    change: EntryChange
    css: str
    tag: Tag
    entry: FrozenEntry
    pairs: list[Pair]
    reason: Words


@dataclass(frozen=True)
class DifferenceView:
    """What differs, with its figures; `since` and `until` are the two days of notice that are compared."""

    difference: Difference
    changes: list[ChangeView]
    since: date | None
    until: date | None

    @property
    def figures(self) -> list[tuple[int, str]]:
        """Numbers with their words, without those that are nought."""
        found = self.difference
        figures = [
            (len(found.of("added")), pgettext("figure of differences", "added")),
            (len(found.with_concern("moved")), pgettext("figure of differences", "moved")),
            (len(found.of("withdrawn")), pgettext("figure of differences", "cancelled")),
            (len(found.with_concern("region")), pgettext("figure of differences", "with another place")),
            (len(found.with_concern("official")), pgettext("figure of differences", "with another official")),
            (len(found.with_concern("format")), pgettext("figure of differences", "in another format")),
            (
                sum("time" in each.concerns or "texts" in each.concerns for each in found.changes),
                pgettext("figure of differences", "with another time or text"),
            ),
            (found.days_lost, pgettext("figure of differences", "days by which notice is shorter")),
        ]
        return [(number, words) for number, words in figures if number]


def version_difference(first: ScheduleVersion, second: ScheduleVersion) -> DifferenceView:
    """Two published versions of one year, the earlier one first. One statement, for reasons given in between."""
    schedule = second.schedule
    between = published_versions(schedule.kind, schedule.body_id, schedule.period_key)
    contents = between.filter(number__gt=first.number, number__lte=second.number).values_list("content", flat=True)
    since, until = announced_on(first), announced_on(second)
    found = compare(
        first.content["entries"],
        second.content["entries"],
        reasons=gathered_reasons(contents),
        announced_before=since,
        announced_after=until,
    )
    return _view(found, since, until)


def draft_difference(schedule: Schedule, today: date) -> DifferenceView | None:
    """The working copy of an amendment against the version in force, as if it were published today. Five statements.

    Nothing for a schedule that amends none, or whose working copy is not assembled yet.
    """
    if schedule.amends is None or not schedule.entries.exists():
        return None
    before = schedule.amends.versions.latest("number")
    content = version_content(schedule)
    since = announced_on(before)
    found = compare(
        before.content["entries"],
        content["entries"],
        reasons=gathered_reasons([content]),
        announced_before=since,
        announced_after=today,
    )
    return _view(found, since, today)


def announcements(kind: str, body: int | None, period_key: str) -> list[ScheduleAnnouncement]:
    """The log, oldest first, with what was taken back. One statement."""
    return list(ScheduleAnnouncement.objects.in_chain(kind, body, period_key))


def _view(found: Difference, since: date | None, until: date | None) -> DifferenceView:
    return DifferenceView(found, [_change(change) for change in found.changes], since, until)


def _change(change: EntryChange) -> ChangeView:
    css, tag = difference_tag(change.kind, is_moved="moved" in change.concerns)
    return ChangeView(change, css, tag, FrozenEntry(change.entry), _pairs(change), said(change.reason))


def _pairs(change: EntryChange) -> list[Pair]:
    if change.before is None or change.after is None:
        return []
    was, now = FrozenEntry(change.before), FrozenEntry(change.after)
    pairs = []
    if "moved" in change.concerns or "time" in change.concerns:
        pairs.append(Pair(_("When"), was.when, now.when))
    if "region" in change.concerns:
        pairs.append(Pair(_("Place"), was.place, now.place))
    if "official" in change.concerns:
        pairs.append(Pair(_("Who meets the people"), was.who, now.who))
    if "format" in change.concerns:
        pairs.append(Pair(_("Format"), was.format, now.format))
    if "texts" in change.concerns:
        pairs += _texts(change)
    return pairs


def _texts(change: EntryChange) -> list[Pair]:
    """Every text that differs, in every language in which it does: a reader of one language sees all of them."""
    assert change.before is not None
    assert change.after is not None
    pairs = []
    for (name, language), label in TEXT_LABELS.items():
        old, new = (side[name].get(language) or "" for side in (change.before, change.after))
        if old != new:
            pairs.append(Pair(str(label), old, new))
    return pairs
