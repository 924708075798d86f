"""Fetching a file: always to be saved, never to be shown by the browser as a page of ours."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from portal.files.models import StoredFile
from portal.files.permissions import can_fetch
from portal.kit.http import workspace_view
from portal.kit.limits import too_many, wait_for


@require_safe
def download(request: HttpRequest, pk: int, digest: str) -> HttpResponseBase:
    """A public file for everybody; any other for the person its address was signed for.

    `digest` is the beginning of the content's hash: an address cannot be guessed by counting.
    """
    file = get_object_or_404(StoredFile, pk=pk, sha256__startswith=digest)
    if not file.is_public:
        return _private(request, file)
    if seconds := wait_for(request, ["export"]):
        return too_many(request, seconds)
    etag = f'"{file.sha256}"'
    # Asked for anew each time, and then only whether it is still there: what was withdrawn is gone at once.
    response = get_conditional_response(request, etag=etag) or _attachment(file)
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["ETag"] = etag
    return response


@workspace_view
def _private(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    assert request.user.is_authenticated
    verdict = can_fetch(file, request.user, request.GET.get("key", ""))
    if verdict.code == "not_public":
        raise Http404
    verdict.require()
    return _attachment(file)


def _attachment(file: StoredFile) -> FileResponse:
    try:
        content = file.content.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Should a browser show it all the same, it shows it as a stranger's: no scripts, no forms, no cookies of ours.
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
