"""A small piece of the classifier: two regions with what makes it hard, as files and as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook

from portal.bodies.choices import TerritoryKind
from portal.bodies.models import Territory
from portal.bodies.rules.comparison import Row
from tests.factories.bodies import TerritoryFactory

#: The real classifier, where the reference data lies beside the checkout.
REAL = "data/kato/kato.csv"

EDITION = date(2026, 7, 17)
LATER = date(2026, 9, 18)

Cells = tuple[str, int, str, str]

ROWS: tuple[Cells, ...] = (
    ("100000000", 0, "Абай облысы", "область Абай"),
    ("101000000", 1, "Семей Қ.Ә.", "Семей Г.А."),
    ("101010000", 1, "Семей қ.", "г.Семей"),
    ("103200000", 2, "Абай ауданы", "Абайский район"),
    ("103230000", 2, "Қараауыл а.о.", "Карааульский с.о."),
    ("103230100", 2, "Қараауыл а.", "с.Карааул"),
    ("103230127", 2, "«Ќоянды»\u00a0 қыстауы", "с. «Коянды»"),
    ("103233000", 2, "Кеңгірбай би а.о.", "Кенгирбайбийский с.о"),
    ("103233100", 2, "Кеңгірбай би а.", "с.Кенгирбай би"),
    ("104100000", 4, "Жаңасемей ауданы", "район Жаңасемей"),
    ("104165000", 1, "Шүлбі к.ә.", "Шульбинская п.а."),
    ("104165100", 1, "Шүлбі к.", "п.Шульбинск"),
    # A town without a row of its administration, and a village administration.
    ("104120100", 1, "Шар қ.", "г.Шар"),
    ("104143000", 2, "Бура а.ә.", "с.а. Бура"),
    ("104143100", 2, "Бура а.", "с.Бура"),
    ("710000000", 0, "Астана қаласы", "г.Астана"),
    # A district of the capital: the row right above it does not exist.
    ("711110000", 1, "Алматы ауданы", "район Алматы"),
)


def rows(cells: Iterable[Cells] = ROWS) -> dict[str, Row]:
    return {code: Row(code, kind, kk, ru, line) for line, (code, kind, kk, ru) in enumerate(cells, start=2)}


def without(*codes: str, of: Sequence[Cells] = ROWS) -> list[Cells]:
    return [cells for cells in of if cells[0] not in codes]


def renamed(code: str, kk: str, ru: str, of: Sequence[Cells] = ROWS) -> list[Cells]:
    return [(code, cells[1], kk, ru) if cells[0] == code else cells for cells in of]


def text(cells: Iterable[Cells] = ROWS, header: str = "te,k,kaz_name,rus_name", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(cells)
    return out.getvalue().encode()


def workbook(lines: Iterable[Sequence[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    for line in lines:
        sheet.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def places() -> dict[str, Territory]:
    """The authored places of the sample, as seeding makes them."""
    abai = TerritoryFactory(kato="100000000", name_ru="область Абай", genitive_ru="области Абай")
    astana = TerritoryFactory(kato="710000000", kind=TerritoryKind.REPUBLICAN_CITY, name_ru="город Астана")
    return {
        "100000000": abai,
        "101000000": TerritoryFactory(kato="101000000", kind=TerritoryKind.CITY, parent=abai),
        "103200000": TerritoryFactory(
            kato="103200000",
            kind=TerritoryKind.DISTRICT,
            parent=abai,
            name_kk="Абай ауданы",
            name_ru="Абайский район",
            name_en="Abai District",
            genitive_kk="Абай ауданының",
            genitive_ru="Абайского района",
        ),
        "104100000": TerritoryFactory(kato="104100000", kind=TerritoryKind.DISTRICT, parent=abai),
        "710000000": astana,
        "711110000": TerritoryFactory(kato="711110000", kind=TerritoryKind.CITY_DISTRICT, parent=astana),
    }


def in_russian(cells: Iterable[Cells] = ROWS, header: str = "id;parent_id;code;name") -> bytes:
    """As an export of a directory has it: no Kazakh, and no word in the header for which language it is."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(header.split(";"))
    writer.writerows([number, "", code, ru] for number, (code, _kind, _kk, ru) in enumerate(cells, start=1))
    return out.getvalue().encode()


def in_kazakh(cells: Iterable[Cells] = ROWS, header: str = "te,kaz_name") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows([code, kk] for code, _kind, kk, _ru in cells)
    return out.getvalue().encode()
