"""Addresses of planning: the workspace under /work/, the public pages under /schedules/."""

from __future__ import annotations

from django.urls import path, register_converter

from schedules.views import (
    amendment,
    announcements,
    approval,
    documents,
    graph,
    grid,
    imports,
    intake,
    plans,
    proposals,
    proposals_filing,
    published,
    rows,
    version,
)


class YearConverter:
    """A year of the calendar as four digits."""

    regex = "2[0-9]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class EndingConverter:
    """What a document can be taken away as."""

    regex = "pdf|docx|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(YearConverter, "period_year")
register_converter(EndingConverter, "document_ending")

app_name = "schedules"
urlpatterns = [
    path("schedules/", published.index, name="index"),
    path("schedules/graph/<period_year:year>/", published.graph, name="graph"),
    path("schedules/graph/<period_year:year>/v<int:version>/", version.version, name="version"),
    path("schedules/graph/<period_year:year>/v<int:version>.json", version.version_json, name="version_json"),
    path("schedules/graph/<period_year:year>/v<int:first>..v<int:second>/", version.differences, name="differences"),
    path(
        "schedules/graph/<period_year:year>/v<int:version>.<document_ending:ending>",
        documents.version_file,
        name="version_file",
    ),
    path("schedules/plan/<slug:slug>/<period_year:year>/", plans.plan, name="plan"),
    path("schedules/plan/<slug:slug>/<period_year:year>/v<int:version>/", version.version, name="plan_version"),
    path(
        "schedules/plan/<slug:slug>/<period_year:year>/v<int:version>.json",
        version.version_json,
        name="plan_version_json",
    ),
    path(
        "schedules/plan/<slug:slug>/<period_year:year>/v<int:first>..v<int:second>/",
        version.differences,
        name="plan_differences",
    ),
    path(
        "schedules/plan/<slug:slug>/<period_year:year>/v<int:version>.<document_ending:ending>",
        documents.version_file,
        name="plan_version_file",
    ),
    path("work/plans/", plans.plans, name="plans"),
    path("work/plans/open/", plans.open_plan, name="open_plan"),
    path("work/plans/board/<period_year:year>/", plans.board, name="plan_board"),
    path("work/plans/<slug:slug>/<period_year:year>/", plans.work_plan, name="work_plan"),
    path("work/plans/<slug:slug>/<period_year:year>/review/", plans.review, name="plan_review"),
    path("work/plans/<slug:slug>/<period_year:year>/amend/", plans.amend, name="plan_amend"),
    path("work/plans/<slug:slug>/<period_year:year>/abandon/", plans.abandon, name="plan_abandon"),
    path(
        "work/plans/<slug:slug>/<period_year:year>/announcements/",
        announcements.log,
        name="plan_announcements",
    ),
    path(
        "work/plans/<slug:slug>/<period_year:year>/announcements/<int:pk>/",
        announcements.take_back,
        name="plan_announcement_back",
    ),
    path("work/proposals/", proposals.proposals, name="proposals"),
    path("work/proposals/open/", proposals.open_year, name="open_proposal"),
    path("work/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("work/proposals/<int:pk>/rows/new/", rows.row_new, name="row_new"),
    path("work/proposals/<int:pk>/rows/<int:row_pk>/", rows.row, name="row"),
    path("work/proposals/<int:pk>/rows/<int:row_pk>/delete/", rows.row_delete, name="row_delete"),
    path("work/proposals/<int:pk>/rows/<int:row_pk>/restore/", rows.row_restore, name="row_restore"),
    path("work/proposals/<int:pk>/grid/", grid.rows, name="grid"),
    path("work/proposals/<int:pk>/grid/row/", grid.save, name="grid_row"),
    path("work/proposals/<int:pk>/grid/rows/", grid.save_many, name="grid_rows"),
    path("work/proposals/<int:pk>/amend/", amendment.propose, name="propose_change"),
    path("work/proposals/<int:pk>/drop/", amendment.drop, name="drop_change"),
    path("work/proposals/<int:pk>/submit/", proposals_filing.submit, name="submit"),
    path("work/proposals/<int:pk>/import/", imports.import_new, name="import_new"),
    path("work/proposals/<int:pk>/import/<int:import_pk>/", imports.import_preview, name="import"),
    path("work/proposals/<int:pk>/import/<int:import_pk>/apply/", imports.import_apply, name="import_apply"),
    path("work/proposals/<int:pk>/import/<int:import_pk>/discard/", imports.import_discard, name="import_discard"),
    path("work/proposals/<int:pk>/meetings.xlsx", documents.proposal_file, name="proposal_file"),
    path("work/intake/", intake.intake_now, name="intake_now"),
    path("work/intake/<period_year:year>/", intake.intake, name="intake"),
    path("work/intake/<period_year:year>/<slug:slug>/", proposals_filing.review, name="review"),
    path("work/intake/<period_year:year>/<slug:slug>/remind/", intake.remind, name="remind"),
    path("work/graph/", graph.work_graph_now, name="work_graph_now"),
    path("work/graph/<period_year:year>/", graph.work_graph, name="work_graph"),
    path("work/graph/<period_year:year>/draft.<document_ending:ending>", documents.draft_file, name="draft_file"),
    path("work/graph/<period_year:year>/make.<document_ending:ending>", documents.draft_job, name="draft_job"),
    path("work/graph/<period_year:year>/assemble/", graph.assemble, name="assemble"),
    path("work/graph/<period_year:year>/agreement/", graph.agreement, name="agreement"),
    path("work/graph/<period_year:year>/agreement/<slug:slug>/", graph.slot, name="slot"),
    path("work/graph/<period_year:year>/reopen/", graph.reopen, name="reopen"),
    path("work/graph/<period_year:year>/amend/", amendment.amend, name="amend"),
    path("work/graph/<period_year:year>/abandon/", amendment.abandon, name="abandon"),
    path("work/graph/<period_year:year>/changes/", amendment.changes, name="changes"),
    path("work/graph/<period_year:year>/announcements/", announcements.log, name="announcements"),
    path(
        "work/graph/<period_year:year>/announcements/<int:pk>/",
        announcements.take_back,
        name="announcement_back",
    ),
    path("work/graph/<period_year:year>/send/", approval.send, name="send"),
    path("work/graph/<period_year:year>/decision/", approval.decide, name="decide"),
]
