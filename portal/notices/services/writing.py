"""Subject and text of a letter, written at the moment of sending in the person's language.

Not earlier: days left are counted on the day of sending, and a link that opens a login must be stored nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext, ngettext, override

from portal.accounts.models import User
from portal.kit import formats
from portal.notices.choices import LetterKind
from portal.notices.models import Letter, Notice
from portal.notices.rules import Matter, Told, by_matter, grouped, latest_of_threads

_SUBJECT_LENGTH = 200


@dataclass(frozen=True)
class Written:
    subject: str
    text: str


def message_id(name: str) -> str:
    """Message-ID of the letter called `name`, in the domain that letters come from."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<{name}@{domain}>"


def write_letter(letter: Letter, *, today: date) -> Written | None:
    """What `letter` says today, or None when nothing is left to say."""
    with override(letter.user.language):
        return _WRITERS[letter.kind](letter, today)


def _digest(letter: Letter, today: date) -> Written | None:
    latest = latest_of_threads(_told(notice, letter.user.language) for notice in letter.notices.standing())
    told = by_matter(latest)
    if not told:
        return None
    subject = ngettext("%(count)s notification for %(day)s", "%(count)s notifications for %(day)s", len(told)) % {
        "count": formats.number(len(told)),
        "day": formats.day(today),
    }
    shown = grouped(told)
    return _written(
        subject,
        "notices/digest.txt",
        letter.user,
        own=[_matter(each, today) for each in shown.own],
        own_count=len(shown.own),
        copies=[_matter(each, today) for each in shown.copies],
        left_out=shown.left_out,
        left_out_link=link(settings.KEZDESU_DUTIES_PAGE),
        copies_link=link(settings.KEZDESU_COPIES_PAGE),
    )


def _matter(matter: Matter, today: date) -> dict[str, object]:
    """One line; of several about one matter its name, and the parts below."""
    if len(matter.parts) == 1:
        return {**_item(matter.first, today)}
    count = formats.number(len(matter.parts))
    line = gettext("%(matter)s. Duties: %(count)s") % {"matter": matter.first.named, "count": count}
    return {"line": line, "parts": [_item(each, today) for each in matter.parts]}


def _item(told: Told, today: date) -> dict[str, str]:
    return {"line": told.line, "due": due_words(told.due_on, today), "link": link(told.path)}


def _single(letter: Letter, today: date) -> Written | None:
    notice = letter.notices.standing().first()
    if notice is None:
        return None
    told = _told(notice, letter.user.language)
    return _written(
        told.line,
        "notices/single.txt",
        letter.user,
        line=told.line,
        due=due_words(told.due_on, today),
        link=link(told.path),
    )


def _invitation(letter: Letter, today: date) -> Written | None:
    return _written(
        gettext("Your login to Kezdesu"), "notices/invitation.txt", letter.user, **_password_link(letter.user)
    )


def _role_invitation(letter: Letter, today: date) -> Written | None:
    """Nothing when the invitation was accepted, withdrawn or sent anew meanwhile."""
    facts = import_string(settings.KEZDESU_INVITATION_LETTER)(letter.matter)
    if facts is None:
        return None
    subject = gettext("Invitation to work on Kezdesu")
    return _written(subject, "notices/role_invitation.txt", letter.user, **{**facts, "link": site(facts["path"])})


def _password_reset(letter: Letter, today: date) -> Written | None:
    return _written(gettext("A new password"), "notices/password_reset.txt", letter.user, **_password_link(letter.user))


def _password_changed(letter: Letter, today: date) -> Written | None:
    return _written(
        gettext("Your password was changed"),
        "notices/password_changed.txt",
        letter.user,
        forgotten=site(reverse("account_reset_password")),
    )


_WRITERS: dict[str, Callable[[Letter, date], Written | None]] = {
    LetterKind.DIGEST: _digest,
    LetterKind.SINGLE: _single,
    LetterKind.INVITATION: _invitation,
    LetterKind.ROLE_INVITATION: _role_invitation,
    LetterKind.PASSWORD_RESET: _password_reset,
    LetterKind.PASSWORD_CHANGED: _password_changed,
}


def _told(notice: Notice, language: str) -> Told:
    return Told(
        order=notice.pk,
        thread=notice.thread,
        due_on=notice.due_on,
        line=notice.lines.get(language),
        path=notice.path,
        is_copy=notice.is_copy,
        matter=notice.matter,
        named=notice.matter_lines.get(language),
    )


def due_words(due_on: date | None, today: date) -> str:
    """How far the due day is from today, as a sentence in the active language."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days == 0:
        return gettext("Due today, %(day)s.") % {"day": formats.day(due_on)}
    if days > 0:
        sentence = ngettext("Due %(day)s, %(days)s day left.", "Due %(day)s, %(days)s days left.", days)
    else:
        sentence = ngettext("Was due %(day)s, %(days)s day late.", "Was due %(day)s, %(days)s days late.", -days)
    return sentence % {"day": formats.day(due_on), "days": formats.number(abs(days))}


def link(path: str) -> str:
    """Full address of a page in the active language."""
    return site(f"/{formats.language()}{path}")


def site(path: str) -> str:
    """Full address of a path that names its language."""
    return f"{settings.KEZDESU_BASE_URL.rstrip('/')}{path}"


def _password_link(user: User) -> dict[str, object]:
    """A link that sets a password, made anew each time it is written."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return {
        "link": site(path),
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "forgotten": site(reverse("account_reset_password")),
    }


def _written(subject: str, template: str, user: User, **context: object) -> Written:
    return letter_of(subject, template, {"person": user.full_name, **context})


def letter_of(subject: str, template: str, context: Mapping[str, object]) -> Written:
    """A letter in the active language: the subject on one line, the text without holes."""
    text = render_to_string(template, {"home": site(f"/{formats.language()}/"), **context})
    one_line = " ".join(subject.split())
    if len(one_line) > _SUBJECT_LENGTH:
        one_line = one_line[: _SUBJECT_LENGTH - 1].rstrip() + "…"
    return Written(subject=one_line, text=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")
