"""Photos of held meetings of the demonstration: most are public, one waits, one was taken off, one is asked to be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.choices import MeetingState
from portal.bodies.choices import Role
from portal.bodies.permissions import Actor
from portal.demo.content.asked import Both
from portal.demo.people import DOMAIN, LOGINS
from portal.demo.pictures import DRAWN, HALL, Drawn, picture
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.crew import Crew
from portal.demo.services.telling import Step
from portal.holding.choices import RemovalReason
from portal.holding.models import Account, Photo
from portal.holding.services.photos import Said, add_photo, approve_photo, describe_photo
from portal.holding.services.preparing import prepare_photos
from portal.holding.services.removal import ask_removal, grant_removal
from portal.kernel import clock

#: So many meetings of ministries have photos, and so many of akims, few of one body; each has a hall and one more.
_MINISTRIES, _AKIMS, _OF_ONE = 4, 4, 2
_ADDED_AT, _JUDGED_AFTER = 15, timedelta(days=1)
_SIGNED_IN = frozenset(person.slug for person in LOGINS)


def bring_photos(today: date) -> list[Step]:
    """All of them at once, when results are public; never again, whatever became of them. Two statements."""
    if Photo.objects.filter(added_by__email__endswith=f"@{DOMAIN}").exists():
        return []
    accounts = _chosen(today)
    return [lambda crew: _bring(crew, accounts, today)] if accounts else []


def _chosen(today: date) -> list[Account]:
    """The latest published ones of ministries and of akims, those of bodies one can sign in to first."""
    rows = (
        Account.objects.public()
        .filter(meeting__on__lt=today, meeting__state__in=(MeetingState.REPORTED, MeetingState.CLOSED))
        .select_related("meeting__body__territory", "meeting__territory")
    )
    latest = sorted(rows, key=lambda account: (account.meeting.span_start, account.meeting.number), reverse=True)
    latest.sort(key=lambda account: account.meeting.body.slug not in _SIGNED_IN)
    counted: Counter[int] = Counter()
    few = []
    for account in latest:
        counted[account.meeting.body_id] += 1
        if counted[account.meeting.body_id] <= _OF_ONE:
            few.append(account)
    ministries = [account for account in few if account.meeting.body.territory_id is None]
    akims = [account for account in few if account.meeting.body.territory_id is not None]
    return [*ministries[:_MINISTRIES], *akims[:_AKIMS]]


@dataclass(frozen=True)
class _Added:
    photo: Photo
    on: date


def _bring(crew: Crew, accounts: list[Account], today: date) -> None:
    added = [
        _add(crew, account, drawn, today)
        for place, account in enumerate(accounts)
        for drawn in (HALL, DRAWN[1 + place % (len(DRAWN) - 1)])
    ]
    prepare_photos()
    # The last photo of the latest meeting of each floor waits for a second person.
    waiting = {_last_of(added, account) for account in _first_of_each_floor(accounts)}
    public = [one for one in added if one.photo.pk not in waiting]
    for one in public:
        _approve(crew, one, today)
    if len(public) > 2:
        _take_off(crew, public[-1], today)
    others = [one for one in public if one.photo.account_id != public[-1].photo.account_id]
    own = [one for one in others if one.photo.account.meeting.body.slug in _SIGNED_IN]
    if own:
        # Left to whoever signs in: somebody asked, nobody has decided.
        _ask(own[-1], RemovalReason.OTHER, today)


def _first_of_each_floor(accounts: list[Account]) -> list[Account]:
    floors: dict[bool, Account] = {}
    for account in accounts:
        floors.setdefault(account.meeting.body.territory_id is None, account)
    return list(floors.values())


def _last_of(added: list[_Added], account: Account) -> int:
    return [one.photo.pk for one in added if one.photo.account_id == account.pk][-1]


def _add(crew: Crew, account: Account, drawn: Drawn, today: date) -> _Added:
    meeting = account.meeting
    on = min(today, clock.civil_date(account.changed_at))
    actor = crew.speaker(meeting.body, on)
    content = picture(drawn, meeting.number)
    photo = add_photo(
        meeting=meeting,
        upload=SimpleUploadedFile("photo.jpg", content, "image/jpeg"),
        actor=actor,
        now=clock.at(on, _ADDED_AT),
    )
    photo = describe_photo(photo=photo, said=_said(drawn.alt), seen=photo.mark, actor=actor)
    return _Added(photo, on)


def _said(alt: Both) -> Said:
    return Said(alt_kk=alt.kk, alt_ru=alt.ru)


def _approve(crew: Crew, one: _Added, today: date) -> None:
    on = min(today, one.on + _JUDGED_AFTER)
    one.photo.refresh_from_db()
    approve_photo(
        photo=one.photo,
        seen=one.photo.mark,
        actor=_second(crew, one.photo, on),
        now=clock.at(on, _ADDED_AT, 30),
    )


def _second(crew: Crew, photo: Photo, on: date) -> Actor:
    """The head of a ministry, and of a region for all akimats in it: offices of one person have nobody else."""
    body = photo.account.meeting.body
    return crew.head(body.slug if (Role.HEAD, body.slug) in crew.users else AKIMAT, on)


def _take_off(crew: Crew, one: _Added, today: date) -> None:
    """Somebody asked, and the body agreed."""
    on = _ask(one, RemovalReason.ME, today)
    grant_removal(photo=one.photo, actor=_second(crew, one.photo, on), now=clock.at(on, _ADDED_AT, 50))


def _ask(one: _Added, reason: RemovalReason, today: date) -> date:
    on = min(today, one.on + _JUDGED_AFTER)
    ask_removal(photo=one.photo, reason=reason, note="", today=on, now=clock.at(on, _ADDED_AT, 45))
    return on
