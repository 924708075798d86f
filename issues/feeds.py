"""The life of one issue as Atom, each public line of it; and what is new of a list of issues."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from issues.forms.listing import READERS, IssueListForm
from issues.models import Issue
from issues.queries.life import READS, issue_page
from issues.queries.life_steps import Step, life
from issues.queries.lines import line_of
from issues.queries.listing import chosen, is_few
from issues.queries.showing import title_of
from meetings.feeds.changes import TAG
from portal.kernel import clock
from portal.kit.content_version import ISSUES, MEETINGS
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


class _Feed(Atom1Feed):
    def latest_post_date(self) -> Any:
        """When the feed last changed; never "now": an unchanged feed is answered with 304."""
        return max((item["updateddate"] for item in self.items), default=self.feed["begun"])


def _sentences(step: Step) -> list[str]:
    claimed = [str(step.claim.text)] if step.claim is not None else []
    return [*step.notes, *(f"{link.label}: {link.text}" for link in step.links), *claimed, *filter(None, [step.said])]
