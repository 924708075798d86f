from __future__ import annotations

from django.urls import path

from portal.bodies.views import functions, people

app_name = "bodies"
urlpatterns = [
    path("work/people/", people.people, name="people"),
    path("work/people/grant/", people.grant, name="grant"),
    path("work/people/<int:pk>/end/", people.end, name="end_role"),
    path("work/functions/", functions.functions, name="functions"),
    path("work/functions/<slug:function>/move/", functions.move, name="move_function"),
]
