"""Addresses of planning: the workspace under /work/, the public pages under /schedules/."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from schedules.kinds import AKIM_CALENDAR, GRAPH, Kind, own_kinds
from schedules.views import (
    amendment,
    announcements,
    approval,
    bulk,
    documents,
    graph,
    grid,
    hearings,
    imports,
    intake,
    plan_review,
    plans,
    proposals,
    proposals_filing,
    published,
    rows,
    sending_up,
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

_YEAR = "<period_year:year>/"
_OF_BODY = "<slug:slug>/<period_year:year>/"


def _versions(kind: Kind, whose: str, prefix: str) -> list[URLPattern]:
    """Public pages of what was approved: each version, its content, its files, the difference of any two."""
    base, known = f"schedules/{kind.address}/{whose}", {"kind": kind}
    return [
        path(f"{base}v<int:version>/", version.version, known, name=f"{prefix}version"),
        path(f"{base}v<int:version>.json", version.version_json, known, name=f"{prefix}version_json"),
        path(f"{base}v<int:first>..v<int:second>/", version.differences, known, name=f"{prefix}differences"),
        path(
            f"{base}v<int:version>.<document_ending:ending>",
            documents.version_file,
            known,
            name=f"{prefix}version_file",
        ),
    ]


def _announcements(kind: Kind, whose: str, prefix: str) -> list[URLPattern]:
    base, known = f"work/{kind.folder}/{whose}announcements/", {"kind": kind}
    return [
        path(base, announcements.log, known, name=f"{prefix}announcements"),
        path(f"{base}<int:pk>/", announcements.take_back, known, name=f"{prefix}announcement_back"),
    ]


def own_pages(kind: Kind) -> list[URLPattern]:
    """Every page of a kind of which each body has its own; their names begin with its key."""
    key, known = kind.key, {"kind": kind}
    work, own = f"work/{kind.folder}/", f"work/{kind.folder}/{_OF_BODY}"
    return [
        path(f"schedules/{kind.address}/{_OF_BODY}", plans.plan, known, name=key),
        *_versions(kind, _OF_BODY, f"{key}_"),
        path(work, plans.plans, known, name=f"{key}s"),
        path(f"{work}open/", plans.open_plan, known, name=f"open_{key}"),
        path(f"{work}board/{_YEAR}", plans.board, known, name=f"{key}_board"),
        path(own, plans.work_plan, known, name=f"work_{key}"),
        path(f"{own}review/", plan_review.review, known, name=f"{key}_review"),
        path(f"{own}amend/", plans.amend, known, name=f"{key}_amend"),
        path(f"{own}abandon/", plans.abandon, known, name=f"{key}_abandon"),
        *_announcements(kind, _OF_BODY, f"{key}_"),
    ]


def _hearings(kind: Kind) -> list[URLPattern]:
    """Hearing the maslikhat about a calendar: what the region does."""
    base, known = f"work/{kind.folder}/{_OF_BODY}maslikhat/", {"kind": kind}
    return [
        path(f"{base}send/", hearings.send, known, name=f"{kind.key}_to_maslikhat"),
        path(f"{base}letter/", hearings.letter, known, name=f"{kind.key}_letter"),
        path(f"{base}link/", hearings.link, known, name=f"{kind.key}_link"),
        path(f"work/{kind.folder}/{_OF_BODY}send/", sending_up.send, known, name=f"{kind.key}_send"),
        path(f"{base}revoke/", hearings.revoke, known, name=f"{kind.key}_revoke"),
    ]


app_name = "schedules"
urlpatterns = [
    path("schedules/", published.index, name="index"),
    path("schedules/graph/<period_year:year>/", published.graph, name="graph"),
    *_versions(GRAPH, _YEAR, ""),
    *(page for kind in own_kinds() for page in own_pages(kind)),
    *(page for kind in own_kinds() if kind.hears_maslikhat for page in _hearings(kind)),
    path(f"schedules/{AKIM_CALENDAR.key}/<path:rest>", published.moved, {"kind": AKIM_CALENDAR}, name="moved"),
    path(f"schedules/{AKIM_CALENDAR.address}/{_YEAR}", sending_up.calendars, name="akim_calendars_of_year"),
    path("work/forwarding/", sending_up.forwarding_now, name="forwarding_now"),
    path("work/forwarding/<period_year:year>/", sending_up.forwarding, name="forwarding"),
    path("work/maslikhat/", hearings.hearings, name="hearings"),
    path("work/maslikhat/<int:pk>/", hearings.hearing, name="hearing"),
    path("maslikhat/<slug:key>/", hearings.by_link, name="hearing_by_link"),
    path("work/proposals/", proposals.proposals, name="proposals"),
    path("work/proposals/open/", proposals.open_year, name="open_proposal"),
    path("work/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("work/proposals/<int:pk>/rows/new/", rows.row_new, name="row_new"),
    path("work/proposals/<int:pk>/rows/<int:row_pk>/", rows.row, name="row"),
    path("work/proposals/<int:pk>/rows/<int:row_pk>/delete/", rows.row_delete, name="row_delete"),
    path("work/proposals/<int:pk>/rows/<int:row_pk>/restore/", rows.row_restore, name="row_restore"),
    path("work/proposals/<int:pk>/shift/", bulk.shift, name="bulk_shift"),
    path("work/proposals/<int:pk>/copy/", bulk.copy, name="bulk_copy"),
    path("work/proposals/<int:pk>/undo/", bulk.undo, name="bulk_undo"),
    path("work/proposals/<int:pk>/beside/", proposals.beside_table, name="beside"),
    path("work/proposals/<int:pk>/grid/", grid.rows, name="grid"),
    path("work/proposals/<int:pk>/grid/row/", grid.save, name="grid_row"),
    path("work/proposals/<int:pk>/grid/rows/", grid.save_many, name="grid_rows"),
    path("work/proposals/<int:pk>/grid/names/", grid.names, name="grid_names"),
    path("work/proposals/<int:pk>/grid/said/", grid.said, name="grid_said"),
    path("work/proposals/<int:pk>/amend/", amendment.propose, name="propose_change"),
    path("work/proposals/<int:pk>/drop/", amendment.drop, name="drop_change"),
    path("work/proposals/<int:pk>/submit/", proposals_filing.submit, name="submit"),
    path("work/proposals/<int:pk>/take-back/", proposals_filing.take_back_filing, name="take_back"),
    path("work/proposals/<int:pk>/import/", imports.import_new, name="import_new"),
    path("work/proposals/<int:pk>/import/<int:import_pk>/", imports.import_preview, name="import"),
    path("work/proposals/<int:pk>/import/<int:import_pk>/apply/", imports.import_apply, name="import_apply"),
    path("work/proposals/<int:pk>/import/<int:import_pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("work/proposals/<int:pk>/import/<int:import_pk>/discard/", imports.import_discard, name="import_discard"),
    path("work/proposals/<int:pk>/meetings.xlsx", documents.proposal_file, name="proposal_file"),
    path("work/intake/", intake.intake_now, name="intake_now"),
    path("work/intake/<period_year:year>/", intake.intake, name="intake"),
    path("work/intake/<period_year:year>/remind/", intake.remind_everybody, name="remind_all"),
    path("work/intake/<period_year:year>/<slug:slug>/", proposals_filing.review, name="review"),
    path("work/intake/<period_year:year>/<slug:slug>/remind/", intake.remind, name="remind"),
    path("work/graph/", graph.work_graph_now, name="work_graph_now"),
    path("work/graph/<period_year:year>/", graph.work_graph, name="work_graph"),
    path("work/graph/<period_year:year>/draft.<document_ending:ending>", documents.draft_file, name="draft_file"),
    path("work/graph/<period_year:year>/make.<document_ending:ending>", documents.draft_job, name="draft_job"),
    path("work/graph/<period_year:year>/assemble/", graph.assemble, name="assemble"),
    path("work/graph/<period_year:year>/agreement/", graph.agreement, name="agreement"),
    path("work/graph/<period_year:year>/agreement/remind/", graph.remind, name="remind_silent"),
    path("work/graph/<period_year:year>/agreement/<slug:slug>/", graph.slot, name="slot"),
    path("work/graph/<period_year:year>/reopen/", graph.reopen, name="reopen"),
    path("work/graph/<period_year:year>/amend/", amendment.amend, name="amend"),
    path("work/graph/<period_year:year>/abandon/", amendment.abandon, name="abandon"),
    path("work/graph/<period_year:year>/changes/", amendment.changes, name="changes"),
    *_announcements(GRAPH, _YEAR, ""),
    path("work/graph/<period_year:year>/send/", approval.send, name="send"),
    path("work/graph/<period_year:year>/decision/", approval.decide, name="decide"),
]
