"""The quick log: which meeting, its one page, and its draft that is saved from the first key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.models import Meeting, MeetingHeld
from meetings.queries.held import holders, in_time_until
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.holding import errors
from portal.holding.choices import Fate
from portal.holding.forms.log import LogForm
from portal.holding.forms.log_beside import Others, differing
from portal.holding.forms.questions import MENDED, Part, Row, part_of, recognise
from portal.holding.models import Account, LogDraft
from portal.holding.queries.agenda import agenda_of
from portal.holding.queries.log import draft_of, drafts, offered, places_of, usual_attendees
from portal.holding.queries.owing import owing
from portal.holding.services.drafts import save_draft, written_elsewhere
from portal.holding.services.logging import log_meeting
from portal.holding.views.log_photos import LogPhotos
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.folding import typed as as_text
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.named import Names
from portal.questions.choices import Topic
from portal.questions.models import AskedQuestion

#: More is no log: the draft would not be kept.
_ASKED_LETTERS = 100
#: Questions at fault that are named at once.
_TOLD = 10


@require_safe
@workspace_view
def choose(request: WorkspaceRequest) -> HttpResponse:
    """Meetings that wait to be recorded; another is found by its number or place."""
    asked = request.GET.get("q", "")[:_ASKED_LETTERS]
    rows = [(meeting, in_time_until(meeting)) for meeting in offered(request.actor, asked)]
    context = {"rows": rows, "drafts": drafts(request.actor), "asked": asked, "today": request.actor.on}
    return render(request, "holding/choose.html", context)


@dataclass
class _Page:
    """What the form of one meeting is made of."""

    meeting: Meeting
    record: MeetingHeld | None
    draft: LogDraft | None
    account: Account | None
    places: Names
    agenda: list[AskedQuestion]

    def form(self, data: QueryDict | None, actor: Actor) -> LogForm:
        draft = self.draft
        initial: dict[str, Any] = dict(draft.typed) if draft else {"attendees": usual_attendees(self.meeting)}
        if draft is not None:
            initial |= {"key": str(draft.key), "version": draft.version}
        found = holders(self.meeting, actor.on)
        return LogForm(
            data, meeting=self.meeting, holders=found, record=self.record, initial=initial, agenda=self.agenda
        )

    def rows(self, typed: Mapping[str, Any]) -> list[Row]:
        return recognise(as_text(str(typed.get("questions", ""))), self._said(typed), self.places)

    def typed(self, form: LogForm) -> dict[str, Any]:
        """For the draft: what was sent, and of its questions what was mended, on whatever part of the page."""
        said, sent = self._said(form.data), form.typed()
        mended = [f"{what}-{row.key}" for row in self.rows(form.data) for what in MENDED]
        own = {name: value for name, value in sent.items() if name.partition("-")[0] not in MENDED}
        return {**own, **{name: said[name] for name in mended if said.get(name)}}

    def _said(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """What was mended of the questions by now: on parts of the page that are not shown, as the draft has it."""
        sent = {**(self.draft.typed if self.draft else {}), **dict(typed.items())}
        return {name: as_text(str(value)) for name, value in sent.items() if name.partition("-")[0] in MENDED}


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def log(request: WorkspaceRequest, number: str) -> HttpResponse:
    """One page; without scripts it is sent to recognise the questions, to be kept for later, and to be recorded."""
    actor, page = request.actor, _page(request.actor, number)
    photos = LogPhotos(request, page.draft)
    if request.method != "POST":
        return _answer(request, page, page.form(None, actor), photos)
    data = request.POST.copy()
    form = page.form(data, actor)
    is_right = form.is_valid()
    key = form.cleaned_data.get("key")
    if page.account is not None:
        if key is not None and LogDraft.objects.filter(key=key, account=page.account).exists():
            return photos.add(page.meeting) or redirect("holding:account", number)
        return _answer(request, page, form, photos, status=Conflict.status)
    try:
        kept = _keep(page, form, actor, photos.keys(later="later" in data))
        data["version"], data["key"] = str(kept.version), str(kept.key)
        page.draft = kept
    except Conflict as refusal:
        return _refused(request, number, form, photos, refusal)
    if "later" in data:
        photos.tell()
        messages.success(request, _("The draft is kept. It waits on the page of the log."))
        return redirect("holding:choose")
    if "recognise" in data or "part" in data:
        fresh = LogForm(None, meeting=page.meeting, holders=holders(page.meeting, actor.on), record=page.record,
                        agenda=page.agenda,
                        initial={**kept.typed, "key": str(kept.key), "version": kept.version,
                                 "page": form["page"].value()})  # fmt: skip
        return _answer(request, page, fresh, photos, part=data.get("part", ""))
    rows = page.rows(form.data)
    lost = [row for row in rows if row.is_lost]
    for row in lost[:_TOLD]:
        told = {"number": row.number, "place": row.place_typed}
        form.add_error("questions", _("Question %(number)d: there is no such place here: %(place)s.") % told)
    if is_right and not lost:
        try:
            log_meeting(
                meeting=page.meeting,
                facts=form.facts(),
                log=form.log(rows),
                key=kept.key,
                actor=actor,
                today=actor.on,
                now=clock.now(),
                expected_sequence=form.cleaned_data["sequence"],
                **form.reasons(),
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict as refusal:
            return _refused(request, number, form, photos, refusal)
        else:
            messages.success(request, _recorded(page.meeting, actor))
            return photos.add(page.meeting) or redirect("holding:account", number)
    return _answer(request, page, form, photos, status=Invalid.status, part=part_of(lost[0]) if lost else "")


@require_POST
@workspace_view
def draft(request: WorkspaceRequest, number: str) -> HttpResponse:
    """What was typed so far is kept, and the questions are recognised; for the script of the page."""
    actor, page = request.actor, _page(request.actor, number)
    form = page.form(request.POST, actor)
    form.is_valid()
    try:
        kept = _keep(page, form, actor, LogPhotos(request, page.draft).keys(later=False))
    except Conflict as refusal:
        return JsonResponse({"told": str(refusal.message)}, status=Conflict.status)
    part = render_to_string("holding/_recognised.html", _recognised(page, form), request)
    return JsonResponse({"saved": _saved(kept), "version": kept.version, "key": str(kept.key), "part": part})


def _refused(
    request: WorkspaceRequest, number: str, form: LogForm, photos: LogPhotos, refusal: Conflict
) -> HttpResponse:
    """Another page has written or recorded meanwhile: what it left is shown beside what was typed here, which stays in
    the form. Raises what has nothing to do with the draft."""
    page = _page(request.actor, number)
    if page.account is None and refusal.code == errors.CHANGED and page.draft is not None:
        assert isinstance(form.data, QueryDict)
        form.data["version"], form.data["key"] = str(page.draft.version), str(page.draft.key)
        # What the other page has mended is set against this one as it was sent, not as it will be kept with it.
        alone = replace(page, draft=None)
        others = Others(written_elsewhere(page.draft, request.actor), differing(page.draft, form, alone.rows))
        return _answer(request, page, form, photos, others=others, status=Conflict.status)
    if page.account is None:
        raise refusal
    return _answer(request, page, form, photos, status=Conflict.status)


def _keep(page: _Page, form: LogForm, actor: Actor, photos: list[str]) -> LogDraft:
    key, version = form.cleaned_data.get("key"), form.cleaned_data.get("version")
    if key is None or version is None:
        raise Conflict(_("Somebody else has written in this log since you opened it."), code=errors.CHANGED)
    kept = page.draft.key if page.draft else key
    return save_draft(
        meeting=page.meeting,
        key=kept,
        typed={**page.typed(form), **({"photos": photos} if photos else {})},
        expected_version=version,
        actor=actor,
        now=clock.now(),
        saved_in=form.cleaned_data.get("page"),
    )


def _page(actor: Actor, number: str) -> _Page:
    """For whoever may not record it the page does not exist."""
    found = Meeting.objects.public().recorded_by(actor).with_names().select_related("schedule", "region")
    meeting = get_object_or_404(found, number=number)
    account = Account.objects.filter(meeting=meeting).select_related("logged_by").first()
    held = MeetingHeld.objects.standing()
    return _Page(
        meeting=meeting,
        # Of somebody who comes too late the whole form is shown: nothing that was typed is lost.
        record=None if account else held.filter(meeting=meeting).select_related("held_by").first(),
        draft=draft_of(meeting),
        account=account,
        places=places_of(meeting),
        agenda=agenda_of(meeting),
    )


def _recorded(meeting: Meeting, actor: Actor) -> str:
    """What the record has met at once, and what is open until when."""
    sentences, found = [_("The meeting is recorded. Everyone can see that it was held.")], owing(meeting, actor.on)
    if found.has_duties:
        counts = {"met": len(found.met), "left": len(found.left)}
        sentences.append(_("Duties about it that are met: %(met)d. Still open: %(left)d.") % counts)
    if found.first_on is not None:
        sentences.append(_("The next last day is %(day)s.") % {"day": formats.day(found.first_on)})
    return " ".join(sentences)


def _answer(
    request: WorkspaceRequest,
    page: _Page,
    form: LogForm,
    photos: LogPhotos,
    *,
    others: Others | None = None,
    status: int = 200,
    part: str = "",
) -> HttpResponse:
    meeting = page.meeting
    context = {
        "form": form,
        "photos": photos.form(),
        "meeting": meeting,
        "record": page.record,
        "account": page.account,
        "may_record": page.account is None
        and (page.record is not None or (meeting.is_awaited and meeting.span_start <= request.actor.on)),
        "saved": _saved(page.draft) if page.draft else "",
        "others": others,
        "until": in_time_until(meeting),
        "today": request.actor.on,
        "title": pgettext("page", "Record a held meeting: %(number)s") % {"number": meeting.number},
        "owing": owing(meeting, request.actor.on),
        "places": page.places.labels,
        **_recognised(page, form, part),
    }
    return render(request, "holding/log.html", context, status=status)


def _recognised(page: _Page, form: LogForm, part: str = "") -> dict[str, Any]:
    said = form.data if form.is_bound else form.initial
    rows = page.rows(said)
    return {
        "asked": len(rows),
        "questions": Part.of(rows, part or str(said.get("shown", ""))),
        "unclear": sum(row.is_unclear for row in rows),
        "topics": Topic.choices,
        "fates": Fate.choices,
        "share": _share(said.get("talk_minutes"), said.get("questions_minutes")),
    }


def _share(talk: Any, questions: Any) -> int | None:
    """Percent of the time that was talk."""
    try:
        spoken, asked = int(str(talk)), int(str(questions))
    except ValueError:
        return None
    whole = spoken + asked
    return round(spoken * 100 / whole) if spoken >= 0 and asked >= 0 and whole else None


def _saved(kept: LogDraft) -> str:
    return _("Draft saved, %(time)s") % {"time": formats.clock_time(kept.saved_at)}
