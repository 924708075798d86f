"""What stands in the evidence file of a body, in one language, ready to be laid out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from portal.bodies.models import Body
from portal.deadlines.queries.evidence_file import Line, ProofLine, Stretch, Summary
from portal.kit import formats

#: Official documents are written in the state language and in Russian.
OFFICIAL = ("kk", "ru")
#: A hash is divided so that it fits a column.
_HASH_PART = 16


@dataclass(frozen=True)
class FileWords:
    """Every word of the document; `rows` has a list of paragraphs for each column of `headers`."""

    language: str
    title: str
    body: str
    period: str
    as_of: str
    figures: tuple[tuple[str, str, str], ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    empty: str
    base: str
    address: str
    address_label: str
    page: str
    made_on: tuple[int, int, int]

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def file_words(
    body: Body, stretch: Stretch, summary: Summary, lines: list[Line], *, language: str, made_on: date
) -> FileWords:
    """The document in `language`. The lines are words of that language already."""
    with override(language):
        address = settings.KEZDESU_BASE_URL + reverse("deadlines:evidence_file", args=[body.slug])
        address += f"?since={stretch.since.isoformat()}&until={stretch.until.isoformat()}"
        return FileWords(
            language=language,
            title=_("Evidence file"),
            body=str(body.name),
            period=stretch.words,
            as_of=_("As of: %(day)s") % {"day": formats.day(summary.on)},
            figures=tuple((formats.number(figure.value), figure.name, figure.definition) for figure in summary.figures),
            headers=(
                pgettext("column of a document", "No."),
                pgettext("column of a document", "Duty"),
                pgettext("column of a document", "Last day"),
                pgettext("column of a document", "Done"),
                pgettext("column of a document", "State"),
                pgettext("column of a document", "Evidence"),
                pgettext("column of a document", "Notes"),
            ),
            rows=tuple(_row(number, line) for number, line in enumerate(lines, start=1)),
            empty=_("The body had no duties in these days."),
            base=base_words(summary),
            address=address,
            address_label=_("Address on the portal: %(address)s") % {"address": address},
            page=pgettext("foot of a document", "page"),
            made_on=(made_on.year, made_on.month, made_on.day),
        )


def base_words(summary: Summary) -> str:
    """How many duties stand in the file, and of how many of them the outcome is known."""
    total = ngettext("%(count)s duty in all.", "%(count)s duties in all.", summary.total) % {
        "count": formats.number(summary.total)
    }
    base = _("Of them done in time, done late or not done, which is the base of any share: %(base)s.") % {
        "base": formats.number(summary.base)
    }
    return f"{total} {base}"


def _row(number: int, line: Line) -> tuple[tuple[str, ...], ...]:
    obligation = line.obligation
    return (
        (formats.number(number),),
        (line.action, line.rests_on),
        (formats.day(obligation.due_on) if obligation.due_on else "—",),
        (formats.day(obligation.met_on) if obligation.met_on else "—",),
        (line.tag.text,),
        tuple(text for proof in line.proofs for text in _proof(proof)) or ("—",),
        line.notes or ("—",),
    )


def _proof(proof: ProofLine) -> list[str]:
    evidence = proof.evidence
    said = [proof.genre, f"«{evidence.title}»"]
    if evidence.outlet:
        said.append(evidence.outlet)
    if evidence.number:
        said.append(_("No. %(number)s") % {"number": evidence.number})
    said.append(formats.day(evidence.signed_on))
    if proof.signer:
        said.append(proof.signer)
    texts = [", ".join(said)]
    if evidence.recorded_on != evidence.signed_on:
        texts.append(_("Recorded: %(day)s") % {"day": formats.day(evidence.recorded_on)})
    if evidence.sha256:
        parts = [evidence.sha256[at : at + _HASH_PART] for at in range(0, len(evidence.sha256), _HASH_PART)]
        texts.append(f"SHA-256: {' '.join(parts)}")
    elif proof.url.startswith("https://") or proof.url.startswith("http://"):
        texts.append(proof.url)
    return texts
