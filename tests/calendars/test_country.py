"""The calendars that the proposer makes for 2027 meet every norm, counted from the classifier by another hand.

The counter below is written from the rules of the domain alone and asks nothing of the product: it reads the table of
codes and names as it is and goes through all units and meetings one by one.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from django.core.management import call_command

from portal.bodies.models import Territory
from portal.bodies.rules import codes
from portal.bodies.services import import_edition, raise_akimats, seed_reference
from portal.bodies.workbooks import read_classifier
from portal.calendars.queries.proposing import known_law, sketch
from portal.deadlines.services import seed_law
from tests.bodies import kato
from tests.conftest import TODAY
from tests.shared import shared

pytestmark = pytest.mark.django_db

Owed = dict[tuple[str, str, str], int]
#: Parts of the year of 2027: by the first and the last month.
YEAR, HALF, QUARTER = (((1, 12),), ((1, 6), (7, 12)), ((1, 3), (4, 6), (7, 9), (10, 12)))
HOW_OFTEN = {
    "C2": {"cov-1": YEAR, "cov-2": YEAR, "cov-3": HALF, "cov-4": HALF, "cov-5": HALF},
    "C1": {"cov-1": HALF, "cov-2": QUARTER, "cov-3": QUARTER, "cov-4": QUARTER, "cov-5": QUARTER},
}


def classifier() -> dict[str, str]:
    """Names in Russian by code."""
    with shared(kato.REAL).open(encoding="utf-8", newline="") as file:
        return {row["kato"]: " ".join(row["name_ru"].lower().split()) for row in csv.DictReader(file)}


def units_by_hand(names: dict[str, str], regions: Iterable[str]) -> set[tuple[str, str, str]]:
    """Norm, code of the akim's unit, code of the unit of each meeting that is owed."""
    found = set()
    for code, name in names.items():
        region, cd, ef, hij = code[:2], code[2:4], code[4:6], code[6:]
        if region not in regions:
            continue
        top, middle = region + "0000000", code[:4] + "00000"
        in_city = cd < "30"
        if region in ("71", "75", "79"):
            if hij == "000" and ef != "00" and "район" in name:
                found |= {("cov-2", top, code), ("cov-5", code, code)}
        elif hij == ef + "0" == "000" and cd != "00":
            found.add(("cov-1", top, code))
        elif hij == "000" and ef != "00":
            kind = administration(name)
            if not in_city:
                found.add(("cov-3", middle, code))
            elif kind in ("village", "settlement", "city district"):
                found.add(("cov-4", middle, code))
            if kind in ("village", "settlement", "city district"):
                found.add(("cov-5", code, code))
        elif hij != "000":
            found |= places(code, name, names, in_city=in_city)
    return found


def administration(name: str) -> str:
    words = name.replace(" .", ".").replace(". ", ".")
    for mark, kind in (("с.о", "rural district"), ("с.а", "village"), ("п.а", "settlement"), ("р.а", "city district")):
        if words.startswith(mark) or words.rstrip(".").endswith(mark):
            return kind
    return "town" if "г.а" in words else ""


def places(code: str, name: str, names: dict[str, str], *, in_city: bool) -> set[tuple[str, str, str]]:
    """A place: a village or settlement inside a rural district or town, or right in a city; a district of a city."""
    above, city = code[:6] + "000", code[:4] + "00000"
    kind = administration(names.get(above, ""))
    if name.startswith("район ") and in_city and kind != "city district":
        return {("cov-4", city, code), ("cov-5", code, code)}
    if not (name.startswith(("с.", "п.", "поселок ")) or name.endswith(" с.")):
        return set()
    if kind in ("rural district", "town"):
        return {("cov-4", above, code)}
    return {("cov-4", city, code)} if in_city and not kind else set()


def unmet(owed: set[tuple[str, str, str]], meetings: Iterable[tuple[str, str, date]], edition: str) -> list[object]:
    """What the meetings leave unmet, each looked for among all of the akim in the unit."""
    held: dict[tuple[str, str], list[date]] = {}
    for akim, unit, day in meetings:
        held.setdefault((akim, unit), []).append(day)
    missing: list[object] = []
    for norm, akim, unit in sorted(owed):
        for first, last in HOW_OFTEN[edition][norm]:
            if not any(first <= day.month <= last and day.year == 2027 for day in held.get((akim, unit), [])):
                missing.append((norm, akim, unit, first))
    return missing


def free_days() -> set[date]:
    path = shared("data/calendar/kz-holidays-2022-2027.csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    return {date.fromisoformat(row["date"]) for row in rows if row["kind"] != "workday"}


def load(*regions: str) -> None:
    seed_law()
    seed_reference(on=TODAY, joined_on=TODAY)
    rows = read_classifier(io.BytesIO(shared(kato.REAL).read_bytes())).rows
    chosen = {code: row for code, row in rows.items() if not regions or codes.region(code) in regions}
    import_edition(rows=chosen, source="kato.csv", edition_on=kato.EDITION, today=TODAY)
    raise_akimats(on=TODAY)


def check(regions: Iterable[str]) -> None:
    """Every calendar of 2027 against the counter."""
    names, free, known = classifier(), free_days(), known_law()
    for region in regions:
        territory = Territory.objects.in_force(TODAY).get(kato=region + "0000000")
        found = sketch(territory, 2027, on=TODAY, known=known).proposed
        meetings = [(each.want.akim, each.want.unit, each.day) for each in found.given]
        owed = units_by_hand(names, [region])
        assert unmet(owed, meetings, "C2") == []
        # Nothing beyond them, either, and each on a day of its own.
        assert len(meetings) == sum(len(HOW_OFTEN["C2"][norm]) for norm, _akim, _unit in owed)
        assert max(Counter((akim, day) for akim, _unit, day in meetings).values()) == 1
        assert all(day.weekday() < 5 and day not in free for _akim, _unit, day in meetings)


def counted(**options: str) -> dict[str, dict[str, int]]:
    out = io.StringIO()
    call_command("propose_calendars", year=2027, dry_run=True, format="json", stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_calendar_of_a_region_meets_every_norm() -> None:
    load("43")
    check(["43"])
    owed = Counter(norm for norm, _akim, _unit in units_by_hand(classifier(), ["43"]))
    printed = counted(territory="430000000")
    assert printed["regions"]["430000000"] == printed["norms"]
    assert printed["norms"] == {norm: len(HOW_OFTEN["C2"][norm]) * number for norm, number in sorted(owed.items())}
    in_district = counted(territory="433200000")["norms"]
    assert 0 < in_district["cov-3"] < printed["norms"]["cov-3"]
    assert "cov-1" not in in_district


def test_the_counter_sees_a_hole() -> None:
    owed = ("cov-3", "433200000", "433230000")
    assert unmet({owed}, [("433200000", "433230000", date(2027, 3, 1))], "C2") == [(*owed, 7)]


@pytest.mark.slow
def test_the_calendars_of_the_country_meet_every_norm() -> None:
    load()
    names = classifier()
    regions = sorted({code[:2] for code in names})
    assert len(regions) == 20
    check(regions)
    now, first = counted()["norms"], counted(norm="C1")["norms"]
    assert [now[f"cov-{number}"] for number in (1, 2, 3)] == [209, 19, 4440]
    assert [first[f"cov-{number}"] for number in (1, 2, 3)] == [418, 76, 8880]
    owed = Counter(norm for norm, _akim, _unit in units_by_hand(names, regions))
    assert now == {norm: len(HOW_OFTEN["C2"][norm]) * number for norm, number in sorted(owed.items())}
