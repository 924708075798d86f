"""Where the database notes that what the public reads has changed, and the trigger that notes it."""

from django.db import migrations

#: A row a statement, with a weight of chance: nobody waits for anybody, and the sum is another one after each commit,
#: whatever order they come in. Rows are gathered into one of the same sum, so that there are few.
_MAKE = """
CREATE TABLE kit_content_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    weight numeric NOT NULL
);
CREATE FUNCTION kit_note_content_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kit_content_change (topic, weight)
        SELECT topic, trunc(random() * 9007199254740991) FROM unnest(string_to_array(TG_ARGV[0], ',')) AS topic;
    RETURN NULL;
END $$;
"""
_UNMAKE = """
DROP FUNCTION kit_note_content_change();
DROP TABLE kit_content_change;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(_MAKE, _UNMAKE)]
