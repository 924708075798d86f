"""What people asked and demand is found by its words, whenever it was sent."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

# The public text alone, in letters of one keyboard: emptied with it, and never out of step.
_MAKE = """
CREATE FUNCTION questions_search_words(kk text, ru text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
    SELECT meetings_search_words(translate(lower(kk || ' ' || ru), 'әғқңөұүһіё', 'агкноуухие'));
END;
"""
_UNMAKE = "DROP FUNCTION questions_search_words(text, text)"


def _words():
    return models.Func("text_kk", "text_ru", function="questions_search_words")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0035_told_report"), ("questions", "0008_letters_of_issues")]

    operations = [
        migrations.RunSQL(_MAKE, _UNMAKE),
        migrations.AddIndex("askedquestion", GinIndex(_words(), name="questions_asked_words")),
        migrations.AddIndex("demand", GinIndex(_words(), name="questions_demand_words")),
    ]
