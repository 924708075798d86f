"""The life of one issue as Atom: each public line of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from issues.models import Issue
from issues.queries.life import READS, issue_page
from issues.queries.life_steps import Step, life
from issues.queries.lines import title_of
from meetings.feeds.changes import TAG
from portal.kernel import clock
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept


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


class _Feed(Atom1Feed):
    def latest_post_date(self):  # type: ignore[no-untyped-def]
        """When the feed last changed; never "now": an unchanged feed is answered with 304."""
        return max((item["updateddate"] for item in self.items), default=self.feed["begun"])


def _sentences(step: Step) -> list[str]:
    claimed = [str(step.claim.text)] if step.claim is not None else []
    return [*step.notes, *(f"{link.label}: {link.text}" for link in step.links), *claimed, *filter(None, [step.said])]
