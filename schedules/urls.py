"""Addresses of planning: the workspace under /work/, the public pages under /schedules/."""

from __future__ import annotations

from django.urls import path, register_converter

from schedules.views import filing, government, graph, intake, proposals, public, rows


class YearConverter:
    """A year of the calendar as four digits."""

    regex = "2[0-9]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(YearConverter, "period_year")

app_name = "schedules"
urlpatterns = [
    path("schedules/", public.index, name="index"),
    path("schedules/graph/<period_year:year>/", public.graph, name="graph"),
    path("work/proposals/", proposals.proposals, name="proposals"),
    path("work/proposals/open/", proposals.open_year, name="open_proposal"),
    path("work/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("work/proposals/<int:pk>/rows/new/", rows.row_new, name="row_new"),
    path("work/proposals/<int:pk>/rows/<int:row_pk>/", rows.row, name="row"),
    path("work/proposals/<int:pk>/rows/<int:row_pk>/delete/", rows.row_delete, name="row_delete"),
    path("work/proposals/<int:pk>/submit/", filing.submit, name="submit"),
    path("work/intake/", intake.intake_now, name="intake_now"),
    path("work/intake/<period_year:year>/", intake.intake, name="intake"),
    path("work/intake/<period_year:year>/<slug:slug>/", filing.review, name="review"),
    path("work/intake/<period_year:year>/<slug:slug>/remind/", intake.remind, name="remind"),
    path("work/graph/", graph.work_graph_now, name="work_graph_now"),
    path("work/graph/<period_year:year>/", graph.work_graph, name="work_graph"),
    path("work/graph/<period_year:year>/assemble/", graph.assemble, name="assemble"),
    path("work/graph/<period_year:year>/agreement/", graph.agreement, name="agreement"),
    path("work/graph/<period_year:year>/agreement/<slug:slug>/", graph.slot, name="slot"),
    path("work/graph/<period_year:year>/reopen/", graph.reopen, name="reopen"),
    path("work/graph/<period_year:year>/send/", government.send, name="send"),
    path("work/graph/<period_year:year>/decision/", government.decide, name="decide"),
]
