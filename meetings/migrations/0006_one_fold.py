"""What the search box finds a meeting by is folded anew, as names are folded everywhere.

The function is copied and stays as it is: when the living one changes, another migration follows.
"""

import re
import unicodedata

from django.db import migrations

_BATCH = 2_000
_PLAIN = str.maketrans("әғқңөұүһіё", "агкноуухие")
_LEGACY = str.maketrans("ЌќЎўЇїЈјЄєЃѓЉљ", "ҚқҰұҮүӘәӨөҒғҢң")
_LOOKALIKE = str.maketrans("ABCEHIKMOPTXYƏƟËabcehikmoptxyəɵë", "АВСЕНІКМОРТХУӘӨЁавсеһікмортхуәөё")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile("(?<![0-9])[«»„“”‚‘’‹›\"'`´ʼ]|[«»„“”‚‘’‹›\"'`´ʼ](?![0-9])")
_STRESS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?<!\w)[^\W\d_](?= ?\.)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def fold(text):
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    tidy = _SPACES.sub(" ", _DASHES.sub("-", composed)).strip()
    plain = _MARKS.sub("", _STRESS.sub("", tidy.translate(_LEGACY)))
    if _CYRILLIC.search(plain):
        plain = _WORD.sub(
            lambda found: found.group().translate(_LOOKALIKE) if _CYRILLIC.search(found.group()) else found.group(),
            plain,
        )
        plain = _ABBREVIATION.sub(lambda found: found.group().translate(_LOOKALIKE), plain)
    return _SPACES.sub(" ", plain.casefold().translate(_PLAIN)).strip()


def searchable(text):
    """Line by line: a line is a name or a text, and each stands once."""
    return "\n".join(dict.fromkeys(fold(line) for line in text.split("\n")))


def refold(apps, schema_editor):
    """Rows whose folding differs; run again it finds none. One statement a batch."""
    meetings = apps.get_model("meetings", "Meeting").objects.using(schema_editor.connection.alias)
    last = 0
    columns = meetings.order_by("pk").values_list("pk", "search_text")
    while rows := list(columns.filter(pk__gt=last)[:_BATCH]):
        last = rows[-1][0]
        stale = [(pk, made) for pk, text in rows if (made := searchable(text)) != text]
        if stale:
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE meetings_meeting AS meeting SET search_text = made.text"
                    " FROM unnest(%s::bigint[], %s::text[]) AS made (id, text) WHERE meeting.id = made.id",
                    [[pk for pk, _made in stale], [made for _pk, made in stale]],
                )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_words")]

    operations = [migrations.RunPython(refold, migrations.RunPython.noop)]
