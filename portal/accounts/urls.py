"""Addresses under /<language>/accounts/. Of the library's pages only those that the portal needs are reachable."""

from __future__ import annotations

from allauth.account import views as login_views
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache

from portal.accounts.views import own, second_factor
from portal.accounts.views.freshness import confirm
from portal.accounts.views.links import password_from_link
from portal.kit.http import workspace_view

own_urls = [
    path("profile/", own.profile, name="profile"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/others/end/", own.end_other_sessions, name="end_other_sessions"),
    path("sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("confirm/", confirm, name="confirm"),
]

# Names as the library knows them: its own views lead from one to the other.
second_factor_urls = [
    path("login/second-step/", never_cache(second_factor.authenticate), name="mfa_authenticate"),
    path("security/", second_factor.index, name="mfa_index"),
    path("security/set-up/", second_factor.set_up, name="mfa_activate_totp"),
    path("security/turn-off/", second_factor.turn_off, name="mfa_deactivate_totp"),
    path("security/codes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("security/codes/file/", second_factor.codes_file, name="mfa_download_recovery_codes"),
    path("security/codes/new/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
]

urlpatterns = [
    path("login/", login_views.login, name="account_login"),
    path("logout/", never_cache(login_views.logout), name="account_logout"),
    path("inactive/", never_cache(login_views.account_inactive), name="account_inactive"),
    path("password/change/", workspace_view(gated=False)(login_views.password_change), name="account_change_password"),
    path("password/reset/", never_cache(login_views.password_reset), name="account_reset_password"),
    path("password/reset/done/", never_cache(login_views.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(password_from_link),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        never_cache(login_views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    *second_factor_urls,
    path("", include((own_urls, "accounts"))),
]
