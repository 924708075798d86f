"""The evidence file as an archive: the PDF, an index, and every document under its number."""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.deadlines.models import Evidence
from portal.deadlines.queries.evidence_file import Line, ProofLine
from portal.kernel.errors import Invalid
from portal.sheets.writing import csv_cell

#: Of all files together, and how many there may be: beyond that a shorter period is asked for, nothing is left out.
LIMIT_BYTES = 400 * 1024 * 1024
LIMIT_FILES = 2_000
_CHUNK_BYTES = 1024 * 1024
_PLAIN = re.compile(r"[^A-Za-z0-9.]+")
#: Files and archives of the same content have the same bytes.
_MADE_AT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class _Entry:
    """One proof in the index; `name` is empty where there is no file to enclose."""

    number: int
    line: Line
    proof: ProofLine
    name: str

    @property
    def evidence(self) -> Evidence:
        return self.proof.evidence


def check_size(lines: Sequence[Line]) -> None:
    """Raises Invalid when the files are more than an archive holds."""
    files = [each.evidence.file for line in lines for each in line.proofs if each.evidence.file is not None]
    if len(files) > LIMIT_FILES or sum(file.size for file in files) > LIMIT_BYTES:
        raise Invalid(
            _("The documents of this period are more than one archive holds (400 MB). Choose a shorter period."),
            code="too_large",
        )


def write_archive(target: IO[bytes], lines: Sequence[Line], pdf: bytes, *, step: Callable[[int, int], None]) -> int:
    """Write the archive, file by file in bounded memory, and say how many documents it encloses.

    A document whose content is not on the disk any more is named so in the index.
    """
    entries = list(_entries(lines))
    enclosed: dict[int, bool] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_part("evidence-file.pdf", zipfile.ZIP_STORED), pdf)
        for number, entry in enumerate(entries):
            step(number, len(entries))
            if entry.name:
                enclosed[entry.number] = _enclose(archive, entry)
        archive.writestr(_part("index.csv"), index(entries, enclosed))
    return sum(enclosed.values())


def index(entries: Sequence[_Entry], enclosed: dict[int, bool]) -> bytes:
    """A row for each proof, as a table that no program takes for formulas; with a mark so that Excel reads Kazakh."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            pgettext("column of an index", "No."),
            pgettext("column of an index", "File"),
            pgettext("column of an index", "SHA-256"),
            pgettext("column of an index", "Address"),
            pgettext("column of an index", "Duty"),
            pgettext("column of an index", "What was to be done"),
            pgettext("column of an index", "Period"),
            pgettext("column of an index", "Last day"),
            pgettext("column of an index", "Done"),
            pgettext("column of an index", "State"),
            pgettext("column of an index", "Kind of document"),
            pgettext("column of an index", "Title"),
            pgettext("column of an index", "Newspaper"),
            pgettext("column of an index", "Number"),
            pgettext("column of an index", "Signed or published"),
            pgettext("column of an index", "Signed by"),
            pgettext("column of an index", "Recorded"),
        ]
    )
    for entry in entries:
        row, evidence = entry.line.obligation, entry.evidence
        name = entry.name
        if name and not enclosed.get(entry.number):
            name = _("%(name)s: not enclosed, the file is missing") % {"name": name}
        values: list[str | int | date | None] = [
            entry.number,
            name,
            evidence.sha256,
            "" if evidence.file is not None else entry.proof.url,
            row.duty,
            entry.line.action,
            row.period_key,
            row.due_on,
            row.met_on,
            entry.line.tag.text,
            entry.proof.genre,
            evidence.title,
            evidence.outlet,
            evidence.number,
            evidence.signed_on,
            entry.proof.signer,
            evidence.recorded_on,
        ]
        writer.writerow([csv_cell(value) for value in values])
    return "\ufeff".encode() + text.getvalue().encode()


def _entries(lines: Sequence[Line]) -> Iterator[_Entry]:
    number = 0
    for line in lines:
        for proof in line.proofs:
            number += 1
            yield _Entry(number, line, proof, _name(number, line, proof.evidence))


def _name(number: int, line: Line, evidence: Evidence) -> str:
    """ "files/0012-B-1.7-2027-Q1.pdf": plain letters that every program unpacks, in the order of the table."""
    if evidence.file is None:
        return ""
    _stem, _dot, ending = evidence.file.name.rpartition(".")
    said = _PLAIN.sub("-", f"{line.obligation.duty}-{line.obligation.period_key}")
    return f"files/{number:04}-{said}.{_PLAIN.sub('', ending).lower()}"


def _enclose(archive: zipfile.ZipFile, entry: _Entry) -> bool:
    file = entry.evidence.file
    assert file is not None
    try:
        source = file.content.open("rb")
    except FileNotFoundError:
        return False
    # Documents are compressed already: packing them again costs time and saves nothing.
    with source, archive.open(_part(entry.name, zipfile.ZIP_STORED), "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, _CHUNK_BYTES)
    return True


def _part(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _MADE_AT)
    part.compress_type = method
    part.external_attr = 0o600 << 16
    return part
