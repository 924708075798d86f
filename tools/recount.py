"""Count the shares of the public record again, from its open data and with nothing of the portal.

    curl -s 'https://PORTAL/kk/deadlines.csv?year=2026&view=list' | python3 tools/recount.py
    curl -s 'https://PORTAL/api/v1/obligations/?year=2026' | python3 tools/recount.py

Reads the CSV of the record, or pages of the JSON of the API, one after the other. Prints as JSON the numbers over
everything, and by duty and body: `base` is what every share is of, shares are rounded per cents as the pages show them.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

#: The definitions that stand beside the numbers of the record.
IN_TIME = ("met", "confirmed")
LATE = ("met_late", "claimed")
MISSING = ("overdue", "returned_late")


def read(text: str) -> Iterator[dict[str, str]]:
    """Rows of either format, under the same names."""
    if text.lstrip("\ufeff \n").startswith("{"):
        decoder, rest = json.JSONDecoder(), text.lstrip("\ufeff \n")
        while rest:
            page, end = decoder.raw_decode(rest)
            for row in page["results"]:
                yield {**row, "body": row["body"]["slug"], "is_apart": str(row["is_apart"])}
            rest = rest[end:].lstrip()
    else:
        yield from csv.DictReader(io.StringIO(text.lstrip("\ufeff")))


def numbers(states: Iterable[str]) -> dict[str, int]:
    counted = Counter(states)
    in_time, late, missing = (sum(counted[state] for state in states) for states in (IN_TIME, LATE, MISSING))
    base = in_time + late + missing
    told = {"base": base, "in_time": in_time, "late": late, "missing": missing}
    if base:
        told |= {f"{name}_share": round(100 * told[name] / base) for name in ("in_time", "late", "missing")}
    return told | {"confirmed": counted["confirmed"], "claimed": counted["claimed"]}


def recount(rows: Iterable[dict[str, str]]) -> dict[str, object]:
    """What no text confirms is in no share."""
    everything: list[str] = []
    groups: dict[str, defaultdict[str, list[str]]] = {"duty": defaultdict(list), "body": defaultdict(list)}
    apart = 0
    for row in rows:
        if row["is_apart"] == "True":
            apart += 1
            continue
        everything.append(row["state"])
        for name, states in groups.items():
            states[row[name]].append(row["state"])
    by = {f"by_{name}": {key: numbers(states) for key, states in sorted(all_.items())} for name, all_ in groups.items()}
    return {"all": numbers(everything), "apart": apart, **by}


if __name__ == "__main__":
    print(json.dumps(recount(read(sys.stdin.buffer.read().decode())), ensure_ascii=False, indent=1))
