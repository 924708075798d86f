"""A published quarter as pages, files and feeds say it: in one language, without what was taken away since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from issues.choices import Came, Left, State, Verb
from issues.models import QuarterRow, QuarterVersion
from issues.queries.quarters.compared import NOTHING, Beside, beside
from issues.queries.quarters.sealed import head_of
from issues.queries.quarters.standing import with_standing
from issues.queries.showing import is_read
from issues.querysets import QuarterRowQuerySet
from issues.rules.balance import Balance
from portal.holding.documents.form import Text, chosen
from portal.kernel.periods import Period
from portal.kernel.wording import LANGUAGES, Lines

#: Columns of the CSV: one spelling for every reader. `docs/recount.md` counts the figures from `came` and `left`.
COLUMNS: Final = (
    *("position", "number", "place_kk", "place_ru", "title_kk", "title_ru", "measure_kk", "measure_ru", "due_on"),
    *("came", "left", "state", "late", "silent", "news", "news_on", "news_kk", "news_ru", "sha256", "was", "quiet"),
)
_TEXTS: Final = ("title", "measure", "position", "news")
_CHUNK: Final = 500


@dataclass(frozen=True)
class Shown:
    """One row that is printed."""

    row: QuarterRow
    number: str
    title: Text | None
    place: Text
    measure: Text | None
    position: Text | None
    due_on: date | None
    state: str
    news: Text | None
    news_kind: str
    to: Text | None
    beside: Beside = NOTHING

    @property
    def is_taken(self) -> bool:
        return self.title is None

    @property
    def has_page(self) -> bool:
        """Everybody sees its issue today."""
        return self.row.issue.is_public

    @property
    def gone(self) -> str:
        """Why its texts are not read."""
        if not self.has_page:
            return _("The issue is public no more: its results were taken back.")
        return _("The text was taken away for the sake of a person.")

    @property
    def way(self) -> str:
        """How it stands at the end: where it is open, its state."""
        return self.state if self.row.left in (Left.NO, Left.CLOSED) else str(Left(self.row.left).label)

    @property
    def change(self) -> str:
        """Beside the last quarter: whence it came now, or its state then; empty where nothing was published then."""
        if self.row.came != Came.OPENING:
            return str(Came(self.row.came).label)
        if not self.beside.was:
            return ""
        if self.beside.was == self.row.state:
            return pgettext("row of a quarter", "as in the last quarter")
        return pgettext("row of a quarter", "was: %(state)s") % {"state": self.beside.was_words}

    @property
    def stood(self) -> str:
        """That nothing new is said of it for two quarters or more."""
        quarters = self.beside.quiet
        if quarters < 2:
            return ""
        words = ngettext("No news for %(count)d quarter in a row", "No news for %(count)d quarters in a row", quarters)
        return words % {"count": quarters}


@dataclass(frozen=True)
class Term:
    """One number of the balance: "+ 14 new"."""

    sign: str
    value: int
    label: str


def standing_version(slug: str, period: Period, number: int | None = None) -> QuarterVersion:
    """The last version, or the one asked for, with `standing`. Raises QuarterVersion.DoesNotExist. One statement."""
    found = with_standing(QuarterVersion.objects.select_related("body"))
    found = found.filter(body__slug=slug, period_key=period.key)
    found = found.order_by("-number") if number is None else found.filter(number=number)
    version = found.first()
    if version is None:
        raise QuarterVersion.DoesNotExist
    return version


def versions_of(version: QuarterVersion) -> list[QuarterVersion]:
    return list(QuarterVersion.objects.of(version.body, version.period_key).order_by("number"))


def version_before(version: QuarterVersion) -> QuarterVersion | None:
    """The version that stands of the quarter before."""
    return QuarterVersion.objects.latest_of(version.body, version.period.previous().key)


def printed(version: QuarterVersion) -> QuarterRowQuerySet:
    """Open ones first, those without information before the others."""
    return version.rows.printed().select_related("issue").order_by("-is_silent", "-is_late", "left", "position")


def shown(
    rows: Iterable[QuarterRow], language: str, besides: Mapping[int, Beside] = MappingProxyType({})
) -> Iterator[Shown]:
    """`issue` of each row loaded: what nobody reads of it now is not said, whatever was frozen."""
    note = _("no text in this language")

    def said(texts: Mapping[str, str] | None) -> Text | None:
        if texts is None or not any(texts.get(each, "") for each in LANGUAGES):
            return None
        return chosen(Lines(*(texts.get(each, "") for each in LANGUAGES)), language, note=note)

    for row in rows:
        content = open_content(row)
        news = content.get("news")
        yield Shown(
            row=row,
            number=content["number"],
            title=said(content.get("title")),
            place=said(content["place"]) or Text("—", language),
            measure=said(content.get("measure")),
            position=said(content.get("position")),
            due_on=date.fromisoformat(content["due_on"]) if content["due_on"] else None,
            state=str(State(row.state).label),
            news=said(news),
            news_kind=str(Verb(news["kind"]).label) if news else "",
            to=said(content.get("to")),
            beside=besides.get(row.issue_id, NOTHING),
        )


def open_content(row: QuarterRow) -> dict[str, Any]:
    """What may be read of a row today: what was frozen, without the texts of what is hidden since, or public no more. A
    row has one hash, and its title is among its texts: they are read all or none.
    """
    if is_read(row.issue):
        return row.content
    return {name: value for name, value in row.content.items() if name not in _TEXTS}


def terms(version: QuarterVersion | Balance) -> list[Term]:
    """The balance as a sum; of taking over, opening again and handing over only what there was."""
    sums = [
        Term("", version.opening, pgettext("balance of a quarter", "open at the beginning")),
        Term("+", version.registered, pgettext("balance of a quarter", "new")),
        Term("+", version.received, pgettext("balance of a quarter", "taken over from others")),
        Term("+", version.reopened, pgettext("balance of a quarter", "opened again")),
        Term("−", version.handed, pgettext("balance of a quarter", "handed over to others")),
        Term("−", version.confirmed, pgettext("balance of a quarter", "confirmed by residents")),
        Term("−", version.claimed, pgettext("balance of a quarter", "claimed as solved")),
        Term("−", version.closed, pgettext("balance of a quarter", "closed without a solution")),
        Term("=", version.closing, pgettext("balance of a quarter", "open at the end")),
    ]
    return [term for place, term in enumerate(sums) if term.value or place not in (2, 3, 4)]


def sum_line(found: Iterable[Term]) -> str:
    """Like "31 + 14 − 17 − 2 = 26"."""
    return " ".join(f"{term.sign} {term.value}".strip() for term in found)


def file_lines(version: QuarterVersion) -> Iterator[dict[str, object]]:
    """Lines of the CSV, in the order of the hashes; what is not printed has its two words and no more."""
    rows = version.rows.select_related("issue").order_by("position").iterator(chunk_size=_CHUNK)
    while some := list(islice(rows, _CHUNK)):
        besides = beside(version, [row for row in some if row.is_printed])
        for row in some:
            yield _file_line(row, besides.get(row.issue_id, NOTHING))


def _file_line(row: QuarterRow, stood: Beside) -> dict[str, object]:
    content = open_content(row)
    news: Mapping[str, str] = content.get("news") or {}
    line: dict[str, object] = dict.fromkeys(COLUMNS, "")
    line |= {"position": row.position, "came": row.came, "left": row.left, "state": row.state}
    line |= {"late": int(row.is_late), "silent": int(row.is_silent), "sha256": row.sha256}
    if row.is_printed:
        line |= {"number": content["number"], "due_on": content["due_on"] or ""}
        line |= {"news": news.get("kind", ""), "news_on": news.get("on", "")}
        line |= {"was": stood.was, "quiet": stood.quiet}
        for language in ("kk", "ru"):
            line[f"news_{language}"] = news.get(language, "")
            for name in ("place", "title", "measure"):
                line[f"{name}_{language}"] = (content.get(name) or {}).get(language, "")
    return line


def json_head(version: QuarterVersion) -> dict[str, object]:
    return {**head_of(version), "sha256": version.sha256, "published_on": version.published_on.isoformat()}


def json_rows(version: QuarterVersion) -> Iterator[dict[str, object]]:
    """With the salt, so that anybody can do the hashes again; of texts that are not read any more the hash alone."""
    for row in version.rows.select_related("issue").order_by("position").iterator(chunk_size=500):
        # Of what is not printed there is nothing to hide.
        is_open = row.salt != "" and (is_read(row.issue) or not row.is_printed)
        yield {
            "position": row.position,
            "content": open_content(row),
            "salt": row.salt if is_open else None,
            "sha256": row.sha256,
            "taken_on": row.taken_on.isoformat() if row.taken_on else None,
        }
