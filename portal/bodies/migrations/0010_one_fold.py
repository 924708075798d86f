"""The stored folding of the classifier's names is made anew, as the one fold of the portal has it now.

The function is copied and stays as it is: when the living one changes, another migration follows.
"""

import re
import unicodedata

from django.db import migrations

_BATCH = 5_000
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


def searchable(name_kk, name_ru):
    return f"{fold(name_kk)} | {fold(name_ru)}"[:260]


def refold(apps, schema_editor):
    """Rows whose folding differs; run again it finds none. One statement a batch: the country has 16,000 rows."""
    entries = apps.get_model("bodies", "ClassifierEntry").objects.using(schema_editor.connection.alias)
    last = 0
    columns = entries.order_by("pk").values_list("pk", "name_kk", "name_ru", "folded")
    while rows := list(columns.filter(pk__gt=last)[:_BATCH]):
        last = rows[-1][0]
        stale = [(pk, made) for pk, kk, ru, folded in rows if (made := searchable(kk, ru)) != folded]
        if stale:
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE bodies_classifierentry AS entry SET folded = made.folded"
                    " FROM unnest(%s::bigint[], %s::text[]) AS made (id, folded) WHERE entry.id = made.id",
                    [[pk for pk, _made in stale], [made for _pk, made in stale]],
                )


class Migration(migrations.Migration):
    dependencies = [("bodies", "0009_words")]

    operations = [migrations.RunPython(refold, migrations.RunPython.noop)]
