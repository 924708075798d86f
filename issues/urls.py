"""Addresses of issues: /<lang>/issues/… for everybody, /<lang>/work/issues/… for offices."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from issues import feeds
from issues.models import NUMBER
from issues.views import figures, issue

app_name = "issues"

_ISSUE = rf"(?P<number>{NUMBER})"

#: For everybody.
_PUBLIC: list[URLPattern] = [
    re_path(rf"^issues/{_ISSUE}/$", issue.issue, name="issue"),
    path("issues/figures/", figures.figures, name="figures"),
    path("issues/figures.csv", figures.figures_csv, name="figures_csv"),
    re_path(rf"^issues/{_ISSUE}/feed/$", feeds.issue_atom, name="issue_atom"),
]

urlpatterns: list[URLPattern] = [*_PUBLIC]
