"""Making a document of a large plan aside from the page, with progress and a result that stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.bodies.permissions import actor_for
from portal.files.choices import Purpose
from portal.files.services import store
from portal.jobs.work import Progress, Result
from portal.kernel.errors import NotAllowed
from portal.kernel.wording import Lines
from schedules.documents.making import draft_address, file_name, make_document
from schedules.models import Schedule
from schedules.queries.documents import working_sheet

if TYPE_CHECKING:
    from portal.accounts.models import User

#: Kind of the job in the settings.
MAKE_DOCUMENT = "schedules.make_document"


def make_draft(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """The working copy of `args["schedule"]` as `args["ending"]` in `args["language"]`, kept for the person who asked.

    Raises NotAllowed when the person may not see the schedule (any more).
    """
    actor = actor_for(user, today)
    schedule = Schedule.objects.visible_to(actor).select_related("body").filter(pk=args["schedule"]).first()
    if schedule is None:
        raise NotAllowed(_("This schedule is not shown to you."))
    language, ending = args["language"], args["ending"]
    progress.step(0, 3)
    sheet = working_sheet(schedule, today)
    progress.step(1, 3)
    content = make_document(sheet, ending=ending, language=language, address=draft_address(schedule, language))
    progress.step(2, 3)
    upload = SimpleUploadedFile(file_name(sheet, ending, language), content)
    file = store(actor=actor, upload=upload, purpose=Purpose.RESULT)
    progress.step(3, 3)
    return Result(summary=_said(lambda: _("The document is made.")), file=file)


def job_title(year: str) -> Lines:
    return _said(lambda: _("Document of the schedule for %(year)s") % {"year": year})


def _said(write: Callable[[], str]) -> Lines:
    def in_language(language: str) -> str:
        with override(language):
            return write()

    return Lines.written(in_language)
