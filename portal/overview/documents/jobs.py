"""Long work of the control desk: the half-year summary, and rehearsals longer than a page answers for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.bodies.permissions import actor_for
from portal.files.choices import Purpose
from portal.files.services import store
from portal.jobs.work import Progress, Result
from portal.kernel.errors import Invalid
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.overview.documents.docx import summary_docx
from portal.overview.documents.pdf import summary_pdf
from portal.overview.documents.wording import summary_words
from portal.overview.documents.xlsx import rehearsal_xlsx, summary_xlsx
from portal.overview.permissions import can_rehearse, can_summarise
from portal.overview.queries.rehearsing import rehearsal_rows
from portal.overview.queries.summary import Summary, is_made, summary

if TYPE_CHECKING:
    from portal.accounts.models import User

#: Kinds of jobs in the settings.
SUMMARY, REHEARSAL = "overview.half_year_summary", "overview.rehearsal"
_PRINTERS = {"docx": summary_docx, "pdf": summary_pdf, "xlsx": summary_xlsx}


def make_summary(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """The summary of `args["half"]` as `args["ending"]` in `args["language"]`, counted today. Raises NotAllowed."""
    actor = actor_for(user, today)
    can_summarise(actor).require()
    ending, language = str(args["ending"]), str(args["language"])
    if not is_made(ending, language):
        raise Invalid(_("There is no such document."))
    progress.step(0, 3)
    found = summary(Period.parse(args["half"]), today)
    progress.step(1, 3)
    content = summary_document(found, ending=ending, language=language)
    progress.step(2, 3)
    name = f"kezdesu-summary-{found.half.key}-{today.isoformat()}-{language}.{ending}"
    file = store(actor=actor, upload=SimpleUploadedFile(name, content), purpose=Purpose.RESULT)
    progress.step(3, 3)
    return Result(summary=_said(lambda: _summed(found)), file=file)


def summary_document(found: Summary, *, ending: str, language: str) -> bytes:
    with override(language):
        address = f"{settings.KEZDESU_BASE_URL}{reverse('overview:control_summary')}?half={found.half.key}"
    return _PRINTERS[ending](summary_words(found, language=language, address=address, whole=ending == "xlsx"))


def make_rehearsal(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """The rehearsal of `args["first"]` to `args["last"]` as a workbook, in the person's language. Raises NotAllowed."""
    actor = actor_for(user, today)
    can_rehearse(actor).require()
    first, last = date.fromisoformat(args["first"]), date.fromisoformat(args["last"])
    progress.step(0, 2)
    content = rehearsal_xlsx(rehearsal_rows(first, last, today=today), first=first, last=last, made_on=today)
    progress.step(1, 2)
    name = f"kezdesu-rehearsal-{first.isoformat()}-{last.isoformat()}.xlsx"
    file = store(actor=actor, upload=SimpleUploadedFile(name, content), purpose=Purpose.RESULT)
    progress.step(2, 2)
    return Result(summary=_said(lambda: _("The rehearsal is made.")), file=file)


def summary_title(half: Period, ending: str, language: str) -> Lines:
    return _said(
        lambda: (
            _("Half-year summary: %(period)s (%(ending)s, %(language)s)")
            % {"period": formats.period_name(half), "ending": ending.upper(), "language": language}
        )
    )


def rehearsal_title(first: date, last: date) -> Lines:
    return _said(
        lambda: (
            _("Trial run of the deadline check: %(first)s – %(last)s")
            % {"first": formats.day(first), "last": formats.day(last)}
        )
    )


def _summed(found: Summary) -> str:
    one = found.total.sum
    return _("The summary is made. Duties counted: %(counted)s; done in time: %(in_time)s; not done: %(missing)s.") % {
        "counted": formats.number(one.counted),
        "in_time": formats.number(one.done_in_time),
        "missing": formats.number(one.missing),
    }


def _said(write: Callable[[], str]) -> Lines:
    def in_language(language: str) -> str:
        with override(language):
            return write()

    return Lines.written(in_language)
