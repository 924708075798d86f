"""Addresses of pages over all floors."""

from __future__ import annotations

from django.urls import path, re_path

from portal.overview import views

app_name = "overview"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("work/audit/", views.audit, name="audit"),
    path("work/audit/verify/", views.audit_verify, name="audit_verify"),
    path("work/audit/chain.csv", views.audit_csv, name="audit_csv"),
    path("work/audit/chain.json", views.audit_json, name="audit_json"),
    path("work/audit/history/", views.history, name="history"),
    path("work/audit/history.csv", views.history_csv, name="history_csv"),
    path("work/audit/history.json", views.history_json, name="history_json"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/<slug:slug>/", views.body, name="body"),
    path("territories/", views.territories, name="territories"),
    re_path(r"^territories/(?P<kato>[0-9]{9})/$", views.territory, name="territory"),
]
