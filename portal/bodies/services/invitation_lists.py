"""Inviting many people by a list: read, checked row by row, and sent only when every row is right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import Language
from portal.bodies.choices import Role
from portal.bodies.errors import invalid
from portal.bodies.models import Body, Invitation, RoleGrant
from portal.bodies.permissions import Actor, roles_to_invite
from portal.bodies.services.invitations import LETTERS_A_DAY, invite
from portal.kernel.folding import composed, fold
from portal.kernel.wording import LANGUAGES

LIMIT_BYTES = 256 * 1024
LIMIT_ROWS = 200
COLUMNS = ("email", "full_name", "role", "body", "language")
#: Words over a column, in any of the languages; a list without them has the columns in the order of COLUMNS.
_HEADERS = {
    "email": ("email", "e-mail", "почта", "эл. почта", "электронная почта", "электрондық пошта", "пошта", "адрес"),
    "full_name": ("name", "full name", "фио", "ф.и.о.", "имя", "аты-жөні", "толық аты-жөні", "т.а.ә."),
    "role": ("role", "роль", "рөл", "рөлі"),
    "body": ("body", "орган", "гос. орган", "госорган", "акимат", "әкімдік", "мемлекеттік орган"),
    "language": ("language", "язык", "тіл", "тілі"),
}
_LANGUAGE_WORDS = {"қазақша": "kk", "казахский": "kk", "kazakh": "kk", "русский": "ru", "орысша": "ru", "russian": "ru"}


@dataclass(frozen=True)
class ListRow:
    """A row as it was written, with its number in the file."""

    number: int
    email: str = ""
    full_name: str = ""
    role: str = ""
    body: str = ""
    language: str = ""


@dataclass
class CheckedRow:
    """What a row was understood as. Without problems it can be sent."""

    row: ListRow
    body: Body | None = None
    role: str = ""
    language: str = Language.KAZAKH
    problems: list[str] = field(default_factory=list)

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label) if self.role else self.row.role


def decode(content: bytes) -> str:
    """Text of an uploaded list. Raises Invalid (field "file")."""
    if len(content) > LIMIT_BYTES:
        raise invalid("file", _("The list is larger than 256 KB."))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise invalid("file", _("This is a workbook. Save it as CSV and attach it again."))
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return composed(text)
    raise invalid("file", _("This file is not a text. Save the list as CSV in UTF-8."))


def read_list(text: str) -> list[ListRow]:
    """Rows of a CSV text with commas, semicolons or tabs; empty rows do not count. Raises Invalid (field "text")."""
    if len(text) > LIMIT_BYTES:
        raise invalid("text", _("The list is larger than 256 KB."))
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";\t,", key=first.count)
    try:
        written = [
            (number, [cell.strip() for cell in cells])
            for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1)
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as broken:
        raise invalid("text", _("The list cannot be read as CSV.")) from broken
    order = _order(written[0][1]) if written else None
    if order is not None:
        written = written[1:]
    if not written:
        raise invalid("text", _("The list holds no rows."))
    if len(written) > LIMIT_ROWS:
        raise invalid("text", _("The list holds more than %(rows)s rows. Send it in parts.") % {"rows": LIMIT_ROWS})
    names = order or COLUMNS
    return [
        ListRow(number=number, **{name: cell for name, cell in zip(names, cells, strict=False) if name})
        for number, cells in written
    ]


def written(rows: Iterable[ListRow]) -> str:
    """The rows as a CSV text to be mended on the page."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in rows)
    return out.getvalue()


def check_list(*, actor: Actor, rows: list[ListRow], today: date) -> list[CheckedRow]:
    """Each row with what is wrong in it. Statements do not grow with the rows, but with the bodies they name."""
    bodies = _Bodies(actor, today)
    addresses = {row.email.lower() for row in rows}
    held = set(
        RoleGrant.objects.not_ended(today)
        .filter(user__email__in=addresses, acting_for=None)
        .values_list("user__email", "body_id", "role")
    )
    invited = set(Invitation.objects.open().filter(email__in=addresses).values_list("email", "body_id", "role"))
    seen: set[tuple[str, int, str]] = set()
    checked = []
    for row in rows:
        found = CheckedRow(row, language=_language(row.language))
        _check_person(found)
        found.body = bodies.find(row.body, found.problems)
        if found.body is not None:
            found.role = bodies.role(found.body, row.role, found.problems)
        if found.body is not None and found.role:
            key = (row.email.lower(), found.body.pk, found.role)
            if key in seen:
                found.problems.append(_("The same person and role stand in the list twice."))
            elif key in held:
                found.problems.append(_("The person holds this role at this body."))
            elif key in invited:
                found.problems.append(_("The person is invited to this role already."))
            seen.add(key)
        checked.append(found)
    return checked


def invite_list(*, actor: Actor, rows: list[ListRow], now: datetime, today: date) -> list[Invitation]:
    """Send all or none. Raises Invalid when a row is wrong, Conflict over the limit of a day."""
    checked = check_list(actor=actor, rows=rows, today=today)
    if any(row.problems for row in checked):
        raise invalid("text", _("Nothing was sent: some rows are wrong."))
    if len(checked) > LETTERS_A_DAY:
        raise invalid("text", _("The list is too long for one day."))
    sent = []
    with transaction.atomic():
        for found in checked:
            assert found.body is not None
            sent.append(
                invite(
                    actor=actor,
                    body=found.body,
                    role=found.role,
                    email=found.row.email,
                    full_name=found.row.full_name,
                    language=found.language,
                    now=now,
                    today=today,
                )
            )
    return sent


class _Bodies:
    """Bodies and roles the actor may name, by whatever people call them."""

    def __init__(self, actor: Actor, today: date) -> None:
        self.actor = actor
        self.rows = list(Body.objects.invited_for(actor).in_force(today).select_related("territory"))
        self.by_name: dict[str, list[Body]] = {}
        for body in self.rows:
            names = {body.slug, *(getattr(body, f"{part}_{code}") for part in ("plain", "short") for code in LANGUAGES)}
            for name in {fold(name) for name in names}:
                self.by_name.setdefault(name, []).append(body)
        self.roles: dict[int, tuple[str, ...]] = {}

    def find(self, name: str, problems: list[str]) -> Body | None:
        found = self.by_name.get(fold(name), []) if name else self.rows
        if len(found) == 1:
            return found[0]
        if not name:
            problems.append(_("Name the body: you may invite to several."))
        elif found:
            problems.append(_("Several bodies are called this. Write the address of the body instead."))
        else:
            problems.append(_("There is no such body to which you may invite."))
        return None

    def role(self, body: Body, name: str, problems: list[str]) -> str:
        if body.pk not in self.roles:
            self.roles[body.pk] = roles_to_invite(self.actor, body)
        possible = self.roles[body.pk]
        if not name and len(possible) == 1:
            return possible[0]
        role = _role_words().get(fold(name), "")
        if role in possible:
            return role
        known = ", ".join(str(Role(each).label) for each in possible)
        problems.append(_("At this body you may invite to these roles: %(roles)s.") % {"roles": known})
        return ""


def _check_person(found: CheckedRow) -> None:
    try:
        validate_email(found.row.email)
    except ValidationError:
        found.problems.append(_("This is not an e-mail address."))
    if not found.row.full_name or len(found.row.full_name) > 200:
        found.problems.append(_("Write the full name, up to 200 letters."))
    if not found.language:
        found.problems.append(_("The portal writes in these languages: kk, ru, en."))


def _order(cells: list[str]) -> list[str] | None:
    """Which column is which by the words over them; None when the first row is a person already."""
    named = [
        next((column for column, words in _HEADERS.items() if cell.casefold() in (column, *words)), "")
        for cell in cells
    ]
    return named if "email" in named else None


def _role_words() -> dict[str, str]:
    words = {value: value for value in Role.values}
    for code in LANGUAGES:
        with override(code):
            words.update({fold(str(label)): value for value, label in Role.choices})
    return words


def _language(text: str) -> str:
    """Code of a language; Kazakh for nothing, empty for what is not understood."""
    said = text.casefold()
    return said if said in Language.values else _LANGUAGE_WORDS.get(said, "" if said else Language.KAZAKH)
