"""Files to take away: PDF, DOCX and XLSX of a published version, of the working copy, of a proposal."""

from __future__ import annotations

from datetime import date
from tempfile import TemporaryFile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.models import Body
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.jobs.services import start
from portal.kit.documents import CONTENT_TYPES, kept_document
from portal.kit.http import public_page, workspace_view
from schedules.documents.jobs import MAKE_DOCUMENT, job_title
from schedules.documents.making import (
    ENDINGS,
    draft_address,
    file_name,
    is_made,
    make_document,
    version_document,
)
from schedules.kinds import Kind
from schedules.models import Proposal, Schedule, ScheduleVersion
from schedules.permissions import can_see_unsent
from schedules.queries.documents import PlanSheet, proposal_sheet, public_version, version_sheet, working_sheet
from schedules.views.finding import visible_proposal
from schedules.workbooks.own_files import Writer, writer_of
from schedules.workbooks.writing import write_rows


@public_page
def version_file(
    request: HttpRequest, kind: Kind, year: str, version: int, ending: str, slug: str = ""
) -> HttpResponse:
    """A published version to take away. PDF and DOCX are official texts: there is no English one."""
    language = _language(ending)
    try:
        body = get_object_or_404(Body, slug=slug) if slug else None
        found = public_version(kind, year, version, body=body)
    except ScheduleVersion.DoesNotExist as missing:
        raise Http404 from missing
    sheet = version_sheet(found)
    if ending == "xlsx":
        content = kept_document(
            (found.pk, found.sha256, language, "xlsx"), lambda: write_rows(sheet, language=language)
        )
    else:
        content = version_document(found, ending=ending, language=language)
    return _attachment(content, sheet, ending, language)


@require_safe
@workspace_view
def draft_file(request: WorkspaceRequest, year: str, ending: str) -> HttpResponse:
    """The schedule as it stands now, marked as a draft until it is approved."""
    actor = request.actor
    language = _language(ending)
    schedule = _visible(actor, year)
    sheet = working_sheet(schedule, actor.on)
    if ending == "xlsx":
        content = write_rows(sheet, language=language)
    else:
        address = draft_address(schedule, language)
        content = make_document(sheet, ending=ending, language=language, address=address)
    return _attachment(content, sheet, ending, language)


@require_POST
@workspace_view
def draft_job(request: WorkspaceRequest, year: str, ending: str) -> HttpResponse:
    """The same made aside, for large schedules: leads to the page of the work."""
    actor = request.actor
    language = _language(ending)
    if ending not in ENDINGS:
        raise Http404
    schedule = _visible(actor, year)
    job = start(
        kind=MAKE_DOCUMENT,
        args={"schedule": schedule.pk, "ending": ending, "language": language},
        user=actor.user,
        title=job_title(year),
    )
    return redirect("jobs:job", job.pk)


@require_safe
@workspace_view
def proposal_file(request: WorkspaceRequest, pk: int) -> HttpResponseBase:
    """Rows of a proposal as a workbook that can be imported again."""
    actor = request.actor
    language = _language("xlsx")
    proposal = visible_proposal(actor, pk)
    as_filed = not can_see_unsent(actor, proposal)
    write = writer_of(proposal.kind)
    if write is not None and not as_filed:
        return _streamed(write, proposal, language, actor.on)
    sheet = proposal_sheet(proposal, actor.on, as_filed=as_filed)
    return _attachment(write_rows(sheet, language=language), sheet, "xlsx", language)


def _streamed(write: Writer, proposal: Proposal, language: str, on: date) -> FileResponse:
    """A long plan goes through a file, never whole through memory."""
    file = TemporaryFile()  # noqa: SIM115 closed by the response
    write(proposal, file, language if language in ("kk", "ru") else "kk", on)
    file.seek(0)
    name = f"kezdesu-{proposal.its_kind.file_word}-{proposal.body.slug}-{proposal.period_key}-{language}.xlsx"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES["xlsx"])
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _language(ending: str) -> str:
    """The language of the address; 404 when there is no such document in it."""
    language = get_language() or ""
    if ending != "xlsx" and not is_made(ending, language):
        raise Http404
    return language


def _visible(actor: Actor, year: str) -> Schedule:
    found = Schedule.objects.visible_to(actor).for_period(year).select_related("body").first()
    if found is None:
        raise Http404
    return found


def _attachment(content: bytes, sheet: PlanSheet, ending: str, language: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[ending],
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(sheet, ending, language)}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
