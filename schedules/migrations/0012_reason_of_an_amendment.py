"""The reason of an amendment is called the same in each language: nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedules", "0011_what_was_sent_before")]

    operations = [
        migrations.AlterField(
            "schedule",
            name,
            models.TextField(blank=True, default="", verbose_name="why it is amended"),
        )
        for name in ("amendment_reason_ru", "amendment_reason_en")
    ]
