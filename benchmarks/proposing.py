"""How long the proposer takes: one region of 1,500 meetings, and the country. Prints; writes nothing.

    python -m benchmarks.proposing [kato.csv]

With the classifier the country is the real one; without it twenty regions are invented. Plain values in, plain values
out: reading the units and writing the rows are the database's.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from portal.bodies.rules import codes, coverage, units
from portal.calendars.rules.proposing import Want, proposed
from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar

YEAR = Period.year(2027)
HALVES = YEAR.parts("half")
#: A region: districts, rural districts in each, villages in each of those.
DISTRICTS, RURAL, VILLAGES = 15, 10, 4
REGIONS = 20


def invented(region: int) -> Iterator[Want]:
    """About 1,500 meetings of some 180 akims."""
    for district in range(DISTRICTS):
        above = f"{region:02}{30 + 2 * district:02}00000"
        yield Want("cov-1", f"{region:02}0000000", above, above, YEAR)
        for number in range(RURAL):
            rural = f"{above[:4]}{30 + number:02}000"
            yield from (Want("cov-3", above, rural, rural, half) for half in HALVES)
            for village in range(1, 1 + VILLAGES):
                place = f"{rural[:6]}{village}00"
                yield from (Want("cov-4", rural, place, rural, half) for half in HALVES)


def real(path: Path) -> list[Want]:
    """The visits of district, city and rural akims by the classifier; the rest is a few hundred more."""
    with path.open(encoding="utf-8", newline="") as file:
        names = {row["kato"]: row["name_ru"] for row in csv.DictReader(file)}
    kinds = {code: unit for code, name in names.items() if (unit := units.unit(code, name, names)) is not None}
    found = []
    for code, name in names.items():
        above = codes.parent(code, kinds)
        kind = kinds.get(code) or ("locality" if codes.level(code) == codes.PLACE else "")
        if above and kind and coverage.counts(kind, code, name, kinds[above]):
            found += [Want(kind, above, code, code, half) for half in HALVES]
    return found


def main() -> None:
    calendar = WorkingCalendar()
    region = list(invented(10))
    given = sys.argv[1:]
    country = real(Path(given[0])) if given else [want for each in range(10, 10 + REGIONS) for want in invented(each)]
    for named, wants in (("a region", region), ("the country", country)):
        begun = time.process_time()
        found = proposed(wants, (), calendar)
        spent = time.process_time() - begun
        print(f"{named}: {len(found.given)} meetings of {len({want.akim for want in wants})} akims in {spent:.2f} s")


if __name__ == "__main__":
    main()
