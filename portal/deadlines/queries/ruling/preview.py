"""A change of decisions or days off in words, before it is made: what moves, what closes, what stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from portal.deadlines.choices import Release
from portal.deadlines.models import Obligation
from portal.deadlines.queries.ruling.bilingual import name_key
from portal.deadlines.queries.ruling.effects import Changes, Shown, Stays
from portal.deadlines.queries.ruling.words import duty_title, period_words
from portal.deadlines.queries.words import action
from portal.kit import formats
from portal.law import registry

#: Bodies named in a preview; of the rest only the number is said.
SHOWN = 50


@dataclass(frozen=True)
class Group:
    """Obligations with which the same happens. `what` says it; `bodies` are those named, `more` how many are not."""

    title: str
    what: str
    count: int
    bodies: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.bodies)


@dataclass(frozen=True)
class Told:
    """A preview in words. Empty lists say that nothing of the kind happens."""

    moves: list[Group]
    closes: list[Group]
    resumes: list[Group]
    kept: list[Group]
    shown: list[str]
    opens: int
    people: int
    moved: int
    closed: int

    @property
    def is_nothing(self) -> bool:
        return not (self.moves or self.closes or self.resumes or self.kept or self.shown or self.opens)


def told(changes: Changes, *, opens: int, people: int) -> Told:
    """Everything in groups; no statement."""
    named = iter(range(SHOWN))
    return Told(
        moves=list(_groups(((move.obligation, _moved(move.old, move.new)) for move in changes.moves), named)),
        closes=list(_groups(((row, str(Release(how).label)) for row, how in changes.closes), named)),
        resumes=list(_groups(((row, _("Owed again")) for row in changes.resumes), named)),
        kept=list(_groups(((kept.obligation, _kept(kept.why)) for kept in changes.kept), named)),
        shown=[_shown(each) for each in changes.shown],
        opens=opens,
        people=people,
        moved=len(changes.moves),
        closed=len(changes.closes),
    )


def _groups(rows: Iterable[tuple[Obligation, str]], named: Iterator[int]) -> Iterator[Group]:
    """Rows that say the same together, in the order of the law; bodies are named as long as `named` has numbers."""
    order = {key: place for place, key in enumerate(registry.KEYS)}

    def key(item: tuple[Obligation, str]) -> tuple[int, str, str, str]:
        row, what = item
        return order[row.duty], row.period_key, row.subject, what

    for _key, items in groupby(sorted(rows, key=key), key=key):
        group = sorted(items, key=lambda item: name_key(item[0].body.plain))
        first, what = group[0]
        bodies = [str(row.body.plain) for (row, _what), _number in zip(group, named, strict=False)]
        yield Group(action(first), what, len(group), tuple(bodies))


def _moved(old: object, new: object) -> str:
    days = {"new": formats.day_weekday(new)}  # type: ignore[arg-type]
    if old is None:
        return _("A day is set: %(new)s") % days
    return _("From %(old)s to %(new)s") % {**days, "old": formats.day_weekday(old)}  # type: ignore[arg-type]


def _kept(why: Stays) -> str:
    texts = {
        Stays.PAST: _("Stays as it is: the day has already passed, and nobody becomes late retroactively"),
        Stays.LATE: _("Stays open: it was already late, and the decision does not change that"),
        Stays.NO_DAY: _("Keeps its day, although no day will be set any more"),
    }
    return texts[why]


def _shown(each: Shown) -> str:
    named = {
        "duty": duty_title(each.duty),
        "period": period_words(each.period_key),
        "count": formats.number(each.count),
    }
    if each.is_public and each.is_apart:
        return (
            _(
                "Shown to everyone as a duty whose text is not confirmed, counted in no share: “%(duty)s”, %(period)s."
                " Rows of the record: %(count)s"
            )
            % named
        )
    if each.is_public:
        return _("Shown to everyone: “%(duty)s”, %(period)s. Rows of the record: %(count)s") % named
    return _("No longer shown to everyone: “%(duty)s”, %(period)s. Rows of the record: %(count)s") % named
