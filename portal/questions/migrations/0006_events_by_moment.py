"""Indexes of what happened since a moment, for the news of places."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questions", "0005_looks_and_moves")]

    operations = [
        migrations.AddIndex(
            model_name="questionevent", index=models.Index(fields=["at"], name="questions_asked_event_at")
        ),
        migrations.AddIndex(
            model_name="demandevent", index=models.Index(fields=["at"], name="questions_demand_event_at")
        ),
    ]
