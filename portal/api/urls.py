"""Addresses of the API. They carry no language: every text comes in all three."""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from portal.api import views
from portal.api.quarters import QUARTER

app_name = "api"

router = SimpleRouter()
router.register("bodies", views.BodyViewSet, basename="bodies")
router.register("territories", views.TerritoryViewSet, basename="territories")
router.register("schedules", views.ScheduleViewSet, basename="schedules")
router.register("meetings", views.MeetingViewSet, basename="meetings")
router.register("obligations", views.ObligationViewSet, basename="obligations")
router.register("asked-questions", views.AskedQuestionViewSet, basename="asked-questions")
router.register("issues", views.IssueViewSet, basename="issues")

_QUARTER = rf"^v1/quarters/(?P<body>[-a-z0-9]{{1,60}})/(?P<quarter>{QUARTER})/(?P<version>[1-9][0-9]{{0,3}})"

urlpatterns = [
    path("", views.root, name="root"),
    path("schema/", views.schema, name="schema"),
    path("v1/", views.root, name="v1"),
    re_path(
        r"^v1/meetings/(?P<meeting>[0-9]{4}-[0-9]{6})/results/$",
        views.ResultsViewSet.as_view({"get": "retrieve"}),
        name="results",
    ),
    re_path(
        r"^v1/meetings/(?P<meeting>[0-9]{4}-[0-9]{6})/questions/$",
        views.QuestionViewSet.as_view({"get": "list"}),
        name="questions",
    ),
    path("v1/quarters/", views.QuarterViewSet.as_view({"get": "list"}), name="quarters-list"),
    re_path(rf"{_QUARTER}/$", views.QuarterViewSet.as_view({"get": "retrieve"}), name="quarter"),
    re_path(rf"{_QUARTER}/rows/$", views.QuarterRowViewSet.as_view({"get": "list"}), name="quarter-rows"),
    path("v1/", include(router.urls)),
]
