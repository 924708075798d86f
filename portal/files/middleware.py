"""A chosen file survives a form that has to be sent again, on every page: no view and no form knows of it.

`components/field.html` asks `request.chosen_files` for what was sent in a field, and prints its name and a hidden key;
when the form comes again with the key and without a file, the file stands among `request.FILES` before any view looks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.accounts.models import User
from portal.files.services import PLACES, LaidAside, lay_aside, let_go, take_up

#: The field with the key of a file, and the one that says to leave the file out.
KEY_SUFFIX = "-chosen"
DROP_SUFFIX = "-dropped"


class ChosenFiles:
    """Files of one request, by the name of their field. Laid aside only when a page says that it was."""

    def __init__(self, request: HttpRequest, user: User | None) -> None:
        self._request = request
        self._user = user
        self._laid: dict[str, LaidAside | None] = {}
        self.keys: dict[str, str] = {}

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
        for key in self.keys.values():
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
