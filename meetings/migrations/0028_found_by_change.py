"""Meetings are found by when they changed last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0012_places_by_kind"),
        ("meetings", "0027_changed_at_once"),
        ("schedules", "0018_hearings"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["-changed_at", "-number"], name="meetings_changed"),
        ),
    ]
