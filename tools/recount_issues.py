"""Count the figures of issues and quarters again, from the open data and with nothing of the portal.

    curl -s 'https://PORTAL/kk/issues.csv' | python3 tools/recount_issues.py
    curl -s 'https://PORTAL/kk/issues/counted.csv?period=2027' | python3 tools/recount_issues.py
    curl -s 'https://PORTAL/kk/issues/quarters.csv?quarter=2027-Q1' | python3 tools/recount_issues.py
    curl -s 'https://PORTAL/kk/issues/quarters/BODY/2027-Q1.csv' | python3 tools/recount_issues.py

Tells by the columns which of the files it is. Prints as JSON what the front page says of issues (the first file), what
the page of figures says by region, topic, quarter and body (the second), who published and what it adds up to by level
and region (the third), the balance of one body (the last). Several files of a kind may follow each other.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Row = Mapping[str, str]
OPEN = ("registered", "work", "planned", "control")
#: Figures of a version that add up over bodies.
SUMS = ("registered", "confirmed", "claimed", "closed", "closing", "late", "silent")


def front(rows: Iterable[Row]) -> dict[str, int]:
    """What the front page says of all public issues."""
    found = list(rows)
    states = Counter(row["state"] for row in found)
    late = sum(row["days_late"] != "0" for row in found)
    told = {"open": sum(states[state] for state in OPEN), "late": late}
    told |= {"claimed": states["claimed"], "confirmed": states["confirmed"]}
    return told | {"closed": len(found) - told["open"] - told["claimed"] - told["confirmed"]}


def figures(rows: Iterable[Row]) -> dict[str, int]:
    """Of issues registered in a period, wherever a reader puts them together; each once, at whoever answers."""
    found = list(rows)
    states = Counter(row["state"] for row in found)
    is_open = [row for row in found if row["state"] in OPEN]
    told = {"registered": len(found), "open": len(is_open), "claimed": states["claimed"]}
    told |= {"disputed": sum(int(row["disputed"]) for row in is_open), "late": sum(int(row["late"]) for row in found)}
    told["answering"] = sum(int(row["answering"]) for row in found)
    told["silent"] = told["claimed"] - told["answering"]
    for state in ("confirmed", "explained", "outside", "needs", "refused", "duplicate"):
        told[state] = states[state]
    return told | share(states["confirmed"], len(found))


def share(part: int, base: int) -> dict[str, int]:
    """Rounded half up; without a base there is none."""
    return {"share_part": part, "share_base": base} | ({"share": (200 * part + base) // (2 * base)} if base else {})


def counted(rows: Iterable[Row]) -> dict[str, Any]:
    found = list(rows)
    told: dict[str, Any] = {"all": figures(found)}
    for name in ("region", "topic", "quarter"):
        told[f"by_{name}"] = grouped(found, name, figures)
    bodies = grouped(found, "body", figures)
    for slug in sorted({slug for row in found for slug in row["handed_by"].split()}):
        handed = [row for row in found if slug in row["handed_by"].split()]
        one = bodies.setdefault(slug, figures([]))
        one |= {"handed": len(handed), "handed_confirmed": sum(row["state"] == "confirmed" for row in handed)}
        one |= share(one["confirmed"] + one["handed_confirmed"], one["registered"] + one["handed"])
    return told | {"by_body": bodies}


def board(rows: Iterable[Row]) -> dict[str, Any]:
    """Who published a quarter, and what the versions that stand add up to."""

    def one(some: Iterable[Row]) -> dict[str, int]:
        lines = list(some)
        told = Counter(row["standing"] for row in lines if row["standing"])
        sums = {name: sum(int(row[name] or 0) for row in lines) for name in SUMS}
        return {"owed": sum(told.values()), **dict(told), **{f"sum_{name}": value for name, value in sums.items()}}

    found = list(rows)
    regions = [{**row, "region": row["region"] or "00"} for row in found]
    by = {"by_level": grouped(found, "level", one), "by_region": grouped(regions, "region", one)}
    return {"all": one(found), **by}


def quarter(rows: Iterable[Row]) -> dict[str, int]:
    """The balance of one body; see docs/recount.md."""
    found = list(rows)
    came, left = Counter(row["came"] for row in found), Counter(row["left"] for row in found)
    told = {name: came[name] for name in ("opening", "registered", "received", "reopened")}
    told |= {name: left[name] for name in ("handed", "claimed", "confirmed", "closed")}
    told |= {"closing": left[""], "late": sum(int(row["late"]) for row in found)}
    told |= {"silent": sum(int(row["silent"]) for row in found), "unprinted": sum(not row["number"] for row in found)}
    return told


def grouped(rows: Iterable[Row], name: str, count: Callable[[list[Row]], Any]) -> dict[str, Any]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[name]].append(row)
    return {key: count(some) for key, some in sorted(groups.items())}


#: By a column that no other of the files has.
_KINDS: dict[str, Callable[[list[Row]], Any]] = {
    "days_late": front,
    "handed_by": counted,
    "standing": board,
    "came": quarter,
}


def recount(text: str) -> Any:
    """Of one file, or of several with the same heading. Raises ValueError for anything else."""
    lines = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff").replace("\ufeff", ""))))
    heading = next(csv.reader(io.StringIO(text.lstrip("\ufeff"))), [])
    kind = next((name for name in _KINDS if name in heading), None)
    if kind is None:
        raise ValueError("no file of issues or quarters")
    return _KINDS[kind]([row for row in lines if row[kind] != kind])


if __name__ == "__main__":
    print(json.dumps(recount(sys.stdin.buffer.read().decode()), ensure_ascii=False, indent=1))
