"""The life of one issue as Atom, each public line of it; what is new of a list of issues; quarters as they come out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from issues.choices import QuarterStanding
from issues.forms.listing import READERS, IssueListForm
from issues.models import Issue, QuarterVersion
from issues.queries.life import READS, issue_page
from issues.queries.life_steps import Step, life
from issues.queries.lines import line_of
from issues.queries.listing import chosen, is_few
from issues.queries.quarters.published import sum_line, terms
from issues.queries.quarters.standing import latest_versions
from issues.queries.showing import title_of
from meetings.feeds.changes import TAG
from portal.bodies.models import Body
from portal.kernel import clock
from portal.kit import asked, formats
from portal.kit.content_version import DEADLINES, ISSUES, MEETINGS
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept

#: Issues that the feed of a list holds.
ENTRIES = 50


@public_page(kept=Kept(topics=READS))
def issue_atom(request: HttpRequest, number: str) -> HttpResponse:
    """Latest first. What is to come is no entry: it has not happened."""
    try:
        page = issue_page(number, clock.today())
    except Issue.DoesNotExist:
        raise Http404 from None
    link = request.build_absolute_uri(page.issue.get_absolute_url())
    feed = _Feed(
        title=f"{number}: {title_of(page.issue)}",
        link=link,
        description=None,
        language=get_language(),
        author_name=_("Kezdesu: public meetings"),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=f"{TAG}issues/{number}:{get_language()}",
        begun=clock.at(page.issue.registered_on, 0),
    )
    for step in reversed(life(page)):
        if step.event is not None:
            feed.add_item(
                title=step.title,
                link=link,
                description="\n".join(_sentences(step)),
                unique_id=f"{TAG}issues/{number}/{step.event.pk}:{get_language()}",
                pubdate=step.event.at,
                updateddate=step.event.at,
            )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


@public_page(kept=Kept(READERS, topics=(MEETINGS, ISSUES)))
def issues_atom(request: HttpRequest) -> HttpResponse:
    """Those with the latest news first, one entry an issue, told anew on the day of its news; a wrong filter is a wrong
    address.
    """
    today = clock.today()
    form = IssueListForm(request.GET, today=today)
    if not form.is_valid():
        raise Http404
    site, query = request.build_absolute_uri("/").rstrip("/"), request.GET.urlencode()
    feed = _Feed(
        title=_("Issues raised by people: what is new"),
        link=f"{site}{request.path.removesuffix('.atom')}/" + (f"?{query}" if query else ""),
        description=None,
        language=get_language(),
        author_name=_("Kezdesu: public meetings"),
        feed_url=request.build_absolute_uri(),
        feed_guid=f"{TAG}issues?{query}:{get_language()}",
        begun=clock.at(today, 0),
    )
    asked = form.asked()
    found = chosen(asked, today)
    for issue in found.with_names().by_news(of_few=bool(asked.q) and is_few(found))[:ENTRIES]:
        line = line_of(issue, today)
        feed.add_item(
            title=line.title,
            link=site + line.url,
            description=" · ".join([line.number, line.topic, line.place, line.body, line.tag.text, *line.notes]),
            unique_id=f"{TAG}issues/{issue.number}/latest:{get_language()}",
            pubdate=clock.at(issue.published_on or issue.registered_on, 0),
            updateddate=clock.at(issue.last_news_on, 0),
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


@public_page(kept=Kept({"body": asked.shaped("[-a-z0-9]{1,60}")}, topics=(MEETINGS, DEADLINES, ISSUES)))
def quarters_atom(request: HttpRequest) -> HttpResponse:
    """Published quarters of everybody, or of one body, the latest first; an unknown body is a wrong address."""
    slug = request.GET.get("body", "")
    body = get_object_or_404(Body, slug=slug) if slug else None
    path = reverse("issues:quarters") if body is None else reverse("overview:body", args=[slug])
    name = pgettext("page", "Published quarters")
    feed = _Feed(
        title=name if body is None else f"{name}: {body.plain}",
        link=request.build_absolute_uri(path),
        description=None,
        language=get_language(),
        author_name=_("Kezdesu: public meetings"),
        feed_url=request.build_absolute_uri(),
        feed_guid=f"{TAG}issues/quarters?{slug}:{get_language()}",
        begun=clock.at(clock.today(), 0),
    )
    for version in latest_versions(body, ENTRIES):
        standing = vars(version)["standing"]
        title = f"{version.body.plain}: {formats.period_name(version.period)}"
        feed.add_item(
            title=f"{title} – {QuarterStanding(standing).label}" if standing else title,
            link=request.build_absolute_uri(f"{version.get_absolute_url()}?version={version.number}"),
            description=" · ".join(_figures(version)),
            unique_id=f"{TAG}issues/quarters/{version.body.slug}/{version.period_key}/{version.number}:{get_language()}",
            pubdate=version.published_at,
            updateddate=version.published_at,
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


def _figures(version: QuarterVersion) -> list[str]:
    """The balance, and what a reader looks for first."""

    def said(name: str, value: str) -> str:
        return f"{name}: {value}"

    return [
        said(_("Balance"), sum_line(terms(version))),
        said(_("Past their term"), formats.number(version.late)),
        said(_("Without information"), formats.number(version.silent)),
        _("Version %(number)s") % {"number": version.number},
    ]


class _Feed(Atom1Feed):
    def latest_post_date(self) -> Any:
        """When the feed last changed; never "now": an unchanged feed is answered with 304."""
        return max((item["updateddate"] for item in self.items), default=self.feed["begun"])


def _sentences(step: Step) -> list[str]:
    claimed = [str(step.claim.text)] if step.claim is not None else []
    return [*step.notes, *(f"{link.label}: {link.text}" for link in step.links), *claimed, *filter(None, [step.said])]
