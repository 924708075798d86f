"""Rows of tables that stand beside each other, and what was not read of a row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedules", "0012_reason_of_an_amendment")]

    operations = [
        migrations.AddField("importrow", "column", models.CharField(blank=True, default="", max_length=3), False),
        migrations.AddField("importrow", "unused", models.JSONField(default=dict)),
        migrations.RemoveConstraint("importrow", "schedules_importrow_once"),
        migrations.AddConstraint(
            "importrow",
            models.UniqueConstraint(fields=("of", "sheet", "number", "column"), name="schedules_importrow_once"),
        ),
    ]
