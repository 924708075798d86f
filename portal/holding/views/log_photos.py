"""Photos chosen in the quick log: they stay while it is written, and are added once it is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from meetings.models import Meeting
from portal.bodies.permissions import WorkspaceRequest
from portal.files.middleware import ChosenFiles
from portal.holding.forms.photos import PhotosForm
from portal.holding.models import LogDraft
from portal.holding.queries.photos import said_of_picture
from portal.holding.views.photos import MOST_AT_ONCE, add_photos, beyond_most
from portal.kernel.errors import Conflict
from portal.kit.pictures import PictureRefused, look_at

_FIELD = "photos"


class LogPhotos:
    """What was chosen by now. What is no photo is taken out of the request at once, and said beside its name."""

    def __init__(self, request: WorkspaceRequest, draft: LogDraft | None) -> None:
        self._request = request
        found: ChosenFiles | None = getattr(request, "chosen_files", None)
        self._chosen = found or ChosenFiles(request, request.actor.user)
        vars(request)["chosen_files"] = self._chosen
        self.refusals: list[str] = []
        if request.method == "POST":
            self._sift()
        elif draft is not None and (gone := self._chosen.recall(_FIELD, draft.typed.get(_FIELD, ()))):
            sentence = ngettext(
                "%(count)d photo that was chosen before is not here any more: they are kept for a day, for whoever "
                "chose them. Choose it again.",
                "%(count)d photos that were chosen before are not here any more: they are kept for a day, for whoever "
                "chose them. Choose them again.",
                gone,
            )
            self.refusals.append(sentence % {"count": gone})

    def form(self) -> PhotosForm:
        """The field, with what was refused of it."""
        form = PhotosForm(is_sent=bool(self.refusals))
        for refusal in self.refusals:
            form.add_error(_FIELD, refusal)
        return form

    def keys(self, *, later: bool) -> list[str]:
        """For the draft: of files that are laid aside. `later` lays aside what was chosen just now, too."""
        return self._chosen.keep(_FIELD) if later else self._chosen.kept(_FIELD)

    def tell(self) -> None:
        """On the next page."""
        _tell(self._request, self.refusals)

    def add(self, meeting: Meeting) -> HttpResponse | None:
        """Once the meeting is recorded: on to where photos get their texts. None when nothing was chosen.

        A photo that is not taken undoes nothing of the record. Sent twice a photo is added once.
        """
        files = self._request.FILES.getlist(_FIELD)
        if not files and not self.refusals:
            return None
        meeting.refresh_from_db(fields=["state"])
        try:
            _added, refusals = add_photos(files, meeting, self._request.actor)
        except Conflict as refusal:
            refusals = [str(refusal.message)]
        _tell(self._request, [*self.refusals, *refusals])
        return redirect("holding:photos", meeting.number)

    def _sift(self) -> None:
        files, good = self._request.FILES.getlist(_FIELD), []
        for upload in files[:MOST_AT_ONCE]:
            try:
                look_at(cast("IO[bytes]", upload))
            except PictureRefused as refused:
                self.refusals.append(f"{upload.name}: {said_of_picture(refused.why)}")
            else:
                good.append(upload)
        self.refusals += beyond_most(files)
        self._request.FILES.setlist(_FIELD, good)


def _tell(request: WorkspaceRequest, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        messages.error(request, sentence)
