"""Addresses of akim calendars and of risk signals."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.calendars.views import proposing, risk

app_name = "calendars"

urlpatterns: list[URLPattern] = [
    path("risks/", risk.published_risks, name="published_risks"),
    path("work/risks/", risk.risks, name="risks"),
    path("work/risks/new/", risk.new_risk, name="new_risk"),
    path("work/risks/<int:pk>/", risk.risk, name="risk"),
    path("work/risks/<int:pk>/withdraw/", risk.withdraw, name="withdraw_risk"),
    path("work/risks/<int:pk>/publish/", risk.publish, name="publish_risk"),
    path("work/risks/<int:pk>/take-up/", risk.taking_up, name="take_up_risk"),
    path("work/calendars/<int:pk>/propose/", proposing.propose, name="propose"),
]
