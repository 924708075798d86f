"""Photos of a meeting at work: several added at once, described, put in order, judged by a second person, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from meetings.models import Meeting
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.holding.choices import PhotoState
from portal.holding.forms.photos import PhotoForm, PhotosForm
from portal.holding.models import Account, Photo
from portal.holding.permissions import can_log, can_watch_photos
from portal.holding.queries.photos import Card, photo_cards
from portal.holding.services import photos as services
from portal.holding.services import removal
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view

#: Photos of one sending; the others are chosen in another.
MOST_AT_ONCE = 10


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def photos(request: WorkspaceRequest, number: str) -> HttpResponse:
    """One form: what is chosen, what is typed at each photo, and which button was pressed. What is good is kept.

    What is not stands there with its reason, with all that was typed.
    """
    actor, meeting = request.actor, _meeting(request.actor, number)
    may_change, is_sent = bool(can_log(actor, meeting)), request.method == "POST"
    is_told = meeting.is_held and Account.objects.filter(meeting=meeting).exists()
    chosen = PhotosForm(is_sent=is_sent)
    cards = photo_cards(meeting, actor)
    forms = [PhotoForm(request.POST if is_sent else None, photo=card.photo) for card in cards]
    if is_sent:
        added, refusals = add_photos(request.FILES.getlist("photos"), meeting, actor) if may_change else (0, [])
        for refusal in refusals:
            chosen.add_error("photos", refusal)
        told = _describe(cards, forms, actor) if may_change else True
        acted = _act(request.POST.get("act", ""), cards, forms, actor)
        if added:
            text = ngettext("%(count)d photo is added.", "%(count)d photos are added.", added)
            messages.success(request, text % {"count": added})
        if told and acted and not chosen.errors:
            return redirect("holding:photos", number)
        known = {card.photo.pk: form for card, form in zip(cards, forms, strict=True)}
        cards = photo_cards(meeting, actor)
        forms = [known.get(card.photo.pk) or PhotoForm(None, photo=card.photo) for card in cards]
    context = {
        "meeting": meeting,
        "may_change": may_change,
        "may_add": may_change and is_told and len(cards) < services.MOST_PHOTOS,
        "is_told": is_told,
        "chosen": chosen,
        "rows": list(zip(cards, forms, strict=True)),
        "to_describe": sum(not card.photo.is_described and not card.failure for card in cards) if may_change else 0,
        "most": services.MOST_PHOTOS,
        "at_once": MOST_AT_ONCE,
        "prepares": any(card.photo.state == PhotoState.NEW for card in cards),
        "title": pgettext("page", "Photos of the meeting %(number)s") % {"number": number},
    }
    return render(request, "holding/work_photos.html", context)


@require_safe
@workspace_view
def photo_state(request: WorkspaceRequest, number: str, pk: str) -> HttpResponse:
    """The picture of one photo, or that it is being prepared: asked for until it is there."""
    meeting = _meeting(request.actor, number)
    card = next((card for card in photo_cards(meeting, request.actor) if card.photo.pk == int(pk)), None)
    if card is None:
        raise Http404
    return render(request, "holding/_photo_state.html", {"card": card, "number": number})


@public_page
def photo(request: HttpRequest, number: str, pk: str, digest: str) -> HttpResponse:
    return _picture(number, pk, digest, "picture")


@public_page
def photo_small(request: HttpRequest, number: str, pk: str, digest: str) -> HttpResponse:
    return _picture(number, pk, digest, "preview")


def _picture(number: str, pk: str, digest: str, which: str) -> HttpResponse:
    """A hidden photo answers like one that never was; its answer is kept for half a minute, as all public pages are."""
    file = getattr(public_row(number, pk, digest), which)
    try:
        with file.content.open("rb") as content:
            body = content.read()
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = HttpResponse(body, content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["ETag"] = f'"{file.sha256}"'
    return response


def public_row(number: str, pk: str, digest: str) -> Photo:
    rows = Photo.objects.public().select_related("picture", "preview")
    return get_object_or_404(rows, pk=int(pk), account__meeting__number=number, picture__sha256__startswith=digest)


def _meeting(actor: Actor, number: str) -> Meeting:
    """For whoever neither adds nor judges photos of it the page does not exist."""
    rows = Meeting.objects.public().with_names().select_related("body__territory__parent")
    meeting = get_object_or_404(rows, number=number)
    if not can_log(actor, meeting) and not can_watch_photos(actor, meeting):
        raise Http404
    return meeting


def add_photos(files: Sequence[UploadedFile], meeting: Meeting, actor: Actor) -> tuple[int, list[str]]:
    """How many are kept; and of each other one, by its name, why not."""
    added, refusals = 0, []
    now = clock.now()
    for upload in files[:MOST_AT_ONCE]:
        try:
            services.add_photo(meeting=meeting, upload=upload, actor=actor, now=now)
        except Invalid as refused:
            refusals.append(f"{upload.name}: {refused.message}")
        else:
            added += 1
    return added, [*refusals, *beyond_most(files)]


def beyond_most(files: Sequence[UploadedFile]) -> list[str]:
    """Which of them are too many for one sending, in a sentence."""
    if not (beyond := files[MOST_AT_ONCE:]):
        return []
    sentence = _("At most %(count)d photos are taken at once. Choose these anew: %(names)s")
    names = ", ".join(str(upload.name) for upload in beyond[: services.MOST_PHOTOS])
    return [sentence % {"count": MOST_AT_ONCE, "names": names}]


def _describe(cards: list[Card], forms: list[PhotoForm], actor: Actor) -> bool:
    """Save what was typed anew. False when something of it is refused; the rest is saved."""
    all_good = True
    for card, form in zip(cards, forms, strict=True):
        if not _was_sent(form) or not form.is_changed:
            continue
        if form.is_valid():
            try:
                seen = form.cleaned_data["seen"]
                services.describe_photo(photo=card.photo, said=form.said(), seen=seen, actor=actor)
            except Invalid as refused:
                add_refusal(form, refused)
            except Conflict as conflict:
                form.add_error(None, str(conflict.message))
        all_good = all_good and not form.errors
    return all_good


def _was_sent(form: PhotoForm) -> bool:
    """Not of a photo that came after the page was opened, nor where this person may not change the words."""
    return form.add_prefix("seen") in form.data and form.add_prefix("alt_kk") in form.data


def _act(act: str, cards: list[Card], forms: list[PhotoForm], actor: Actor) -> bool:
    """What the pressed button says. Raises NotAllowed, Conflict; False when something is missing, said at its field."""
    verb, _colon, key = act.partition(":")
    found = next(((card, form) for card, form in zip(cards, forms, strict=True) if str(card.photo.pk) == key), None)
    if found is None or verb not in _ACTS:
        return True
    card, form = found
    form.is_valid()
    typed = getattr(form, "cleaned_data", {})
    try:
        _ACTS[verb](card.photo, actor, typed.get("note", ""), typed.get("seen", ""))
    except Invalid as refused:
        add_refusal(form, refused, {"why": "note"})
        return False
    return True


_ACTS: dict[str, Callable[[Photo, Actor, str, str], object]] = {
    "yes": lambda photo, actor, _note, seen: services.approve_photo(
        photo=photo, seen=seen, actor=actor, now=clock.now()
    ),
    "no": lambda photo, actor, note, seen: services.refuse_photo(
        photo=photo, note=note, seen=seen, actor=actor, now=clock.now()
    ),
    "remove": lambda photo, actor, _note, _seen: services.remove_photo(photo=photo, actor=actor),
    "forward": lambda photo, actor, _note, _seen: services.move_photo(photo=photo, forward=True, actor=actor),
    "back": lambda photo, actor, _note, _seen: services.move_photo(photo=photo, forward=False, actor=actor),
    "off": lambda photo, actor, _note, _seen: removal.grant_removal(photo=photo, actor=actor, now=clock.now()),
    "again": lambda photo, actor, note, _seen: removal.put_back(photo=photo, why=note, actor=actor, now=clock.now()),
}
