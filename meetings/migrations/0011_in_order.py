"""Indexes that hold the whole order of a list, and one of the few meetings of several days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("meetings", "0010_news"),
        ("schedules", "0009_kinds"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="meeting",
            name="meetings_day",
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["on", "start_time", "span_start", "span_end", "number"], name="meetings_order"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["region", "on", "start_time", "span_start", "span_end", "number"], name="meetings_region_order"
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["territory", "on", "start_time", "span_start", "span_end", "number"],
                name="meetings_territory_order",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["body", "on", "start_time", "span_start", "span_end", "number"], name="meetings_body_order"
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                condition=models.Q(("more_days", []), _negated=True),
                fields=["span_start", "span_end"],
                name="meetings_several_days",
            ),
        ),
    ]
