"""Addresses of issues: /<lang>/issues/… for everybody, /<lang>/work/issues/… for offices."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from issues.models import NUMBER
from issues.views import issue

app_name = "issues"

_ISSUE = rf"(?P<number>{NUMBER})"

#: For everybody.
_PUBLIC: list[URLPattern] = [
    re_path(rf"^issues/{_ISSUE}/$", issue.issue, name="issue"),
]

urlpatterns: list[URLPattern] = [*_PUBLIC]
