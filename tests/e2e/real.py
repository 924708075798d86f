"""The sample workbooks of the ministries: where they lie, what a clerk mends in them, their words in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.shared import shared

PROPOSALS, KATO = "data/samples/proposals", "data/kato/kato.csv"


@dataclass(frozen=True)
class Mend:
    """What is written into the preview for one row, and what the row says then; `out` leaves it out."""

    typed: dict[str, str] = field(default_factory=dict)
    says: dict[str, Any] = field(default_factory=dict)
    out: bool = False


def _day(typed: str, *days: str) -> Mend:
    return Mend({"date": typed}, {"dates": list(days)})


#: By workbook and row of the sheet. Dates that do not exist, that are missing, that are of another year; places.
MENDS: dict[str, dict[int, Mend]] = {
    "industry": {
        10: _day("12.11.2027", "2027-11-12"),
        14: _day("30 апреля", "2027-04-30"),
        17: _day("14-15.09.2027", "2027-09-14", "2027-09-15"),
    },
    "ecology": {10: Mend({"date": "II полугодие"}, {"half": "2027-H2"}), 13: _day("29.04.2027", "2027-04-29")},
    "labour": {
        6: _day("05.05.2027", "2027-05-05"),
        10: Mend({"which": "550000000"}, {"territory": "550000000"}),
        13: _day("13 желтоқсан", "2027-12-13"),
    },
    "education": {6: _day("26.02.2027", "2027-02-26"), 8: _day("2027 жылғы 13 сәуір", "2027-04-13")},
    "science": {
        6: _day("19.05.27", "2027-05-19"),
        7: Mend({"date": "4 квартал"}, {"quarter": "2027-Q4"}),
        9: Mend(out=True),
    },
    "culture": {9: Mend({"date": "наурыз"}, {"month": "2027-03"})},
    "digital": {
        10: _day("03.08.2027", "2027-08-03"),
        12: Mend({"place": "область Абай"}, {"territory": "100000000"}),
    },
}

_WORDS = {
    "актовый зал акимата": "әкімдіктің мәжіліс залы",
    "областная библиотека": "облыстық кітапхана",
    "по согласованию": "келісім бойынша",
    "Дом культуры": "Мәдениет үйі",
    "Дворец школьников": "Оқушылар сарайы",
    "занятость и оплата труда": "жұмыспен қамту және еңбекақы",
    "водоснабжение сельских населённых пунктов": "ауылдарды ауыз сумен қамту",
    "доступность услуг в сёлах": "ауылдағы қызметтердің қолжетімділігі",
    "вопросы отрасли, ответы на вопросы населения": "сала мәселелері, халықтың сұрақтарына жауап",
    "качество дорог и освещение": "жол сапасы және жарықтандыру",
    "качество дорог": "жол сапасы",
    "подготовка к отопительному сезону": "жылыту маусымына дайындық",
    "по предложению акимата": "әкімдіктің ұсынысы бойынша",
    "не посещался в 2026 г.": "2026 жылы барған жоқ",
    "просроченные вопросы прошлого года": "өткен жылғы мерзімі өткен мәселелер",
    "рост обращений": "өтініштердің өсуі",
}
_BACK = {kk: ru for ru, kk in _WORDS.items()}
TEXTS = ("subject", "venue", "ground")


def in_both(texts: dict[str, str]) -> dict[str, str]:
    """The texts of a row with what lacks in the other language written in, as the ministry's translator would."""
    filled = dict(texts)
    for name in TEXTS:
        kk, ru = texts.get(f"{name}_kk", ""), texts.get(f"{name}_ru", "")
        filled[f"{name}_kk"] = kk or (_WORDS[ru] if ru else "")
        filled[f"{name}_ru"] = ru or (_BACK[kk] if kk else "")
    return filled


@cache
def expected() -> dict[str, list[dict[str, Any]]]:
    """Rows by the name of the workbook, as they are to be read."""
    read: dict[str, list[dict[str, Any]]] = json.loads(shared(f"{PROPOSALS}/expected.json").read_text())
    return {name.removesuffix(".xlsx"): rows for name, rows in read.items()}


def after_mending(name: str) -> dict[int, dict[str, Any]]:
    """What every row of the sheet says once the clerk has gone through the preview; rows left out are gone."""
    mends = MENDS.get(name, {})
    told = {row["row"]: {key: value for key, value in row.items() if key not in _NOT_SAID} for row in expected()[name]}
    return {
        number: {**says, **_says(mends.get(number))} for number, says in told.items() if not _out(mends.get(number))
    }


_NOT_SAID = ("sheet", "row", "error", "territory_error")


def _says(mend: Mend | None) -> dict[str, Any]:
    return mend.says if mend else {}


def _out(mend: Mend | None) -> bool:
    return bool(mend and mend.out)


def workbooks() -> Iterator[tuple[str, Path]]:
    """The slug of the ministry and its workbook: the files are called as the ministries are."""
    for name in sorted(expected()):
        yield name, shared(f"{PROPOSALS}/{name}.xlsx")
