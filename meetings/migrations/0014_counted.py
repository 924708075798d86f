"""What counting asks for stands in an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("meetings", "0013_words_searched"),
        ("schedules", "0011_what_was_sent_before"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="meeting",
            name="meetings_upcoming",
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["span_end"],
                include=("id", "span_start", "schedule", "published_at", "state", "region", "territory", "on"),
                name="meetings_upcoming",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["schedule", "published_at"], name="meetings_public"),
        ),
    ]
