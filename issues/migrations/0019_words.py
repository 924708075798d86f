"""Words of public issues, of which those that are spelled alike are found; triggers add what is new."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

_KEPT = "length(each) BETWEEN 4 AND 40 AND each !~ '^[0-9]+$' AND left(each, 1) <> '='"
_FUNCTION = f"""
CREATE FUNCTION issues_note_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO issues_issueword (word)
    SELECT each FROM unnest(tsvector_to_array(NEW.search_words)) AS each
    WHERE {_KEPT} AND NOT EXISTS (SELECT FROM issues_issueword AS known WHERE known.word = each);
    RETURN NULL;
END
$$
"""  # noqa: S608 - words of this file alone
_TRIGGER = (
    "CREATE TRIGGER issues_words_{event} AFTER {event} ON issues_issue FOR EACH ROW WHEN ({changed}) "
    "EXECUTE FUNCTION issues_note_words()"
)
_ALL = f"""
INSERT INTO issues_issueword (word)
SELECT each FROM ts_stat('SELECT search_words FROM issues_issue') AS found (each, issues, times) WHERE {_KEPT}
"""  # noqa: S608 - words of this file alone
_MAKE = [
    _FUNCTION,
    _TRIGGER.format(event="insert", changed="NEW.search_text <> ''"),
    _TRIGGER.format(event="update", changed="NEW.search_text IS DISTINCT FROM OLD.search_text"),
    _ALL,
]
_UNMAKE = [
    "DROP TRIGGER issues_words_insert ON issues_issue",
    "DROP TRIGGER issues_words_update ON issues_issue",
    "DROP FUNCTION issues_note_words()",
]


class Migration(migrations.Migration):
    dependencies = [("issues", "0018_one_mailbox")]

    operations = [
        migrations.CreateModel(
            name="IssueWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40)),
            ],
            options={
                "verbose_name": "word of issues",
                "verbose_name_plural": "words of issues",
            },
        ),
        migrations.AddIndex(
            model_name="issueword",
            index=models.Index(fields=["word"], name="issues_word"),
        ),
        migrations.AddIndex(
            model_name="issueword",
            index=GinIndex(fields=["word"], name="issues_word_alike", opclasses=["gin_trgm_ops"]),
        ),
        migrations.RunSQL(_MAKE, _UNMAKE),
    ]
