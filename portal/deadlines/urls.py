"""Addresses of deadlines."""

from django.urls import path

from portal.deadlines import views

app_name = "deadlines"

urlpatterns = [
    path("deadlines/", views.board, name="board"),
    path("deadlines.csv", views.board_csv, name="board_csv"),
    path("deadlines/<int:pk>/", views.why, name="why"),
    path("deadlines/calculator/", views.calculator, name="calculator"),
    path("deadlines/duties/", views.duties, name="duties"),
    path("work/obligations/", views.own, name="own"),
    path("work/obligations/<int:pk>/", views.obligation, name="obligation"),
    path("work/obligations/<int:pk>/pages/", views.record_pages, name="record_pages"),
    path("work/obligations/<int:pk>/receipts/remind/", views.remind_receivers, name="remind_receivers"),
    path("work/obligations/<int:pk>/evidence/<int:evidence>/", views.correct, name="correct"),
    path("work/obligations/<int:pk>/close/", views.close, name="close"),
    path("work/obligations/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("work/obligations/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("work/obligations/<int:pk>/not-held/", views.not_held, name="not_held"),
    path("work/obligations/<int:pk>/remind/", views.remind, name="remind"),
    path("work/ladders/", views.ladders, name="ladders"),
    path("work/ladders/<path:duty>/reset/", views.reset_ladder, name="reset_ladder"),
    path("work/ladders/<path:duty>/", views.ladder, name="ladder"),
    path("work/notices/", views.copies, name="copies"),
    path("work/events/", views.events, name="events"),
    path("work/events/new/", views.new_event, name="new_event"),
    path("work/events/<int:pk>/call-off/", views.call_off, name="call_off"),
    path("work/calendars/", views.calendars, name="calendars"),
    path("work/calendars/new/", views.make_calendar, name="make_calendar"),
    path("work/calendars/<int:pk>/renew/", views.renew_calendar, name="renew_calendar"),
    path("work/calendars/<int:pk>/revoke/", views.revoke_calendar, name="revoke_calendar"),
    path("work/working-days/", views.working_days, name="working_days"),
    path("work/working-days/day/", views.change_day, name="change_day"),
    path("work/working-days/move/", views.move_day, name="move_day"),
    path("work/working-days/<str:day>/remove/", views.remove_day, name="remove_day"),
    path("decisions/", views.public_decisions, name="public_decisions"),
    path("work/decisions/", views.decisions, name="decisions"),
    path("work/decisions/new/", views.decide, name="decide"),
    path("work/decisions/<int:pk>/", views.decision, name="decision"),
    path("work/decisions/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("work/received/", views.received, name="received"),
    path("work/received/acknowledge/", views.acknowledge_many, name="acknowledge_many"),
    path("work/received/<int:pk>/", views.received_document, name="received_document"),
    path("work/received/<int:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("work/received/<int:pk>/return/", views.give_back, name="give_back"),
    path("deadlines/file/<slug:slug>/", views.evidence_file, name="evidence_file"),
    path("work/evidence-file/<slug:slug>/", views.work_evidence_file, name="work_evidence_file"),
    path("work/evidence-file/<slug:slug>/make/", views.make_evidence_file, name="make_evidence_file"),
]
