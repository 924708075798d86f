"""Addresses of jobs."""

from __future__ import annotations

from django.urls import path

from portal.jobs import views

app_name = "jobs"
urlpatterns = [
    path("work/jobs/", views.index, name="index"),
    path("work/jobs/<int:pk>/", views.job, name="job"),
    path("work/jobs/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("work/jobs/<int:pk>/throw-away/", views.throw_away, name="throw_away"),
]
