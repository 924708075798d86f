"""Making the evidence file of a body aside from the page, with progress and a result that stays."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.bodies.models import Body
from portal.bodies.permissions import actor_for
from portal.deadlines.documents.evidence_file_archive import check_size, write_archive
from portal.deadlines.documents.evidence_file_words import OFFICIAL, file_words
from portal.deadlines.models import Obligation
from portal.deadlines.permissions import can_see_evidence_file
from portal.deadlines.queries.evidence_file import Line, Stretch, file_lines, file_rows, summary
from portal.files.services import keep_made
from portal.jobs.work import Progress, Result
from portal.kernel.errors import Invalid
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.kit.documents import compile_pdf
from portal.kit.translated import in_language, written_in_all

if TYPE_CHECKING:
    from portal.accounts.models import User

__all__ = ["ENDINGS", "MAKE_FILE", "OFFICIAL", "job_title", "make_file"]

#: Kind of the job in the settings.
MAKE_FILE = "deadlines.evidence_file"
ENDINGS = ("pdf", "zip")
#: More rows than anybody reads on paper; a shorter period is asked for.
ROWS_LIMIT = 5_000
_TEMPLATE = Path(__file__).parent / "templates" / "evidence_file.typ"
#: Kept in memory up to this size, on the disk beyond it.
_IN_MEMORY_BYTES = 8 * 1024 * 1024
_CHUNK = 500


def make_file(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """The evidence file of `args["body"]` from `since` to `until`, as PDF or ZIP, for the person who asked.

    Raises NotAllowed when the person may not see it (any more), Invalid when it is too large.
    """
    actor = actor_for(user, today)
    body = Body.objects.get(pk=args["body"])
    can_see_evidence_file(actor, body).require()
    stretch = Stretch(date.fromisoformat(args["since"]), date.fromisoformat(args["until"]))
    language, ending = args["language"], args["ending"]
    with override(language):
        rows = file_rows(body, stretch, public=False)
        found = list(rows[: ROWS_LIMIT + 1])
        if len(found) > ROWS_LIMIT:
            raise Invalid(
                _("This period has more than five thousand duties. Choose a shorter one."), code="too_many_rows"
            )
        lines = _lines(found, today, user, progress)
        if ending == "zip":
            check_size(lines)
        words = file_words(body, stretch, summary(rows, today), lines, language=language, made_on=today)
        pdf = compile_pdf(_TEMPLATE, words.as_data(), made_on=today)
        name = f"kezdesu-evidence-{body.slug}-{stretch.since:%Y%m%d}-{stretch.until:%Y%m%d}-{language}.{ending}"
        if ending == "pdf":
            file = keep_made(actor=actor, content=BytesIO(pdf), name=name, content_type="application/pdf")
            return Result(summary=_said_of(len(lines)), file=file)
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as draft:
            count = write_archive(draft, lines, pdf, step=progress.step)
            file = keep_made(actor=actor, content=draft, name=name, content_type="application/zip")
    return Result(summary=_enclosed(count), file=file)


def job_title(body: Body, stretch: Stretch) -> Lines:
    def write(language: str) -> str:
        with override(language):
            return _("Evidence file: %(body)s, %(period)s") % {
                "body": in_language(body, "plain", language),
                "period": stretch.words,
            }

    return Lines.written(write)


def _lines(rows: Sequence[Obligation], today: date, user: User, progress: Progress) -> list[Line]:
    """In portions, so that a large body costs a few statements each and can be cancelled between them."""
    lines: list[Line] = []
    for at in range(0, len(rows), _CHUNK):
        progress.step(at, len(rows))
        lines += file_lines(rows[at : at + _CHUNK], today, reader=user)
    return lines


def _said_of(count: int) -> Lines:
    return written_in_all(
        lambda: (
            ngettext(
                "The evidence file is made: %(count)s duty.", "The evidence file is made: %(count)s duties.", count
            )
            % {"count": formats.number(count)}
        )
    )


def _enclosed(count: int) -> Lines:
    return written_in_all(
        lambda: (
            ngettext(
                "The evidence file is made; it encloses %(count)s document.",
                "The evidence file is made; it encloses %(count)s documents.",
                count,
            )
            % {"count": formats.number(count)}
        )
    )
