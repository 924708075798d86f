"""Words of a meeting by their stems, kept in its row: searching reads an index instead of comparing every word."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

#: Endings of nouns and adjectives, of folded words: Russian ones, and Kazakh ones, of which several follow each other
#: (number, whose, case). Three letters stay. Letters that an ending softens (китап, китаби) are made alike everywhere.
_RUSSIAN = (
    "ьями|ьях|ьям|ьев|ье|ью|ья|ьи|иями|ями|ами|иях|иям|ием|ыми|ими|ого|его|ому|ему|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ия|ию|ии|ую|юю|ым|им|ых|их|"
    "ом|ем|ам|ям|ах|ях|ою|ею|а|я|о|е|у|ю|ы|и|ь|й"
)
_NUMBER = "лар|лер|дар|дер|тар|тер"
_WHOSE = "ымыз|имиз|ыныз|иниз|ым|им|ы|и"
#: After a vowel the ending itself begins with «с»: «облысы» and «қаласы» look alike, so both stems are kept.
_AFTER_VOWEL = f"сы|си|{_WHOSE}"
_CASE = (
    "нын|нин|дын|дин|тын|тин|нда|нде|дагы|деги|тагы|теги|дан|ден|тан|тен|нан|нен|га|ге|ка|ке|на|не|ны|ни|ды|ди|ты|ти|"
    "да|де|та|те|мен|бен|пен|н"
)

_MAKE = f"""
CREATE FUNCTION meetings_stems(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ARRAY[
        '=' || regexp_replace(word, '^(.{{3,}}?)(?:{_RUSSIAN})?$', '\\1'),
        '=' || translate(
            regexp_replace(word, '^(.{{3,}}?)(?:{_NUMBER})?(?:{_WHOSE})?(?:{_CASE})?$', '\\1'), 'бг', 'пк'),
        '=' || translate(
            regexp_replace(word, '^(.{{3,}}?)(?:{_NUMBER})?(?:{_AFTER_VOWEL})?(?:{_CASE})?$', '\\1'), 'бг', 'пк')
    ]
$$;
CREATE FUNCTION meetings_search_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT kept)), ''::tsvector)
        FROM regexp_split_to_table(left(said, 20000), '[^[:alnum:]]+') AS word,
            unnest(word || meetings_stems(word)) AS kept
        WHERE word <> '' AND length(word) <= 100
$$;
CREATE FUNCTION meetings_search_query(said text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_agg(
        '(''' || word || ''':* | ''' || array_to_string(meetings_stems(word), ''' | ''') || ''')', ' & ')::tsquery
        FROM regexp_split_to_table(said, '[^[:alnum:]]+') AS word WHERE word <> ''
$$;
"""  # noqa: S608 - patterns of our own
_UNMAKE = """
DROP FUNCTION meetings_search_query(text);
DROP FUNCTION meetings_search_words(text);
DROP FUNCTION meetings_stems(text);
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_days_of_phones")]

    operations = [
        migrations.RunSQL(_MAKE, _UNMAKE),
        migrations.AddField(
            model_name="meeting",
            name="search_words",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("search_text", function="meetings_search_words"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="meetings_words"),
        ),
    ]
