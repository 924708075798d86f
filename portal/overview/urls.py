"""Addresses of pages over all floors."""

from __future__ import annotations

from django.urls import path, re_path

from portal.overview import views

app_name = "overview"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("desk/", views.desk, name="desk"),
    path("work/audit/", views.audit, name="audit"),
    path("work/audit/verify/", views.audit_verify, name="audit_verify"),
    path("work/audit/chain.csv", views.audit_csv, name="audit_csv"),
    path("work/audit/chain.json", views.audit_json, name="audit_json"),
    path("work/audit/history/", views.history, name="history"),
    path("work/audit/history.csv", views.history_csv, name="history_csv"),
    path("work/audit/history.json", views.history_json, name="history_json"),
    path("work/control/", views.control_desk, name="control"),
    path("work/control/remind/", views.control_remind, name="control_remind"),
    path("work/control/letters/", views.control_try_again, name="control_try_again"),
    path("work/control/files/", views.control_files, name="control_files"),
    path("work/control/files/make/", views.control_files_make, name="control_files_make"),
    path("work/control/rehearsal/", views.control_rehearsal, name="control_rehearsal"),
    path("work/control/rehearsal.csv", views.control_rehearsal_csv, name="control_rehearsal_csv"),
    path("work/control/rehearsal/make/", views.control_rehearsal_job, name="control_rehearsal_job"),
    path("work/control/summary/", views.control_summary, name="control_summary"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/<slug:slug>/", views.body, name="body"),
    path("territories/", views.territories, name="territories"),
    re_path(r"^territories/(?P<kato>[0-9]{9})/$", views.territory, name="territory"),
]
