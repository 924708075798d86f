"""Addresses of deadlines."""

from django.urls import path

from portal.deadlines import views

app_name = "deadlines"

urlpatterns = [
    path("deadlines/", views.board, name="board"),
    path("deadlines/<int:pk>/", views.why, name="why"),
    path("work/obligations/", views.own, name="own"),
    path("work/obligations/<int:pk>/", views.obligation, name="obligation"),
    path("work/obligations/<int:pk>/evidence/<int:evidence>/", views.correct, name="correct"),
    path("work/obligations/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("work/obligations/<int:pk>/remind/", views.remind, name="remind"),
    path("work/working-days/", views.working_days, name="working_days"),
]
