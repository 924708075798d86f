"""Addresses of the portal. Pages live under a language; the API, health and files do not."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from portal.deadlines import feeds
from portal.web import health, views

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    # On posters and in their codes: short, and in no language.
    re_path(r"^m/(?P<number>2[0-9]{3}-?[0-9]{1,6})/?$", views.short_meeting, name="short_meeting"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/", include("portal.api.urls")),
    # Read by phones with a key of its own: no language, no session.
    path("calendars/<str:key>.ics", feeds.calendar, name="deadline_calendar"),
    *i18n_patterns(
        path("", include("portal.web.urls")),
        path("", include("portal.overview.urls")),
        path("", include("issues.urls")),
        path("", include("portal.holding.urls")),
        path("", include("portal.questions.urls")),
        path("", include("meetings.urls")),
        path("", include("portal.calendars.urls")),
        path("", include("schedules.urls")),
        path("", include("portal.deadlines.urls")),
        path("", include("portal.bodies.urls")),
        path("", include("portal.jobs.urls")),
        path("", include("portal.files.urls")),
        path("accounts/", include("portal.accounts.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "portal.web.views.bad_request"
handler403 = "portal.web.views.permission_denied"
handler404 = "portal.web.views.not_found"
handler500 = "portal.web.views.server_error"
