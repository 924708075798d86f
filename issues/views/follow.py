"""News of an issue, of issues of a body or of a topic by mail: without account and cookie. Opening changes nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from issues.forms.answering import FollowForm
from issues.models import Follow, Issue, IssueTopic
from issues.services.following_people import Followed
from issues.services.following_people import follow as follow_now
from issues.services.following_people import leave as leave_now
from issues.services.writing import followed_named
from portal.bodies.models import Body
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.questions.choices import Purpose
from portal.questions.services.keys import person_of
from portal.questions.views.sending import flooded, fresh_stamp, no_referrer, open_to_all, sent_from, turned_away

Crumbs = list[tuple[str, str | None]]


@open_to_all
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """The answer is the same for every address, whether it is new, known, or not there at all."""
    issue = get_object_or_404(Issue.objects.public(), number=number)
    return _page(request, issue, Follow(issue=issue), issue.get_absolute_url(), issue.number)


@open_to_all
def follow_body(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(Body.objects.in_force(clock.today()), slug=slug)
    return _page(request, body, Follow(body=body), body.get_absolute_url(), str(body.short))


@open_to_all
def follow_topic(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(IssueTopic.objects.select_related("parent"), slug=slug)
    return _page(request, topic, Follow(topic=topic), "", str(topic))


@open_to_all
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Opening it, as scanners of mail do, leaves nothing; a mail program sends it by one press of its own (RFC 8058).
    Whoever has left already reads the same once more.
    """
    person = person_of(key)
    if person is not None and person.purpose != Purpose.FOLLOW:
        raise Http404
    if request.method == "POST" and person is not None:
        leave_now(person=person)
        person = None
    row = (
        Follow.objects.select_related("issue", "body", "topic__parent").filter(person=person).first()
        if person
        else None
    )
    if row is None:
        return no_referrer(render(request, "issues/left.html", {}))
    return no_referrer(render(request, "issues/leave.html", {"named": followed_named(row)}))


def _page(request: HttpRequest, about: Followed, row: Follow, back: str, called: str) -> HttpResponse:
    is_sent = request.method == "POST"
    form = FollowForm(request.POST) if is_sent else FollowForm(initial=fresh_stamp())
    crumbs: Crumbs = [(pgettext("page", "Issues"), None), (called, back or None), (_("News by mail"), None)]
    context: dict[str, object] = {"form": form, "named": followed_named(row), "back": back, "crumbs": crumbs}
    if seconds := flooded(request):
        return turned_away(render(request, "issues/follow.html", context | {"seconds": seconds}), seconds)
    if is_sent and form.is_valid():
        typed = form.cleaned_data
        follow_now(
            about=about,
            email=typed["email"],
            language=formats.language(),
            origin=sent_from(request, typed["stamp"]),
            today=clock.today(),
            now=clock.now(),
        )
        return render(request, "issues/follow_sent.html", context)
    return render(request, "issues/follow.html", context, status=Invalid.status if form.errors else 200)
