"""What is asked of a total stands in its index: the rows of a region are scattered over hundreds of pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("meetings", "0017_words_restored"),
        ("schedules", "0015_totals"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="meetingtotal", name="meetings_totals"),
        migrations.AddIndex(
            model_name="meetingtotal",
            index=models.Index(
                fields=["place", "by_month", "span_end"],
                include=("span_start", "on", "number", "schedule", "is_announced", "is_cancelled"),
                name="meetings_totals",
            ),
        ),
    ]
