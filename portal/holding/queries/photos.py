"""Photos of a meeting: those everybody sees on its page, all of them for its body, and what waits on a desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.models import RoleGrant
from portal.bodies.permissions import Actor
from portal.files.queries import link
from portal.holding.choices import PhotoState
from portal.holding.models import Photo, RemovalRequest
from portal.holding.permissions import can_judge_photo
from portal.kernel import clock
from portal.kit.pictures import Why
from portal.kit.unreadable import said_of_picture
from schedules.queries import DeskItem
from schedules.querysets import PLANNING_ROLES

#: Points of the longest side of the small picture.
SMALL = 480
DESK_ROWS = 10


@dataclass(frozen=True)
class PublicPhoto:
    """`lang` is the language in which `alt` is told: where the reader's own is missing, another."""

    address: str
    small: str
    removal: str
    width: int
    height: int
    alt: str
    lang: str


def public_photos(meeting: Meeting) -> list[PublicPhoto] | None:
    """What everybody sees of a meeting; None when there is nothing. One statement, none of a meeting not held."""
    if not meeting.is_held:
        return None
    rows = Photo.objects.public().filter(account__meeting=meeting).select_related("picture")
    return [public_photo(photo, meeting.number) for photo in rows] or None


def public_photo(photo: Photo, number: str) -> PublicPhoto:
    assert photo.width
    assert photo.height
    part = min(1, SMALL / max(photo.width, photo.height))
    alt, lang = _told(photo)
    where = [number, photo.pk, photo.digest]
    return PublicPhoto(
        address=reverse("holding:photo", args=where),
        small=reverse("holding:photo_small", args=where),
        removal=reverse("holding:photo_removal", args=where),
        width=max(1, round(photo.width * part)),
        height=max(1, round(photo.height * part)),
        alt=alt,
        lang=lang,
    )


def _told(photo: Photo) -> tuple[str, str]:
    own = get_language() or settings.LANGUAGE_CODE
    for language in (own, *settings.MODELTRANSLATION_FALLBACK_LANGUAGES.get(own, ()), "kk"):
        if text := getattr(photo, f"alt_{language}"):
            return text, language
    return "", own


@dataclass(frozen=True)
class Card:
    """A photo as people of the body, or of an akimat above, see it."""

    photo: Photo
    #: Let this person fetch the small picture and the picture for some minutes.
    small: str
    large: str
    may_judge: bool
    #: Why no copies could be made.
    failure: str
    asked: list[RemovalRequest]
    put_back: RemovalRequest | None


def photo_cards(meeting: Meeting, actor: Actor) -> list[Card]:
    """All photos that are not taken off, in order. Two statements, and those of the permission."""
    rows = Photo.objects.filter(account__meeting=meeting).standing()
    rows = rows.select_related("account", "picture", "preview").prefetch_related("requests")
    return [_card(photo, meeting, actor) for photo in rows]


def _card(photo: Photo, meeting: Meeting, actor: Actor) -> Card:
    photo.account.meeting = meeting
    requests = list(photo.requests.all())
    waits = photo.state == PhotoState.WAITING and photo.is_described
    return Card(
        photo=photo,
        small=link(photo.preview, actor.user) if photo.preview else "",
        large=link(photo.picture, actor.user) if photo.picture else "",
        may_judge=waits and bool(can_judge_photo(actor, photo)),
        failure=said_of_picture(Why(photo.failure)) if photo.failure else "",
        asked=[row for row in requests if row.decided_at is None],
        put_back=next((row for row in requests if row.is_granted is False), None) if photo.put_back_by_id else None,
    )


def desk_items(actor: Actor) -> list[DeskItem]:
    """Meetings with photos that wait for this person: to be judged, or hidden at somebody's request.

    Of an akimat below only where nobody else is there to do it. One statement for people who plan, none for others.
    """
    mine = actor.bodies(*PLANNING_ROLES)
    if not mine:
        return []
    there = RoleGrant.objects.in_force(actor.on).filter(
        body=OuterRef("account__meeting__body"), role__in=PLANNING_ROLES
    )
    own, hidden = Q(account__meeting__body__in=mine), Q(state=PhotoState.HIDDEN)
    alone = hidden & ~Exists(there) | ~hidden & ~Exists(there.exclude(user=OuterRef("added_by")))
    waiting = Photo.objects.to_judge(actor) | Photo.objects.to_decide(actor)
    rows = (
        waiting.filter(own | alone)
        .order_by()
        .values("account__meeting__number", "state")
        .annotate(count=Count("pk"), since=Min("added_at"))
        .order_by("state", "since")
    )
    return [_item(row["account__meeting__number"], row) for row in rows[:DESK_ROWS]]


def _item(number: str, row: Mapping[str, Any]) -> DeskItem:
    count = row["count"]
    is_hidden = row["state"] == PhotoState.HIDDEN
    titles = (
        ngettext("%(count)d photo is hidden at somebody's request", "%(count)d photos are hidden at request", count)
        if is_hidden
        else ngettext("%(count)d photo waits for you", "%(count)d photos wait for you", count)
    )
    return DeskItem(
        kind="photos_hidden" if is_hidden else "photos",
        title=titles % {"count": count},
        note=_("Meeting %(number)s") % {"number": number},
        url=reverse("holding:photos", args=[number]),
        action=_("Decide") if is_hidden else _("Look at them"),
        since=clock.civil_date(row["since"]),
    )
