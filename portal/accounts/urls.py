"""Addresses under /<language>/accounts/. Of the library's pages only those that the portal needs are reachable."""

from __future__ import annotations

from allauth.account import views as login_views
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache

from portal.accounts.views import own
from portal.kit.http import workspace_view

own_urls = [
    path("profile/", own.profile, name="profile"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/others/end/", own.end_other_sessions, name="end_other_sessions"),
    path("sessions/<int:pk>/end/", own.end_session, name="end_session"),
]

urlpatterns = [
    path("login/", login_views.login, name="account_login"),
    path("logout/", never_cache(login_views.logout), name="account_logout"),
    path("inactive/", never_cache(login_views.account_inactive), name="account_inactive"),
    path("password/change/", workspace_view(login_views.password_change), name="account_change_password"),
    path("password/reset/", never_cache(login_views.password_reset), name="account_reset_password"),
    path("password/reset/done/", never_cache(login_views.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(login_views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        never_cache(login_views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("", include((own_urls, "accounts"))),
]
