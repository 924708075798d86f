"""What a new edition of the classifier changes against the rows that stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from portal.bodies.rules import codes
from portal.kernel.folding import fold

#: A region that loses more than this share of its rows was probably cut off, not reformed.
LOSS_PER_CENT = 10

#: What kind of thing a name says it is: the abbreviation before the name or after it.
_KIND = re.compile(
    r"^(?:[сгпр]\s?\.\s?[оа]\s?\.|[сгп]\.|район\s|область\s|город\s|ст\.|рзд\.?\s|уч\.)"
    r"|(?:^|\s)(?:[сгпр]\s?\.\s?[оа]\s?\.?|район|область)$"
)


@dataclass(frozen=True)
class Row:
    """A row of a file. `line` is where it stands there, 0 for a row that stands in the database."""

    code: str
    type_code: int | None
    name_kk: str
    name_ru: str
    line: int = 0

    @property
    def content(self) -> tuple[str, int | None, str, str]:
        return self.code, self.type_code, self.name_kk, self.name_ru


@dataclass(frozen=True)
class Change:
    """A row that stays under its code with other words, or under another code with the same words."""

    before: Row
    after: Row


@dataclass(frozen=True)
class Loss:
    """A region that would lose too much."""

    region: str
    before: int
    lost: int


@dataclass(frozen=True)
class Comparison:
    """`closed` and `added` hold the rows of `moved` too: a move is a code that ended and a code that began."""

    added: list[Row] = field(default_factory=list)
    renamed: list[Change] = field(default_factory=list)
    retyped: list[Change] = field(default_factory=list)
    reused: list[Change] = field(default_factory=list)
    closed: list[Row] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    reparented: list[str] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    unchanged: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.renamed or self.retyped or self.reused or self.closed or self.reparented)

    @property
    def replaced(self) -> list[Change]:
        """Rows whose code stays and whose words or type change."""
        return [*self.renamed, *self.retyped, *self.reused]


def compare(
    standing: Mapping[str, Row], found: Mapping[str, Row], *, retired: Collection[str] = (), known: Iterable[str] = ()
) -> Comparison:
    """`standing` are the rows in force of the regions of the file, `found` those of the file, both by code.

    `retired` are codes that were closed before: one that comes back is given anew. `known` are codes the portal knows
    of otherwise: where no row stands yet, losses are measured against them.
    """
    comparison = Comparison()
    for code, row in found.items():
        before = standing.get(code)
        if before is None:
            comparison.added.append(row)
            if code in retired:
                comparison.reused.append(Change(row, row))
        elif (before.name_kk, before.name_ru) != (row.name_kk, row.name_ru):
            (comparison.reused if _is_another(before, row) else comparison.renamed).append(Change(before, row))
        elif row.type_code is not None and before.type_code != row.type_code:
            comparison.retyped.append(Change(before, row))
        elif codes.parent(code, standing) != codes.parent(code, found):
            comparison.reparented.append(code)
    comparison.closed.extend(row for code, row in standing.items() if code not in found)
    comparison.moved.extend(_moves(comparison.closed, comparison.added))
    comparison.losses.extend(_losses(standing, found, known))
    touched = len(comparison.added) + len(comparison.reparented)
    touched += sum(1 for change in comparison.replaced if change.after.code in standing)
    return _with_unchanged(comparison, len(found) - touched)


def levels(rows: Iterable[str]) -> dict[int, int]:
    """How many codes of each level."""
    counted = Counter(codes.level(code) for code in rows)
    return {level: counted[level] for level in codes.LEVELS}


def climbed(rows: Collection[str]) -> list[str]:
    """Codes whose direct parent is not among the rows: they lie in what is next above."""
    return [code for code in rows if (above := codes.direct_parent(code)) and above not in rows]


def orphans(rows: Collection[str]) -> list[str]:
    """Codes with nothing above them, though they are no regions."""
    return [code for code in rows if codes.level(code) and not codes.parent(code, rows)]


def _with_unchanged(comparison: Comparison, unchanged: int) -> Comparison:
    return Comparison(**{**vars(comparison), "unchanged": unchanged})


def _is_another(before: Row, after: Row) -> bool:
    """Another place under the same code: of another kind and with another name, in both languages."""
    kinds = kind_of(before.name_ru) != kind_of(after.name_ru)
    return kinds and not share_a_word(before.name_ru, after.name_ru) and not share_a_word(before.name_kk, after.name_kk)


def kind_of(name_ru: str) -> str:
    """What a name in Russian says it is."""
    found = _KIND.search(fold(name_ru))
    return re.sub(r"[\s.]", "", found.group()) if found else ""


def share_a_word(one: str, other: str) -> bool:
    """Whether the names themselves, without words of kind, begin alike: «Аксуатский с.о.» and «с.Аксуат» do."""
    stems = [{word[:5] for word in re.findall(r"\w{3,}", _KIND.sub(" ", fold(name)))} for name in (one, other)]
    return bool(stems[0] & stems[1])


def _moves(closed: Iterable[Row], added: Iterable[Row]) -> list[Change]:
    """Rows that left one code for another in their region, where the names leave one possibility only."""
    left, came = defaultdict[tuple[str, str, str], list[Row]](list), defaultdict[tuple[str, str, str], list[Row]](list)
    for rows, by_name in ((closed, left), (added, came)):
        for row in rows:
            by_name[codes.region(row.code), fold(row.name_kk), fold(row.name_ru)].append(row)
    return [Change(rows[0], came[name][0]) for name, rows in left.items() if len(rows) == 1 and len(came[name]) == 1]


def _losses(standing: Mapping[str, Row], found: Mapping[str, Row], known: Iterable[str]) -> list[Loss]:
    """By regions of the file. Rows of the last edition are the measure; `known` where there was no edition yet."""
    measured = _by_region(standing)
    for region, of_region in _by_region(known).items():
        measured.setdefault(region, of_region)
    concerned = {codes.region(code) for code in found}
    losses = []
    for region in sorted(measured.keys() & concerned):
        before = measured[region]
        lost = sum(1 for code in before if code not in found)
        if lost * 100 > len(before) * LOSS_PER_CENT:
            losses.append(Loss(region, len(before), lost))
    return losses


def _by_region(known: Iterable[str]) -> dict[str, list[str]]:
    grouped = defaultdict[str, list[str]](list)
    for code in known:
        grouped[codes.region(code)].append(code)
    return dict(grouped)
