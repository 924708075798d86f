"""What two frozen versions of a schedule say differently. Works on the plain JSON of their content, of any shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from portal.kernel.when import When

Entry = Mapping[str, Any]
#: What of an entry changed; "moved" is the day, the further days or the period, "time" the hour of the same day.
Concern = Literal["moved", "time", "region", "official", "format", "texts"]
Kind = Literal["added", "withdrawn", "changed"]

#: Texts of an entry that are compared in every language.
_TEXTS = ("venue", "subject", "ground")


@dataclass(frozen=True)
class EntryChange:
    """One entry that is not the same in both versions. `lost` is how many days of notice people lost, if known."""

    key: str
    kind: Kind
    before: Entry | None
    after: Entry | None
    concerns: tuple[Concern, ...] = ()
    reason: Mapping[str, str] | None = None
    notice_before: int | None = None
    notice_after: int | None = None

    @property
    def entry(self) -> Entry:
        """The entry as it is now, or as it was last."""
        entry = self.after or self.before
        assert entry is not None
        return entry

    @property
    def lost(self) -> int | None:
        if self.notice_before is None or self.notice_after is None:
            return None
        return max(self.notice_before - self.notice_after, 0)


@dataclass(frozen=True)
class Difference:
    """Everything that differs, in the order of the calendar; `unchanged` counts what does not."""

    changes: tuple[EntryChange, ...]
    unchanged: int

    def of(self, kind: Kind) -> tuple[EntryChange, ...]:
        return tuple(change for change in self.changes if change.kind == kind)

    def with_concern(self, concern: Concern) -> tuple[EntryChange, ...]:
        return tuple(change for change in self.changes if concern in change.concerns)

    @property
    def days_lost(self) -> int:
        """Days of notice lost in all."""
        return sum(change.lost or 0 for change in self.changes)


def when_of(entry: Entry) -> When:
    """Its days, or month, quarter or half-year. Content of the first shape knows no further days and no half-year."""
    day = entry.get("day")
    return When.of(
        date.fromisoformat(day) if day else None,
        map(date.fromisoformat, entry.get("more_days") or ()),
        entry.get("month") or entry.get("quarter") or entry.get("half") or "",
    )


def signature(entry: Entry) -> tuple[Any, ...]:
    """Everything of an entry that matters: two entries of one key with the same signature say the same."""
    official, body = entry["official"], entry["body"]
    return (
        when_of(entry),
        entry.get("start_time"),
        entry["territory"]["kato"],
        (body["slug"], official["post"], _said(official["title"]), _said(official["full_name"])),
        entry["format"],
        tuple(_said(entry[name]) for name in _TEXTS),
    )


_PARTS: tuple[Concern, ...] = ("moved", "time", "region", "official", "format", "texts")


def compare(
    before: Iterable[Entry],
    after: Iterable[Entry],
    *,
    reasons: Mapping[str, Mapping[str, str]] | None = None,
    announced_before: date | None = None,
    announced_after: date | None = None,
) -> Difference:
    """Match entries by key. Days of notice are counted where both days are known and both versions were announced."""
    old, new = {entry["key"]: entry for entry in before}, {entry["key"]: entry for entry in after}
    reasons = reasons or {}
    changes = []
    for key in old.keys() | new.keys():
        was, is_now = old.get(key), new.get(key)
        if was is not None and is_now is not None:
            concerns = _concerns(was, is_now)
            if not concerns:
                continue
            notices: tuple[int | None, int | None] = (None, None)
            if "moved" in concerns:
                notices = (days_of_notice(was, announced_before), days_of_notice(is_now, announced_after))
            changes.append(EntryChange(key, "changed", was, is_now, concerns, reasons.get(key), *notices))
        else:
            kind: Kind = "added" if was is None else "withdrawn"
            changes.append(EntryChange(key, kind, was, is_now, (), reasons.get(key)))
    changes.sort(key=lambda change: (when_of(change.entry).start, change.key))
    kept = len(old.keys() & new.keys()) - sum(change.kind == "changed" for change in changes)
    return Difference(tuple(changes), kept)


def days_of_notice(entry: Entry, announced_on: date | None) -> int | None:
    """Days from the announcement to the first day of the meeting; unknown while the day is not set."""
    when = when_of(entry)
    return None if announced_on is None or when.is_open else (when.start - announced_on).days


def gathered_reasons(contents: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, str]]:
    """Reasons of changes by key, out of the contents of versions in their order; a later one stands for the earlier."""
    found: dict[str, Mapping[str, str]] = {}
    for content in contents:
        amendment = content.get("amendment") or {}
        for part in (*content["entries"], *amendment.get("withdrawn", ())):
            reason = part.get("reason") or {}
            if any(reason.values()):
                found[part["key"]] = reason
    return found


def _concerns(was: Entry, is_now: Entry) -> tuple[Concern, ...]:
    pairs = zip(_PARTS, signature(was), signature(is_now), strict=True)
    return tuple(part for part, old, new in pairs if old != new)


def _said(texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(texts.get(language) or "" for language in ("kk", "ru", "en"))
