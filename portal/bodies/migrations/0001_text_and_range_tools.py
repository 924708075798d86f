"""Database tools under every later table: range exclusion, trigrams, and the order of the Kazakh alphabet."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
# Ascending code points of the private use area: after digits and Latin letters, in the order of the alphabet.
_ORDER = "".join(chr(0xE000 + place) for place in range(len(_ALPHABET)))

_CREATE = f"""
CREATE OR REPLACE FUNCTION kk_key(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(lower(words), '{_ALPHABET}', '{_ORDER}')
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(_CREATE, "DROP FUNCTION IF EXISTS kk_key(text)"),
    ]
