"""The change log of a schedule as Atom: versions, moves, cancellations, days set."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.queries.changes import ChangeLine, change_lines
from portal.bodies.models import Body
from portal.kit.content_version import MEETINGS
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from schedules.kinds import Kind, filled

#: Part of lasting ids (RFC 4151), not an address: it must not change when the portal moves to another host.
TAG = "tag:kezdesu,2027:"


@public_page(kept=Kept(topics=(MEETINGS,)))
def changes_atom(request: HttpRequest, kind: Kind, year: str, slug: str = "") -> HttpResponse:
    """Latest first. Answers only once something of the year is published."""
    body = get_object_or_404(Body, slug=slug) if slug else None
    lines = change_lines(kind, year, body)
    if not lines:
        raise Http404(_("There is no such schedule."))
    site = request.build_absolute_uri("/").rstrip("/")
    feed = _Feed(
        title=filled(kind.words.changes, {"year": year, "body": body.plain if body else ""}),
        link=site + request.path.removesuffix("changes.atom"),
        description=None,
        language=get_language(),
        author_name=_("Kezdesu: public meetings"),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=f"{TAG}schedules/{kind.key_of(year, slug)}/changes:{get_language()}",
    )
    for line in lines:
        _add(feed, line, site)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


class _Feed(Atom1Feed):
    def latest_post_date(self):  # type: ignore[no-untyped-def]
        """When the feed last changed; never "now": an unchanged feed is answered with 304."""
        return max(item["updateddate"] for item in self.items)


def _add(feed: Atom1Feed, line: ChangeLine, site: str) -> None:
    feed.add_item(
        title=line.title,
        link=site + line.path,
        description=line.text,
        unique_id=f"{TAG}{line.key}:{get_language()}",
        pubdate=line.at,
        updateddate=line.at,
    )
