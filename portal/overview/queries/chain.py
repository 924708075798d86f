"""Looking through the chain: whether it is whole in itself, and whether what it speaks of is still as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from issues.queries.quarters.sealed import seals, subject_of
from portal.audit.choices import Kind
from portal.audit.models import Link, Verification
from portal.audit.queries import Fault, faults_within
from portal.audit.querysets import LinkQuerySet
from portal.audit.rules import fingerprint
from portal.bodies.models import Body
from portal.deadlines.models import Decision, Evidence
from portal.deadlines.rules.content import decision_content, evidence_content
from portal.kernel.periods import Period, WrongPeriod
from portal.kit import formats
from schedules.kinds import GRAPH, KINDS, filled
from schedules.models import ScheduleVersion

#: No content has it: stands for a version whose own hash was changed beside its content.
_UNTRUE = "-"


@dataclass(frozen=True)
class Asked:
    """What of the chain is asked for."""

    kind: str = ""
    first: date | None = None
    last: date | None = None


def chain(asked: Asked) -> LinkQuerySet:
    """Links, the latest first."""
    found = Link.objects.between(asked.first, asked.last).select_related("user")
    if asked.kind:
        found = found.of_kind([asked.kind])
    return found.order_by("-number")


def faults() -> list[Fault]:
    """Everything that is wrong, by the number of the link; what lacks a link comes last. Eight statements."""
    present = dict(_present())
    found = list(faults_within())
    seen: set[tuple[str, str]] = set()
    for kind, subject, digest, number in Link.objects.in_order().values_list("kind", "subject", "digest", "number"):
        now = present.get((kind, subject))
        if now is None:
            found.append(Fault("lost", number, subject))
        elif now != digest:
            found.append(Fault("content", number, subject))
        seen.add((kind, subject))
    found.sort(key=lambda fault: fault.number or 0)
    return found + [Fault("missing", None, subject) for kind, subject in present if (kind, subject) not in seen]


def _present() -> Iterator[tuple[tuple[str, str], str]]:
    """What must be in the chain, with the fingerprint of what it says now."""
    for decision in Decision.objects.order_by("pk"):
        yield (Kind.DECISION.value, f"decision:{decision.pk}"), fingerprint(decision_content(decision))
    for evidence in Evidence.objects.filter(replaces__isnull=False).order_by("pk").iterator():
        yield (Kind.CORRECTION.value, f"evidence:{evidence.pk}"), fingerprint(evidence_content(evidence))
    for version in ScheduleVersion.objects.order_by("pk").iterator(chunk_size=20):
        digest = fingerprint(version.content)
        digest = digest if digest == version.sha256 else _UNTRUE
        yield (Kind.APPROVAL.value, f"version:{version.pk}"), digest
        if version.published_at is not None:
            yield (Kind.PUBLICATION.value, f"version:{version.pk}"), digest
    for quarter, seal in seals():
        yield (Kind.PUBLICATION.value, subject_of(quarter)), quarter.sha256 if seal.holds else _UNTRUE


@dataclass(frozen=True)
class LinkRow:
    """One link in words."""

    link: Link
    title: str
    note: str


def link_rows(links: Iterable[Link]) -> list[LinkRow]:
    """One statement, for the names of bodies that have plans among them.

    A fact that is not there is shown as a dash: the page must open over a damaged chain too.
    """
    shown = list(links)
    slugs = {str(link.facts.get("body")) for link in shown if "body" in link.facts}
    names = {body.slug: str(body.plain) for body in Body.objects.filter(slug__in=slugs)} if slugs else {}
    return [LinkRow(link, _title(link, names), _note(link)) for link in shown]


def _title(link: Link, names: Mapping[str, str]) -> str:
    known = {"number": "—", "duty": "—", "period": "—", "version": "—", **link.facts}
    if link.kind == Kind.DECISION:
        return _("Decision %(number)s on the duty %(duty)s") % known
    if link.kind == Kind.CORRECTION:
        return _("Evidence of the duty %(duty)s, period: %(period)s") % known
    if link.facts.get("kind") == "quarter":
        told = {**known, "body": names.get(str(link.facts.get("body")), "—"), "quarter": _quarter(known["period"])}
        return _("Progress on issues, %(quarter)s, version %(version)s: %(body)s") % told
    kind = KINDS.get(str(link.facts.get("kind")), GRAPH)
    return filled(kind.words.link, {**known, "body": names.get(str(link.facts.get("body")), "—")})


def _quarter(key: object) -> str:
    try:
        return formats.period_name(Period.parse(str(key)))
    except WrongPeriod:
        return str(key)


def _note(link: Link) -> str:
    if "act" not in link.facts:
        return ""
    try:
        day = formats.day(date.fromisoformat(str(link.facts.get("act_on"))))
    except ValueError:
        day = "—"
    return pgettext("chain", "Act %(number)s of %(day)s") % {"number": link.facts["act"], "day": day}


#: Columns of an export, all that a hash is made of and the hash itself.
COLUMNS = ("number", "previous", "kind", "subject", "digest", "on", "at", "user", "facts", "hash")


def exported(asked: Asked) -> Iterator[dict[str, object]]:
    """Links from the first on, spelled as they are hashed, so that anybody can compute them again."""
    for link in chain(asked).select_related(None).order_by("number").iterator(chunk_size=500):
        yield {
            "number": link.number,
            "previous": link.previous,
            "kind": link.kind,
            "subject": link.subject,
            "digest": link.digest,
            "on": link.on.isoformat(),
            "at": link.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "user": link.user_id,
            "facts": link.facts,
            "hash": link.hash,
        }


def fault_words(code: str, number: int | None, subject: str) -> str:
    """One fault as a sentence."""
    sentence = {
        "gap": _("Link %(number)s (%(subject)s): the numbers before it are not without gap."),
        "order": _("Link %(number)s (%(subject)s) does not follow the link before it."),
        "changed": _("Link %(number)s (%(subject)s) was changed: its hash no longer fits."),
        "lost": _("Link %(number)s (%(subject)s): what it speaks of is gone."),
        "content": _("Link %(number)s (%(subject)s): what it speaks of was changed afterwards."),
        "missing": _("The log has no entry for what happened: %(subject)s."),
    }[code]
    return sentence % {"number": number, "subject": subject}


def verification_words(verification: Verification) -> str:
    """What a look through the chain has found first; empty when it was whole."""
    if verification.is_whole:
        return ""
    return fault_words(verification.fault, verification.broken_at, verification.subject)
