"""The functions of search name each other for good: a restored dump has no search path to find them by."""

from django.db import migrations

# The bodies of 0013, in the form that is read when the function is made and not each time it runs.
_MAKE = """
CREATE OR REPLACE FUNCTION meetings_search_words(said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT kept)), ''::tsvector)
        FROM regexp_split_to_table(left(said, 20000), '[^[:alnum:]]+') AS word,
            unnest(word || meetings_stems(word)) AS kept
        WHERE word <> '' AND length(word) <= 100;
END;
CREATE OR REPLACE FUNCTION meetings_search_query(said text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
    SELECT string_agg(
        '(''' || word || ''':* | ''' || array_to_string(meetings_stems(word), ''' | ''') || ''')', ' & ')::tsquery
        FROM regexp_split_to_table(said, '[^[:alnum:]]+') AS word WHERE word <> '';
END;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0016_totals")]

    operations = [migrations.RunSQL(_MAKE, migrations.RunSQL.noop)]
