"""Addresses of akim calendars and of risk signals."""

from __future__ import annotations

from django.urls import path, re_path

from portal.calendars.views import coverage, parts, progress, proposing, risk

app_name = "calendars"

_PART = "work/akims/<slug:slug>/<int:year>/part/"
_REGION = "work/akims/<slug:slug>/<int:year>/progress/"
_YEAR = r"(?P<year>2[0-9]{3})"
_PLACE = rf"{_YEAR}/(?P<kato>[0-9]{{9}})"

urlpatterns = [
    path("coverage/", coverage.coverage_now, name="coverage_now"),
    re_path(rf"^coverage/{_YEAR}/$", coverage.country, name="country"),
    re_path(rf"^coverage/{_PLACE}/$", coverage.coverage, name="coverage"),
    re_path(rf"^coverage/{_PLACE}\.csv$", coverage.coverage_csv, name="coverage_csv"),
    re_path(rf"^coverage/{_PLACE}\.xlsx$", coverage.coverage_xlsx, name="coverage_xlsx"),
    re_path(rf"^work/akims/{_PLACE}/coverage/$", coverage.planning, name="planning"),
    path("risks/", risk.published_risks, name="published_risks"),
    path("work/risks/", risk.risks, name="risks"),
    path("work/risks/new/", risk.new_risk, name="new_risk"),
    path("work/risks/<int:pk>/", risk.risk, name="risk"),
    path("work/risks/<int:pk>/withdraw/", risk.withdraw, name="withdraw_risk"),
    path("work/risks/<int:pk>/publish/", risk.publish, name="publish_risk"),
    path("work/risks/<int:pk>/take-up/", risk.taking_up, name="take_up_risk"),
    path("work/akims/<int:pk>/propose/", proposing.propose, name="propose"),
    path("work/akims/", parts.own, name="parts"),
    path(_PART, parts.part, name="part"),
    path(f"{_PART}new/", parts.new, name="part_new"),
    path(f"{_PART}<int:row_pk>/", parts.row, name="part_row"),
    path(f"{_PART}<int:row_pk>/delete/", parts.delete, name="part_delete"),
    path(f"{_PART}ready/", parts.ready, name="part_ready"),
    path(_REGION, progress.show, name="progress"),
    path(f"{_REGION}give-out/", progress.open_parts, name="give_out"),
    path(f"{_REGION}go-on/", progress.close_parts, name="go_on"),
]
