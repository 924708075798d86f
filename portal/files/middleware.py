"""A chosen file survives a form that has to be sent again, on every page: no view and no form knows of it.

`components/field.html` asks `request.chosen_files` for what was sent in a field, and prints its name and a hidden key;
when the form comes again with the key and without a file, the file stands among `request.FILES` before any view looks.
Of a field that takes several files `components/chosen_files.html` prints all: they stand beside what is chosen anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from portal.accounts.models import User
from portal.files.services import PLACES, LaidAside, lay_aside, let_go, take_up

#: The field with the key of a file, and the one that says to leave the file out.
KEY_SUFFIX = "-chosen"
DROP_SUFFIX = "-dropped"
#: The field with the keys of a field of several files; what is to be left out of them says its key.
KEPT_SUFFIX = "-kept"


class ChosenFiles:
    """Files of one request, by the name of their field. Laid aside only when a page says that it was."""

    def __init__(self, request: HttpRequest, user: User | None) -> None:
        self._request = request
        self._user = user
        self._laid: dict[str, LaidAside | None] = {}
        self.keys: dict[str, str] = {}
        # Of fields of several files: each file of the request by what it is, for names may be alike.
        self._several: dict[int, tuple[UploadedFile, LaidAside | None]] = {}
        self._stays: set[str] = set()

    def take_up(self) -> None:
        """Put what was laid aside among the files of the request; a file chosen anew takes its place."""
        typed = self._request.POST
        fields = [name.removesuffix(KEY_SUFFIX) for name in typed if name.endswith(KEY_SUFFIX)]
        # Nobody has more files laid aside: a form of a thousand keys opens no thousand files.
        for field in fields[:PLACES]:
            key = typed[field + KEY_SUFFIX]
            if field in self._request.FILES or field + DROP_SUFFIX in typed:
                continue
            if (file := take_up(user=self._user, key=key)) is not None:
                self._request.FILES[field] = file
                self.keys[field] = key
        for field in [name.removesuffix(KEPT_SUFFIX) for name in typed if name.endswith(KEPT_SUFFIX)][:PLACES]:
            left_out = set(typed.getlist(field + DROP_SUFFIX))
            kept = dict.fromkeys(typed.getlist(field + KEPT_SUFFIX))
            self.recall(field, [key for key in kept if key not in left_out])

    def recall(self, field: str, keys: Iterable[str]) -> int:
        """Put what was laid aside before the files that are chosen anew, and say how many are there no more."""
        found: list[UploadedFile] = []
        gone = 0
        for key in list(keys)[: PLACES - len(self._several)]:
            if (file := take_up(user=self._user, key=key)) is None:
                gone += 1
                continue
            self._several[id(file)] = file, LaidAside(file.name or "", file.size or 0, key)
            found.append(file)
        if found:
            self._request.FILES.setlist(field, [*found, *self._request.FILES.getlist(field)])
        return gone

    def several(self, field: str) -> Iterator[LaidAside]:
        """What a page says of each file of this field; of no more than one person has places for."""
        for upload in self._request.FILES.getlist(field)[:PLACES]:
            if id(upload) not in self._several:
                self._several[id(upload)] = upload, lay_aside(user=self._user, upload=upload)
            _file, laid = self._several[id(upload)]
            if laid is not None:
                yield laid

    def kept(self, field: str) -> list[str]:
        """Keys of the files of this field that were laid aside before."""
        known = [self._several.get(id(upload)) for upload in self._request.FILES.getlist(field)]
        return [each[1].key for each in known if each is not None and each[1] is not None]

    def keep(self, field: str) -> list[str]:
        """Keys of the files of this field, which stay laid aside although the form sends its reader on."""
        keys = [laid.key for laid in self.several(field)]
        self._stays.update(keys)
        return keys

    def of(self, field: str) -> LaidAside | None:
        """What a page says about the file of this field."""
        upload = self._request.FILES.get(field)
        if upload is None:
            return None
        if field in self.keys:
            return LaidAside(upload.name or "", upload.size or 0, self.keys[field])
        if field not in self._laid:
            self._laid[field] = lay_aside(user=self._user, upload=upload)
        return self._laid[field]

    def let_go(self) -> None:
        several = [laid.key for _file, laid in self._several.values() if laid is not None]
        for key in [*self.keys.values(), *several]:
            if key not in self._stays:
                let_go(user=self._user, key=key)


class KeepChosenFiles:
    """Stands below authentication: a stranger's files are kept by the view that knows what may be kept of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        chosen: ChosenFiles | None = getattr(request, "chosen_files", None)
        # Whatever a form did, it sends its reader on.
        if chosen is not None and 300 <= response.status_code < 400:
            chosen.let_go()
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if request.method == "POST" and request.content_type == "multipart/form-data" and request.user.is_authenticated:
            chosen = ChosenFiles(request, request.user)
            chosen.take_up()
            vars(request)["chosen_files"] = chosen
