"""Addresses of the API. They carry no language: every text comes in all three."""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from portal.api import views

app_name = "api"

router = SimpleRouter()
router.register("bodies", views.BodyViewSet, basename="bodies")
router.register("territories", views.TerritoryViewSet, basename="territories")
router.register("schedules", views.ScheduleViewSet, basename="schedules")
router.register("meetings", views.MeetingViewSet, basename="meetings")
router.register("obligations", views.ObligationViewSet, basename="obligations")
router.register("asked-questions", views.AskedQuestionViewSet, basename="asked-questions")
router.register("issues", views.IssueViewSet, basename="issues")

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
    path("v1/", include(router.urls)),
]
