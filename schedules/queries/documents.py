"""What leaves the portal as a document or workbook: a plan as plain values, from a frozen version or live rows.

Documents and workbooks print these values and ask nothing further.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from portal.bodies.models import Body
from portal.kernel.when import When
from portal.kernel.wording import LANGUAGES, Lines
from schedules.choices import APPROVED_ONCE, OUT_IN_PUBLIC
from schedules.kinds import Kind
from schedules.models import Planned, Proposal, Schedule, ScheduleVersion
from schedules.queries.filed import rows_of
from schedules.queries.version_content import version_content
from schedules.rules import when_of

#: What is known of a version or row that was frozen before the text existed.
NOTHING = Lines("", "", "")


@dataclass(frozen=True)
class PlanLine:
    """One planned meeting. `official` is the title, `person` the name."""

    key: str
    body: Lines
    official: Lines
    person: Lines
    place: Lines
    kato: str
    when: When
    start_time: time | None
    format: str
    venue: Lines
    subject: Lines
    ground: Lines


@dataclass(frozen=True)
class PlanSheet:
    """A whole plan. `number`, `sha256` and the act are of a version; a draft has none of them."""

    kind: str
    year: str
    body: Lines
    lines: tuple[PlanLine, ...]
    made_on: date
    number: int = 0
    sha256: str = ""
    act_number: str = ""
    act_on: date | None = None

    @property
    def is_draft(self) -> bool:
        return not self.number


def public_version(kind: Kind, year: str, number: int, *, body: Body | None) -> ScheduleVersion:
    """The version with that number of what is or was published. One statement. Raises ScheduleVersion.DoesNotExist."""
    return (
        ScheduleVersion.objects.filter(
            schedule__kind=kind.key,
            schedule__body=body,
            schedule__period_key=year,
            schedule__state__in=OUT_IN_PUBLIC,
            published_at__isnull=False,
            number=number,
        )
        .select_related("schedule__body")
        .latest("pk")
    )


def version_sheet(version: ScheduleVersion) -> PlanSheet:
    """From the frozen content, of any shape; nothing of it is read from rows that may have changed."""
    content = version.content
    lines = content_lines(content)
    body = NOTHING
    if version.schedule.body is not None:
        body = lines[0].body if lines else _texts(version.schedule.body, "name")
    return PlanSheet(
        kind=content.get("kind", version.schedule.kind),
        year=content["period"],
        body=body,
        lines=lines,
        made_on=version.approved_on,
        number=version.number,
        sha256=version.sha256,
        act_number=version.act_number,
        act_on=version.act_on,
    )


def draft_sheet(schedule: Schedule, on: date) -> PlanSheet:
    """The working copy as it stands. Entries in one statement."""
    return PlanSheet(
        kind=schedule.kind,
        year=schedule.period_key,
        body=_texts(schedule.body, "name") if schedule.body is not None else NOTHING,
        lines=content_lines(version_content(schedule)),
        made_on=on,
    )


def working_sheet(schedule: Schedule, on: date) -> PlanSheet:
    """What the workspace shows of it: the version from approval on, the draft before."""
    if schedule.state in APPROVED_ONCE:
        return version_sheet(schedule.versions.select_related("schedule__body").latest("number"))
    return draft_sheet(schedule, on)


def proposal_sheet(proposal: Proposal, on: date, *, as_filed: bool) -> PlanSheet:
    """Rows of a proposal, without those an amendment takes out. `as_filed`: as they were sent. Two statements."""
    rows = [row for row in rows_of(proposal, as_filed=as_filed) if not row.is_withdrawn]
    body = _texts(proposal.body, "name")
    return PlanSheet(
        kind=proposal.kind,
        year=proposal.period_key,
        body=body,
        lines=tuple(_row_line(row, body) for row in rows),
        made_on=on,
    )


def content_lines(content: Mapping[str, Any]) -> tuple[PlanLine, ...]:
    """Lines of a version's content. Shape 1 knew neither half-years nor further days."""
    return tuple(_content_line(entry) for entry in content["entries"])


def _content_line(entry: Mapping[str, Any]) -> PlanLine:
    start = entry.get("start_time")
    return PlanLine(
        key=entry["key"],
        body=_lines(entry["body"]["name"]),
        official=_lines(entry["official"]["title"]),
        person=_lines(entry["official"]["full_name"]),
        place=_kept_place(entry["territory"]),
        kato=entry["territory"]["kato"],
        when=when_of(entry),
        start_time=time.fromisoformat(start) if start else None,
        format=entry["format"],
        venue=_lines(entry["venue"]),
        subject=_lines(entry["subject"]),
        ground=_lines(entry["ground"]),
    )


def _row_line(row: Planned, body: Lines) -> PlanLine:
    return PlanLine(
        key=str(row.pk),
        body=body,
        official=_texts(row.official, "title"),
        person=_texts(row.official, "full_name"),
        place=_place(row),
        kato=row.territory.kato,
        when=row.when,
        start_time=row.start_time,
        format=row.format,
        venue=_texts(row, "venue"),
        subject=_texts(row, "subject"),
        ground=_texts(row, "ground"),
    )


def _place(row: Planned) -> Lines:
    """A district stands behind its region: its name alone may belong to several."""
    place = row.territory
    if place.parent is None:
        return _texts(place, "name")
    return _nested(_texts(place.parent, "name"), _texts(place, "name"))


def _kept_place(place: Mapping[str, Any]) -> Lines:
    """The same of a version's content; earlier ones did not keep the region."""
    own = _lines(place["name"])
    return _nested(_lines(place["region"]), own) if "region" in place else own


def _nested(inside: Lines, own: Lines) -> Lines:
    return Lines.written(lambda language: f"{inside.get(language)}, {own.get(language)}")


def _lines(texts: Mapping[str, str]) -> Lines:
    return Lines(*(texts.get(language, "") for language in LANGUAGES))


def _texts(thing: object, name: str) -> Lines:
    return Lines(*(getattr(thing, f"{name}_{language}") for language in LANGUAGES))
