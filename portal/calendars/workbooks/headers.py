"""Which column of an akim calendar is which: the words of every plan, and those only akims use."""

from __future__ import annotations

from portal.sheets.headers import Vocabulary
from schedules.workbooks.headers import ANYWHERE, IN_LANGUAGES, LEADING, RUSSIAN

CALENDAR_WORDS = Vocabulary(
    leading=(
        ("who", r"^(?:аким(?:и|дер|ы)?|akim)\b(?!.*(?:куни|дата))"),
        ("place", r"^(?:бирлик|единица|аумактык бирлик|ауыл(?:дар)?|село|сельскии округ|сельский округ)\b"),
        *LEADING,
    ),
    anywhere=ANYWHERE,
    in_languages=IN_LANGUAGES,
    russian=RUSSIAN,
)
