"""Addresses of issues: /<lang>/issues/… for everybody, /<lang>/work/issues/… for offices."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from issues import feeds
from issues.models import NUMBER
from issues.views import figures, high, issue, listing, office, ranking, taking, upward, work

app_name = "issues"

_ISSUE = rf"(?P<number>{NUMBER})"

#: For everybody.
_PUBLIC: list[URLPattern] = [
    path("issues/", listing.issues, name="issues"),
    path("issues.csv", taking.issues_csv, name="issues_csv"),
    path("issues.xlsx", taking.issues_xlsx, name="issues_xlsx"),
    path("issues.atom", feeds.issues_atom, name="issues_atom"),
    re_path(rf"^issues/{_ISSUE}/$", issue.issue, name="issue"),
    path("issues/figures/", figures.figures, name="figures"),
    path("issues/figures.csv", figures.figures_csv, name="figures_csv"),
    re_path(rf"^issues/{_ISSUE}/feed/$", feeds.issue_atom, name="issue_atom"),
]

#: Work of offices on issues.
_OFFICE: list[URLPattern] = [
    path("work/issues/", office.work_issues, name="work_issues"),
    path("work/issues/ranking/", ranking.regions, name="ranking"),
    re_path(rf"^work/issues/{_ISSUE}/$", work.work_issue, name="work_issue"),
]

#: What regions cannot solve alone goes up.
_UPWARD: list[URLPattern] = [
    path("issues/problems/", upward.packages, name="packages"),
    path("issues/packages/<int:pk>/", upward.package, name="package"),
    path("issues/acts/", high.acts, name="high_acts"),
    path("issues/acts/<int:pk>/", high.act, name="high_act"),
    path("work/problems/", upward.problems, name="problems"),
    path("work/problems/new/", upward.new_problem, name="new_problem"),
    path("work/problems/<int:pk>/", upward.work_problem, name="work_problem"),
    path("work/packages/<int:pk>/", upward.work_package, name="work_package"),
    path("work/acts/<str:kind>/", high.work_high, name="work_high"),
]

urlpatterns: list[URLPattern] = [*_PUBLIC, *_OFFICE, *_UPWARD]
