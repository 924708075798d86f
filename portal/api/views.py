"""The read-only API: lists and single rows, through the same public doors as the pages."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request

from issues.models import NUMBER, Issue, QuarterRow, QuarterVersion
from issues.queries.quarters.standing import with_standing
from meetings.choices import TextKind
from meetings.models import Meeting
from meetings.queries import meetings_made, number_of_all
from meetings.services.texts import Texts
from portal.api import asked, filters, issues, meetings, obligations, quarters, results, serializers
from portal.api.asking import mistakes
from portal.api.public import PublicViewSet
from portal.api.texts import as_of_today, at_site, json_writer, with_results
from portal.bodies.models import Body, Territory
from portal.deadlines.models import Obligation
from portal.holding.models import Account, Question
from portal.holding.queries.results import public_account
from portal.kit.content_version import DEADLINES, ISSUES, MEETINGS
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from portal.questions.models import AskedQuestion
from schedules.models import Schedule, ScheduleVersion

RESOURCES = ("bodies", "territories", "schedules", "meetings", "obligations", "asked-questions", "issues", "quarters")


@public_page
def root(request: HttpRequest) -> JsonResponse:
    """Where the data is."""
    said = mistakes(request.GET, ())
    if said:
        return JsonResponse(said, status=400)
    links = {name: request.build_absolute_uri(reverse(f"api:{name}-list")) for name in RESOURCES}
    return JsonResponse({**links, "schema": request.build_absolute_uri(reverse("api:schema"))})


@extend_schema(tags=["bodies"])
class BodyViewSet(PublicViewSet):
    """Ministries, akimats and other bodies. The plain list stops at the regions; `kind` or `place` go below them."""

    serializer_class = serializers.BodySerializer
    filterset_class = filters.BodyFilter
    lookup_field = "slug"

    def public(self) -> QuerySet[Body]:
        bodies = Body.objects.select_related("territory").order_by("slug")
        return bodies.leading() if self.is_plain_list("kind", "place") else bodies


@extend_schema(tags=["territories"])
class TerritoryViewSet(PublicViewSet):
    """Regions, districts and cities in force today; `kind` or `parent` go below them."""

    serializer_class = serializers.TerritorySerializer
    filterset_class = filters.TerritoryFilter
    lookup_field = "kato"
    lookup_value_regex = "[0-9]{9}"

    def public(self) -> QuerySet[Territory]:
        places = Territory.objects.in_force(self.today).select_related("parent").order_by("kato", "pk")
        return places.of_upper_ranks() if self.is_plain_list("kind", "parent") else places


@extend_schema(tags=["schedules"])
class ScheduleViewSet(PublicViewSet):
    """Published schedules of first heads; with `kind=plan` or `body`, departmental plans."""

    serializer_class = serializers.ScheduleSerializer
    filterset_class = filters.ScheduleFilter
    lookup_field = "period_key"
    lookup_url_kwarg = "period"
    lookup_value_regex = "[0-9]{4}"

    def public(self) -> QuerySet[Schedule]:
        published = Schedule.objects.published().select_related("body")
        if self.action != "list" or self.is_plain_list("kind", "body"):
            # A year alone names the schedule of first heads: so it was before there were plans.
            published = published.graphs()
        return (
            published.annotate(made=meetings_made())
            .prefetch_related(Prefetch("versions", ScheduleVersion.objects.defer("content").order_by("number")))
            .order_by("-period_key", "pk")
        )


@extend_schema(tags=["meetings"])
class MeetingViewSet(PublicViewSet):
    """Announced meetings, by number."""

    serializer_class = meetings.MeetingSerializer
    filterset_class = filters.MeetingFilter
    lookup_field = "number"
    lookup_value_regex = "[0-9]{4}-[0-9]{6}"
    kept = Kept(filters.MEETING_READERS, topics=(MEETINGS,), strict=True)

    def public(self) -> QuerySet[Meeting]:
        return Meeting.objects.public().with_names().select_related("region", "schedule").order_by("number")

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "today": getattr(self, "today", None)}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Byte for byte what the serializer prints, of texts that are kept; never indented, nor are whole answers."""
        asked = self.filterset_class.get_filters().keys() & request.query_params.keys()
        if "changed_since" in asked and (other := asked - {*filters.LASTING}):
            said = _("Not together with changed_since: what is no longer found by it would not be told.")
            raise ValidationError({name: [said] for name in sorted(other)})
        found: Any = self.filter_queryset(self.get_queryset())
        # A count of all there are grows with them; of a part it is asked of an index.
        number = number_of_all() if self.is_plain_list(*self.filterset_class.get_filters()) else None
        texts: Any = Texts(found, TextKind.JSON, "", json_writer(), number)
        page = self.paginate_queryset(texts) or ()
        results = at_site((as_of_today(row, self.today) for row in page), request.build_absolute_uri("/"))
        answer = self.get_paginated_response([])
        return HttpResponse(with_results(answer.data, results), content_type="application/json")


_OF_MEETING = extend_schema(
    tags=["meetings"],
    parameters=[OpenApiParameter("meeting", OpenApiTypes.STR, OpenApiParameter.PATH, pattern="^[0-9]{4}-[0-9]{6}$")],
)


@_OF_MEETING
class ResultsViewSet(PublicViewSet):
    """What is told of a held meeting: numbers and roles at once, the summary with the published results."""

    serializer_class = results.ResultsSerializer
    lookup_field = "meeting"

    def public(self) -> QuerySet[Account]:
        return Account.objects.of_public_meetings()

    def get_object(self) -> Any:
        account = public_account(self.kwargs["meeting"])
        if account is None:
            raise NotFound
        return results.told(account)


@_OF_MEETING
class QuestionViewSet(PublicViewSet):
    """Questions of a meeting whose results are published, with its action plan, by number."""

    serializer_class = results.QuestionSerializer
    filterset_class = filters.QuestionFilter

    def public(self) -> QuerySet[Question]:
        rows = Question.objects.public().filter(account__meeting__number=self.kwargs.get("meeting", ""))
        return rows.select_related("account__meeting", "territory", "body").order_by("number")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Of a meeting without published results there is no such list."""
        if not Account.objects.public().filter(meeting__number=kwargs["meeting"]).exists():
            raise NotFound
        return super().list(request, *args, **kwargs)


@extend_schema(tags=["obligations"])
class ObligationViewSet(PublicViewSet):
    """Public obligations: who had to do what by which day, and what became of it."""

    serializer_class = obligations.ObligationSerializer
    filterset_class = filters.ObligationFilter
    lookup_value_regex = "[0-9]+"

    def public(self) -> QuerySet[Obligation]:
        return Obligation.objects.public().select_related("body", "confirmed_for").order_by("pk")


@extend_schema(tags=["asked-questions"])
class AskedQuestionViewSet(PublicViewSet):
    """Questions that people ask before meetings: those on an agenda, and what became of them."""

    serializer_class = asked.AskedQuestionSerializer
    filterset_class = asked.AskedQuestionFilter
    lookup_field = "number"
    lookup_value_regex = "S-[0-9]{4}-[0-9]{6}"

    def public(self) -> QuerySet[AskedQuestion]:
        return AskedQuestion.objects.public().with_names().with_voices().order_by("number")


@extend_schema(tags=["issues"])
class IssueViewSet(PublicViewSet):
    """Issues that people raised, by number: who answers for each until when, and what became of it."""

    serializer_class = issues.IssueSerializer
    filterset_class = issues.IssueFilterSet
    lookup_field = "number"
    lookup_value_regex = NUMBER
    kept = Kept(issues.ISSUE_READERS, topics=(MEETINGS, ISSUES), strict=True)

    def public(self) -> QuerySet[Issue]:
        return Issue.objects.public().with_names().select_related("region").by_number()


_OF_QUARTER = extend_schema(
    tags=["quarters"],
    parameters=[
        OpenApiParameter("body", OpenApiTypes.STR, OpenApiParameter.PATH, pattern="^[-a-z0-9]{1,60}$"),
        OpenApiParameter("quarter", OpenApiTypes.STR, OpenApiParameter.PATH, pattern=f"^{quarters.QUARTER}$"),
        OpenApiParameter("version", {"type": "integer", "minimum": 1, "maximum": 9999}, OpenApiParameter.PATH),
    ],
)


@extend_schema(tags=["quarters"])
@extend_schema_view(retrieve=_OF_QUARTER)
class QuarterViewSet(PublicViewSet):
    """Published quarters in the order of publication: what each body, or the portal in its place, published."""

    serializer_class = quarters.QuarterSerializer
    filterset_class = quarters.QuarterFilterSet
    kept = Kept(quarters.QUARTER_READERS, topics=(MEETINGS, DEADLINES, ISSUES), strict=True)

    def public(self) -> QuerySet[QuarterVersion]:
        return with_standing(QuarterVersion.objects.select_related("body")).order_by("pk")

    def get_object(self) -> Any:
        asked = {"body__slug": self.kwargs["body"], "period_key": self.kwargs["quarter"]}
        found = self.get_queryset().filter(**asked, number=self.kwargs["version"]).first()
        if found is None:
            raise NotFound
        return found


@_OF_QUARTER
class QuarterRowViewSet(PublicViewSet):
    """Rows of one version of a published quarter, in the order of their hashes."""

    serializer_class = quarters.QuarterRowSerializer
    filterset_class = quarters.QuarterRowFilterSet

    def public(self) -> QuerySet[QuarterRow]:
        return QuarterRow.objects.filter(**self._asked("version__")).select_related("issue").order_by("position")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Of a version that is not there, there is no such list."""
        if not QuarterVersion.objects.filter(**self._asked()).exists():
            raise NotFound
        return super().list(request, *args, **kwargs)

    def _asked(self, of: str = "") -> dict[str, Any]:
        names = {"body": "body__slug", "quarter": "period_key", "version": "number"}
        return {f"{of}{column}": self.kwargs.get(name) for name, column in names.items()}


_schema = public_page(SpectacularAPIView.as_view(api_version=None))


def schema(request: HttpRequest) -> HttpResponseBase:
    """OpenAPI of all this, in English whatever the reader's browser prefers: one text for every cache."""
    said = mistakes(request.GET, ())
    if said:
        return JsonResponse(said, status=400)
    with translation.override("en"):
        return _schema(request)
